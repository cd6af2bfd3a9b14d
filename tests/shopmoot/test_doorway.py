"""The way to the phones: chosen once, watched, said in words, and the Wi-Fi kept to oneself."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from time import monotonic, sleep
from urllib.request import urlopen

import pytest

from archive.addresses import Address
from archive.server_apart import ServerApart
from screens.desk import Doorway, Wifi
from shopmoot import door_words, doorway
from shopmoot.demo import write_shelf
from shopmoot.desk import ShelfDesk, Terms
from shopmoot.doorway import Doorkeeper
from shopmoot.wifi_file import FILE, read_wifi
from store.layout import books_in

WIFI = Address("127.0.0.1", "wlan0", likely=True)
CABLE = Address("127.0.0.2", "eth0", likely=True)
NOWHERE = Address("192.0.2.77", "eth9", likely=True)


class Networks:
    """The networks of this computer, changed by hand."""

    def __init__(self, *found: Address) -> None:
        self.found = found

    def __call__(self, only: str = "") -> tuple[Address, ...]:
        return tuple(one for one in self.found if not only or one.ip == only)


@pytest.fixture
def networks(monkeypatch: pytest.MonkeyPatch) -> Networks:
    known = Networks(WIFI)
    monkeypatch.setattr(doorway, "addresses", known)
    monkeypatch.setattr(doorway, "WATCH_SECONDS", 0.1)
    monkeypatch.setattr(doorway, "SETTLE_SECONDS", 0.0)
    return known


@pytest.fixture
def keeper(networks: Networks) -> Iterator[Doorkeeper]:
    made = Doorkeeper(
        lambda _journal, base: {"/index.html": base.encode()}, lambda: datetime.now().astimezone(), 0
    )
    yield made
    made.close()


def waiting_for(keeper: Doorkeeper, wanted: Callable[[Doorway], bool]) -> Doorway:
    end = monotonic() + 10
    while monotonic() < end:
        shown = keeper.shown()
        if shown is not None and wanted(shown):
            return shown
        sleep(0.02)
    raise AssertionError(keeper.shown())


def page_at(shown: Doorway) -> str:
    with urlopen(f"{shown.url}/", timeout=10) as reply:
        return str(reply.read().decode())


def test_another_network_is_noticed_and_said_and_the_pages_stand_there(
    keeper: Doorkeeper, networks: Networks
) -> None:
    before = keeper.open(None)
    networks.found = (CABLE,)
    after = waiting_for(keeper, lambda shown: shown.address == CABLE.ip)

    assert (before.address, before.reachable, after.reachable) == (WIFI.ip, True, True)
    assert "has changed" not in before.sentence
    assert after.sentence.startswith("The network has changed. Phones in the network eth0")
    assert page_at(after) == after.url


def test_a_lost_network_takes_the_code_away_and_a_new_one_brings_it_back(
    keeper: Doorkeeper, networks: Networks
) -> None:
    keeper.open(None)
    networks.found = ()
    lost = waiting_for(keeper, lambda shown: not shown.reachable)
    networks.found = (WIFI,)
    back = waiting_for(keeper, lambda shown: shown.reachable)

    assert (lost.url, "in no network" in lost.sentence) == ("", True)
    assert page_at(back) == back.url


def test_one_more_network_does_not_take_the_way_from_those_who_have_it(
    keeper: Doorkeeper, networks: Networks
) -> None:
    keeper.open(None)
    networks.found = (CABLE, WIFI)
    sleep(0.5)

    shown = keeper.shown()
    assert shown is not None
    assert (shown.address, "has changed" in shown.sentence) == (WIFI.ip, False)


def test_the_network_that_was_chosen_is_taken_also_after_it_was_away(
    keeper: Doorkeeper, networks: Networks
) -> None:
    networks.found = (WIFI, CABLE)
    keeper.take(CABLE.ip)
    assert keeper.open(None).address == CABLE.ip
    networks.found = (WIFI,)
    waiting_for(keeper, lambda shown: shown.address == WIFI.ip)
    networks.found = (WIFI, CABLE)

    assert waiting_for(keeper, lambda shown: shown.address == CABLE.ip).reachable


def test_an_address_at_which_nobody_answers_gets_no_code_and_the_next_one_does(
    keeper: Doorkeeper, networks: Networks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ServerApart, "reachable", lambda _self, address: address.ip != NOWHERE.ip)
    networks.found = (NOWHERE, WIFI)
    found = keeper.open(None)
    networks.found = (NOWHERE,)
    lost = waiting_for(keeper, lambda shown: not shown.reachable)

    assert (found.address, found.reachable) == (WIFI.ip, True)
    assert "firewall" in lost.sentence


def test_a_setting_leaves_nothing_to_choose(networks: Networks) -> None:
    networks.found = (WIFI, CABLE)
    keeper = Doorkeeper(lambda _journal, _base: {}, datetime.now, 0, CABLE.ip)

    assert keeper.ways() == ()
    assert keeper.taken() == CABLE.ip


def test_pages_that_cannot_be_made_leave_the_old_ones_and_the_door_open(networks: Networks) -> None:
    broken = False

    def render(_journal: object, base: str) -> dict[str, bytes]:
        if broken:
            raise LookupError
        return {"/index.html": base.encode()}

    keeper = Doorkeeper(render, lambda: datetime.now().astimezone(), 0)
    keeper.open(None)
    broken = True
    keeper.refresh(None)
    sleep(0.4)
    shown = keeper.shown()
    assert shown is not None
    assert page_at(shown) == shown.url
    keeper.close()
    assert keeper.shown() is None


@pytest.mark.parametrize(
    ("address", "words"),
    [
        (Address("192.168.1.7", "wlan0", likely=True), "Wi-Fi wlan0, 192.168.1.7"),
        (Address("10.42.0.1", "wlan0", likely=True), "Hotspot of this computer (wlan0), 10.42.0.1"),
        (Address("10.0.0.5", "eth0", likely=True), "Cable eth0, 10.0.0.5"),
        (Address("192.168.42.9", "usb0", likely=True), "Through a phone (usb0), 192.168.42.9"),
        (
            Address("172.17.0.1", "docker0", likely=False),
            "Inside this computer or a tunnel (docker0), 172.17.0.1",
        ),
        (Address("10.0.0.5", "en0", likely=True), "Network en0, 10.0.0.5"),
    ],
)
def test_a_network_is_told_in_words(address: Address, words: str) -> None:
    assert door_words.way(address).words == words


@pytest.fixture
def bakery(tmp_path: Path) -> Iterator[ShelfDesk]:
    write_shelf(tmp_path / "bakery", datetime.now().astimezone())
    desk = ShelfDesk(tmp_path / "bakery", Terms())
    yield desk
    desk.close()


def test_the_wifi_is_kept_in_a_private_file_and_nowhere_else(bakery: ShelfDesk, tmp_path: Path) -> None:
    folder = tmp_path / "bakery"
    bakery.use_wifi(Wifi("Столовая", "bread; and roses", kept=True))
    bakery.close()
    again = ShelfDesk(folder, Terms())
    known = again.wifi()
    pages = again.pages_for(None, "http://192.168.1.7:8137")
    again.close()

    assert known == Wifi("Столовая", "bread; and roses", kept=True)
    assert (folder / FILE).stat().st_mode & 0o777 == 0o600
    assert not [path for path in books_in(folder) if b"roses" in path.read_bytes()]
    assert not [path for path, body in pages.items() if b"roses" in body]


def test_the_wifi_of_one_evening_leaves_no_trace(bakery: ShelfDesk, tmp_path: Path) -> None:
    bakery.use_wifi(Wifi("Canteen", "bread and roses", kept=True))
    bakery.use_wifi(Wifi("Canteen", "bread and roses"))
    code = bakery.wifi_code()
    bakery.close()

    assert code
    assert not (tmp_path / "bakery" / FILE).exists()
    assert not [path for path in (tmp_path / "bakery").rglob("*.json") if b"roses" in path.read_bytes()]


@pytest.mark.parametrize(
    "written",
    [
        "",
        "[]",
        "null",
        "[" * 100_000,
        '{"name": "x"}',
        '{"name": 3, "password": ""}',
        '{"name": "", "password": ""}',
    ],
)
def test_a_damaged_file_is_no_wifi(tmp_path: Path, written: str) -> None:
    (tmp_path / FILE).write_text(written, encoding="utf-8")

    assert read_wifi(tmp_path) is None


def test_a_file_that_is_too_deep_to_be_read_is_no_wifi(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("[" * 100_000, encoding="utf-8")

    assert read_wifi(tmp_path) is None


def test_what_looks_only_keeps_no_wifi_and_knows_it_for_the_evening(
    bakery: ShelfDesk, tmp_path: Path
) -> None:
    bakery.close()
    looking = ShelfDesk(tmp_path / "bakery", Terms(look_only=True))
    with pytest.raises(PermissionError):
        looking.use_wifi(Wifi("Canteen", "bread and roses", kept=True))
    known = looking.wifi()
    looking.close()

    assert known is not None
    assert json.dumps(known.name) == '"Canteen"'
    assert not (tmp_path / "bakery" / FILE).exists()


def test_a_wifi_that_cannot_be_is_refused_with_a_sentence(bakery: ShelfDesk) -> None:
    assert bakery.wifi_refused(Wifi("Canteen", "short")).startswith("A Wi-Fi password has 8 to 63 letters")
    assert bakery.wifi_refused(Wifi("Canteen", "")) == ""


def test_pages_that_take_long_are_made_seldom_so_that_keys_come_first(networks: Networks) -> None:
    made: list[float] = []

    def render(_journal: object, base: str) -> dict[str, bytes]:
        made.append(monotonic())
        sleep(0.1)
        return {"/index.html": f"{base} {len(made)}".encode()}

    keeper = Doorkeeper(render, lambda: datetime.now().astimezone(), 0)
    keeper.open(None)
    for _ in range(100):
        keeper.refresh(None)
        sleep(0.02)
    keeper.close()

    assert 2 <= len(made) <= 7
