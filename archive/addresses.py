"""The addresses of this machine that a phone in the room may reach."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from ipaddress import IPv4Address, IPv6Address, ip_address

from assembly.value import value

_VIRTUAL = re.compile(
    r"^(docker|br-|veth|virbr|vmnet|vbox|lxc|lxd|podman|cni|cali|flannel|kube|dummy|tun|tap|utun|wg|ppp|ipsec"
    r"|tailscale|zt|nordlynx|awdl|llw|anpi)|virtualbox|vmware|hyper-v|vethernet|wsl|vpn|wireguard|zerotier",
    re.I,
)
"""Networks inside this machine or through a tunnel, where no phone of the room is."""

_SHARED_BY_ROOMS = ("192.168.", "10.", "172.")

_OWN_HOTSPOTS = ("10.42.0.1", "10.42.1.1", "192.168.137.1", "192.168.2.1")
"""What Linux, Windows and macOS call themselves in a network that they open."""


class Kind(StrEnum):
    """What sort of network it is, as far as its name tells."""

    WIFI = "wifi"
    HOTSPOT = "hotspot"
    CABLE = "cable"
    TETHER = "tether"
    """Through a phone, by cable or Bluetooth."""
    VIRTUAL = "virtual"
    OTHER = "other"


_KINDS = (
    (Kind.WIFI, re.compile(r"^(wl|ath|ra\d|ap\d)|wi-?fi|wireless|wlan|airport", re.I)),
    (Kind.TETHER, re.compile(r"^(usb|rndis|bnep|enx|wwan|rmnet)|bluetooth|rndis|iphone", re.I)),
    (Kind.CABLE, re.compile(r"^(eth|en[ops]|em\d|lan)|ethernet", re.I)),
)


@value
class Address:
    """An address with the network it belongs to."""

    ip: str
    network: str
    """The name of the network card, as people see it in their settings."""
    likely: bool
    """Whether a phone of the room can probably reach it."""

    @property
    def host(self) -> str:
        """The address as it stands in a web address."""
        return f"[{self.ip}]" if ":" in self.ip else self.ip

    @property
    def kind(self) -> Kind:
        """What sort of network it is in."""
        if _VIRTUAL.search(self.network):
            return Kind.VIRTUAL
        if self.ip in _OWN_HOTSPOTS:
            return Kind.HOTSPOT
        return next((kind for kind, pattern in _KINDS if pattern.search(self.network)), Kind.OTHER)


def addresses(only: str = "") -> tuple[Address, ...]:
    """Every address but those of the machine for itself, the likeliest first; works without the internet.

    Args:
        only: The one address that somebody chose, or empty to look for them.
    """
    import ifaddr  # noqa: PLC0415 - the start does not need it

    found = [
        (ip_address(ip.ip if isinstance(ip.ip, str) else ip.ip[0]), adapter.nice_name)
        for adapter in ifaddr.get_adapters()
        for ip in adapter.ips
    ]
    ours = ranked(found)
    if only:
        return (next((one for one in ours if one.ip == only), Address(only, "", likely=False)),)
    return ours


def ranked(found: Iterable[tuple[IPv4Address | IPv6Address, str]]) -> tuple[Address, ...]:
    """The usable ones among these addresses, the likeliest first."""
    usable = {str(ip): (ip, network) for ip, network in found if _usable(ip)}
    in_order = sorted(usable.values(), key=lambda pair: _unlikeliness(*pair))
    return tuple(Address(str(ip), network, _likely(ip, network)) for ip, network in in_order)


def _usable(ip: IPv4Address | IPv6Address) -> bool:
    if ip.is_loopback or ip.is_unspecified or ip.is_multicast:
        return False
    # A link-local IPv6 address needs the name of the card behind it, which no phone understands.
    return not (ip.version == 6 and ip.is_link_local)


def _likely(ip: IPv4Address | IPv6Address, network: str) -> bool:
    return ip.version == 4 and ip.is_private and not ip.is_link_local and not _VIRTUAL.search(network)


def _unlikeliness(ip: IPv4Address | IPv6Address, network: str) -> tuple[bool, int, bool, bool, int, int]:
    shared = next((rank for rank, start in enumerate(_SHARED_BY_ROOMS) if str(ip).startswith(start)), 9)
    virtual = bool(_VIRTUAL.search(network))
    return (virtual, ip.version, ip.is_link_local, not ip.is_private, shared, int(ip))
