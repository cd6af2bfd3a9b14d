"""The zone of a computer is found by its name, in the usual places."""

from __future__ import annotations

from pathlib import Path

from shopmoot.zone import zone_name

NOWHERE = Path("/nowhere/at/all")


def test_what_the_environment_says_comes_first(tmp_path: Path) -> None:
    assert zone_name({"TZ": "Europe/Berlin"}, NOWHERE, NOWHERE) == "Europe/Berlin"
    assert zone_name({"TZ": ":/usr/share/zoneinfo/Asia/Tokyo"}, NOWHERE, NOWHERE) == "Asia/Tokyo"


def test_the_link_to_the_file_of_the_zone_names_it(tmp_path: Path) -> None:
    file = tmp_path / "zoneinfo" / "America" / "Lima"
    file.parent.mkdir(parents=True)
    file.touch()
    link = tmp_path / "localtime"
    link.symlink_to(file)

    assert zone_name({}, link, NOWHERE) == "America/Lima"


def test_where_there_is_no_link_a_file_may_say_it(tmp_path: Path) -> None:
    name = tmp_path / "timezone"
    name.write_text("Europe/Lisbon\n", encoding="utf-8")

    assert zone_name({}, tmp_path / "localtime", name) == "Europe/Lisbon"


def test_what_names_no_zone_is_not_believed(tmp_path: Path) -> None:
    name = tmp_path / "timezone"
    name.write_bytes(b"\xff\xfe../../etc/passwd")

    assert zone_name({"TZ": "MEZ-1MESZ,M3.5.0"}, NOWHERE, NOWHERE) == ""
    assert zone_name({"TZ": "../etc"}, NOWHERE, NOWHERE) == ""
    assert zone_name({}, NOWHERE, name) == ""
    assert zone_name({}, NOWHERE, NOWHERE) == ""
