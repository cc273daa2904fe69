"""The shed advisor and the shed register as the command line prints them: plain JSON values.

The shape of `shed` is fixed in cli.md. Numbers are not rounded, days are ISO, items are ids.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from roadmap.analysis.items.filter import EVERYTHING, Filter
from roadmap.analysis.shedding.advice import ShedAdvice, ShedKey, gives_up, remarks
from roadmap.analysis.shedding.register import RegisterKey, shed_register
from roadmap.analysis.shedding.shedding import Alternative
from roadmap.state import State


def shed_json(position: int, state: State, key: ShedKey, advice: ShedAdvice) -> dict[str, Any]:
    """Return what to keep and what to give up, the best way first."""
    found = advice.found
    return {
        "position": position,
        "capacity": found.capacity,
        "until": None if key.until is None else key.until.isoformat(),
        "optimal": found.optimal,
        "gap": found.gap,
        "must_days": found.must_days,
        "missing": found.missing,
        "alternatives": [_alternative(state, advice, each) for each in found.alternatives],
        "unestimated": list(advice.unestimated),
        "unvalued": list(advice.unvalued),
        "left_out": list(advice.left_out),
        "notes": list(remarks(advice, key)),
    }


def _alternative(state: State, advice: ShedAdvice, each: Alternative) -> dict[str, Any]:
    names = {goal.id: goal.name for goal in advice.goals}
    return {
        "value": each.value,
        "effort": each.days,
        "keep": list(each.keep),
        "shed": list(each.shed),
        "shed_effort": each.shed_days,
        "goals_kept": [names[key] for key in each.goals_kept],
        "goals_lost": [names[key] for key in each.goals_lost],
        "gives_up": gives_up(state, advice, each),
    }


def register_json(
    position: int, state: State, today: date, wanted: Filter = EVERYTHING
) -> dict[str, Any]:
    """Return what was given up, with the accepted risks and when they are looked at again."""
    register = shed_register(state, RegisterKey(today, wanted))
    return {
        "position": position,
        "register": [
            {
                "item": row.item,
                "title": row.title,
                "shed_on": None if row.shed_on is None else row.shed_on.isoformat(),
                "effort": row.days,
                "risk": None
                if row.risk is None
                else {"id": row.risk.id, "text": row.risk.text, "by": row.risk.accepted_by},
                "review_on": None if row.review_on is None else row.review_on.isoformat(),
                "overdue": row.overdue,
            }
            for row in register.rows
        ],
        "effort": register.days,
        "overdue": register.overdue,
        "unaccepted": register.unaccepted,
    }
