"""The check in the reader's own browser, held against the program and against the worked draws."""

from __future__ import annotations

import json
import random
from base64 import b64encode
from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Page, async_playwright

from archive.pages import VERIFIER_SCRIPT
from assembly.acts.drawing import AnswerSeat, ConfirmSeal, LockEntropy, RevealSeat, SealDraw
from assembly.acts.hatting import RelaxRule, SetRoles
from assembly.acts.throwing import calling
from assembly.draw.barring import Rule
from assembly.draw.build import Candidate, build
from assembly.draw.drawing import chances, reserve
from assembly.draw.entropy import Kind, Promise
from assembly.draw.record import Hat, Heading, sealed_bytes
from assembly.draw.tickets import ticket
from assembly.draw.verify import Remark, verify
from assembly.lottery import Answer, Draw
from assembly.refusal import RuleBroken
from assembly.roles import Role
from assembly.steps import Step
from docs.chromium import CHROMIUM_FLAGS
from shopmoot.draw_words import refusal_sentence, remark_sentence
from tests.rooms import FAIR_DICE, Room

pytestmark = [pytest.mark.needs_chromium, pytest.mark.asyncio(loop_scope="module")]

VECTORS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "assembly" / "draw" / "hat-draw-1.json").read_text("utf-8")
)["vectors"]

# What the script finds, in a form that can be compared; Maps become lists of pairs, whole numbers texts. That
# hats are crowded is a remark of the program; the page says it where it speaks of the chances.
ASK = """cases => cases.map(([record, entropy]) => {
  const shares = (own) => [...own].map(([hat, share]) => [hat, share.join("/").replace(/\\/1$/, "")]);
  const bytes = Uint8Array.from(atob(record), (letter) => letter.charCodeAt(0));
  try {
    const found = hatDraw.verify(bytes, entropy);
    const ids = [...found.record.members.keys()];
    return {
      commitment: found.commitment,
      seed: found.seed,
      plan: found.plan,
      result: [...found.result],
      reserves: [...found.reserves],
      remarks: [...found.remarks, ...(found.record.crowded ? ["draw-remark-crowded"] : [])],
      tickets: ids.map((id) => [id, hatDraw.ticket(found.seed, id)]),
      chances: ids.map((id) => [id, shares(hatDraw.chances(found.record, id))]),
    };
  } catch (fault) {
    if (!(fault instanceof hatDraw.Refusal)) throw fault;
    return { code: fault.code, line: fault.facts.line ?? null, sentence: hatDraw.sentenceOf(fault) };
  }
})"""

Case = tuple[bytes, str]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def script(chromium: str) -> AsyncIterator[Page]:
    """A page with nothing but the first half of the script in it."""
    protocol = VERIFIER_SCRIPT.read_text("utf-8").partition("\n// The page.")[0]
    async with async_playwright() as driver:
        started = await driver.chromium.launch(executable_path=chromium, args=list(CHROMIUM_FLAGS))
        page = await started.new_page()
        await page.add_script_tag(content=protocol)
        yield page
        await started.close()


async def asked(script: Page, cases: Iterable[Case]) -> list[dict[str, Any]]:
    told = await script.evaluate(ASK, [[b64encode(record).decode(), entropy] for record, entropy in cases])
    return list(told)


def expected(record: bytes, entropy: str) -> dict[str, Any]:
    """What the program says to the same question."""
    try:
        checked = verify(record, entropy)
    except RuleBroken as refusal:
        line = refusal.facts.get("line")
        return {"code": refusal.code, "line": line, "sentence": refusal_sentence(refusal)}
    ids = [member.id for member in checked.drawing.record.members]
    hats = [hat.id for hat in checked.drawing.record.hats]
    shares = {id: chances(checked.drawing.record, id) for id in ids}
    return {
        "commitment": checked.commitment,
        "seed": checked.seed,
        "plan": [list(row) for row in checked.plan],
        "result": [[hat, list(checked.result[hat])] for hat in hats],
        "reserves": [[hat, list(reserve(checked.drawing, hat))] for hat in hats],
        "remarks": [remark.value for remark in checked.remarks],
        "tickets": [[id, ticket(checked.seed, id)] for id in ids],
        "chances": [[id, [[hat, str(share)] for hat, share in own.items()]] for id, own in shares.items()],
    }


def throws(dice: random.Random) -> tuple[tuple[Promise, ...], str]:
    """Sources to be sealed, and what they gave."""
    numbers = " ".join(str(dice.randint(0, 99)) for _ in range(3))
    deck = [rank + suit for rank in "A23456789TJQK" for suit in "SHDC"]
    beacon = f"{dice.getrandbits(256):064x}"
    kinds = [
        (Promise(Kind.DICE, 25), "dice " + " ".join(str(dice.randint(1, 6)) for _ in range(27))),
        (Promise(Kind.D10, 20), "d10 " + " ".join(str(dice.randint(0, 9)) for _ in range(20))),
        (Promise(Kind.CARDS, 12), "cards " + " ".join(dice.sample(deck, 12))),
    ]
    chosen = [(Promise(Kind.CALLED, 3), f"called {numbers}"), *dice.sample(kinds, dice.randint(1, 3))]
    chosen += [(Promise(Kind.BEACON, 77), f"drand-quicknet 77 {beacon}")] if dice.random() < 0.3 else []
    return tuple(promise for promise, _ in chosen), "; ".join(line for _, line in chosen)


def drawn_at_random(seed: int, people: int, roles: int) -> Case:
    """A record that can be drawn, and a line of numbers for it."""
    dice = random.Random(seed)
    while True:
        hats = [
            Hat(dice.choice(["role", "7"]) + f"{n}", dice.randint(0, 3), f"Röle {n}") for n in range(roles)
        ]
        free = dice.random()
        crowd = [
            Candidate(
                f"M{n:03}",
                [hat.id for hat in hats if dice.random() < free],
                dice.choice(["", "Ana", "Ба 👩‍🏭"]),
            )
            for n in dice.sample(range(1000), people)
        ]
        promises, line = throws(dice)
        heading = Heading(seed + 1, f"Draw {seed}", date="2026-11-21", entropy=promises if seed % 3 else None)
        try:
            return sealed_bytes(build(heading, hats, crowd)), line
        except RuleBroken:
            continue


async def test_every_worked_draw_of_the_protocol_comes_out_as_it_is_printed(script: Page) -> None:
    answers = await asked(script, [(one["record"].encode(), one["entropy"]) for one in VECTORS])

    for vector, answer in zip(VECTORS, answers, strict=True):
        told = dict(answer["tickets"])
        shares = {id: dict(own) for id, own in answer["chances"] if own}
        assert answer["commitment"] == vector["commitment"]
        assert answer["seed"] == vector["seed"]
        assert answer["plan"] == vector["plan"]
        assert dict(answer["result"]) == vector["result"]
        if vector["tickets"] is not None:
            assert {id: told[id] for id in vector["tickets"]} == vector["tickets"]
        if vector["reserves"] is not None:
            assert {hat: ids[:3] for hat, ids in answer["reserves"]} == vector["reserves"]
        if vector["chance"] is not None:
            assert shares == {id: own for id, own in vector["chance"].items() if own}


async def test_random_draws_come_out_as_in_the_program(script: Page) -> None:
    sizes = random.Random(3)
    cases = [drawn_at_random(seed, sizes.randint(1, 40), sizes.randint(1, 6)) for seed in range(60)]
    cases += [drawn_at_random(seed, 300, 12) for seed in (100, 101)]

    answers = await asked(script, cases)

    assert answers == [expected(*case) for case in cases]
    assert sum(len(answer["plan"]) > 2 for answer in answers) > 20


async def test_draws_whose_people_have_no_common_scale_come_out_as_in_the_program(script: Page) -> None:
    sizes = [47, 43, 41, 37, 31, 29, 23, 19, 17, 13, 11, 7]
    hats = [Hat(f"h{size}", 1, f"h{size}") for size in sizes]
    crowd = [Candidate(f"M{n:02}", [f"h{size}" for size in sizes if n < size]) for n in range(47)]
    record = sealed_bytes(build(Heading(1, "T"), hats, crowd))
    loose = b"\nscale\t1000000000000\n" in record
    line = "dice " + "1 6 " * 13 + "2"

    assert loose
    assert await asked(script, [(record, line)]) == [expected(record, line)]


HATS = (Hat("facilitator", 1, "Next facilitator"), Hat("observer", 2, "Observers"))
FULL = Heading(
    18,
    "Weekly assembly",
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
            Candidate("M002", ["observer"], "Бен"),
            Candidate("M003", ["observer"], "Cem"),
            Candidate("M004", ["facilitator", "observer"], "Dee"),
            Candidate("M005", [], "Eva"),
        ],
    )
)
DICE = "3 5 1 6 2 2 4 1 6 5 3 3 6 1 4 2 5 6 1 1 3 4 2 6 5"
LINE = f"called 17 4; dice {DICE}"

SPOILED = [
    ("hat-draw/1", "hat-draw/2"),
    ("hat-draw/1", "something"),
    ("hat-draw/1\n", "hat-draw/1\r\n"),
    ("Observers\n", "Observers\r\n"),
    ("draw: 18\n", ""),
    ("draw: 18", "draw: 018"),
    ("draw: 18", "draw: ١٨"),
    ("title: Weekly", "Title: Weekly"),
    ("2026-11-21", "2026-02-29"),
    ("2026-11-21", "0000-01-01"),
    ("2026-11-21", "1900-02-29"),
    ("2026-11-21", "2023-02-29"),
    ("2026-11-21", "20261121"),
    ("previous: 0", "previous: F"),
    ("called 2; dice 25", "dice"),
    ("called 2; dice 25", "dice 25; lots 3"),
    ("called 2; dice 25", "dice 0"),
    ("called 2; dice 25", "dice  25"),
    ("called 2; dice 25", "dice 25\u2028"),
    ("hat\tfacilitator\t1", "hat\tFacilitator\t1"),
    ("hat\tobserver\t2", "hat\tfacilitator\t2"),
    ("hat\tobserver\t2", "hat\tobserver\t-2"),
    ("hat\tobserver\t2", "hat\tobserver\t3"),
    ("2\tObservers", "2\tObser\tvers"),
    ("scale\t4", "scale\t0"),
    ("scale\t4", "scale\t9007199254740993"),
    ("scale\t4\n", ""),
    ("group\tg2", "group\tg4"),
    ("group\tg3\tobserver", "group\tg3\tfacilitator,observer"),
    ("facilitator,observer\t4", "observer,facilitator\t4"),
    ("group\tg3\tobserver", "group\tg3\tstr\u200banger"),
    ("g3\tobserver\t0 4", "g3\tobserver\t0  4"),
    ("g3\tobserver\t0 4", "g3\tobserver\t0 4.0"),
    ("g3\tobserver\t0 4", "g3\tobserver\t0 4 0"),
    ("g3\tobserver\t0 4", "g3\tobserver\t1 4"),
    ("g3\tobserver\t0 4", "g3\tobserver\t0 5"),
    ("observer\t4 4", "observer\t4 9"),
    ("member\tM003", "member\tM002"),
    ("member\tM002", "member\tM009"),
    ("member\tM003", "member\tCem"),
    ("member\tM003\tg3", "member\tM003\tg7"),
    ("member\tM005\tg1\tEva\n", ""),
    ("member\tM004", "note\tM004"),
    ("\nend\n", "\nend"),
    ("\nend\n", "\nend\nend\n"),
    ("\nend\n", "\nend\nmember"),
    ("\t", "    "),
]
JUNK = [
    b"",
    b"\n",
    b"end\n",
    b"\x00" * 99,
    b"hat-draw/1\nend\n",
    b"hat-draw/1\n\nend\n",
    b"\xef\xbb\xbf" + GOOD,
    GOOD.replace(b"Ana", b"An\xe9"),
    GOOD.replace(b"Ana", b"An\xed\xa0\x80"),
    GOOD.replace(b"Cem", b"\xf0\x9f"),
    b"<script>alert(1)</script>",
    b'{"record": "hat-draw/1"}',
    # Hats without people, whose seats nobody could fill.
    b"hat-draw/1\ndraw: 1\ntitle: T\nprevious: " + b"0" * 64 + b"\nhat\ta\t1\tA\nscale\t1\nend\n",
    GOOD.replace(b"observer\t4 4", b"observer\t4 3").replace(b"observer\t0 4", b"observer\t0 5"),
    GOOD.replace(b"scale\t4", b"scale\t8").replace(b"r\t4 4", b"r\t8 8").replace(b"r\t0 4", b"r\t0 8"),
]
WRONG_LINES = [
    "",
    "   ",
    f"called 17 4; dice {DICE.replace('3', '7')}",
    LINE.replace("; ", ";\n"),
    f"{LINE}\n",
    LINE.replace(" 6 ", " 6\r\n", 1),
    LINE.replace(" 6 ", " 6\x0b", 1),
    LINE.replace(" 6 ", " 6\u2028", 1),
    LINE.replace(" 6 ", "  6 ", 1),
    LINE.replace(" 6 ", "\t6 ", 1),
    LINE.replace(" 6 ", " ６ ", 1),
    f" {LINE}",
    f"{LINE} ",
    f"{LINE};",
    LINE.replace(" 6 ", " 06 ", 1),
    LINE.replace(" 6 ", " 6.0 ", 1),
    LINE.replace("dice", "coins"),
    LINE.replace("dice", "x" * 99),
    LINE.replace("called 17 4; ", ""),
    LINE.replace(" 17", ""),
    LINE.removesuffix(" 5"),
    f"dice {DICE}; called 17 4",
    f"called 17 4; dice {DICE}; drand-quicknet 9 {'A' * 64}",
    f"called 17 4; dice {DICE}; drand-quicknet 0 {'a' * 64}",
    "called; dice 1",
    "called 1 2; d10 10",
    "cards AS AS",
    "cards 1S",
    "called 1000000000000000000 1; dice 1",
    "junk \U0001f600",
    "<b>dice</b>",
]


def spoiled() -> Iterator[Case]:
    text = GOOD.decode()
    for before, after in SPOILED:
        assert before in text
        yield text.replace(before, after, 1).encode(), LINE
    for record in JUNK:
        yield record, LINE
    for length in range(0, len(GOOD), 11):
        yield GOOD[:length], LINE
    for line in WRONG_LINES:
        yield GOOD, line
    beacon = GOOD.replace(b"dice 25", b"dice 25; drand-quicknet 9")
    for number in (8, 10):
        yield beacon, f"{LINE}; drand-quicknet {number} {'a' * 64}"


async def test_whatever_is_wrong_gives_the_sentence_of_the_program_and_no_result(script: Page) -> None:
    cases = list(spoiled())

    answers = await asked(script, cases)

    told = [expected(*case) for case in cases]
    assert [answer for answer in answers if "sentence" not in answer] == []
    assert answers == told
    assert not [answer["sentence"] for answer in answers if "undefined" in answer["sentence"]]


async def test_one_changed_byte_is_refused_or_gives_another_seal(script: Page) -> None:
    dice = random.Random(18)
    cases = [(GOOD, LINE)]
    for place in range(len(GOOD)):
        byte = dice.choice([value for value in range(256) if value != GOOD[place]])
        cases.append((GOOD[:place] + bytes([byte]) + GOOD[place + 1 :], LINE))

    first, *answers = await asked(script, cases)

    assert answers == [expected(*case) for case in cases[1:]]
    assert "result" in first
    assert not [one for one in answers if one.get("commitment") == first["commitment"]]


async def test_texts_are_called_unclean_as_in_the_program(script: Page) -> None:
    labels = ["Jose\u0301", "a\u200db", "a  b", " a", "a\u0085b", "\u3000", "👩‍🏭", "Ана", "a\u00a0b", "a b"]
    cases = [(GOOD.replace(b"Ana", label.encode()), LINE) for label in labels]

    answers = await asked(script, cases)

    assert [answer["remarks"] for answer in answers] == [expected(*case)["remarks"] for case in cases]


async def test_numbers_called_late_are_remarked_as_in_the_program(script: Page) -> None:
    cases = [
        (GOOD.replace(b"called 2; dice 25", promised.encode()), line)
        for promised, line in (
            ("called 2; dice 25", LINE),
            ("dice 25; called 2", f"dice {DICE}; called 17 4"),
            ("called 2; dice 25; called 1", f"{LINE}; called 9"),
        )
    ]
    cases.append((GOOD.replace(b"entropy: called 2; dice 25\n", b""), f"dice {DICE}; called 17 4"))

    answers = await asked(script, cases)
    sentence = await script.evaluate("code => hatDraw.remark(code)", Remark.CALLED_LATE)
    before = await script.evaluate("record => hatDraw.verify(record, null).remarks", cases[1][0].decode())

    late = Remark.CALLED_LATE.value
    assert [late in answer["remarks"] for answer in answers] == [False, True, True, True]
    assert answers == [expected(*case) for case in cases]
    assert sentence == remark_sentence(Remark.CALLED_LATE)
    assert before == [late]


REPLAY = """cases => cases.map(([record, entropy, answers]) => {
  const found = hatDraw.verify(record, entropy);
  return [...hatDraw.offers(found.record, found, answers)].map(({ hat, member }) => [hat, member]);
})"""


def revealed(case: Case, dice: random.Random) -> tuple[list[str], list[list[str]]]:
    """Answers given at random until every seat is settled, and who was asked for what."""
    drawing = verify(*case).drawing
    waiting = {hat.id: reserve(drawing, hat.id) for hat in drawing.record.hats}
    draw = Draw("DRAW1", 1, case[0].decode(), (), entropy=case[1], seated=drawing.result, reserves=waiting)
    while (offer := draw.following) is not None:
        answer = dice.choice(list(Answer))
        draw = replace(draw, offers=(*draw.offers, replace(offer, answer=answer)))
    answers = [one.answer.value for one in draw.offers if one.answer]
    return answers, [[one.hat, one.member] for one in draw.offers]


async def test_who_is_asked_after_a_no_is_who_the_program_asks(script: Page) -> None:
    dice = random.Random(5)
    cases = [drawn_at_random(seed, 12, 4) for seed in range(30)]
    told = [revealed(case, dice) for case in cases]

    answers = await script.evaluate(
        REPLAY, [[record.decode(), line, said] for (record, line), (said, _) in zip(cases, told, strict=True)]
    )

    assert answers == [offers for _, offers in told]
    assert sum(len(offers) for offers in answers) > 150


async def test_reserved_seats_relaxed_rules_and_pairs_are_checked_like_any_draw(script: Page) -> None:
    room = Room()
    room.walk_to(Step.LOTTERY)
    shifts = tuple((f"M00{n}", "shift", "day" if n < 6 else "night") for n in range(1, 8))
    pairs = tuple((f"M00{one}", f"M00{other}") for one in range(1, 8) for other in range(one + 1, 8))
    roles = (Role("pool", "Pool", 3, strata="shift"), Role("notes", "Notes", 1, strata="shift"))
    room.ask(SetRoles(roles, strata=shifts, pairs=pairs), RelaxRule("notes", Rule.STRATA))
    room.ask(SealDraw("Q0001"), ConfirmSeal(), *calling(FAIR_DICE), LockEntropy())
    while (draw := room.state.draw) and draw.following:
        room.ask(RevealSeat())
        shown = room.state.draw
        room.ask(AnswerSeat(Answer.PASSED if shown and shown.passes_for else Answer.ACCEPTED))
    assert draw
    case = (draw.record.encode(), FAIR_DICE)
    answers = [one.answer.value for one in draw.offers if one.answer]

    offers = await script.evaluate(REPLAY, [[draw.record, FAIR_DICE, answers]])

    assert "; relaxed=strata notes; pairs=M001+M002," in draw.record
    assert "passed" in answers
    assert await asked(script, [case]) == [expected(*case)]
    assert offers == [[[one.hat, one.member] for one in draw.offers]]


async def test_a_leap_day_of_a_century_is_a_day(script: Page) -> None:
    case = (GOOD.replace(b"2026-11-21", b"2000-02-29"), LINE)

    assert await asked(script, [case]) == [expected(*case)]
    assert "result" in expected(*case)
