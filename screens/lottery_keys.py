"""The keys of the lottery; in which part of it each works is said by `lottery_phases`."""

from __future__ import annotations

from textual.binding import BindingType

from screens.floor import PHONES
from tui.letters import letter
from words.language import _

LOTTERY_KEYS: list[BindingType] = [
    letter("y", "accept", _("Accepts"), _("The person takes the seat"), show=True),
    letter("x", "decline", _("Declines"), _("The person declines; no reason is asked"), show=True),
    letter("x", "skip", _("No lottery"), _("No lottery today: go to the close"), show=True),
    letter("l", "seal", _("Seal"), _("Seal the hats; this cannot be undone"), show=True),
    letter("l", "lock", _("Lock"), _("Lock the throws; this cannot be undone"), show=True),
    letter("v", "void", _("Void"), _("Declare the draw void, before it is locked"), show=True),
    letter("i", "willing", _("Willing or not"), _("Not willing today, or agreed beforehand"), show=True),
    letter("b", "apart", _("Apart"), _("Two people who do not sit in one pool together")),
    letter("r", "roles", _("Roles"), _("Which roles are drawn"), show=True),
    letter("o", "odds", _("Find"), _("Find yourself: in which hats, with which chance, and why not")),
    letter("t", "practice", _("Try"), _("Practice: ten thousand draws beside the promised chances")),
    letter("m", "method", _("Dice"), _("Throw dice, ten-sided dice, or draw cards")),
    letter("c", "called", _("Call"), _("The room calls five numbers before it throws, or not")),
    letter("e", "relax", _("Relax a rule"), _("Too few people: the next rule in the voted order gives way")),
    letter("e", "correct", _("Correct"), _("Correct one throw; what it was stays on record")),
    letter("e", "ineligible", _("Wrong entry"), _("A wrong entry: pass this name over")),
    letter(
        "l", "missed", _("Left out"), _("Somebody was left out of a hat by mistake: comes first next time")
    ),
    letter("o", "pages", _("Phones"), _("Show the page that checks the draw to every phone"), show=True),
    PHONES,
    letter("a", "another", _("Another"), _("Another draw, for other roles"), show=True),
]
