"""The items as the command line prints them: every field by its name, plain JSON values (cli.md).

Teams, components, consumers and principles are shown by name with their ids beside them. Numbers
are not rounded, days are ISO, words of closed lists are those of the files.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

import msgspec

from roadmap.analysis.estimates.effort import effort_days
from roadmap.analysis.items.filter import EVERYTHING, Filter, Sieve
from roadmap.analysis.items.ordering import in_order
from roadmap.state import Component, Consumer, Item, Principle, State, Table, Team

_FIELDS = tuple(field.name for field in msgspec.structs.fields(Item))


def items_json(position: int, state: State, wanted: Filter = EVERYTHING) -> dict[str, Any]:
    """Return all items that pass the filter, closed ones too, in rank order."""
    sieve = Sieve(wanted, state.items)
    ordered = in_order(state.items)
    return {
        "position": position,
        "items": [item_json(item, state) for item in ordered if sieve(item)],
    }


def item_json(item: Item, state: State) -> dict[str, Any]:
    """Return one item; `state` holds what its ids stand for."""
    shown: dict[str, Any] = {name: plain(getattr(item, name)) for name in _FIELDS}
    externals = [{"source": ref.source, "key": ref.key} for ref in item.external]
    effort = effort_days(item, state.roadmap)
    shown |= {
        "external": externals[0] if externals else None,
        "externals": externals,
        "quadrant": item.quadrant.value,
        "skills": [part.skill for part in item.effort_per_skill],
        "effort_days": effort.days,
        "sized_by": effort.sized_by.value,
        "team": _name(state.teams, item.team),
        "team_id": item.team,
        "component": _name(state.components, item.component),
        "component_id": item.component,
        "consumers": _names(state.consumers, item.consumers),
        "consumer_ids": list(item.consumers),
        "protects": [_protected(state, key) for key in item.protects],
        "protects_ids": list(item.protects),
    }
    return shown


def _protected(state: State, key: str) -> str:
    """Return the name of the principle or the measure that is protected."""
    found = state.principles.get(key) or state.measures.get(key)
    return key if found is None else found.name


def plain(value: Any) -> Any:
    """Return `value` as JSON has it: enums as their text, days as ISO, records as objects."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, Iterable):
        return [plain(each) for each in value]
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    raise TypeError(f"{type(value).__name__} has no JSON form")


_Named = Table[Team] | Table[Component] | Table[Consumer] | Table[Principle]


def _name(table: _Named, key: str | None) -> str | None:
    """Return the name for an id; the id itself where nothing of that id is there."""
    record = table.get(key)
    return key if record is None else record.name or key


def _names(table: _Named, keys: Iterable[str]) -> list[str]:
    return [_name(table, key) or key for key in keys]
