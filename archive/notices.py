"""What the room reads where there is no page to show: what happened, and what to do about it."""

from __future__ import annotations

from http import HTTPStatus

from archive.edition import Edition
from archive.setting import page
from archive.site import Notices

REASONS = (HTTPStatus.NOT_FOUND, HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.GONE)
"""There is no such page, it is still being made, or the time of the room is over."""


def notices_of(edition: Edition) -> Notices:
    """A page for each reason, made before anybody asks: nothing of a request is in it.

    Links begin where the room's server does.
    """
    return {reason: page("notice.html.j2", edition, "/", reason=int(reason)) for reason in REASONS}
