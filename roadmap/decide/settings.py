"""How commands about the roadmap itself, and about what items refer to, become events."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from msgspec.structs import asdict

from roadmap.calendars import parse_zone
from roadmap.commands.roadmap import (
    AddComponent,
    AddConsumer,
    AddHoliday,
    AddPrinciple,
    AddTeam,
    CreateRoadmap,
    EditComponent,
    EditConsumer,
    EditPrinciple,
    EditRoadmap,
    EditTeam,
    RemoveComponent,
    RemoveConsumer,
    RemoveHoliday,
    RemovePrinciple,
    RemoveTeam,
)
from roadmap.decide.deciding import Deciding
from roadmap.errors import NotFound, Refused
from roadmap.events.levels import MeasureRemoved
from roadmap.events.roadmap import (
    ComponentAdded,
    ComponentEdited,
    ComponentRemoved,
    ConsumerAdded,
    ConsumerEdited,
    ConsumerRemoved,
    HolidayAdded,
    HolidayRemoved,
    PrincipleAdded,
    PrincipleEdited,
    PrincipleRemoved,
    RoadmapCreated,
    RoadmapEdited,
    TeamAdded,
    TeamEdited,
    TeamRemoved,
)
from roadmap.state import Roadmap
from roadmap.ties import count_naming

FIVE_PRINCIPLES = ("Security", "Reliability", "Usability", "Efficiency", "Latency")


def create_roadmap(d: Deciding, command: CreateRoadmap) -> None:
    """Begin a roadmap with every setting written down, and the five principles."""
    if d.state.roadmap is not None:
        raise Refused(f"The roadmap {d.state.roadmap.name!r} has begun already: edit_roadmap.")
    if not command.fields.get("name"):
        raise Refused("A roadmap needs a name.")
    _check_roadmap(command.fields)
    fields: Any = asdict(Roadmap(**command.fields))
    if fields["sprint_start"] is None:
        fields["sprint_start"] = d.now.today
    made_on = {} if command.made_on is None else {"made_on": command.made_on}
    d.emit(RoadmapCreated(fields=fields, **made_on))
    for place, (key, name) in enumerate(zip(command.principles, FIVE_PRINCIPLES, strict=False)):
        d.emit(PrincipleAdded(principle=key, fields={"name": name, "place": place + 1}))


def edit_roadmap(d: Deciding, command: EditRoadmap) -> None:
    """Change settings of the roadmap; of those with parts, the parts that were written."""
    roadmap = d.require_roadmap()
    wanted, was = _whole(roadmap, command, command.fields), command.was
    _check_roadmap(wanted)
    if was is not None:
        was = _whole(roadmap, command, was)
    d.check_was("roadmap", roadmap.name, roadmap, was, wanted)
    fields: Any = _changed(roadmap, wanted)
    if fields:
        d.emit(RoadmapEdited(fields=fields))


def _whole(roadmap: Roadmap, command: EditRoadmap, fields: Mapping[str, Any]) -> Any:
    """Return `fields` with the parts that were not written as `roadmap` has them."""
    whole: dict[str, Any] = dict(fields)
    for name, parts in command.parts.items():
        if name in whole:
            written = {part: getattr(whole[name], part) for part in parts}
            whole[name] = replace(getattr(roadmap, name), **written)
    return whole


def _check_roadmap(fields: Mapping[str, Any]) -> None:
    if "zone" in fields:
        parse_zone(fields["zone"])
    if "working_days" in fields and not fields["working_days"]:
        raise Refused("A week needs at least one working day (1 is Monday, 7 is Sunday).")
    limits = fields.get("thresholds")
    if limits is not None and limits.fire_left_share > limits.fire_share:
        raise Refused(
            f"Firefighting begins at {limits.fire_share:.0%} and would end only under "
            f"{limits.fire_left_share:.0%}: let it end at or under where it begins "
            "(thresholds, fire_share and fire_left_share)."
        )
    sizes = fields.get("sizes")
    if sizes is not None:
        for name in ("s", "m", "l", "xl"):
            if getattr(sizes, name).low > getattr(sizes, name).high:
                raise Refused(f"Size {name.upper()}: low must not be above high.")


def _changed(record: object, fields: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if getattr(record, key) != value}


# -- principles, teams, components, consumers -----------------------------------------------------


def _free_name(d: Deciding, what: str, key: str, fields: Mapping[str, Any]) -> None:
    """Raise Refused unless the name is given and no other `what` has it."""
    if not fields.get("name"):
        raise Refused(f"A {what} needs a name.")
    for other in getattr(d.state, f"{what}s").ordered():
        if other.id != key and other.name.casefold() == fields["name"].casefold():
            raise Refused(f"There is a {what} {other.name!r} already: choose another name.")


def _with_team(d: Deciding, fields: Mapping[str, Any]) -> dict[str, Any]:
    if fields.get("team") is None:
        return dict(fields)
    return {**fields, "team": d.named("team", fields["team"])}


def _add(d: Deciding, what: str, key: str, given: Mapping[str, Any], event: Any) -> None:
    d.require_roadmap()
    fields = _with_team(d, given)
    d.check_new(what, key)
    _free_name(d, what, key, fields)
    if what == "principle":
        places = [principle.place for principle in d.state.principles.ordered()]
        fields.setdefault("place", max(places, default=0) + 1)
    d.emit(event(**{what: key, "fields": fields}))


def _edit(d: Deciding, what: str, command: Any, event: Any) -> None:
    key = d.named(what, getattr(command, what))
    record = getattr(d.state, f"{what}s")[key]
    fields = _with_team(d, command.fields)
    if "name" in fields:
        _free_name(d, what, key, fields)
    was = None if command.was is None else _with_team(d, command.was)
    d.check_was(key, record.name, record, was, fields)
    fields = _changed(record, fields)
    if fields:
        d.emit(event(**{what: key, "fields": fields}))


def _remove(d: Deciding, what: str, ref: str, users: str, event: Any) -> None:
    key = d.named(what, ref)
    name = getattr(d.state, f"{what}s")[key].name
    used = count_naming(d.state, (f"{what}s", key))
    if used:
        raise Refused(f"{used} {users} {name!r}: change them first, then remove it.")
    d.emit(event(**{what: key}))


def remove_principle(d: Deciding, command: RemovePrinciple) -> None:
    """Retire a principle and its measures, unless items protect one of them."""
    key = d.named("principle", command.principle)
    of_it = [measure for measure in d.state.measures.ordered() if measure.principle == key]
    for measure in of_it:
        used = count_naming(d.state, ("measures", measure.id))
        if used:
            raise Refused(
                f"{used} items protect {measure.name!r}: change them first, then remove it."
            )
        d.emit(MeasureRemoved(measure=measure.id))
    _remove(d, "principle", key, "items protect", PrincipleRemoved)


def add_holiday(d: Deciding, command: AddHoliday) -> None:
    """Make a day a holiday, once."""
    d.check_new("holiday", command.holiday)
    for holiday in d.state.holidays.ordered():
        if holiday.day == command.day:
            raise Refused(f"{command.day} is a holiday already ({holiday.name or 'no name'}).")
    d.emit(HolidayAdded(holiday=command.holiday, day=command.day, name=command.name))


def remove_holiday(d: Deciding, command: RemoveHoliday) -> None:
    """Make a holiday, named by its id or date, a working day again."""
    for holiday in d.state.holidays.ordered():
        if command.holiday in (holiday.id, holiday.day.isoformat()):
            d.emit(HolidayRemoved(holiday=holiday.id))
            return
    raise NotFound(f"There is no holiday {command.holiday!r}: name it by its date.")


Rule = Callable[[Deciding, Any], None]
RULES: dict[type, Rule] = {
    CreateRoadmap: create_roadmap,
    EditRoadmap: edit_roadmap,
    AddPrinciple: lambda d, c: _add(d, "principle", c.principle, c.fields, PrincipleAdded),
    EditPrinciple: lambda d, c: _edit(d, "principle", c, PrincipleEdited),
    RemovePrinciple: remove_principle,
    AddTeam: lambda d, c: _add(d, "team", c.team, c.fields, TeamAdded),
    EditTeam: lambda d, c: _edit(d, "team", c, TeamEdited),
    RemoveTeam: lambda d, c: _remove(
        d, "team", c.team, "items, components, limits or people belong to", TeamRemoved
    ),
    AddComponent: lambda d, c: _add(d, "component", c.component, c.fields, ComponentAdded),
    EditComponent: lambda d, c: _edit(d, "component", c, ComponentEdited),
    RemoveComponent: lambda d, c: _remove(
        d, "component", c.component, "items or other records name", ComponentRemoved
    ),
    AddConsumer: lambda d, c: _add(d, "consumer", c.consumer, c.fields, ConsumerAdded),
    EditConsumer: lambda d, c: _edit(d, "consumer", c, ConsumerEdited),
    RemoveConsumer: lambda d, c: _remove(d, "consumer", c.consumer, "items serve", ConsumerRemoved),
    AddHoliday: add_holiday,
    RemoveHoliday: remove_holiday,
}
