"""Which commands does an edited property mean? From what was typed to one decision.

A team or component that is named first here is added with it. Raises Refused with a sentence where
what was typed cannot be understood.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from roadmap.analysis.typed import parse_day, parse_estimate, parse_saving, parse_wait
from roadmap.commands import (
    AddComponent,
    AddTeam,
    Command,
    EditItem,
    EstimateItem,
    NewPiece,
    ReclassifyItem,
    SplitItem,
)
from roadmap.errors import Refused
from roadmap.fields import Classification, EstimateFields, ItemFields
from roadmap.state import Component, Item, State, Table, Team
from roadmap.values import (
    Driver,
    Kind,
    LeverageCategory,
    Lifecycle,
    Link,
    WorkStage,
    clean_line,
    clean_text,
)

_DAYS = ("promised_by", "not_before", "mandatory_by")
_ENUMS: dict[str, type] = {
    "driver": Driver,
    "kind": Kind,
    "leverage_category": LeverageCategory,
    "lifecycle": Lifecycle,
    "work_stage": WorkStage,
}
_TEXTS = ("notes", "problem", "approach", "verified_by")


def edit_commands(
    state: State, ids: Sequence[str], key: str, typed: str, today: date
) -> list[Command]:
    """Return the commands that set ``key`` of the items to what was typed; "" clears it."""
    items = [item for item in (state.items.get(each) for each in ids) if item is not None]
    if key == "estimate":
        return [_estimated(item, parse_estimate(typed)) for item in items]
    before: list[Command] = []
    if key in ("team", "component"):
        value, before = _record(state, key, clean_line(typed))
        return before + [_edited(item, {key: value}) for item in items]
    if key in ("driver", "mandatory_by"):
        return [_reclassified(item, key, _value(item, key, typed, today)) for item in items]
    return [_edited(item, {key: _value(item, key, typed, today)}) for item in items]


def _was(item: Item, fields: Any) -> ItemFields:
    return cast("ItemFields", {key: getattr(item, key) for key in fields})


def _estimated(item: Item, fields: EstimateFields) -> Command:
    return EstimateItem(item=item.id, fields=fields, was=_was(item, fields))


def _reclassified(item: Item, key: str, value: object) -> Command:
    fields = cast("Classification", {key: value})
    return ReclassifyItem(item=item.id, fields=fields, was=_was(item, fields))


def _edited(item: Item, values: dict[str, object]) -> Command:
    fields = cast("ItemFields", values)
    return EditItem(item=item.id, fields=fields, was=_was(item, fields))


def _value(item: Item, key: str, typed: str, today: date) -> object:
    if key in _TEXTS:
        return clean_text(typed).strip()
    text = clean_line(typed)
    if key in _ENUMS:
        return _ENUMS[key](text) if text else None
    if key in _DAYS:
        return parse_day(text, today) if text else None
    return _listed_value(item, key, text, today)


def _listed_value(item: Item, key: str, text: str, today: date) -> object:
    match key:
        case "consumers" | "protects" | "labels":
            return tuple(dict.fromkeys(_parts(text, ",")))
        case "waits":
            return tuple(parse_wait(part, today) for part in _parts(text, ";"))
        case "links":
            return tuple(_link(item, url) for url in text.split())
        case "leverage":
            return parse_saving(text, item.leverage)
        case "critical_workload":
            return {"yes": True, "no": False}.get(text)
        case "value":
            return _number(text)
        case _:
            return text or None


def _parts(text: str, separator: str) -> list[str]:
    return [part.strip() for part in text.split(separator) if part.strip()]


def _number(text: str) -> float | None:
    if not text:
        return None
    try:
        value = float(text.replace(",", "."))
    except ValueError as error:
        raise Refused(f"{text!r} is no number: write the value like 3.") from error
    if not 0 < value < 1e12:
        raise Refused(f"{text!r}: a value has to be above 0.")
    return value


def _link(item: Item, url: str) -> Link:
    known = {link.url: link for link in item.links}
    if url in known:
        return known[url]
    if not url.startswith(("http://", "https://", "mailto:")):
        raise Refused(f"{url!r} is no link: begin it with https://, http:// or mailto:.")
    return Link(url)


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


def split_command(item: Item, text: str) -> Command:
    """Return the split that lines of text mean: a title a line, its effort after a semicolon."""
    pieces = []
    for line in text.splitlines():
        title, _, effort = line.partition(";")
        if not clean_line(title):
            continue
        fields: ItemFields = {"title": clean_line(title)}
        if effort.strip():
            said = parse_estimate(effort)
            fields["estimate"], fields["size"] = said.get("estimate"), said.get("size")
        pieces.append(NewPiece(fields=fields))
    if len(pieces) < 2:
        raise Refused(f"Cut {item.title!r} into two pieces or more: one title a line.")
    return SplitItem(item=item.id, pieces=tuple(pieces))
