"""What does `diagnose --json` print, and what do overview and exports take from it?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from roadmap.analysis.phases.diagnosis import Diagnosis
from roadmap.analysis.phases.history import PhaseChange
from roadmap.analysis.phases.playbook_step import Step
from roadmap.analysis.phases.rules import Condition

Json = dict[str, Any]


def diagnosis_json(position: int, found: Diagnosis, advice: Sequence[Step]) -> Json:
    """Return the contract's document (cli.md): the phase that counts, and all that is behind it."""
    since = found.since
    return {
        "position": position,
        "phase": found.phase,
        "provisional": found.provisional,
        "before": found.before,
        "conditions": [condition_json(each) for each in found.conditions],
        "advice": [each.as_json() for each in advice],
        "overridden": _override(found),
        "computed": found.computed,
        "why": found.why,
        "basis": found.basis,
        "since": None if since is None else change_json(since),
        "sprints": found.sprints,
        "flags": [
            {
                "code": each.code,
                "text": each.text,
                "value": each.value,
                "threshold": each.threshold,
                "evidence": list(each.evidence),
            }
            for each in found.flags
        ],
        "changes": [change_json(each) for each in found.changes],
    }


def condition_json(each: Condition) -> Json:
    """Return one condition; `evidence` are ids of decisions, `items` what was counted, if any."""
    counted = [
        {"item": bet.item, "days": bet.days, "validated": bet.validated} for bet in each.bets
    ]
    return {
        "name": each.name,
        "phase": each.phase.value,
        "value": each.value,
        "threshold": each.threshold,
        "holds": each.holds,
        "text": each.text,
        "evidence": list(each.evidence),
        **({"items": counted} if counted else {}),
    }


def change_json(each: PhaseChange) -> Json:
    """Return a change of phase with the decision that caused it."""
    return {
        "decision": each.decision,
        "day": each.day.isoformat(),
        "phase": each.phase.value,
        "before": None if each.before is None else each.before.value,
        "provisional": each.provisional,
    }


def _override(found: Diagnosis) -> Json | None:
    said = found.override
    if said is None:
        return None
    return {
        "phase": said.phase.value,
        "reason": said.reason,
        "since": None if said.since is None else said.since.isoformat(),
        "decision": found.override_decision,
    }
