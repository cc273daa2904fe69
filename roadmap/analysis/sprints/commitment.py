"""The facts of a day that commands must state: plan, capacity, what came of it, the forecast.

`completed` fills them in; the service calls it before deciding, on the very state that is decided
on. Facts that a command brings along already are left alone.
"""

from __future__ import annotations

from datetime import date, datetime
from math import fsum

from roadmap.analysis.estimates.effort import interruption_days, spent_days
from roadmap.analysis.planning.capacity import is_present
from roadmap.analysis.planning.plan import Plan, PlanKey, plan
from roadmap.analysis.planning.problem import planned_effort
from roadmap.calendars import day_in, working_days_between
from roadmap.commands import Command
from roadmap.commands.forecasts import KeepForecast
from roadmap.commands.sprints import (
    CloseSprint,
    CommitFacts,
    CommitSprint,
    KeepPlan,
    PullSprintItem,
)
from roadmap.errors import NotFound, Refused
from roadmap.records.planning import Planning
from roadmap.records.sprints import ItemDays, Outcome, Placed, PoolDays, Sprint
from roadmap.state import Item, State
from roadmap.values import Forcing, Status


def completed(state: State, command: Command, today: date) -> Command:
    """Return `command` with the facts that it has to state, as they are in `state` on `today`.

    Raises Refused where they cannot be had, such as a sprint that is not in sight.
    """
    match command:
        case CommitSprint(facts=None):
            return command.model_copy(update={"facts": _commitment(state, command, today)})
        case CloseSprint(facts=None):
            sprint = _closing(state, command.number)
            facts = None if sprint is None else outcome_of(state, sprint, today)
            return command.model_copy(update={"facts": facts})
        case KeepPlan(placements=None):
            found = plan(state, PlanKey(today, _horizon(state), command.mode))
            return command.model_copy(update={"placements": _placed(found)})
        case PullSprintItem(days=None):
            return _with_days(state, command)
        case KeepForecast(facts=None):
            return _with_forecast(state, command, today)
        case _:
            return command


def _planning(state: State) -> Planning:
    return state.roadmap.planning if state.roadmap else Planning()


def _horizon(state: State) -> int:
    return _planning(state).horizon_sprints


def _commitment(state: State, command: CommitSprint, today: date) -> CommitFacts:
    found = plan(state, PlanKey(today, _horizon(state)))
    sprints = found.problem.sprints
    place = _place(found, command.number)
    proposed = proposed_for(state, found, place)
    if command.items is None:
        wanted = list(proposed)
    else:
        wanted = [_item(state, ref).id for ref in command.items]
    planning = _planning(state)
    items = tuple(
        ItemDays(key, proposed.get(key) or planned_effort(state.items[key], state, planning))
        for key in dict.fromkeys(wanted)
    )
    sprint, cells = sprints[place], found.problem.capacity.cells[place]
    names = pool_labels(state, found)
    reserve = found.problem.reserve.days[place]
    return CommitFacts(
        number=sprint.number,
        start=sprint.start,
        end=sprint.end,
        capacity=tuple(PoolDays(n, cell.days) for n, cell in zip(names, cells, strict=True)),
        reserve=tuple(PoolDays(n, days) for n, days in zip(names, reserve, strict=True)),
        items=items,
        placements=_placed(found),
    )


def proposed_for(state: State, found: Plan, place: int) -> dict[str, float]:
    """Return what the plan does in a sprint, by item: its person-days there, not its whole effort.

    What another committed sprint holds that is not closed is left to that one.
    """
    recorded = found.problem.sprints[place].recorded
    held = {
        key
        for sprint in state.sprints.ordered()
        if sprint.outcome is None and sprint.id != recorded
        for key in sprint.items
    }
    days: dict[str, float] = {}
    for each in found.placements:
        item = found.problem.jobs[each.job].item
        there = fsum(amount for sprint, _, amount in each.used if sprint == place)
        if there > 0 and item not in held:
            days[item] = there
    return {key: days[key] for key in found.order if key in days}


def _place(found: Plan, number: int | None) -> int:
    """Return the index of the sprint to commit: the one named, else the first not committed."""
    sprints = found.problem.sprints
    for place, sprint in enumerate(sprints):
        if sprint.number == number or (number is None and sprint.recorded is None):
            return place
    if not sprints:
        raise Refused("There are no sprints yet: set when the first one starts.")
    raise Refused(
        f"Sprint {number} cannot be committed: choose one from {sprints[0].number} to "
        f"{sprints[-1].number}."
    )


def _item(state: State, ref: str) -> Item:
    found = state.items.get(ref)
    if found is None:
        keyed = [i for i in state.items.ordered() if any(r.key == ref for r in i.external)]
        if len(keyed) != 1:
            raise NotFound(f"There is no item {ref!r}.")
        return keyed[0]
    return found


def pool_labels(state: State, found: Plan) -> tuple[str, ...]:
    """Return a name for each pool: "Edge: db", "db" without teams, "Edge" without skills."""
    labels = []
    for pool in found.problem.capacity.pools:
        team = state.teams.get(pool.team)
        name = "" if team is None else team.name
        labels.append(": ".join(filter(None, (name, pool.skill))) or "everyone")
    return tuple(labels)


def _placed(found: Plan) -> tuple[Placed, ...]:
    sprints = found.problem.sprints
    return tuple(
        Placed(each.item, sprints[each.first].number, sprints[each.last].number)
        for each in found.planned
    )


def _with_days(state: State, command: PullSprintItem) -> PullSprintItem:
    days = planned_effort(_item(state, command.item), state, _planning(state))
    return command if days <= 0 else command.model_copy(update={"days": days})


def _with_forecast(state: State, command: KeepForecast, today: date) -> KeepForecast:
    """Return `command` with what is forecast; a second or two of computing."""
    # 150 ms for numpy, which opening a roadmap does not wait for.
    from roadmap.analysis.simulation.kept import forecast_today  # noqa: PLC0415

    facts = forecast_today(state, today, command.trials, command.seed, command.horizon)
    return command.model_copy(update={"facts": facts})


# -- what came of a sprint ------------------------------------------------------------------------


def _closing(state: State, number: int | None) -> Sprint | None:
    sprints = [s for s in state.sprints.ordered() if s.outcome is None]
    named = [sprint for sprint in sprints if number in (None, sprint.number)]
    return min(named, key=lambda sprint: sprint.number, default=None)


def outcome_of(state: State, sprint: Sprint, today: date) -> Outcome:
    """Return what came of `sprint` so far: efforts in person-days, of items done within its days.

    Carried over are its items that are still open, whatever was done of them.
    """
    roadmap = state.roadmap
    until = min(sprint.end, max(today, sprint.start))
    done = [
        item
        for item in state.items.ordered()
        if item.status is Status.DONE
        and item.done_on is not None
        and (sprint.start <= item.done_on < sprint.end)
    ]
    efforts = {item.id: spent_days(item, roadmap).days for item in done}
    interruptions = fsum(
        interruption_days(each, roadmap).days
        for each in state.interruptions.ordered()
        if each.item is None and sprint.start <= _day(state, each.started_at) < sprint.end
    )
    items = [state.items.get(key) for key in sprint.items]
    forced = fsum(efforts[item.id] for item in done if item.forcing is Forcing.FORCED)
    return Outcome(
        done=tuple(ItemDays(item.id, efforts[item.id]) for item in done),
        carried=tuple(item.id for item in items if item is not None and item.is_open),
        shed=tuple(i.id for i in items if i is not None and i.status is Status.SHED),
        done_days=fsum(efforts.values()),
        forced_days=forced + interruptions,
        interruption_days=interruptions,
        present_days=_present_days(state, sprint.start, until),
    )


def days_early(sprint: Sprint, today: date) -> int:
    """Return how many days a sprint closed `today` ends before its last day; 0 from then on."""
    return max(0, (sprint.end - today).days - 1)


def _day(state: State, moment: datetime) -> date:
    return day_in(state.roadmap.zone if state.roadmap else "UTC", moment)


def _present_days(state: State, start: date, end: date) -> float:
    """Return the days that people were there: working days less time off and on-call, by share."""
    if state.roadmap is None:
        return 0.0
    holidays = [holiday.day for holiday in state.holidays.ordered()]
    days = working_days_between(start, end, state.roadmap.working_days, holidays)
    return fsum(
        sum(is_present(person, day) for day in days)
        * person.availability
        * (1 - person.on_call_share)
        for person in state.people.ordered()
    )
