"""The check by hand that `shopmoot draw explain` prints: lines for a shell, each with what must come out."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from assembly.draw.drawing import Drawing, group_of
from assembly.draw.tickets import reserve_order, ticket
from shopmoot.draw_found import Found


def by_hand(drawing: Drawing, found_here: Found, member: str | None) -> Iterator[str]:
    """The seal and the seed, and the ticket and the place in reserve of one member, if one is named."""
    yield f"To check {member or 'it'} by hand, type this in any shell:"
    yield ""
    if found_here.fetch:
        yield "0. This writes the record into a file, exactly as it was sealed."
        yield f"   {found_here.fetch}"
    yield "1. The seal is the hash of the record."
    yield f"   C=$(sha256sum < {shlex.quote(found_here.file)} | cut -c 1-64); echo $C"
    yield f"   {drawing.commitment}"
    yield "2. The seal and the locked numbers make the seed."
    yield f"   E={shlex.quote(drawing.entropy)}"
    yield '   S=$(printf \'hat-draw/1\\n%s\\n%s\\n\' "$C" "$E" | sha256sum | cut -c 1-64); echo $S'
    yield f"   {drawing.seed}"
    if member is not None:
        yield f"3. The seed and the id make the ticket of {member}."
        yield f"   printf '%s\\nticket\\n%s' \"$S\" {shlex.quote(member)} | sha256sum"
        yield f"   {ticket(drawing.seed, member)}"
        yield from _reserve_by_hand(drawing, member)


def _reserve_by_hand(drawing: Drawing, member: str) -> Iterator[str]:
    """The number with which somebody who was drawn for nothing waits for each of their hats."""
    hats = group_of(drawing.record, member).hats
    if not hats or any(member in names for names in drawing.result.values()):
        return
    yield "4. The seed, a hat and the id make the number in reserve; the lowest steps in first."
    for hat in hats:
        waits = f"{shlex.quote(hat)} {shlex.quote(member)}"
        yield f"   printf '%s\\nreserve\\n%s\\n%s' \"$S\" {waits} | sha256sum"
        yield f"   {reserve_order(drawing.seed, hat)(member).hex()}"
