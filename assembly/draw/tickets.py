"""Everything that is hashed: the seal, the seed, tickets, and fair numbers."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from itertools import count

_ALL = 1 << 256


def commitment_of(sealed: bytes) -> str:
    """The seal of a record: SHA-256 of its bytes."""
    return sha256(sealed).hexdigest()


def seed_of(commitment: str, entropy: str) -> str:
    """The seed that nobody knew before the entropy was locked."""
    return _hash(f"hat-draw/1\n{commitment}\n{entropy}\n")


def ticket(seed: str, member: str) -> str:
    """The ticket of a member; the lowest in a group goes first."""
    return _hash(f"{seed}\nticket\n{member}")


def ticket_order(seed: str) -> Callable[[str], bytes]:
    """The key that puts people in the order of their tickets."""
    return _order(f"{seed}\nticket\n")


def reserve_order(seed: str, hat: str) -> Callable[[str], bytes]:
    """The key that puts people in reserve for a hat in their order."""
    return _order(f"{seed}\nreserve\n{hat}\n")


def uniform(seed: str, label: str, outcomes: int) -> int:
    """A number below `outcomes`, all equally likely."""
    fair = _ALL - _ALL % outcomes
    for attempt in count():
        drawn = int.from_bytes(sha256(f"{seed}\n{label}\n{attempt}".encode()).digest())
        if drawn < fair:
            return drawn % outcomes
    raise AssertionError("count() never ends")


def _order(opening: str) -> Callable[[str], bytes]:
    """The hash of an opening and an id, which orders ids as its hexadecimal form does."""
    begin = sha256(opening.encode()).copy

    def key(member: str) -> bytes:
        hashing = begin()
        hashing.update(member.encode())
        return hashing.digest()

    return key


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()
