"""Where do a scenario's levers stand, and what does the scenario become when one is moved?

The page shows what the commands say, so that a scenario written by hand has its levers in place
too. Moving a lever replaces its own commands and leaves the others in their order.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from roadmap.commands import Command
from roadmap.commands.items import EditItem, MoveItem, RestoreItem, ShedItem
from roadmap.commands.people import AddPerson, EditPerson
from roadmap.commands.roadmap import EditRoadmap
from roadmap.records.assumptions import Assumptions, InflowFactor
from roadmap.records.planning import Planning
from roadmap.records.staff import ReserveKind
from roadmap.scenario import levers
from roadmap.scenario.scenario import Scenario
from roadmap.state import State

_RESERVE = ("reserve", "reserve_percentile", "reserve_days")


@dataclass(frozen=True, slots=True)
class Newcomers:
    """People who are taken on alike; `start` None is the usual delay."""

    number: int = 0
    skill: str | None = None
    team: str | None = None
    start: date | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Positions:
    """Where the levers stand. `reserve_days` and `dig_out` None are as the roadmap has them.

    `others` are the places of commands that no lever shows.
    """

    hires: Newcomers = Newcomers()
    contractors: Newcomers = Newcomers()
    invested: tuple[str, ...] = ()
    shed: tuple[str, ...] = ()
    deferred: tuple[tuple[str, date], ...] = ()
    leaving: tuple[tuple[str, date], ...] = ()
    inflow: float = 1.0
    attrition: float = 0.0
    reserve_days: float | None = None
    dig_out: float | None = None
    others: tuple[int, ...] = ()


def positions(scenario: Scenario, state: State) -> Positions:
    """Read the positions off the commands; `state` is what they are decided on."""
    commands = scenario.commands
    groups = [_group(command) for command in commands]
    settings = [c for c in commands if isinstance(c, EditRoadmap)]
    planned = _planning(state)
    after = settings[-1].fields.get("planning") if settings else None
    days = share = None
    if isinstance(after, Planning):
        kept = any(getattr(after, name) != getattr(planned, name) for name in _RESERVE)
        days = _reserve_days(after) if kept else None
        share = after.dig_out_share if after.dig_out_share != planned.dig_out_share else None
    factor = next((i.factor for i in scenario.assumptions.inflow if i.stream is None), 1.0)
    return Positions(
        _newcomers([c for c, g in zip(commands, groups, strict=True) if g == "hire"]),
        _newcomers([c for c, g in zip(commands, groups, strict=True) if g == "contractor"]),
        tuple(c.item for c in commands if isinstance(c, MoveItem) and _is_first(c)),
        tuple(c.item for c in commands if isinstance(c, ShedItem)),
        tuple(
            (c.item, day)
            for c in commands
            if isinstance(c, EditItem) and (day := _deferred_to(c)) is not None
        ),
        tuple(
            (c.person, day)
            for c in commands
            if isinstance(c, EditPerson) and (day := _last_day(c)) is not None
        ),
        factor,
        scenario.assumptions.attrition_a_year,
        days,
        share,
        tuple(place for place, group in enumerate(groups) if group == "other"),
    )


# -- moving a lever -------------------------------------------------------------------------------


def with_hires(scenario: Scenario, state: State, today: date, wanted: Newcomers) -> Scenario:
    """Hire so many; those that were hired before keep their ids."""
    made: tuple[Command, ...] = ()
    if wanted.number:
        made = levers.hire(
            state,
            today,
            role=wanted.role or "engineer",
            team=wanted.team,
            skill=wanted.skill,
            number=wanted.number,
            start=wanted.start,
        )
    return _with_people(scenario, "hire", made)


def with_contractors(scenario: Scenario, state: State, today: date, wanted: Newcomers) -> Scenario:
    """Take on so many contractors."""
    made: tuple[Command, ...] = ()
    if wanted.number:
        made = levers.contractor(
            state,
            today,
            role=wanted.role or "contractor",
            team=wanted.team,
            skill=wanted.skill,
            number=wanted.number,
            start=wanted.start,
        )
    return _with_people(scenario, "contractor", made)


def with_shed(scenario: Scenario, items: Sequence[str]) -> Scenario:
    """Shed these, besides what is shed already."""
    known = {c.item for c in scenario.commands if isinstance(c, ShedItem)}
    fresh = [item for item in dict.fromkeys(items) if item not in known]
    return _with(scenario, (*scenario.commands, *levers.shed(fresh)))


def without_shed(scenario: Scenario, item: str) -> Scenario:
    """Keep an item after all."""
    return _without(scenario, lambda c: isinstance(c, ShedItem) and c.item == item)


def with_invested(scenario: Scenario, state: State, item: str) -> Scenario:
    """Do an item that saves later work first."""
    rest = without_invested(scenario, item)
    return _with(rest, (*levers.invest(state, item), *rest.commands))


def without_invested(scenario: Scenario, item: str) -> Scenario:
    """Leave the item where the plan has it."""
    return _without(scenario, lambda c: isinstance(c, MoveItem | RestoreItem) and c.item == item)


def with_deferred(scenario: Scenario, state: State, item: str, until: date) -> Scenario:
    """Start an item no sooner than `until`."""
    rest = without_deferred(scenario, item)
    return _with(rest, (*rest.commands, *levers.defer(state, item, until)))


def without_deferred(scenario: Scenario, item: str) -> Scenario:
    """Start the item when the plan has room for it."""
    return _without(
        scenario, lambda c: isinstance(c, EditItem) and c.item == item and bool(_deferred_to(c))
    )


def with_leaving(scenario: Scenario, state: State, person: str, last_day: date) -> Scenario:
    """Have somebody leave for good."""
    rest = without_leaving(scenario, person)
    return _with(rest, (*rest.commands, *levers.depart(state, person, last_day)))


def without_leaving(scenario: Scenario, person: str) -> Scenario:
    """Have them stay."""
    return _without(
        scenario, lambda c: isinstance(c, EditPerson) and c.person == person and bool(_last_day(c))
    )


def with_settings(
    scenario: Scenario, state: State, reserve_days: float | None, dig_out: float | None
) -> Scenario:
    """Keep so much of each sprint for must-do work, and so much for digging out."""
    rest = _without(scenario, lambda c: _group(c) == "settings")
    planned, wanted = _planning(state), _planning(state)
    if reserve_days is not None:
        wanted = replace(wanted, reserve=ReserveKind.DAYS, reserve_days=reserve_days)
    if dig_out is not None:
        wanted = replace(wanted, dig_out_share=dig_out)
    if wanted == planned:
        return rest
    made = EditRoadmap(fields={"planning": wanted}, was={"planning": planned})
    return _with(rest, (*rest.commands, made))


def with_inflow(scenario: Scenario, factor: float) -> Scenario:
    """Have more or less must-do work arrive than today."""
    single = tuple(each for each in scenario.assumptions.inflow if each.stream is not None)
    inflow = single if factor == 1 else (InflowFactor(factor), *single)
    assumed = Assumptions(scenario.assumptions.attrition_a_year, inflow)
    return replace(scenario, assumptions=assumed)


def with_attrition(scenario: Scenario, share: float) -> Scenario:
    """Have this share of people leave within a year."""
    return replace(scenario, assumptions=replace(scenario.assumptions, attrition_a_year=share))


# -- commands -------------------------------------------------------------------------------------


def _group(command: Command) -> str:
    """Which lever a command belongs to."""
    if isinstance(command, AddPerson):
        return "contractor" if command.fields.get("contractor") else "hire"
    if isinstance(command, ShedItem):
        return "shed"
    if isinstance(command, MoveItem) and _is_first(command):
        return "invest"
    if isinstance(command, RestoreItem):
        return "invest"
    if isinstance(command, EditItem) and _deferred_to(command) is not None:
        return "defer"
    if isinstance(command, EditPerson) and _last_day(command) is not None:
        return "leave"
    if isinstance(command, EditRoadmap) and set(command.fields) == {"planning"}:
        return "settings"
    return "other"


def _is_first(command: MoveItem) -> bool:
    return command.before is not None or command.after is None


def _deferred_to(command: EditItem) -> date | None:
    return command.fields.get("not_before") if set(command.fields) == {"not_before"} else None


def _last_day(command: EditPerson) -> date | None:
    return command.fields.get("end") if set(command.fields) == {"end"} else None


def _reserve_days(planning: Planning) -> float | None:
    if planning.reserve is ReserveKind.OFF:
        return 0.0
    return planning.reserve_days if planning.reserve is ReserveKind.DAYS else None


def _newcomers(found: Sequence[Command]) -> Newcomers:
    people = [command for command in found if isinstance(command, AddPerson)]
    if not people:
        return Newcomers()
    given = people[0].fields
    skills = given.get("skills", ())
    return Newcomers(
        len(people),
        skills[0].skill if skills else None,
        given.get("team"),
        given.get("start"),
        given.get("role"),
    )


def _with_people(scenario: Scenario, group: str, made: Sequence[Command]) -> Scenario:
    """People in place of those of the same lever: the same ids, so that little else changes."""
    before = [command for command in scenario.commands if _group(command) == group]
    kept: list[Command] = []
    for number, command in enumerate(made):
        old = before[number] if number < len(before) else None
        if isinstance(old, AddPerson) and isinstance(command, AddPerson):
            kept.append(command.model_copy(update={"person": old.person}))
        else:
            kept.append(command)
    others = [command for command in scenario.commands if _group(command) != group]
    return _with(scenario, (*kept, *others))


def _without(scenario: Scenario, leaves: Callable[[Command], bool]) -> Scenario:
    return _with(scenario, [command for command in scenario.commands if not leaves(command)])


def _with(scenario: Scenario, commands: Sequence[Command]) -> Scenario:
    return scenario.with_commands(tuple(commands))


def _planning(state: State) -> Planning:
    return state.roadmap.planning if state.roadmap else Planning()
