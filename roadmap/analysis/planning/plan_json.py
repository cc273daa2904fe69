"""Plan, people, sprints and constraints as the command line prints them (cli.md), unrounded."""

from __future__ import annotations

import math
from datetime import date
from typing import Any

import msgspec

from roadmap.analysis.forecasts.track_record import coverage_json, track_record
from roadmap.analysis.planning.balance import Passes, balance_of, foundation_by_sprint
from roadmap.analysis.planning.capacity import Capacity, capacity
from roadmap.analysis.planning.chain import critical_chain
from roadmap.analysis.planning.flags import flags_of, order_by
from roadmap.analysis.planning.forecast import PlanForecast
from roadmap.analysis.planning.latest_start import latest_starts
from roadmap.analysis.planning.plan import Plan
from roadmap.analysis.planning.unlikely import unlikely, with_unlikely
from roadmap.analysis.sprints.commitment import pool_labels
from roadmap.analysis.sprints.series import sprint_series
from roadmap.state import State

Json = dict[str, Any]


def plan_json(
    position: int,
    state: State,
    plan: Plan,
    as_of: date,
    passes: Passes | None = None,
    forecast: PlanForecast | None = None,
) -> Json:
    """Return the plan as `roadmap plan --json` prints it; sprints by number, days as ISO text.

    Flags and balance are of the items that pass, None passes all; the rest is of all. `probability`
    is the share of futures in which an item is finished by the end of its last sprint; null where
    nothing was forecast.
    """
    sprints = plan.problem.sprints
    names = pool_labels(state, plan)
    items: list[list[Json]] = [[] for _ in sprints]
    for each in plan.planned:
        facts = {"item": each.item, "effort": each.days, "reason": each.reason}
        chance = None if forecast is None else forecast.done_by(each.item, each.last)
        items[each.first].append(
            {**facts, "bound": each.bound, "last": sprints[each.last].number, "probability": chance}
        )
    latest = latest_starts(state, plan.problem, as_of)
    flags = flags_of(state, plan, as_of, passes, latest)
    if forecast is not None:
        flags = with_unlikely(flags, unlikely(state, plan, forecast, as_of, passes))
    foundation = foundation_by_sprint(state, plan, passes)
    return {
        "position": position,
        "as_of": as_of.isoformat(),
        "mode": plan.mode,
        "sprints": [
            {
                "number": sprint.number,
                "start": sprint.start.isoformat(),
                "end": sprint.end.isoformat(),
                "capacity": _by_name(names, [c.days for c in plan.problem.capacity.cells[place]]),
                "reserve": _by_name(names, plan.problem.reserve.days[place]),
                "used": _by_name(names, plan.used[place]),
                "committed": sprint.recorded is not None,
                "foundation": foundation[place],
                "items": items[place],
            }
            for place, sprint in enumerate(sprints)
        ],
        "below_cut": [
            {"item": b.item, "reason": b.reason, "bound": b.bound, "shortfall": b.shortfall}
            for b in plan.below
        ],
        "forecast": _forecast(forecast),
        "late": [
            {
                "item": late.item,
                "date": None if late.date is None else late.date.isoformat(),
                "sprint": None if late.sprint is None else sprints[late.sprint].number,
            }
            for late in plan.late
        ],
        "latest_start": {key: found.day.isoformat() for key, found in latest.items()},
        "critical_chain": critical_chain(plan),
        "flags": [
            {
                "code": flag.code,
                "level": flag.level.name.lower(),
                "item": flag.item,
                "items": list(flag.items),
                "text": flag.text,
                "advice": flag.advice,
            }
            for flag in flags
        ],
        "balance": msgspec.to_builtins(balance_of(state, plan, passes)),
        "order_by": [{"item": key, "date": day.isoformat()} for key, day in order_by(state, plan)],
        "reserve_because": plan.problem.reserve.because,
        "measured_coverage": coverage_json(track_record(state, as_of)),
        "focus": msgspec.to_builtins(plan.problem.capacity.focus),
        "objective": plan.objective._asdict(),
        "bound": plan.bound,
        "gap": plan.gap,
    }


def _forecast(found: PlanForecast | None) -> Json | None:
    if found is None:
        return None
    return {"trials": found.trials, "seed": found.seed, "rests_on": found.rests_on}


def _by_name(names: tuple[str, ...], days: Any) -> dict[str, float]:
    return dict(zip(names, days, strict=True))


def people_json(
    position: int, state: State, as_of: date, sprints: int, team: str | None = None
) -> Json:
    """Return the people, and the capacity of the coming sprints with what each gives.

    `team` is the id of the only one to show.
    """
    found = capacity(state, as_of, sprints)
    return {
        "position": position,
        "people": [
            _person(state, person)
            for person in _named(state.people.ordered())
            if team in (None, person.team)
        ],
        "capacity": [_capacity(state, found, place, team) for place in range(len(found.sprints))],
        "focus": msgspec.to_builtins(found.focus),
        "holidays": [
            {"date": holiday.day.isoformat(), "name": holiday.name}
            for holiday in sorted(state.holidays.ordered(), key=lambda each: each.day)
        ],
        "freezes": [msgspec.to_builtins(freeze) for freeze in state.freezes.ordered()],
    }


def _named(people: list[Any]) -> list[Any]:
    return sorted(people, key=lambda person: (person.name.casefold(), person.id))


def _person(state: State, person: Any) -> Json:
    team, mentor = state.teams.get(person.team), state.people.get(person.mentor)
    return {
        **msgspec.to_builtins(person),
        "team": None if team is None else team.name,
        "mentor": None if mentor is None else mentor.name,
    }


def _capacity(state: State, found: Capacity, place: int, wanted: str | None) -> Json:
    sprint = found.sprints[place]
    pools, days = [], []
    for pool, cell in zip(found.pools, found.cells[place], strict=True):
        if wanted not in (None, pool.team):
            continue
        team = state.teams.get(pool.team)
        days.append(cell.days)
        pools.append(
            {
                "team": None if team is None else team.name,
                "skill": pool.skill or None,
                "days": cell.days,
                "gain": cell.gain,
                "parts": [
                    {**msgspec.to_builtins(part), "name": _name(state, part.person)}
                    for part in cell.parts
                ],
            }
        )
    return {
        "sprint": sprint.number,
        "start": sprint.start.isoformat(),
        "end": sprint.end.isoformat(),
        "days": math.fsum(days),
        "pools": pools,
    }


def _name(state: State, key: str) -> str:
    person = state.people.get(key)
    return key if person is None else person.name


def sprints_json(position: int, state: State, team: str | None = None) -> Json:
    """Return the committed and closed sprints with their facts, and how they went.

    With `team`, an id, the items named are that team's; the facts are of the whole sprint.
    """
    records = sorted(state.sprints.ordered(), key=lambda sprint: sprint.number)
    return {
        "position": position,
        "sprints": [
            {
                **msgspec.to_builtins(sprint),
                "items": [key for key in sprint.items if _is_of(state, key, team)],
                "status": "committed" if sprint.outcome is None else "closed",
            }
            for sprint in records
        ],
        "series": [msgspec.to_builtins(result) for result in sprint_series(state)],
    }


def constraints_json(position: int, state: State, team: str | None = None) -> Json:
    """Return the register of constraints, all or those of one team (an id) and of everybody."""
    return {
        "position": position,
        "constraints": [
            {**msgspec.to_builtins(each), "team": _team(state, each.team)}
            for each in state.constraints.ordered()
            if team is None or each.team in (None, team)
        ],
    }


def _is_of(state: State, key: str, team: str | None) -> bool:
    item = state.items.get(key)
    return team is None or (item is not None and item.team == team)


def _team(state: State, key: str | None) -> str | None:
    team = state.teams.get(key)
    return None if team is None else team.name
