"""The check by hand that `shopmoot draw explain` prints: lines for a shell, each with what must come out."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from assembly.draw.drawing import Drawing, group_of, in_ticket_order
from assembly.draw.tickets import reserve_order, ticket
from shopmoot.draw_found import Found


def by_hand(drawing: Drawing, found_here: Found, member: str | None) -> Iterator[str]:
    """The seal and the seed, and the ticket and the place in reserve of one member, if one is named."""
    yield f"To check {member or 'it'} by hand, type this in a shell: sh, bash or zsh"
    yield "(where sha256sum is missing, as on some Macs, shasum -a 256 is the same):"
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
        yield from _drawn_by_hand(drawing, found_here, member)
        yield from _reserve_by_hand(drawing, member)


def _drawn_by_hand(drawing: Drawing, found_here: Found, member: str) -> Iterator[str]:
    """The lowest tickets in the group of a member, as many as the plan gives it seats."""
    group = group_of(drawing.record, member)
    seats = sum(drawing.plan[drawing.record.groups.index(group)])
    if not seats:
        return
    yield f"4. The tickets of group {group.id}, the lowest first. So many are drawn of it: {seats}."
    yield f"   grep '^member' {shlex.quote(found_here.file)} |"
    yield f"   while read -r x m g y; do [ $g = {group.id} ] &&"
    yield '   echo "$(printf \'%s\\nticket\\n%s\' "$S" $m | sha256sum | cut -c 1-64) $m"; done |'
    yield f"   LC_ALL=C sort | head -n {seats}"
    for one in in_ticket_order(drawing, group.id)[:seats]:
        yield f"   {ticket(drawing.seed, one)} {one}"


def _reserve_by_hand(drawing: Drawing, member: str) -> Iterator[str]:
    """The number with which somebody who was drawn for nothing waits for each of their hats."""
    hats = group_of(drawing.record, member).hats
    if not hats or any(member in names for names in drawing.result.values()):
        return
    yield "5. The seed, a hat and the id make the number in reserve; the lowest steps in first."
    for hat in hats:
        waits = f"{shlex.quote(hat)} {shlex.quote(member)}"
        yield f"   printf '%s\\nreserve\\n%s\\n%s' \"$S\" {waits} | sha256sum"
        yield f"   {reserve_order(drawing.seed, hat)(member).hex()}"
