"""What a tracker's values mean here: the fields of an item that each named value stands for.

Source values are text, numbers and tuples of text, as `exchange/` brings them into one form; here
days become dates, points become person-days, and keys and names become ids. Which differences count
is the question of `imports.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from roadmap.errors import Refused
from roadmap.state import Item
from roadmap.values import (
    Driver,
    Estimate,
    Forcing,
    Horizon,
    Kind,
    LeverageCategory,
    Lifecycle,
    Link,
    OptionStage,
    Size,
    SourceValue,
    Status,
    WorkStage,
)

# When the record last changed there: kept for telling older exports, never compared.
UPDATED = "updated"
# Which columns told the values that several can tell, one "value:column" a line. A later export
# that lacks one of them knows less, and what it says of that value does not count.
BASIS = "basis"
NEVER_COMPARED = frozenset((UPDATED, BASIS))

POINTS = "points"
ESTIMATE_DAYS = "estimate_days"
EFFORTS = (POINTS, ESTIMATE_DAYS)

# What an item says when nobody has said anything.
BLANK = Item("")

LINE_FIELDS = ("title", "type", "priority", "goal", "segment")
TEXT_FIELDS = (
    *("notes", "problem", "approach", "alternative", "why_refused"),
    *("double_win_answer", "verified_by"),
)
DAY_FIELDS = (
    *("due", "created_on", "started_on", "done_on", "shed_on", "classified_on"),
    *("mandatory_by", "promised_by", "not_before"),
)
NUMBER_FIELDS = ("value", "people_at_once", "remaining_days", "actual_days", *EFFORTS)
# What trackers write as 0 where nobody has said anything; none of them can be nothing.
_ABOVE_NOUGHT = frozenset(("value", "people_at_once"))
CHOICE_FIELDS: dict[str, type[Any]] = {
    "status": Status,
    "forcing": Forcing,
    "horizon": Horizon,
    "kind": Kind,
    "driver": Driver,
    "size": Size,
    "option_stage": OptionStage,
    "lifecycle": Lifecycle,
    "work_stage": WorkStage,
    "leverage_category": LeverageCategory,
}
ANSWER_FIELDS = ("may_span", "critical_workload", "prerequisites_none")
LIST_FIELDS = ("labels", "links", "prerequisites", "consumers", "protects")
NAMED_FIELDS = {"component": "component", "team": "team", "consumers": "consumer"}


@dataclass(frozen=True, slots=True)
class Meaning:
    """How the values of one source are read at one moment.

    `items` maps a key in the source to an item's id; `named` maps (component, team or consumer,
    case-folded name) to an id. A key or name without an id is left out.
    """

    items: Mapping[str, str]
    named: Mapping[tuple[str, str], str]
    days_per_point: float

    def fields(self, values: Mapping[str, SourceValue]) -> dict[str, Any]:
        """Return the item's fields that `values` have an entry for. Raises Refused."""
        fields: dict[str, Any] = {}
        if not values:
            return fields
        name, value = "", None
        try:
            for name, value in values.items():
                if value is None or (value == 0 and name in _ABOVE_NOUGHT):
                    if name in _EMPTY:
                        fields[name] = _EMPTY[name]
                elif name in _AS_IT_IS:
                    fields[name] = value
                elif name in _READ:
                    fields[name] = _READ[name](self, value)
        except (AttributeError, TypeError, ValueError) as error:
            raise Refused(f"The value {value!r} is no {name} of an item: {error}.") from error
        if fields.get("title", "x") is None:
            raise Refused("It has no title: every item needs one.")
        if POINTS in values or ESTIMATE_DAYS in values:
            fields["estimate"] = self._estimate(values)
        return fields

    def _estimate(self, values: Mapping[str, SourceValue]) -> Estimate | None:
        points, days = values.get(POINTS), values.get(ESTIMATE_DAYS)
        if isinstance(points, int | float) and points > 0:
            return Estimate(points * self.days_per_point)
        return Estimate(float(days)) if isinstance(days, int | float) and days > 0 else None


_Read = Callable[[Meaning, Any], Any]


def _day(_: Meaning, value: Any) -> date:
    return date.fromisoformat(value)


def _answer(_: Meaning, value: Any) -> bool:
    return bool(value == "yes")


def _choice(cls: type[Any]) -> _Read:
    members = {str(member): member for member in cls}

    def read(_: Meaning, value: Any) -> Any:
        if value not in members:
            raise ValueError(f"it is one of {', '.join(members)}")
        return members[value]

    return read


def _list(_: Meaning, value: Any) -> tuple[Any, ...]:
    return tuple(value)


def _links(_: Meaning, value: Any) -> tuple[Link, ...]:
    return tuple(Link(url) for url in value)


def _named(kind: str) -> _Read:
    def read(meaning: Meaning, value: Any) -> str | None:
        return meaning.named.get((kind, value.casefold()))

    return read


def _consumers(meaning: Meaning, value: Any) -> tuple[str, ...]:
    found = (meaning.named.get(("consumer", name.casefold())) for name in value)
    return tuple(dict.fromkeys(key for key in found if key is not None))


def _parent(meaning: Meaning, value: Any) -> str | None:
    return meaning.items.get(value)


def _prerequisites(meaning: Meaning, value: Any) -> tuple[str, ...]:
    found = (meaning.items.get(key) for key in value)
    return tuple(dict.fromkeys(key for key in found if key is not None))


_READ: dict[str, _Read] = {
    **dict.fromkeys(DAY_FIELDS, _day),
    **{name: _choice(cls) for name, cls in CHOICE_FIELDS.items()},
    **dict.fromkeys(ANSWER_FIELDS, _answer),
    **dict.fromkeys(LIST_FIELDS, _list),
    "links": _links,
    "component": _named("component"),
    "team": _named("team"),
    "consumers": _consumers,
    "parent": _parent,
    "prerequisites": _prerequisites,
}

# Text and numbers, which fields hold as the source says them.
_AS_IT_IS = dict.fromkeys(
    (*LINE_FIELDS, *TEXT_FIELDS, *(name for name in NUMBER_FIELDS if name not in EFFORTS))
)

# What an empty cell means: what an item says when nobody has said anything.
_EMPTY: dict[str, Any] = {
    **{name: getattr(BLANK, name) for name in (*_AS_IT_IS, *_READ)},
    "title": None,
}

# Every name that a source's value may have and that reaches a field of an item.
KNOWN_VALUES = frozenset((*_AS_IT_IS, *_READ, *EFFORTS))
