"""The page of a draw in a real browser: it computes the draw again and says what it found."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Page, async_playwright

from archive.publish import publish
from archive.server import RoomServer
from assembly.acts import drawing, floor, hatting
from assembly.draw.drawing import in_ticket_order
from assembly.draw.tickets import ticket
from assembly.draw.verify import verify
from assembly.lottery import Answer
from assembly.roles import Role
from assembly.said import Said
from assembly.steps import Step
from docs.chromium import CHROMIUM_FLAGS
from tests.archive.staged import DICE, PEOPLE, Room, edition, laid, pages_of

pytestmark = [pytest.mark.needs_chromium, pytest.mark.asyncio(loop_scope="module")]

SAME = "Same seal, same names."
NAMED = {"M002": "Ana K."}


def sealed(title: str = "Weekly assembly") -> Room:
    return Room(title=title).gathered().sealed(label=lambda member: NAMED.get(member, member))


def drawn() -> Room:
    return sealed().locked().revealed(Answer.DECLINED, Answer.ACCEPTED, Answer.INELIGIBLE).closed()


WHOLE = pages_of(drawn(), edition(labels=NAMED))
RECORD = WHOLE["/V/DRAW1/record.txt"]
CHECKED = verify(RECORD, DICE)
DRAWN = [member for members in CHECKED.result.values() for member in members]
NOT_DRAWN = next(
    one.id for one in CHECKED.drawing.record.members if one.group == "g1" and one.id not in DRAWN
)


@dataclass
class Visit:
    """The room's own server and a phone in front of it."""

    room: RoomServer
    phone: Page
    complaints: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    async def opens(self, pages: Mapping[str, bytes]) -> Page:
        self.room.show(pages)
        return await self.goes(f"http://127.0.0.1:{self.room.port}/V/DRAW1")

    async def goes(self, address: str) -> Page:
        await self.phone.goto("about:blank")
        self.complaints.clear()
        self.asked.clear()
        await self.phone.goto(address)
        return self.phone


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def visit(chromium: str) -> AsyncIterator[Visit]:
    """One browser, one phone and one server for all of these tests, because each takes a second to start."""
    room = RoomServer({}, datetime.now(UTC) + timedelta(minutes=30), lambda: datetime.now(UTC))
    room.start(port=0)
    async with async_playwright() as driver:
        chrome = await driver.chromium.launch(executable_path=chromium, args=list(CHROMIUM_FLAGS))
        phone = await chrome.new_page(viewport={"width": 320, "height": 640})
        seen = Visit(room, phone)
        phone.on("console", lambda message: seen.complaints.append(message.text))
        phone.on("pageerror", lambda fault: seen.complaints.append(str(fault)))
        phone.on("request", lambda request: seen.asked.append(request.url))
        yield seen
        await chrome.close()
    room.stop()


def changed(change: Callable[[str], str]) -> dict[str, bytes]:
    """The pages with the page of the draw changed by somebody who cheats."""
    page = WHOLE["/V/DRAW1/index.html"].decode()
    cheated = change(page)
    assert cheated != page
    return {**WHOLE, "/V/DRAW1/index.html": cheated.encode()}


async def test_the_page_computes_the_draw_again_and_finds_the_same(visit: Visit) -> None:
    page = await visit.opens(WHOLE)

    steps = await page.inner_text("#steps")
    assert (await page.inner_text("#verdict")).startswith(SAME)
    assert [
        said for said in ("Same seal.", "Same names.", "Same reserve.", "Same order.") if said in steps
    ] == [
        "Same seal.",
        "Same names.",
        "Same reserve.",
        "Same order.",
    ]
    assert CHECKED.commitment in steps
    assert CHECKED.seed in steps
    assert "dice 25): 64.6 bits of chance" in steps
    assert await page.locator("#steps .differs").count() == 0


async def test_it_asks_nobody_else_and_the_browser_has_nothing_to_complain_about(visit: Visit) -> None:
    page = await visit.opens(WHOLE)
    await page.fill("#own", NOT_DRAWN)
    await page.locator("summary").click()
    await page.click("#any-check")

    own = f"http://127.0.0.1:{visit.room.port}"
    assert visit.complaints == []
    assert {url.removeprefix(own) for url in visit.asked if not url.endswith("favicon.ico")} == {
        "/V/DRAW1",
        "/V/DRAW1/",
        "/style.css",
        "/verify.js",
    }


async def test_the_policy_of_the_server_lets_no_other_script_run(visit: Visit) -> None:
    inline = changed(
        lambda page: page.replace("</main>", "<script>document.title = 'stolen'</script></main>")
    )

    page = await visit.opens(inline)

    assert await page.title() != "stolen"
    assert (await page.inner_text("#verdict")).startswith(SAME)
    assert "Content Security Policy" in " ".join(visit.complaints)


async def test_it_works_from_a_folder_without_any_server(visit: Visit, tmp_path: Path) -> None:
    publish(tmp_path, laid(WHOLE), {})

    page = await visit.goes(f"file://{tmp_path}/V/DRAW1/index.html")

    assert (await page.inner_text("#verdict")).startswith(SAME)
    assert visit.complaints == []


async def test_without_scripts_the_page_is_what_it_was(visit: Visit) -> None:
    visit.room.show(WHOLE)
    chrome = visit.phone.context.browser
    assert chrome is not None
    page = await chrome.new_page(java_script_enabled=False)
    await page.goto(f"http://127.0.0.1:{visit.room.port}/V/DRAW1")

    assert not await page.locator("#again").is_visible()
    assert not await page.locator("#any").is_visible()
    assert await page.locator("#sealed").is_visible()


def swapped(page: str) -> str:
    """Somebody else as the first who was drawn for each hat."""
    return re.sub(r'(<dd data-claim="drawn"><span data-person><bdi>)M\d+', rf"\g<1>{NOT_DRAWN}", page)


CHEATS: list[tuple[Callable[[str], str], str]] = [
    (
        lambda page: page.replace(f'data-claim="seal">{CHECKED.commitment}', f'data-claim="seal">{"0" * 64}'),
        "the seal",
    ),
    (lambda page: page.replace('data-number="1"', 'data-number="2"'), "the number"),
    (lambda page: page.replace("<h1>Draw 1", "<h1>Draw 2"), "the number"),
    (swapped, "the names for facilitator"),
    (
        lambda page: page.replace('<dl data-hat="observer">', '<dl data-hat="observers">'),
        "the names for observer",
    ),
    (lambda page: page.replace('data-answer="declined"', 'data-answer="accepted"'), "the order"),
    (lambda page: page.replace("1 6 2 2 4", "1 6 2 2 5"), "the names for"),
    (lambda page: page.replace("member\tM002\tg1\tAna K.", "member\tM002\tg1\tAnna K."), "the seal"),
    # Only what a reader sees is changed from here on.
    (lambda page: page.replace("(<code>M002</code>)", "(<code>M001</code>)"), "the "),
    (lambda page: page.replace(" (<code>M002</code>)", ""), "the "),
    (lambda page: page.replace("<bdi>Ana K.</bdi>", "<bdi>M004</bdi>"), "a name"),
    (lambda page: page.replace("</bdi></span></strong>", "</bdi></span></strong> and Boss", 1), "a line"),
    (lambda page: page.replace(", drawn, declined</li>", ", accepted</li>", 1), "a line"),
    (lambda page: page.replace('<dd data-claim="seats">2</dd>', '<dd data-claim="seats">3</dd>'), "a line"),
    (lambda page: page.replace("<bdi>Observers</bdi> <code>", "<bdi>Shop steward</bdi> <code>"), "a line"),
    (lambda page: page.replace(f"--seal {CHECKED.commitment}", f"--seal {'0' * 64}"), "a line"),
    (lambda page: page.replace("--entropy &#39;dice 3", "--entropy &#39;dice 4"), "a line"),
]


@pytest.mark.parametrize(("cheat", "found"), CHEATS)
async def test_what_does_not_fit_is_named(visit: Visit, cheat: Callable[[str], str], found: str) -> None:
    page = await visit.opens(changed(cheat))

    told = " ".join(await page.locator("#steps .differs").all_inner_texts())
    assert (await page.inner_text("#verdict")).startswith("Not the same.")
    assert f"Differs: {found}" in told


@pytest.mark.parametrize(
    "label",
    [
        "Ärmel \u202e<b>  &amp; [/oops] \u05e9\u05dc\u05d5\u05dd",
        "e\u0301 " * 90,
        "Keys: day\u2028and night",
        "x\u200by\xad",
    ],
)
async def test_odd_words_on_the_page_raise_no_alarm(visit: Visit, label: str) -> None:
    roles = (Role("keys", label), Role("observer", "Observers", 2))
    people = tuple((member, f"{label[:20]} {member}") for member in PEOPLE)
    room = Room().gathered().asks(floor.GoTo(Step.LOTTERY), hatting.SetRoles(roles))
    room.asks(drawing.SealDraw("DRAW1", people)).locked().revealed(Answer.DECLINED, *[Answer.ACCEPTED] * 9)

    page = await visit.opens(pages_of(room, edition(labels=dict(people))))

    assert await page.locator("#steps .differs").all_inner_texts() == []
    assert (await page.inner_text("#verdict")).startswith(SAME)


async def test_a_name_that_was_not_sealed_is_said_to_be_none(visit: Visit) -> None:
    late = edition(labels={**NAMED, NOT_DRAWN: "Boss"})

    page = await visit.opens(pages_of(drawn(), late))

    told = await page.locator("#steps > li", has_text="Not sealed: a name.").inner_text()
    assert f"Boss ({NOT_DRAWN})" in await page.inner_text("dl[data-hat] >> nth=0")
    assert (await page.inner_text("#verdict")).startswith("Same seal, same ids.")
    assert f"The record has only {NOT_DRAWN}." in told
    assert f"The page says: Boss ({NOT_DRAWN})" in told


async def test_names_that_differ_stand_beside_those_that_were_computed(visit: Visit) -> None:
    page = await visit.opens(changed(swapped))

    item = await page.locator("#steps > li", has_text="Differs: the names for facilitator").inner_text()
    assert f"The page says: {NOT_DRAWN}" in item
    assert f"Computed: {CHECKED.result['facilitator'][0]}" in item


@pytest.mark.parametrize(
    ("cheat", "sentence"),
    [
        (lambda page: page.replace("\nend\n</pre>", "\n</pre>"), "The record is cut off"),
        (lambda page: page.replace("member\tM003", "member\tM002"), "The member M002 is there twice."),
        (
            lambda page: page.replace("scale\t42", "scale\t41"),
            "The chances for facilitator add up to 42, not to 41.",
        ),
        (lambda page: page.replace("dice 3 5", "dice 7 5"), "Number 1 after “dice” cannot be 7."),
    ],
)
async def test_a_page_whose_record_is_not_valid_gives_a_sentence_and_no_names(
    visit: Visit, cheat: Callable[[str], str], sentence: str
) -> None:
    page = await visit.opens(changed(cheat))

    verdict = await page.inner_text("#verdict")
    assert verdict.startswith("Not valid, so there is no result.")
    assert sentence in verdict
    assert await page.locator("#steps li").count() == 0
    assert not await page.locator("#questions").is_visible()
    assert visit.complaints == []


async def test_a_draw_without_dice_shows_its_seal_and_no_names(visit: Visit) -> None:
    page = await visit.opens(pages_of(sealed(), edition(labels=NAMED)))
    waiting, steps = await page.inner_text("#verdict"), await page.inner_text("#steps")
    page = await visit.opens(pages_of(sealed().asks(drawing.VoidDraw(Said("Wrong list")))))
    void = await page.inner_text("#verdict")

    assert waiting == "Same seal. Nothing was thrown yet, so there are no names."
    assert "declared void" in void
    assert "Seed." not in steps


async def test_names_that_the_room_has_not_heard_are_not_told_by_the_page(visit: Visit) -> None:
    page = await visit.opens(pages_of(sealed().locked(), edition(labels=NAMED)))
    await page.fill("#own", "M001")

    assert "the room hears them first" in await page.inner_text("#verdict")
    assert "Names." not in await page.inner_text("#steps")
    assert "Drawn for" not in await page.inner_text("#own-answer")
    assert "Chance of observer" in await page.inner_text("#own-answer")


async def test_a_veiled_record_is_not_computed_but_another_one_can_be(visit: Visit) -> None:
    room = sealed("Farewell of Zofia Nowak").locked().revealed()
    page = await visit.opens(pages_of(room, edition({"M003": "Zofia Nowak"}, NAMED)))
    await page.locator("summary").click()
    await page.fill("#any-record", RECORD.decode())
    await page.fill("#any-entropy", DICE)
    await page.click("#any-check")

    assert "cannot be computed again from this page" in await page.inner_text("main")
    assert await page.locator("#verdict").count() == 0
    assert (await page.inner_text("#any-verdict")).startswith("Valid.")


@pytest.mark.parametrize("typed", [NOT_DRAWN, f" {NOT_DRAWN.lower()} "])
async def test_somebody_finds_their_ticket_their_chances_and_their_place(visit: Visit, typed: str) -> None:
    page = await visit.opens(WHOLE)
    await page.fill("#own", typed)

    told = await page.inner_text("#own-answer")
    place = in_ticket_order(CHECKED.drawing, "g1").index(NOT_DRAWN) + 1
    assert "is in group g1 with 5 other people, because all of them are in exactly these hats" in told
    assert "Chance of facilitator before the dice: 1 in 6 (16.7 %)." in told
    assert "Chance of observer before the dice: 2 in 7 (28.6 %)." in told
    assert "Chance of any role: 19 in 42 (45.2 %)." in told
    assert ticket(CHECKED.seed, NOT_DRAWN) in told
    assert f"number {place} of 6 in the group" in told
    assert "Drawn for no role." in told
    assert "In reserve: facilitator number " in told


async def test_whoever_was_drawn_is_told_so_also_by_their_label(visit: Visit) -> None:
    page = await visit.opens(WHOLE)
    await page.fill("#own", "ana k.")
    by_label = await page.inner_text("#own-answer")
    await page.fill("#own", CHECKED.result["observer"][0])

    assert "M002 (Ana K.) is in group" in by_label
    assert "Drawn for observer." in await page.inner_text("#own-answer")


@pytest.mark.parametrize("typed", ["M999", "<img src=x onerror=alert(1)>", "__proto__"])
async def test_somebody_who_is_not_in_the_record_is_told_so(visit: Visit, typed: str) -> None:
    page = await visit.opens(WHOLE)
    await page.fill("#own", typed)

    assert f"nobody with the id “{typed}”" in await page.inner_text("#own-answer")
    assert await page.locator("#own-answer img").count() == 0


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("{0}", "Same seal, all 64 characters"),
        ("{1}", "Same seal, all 64 characters"),
        ("{2}", "The first 12 of 64 characters are the same"),
        ("{3}", "Another seal, from character 5 on."),
        ("photograph", "A seal has 64 characters"),
        (" ", ""),
    ],
)
async def test_the_photograph_of_the_seal_is_compared(visit: Visit, typed: str, said: str) -> None:
    seal = CHECKED.commitment
    spaced = " ".join(re.findall("....", seal)).upper()
    other = seal[:4] + ("0" if seal[4] != "0" else "1") + seal[5:]
    page = await visit.opens(WHOLE)
    await page.fill("#photographed", typed.format(seal, spaced, seal[:12], other))

    assert (await page.inner_text("#photographed-answer")).startswith(said)


CHECKS = [
    (RECORD, DICE, CHECKED.commitment, "Valid, and the same seal."),
    (RECORD, DICE, "", "Valid."),
    (RECORD, DICE, "0" * 64, "The seal is"),
    (RECORD, "", "", "The line of numbers is empty."),
    (RECORD, DICE.replace(" 6 ", " 7 ", 1), "", "cannot be 7"),
    (RECORD, DICE.replace(" 6 ", " 6\n", 1), "", "on one line, without line breaks"),
    (RECORD.removesuffix(b"\n"), DICE, "", "Press Enter after “end”."),
    (RECORD[:200], DICE, "", "The record is cut off"),
    (RECORD.replace(b"\t", b"    "), DICE, "", "choose the saved file instead"),
    (RECORD.replace(b"observer\t2", b"observer\t3"), DICE, "", "add up to"),
    (RECORD.replace(b"member\tM003", b"member\tM002"), DICE, "", "The member M002 is there twice."),
    (b"", DICE, "", "not the record of a draw"),
    ("Перерыв 👩‍🏭 <script>alert(1)</script>".encode(), DICE, "", "not the record of a draw"),
]


async def test_any_draw_can_be_pasted_and_junk_gives_a_sentence_and_no_result(visit: Visit) -> None:
    page = await visit.opens(WHOLE)
    await page.locator("summary").click()

    for record, entropy, seal, said in CHECKS:
        await page.fill("#any-record", record.decode())
        await page.fill("#any-entropy", entropy)
        await page.fill("#any-seal", seal)
        assert await page.inner_text("#any-verdict") == ""
        await page.click("#any-check")

        assert said in await page.inner_text("#any-verdict")
        assert (await page.locator("#any-steps li").count() > 0) == said.startswith("Valid")
    assert visit.complaints == []


async def test_a_record_chosen_as_a_file_is_read_byte_for_byte(visit: Visit) -> None:
    page = await visit.opens(WHOLE)
    await page.locator("summary").click()
    await page.fill("#any-entropy", DICE)
    said = []
    for record in (RECORD, RECORD.replace(b"\n", b"\r\n"), b"\xef\xbb\xbf" + RECORD, b"\xff\xfe\x00"):
        await page.set_input_files("#any-file", {"name": "r", "mimeType": "text/plain", "buffer": record})
        await page.click("#any-check")
        await page.locator("#any-verdict", has_text="alid").wait_for()
        said.append(await page.inner_text("#any-verdict"))

    assert said[0] == "Valid. The names stand below."
    assert ["line ends" in said[1], "byte order mark" in said[2], "not text" in said[3]] == [True] * 3


async def test_typing_a_record_lets_go_of_the_file(visit: Visit) -> None:
    page = await visit.opens(WHOLE)
    await page.locator("summary").click()
    await page.fill("#any-entropy", DICE)
    await page.set_input_files("#any-file", {"name": "r", "mimeType": "text/plain", "buffer": RECORD})
    await page.fill("#any-record", "junk")
    await page.click("#any-check")

    assert "not the record of a draw" in await page.inner_text("#any-verdict")


async def test_every_field_has_a_label_every_heading_its_rank_and_every_answer_is_announced(
    visit: Visit,
) -> None:
    page = await visit.opens(WHOLE)
    fields = page.locator("input, textarea, button")
    ranks = [
        int(tag[1])
        for tag in await page.eval_on_selector_all("h1,h2,h3,h4", "all => all.map(e => e.tagName)")
    ]
    ids = await page.eval_on_selector_all("[id]", "all => all.map(e => e.id)")

    unnamed = await fields.evaluate_all(
        "all => all.filter(e => !e.labels[0] && !e.textContent).map(e => e.id)"
    )
    assert unnamed == []
    assert ranks[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(ranks))
    assert len(ids) == len(set(ids))
    assert await page.eval_on_selector_all("[role=status]", "all => all.map(e => e.id)") == [
        "verdict",
        "photographed-answer",
        "own-answer",
        "any-verdict",
    ]
    assert (
        await page.eval_on_selector_all(
            "[aria-labelledby]",
            "all => all.filter(e => !document.getElementById(e.getAttribute('aria-labelledby')))",
        )
        == []
    )


async def test_everything_can_be_reached_with_the_tab_key_and_pressed_with_enter(visit: Visit) -> None:
    page = await visit.opens(WHOLE)
    await page.locator("summary").press("Enter")
    await page.fill("#any-record", "junk")
    await page.focus("#any-seal")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")

    assert "Not valid" in await page.inner_text("#any-verdict")


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_everything_fits_a_small_phone_in_light_and_dark(visit: Visit, scheme: str) -> None:
    page = await visit.opens(WHOLE)
    await page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    await page.fill("#own", NOT_DRAWN)
    await page.fill("#photographed", "x" * 200)
    await page.locator("summary").click()
    await page.fill("#any-record", RECORD.decode())
    await page.fill("#any-entropy", DICE)
    await page.click("#any-check")

    colours = await page.evaluate(
        "['input', 'textarea', 'button'].map(name => getComputedStyle(document.querySelector(name)))"
        ".map(style => [style.color, style.backgroundColor])"
    )
    ink = "rgb(242, 239, 232)" if scheme == "dark" else "rgb(28, 27, 25)"
    assert await page.evaluate("document.documentElement.scrollWidth") == 320
    assert {front for front, _ in colours} == {ink}
    assert await page.locator("#any-check").evaluate("one => one.getBoundingClientRect().height") >= 44
