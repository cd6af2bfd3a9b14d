"""How every screen looks: as somebody accepted it, readable, and with what matters in sight.

`make snapshots` accepts what is painted now; look at it first, in `tests/looks/seen`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.looks.looking import looks_of
from tests.looks.scenes import SCENES
from tests.looks.still import Scene

SEEN = Path(__file__).parent / "seen"
# Everything about one scene is tested in one go, so that it is painted once.
every_scene = pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name, scope="module")


@every_scene
def test_a_screen_looks_as_somebody_accepted_it(scene: Scene, pytestconfig: pytest.Config) -> None:
    accepted = SEEN / f"{scene.name}.txt"
    painted = "\n".join(
        f"{'=' * width} {width}x{height}\n{text}\n" for (width, height), text in texts_of(scene)
    )
    if pytestconfig.getoption("accept_looks"):
        accepted.write_text(painted, encoding="utf-8")

    assert painted.splitlines() == accepted.read_text(encoding="utf-8").splitlines()


@every_scene
def test_every_letter_can_be_read_in_both_themes(scene: Scene) -> None:
    assert {look.size: look.pale for look in looks_of(scene) if look.pale} == {}


@every_scene
def test_what_enter_does_and_every_answer_is_in_sight(scene: Scene) -> None:
    assert {look.size: look.hidden for look in looks_of(scene) if look.hidden} == {}


@every_scene
def test_no_key_at_the_foot_is_cut(scene: Scene) -> None:
    assert {look.size: look.cut for look in looks_of(scene) if look.cut} == {}


def test_no_accepted_look_is_left_of_a_scene_that_is_gone() -> None:
    assert {file.stem for file in SEEN.iterdir()} == {scene.name for scene in SCENES}


def texts_of(scene: Scene) -> list[tuple[tuple[int, int], str]]:
    return [(look.size, "\n".join(look.lines)) for look in looks_of(scene)]
