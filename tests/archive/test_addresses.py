from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.addresses import Address, Kind, addresses, ranked


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


@pytest.mark.parametrize(
    ("network", "ip", "kind"),
    [
        ("wlan0", "192.168.1.7", Kind.WIFI),
        ("wlp3s0", "10.0.0.7", Kind.WIFI),
        ("Wi-Fi", "192.168.1.7", Kind.WIFI),
        ("Intel(R) Wireless-AC 9560", "192.168.1.7", Kind.WIFI),
        ("wlan0", "10.42.0.1", Kind.HOTSPOT),
        ("bridge100", "192.168.2.1", Kind.HOTSPOT),
        ("eth0", "192.168.1.7", Kind.CABLE),
        ("enp0s31f6", "192.168.1.7", Kind.CABLE),
        ("Ethernet 2", "192.168.1.7", Kind.CABLE),
        ("usb0", "192.168.42.99", Kind.TETHER),
        ("bnep0", "192.168.44.7", Kind.TETHER),
        ("docker0", "172.17.0.1", Kind.VIRTUAL),
        ("vEthernet (WSL)", "172.20.0.1", Kind.VIRTUAL),
        ("tun0", "10.8.0.2", Kind.VIRTUAL),
        ("en0", "192.168.1.7", Kind.OTHER),
        ("Fortune", "192.168.1.7", Kind.OTHER),
    ],
)
def test_the_name_of_a_network_says_what_it_is(network: str, ip: str, kind: Kind) -> None:
    assert Address(ip, network, likely=True).kind is kind


@pytest.mark.parametrize(
    "network", ["docker0", "br-9f3", "veth12", "wg0", "utun4", "NordVPN", "virbr0", "lxdbr0"]
)
def test_a_network_inside_the_machine_or_through_a_tunnel_comes_last(network: str) -> None:
    found = ranked([(ip_address("192.168.99.1"), network), (ip_address("172.16.0.9"), "wlan0")])

    assert [(one.network, one.likely) for one in found] == [("wlan0", True), (network, False)]


def test_an_offline_hotspot_has_a_likely_address() -> None:
    assert [one.likely for one in ranked([(ip_address("10.42.0.1"), "wlan0")])] == [True]


@given(st.lists(st.tuples(st.ip_addresses(), st.sampled_from(["lo", "wlan0", "docker0", "en0"])), max_size=8))
def test_a_likely_address_is_never_behind_an_unlikely_one(
    found: list[tuple[IPv4Address | IPv6Address, str]],
) -> None:
    likely = [one.likely for one in ranked(found)]

    assert likely == sorted(likely, reverse=True)
    assert not [one for one in ranked(found) if one.ip.startswith(("127.", "fe80:"))]


def test_an_address_that_somebody_chose_keeps_the_name_of_its_network() -> None:
    for one in addresses():
        assert addresses(one.ip) == (one,)
    assert addresses("192.0.2.77") == (Address("192.0.2.77", "", likely=False),)
