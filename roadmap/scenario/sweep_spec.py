"""Which scenarios does a sweep try? "Hire 0 to 5 in each of the next 6 sprints", as JSON.

Every setting of a spec may be one value or a list; the sweep is all combinations. `commands` hold
at every point. What is added gets an id that follows from its place in the spec, so that the same
spec and seed give the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from roadmap.analysis.leverage.hiring import usual_place
from roadmap.analysis.planning.sprint_calendar import sprint_calendar
from roadmap.analysis.simulation.contrast import Compared
from roadmap.analysis.simulation.model import model_of
from roadmap.commands import Command, parse_command
from roadmap.commands.given import new_id, problem_in
from roadmap.commands.items import SplitItem
from roadmap.decide import Now
from roadmap.errors import Refused
from roadmap.records.assumptions import Assumptions, InflowFactor
from roadmap.scenario.branch import branch
from roadmap.scenario.levers import contractor, hire
from roadmap.scenario.scenario import check_allowed
from roadmap.state import State
from roadmap.values import Amount, Name, Share, derived_id

MOST_POINTS = 1_000


def _listed(value: Any) -> Any:
    return value if isinstance(value, list) else [value]


People = Annotated[list[Annotated[int, Field(ge=0, le=50)]], BeforeValidator(_listed)]
Sprints = Annotated[list[Annotated[int, Field(ge=0, le=519)]], BeforeValidator(_listed)]
Factors = Annotated[list[Amount], BeforeValidator(_listed)]
Shares = Annotated[list[Share], BeforeValidator(_listed)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Newcomers(_Part):
    """People to take on: how many, and in which sprint they start, counted from the as-of one.

    Where neither team nor skill is said, they join the largest pool, as a hire does in the window.
    """

    number: People = Field(default=[0, 1, 2], min_length=1)
    in_sprint: Sprints = Field(default=[0], min_length=1)
    team: Name | None = None
    skill: Name | None = None
    role: Name | None = None


class Spec(_Part):
    """What a sweep varies."""

    name: str = "Sweep"
    hire: Newcomers | None = None
    contractor: Newcomers | None = None
    inflow: Factors = Field(default=[1.0], min_length=1)
    stream: Name | None = None
    attrition_a_year: Shares = Field(default=[0.0], min_length=1)
    commands: list[dict[str, Any]] = []
    trials: int = Field(default=2_000, ge=1, le=10_000_000)
    seed: int = 1
    horizon: int = Field(default=52, ge=1, le=520)


Setting = dict[str, int | float]


@dataclass(frozen=True, slots=True)
class Point:
    """One combination: its settings by the name of their axis, and what is simulated."""

    at: Setting
    side: Compared


@dataclass(frozen=True, slots=True)
class Grid:
    """The axes with their values, the points in order, and what could not be decided."""

    axes: tuple[tuple[str, tuple[int | float, ...]], ...]
    points: tuple[Point, ...]
    problems: tuple[str, ...]


def read_spec(text: str) -> Spec:
    """Return the spec in a JSON document. Raises Refused with the field that is wrong."""
    try:
        given = json.loads(text)
    except ValueError as error:
        raise Refused(f"The sweep is no JSON document: {error}.") from error
    if not isinstance(given, dict):
        raise Refused('A sweep is one JSON object, such as {"hire": {"number": [0, 1, 2]}}.')
    try:
        return Spec.model_validate(given)
    except ValidationError as error:
        raise Refused(f"The sweep cannot be read: {problem_in(error)}.") from error


def grid_of(spec: Spec, state: State, now: Now, as_of: date) -> Grid:
    """Return all combinations over `state`. Raises Refused for too many or a wrong command."""
    axes = _axes(spec)
    number = 1
    for _, values in axes:
        number *= len(values)
    if number > MOST_POINTS:
        raise Refused(
            f"A sweep tries at most {MOST_POINTS:,} combinations and this one has {number:,}: "
            "leave values out, or make several of it."
        )
    always = branch(state, [_allowed(*each) for each in enumerate(spec.commands)], now)
    problems = [f"command {each.place + 1}: {each.text}" for each in always.problems]
    starts = _starts(state, as_of, spec)
    points = []
    for values in product(*(values for _, values in axes)):
        at = dict(zip((name for name, _ in axes), values, strict=True))
        commands = _commands(spec, at, always.state, as_of, starts)
        found = branch(always.state, commands, now)
        problems += [each.text for each in found.problems]
        assumed = _assumed(spec, at)
        model = model_of(found.state, as_of, spec.horizon, assumed)
        points.append(Point(at, Compared(say(at), found.state, model, assumed)))
    return Grid(tuple(axes), tuple(points), tuple(dict.fromkeys(problems)))


def say(at: Setting) -> str:
    """Return a point's settings in words: "hire 2, in sprint 3"."""
    return ", ".join(f"{name.replace('_', ' ')} {value:g}" for name, value in at.items())


# -- axes -----------------------------------------------------------------------------------------

_KINDS: dict[str, Callable[..., tuple[Command, ...]]] = {"hire": hire, "contractor": contractor}


def _axes(spec: Spec) -> list[tuple[str, tuple[int | float, ...]]]:
    """Return the name and the values of everything that varies, or was asked for by name."""
    axes: list[tuple[str, tuple[int | float, ...]]] = []
    for kind in _KINDS:
        wanted: Newcomers | None = getattr(spec, kind)
        if wanted is not None:
            axes += [(kind, tuple(wanted.number)), (f"{kind}_in_sprint", tuple(wanted.in_sprint))]
    given = spec.model_fields_set
    if "inflow" in given:
        axes.append(("inflow", tuple(spec.inflow)))
    if "attrition_a_year" in given:
        axes.append(("attrition_a_year", tuple(spec.attrition_a_year)))
    if not axes:
        raise Refused(
            "The sweep varies nothing: give `hire`, `contractor`, `inflow` or `attrition_a_year`."
        )
    return axes


def _starts(state: State, as_of: date, spec: Spec) -> list[date]:
    """Return the first day of each sprint, from the as-of day on."""
    sprints = sprint_calendar(state, as_of, spec.horizon)
    if not sprints:
        raise Refused("There are no sprints yet: set the first day of sprint 1, sprint_start.")
    return [max(sprint.start, as_of) for sprint in sprints]


def _commands(
    spec: Spec, at: Setting, state: State, as_of: date, starts: Sequence[date]
) -> list[Command]:
    found: list[Command] = []
    for kind, lever in _KINDS.items():
        wanted: Newcomers | None = getattr(spec, kind)
        number = int(at.get(kind, 0))
        if wanted is None or not number:
            continue
        sprint = int(at[f"{kind}_in_sprint"])
        if sprint >= len(starts):
            raise Refused(
                f"`{kind}`: sprint {sprint} lies beyond the {len(starts)} sprints looked at; "
                "set `horizon`."
            )
        who = wanted.model_dump(include={"team", "skill", "role"}, exclude_none=True)
        if wanted.skill is None:
            team = None if wanted.team is None else _team(state, wanted.team)
            team, skill = usual_place(state, as_of, team=team)
            who |= {"team": wanted.team or team, "skill": skill}
        made = lever(state, as_of, number=number, start=starts[sprint], **who)
        found += [_with_id(each, kind, place) for place, each in enumerate(made)]
    return found


def _team(state: State, name: str) -> str | None:
    """Return the id of the team with this id or name; None lets deciding say what there is."""
    wanted = name.casefold()
    named = (each.id for each in state.teams.ordered() if each.name.casefold() == wanted)
    return name if name in state.teams else next(named, None)


def _with_id(command: Command, kind: str, place: int) -> Command:
    """Return the command with ids that follow from its place where it filled in random ones."""
    given = command.model_fields_set
    made: dict[str, Any] = {
        name: derived_id("sweep", kind, str(place), name)
        for name, field in type(command).model_fields.items()
        if field.default_factory is new_id and name not in given
    }
    if isinstance(command, SplitItem):
        made["pieces"] = tuple(
            piece.model_copy(update={"item": derived_id("sweep", kind, f"{place}/{number}")})
            if "item" not in piece.model_fields_set
            else piece
            for number, piece in enumerate(command.pieces)
        )
    return command.model_copy(update=made)


def _assumed(spec: Spec, at: Setting) -> Assumptions:
    assumed = Assumptions(attrition_a_year=float(at.get("attrition_a_year", 0.0)))
    factor = float(at.get("inflow", 1.0))
    if factor == 1:
        return assumed
    return replace(assumed, inflow=(InflowFactor(factor, spec.stream),))


def _allowed(place: int, given: dict[str, Any]) -> Command:
    command = parse_command(given)
    check_allowed(command)
    return _with_id(command, "commands", place)
