from __future__ import annotations

from ipaddress import ip_address

from archive.addresses import Address, addresses, ranked


def test_the_address_that_phones_can_reach_comes_first() -> None:
    found = [
        (ip_address("172.17.0.1"), "docker0"),
        (ip_address("fd00::2"), "wlan0"),
        (ip_address("127.0.0.1"), "lo"),
        (ip_address("169.254.7.7"), "eth0"),
        (ip_address("8.8.4.4"), "eth1"),
        (ip_address("10.0.0.5"), "eth2"),
        (ip_address("192.168.1.23"), "wlan0"),
        (ip_address("100.101.102.103"), "tailscale0"),
        (ip_address("fe80::1"), "wlan0"),
        (ip_address("::1"), "lo"),
    ]

    assert [(one.ip, one.likely) for one in ranked(found)] == [
        ("192.168.1.23", True),
        ("10.0.0.5", True),
        ("8.8.4.4", False),
        ("169.254.7.7", False),
        ("fd00::2", False),
        ("172.17.0.1", False),
        ("100.101.102.103", False),
    ]


def test_without_a_network_there_is_no_address() -> None:
    assert ranked([(ip_address("127.0.0.1"), "lo"), (ip_address("::1"), "lo")]) == ()


def test_an_address_is_written_as_a_web_address_needs_it() -> None:
    assert Address("192.168.1.23", "wlan0", likely=True).host == "192.168.1.23"
    assert Address("fd00::2", "wlan0", likely=False).host == "[fd00::2]"


def test_this_machine_never_offers_its_address_for_itself() -> None:
    assert not [one for one in addresses() if ip_address(one.ip).is_loopback]
