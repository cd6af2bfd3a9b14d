"""What `shopmoot draw` prints: a recomputed draw, the check by hand, or the reason why there is none."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator

from assembly.draw.build import SEAL
from assembly.draw.drawing import Drawing, chances, group_of, in_ticket_order, reserve
from assembly.draw.record import Group
from assembly.draw.text import clean
from assembly.draw.verify import Verification, verify
from assembly.refusal import RuleBroken
from shopmoot.draw_by_hand import by_hand
from shopmoot.draw_found import Found, NotFoundError, found, sealed_on_shelf
from shopmoot.draw_words import refusal_sentence, remark_sentence

AT_ONCE = 1_000_000
"""Hashes for which nobody waits: half a second on a slow laptop."""


def verify_record(args: argparse.Namespace) -> int:
    """Print the whole draw."""
    try:
        found_here = found(args)
        checked = _checked(found_here, args.seal)
    except NotFoundError as missing:
        return _told(str(missing), missing.code)
    except RuleBroken as refusal:
        return _refused(refusal)
    if args.json:
        _print(_as_json(checked))
    else:
        _print_lines(_as_text(checked, found_here, args.seal, in_full=args.reserves))
    for note in (*map(remark_sentence, checked.remarks), *found_here.corrected):
        sys.stderr.write(f"Note: {note}\n")
    return 0


def explain_member(args: argparse.Namespace) -> int:
    """Print how anybody checks a draw with nothing but a shell: one member, or the first as an example."""
    try:
        found_here = found(args)
        drawing = _checked(found_here, args.seal).drawing
        member = _example(drawing) if args.id is None else args.id.strip().upper()
        meant = tuple(_what_it_means(drawing, member)) if member is not None else ()
    except NotFoundError as missing:
        return _told(str(missing), missing.code)
    except RuleBroken as refusal:
        return _refused(refusal)
    others = _others(drawing, member) if args.id is None else ()
    _print_lines((*by_hand(drawing, found_here, member), "", *meant, *others))
    return 0


def write_record(args: argparse.Namespace) -> int:
    """Write the bytes of a record that is on the shelf, exactly as they were sealed."""
    try:
        draw = sealed_on_shelf(args)
    except NotFoundError as missing:
        return _told(str(missing), missing.code)
    if draw.void is not None:
        sys.stderr.write("Note: this draw was declared void; no names came of it.\n")
    sys.stdout.flush()
    sys.stdout.buffer.write(draw.record.encode())
    sys.stdout.buffer.flush()
    return 0


def _checked(found_here: Found, seal: str | None) -> Verification:
    given = None if seal is None else "".join(seal.split()).lower()
    if given is not None and not SEAL.fullmatch(given):
        raise NotFoundError(f"A seal is 64 characters, 0 to 9 and a to f; you gave {len(given)} characters.")
    return verify(found_here.sealed, found_here.line, given)


def _print(text: str) -> None:
    """Write it down, also where the terminal has fewer letters than the record."""
    letters = sys.stdout.encoding or "ascii"
    sys.stdout.write(text.encode(letters, "backslashreplace").decode(letters))


def _print_lines(lines: Iterable[str]) -> None:
    _print("".join(f"{line}\n" for line in lines))


def _refused(refusal: RuleBroken) -> int:
    return _told(f"Not valid. {refusal_sentence(refusal)}", 1)


def _told(said: str, code: int) -> int:
    sys.stderr.write(f"{said}\n")
    return code


def _as_json(checked: Verification) -> str:
    shown = {
        "commitment": checked.commitment,
        "seed": checked.seed,
        "plan": checked.plan,
        "result": checked.result,
        "reserves": checked.reserves,
    }
    return json.dumps(shown, indent=1) + "\n"


def _as_text(checked: Verification, found_here: Found, seal: str | None, *, in_full: bool) -> Iterator[str]:
    record = checked.drawing.record
    if found_here.source:
        yield f"From your shelf: {found_here.source}, of which every event fits."
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
    shown = in_full or checked.hashes_for_reserves <= AT_ONCE
    reserves = checked.reserves if shown else {}
    for hat in record.hats:
        drawn = ", ".join(checked.result[hat.id]) or "nobody"
        waits = f"; in reserve: {', '.join(reserves[hat.id]) or 'nobody'}" if shown else ""
        yield f"{clean(hat.label)} ({hat.id}): {drawn}{waits}"
    if not shown:
        yield "Who is in reserve takes longer to compute than the draw: add --reserves to see it."


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


def _example(drawing: Drawing) -> str | None:
    """Somebody who is in a hat, if anybody is; None where the record has no people."""
    record = drawing.record
    without = {group.id for group in record.groups if not group.hats}
    first = sorted(record.members, key=lambda member: member.group in without)
    return first[0].id if first else None


def _others(drawing: Drawing, example: str | None) -> Iterator[str]:
    """How to look at somebody else."""
    other = next((one.id for one in drawing.record.members if one.id != example), None)
    if other is not None:
        yield f"{example} is an example. For somebody else add their id: --id {other}"


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
