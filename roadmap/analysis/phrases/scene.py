"""How a field's value reads in a sentence, with ids replaced by the names they stand for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from roadmap.analysis.words import (
    listed,
    say_day,
    say_days,
    say_enum,
    say_estimate,
    say_field,
    say_leverage,
    say_number,
    say_wait,
)
from roadmap.records.staff import SkillShare, Span
from roadmap.state import Record, State, Table
from roadmap.values import AddedLoad, Estimate, Leverage, Link, Purchase, SkillEffort, Wait

_LONG_TEXT = frozenset(
    (
        "notes",
        "problem",
        "approach",
        "alternative",
        "why_refused",
        "double_win_answer",
        "verified_by",
    )
)
# What is kept for the next import or computed from the order says nothing to a person.
SILENT = frozenset(("external", "classified_on", "rank", "updated_to"))


@dataclass(frozen=True, slots=True)
class Scene:
    """Where and when a sentence is said: the state before and after, and the decision's day."""

    before: State
    after: State
    today: date

    def title(self, item: str) -> str:
        """Return the title of an item, as it was where it is gone."""
        found = self.after.items.get(item) or self.before.items.get(item)
        return item if found is None else found.title or item

    def name(self, table: str, key: str) -> str:
        """Return the name of the record `key` of a table such as "teams"; `key` itself if unknown.

        A reference may be a name already (an import writes what it read).
        """
        for state in (self.after, self.before):
            rows: Table[Any] = getattr(state, table)
            record = rows.get(key)
            if record is None and table == "principles":  # a measure of one is protected too
                record = state.measures.get(key)
            if record is not None:
                return str(record.name or key)
        return key

    def say(self, field: str, value: object) -> str:
        """Return the words for `value` of `field`; "none" for an empty one."""
        if value is None or value in ("", ()):
            return "none"
        table = _TABLES.get(field)
        if table is not None:
            keys = value if isinstance(value, tuple) else (str(value),)
            return listed([self._named(table, key) for key in keys])
        return self._plain(value)

    def _named(self, table: str, key: str) -> str:
        return self.title(key) if table == "items" else self.name(table, key)

    def _plain(self, value: object) -> str:
        match value:
            case bool():
                return "yes" if value else "no"
            case StrEnum():
                return say_enum(value)
            case str():
                return value
            case int() | float():
                return say_number(value)
            case datetime():
                return say_day(value.date(), self.today)
            case date():
                return say_day(value, self.today)
            case tuple():
                return listed([self._plain(each) for each in value])
            case _:
                return self._record(value)

    def _record(self, value: object) -> str:
        match value:
            case Estimate():
                return say_estimate(value, None)
            case Leverage():
                return say_leverage(value)
            case Wait():
                return say_wait(value, self.today)
            case Span():
                first, last = say_day(value.first, self.today), say_day(value.last, self.today)
                return first if first == last else f"{first} to {last}"
            case _:
                return _part(value)

    def changes(self, fields: Mapping[str, Any], was: Record | None) -> list[str]:
        """Return "team Storage → Edge" for every field that differs from the record before."""
        said = []
        for field, value in fields.items():
            earlier = getattr(was, field, None)
            if field in SILENT or earlier == value:
                continue
            word = say_field(field)
            if field in _LONG_TEXT or field in ("words", "thresholds", "sizes", "planning"):
                said.append(f"{word} {_written(earlier, value)}")
            elif field in {"title", "name"}:
                said.append(f"renamed from “{earlier}”" if earlier else f"{word} “{value}”")
            elif earlier is None or earlier in ("", ()):
                said.append(f"{word} {self.say(field, value)}")
            else:
                said.append(f"{word} {self.say(field, earlier)} → {self.say(field, value)}")
        return said


def _part(value: object) -> str:
    """Return what a part of an item or a person says by itself."""
    match value:
        case SkillEffort():
            return f"{value.skill} {say_days(value.days)}"
        case SkillShare():
            return f"{value.skill} {value.share:.0%}"
        case Purchase():
            return f"{value.currency} {say_number(value.amount)}"
        case AddedLoad():
            return f"{value.capability} {say_number(value.amount)}"
        case Link():
            return value.text or value.url
        case _:
            return str(getattr(value, "name", None) or getattr(value, "text", None) or "set")


def _written(earlier: object, value: object) -> str:
    if not value:
        return "cleared"
    return "changed" if earlier else "written"


_TABLES = {
    "team": "teams",
    "mentor": "people",
    "component": "components",
    "consumers": "consumers",
    "protects": "principles",
    "principle": "principles",
    "prerequisites": "items",
    "split_from": "items",
    "item": "items",
    "items": "items",
    "consumer": "consumers",
    "keeps": "principles",
}
