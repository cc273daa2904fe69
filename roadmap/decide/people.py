"""How commands about people, freeze windows and constraints become events."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from roadmap.commands.people import (
    AddConstraint,
    AddFreeze,
    AddPerson,
    EditConstraint,
    EditFreeze,
    EditPerson,
    MoveComponent,
    MovePerson,
    RemoveConstraint,
    RemoveFreeze,
    RemovePerson,
)
from roadmap.decide.deciding import Deciding
from roadmap.errors import NotFound, Refused
from roadmap.events.items import ItemEdited
from roadmap.events.people import (
    ConstraintAdded,
    ConstraintEdited,
    ConstraintRemoved,
    FreezeAdded,
    FreezeEdited,
    FreezeRemoved,
    PersonAdded,
    PersonEdited,
    PersonRemoved,
)
from roadmap.events.roadmap import ComponentEdited
from roadmap.records.people import Constraint, Freeze, Person
from roadmap.records.staff import Span, Transfer
from roadmap.values import clean_line


def add_person(d: Deciding, command: AddPerson) -> None:
    """Add a person under a name that nobody has yet."""
    d.require_roadmap()
    d.check_new("person", command.person)
    fields: Any = _resolved(d, command.fields)
    _check_person(d, Person(command.person, **fields))
    d.emit(PersonAdded(person=command.person, fields=fields))


def edit_person(d: Deciding, command: EditPerson) -> None:
    """Change what is known about a person."""
    person = _person(d, command.person)
    fields: Any = _resolved(d, command.fields)
    was = None if command.was is None else _resolved(d, command.was)
    d.check_was(person.id, person.name, person, was, fields)
    fields = _changed(person, fields)
    if fields:
        known = {name: getattr(person, name) for name in person.__struct_fields__}
        _check_person(d, Person(**{**known, **fields}))
        d.emit(PersonEdited(person=person.id, fields=fields))


def remove_person(d: Deciding, command: RemovePerson) -> None:
    """Take a person off the roadmap, and as a mentor first."""
    person = _person(d, command.person)
    for other in d.state.people.ordered():
        if other.mentor == person.id:
            d.emit(PersonEdited(person=other.id, fields={"mentor": None}))
    d.emit(PersonRemoved(person=person.id))


def move_person(d: Deciding, command: MovePerson) -> None:
    """Move a person to another team from a day on; a later move that was planned stays."""
    person = _person(d, command.person)
    team = _team(d, command.team)
    on = command.on or d.now.today
    kept = [each for each in person.transfers if each.on != on]
    moves = tuple(sorted((*kept, Transfer(on, team)), key=lambda each: each.on))
    if person.team_on(on) != team:
        d.emit(PersonEdited(person=person.id, fields={"transfers": moves}))


def move_component(d: Deciding, command: MoveComponent) -> None:
    """Move a component with its open items to another team."""
    key = d.named("component", command.component)
    team = _team(d, command.team)
    if d.state.components[key].team != team:
        d.emit(ComponentEdited(component=key, fields={"team": team}))
    for item in d.state.items.ordered():
        if item.component == key and item.is_open and item.team != team:
            d.emit(ItemEdited(item=item.id, fields={"team": team}))


def _person(d: Deciding, ref: str) -> Person:
    found = d.state.people.get(ref)
    if found is not None:
        return found
    named = [p for p in d.state.people.ordered() if p.name.casefold() == ref.casefold()]
    if len(named) == 1:
        return named[0]
    known = ", ".join(person.name for person in d.state.people.ordered()[:8]) or "nobody so far"
    raise NotFound(f"There is no person {ref!r} (known: {known}). Add them first: add_person.")


def _check_person(d: Deciding, person: Person) -> None:
    if not person.name:
        raise Refused("A person needs a name.")
    for other in d.state.people.ordered():
        if other.id != person.id and other.name.casefold() == person.name.casefold():
            raise Refused(f"There is a person {other.name!r} already: add what tells them apart.")
    if person.start is not None and person.end is not None and person.end < person.start:
        raise Refused(
            f"{person.name} would leave on {person.end}, before starting on {person.start}."
        )
    skills = [each.skill for each in person.skills]
    if len(set(skills)) < len(skills):
        raise Refused(f"{person.name} has a skill twice: add its shares up.")
    total = math.fsum(each.share for each in person.skills)
    if person.skills and not math.isclose(total, 1.0, abs_tol=1e-6):
        raise Refused(
            f"The shares of {person.name}'s skills sum to {total:g}; they have to sum to 1, so "
            "that nobody is counted twice."
        )
    if person.mentor == person.id:
        raise Refused(f"{person.name} cannot be their own mentor.")
    for span in (*person.time_off, *person.on_call):
        _check_span(span)


def _check_span(span: Span) -> None:
    if span.last < span.first:
        raise Refused(f"The days from {span.first} to {span.last} end before they begin.")


def _resolved(d: Deciding, given: Mapping[str, Any]) -> dict[str, Any]:
    fields = dict(given)
    for what in ("team", "component"):
        if fields.get(what) is not None:
            fields[what] = d.named(what, fields[what])
    if "transfers" in fields:
        moves = (replace(each, team=_team(d, each.team)) for each in fields["transfers"])
        fields["transfers"] = tuple(sorted(moves, key=lambda each: each.on))
    if fields.get("mentor") is not None:
        fields["mentor"] = _person(d, fields["mentor"]).id
    if "items" in fields:
        fields["items"] = tuple(dict.fromkeys(d.item(ref).id for ref in fields["items"]))
    if fields.get("name") is not None:
        fields["name"] = clean_line(fields["name"])
    for what in ("time_off", "on_call"):
        if what in fields:
            spans = dict.fromkeys(fields[what])
            fields[what] = tuple(sorted(spans, key=lambda span: (span.first, span.last)))
    return fields


def _team(d: Deciding, ref: str | None) -> str | None:
    return None if ref is None else d.named("team", ref)


def _changed(record: object, fields: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if getattr(record, key) != value}


# -- freeze windows and constraints ---------------------------------------------------------------


def add_freeze(d: Deciding, command: AddFreeze) -> None:
    """Add a freeze window."""
    d.require_roadmap()
    d.check_new("freeze", command.freeze)
    fields: Any = _resolved(d, command.fields)
    if "days" not in fields:
        raise Refused("A freeze window needs its days: from first to last.")
    _check_span(fields["days"])
    d.emit(FreezeAdded(freeze=command.freeze, fields=fields))


def edit_freeze(d: Deciding, command: EditFreeze) -> None:
    """Move a freeze window or change what it covers."""
    freeze = _known(d, "freeze", command.freeze)
    fields: Any = _resolved(d, command.fields)
    if "days" in fields:
        _check_span(fields["days"])
    was = None if command.was is None else _resolved(d, command.was)
    d.check_was(freeze.id, "the freeze window", freeze, was, fields)
    fields = _changed(freeze, fields)
    if fields:
        d.emit(FreezeEdited(freeze=freeze.id, fields=fields))


def remove_freeze(d: Deciding, command: RemoveFreeze) -> None:
    """Take a freeze window back."""
    d.emit(FreezeRemoved(freeze=_known(d, "freeze", command.freeze).id))


def add_constraint(d: Deciding, command: AddConstraint) -> None:
    """Register a limit from outside."""
    d.require_roadmap()
    d.check_new("constraint", command.constraint)
    fields: Any = _resolved(d, command.fields)
    if "kind" not in fields or not fields.get("text"):
        raise Refused("A constraint needs its kind and a sentence that says what it limits.")
    _check_constraint(Constraint(command.constraint, **fields))
    d.emit(ConstraintAdded(constraint=command.constraint, fields=fields))


def edit_constraint(d: Deciding, command: EditConstraint) -> None:
    """Change a constraint."""
    constraint = _known(d, "constraint", command.constraint)
    fields: Any = _resolved(d, command.fields)
    was = None if command.was is None else _resolved(d, command.was)
    d.check_was(constraint.id, constraint.text, constraint, was, fields)
    fields = _changed(constraint, fields)
    if fields:
        known = {name: getattr(constraint, name) for name in constraint.__struct_fields__}
        _check_constraint(Constraint(**{**known, **fields}))
        d.emit(ConstraintEdited(constraint=constraint.id, fields=fields))


def remove_constraint(d: Deciding, command: RemoveConstraint) -> None:
    """Take a constraint off the register."""
    d.emit(ConstraintRemoved(constraint=_known(d, "constraint", command.constraint).id))


def _check_constraint(constraint: Constraint) -> None:
    since, until = constraint.since, constraint.until
    if since is not None and until is not None and until < since:
        raise Refused(f"{constraint.text!r} would be lifted on {until}, before {since}.")


def _known(d: Deciding, what: str, key: str) -> Any:
    table: Any = {"freeze": d.state.freezes, "constraint": d.state.constraints}[what]
    found: Freeze | Constraint | None = table.get(key)
    if found is None:
        raise NotFound(f"There is no {what} {key!r}.")
    return found


Rule = Callable[[Deciding, Any], None]
RULES: dict[type, Rule] = {
    AddPerson: add_person,
    EditPerson: edit_person,
    RemovePerson: remove_person,
    MovePerson: move_person,
    MoveComponent: move_component,
    AddFreeze: add_freeze,
    EditFreeze: edit_freeze,
    RemoveFreeze: remove_freeze,
    AddConstraint: add_constraint,
    EditConstraint: edit_constraint,
    RemoveConstraint: remove_constraint,
}
