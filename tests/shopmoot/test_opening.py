"""What the first event of a book takes along from before."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from assembly.daybook import Circle
from assembly.history import History
from assembly.holdings import Holding
from assembly.steps import Occasion
from shopmoot.opening import Before, Plan, opening

TODAY = date(2026, 11, 21)
WEEKS = tuple(TODAY - timedelta(weeks=number) for number in (3, 2, 1))


@pytest.mark.parametrize(
    ("purpose", "until"),
    [(Occasion.ASSEMBLY, TODAY + timedelta(days=1)), (Occasion.DRAW, None)],
)
def test_an_assembly_is_the_last_of_a_term_in_assemblies_and_a_mere_draw_is_not(
    purpose: Occasion, until: date | None
) -> None:
    history = History(holdings=(Holding("keys", "M001", WEEKS[0], assemblies=3),), assembly_dates=WEEKS)

    opened = opening(
        Plan("7K3FQ", "Weekly", 60, demo=False, purpose=purpose),
        Circle(),
        ("M001",),
        Before(history, "", TODAY),
    )

    assert [holding.until for holding in opened.holdings] == [until]
