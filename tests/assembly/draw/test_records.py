"""Records that were changed, cut off or made up: a refusal with the line, never a wrong draw."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assembly.draw.build import Candidate, build
from assembly.draw.entropy import Kind, Promise
from assembly.draw.reading import read
from assembly.draw.record import NO_PREVIOUS, Hat, Heading, Record, sealed_bytes
from assembly.draw.text import clean
from assembly.draw.verify import Remark, verify
from assembly.refusal import RuleBroken

HATS = (Hat("facilitator", 1, "Next facilitator"), Hat("observer", 2, "Observers"))
FULL = Heading(
    number=18,
    title="Weekly assembly",
    previous=NO_PREVIOUS,
    date="2026-11-21",
    entropy=(Promise(Kind.CALLED, 2), Promise(Kind.DICE, 25)),
    policy="decline=reserve",
)
GOOD = sealed_bytes(
    build(
        FULL,
        HATS,
        [
            Candidate("M001", ["facilitator", "observer"], "Ana"),
            Candidate("M002", ["observer"], "Ben"),
            Candidate("M003", ["observer"], "Cem"),
            Candidate("M004", ["facilitator", "observer"], "Dee"),
            Candidate("M005", [], "Eva"),
        ],
    )
).decode()
ENTROPY = "called 17 4; dice 3 5 1 6 2 2 4 1 6 5 3 3 6 1 4 2 5 6 1 1 3 4 2 6 5"


def refused(text: str | bytes) -> tuple[str, object]:
    with pytest.raises(RuleBroken) as caught:
        read(text if isinstance(text, bytes) else text.encode())
    return caught.value.code, caught.value.facts.get("line")


def test_the_good_record_is_as_the_protocol_writes_it() -> None:
    assert (
        "hat-draw/1\ndraw: 18\ntitle: Weekly assembly\ndate: 2026-11-21\n"
        f"previous: {NO_PREVIOUS}\nentropy: called 2; dice 25\npolicy: decline=reserve\n"
        "hat\tfacilitator\t1\tNext facilitator\nhat\tobserver\t2\tObservers\nscale\t4\n"
        "group\tg1\t-\t0 0\ngroup\tg2\tfacilitator,observer\t4 4\ngroup\tg3\tobserver\t0 4\n"
        "member\tM001\tg2\tAna\nmember\tM002\tg3\tBen\nmember\tM003\tg3\tCem\nmember\tM004\tg2\tDee\n"
        "member\tM005\tg1\tEva\nend\n"
    ) == GOOD
    assert verify(GOOD.encode(), ENTROPY).remarks == ()


CHANGES = [
    ("hat-draw/1", "hat-draw/2", "draw-record-version", None),
    ("hat-draw/1", "something", "draw-not-a-record", None),
    ("hat-draw/1\n", "hat-draw/1\r\n", "draw-record-line-ends", 1),
    ("Observers\n", "Observers\r\n", "draw-record-line-ends", 9),
    ("draw: 18\n", "", "draw-line-expected", 2),
    ("draw: 18", "draw: 018", "draw-number", 2),
    ("draw: 18", "draw: ١٨", "draw-number", 2),
    ("title: Weekly", "Title: Weekly", "draw-line-expected", 3),
    ("2026-11-21", "2026-02-30", "draw-date", 4),
    ("2026-11-21", "20261121", "draw-date", 4),
    (NO_PREVIOUS, "0" * 63, "draw-previous", 5),
    (NO_PREVIOUS, "F" * 64, "draw-previous", 5),
    ("entropy: called 2; dice 25", "entropy: dice", "draw-promise", 6),
    ("hat\tfacilitator\t1", "hat\tFacilitator\t1", "draw-hat-id", 8),
    ("hat\tobserver\t2", "hat\tfacilitator\t2", "draw-hat-twice", 9),
    ("hat\tobserver\t2", "hat\tobserver\t-2", "draw-seats", 9),
    ("hat\tobserver\t2", "hat\tobserver\t02", "draw-seats", 9),
    ("hat\tobserver\t2", "hat\tobserver\t3", "draw-table-column", 9),
    ("2\tObservers", "2\tObser\tvers", "draw-line-fields", 9),
    ("scale\t4", "scale\t0", "draw-scale", 10),
    ("scale\t4", "scale\t9007199254740993", "draw-scale", 10),
    ("scale\t4\n", "", "draw-line-expected", 10),
    ("group\tg2", "group\tg4", "draw-group-name", 12),
    ("group\tg3\tobserver", "group\tg3\tfacilitator,observer", "draw-groups-order", 13),
    ("facilitator,observer\t4", "observer,facilitator\t4", "draw-group-hats-order", 12),
    ("group\tg3\tobserver", "group\tg3\tstranger", "draw-hat-unknown", 13),
    ("g3\tobserver\t0 4", "g3\tobserver\t0  4", "draw-table-number", 13),
    ("g3\tobserver\t0 4", "g3\tobserver\t0 4.0", "draw-table-number", 13),
    ("g3\tobserver\t0 4", "g3\tobserver\t0 4 0", "draw-table-length", 13),
    ("g3\tobserver\t0 4", "g3\tobserver\t1 4", "draw-table-outside", 13),
    ("g3\tobserver\t0 4", "g3\tobserver\t0 5", "draw-table-column", 9),
    ("member\tM003", "member\tM002", "draw-member-twice", 16),
    ("member\tM002", "member\tM009", "draw-members-order", 16),
    ("member\tM003", "member\tCem", "draw-member-id", 16),
    ("member\tM003\tg3", "member\tM003\tg7", "draw-group-unknown", 16),
    ("member\tM005\tg1\tEva\n", "", "draw-group-empty", 11),
    ("\nend\n", "\nend", "draw-record-cut-off", 19),
    ("\nend\n", "\nend\nend\n", "draw-record-after-end", 20),
    ("\nend\n", "\nend\nmember", "draw-record-after-end", 20),
    ("member\tM004", "note\tM004", "draw-line-expected", 17),
]


@pytest.mark.parametrize(("before", "after", "code", "line"), CHANGES)
def test_a_changed_record_is_refused_with_the_line(
    before: str, after: str, code: str, line: int | None
) -> None:
    assert before in GOOD
    assert refused(GOOD.replace(before, after, 1)) == (code, line)


def test_a_table_that_gives_some_more_than_others_is_refused_though_its_sums_are_right() -> None:
    changed = GOOD.replace("observer\t4 4", "observer\t4 3").replace("observer\t0 4", "observer\t0 5")

    assert refused(changed) == ("draw-table-not-equal", 12)


def test_a_table_on_another_scale_is_refused_though_its_sums_are_right() -> None:
    changed = GOOD.replace("scale\t4", "scale\t8").replace("observer\t4 4", "observer\t8 8")

    assert refused(changed.replace("observer\t0 4", "observer\t0 8")) == ("draw-table-scale", 10)


def test_a_row_that_promises_more_seats_than_people_is_refused() -> None:
    crowded = build(
        Heading(1, "T"),
        [Hat(name, 1, name) for name in "xy"],
        [Candidate("A1", ["x", "y"]), Candidate("A2", ["x"]), Candidate("A3", ["y"])],
    )
    changed = sealed_bytes(crowded).decode().replace("x,y\t1 1", "x,y\t2 2")

    assert (
        refused(changed.replace("\tx\t1 0", "\tx\t0 0").replace("\ty\t0 1", "\ty\t0 0"))[0]
        == "draw-table-row"
    )


@pytest.mark.parametrize(
    "junk", [b"", b"\n", b"end\n", b"\x00" * 99, b"hat-draw/1\nend\n", b"hat-draw/1\n\nend\n"]
)
def test_junk_is_refused(junk: bytes) -> None:
    assert refused(junk)[0] in {"draw-not-a-record", "draw-line-expected"}


def test_bytes_that_are_not_text_are_refused_with_their_line() -> None:
    assert refused(GOOD.encode().replace(b"Ana", b"An\xe9")) == ("draw-record-not-utf8", 14)


def test_a_byte_order_mark_is_refused() -> None:
    assert refused(b"\xef\xbb\xbf" + GOOD.encode()) == ("draw-record-byte-order-mark", None)


@pytest.mark.parametrize("length", range(0, len(GOOD), 7))
def test_a_record_cut_off_anywhere_is_refused(length: int) -> None:
    assert refused(GOOD[:length])[0] in {"draw-not-a-record", "draw-record-cut-off"}


@settings(max_examples=300)
@given(st.integers(0, len(GOOD.encode()) - 1), st.integers(0, 255))
def test_one_changed_byte_is_refused_or_gives_another_seal(place: int, byte: int) -> None:
    sealed = verify(GOOD.encode(), ENTROPY).commitment
    changed = GOOD.encode()[:place] + bytes([byte]) + GOOD.encode()[place + 1 :]
    try:
        found = verify(changed, ENTROPY)
    except RuleBroken:
        return
    assert (found.commitment == sealed) == (changed == GOOD.encode())
    assert sealed_bytes(found.drawing.record) == changed


@given(st.binary(max_size=200))
def test_any_bytes_are_refused_with_a_code(junk: bytes) -> None:
    with pytest.raises(RuleBroken):
        read(b"hat-draw/1\n" + junk)


def test_a_record_with_another_seal_than_the_photographed_one_is_refused() -> None:
    with pytest.raises(RuleBroken) as caught:
        verify(GOOD.encode(), ENTROPY, seal="0" * 64)

    assert caught.value.code == "draw-seal-differs"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (ENTROPY.replace("called 17 4; ", ""), "draw-entropy-sources"),
        (ENTROPY.replace(" 17", ""), "draw-entropy-too-few"),
        (ENTROPY.removesuffix(" 5"), "draw-entropy-too-little"),
        (ENTROPY + "; called 3", "draw-entropy-sources"),
        (ENTROPY + " 7", "draw-entropy-number"),
    ],
)
def test_entropy_that_the_seal_does_not_allow_is_refused(line: str, code: str) -> None:
    with pytest.raises(RuleBroken) as caught:
        verify(GOOD.encode(), line)

    assert caught.value.code == code


@pytest.mark.parametrize(
    ("before", "after", "remark"),
    [
        ("date: 2026-11-21\n", "", Remark.NO_DATE),
        ("entropy: called 2; dice 25\n", "", Remark.NO_SOURCES),
        ("policy: decline=reserve\n", "", Remark.NO_POLICY),
        ("\tAna", "\tAna  B", Remark.UNCLEAN_TEXT),
        ("called 2", "called 1", Remark.MORE_THROWN),
    ],
)
def test_what_a_valid_record_leaves_open_is_remarked(before: str, after: str, remark: Remark) -> None:
    assert verify(GOOD.replace(before, after).encode(), ENTROPY).remarks == (remark,)


def test_an_unchecked_beacon_is_remarked() -> None:
    text = GOOD.replace("dice 25", "dice 25; drand-quicknet 9")

    assert verify(text.encode(), f"{ENTROPY}; drand-quicknet 9 {'a' * 64}").remarks == (
        Remark.BEACON_UNCHECKED,
    )


DICE = ENTROPY.partition("; ")[2]
LATE = [
    ("called 2; dice 25", ENTROPY, ()),
    ("called 2; d10 1; dice 25", f"called 17 4; d10 7; {DICE}", ()),
    ("dice 25; called 2", f"{DICE}; called 17 4", (Remark.CALLED_LATE,)),
    ("called 2; dice 25; called 1", f"{ENTROPY}; called 9", (Remark.CALLED_LATE,)),
    ("called 2; d10 1; called 1; dice 25", f"called 17 4; d10 7; called 9; {DICE}", (Remark.CALLED_LATE,)),
    (None, f"{DICE}; called 17 4", (Remark.NO_SOURCES, Remark.CALLED_LATE)),
]
"""What the seal names, the line, and what is remarked."""


@pytest.mark.parametrize(("promised", "line", "remarks"), LATE)
def test_numbers_called_after_a_throw_are_remarked(
    promised: str | None, line: str, remarks: tuple[Remark, ...]
) -> None:
    named = "" if promised is None else f"entropy: {promised}\n"
    text = GOOD.replace("entropy: called 2; dice 25\n", named)

    assert verify(text.encode(), line).remarks == remarks


WISHES = st.lists(st.sets(st.sampled_from(["facilitator", "observer"])), min_size=3, max_size=7)


@given(WISHES)
def test_that_hats_are_crowded_is_remarked_exactly_where_equal_chances_would_exceed_one_seat(
    wishes: list[set[str]],
) -> None:
    people = [Candidate(f"M{number:03}", own) for number, own in enumerate(wishes)]
    try:
        record = build(FULL, HATS, people)
    except RuleBroken:
        return
    inside = {hat.id: sum(hat.id in own for own in wishes) for hat in HATS}
    equal = [sum(Fraction(hat.seats, inside[hat.id]) for hat in HATS if hat.id in own) for own in wishes]

    remarks = verify(sealed_bytes(record), ENTROPY).remarks
    assert remarks == ((Remark.CROWDED,) if max(equal) > 1 else ())


def build_with(
    heading: Heading = FULL, hats: tuple[Hat, ...] = HATS, people: tuple[Candidate, ...] = ()
) -> Record:
    own = [hat.id for hat in hats[:2]]
    return build(heading, hats, people or tuple(Candidate(f"M{number}", own) for number in range(5)))


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: build_with(hats=()), "draw-no-hats"),
        (lambda: build_with(hats=(*HATS, HATS[0])), "draw-hat-twice"),
        (lambda: build_with(hats=(Hat("A b", 1, ""),)), "draw-hat-id"),
        (lambda: build_with(hats=(Hat("a", -1, ""),)), "draw-seats"),
        (lambda: build_with(people=(Candidate("ana", []),)), "draw-member-id"),
        (lambda: build_with(people=(Candidate("M1", []), Candidate("M1", []))), "draw-member-twice"),
        (lambda: build_with(people=(Candidate("M1", ["nothing"]),)), "draw-hat-unknown"),
        (lambda: build_with(people=(Candidate("M1", [], "\ud83d"),)), "draw-too-few-people"),
        (lambda: build_with(Heading(0, "T")), "draw-number"),
        (lambda: build_with(Heading(1, "T", previous="x")), "draw-previous"),
        (lambda: build_with(Heading(1, "T", date="tomorrow")), "draw-date"),
        (lambda: build_with(Heading(1, "T\udc00")), "draw-text-broken"),
        (lambda: build_with(Heading(1, "T", entropy=(Promise(Kind.DICE, 24),))), "draw-entropy-too-little"),
    ],
)
def test_what_cannot_be_sealed_is_refused(make: Callable[[], Record], code: str) -> None:
    with pytest.raises(RuleBroken) as caught:
        make()

    assert caught.value.code == code


def test_three_hundred_people_with_one_name_are_three_hundred_people() -> None:
    people = [Candidate(f"M{number:03}", ["observer"], "Maria Silva") for number in range(300)]
    record = read(sealed_bytes(build(FULL, (Hat("observer", 30, "Observers"),), people)))

    assert len(set(verify(sealed_bytes(record), ENTROPY).result["observer"])) == 30


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  Ana\tB\n\u00a0 C ", "Ana B C"),
        ("Jose\u0301", "Jos\u00e9"),
        ("a\u200db\u202ec\ufeff", "abc"),
        ("a\u0085b\u3000c\x00d", "a b cd"),
        ("\u200b", ""),
    ],
)
def test_text_is_cleaned_as_the_protocol_says(text: str, expected: str) -> None:
    assert clean(text) == expected


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_clean_text_stays_as_it_is_on_one_line_without_tabs(text: str) -> None:
    once = clean(text)

    assert clean(once) == once
    assert not set(once) & set("\t\n\r\u2028\u200b")
