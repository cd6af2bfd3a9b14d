"""One template set for one edition."""

from __future__ import annotations

from archive.edition import Edition
from words.language import _


def page(template: str, edition: Edition, up: str, **facts: object) -> bytes:
    """The page that a template makes of these facts.

    Args:
        template: Its file.
        edition: Whose page it is.
        up: The way from the page to the index, such as "../../".
        facts: What the template asks for.
    """
    from archive.press import pressed  # noqa: PLC0415 - jinja2 takes 50 ms that the start does not have

    return pressed(template, _=_, up=up, circle=edition.line(edition.circle), language=edition.tag, **facts)
