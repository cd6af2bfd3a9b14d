"""Stories of earlier evenings, with their words."""

from __future__ import annotations

from datetime import date, timedelta

from assembly.heard import Heard, Retold
from assembly.said import Said
from assembly.state import Story

FIRST_EVENING = date(2025, 9, 8)


def story(
    theme: str,
    department: str,
    on: date = FIRST_EVENING,
    *,
    words: str | None = "It hums",
    member: str = "M001",
    decisions: tuple[str, ...] = (),
) -> Retold:
    """One story of an evening of its own; without words where they were redacted."""
    number = sum(map(ord, f"{theme}{department}{on}{member}{words}"))
    heard = Heard(f"A{on:%m%d}", number, on, theme, department, member, decisions)
    return Retold(heard, Story(number, member, Said(words), Said(""), theme, department))


def a_year() -> tuple[Retold, ...]:
    """Noise comes back in the paint shop, and led to a decision; dust came up once."""
    noise = [
        story("noise", "paint", FIRST_EVENING + timedelta(weeks=9 * place), member=f"M00{place + 1}")
        for place in range(5)
    ]
    return (
        *noise,
        story("noise", "paint", date(2026, 5, 4), words="The press [2] hums at Ana", decisions=("8VOTE",)),
        story("noise", "сборка", date(2026, 5, 4), words=None),
        story("dust", "сборка", date(2025, 12, 8), words="Пыль"),
        story("[pay]", "", date(2026, 1, 5)),
    )


def many() -> tuple[Retold, ...]:
    """Thirty themes in twelve departments, told by three hundred and sixty people."""
    return tuple(
        story(
            f"theme {theme:02}",
            f"place {place:02}",
            FIRST_EVENING + timedelta(days=theme * 12),
            member=f"M{theme * 12 + place:03}",
        )
        for theme in range(30)
        for place in range(12)
    )
