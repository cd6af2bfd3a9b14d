"""The addresses of this machine that a phone in the room may reach."""

from __future__ import annotations

import re
from ipaddress import IPv4Address, IPv6Address, ip_address

from assembly.value import value

_VIRTUAL = re.compile(
    r"docker|br-|veth|virbr|vmnet|vbox|virtualbox|hyper-v|vethernet|wsl|tun|tap|utun|wg|tailscale|zt", re.I
)
"""Networks inside this machine or through a tunnel, where no phone of the room is."""

_SHARED_BY_ROOMS = ("192.168.", "10.", "172.")


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


def addresses(only: str = "") -> tuple[Address, ...]:
    """Every address but those of the machine for itself, the likeliest first; works without the internet.

    Args:
        only: The one address that somebody chose, or empty to look for them.
    """
    if only:
        return (Address(only, "", likely=False),)
    import ifaddr  # noqa: PLC0415 - the start does not need it

    found = [
        (ip_address(ip.ip if isinstance(ip.ip, str) else ip.ip[0]), adapter.nice_name)
        for adapter in ifaddr.get_adapters()
        for ip in adapter.ips
    ]
    return ranked(found)


def ranked(found: list[tuple[IPv4Address | IPv6Address, str]]) -> tuple[Address, ...]:
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
