"""A circle speaks in its own words, and no file of its own can keep an assembly from running."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.sentences import Sentences

WRITTEN = """
gather gather.quorum-missing gather.facilitator gather.draw
review.read review.measured review.seen review.outcome review.object.keep review.object.end review.objected
review.next review.keep review.keep-on review.end review.amend review.stuck
stories.open stories.turn stories.passed stories.close round.again
proposal.open proposal.read clarify.open clarify.turn clarify.close react.open react.turn react.close
decide.consent.open decide.consent.ask decide.consent.count decide.objection decide.test.group
decide.test.reasons decide.integrate decide.adopted decide.vote.before decide.vote.count decide.vote.result
decide.vote.papers decide.vote.adopted decide.vote.rejected decide.vote.outnumbered
lottery.roles lottery.hats lottery.seal lottery.throw lottery.throw.called lottery.throw.dice
lottery.throw.d10 lottery.throw.cards
lottery.readback.first lottery.readback.corrected lottery.readback.second lottery.readback
lottery.reveal lottery.declined lottery.verify
lottery.next lottery.pair lottery.counted lottery.some-empty
lottery.done close.minutes close.words close.words.turn close.words.close close.victory close.next close.end
close.ready close.after code.wifi code.page
stuck.say stuck.ask-room stuck.break stuck.hand-over paused quorum-lost
"""
KEYS = WRITTEN.split()
OURS = Sentences.load()


@pytest.mark.parametrize("key", KEYS)
def test_every_moment_has_a_sentence_that_can_be_said_in_one_breath_or_two(key: str) -> None:
    assert 10 < len(OURS.say(key)) < 170


def test_our_own_sentences_need_no_warning() -> None:
    assert OURS.warnings == ()
    assert all(OURS.by_key.values())


def test_places_are_filled_and_those_without_a_fact_stay_visible() -> None:
    said = OURS.say("gather.quorum-missing", present=18)

    assert "We are 18" in said
    assert "{needed}" in said


def test_the_circle_changes_what_it_wants_and_keeps_the_rest(tmp_path: Path) -> None:
    own = tmp_path / "sentences.toml"
    own.write_text('"stories.open" = "Erzählt, {name}!"\nstuck.break = "Pause."\n', encoding="utf-8")

    sentences = Sentences.load(own)

    assert sentences.say("stories.open", name="Ayşe [/b]") == "Erzählt, Ayşe [/b]!"
    assert sentences.say("stuck.break") == "Pause."
    assert sentences.say("gather") == OURS.say("gather")
    assert sentences.warnings == ()


def test_no_file_of_its_own_is_no_trouble(tmp_path: Path) -> None:
    assert Sentences.load(tmp_path / "none.toml") == OURS


@pytest.mark.parametrize("broken", [b'gather = "no end', b"\xff\xfe\x00", b"gather = [", b"= = ="])
def test_a_broken_file_is_warned_of_and_ours_are_said(tmp_path: Path, broken: bytes) -> None:
    own = tmp_path / "sentences.toml"
    own.write_bytes(broken)

    sentences = Sentences.load(own)

    assert sentences.by_key == OURS.by_key
    assert sentences.warnings[0].startswith("sentences.toml cannot be read, so our sentences are said:")


def test_a_folder_in_place_of_the_file_is_warned_of(tmp_path: Path) -> None:
    assert len(Sentences.load(tmp_path).warnings) == 1


def test_a_misspelt_key_and_a_number_are_warned_of(tmp_path: Path) -> None:
    own = tmp_path / "sentences.toml"
    own.write_text('"gathr" = "Hello."\n"paused" = 7\n', encoding="utf-8")

    sentences = Sentences.load(own)

    assert sentences.warnings == (
        "“gathr” is no sentence of the program, so it is not used.",
        "“paused” is no text, so our sentence is said.",
    )
    assert sentences.say("paused") == OURS.say("paused")


@pytest.mark.parametrize("text", ["{", "}", "{0}", "{name.upper}", "{name!r:>9}", "{}", "%s {name"])
def test_odd_braces_are_said_as_they_are(tmp_path: Path, text: str) -> None:
    own = tmp_path / "sentences.toml"
    own.write_text(f'paused = "{text}"', encoding="utf-8")

    assert Sentences.load(own).say("paused", name="Ada") == text


@given(st.binary(max_size=60))
def test_no_file_at_all_can_crash_it(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    own = tmp_path_factory.mktemp("own") / "sentences.toml"
    own.write_bytes(content)

    assert set(Sentences.load(own).by_key) == set(OURS.by_key)
