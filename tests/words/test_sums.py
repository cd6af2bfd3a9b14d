"""The sum behind a verdict, in words."""

from __future__ import annotations

import pytest

from assembly.votes import Count, need_before, verdict_of
from assembly.votes.notation import parse_rule
from words.sums import say_need, say_outcome, say_quorum, say_sum


@pytest.mark.parametrize(
    ("rule", "count", "words"),
    [
        (
            "at least 2/3 of present, quorum 1/2 of entitled",
            Count(20, 9, 2, 31, 40),
            "needs 21 of 31 present (2/3, at least); has 20; short by 1",
        ),
        (
            "at least 60% of cast",
            Count(21, 9, 1, 31, 40),
            "needs 19 of 31 cast (3/5, at least); has 21",
        ),
        (
            "more than 1/2 of entitled",
            Count(20, 9, 2, 31, 40),
            "needs 21 of 40 entitled (1/2, more than); has 20; short by 1",
        ),
        (
            "at least 1/2 of yes+no",
            Count(4, 4, 0, 31, 40),
            "needs 5 of 8 yes+no (1/2, at least, and more yes than no); has 4; "
            "4 no as well: a tie is not adopted",
        ),
        (
            "at least 1/4 of entitled",
            Count(10, 12, 0, 31, 40),
            "needs 10 of 40 entitled (1/4, at least, and more yes than no); has 10; 12 no: more no than yes",
        ),
        (
            "at least 2/3 of present, quorum 32",
            Count(31, 0, 0, 31, 40),
            "quorum needs 32 of 40 entitled; has 31 present; short by 1",
        ),
        (
            "at least 2/3 of yes+no",
            Count(0, 0, 3, 31, 40),
            "0 yes+no (2/3, at least); a share of nobody decides nothing",
        ),
        (
            "at least 2/3 of present",
            Count(30, 9, 0, 31, 40),
            "needs 21 of 31 present (2/3, at least); has 30; 39 counted but 31 present: 8 too many",
        ),
        (
            "at least 2/3 of present",
            Count(20, 9, 0, 31, 40, not_voting=1),
            "needs 21 of 31 present (2/3, at least); has 20; short by 1; "
            "30 counted but 31 present: 1 missing",
        ),
    ],
)
def test_a_sum_says_what_it_takes_and_what_there_is(rule: str, count: Count, words: str) -> None:
    assert say_sum(verdict_of(parse_rule(rule), count)) == words


@pytest.mark.parametrize(
    ("count", "start"),
    [
        (Count(21, 9, 0, 31, 40), "ADOPTED"),
        (Count(20, 9, 0, 31, 40), "REJECTED"),
        (Count(10, 0, 0, 10, 40), "NO QUORUM"),
        (Count(0, 0, 9, 31, 40), "REJECTED"),
        (Count(31, 9, 0, 31, 40), "UNRECONCILED"),
    ],
)
def test_an_outcome_never_sounds_better_than_its_numbers(count: Count, start: str) -> None:
    verdict = verdict_of(parse_rule("at least 2/3 of present, quorum 20"), count)

    assert say_outcome(verdict).startswith(start)


def test_votes_of_nobody_are_said_to_decide_nothing() -> None:
    verdict = verdict_of(parse_rule("at least 2/3 of cast"), Count(0, 0, 0, 31, 40))

    assert say_outcome(verdict).startswith("NO DECISION")


def test_what_it_takes_is_said_before_the_vote() -> None:
    assert say_need(need_before(parse_rule("at least 2/3 of present"), 31, 40)) == (
        "needs 21 of 31 present (2/3, at least)"
    )
    assert say_need(need_before(parse_rule("more than 1/2 of yes+no"), 31, 40)) == (
        "needs 16 of 31 yes+no (1/2, more than) if everybody present votes; fewer if fewer do"
    )


def test_a_quorum_is_said_as_who_is_here_and_who_must_be() -> None:
    assert say_quorum(31, 20) == "31 here, 20 needed"
