"""Where is a hire needed where nobody says, and from when on has it given back what it took?

A newcomer begins at a share of full speed and takes a share of a mentor's time meanwhile
(planning.md, Capacity). What finding them took is not counted: it was spent before the start.
"""

from __future__ import annotations

from datetime import date

from roadmap.analysis.planning.capacity import capacity
from roadmap.analysis.planning.pools import pools_for
from roadmap.records.staff import Ramp
from roadmap.state import Item, State


def usual_place(
    state: State, as_of: date, item: Item | None = None, team: str | None = None
) -> tuple[str | None, str | None]:
    """Return the (team, skill) of the largest pool that works on `item`, else of `team`, else all.

    Somebody without a team and a skill does none of a team's work.
    """
    found = capacity(state, as_of, 1)
    skill = None
    if item is not None:
        team = item.team
        skill = next((part.skill for part in item.effort_per_skill), None)
    own = pools_for(found.pools, team, skill) or tuple(range(len(found.pools)))
    if not own or not found.sprints:
        return team, skill
    pool = found.pools[max(own, key=lambda place: found.days(0, place))]
    return pool.team or None, pool.skill or None


def hire_payback(ramp: Ramp) -> float:
    """Return the weeks from the start until the newcomer's net work is even, 0 where at once.

    With R the weeks to full speed, r0 the speed at first and m the mentor's share, the net work is
    r0 t + (1 - r0) t^2 / 2R - m t up to R, and grows by 1 a week after it.
    """
    weeks, first, mentor = ramp.weeks, ramp.start, ramp.mentor
    if mentor <= first:
        return 0.0
    if mentor <= (1 + first) / 2:
        return 2 * weeks * (mentor - first) / (1 - first)
    return weeks * (1 - first) / 2 + mentor * weeks
