"""Which commands does an edited property mean? From what was typed to one decision.

A team or component that is named first here is added with it. Every command carries what the person
saw. Raises Refused with a sentence where what was typed cannot be understood.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, TypeVar, cast

from pydantic import ValidationError

from gui.models.properties.property import Rows, Typed
from gui.views.edit_values import value_of
from roadmap.analysis.typed import parse_estimate
from roadmap.commands import Command
from roadmap.commands.items import EditItem, EstimateItem, NewPiece, ReclassifyItem, SplitItem
from roadmap.commands.roadmap import AddComponent, AddTeam
from roadmap.errors import Refused
from roadmap.fields.items import Classification, EstimateFields, ItemFields
from roadmap.state import Component, Item, State, Table, Team
from roadmap.values import clean_line, clean_text

_ESTIMATED = ("distribution", "reading", "effort_per_skill", "remaining_days", "actual_days")
T = TypeVar("T")


def edit_commands(
    state: State,
    ids: Sequence[str],
    key: str,
    typed: Typed,
    today: date,
    seen: State | None = None,
) -> list[Command]:
    """Return the commands that set ``key`` of the items to what was typed; "" clears it.

    ``seen`` is what the person saw, where that is not the newest state any more.
    """
    known = state if seen is None else seen
    items = [item for item in (known.items.get(each) for each in ids) if item is not None]
    return _within_bounds(lambda: _commands(state, items, key, typed, today))


def _commands(
    state: State, items: Sequence[Item], key: str, typed: Typed, today: date
) -> list[Command]:
    if key == "estimate":
        return [_estimated(item, parse_estimate(str(typed))) for item in items]
    if key in ("team", "component"):
        value, before = _record(state, key, clean_line(str(typed)))
        return before + [_edited(item, {key: value}) for item in items]
    if key == "prerequisites":
        return [_edited(item, _prerequisites(typed)) for item in items]
    values = [(item, value_of(item, key, typed, today)) for item in items]
    if key in _ESTIMATED:
        return [_estimated(item, cast("EstimateFields", {key: value})) for item, value in values]
    if key in ("driver", "mandatory_by"):
        return [_reclassified(item, key, value) for item, value in values]
    return [_edited(item, {key: value}) for item, value in values]


def _within_bounds(make: Callable[[], T]) -> T:
    """Return what is made; a value that is too long or too large is refused in a sentence."""
    try:
        return make()
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        raise Refused(f"That cannot be kept: {first['msg'].lower()}.") from error


def _was(item: Item, fields: Iterable[str]) -> ItemFields:
    return cast("ItemFields", {key: getattr(item, key) for key in fields})


def _estimated(item: Item, fields: EstimateFields) -> Command:
    return EstimateItem(item=item.id, fields=fields, was=_was(item, fields))


def _reclassified(item: Item, key: str, value: object) -> Command:
    fields = cast("Classification", {key: value})
    return ReclassifyItem(item=item.id, fields=fields, was=_was(item, fields))


def _edited(item: Item, values: dict[str, Any]) -> Command:
    fields = cast("ItemFields", values)
    return EditItem(item=item.id, fields=fields, was=_was(item, fields))


def _prerequisites(typed: Typed) -> dict[str, Any]:
    """Items to wait for; "none" where somebody said that there are none; "" leaves it open."""
    ids = () if isinstance(typed, str) else tuple(row[0] for row in typed)
    return {"prerequisites": ids, "prerequisites_none": typed == "none"}


def _record(state: State, key: str, name: str) -> tuple[str | None, list[Command]]:
    if not name:
        return None, []
    table: Table[Team] | Table[Component] = state.teams if key == "team" else state.components
    for record in table.ordered():
        if record.name.casefold() == name.casefold():
            return record.id, []
    if key == "team":
        team = AddTeam(fields={"name": name})
        return team.team, [team]
    component = AddComponent(fields={"name": name})
    return component.component, [component]


def split_command(item: Item, rows: Rows) -> Command:
    """Return the split that rows of (title, effort, how it is verified in production) mean."""
    pieces = []
    for title, effort, verified in rows:
        if not clean_line(title):
            if effort.strip() or verified.strip():
                raise Refused("A piece needs a title: say in a few words what is done in it.")
            continue
        fields: ItemFields = {"title": clean_line(title)}
        if effort.strip():
            said = parse_estimate(effort)
            fields["estimate"], fields["size"] = said.get("estimate"), said.get("size")
        if verified.strip():
            fields["verified_by"] = clean_text(verified).strip()
        pieces.append(fields)
    if len(pieces) < 2:
        raise Refused(f"Cut {item.title!r} into two pieces or more: each with a title.")
    return _within_bounds(
        lambda: SplitItem(item=item.id, pieces=tuple(NewPiece(fields=fields) for fields in pieces))
    )
