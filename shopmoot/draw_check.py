"""What `shopmoot draw` prints: a recomputed draw, the check by hand, or the reason why there is none."""

from __future__ import annotations

import json
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path

from assembly.draw.build import SEAL
from assembly.draw.drawing import Drawing, chances, group_of, in_ticket_order, reserve
from assembly.draw.record import Group
from assembly.draw.text import clean
from assembly.draw.tickets import reserve_order, ticket
from assembly.draw.verify import Verification, verify
from assembly.refusal import RuleBroken
from shopmoot.draw_words import refusal_sentence, remark_sentence

LARGEST = 256 * 2**20
"""Bytes; a record of a hundred thousand people is a sixtieth of that."""


def verify_record(path: Path, entropy: str, seal: str | None, *, as_json: bool) -> int:
    """Print the whole draw."""
    checked = _checked(path, entropy, seal)
    if checked is None:
        return 1
    _print(_as_json(checked) if as_json else "".join(f"{line}\n" for line in _as_text(checked, seal)))
    for remark in checked.remarks:
        sys.stderr.write(f"Note: {remark_sentence(remark)}\n")
    return 0


def explain_member(path: Path, entropy: str, seal: str | None, member: str) -> int:
    """Print how one member checks the draw with nothing but a shell."""
    checked = _checked(path, entropy, seal)
    if checked is None:
        return 1
    drawing, known = checked.drawing, member.strip().upper()
    try:
        meant = tuple(_what_it_means(drawing, known))
    except RuleBroken as refusal:
        return _refused(refusal)
    _print("".join(f"{line}\n" for line in (*_by_hand(drawing, path, known), "", *meant)))
    return 0


def _checked(path: Path, entropy: str, seal: str | None) -> Verification | None:
    given = None if seal is None else "".join(seal.split()).lower()
    sealed = _read(path)
    if sealed is None:
        return None
    if given is not None and not SEAL.fullmatch(given):
        sys.stderr.write(f"A seal is 64 characters, 0 to 9 and a to f; you gave {len(given)} characters.\n")
        return None
    try:
        return verify(sealed, entropy, given)
    except RuleBroken as refusal:
        _refused(refusal)
        return None


def _read(path: Path) -> bytes | None:
    try:
        with path.open("rb") as file:
            sealed = file.read(LARGEST + 1)
    except (OSError, ValueError) as fault:
        why = fault.strerror if isinstance(fault, OSError) and fault.strerror else "no file has such a name"
        sys.stderr.write(f"The record cannot be read: {why}.\n")
        return None
    if len(sealed) > LARGEST:
        sys.stderr.write("Not valid. The file is too large for a record.\n")
        return None
    return sealed


def _print(text: str) -> None:
    """Write it down, also where the terminal has fewer letters than the record."""
    letters = sys.stdout.encoding or "ascii"
    sys.stdout.write(text.encode(letters, "backslashreplace").decode(letters))


def _refused(refusal: RuleBroken) -> int:
    sys.stderr.write(f"Not valid. {refusal_sentence(refusal)}\n")
    return 1


def _as_json(checked: Verification) -> str:
    shown = {
        "commitment": checked.commitment,
        "seed": checked.seed,
        "plan": checked.plan,
        "result": checked.result,
        "reserves": checked.reserves,
    }
    return json.dumps(shown, indent=1) + "\n"


def _as_text(checked: Verification, seal: str | None) -> Iterator[str]:
    record = checked.drawing.record
    yield f"Draw {record.heading.number}: {clean(record.heading.title)}"
    yield f"Seal: {checked.commitment}"
    yield (
        "This is the seal that you gave."
        if seal
        else "Compare it with the seal that was shown before the dice."
    )
    yield f"Line: {checked.drawing.entropy}"
    yield "Another line makes other names: compare it with the one that was read back and locked."
    yield f"Seed: {checked.seed}"
    reserves = checked.reserves
    for hat in record.hats:
        drawn = ", ".join(checked.result[hat.id]) or "nobody"
        yield f"{clean(hat.label)} ({hat.id}): {drawn}; in reserve: {', '.join(reserves[hat.id]) or 'nobody'}"


def _by_hand(drawing: Drawing, path: Path, member: str) -> Iterator[str]:
    yield f"To check {member} by hand, type this in any shell:"
    yield ""
    yield "1. The seal is the hash of the record."
    yield f"   C=$(sha256sum < {shlex.quote(str(path))} | cut -c 1-64); echo $C"
    yield f"   {drawing.commitment}"
    yield "2. The seal and the locked numbers make the seed."
    yield f"   E={shlex.quote(drawing.entropy)}"
    yield '   S=$(printf \'hat-draw/1\\n%s\\n%s\\n\' "$C" "$E" | sha256sum | cut -c 1-64); echo $S'
    yield f"   {drawing.seed}"
    yield f"3. The seed and the id make the ticket of {member}."
    yield f"   printf '%s\\nticket\\n%s' \"$S\" {shlex.quote(member)} | sha256sum"
    yield f"   {ticket(drawing.seed, member)}"
    yield from _reserve_by_hand(drawing, member)


def _what_it_means(drawing: Drawing, member: str) -> Iterator[str]:
    promised = chances(drawing.record, member)
    group = group_of(drawing.record, member)
    seats = drawing.plan[drawing.record.groups.index(group)]
    hats = ", ".join(group.hats) or "none"
    yield f"{member} is one of {group.size} in group {group.id}, in these hats: {hats}."
    yield f"Chance before the draw: {_listed((hat, str(share)) for hat, share in promised.items())}."
    if promised:
        yield f"Chance of any role: {sum(promised.values())}."
    given = ((hat.id, str(number)) for hat, number in zip(drawing.record.hats, seats, strict=True) if number)
    yield f"Seats that the plan gives the group, to its lowest tickets in this order: {_listed(given)}."
    place = in_ticket_order(drawing, group.id).index(member) + 1
    yield f"Counted from the lowest ticket, {member} is number {place} of {group.size} in the group."
    yield from _outcome(drawing, group, member)


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


def _outcome(drawing: Drawing, group: Group, member: str) -> Iterator[str]:
    drawn = next((hat for hat, names in drawing.result.items() if member in names), None)
    if drawn is not None:
        yield f"{member} is drawn for {drawn}."
        return
    yield f"{member} is drawn for no role at first. Whoever declines is followed by the reserve, in order:"
    for hat in group.hats:
        place = reserve(drawing, hat).index(member) + 1
        yield f"{member} is {'first' if place == 1 else f'number {place}'} in reserve for {hat}."


def _listed(pairs: Iterator[tuple[str, str]]) -> str:
    return ", ".join(f"{name} {value}" for name, value in pairs) or "none"
