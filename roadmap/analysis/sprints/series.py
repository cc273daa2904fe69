"""How sprints went, one after the other: predictability, forced share and what was carried over.

Computed from the facts of closed sprints, which never change, so that the series of any moment is
what was known then.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import fsum

from roadmap.records.sprints import Outcome, Sprint
from roadmap.state import State


@dataclass(frozen=True, slots=True)
class SprintResult:
    """One closed sprint. Shares are 0..1, None where nothing was committed or done.

    `predictability` is the effort of committed items that were done / effort committed;
    `forced_share` is forced effort, interruptions included / all effort done.
    """

    number: int
    committed: int
    committed_done: int
    committed_days: float
    done_days: float
    predictability: float | None
    forced_share: float | None
    carried_over: int
    shed: int


def sprint_series(state: State) -> tuple[SprintResult, ...]:
    """Return the closed sprints in order."""
    sprints = sorted(state.sprints.ordered(), key=lambda sprint: sprint.number)
    return tuple(_result(s, s.outcome) for s in sprints if s.outcome is not None)


def _result(sprint: Sprint, outcome: Outcome) -> SprintResult:
    done = {each.item for each in outcome.done}
    kept = [each for each in sprint.committed if each.item in done]
    committed = fsum(each.days for each in sprint.committed)
    worked = outcome.done_days + outcome.interruption_days
    return SprintResult(
        sprint.number,
        len(sprint.committed),
        len(kept),
        committed,
        outcome.done_days,
        fsum(each.days for each in kept) / committed if committed > 0 else None,
        outcome.forced_days / worked if worked > 0 else None,
        len(outcome.carried),
        len(outcome.shed),
    )
