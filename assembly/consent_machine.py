"""The consent machine: what may be asked for at each stage of a proposal.

presented -> clarified -> reacted -> asked -> adopted
                             ^         | objection: tested, then integrated or dropped to a concern
                             +---------+ asked anew, all positions cleared
"""

from __future__ import annotations

from collections.abc import Mapping

from assembly.acts import consenting, objecting
from assembly.acts.consenting import Adopt, AskConsent, CountPositions, TakePosition
from assembly.acts.objecting import NoteConcern
from assembly.acts.proposing import need_unsettled
from assembly.proposals import Stage
from assembly.refusal import RuleBroken
from assembly.state import Assembly

Command = consenting.Command | objecting.Command

_OBJECTIONS = frozenset(objecting.Command.__args__)

ALLOWED: Mapping[Stage, frozenset[type[Command]]] = {
    Stage.PRESENTED: frozenset({NoteConcern}),
    Stage.CLARIFIED: frozenset({NoteConcern}),
    Stage.REACTED: _OBJECTIONS | {AskConsent},
    Stage.CONSENT: _OBJECTIONS | {AskConsent, TakePosition, CountPositions, Adopt},
    Stage.VOTE: frozenset(),
    Stage.ADOPTED: frozenset(),
    Stage.REJECTED: frozenset(),
    Stage.UNDECIDED: frozenset(),
    Stage.WITHDRAWN: frozenset(),
    Stage.PARKED: frozenset(),
}
"""What may be asked for at each stage of the present proposal."""


def need_stage(assembly: Assembly, command: Command) -> None:
    """The present proposal is at a stage at which this may be asked for."""
    stage = need_unsettled(assembly).stage
    if type(command) not in ALLOWED[stage]:
        raise RuleBroken("not-at-this-stage", stage=stage)
