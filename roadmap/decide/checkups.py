"""How commands about check-ups become events: findings become items in the same decision."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from roadmap.commands.items import AddItem
from roadmap.commands.levels import AddCheckup, DoCheckup, EditCheckup, Finding, RemoveCheckup
from roadmap.decide.deciding import Deciding
from roadmap.decide.items import add_item
from roadmap.errors import Refused
from roadmap.events.levels import CheckupAdded, CheckupDone, CheckupEdited, CheckupRemoved
from roadmap.records.levels import Checkup, CheckupResult


def add_checkup(d: Deciding, command: AddCheckup) -> None:
    """Agree on a check-up; it counts from today unless said otherwise."""
    d.require_roadmap()
    d.check_new("checkup", command.checkup)
    fields: Any = _resolved(d, command.fields)
    fields.setdefault("since", d.now.today)
    if fields.get("component") is None:
        raise Refused("A check-up looks at a component: name it, or add it first (add_component).")
    fields.setdefault("name", f"Check of {d.state.components[fields['component']].name}")
    _check(d, Checkup(command.checkup, **fields))
    d.emit(CheckupAdded(checkup=command.checkup, fields=fields))


def edit_checkup(d: Deciding, command: EditCheckup) -> None:
    """Change what a check-up looks at or how often."""
    checkup = _checkup(d, command.checkup)
    fields: Any = _resolved(d, command.fields)
    was = None if command.was is None else _resolved(d, command.was)
    d.check_was(checkup.id, checkup.name, checkup, was, fields)
    fields = {key: value for key, value in fields.items() if getattr(checkup, key) != value}
    if fields:
        known = {name: getattr(checkup, name) for name in checkup.__struct_fields__}
        _check(d, Checkup(**{**known, **fields}))
        d.emit(CheckupEdited(checkup=checkup.id, fields=fields))


def remove_checkup(d: Deciding, command: RemoveCheckup) -> None:
    """Hold a check-up no longer."""
    d.emit(CheckupRemoved(checkup=_checkup(d, command.checkup).id))


def do_checkup(d: Deciding, command: DoCheckup) -> None:
    """Record a result; a day has one, and what is said again about it is what counts."""
    checkup = _checkup(d, command.checkup)
    day = command.day or d.now.today
    if day > d.now.today:
        raise Refused(
            f"{checkup.name!r}: {day} is still to come: record the check-up once it was held."
        )
    known = next((each for each in checkup.results if each.day == day), None)
    found = tuple(_item_of(d, checkup, finding) for finding in command.findings)
    items = tuple(dict.fromkeys((*(known.items if known else ()), *found)))
    note = command.note or (known.note if known else "")
    result = CheckupResult(day, command.outcome, note, items)
    if result != known:
        d.emit(CheckupDone(checkup=checkup.id, entries=(result,)))


def _item_of(d: Deciding, checkup: Checkup, finding: Finding) -> str:
    """Return the id of the item that a finding is, adding it where it is new."""
    if finding.title is None:
        return d.item(finding.item).id
    fields: Any = {"title": finding.title, "component": checkup.component}
    component = d.state.components.get(checkup.component)
    if component is not None and component.team is not None:
        fields["team"] = component.team
    add_item(d, AddItem(item=finding.item, fields=fields))
    return finding.item


def _checkup(d: Deciding, ref: str) -> Checkup:
    return d.state.checkups[d.named("checkup", ref)]


def _resolved(d: Deciding, given: Mapping[str, Any]) -> dict[str, Any]:
    fields = dict(given)
    if fields.get("component") is not None:
        fields["component"] = d.named("component", fields["component"])
    return fields


def _check(d: Deciding, checkup: Checkup) -> None:
    if checkup.component is None:
        raise Refused(f"{checkup.name!r} looks at a component: name it.")
    if not checkup.name:
        raise Refused("A check-up needs a name: say what is looked at.")
    for other in d.state.checkups.ordered():
        if other.id != checkup.id and other.name.casefold() == checkup.name.casefold():
            raise Refused(f"There is a check-up {other.name!r} already: choose another name.")


Rule = Callable[[Deciding, Any], None]
RULES: dict[type, Rule] = {
    AddCheckup: add_checkup,
    EditCheckup: edit_checkup,
    RemoveCheckup: remove_checkup,
    DoCheckup: do_checkup,
}
