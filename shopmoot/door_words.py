"""What is said about the way to the phones: which network, which address, who else can see it."""

from __future__ import annotations

from archive.addresses import Address, Kind
from archive.server_apart import ServerApart
from screens.desk import Way
from words.language import _


def way(address: Address) -> Way:
    """An address with the words that tell it from the others."""
    words = _("{network}, {address}").format(network=network_words(address), address=address.ip)
    return Way(address.ip, words, address.likely)


def network_words(address: Address) -> str:
    """What sort of network it is, with the name that people see in their settings."""
    sentence = {
        Kind.WIFI: _("Wi-Fi {name}"),
        Kind.HOTSPOT: _("Hotspot of this computer ({name})"),
        Kind.CABLE: _("Cable {name}"),
        Kind.TETHER: _("Through a phone ({name})"),
        Kind.VIRTUAL: _("Inside this computer or a tunnel ({name})"),
        Kind.OTHER: _("Network {name}"),
    }[address.kind]
    return sentence.format(name=address.network)


def found(address: Address, server: ServerApart) -> str:
    """Where phones find the pages."""
    url = server.url(address)
    if not address.likely:
        return _("Phones find the pages at {url} if they are in the same network.").format(url=url)
    return _("Phones in the network {network} find the pages at {url}.").format(
        network=address.network, url=url
    )


def unreachable(url: str) -> str:
    """The address is there, and nobody is let in."""
    return _("The pages cannot be reached at {url}. Is a firewall in the way?").format(url=url)


def no_network() -> str:
    """There is no address at all."""
    return _("This computer is in no network: there is no way to the phones yet.")


def changed(sentence: str) -> str:
    """The same, said to a room that was told otherwise before."""
    return _("The network has changed. {sentence}").format(sentence=sentence)


def watched() -> str:
    """What the room should know before it takes out its phones."""
    return _("Whoever runs this network, such as an employer, can see which phones open the pages.")
