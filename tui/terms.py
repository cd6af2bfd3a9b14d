"""How long somebody holds a role, as people say it: "6 months", "4 assemblies", "one assembly"."""

from __future__ import annotations

import re

from assembly.refusal import RuleBroken
from assembly.roles import Term, TermUnit
from words.language import _, n_

YEAR, MONTHS, WEEK = 365, 12, 7
ONES = {"a", "an", "one"}
NUMBERS = (
    *("zero", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
NO_TERM = {"", "none", "no term", "today", "for today", "the day", "the day of the draw"}
HALF = ("half a year", "a half year", "half year", "half-year", "a half-year", "one half year")
QUARTER = ("quarter", "quarter year", "quarter of a year")
IN_ONE_WORD = {
    **dict.fromkeys(HALF, "6 months"),
    **{f"{before}{part}": "3 months" for before in ("", "a ", "one ") for part in QUARTER},
    **{unit: f"1 {unit}" for unit in ("year", "month", "week", "day", "assembly")},
}
"""What people say without a number."""
_TERM = re.compile(r"(?:for )?(?P<number>\w+) ?(?P<unit>day|week|month|year|assembly|assemblie)s?")


def read_term(text: str) -> Term | None:
    """The term that was meant; None where the role is for the day of the draw only.

    Raises:
        RuleBroken: `term-unread`.
    """
    said = " ".join(text.casefold().split())
    if said in NO_TERM:
        return None
    found = _TERM.fullmatch(IN_ONE_WORD.get(said.removeprefix("for "), said))
    number = _number(found["number"]) if found else None
    if found is None or number is None:
        raise RuleBroken("term-unread", text=text.strip())
    if found["unit"].startswith("assembl"):
        return Term(TermUnit.ASSEMBLIES, number)
    return Term(TermUnit.DAYS, _days(number, found["unit"]))


def term_text(term: Term | None) -> str:
    """A term as it can be typed again; nothing for the day of the draw only."""
    if term is None:
        return ""
    if term.unit is TermUnit.ASSEMBLIES:
        return f"{term.number} {'assembly' if term.number == 1 else 'assemblies'}"
    number, unit = _parts(term.number)
    return f"{number} {unit}{'' if number == 1 else 's'}"


def say_term(term: Term | None) -> str:
    """A term in the language in use, such as "for 6 months (182 days)"."""
    if term is None:
        return _("for the day of the draw")
    if term.unit is TermUnit.ASSEMBLIES:
        return n_("for {number} assembly", "for {number} assemblies", term.number).format(number=term.number)
    number, unit = _parts(term.number)
    words = {
        "day": n_("for {number} day", "for {number} days", number),
        "week": n_("for {number} week", "for {number} weeks", number),
        "month": n_("for {number} month ({days} days)", "for {number} months ({days} days)", number),
        "year": n_("for {number} year ({days} days)", "for {number} years ({days} days)", number),
    }
    return words[unit].format(number=number, days=term.number)


def _parts(days: int) -> tuple[int, str]:
    """The largest unit in which so many days are a whole number."""
    counted = (("year", days // YEAR), ("month", -(-days * MONTHS // YEAR)), ("week", days // WEEK))
    for unit, number in counted:
        if number and _days(number, unit) == days:
            return number, unit
    return days, "day"


def _days(number: int, unit: str) -> int:
    match unit:
        case "month":
            return number * YEAR // MONTHS
        case "year":
            return number * YEAR
        case "week":
            return number * WEEK
        case _:
            return number


def _number(word: str) -> int | None:
    if word in ONES:
        return 1
    if word in NUMBERS:
        return NUMBERS.index(word)
    return int(word) if word.isascii() and word.isdigit() and len(word) <= 5 else None
