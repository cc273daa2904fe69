"""Which columns has the backlog, how does an item read in each, and how is each one sorted?

A cell is a value that the table paints; nothing here paints. What is missing sorts last in either
direction, and what is equal stays in rank order.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from PySide6.QtCore import QCoreApplication

from gui.fonts import Weight
from gui.models.listed_names import say_names
from gui.models.words import (
    FOUR,
    day_text,
    driver_word,
    estimate_text,
    family_of,
    key_of,
    long_day_text,
    quadrant_tag,
    short_name,
    status_word,
)
from gui.tokens import Family, Tone
from roadmap.analysis.estimates.effort import SizedBy, effort_days, sizes_of
from roadmap.analysis.items.layout import Layout
from roadmap.analysis.words import say_days, say_number
from roadmap.state import Component, Consumer, Item, State, Table, Team
from roadmap.values import Forcing, Quadrant, QuadrantWords, Size, Status

Editing = Literal["none", "line", "list", "menu"]


def _t(text: str) -> str:
    return QCoreApplication.translate("backlog", text)


@dataclass(frozen=True, slots=True)
class Seen:
    """What the cells are made from: a state, its order, and the day that dates are seen from."""

    state: State
    layout: Layout
    today: date

    @property
    def words(self) -> QuadrantWords:
        """The roadmap's names of the quadrants."""
        return self.state.roadmap.words if self.state.roadmap else QuadrantWords()


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one cell.

    Attributes:
        family: Drawn as a tag of this family; None draws plain text.
        note: Said after the text in the accent colour ("from Emergencies").
        tooltip: More than the text says, as plain text.
    """

    text: str = ""
    tone: Tone = "text"
    weight: Weight = 400
    icon: str | None = None
    family: Family | None = None
    note: str = ""
    tooltip: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        key: Its name in settings, and the field that an edit sets.
        short: What its head says.
        name: Its full name, for menus, tooltips and screen readers.
        editing: How a value is given; "list" is a line of several values with commas.
        typed: What the editor begins with.
        fixed: Why it is not edited here, where it is not.
        shown: Whether it is shown until somebody chooses.
    """

    key: str
    short: str
    name: str
    width: int
    cell: Callable[[Item, Seen], Cell]
    order: Callable[[Item, Seen], Any]
    editing: Editing = "line"
    typed: Callable[[Item, Seen], str] = lambda _item, _seen: ""
    fixed: str = ""
    right: bool = False
    shown: bool = True


def columns() -> tuple[Column, ...]:
    """Return all columns in the order in which they stand."""
    return tuple(
        replace(each, short=_t(each.short), name=_t(each.name), fixed=_t(each.fixed))
        for each in _COLUMNS
    )


# -- cells ----------------------------------------------------------------------------------------


def _rank(item: Item, seen: Seen) -> Cell:
    if not item.is_open:
        return Cell()
    if item.rank is None:
        return Cell("–", tone="faint", tooltip=_t("Not ranked yet: a discovered option"))
    return Cell(f"{seen.layout.place(item):,}", tone="muted")


def _title(item: Item, _seen: Seen) -> Cell:
    if item.is_open:
        return Cell(item.title, weight=500, tooltip=item.title)
    return Cell(item.title, tone="muted", tooltip=item.title)


def _quadrant(item: Item, seen: Seen) -> Cell:
    quadrant = item.quadrant
    if quadrant is Quadrant.UNSORTED:
        return Cell(_t("Unsorted"), family="neutral", tooltip=_t("Not on the grid yet"))
    name = seen.words.of(quadrant)
    tooltip = f"{name}: {quadrant_tag(quadrant)}"
    return Cell(_first_word(name), family=family_of(quadrant), tooltip=tooltip)


def _first_word(name: str) -> str:
    """The shortest name that people know a quadrant by: "Tweaks" of "Tweaks and targeted fixes"."""
    return short_name(name).split(" and ", maxsplit=1)[0]


def _driver(item: Item, _seen: Seen) -> Cell:
    if item.driver is None:
        if item.forcing is Forcing.FORCED:
            return Cell(_t("No driver yet"), tone="faint")
        return Cell()
    word = driver_word(item.driver)
    return Cell(word.short, tone="muted", icon=word.icon, tooltip=word.text)


def _by(item: Item, seen: Seen) -> Cell:
    day = item.mandatory_by
    if day is None:
        return _due(item, seen) if item.forcing is Forcing.FORCED else Cell()
    late = item.is_open and day < seen.today
    text = _t("Mandatory by {day}").format(day=long_day_text(day))
    if late:
        text = _t("Was mandatory by {day}").format(day=long_day_text(day))
    return Cell(
        day_text(day, seen.today),
        tone="bad" if late else "text",
        icon="alert-triangle" if late else None,
        tooltip=f"{text} ({day.isoformat()})",
    )


def _order_by(item: Item, _seen: Seen) -> Any:
    return item.mandatory_by or (item.due if item.forcing is Forcing.FORCED else None)


def _effort(item: Item, seen: Seen) -> Cell:
    effort = effort_days(item, seen.state.roadmap)
    text = say_days(effort.days)
    if effort.is_default:
        why = _t("Not estimated yet: it counts as a size M")
        return Cell(f"~{text}", tone="faint", tooltip=why)
    if effort.sized_by is SizedBy.SIZE and item.size is not None:
        bounds = sizes_of(seen.state.roadmap).of(item.size)
        low, high = say_number(bounds.low), say_number(bounds.high)
        why = _t("Size {size}: {low} to {high} pd").format(size=item.size, low=low, high=high)
        return Cell(f"{item.size} ≈ {text}", tone="muted", tooltip=why)
    why = ""
    if effort.low is not None and effort.high is not None and effort.low != effort.high:
        low, high = say_number(effort.low), say_number(effort.high)
        why = _t("{text}, {low} to {high}").format(text=text, low=low, high=high)
    return Cell(text, weight=600, tooltip=why)


def _named(table: Table[Team] | Table[Component], key: str | None) -> str:
    record = table.get(key)
    return "" if record is None else record.name


def _team(item: Item, seen: Seen) -> Cell:
    name = _named(seen.state.teams, item.team)
    return Cell(name, tone="muted", tooltip=name)


def _component(item: Item, seen: Seen) -> Cell:
    name = _named(seen.state.components, item.component)
    return Cell(name, tone="muted", tooltip=name)


def _labels(item: Item, _seen: Seen) -> Cell:
    text = ", ".join(item.labels)
    return Cell(text, tone="muted", tooltip=text)


def _consumer_names(item: Item, seen: Seen) -> list[str]:
    found: list[Consumer | None] = [seen.state.consumers.get(key) for key in item.consumers]
    return [consumer.name for consumer in found if consumer is not None]


def _consumers(item: Item, seen: Seen) -> Cell:
    names = _consumer_names(item, seen)
    text = names[0] if len(names) == 1 else _t("{n} teams").format(n=len(names)) if names else ""
    return Cell(text, tone="muted", tooltip=", ".join(names))


def _due(item: Item, seen: Seen) -> Cell:
    if item.due is None:
        return Cell()
    tooltip = _t("Due in the tracker on {day}").format(day=long_day_text(item.due))
    return Cell(day_text(item.due, seen.today), tone="muted", tooltip=tooltip)


_STATUS_FAMILY: dict[Status, Family] = {
    Status.IN_PROGRESS: "accent",
    Status.DONE: "ok",
    Status.SHED: "neutral",
}


def _status(item: Item, _seen: Seen) -> Cell:
    word = status_word(item.status)
    if item.status is Status.OPEN:
        return Cell(word, tone="faint")
    day = {
        Status.IN_PROGRESS: item.started_on,
        Status.DONE: item.done_on,
        Status.SHED: item.shed_on,
    }[item.status]
    since = "" if day is None else f"{word}, {long_day_text(day)}"
    return Cell(word, family=_STATUS_FAMILY[item.status], tooltip=since)


def _key(item: Item, _seen: Seen) -> Cell:
    key = key_of(item)
    return Cell(key, tone="muted", tooltip=key)


# -- orders and texts to edit ---------------------------------------------------------------------


def _order_title(item: Item, _seen: Seen) -> Any:
    return item.title.casefold()


def _order_quadrant(item: Item, _seen: Seen) -> Any:
    quadrant = item.quadrant
    return FOUR.index(quadrant) if quadrant in FOUR else None


def _order_effort(item: Item, seen: Seen) -> Any:
    return effort_days(item, seen.state.roadmap).days


def _order_of(text: Callable[[Item, Seen], Cell]) -> Callable[[Item, Seen], Any]:
    def order(item: Item, seen: Seen) -> Any:
        return text(item, seen).text.casefold() or None

    return order


def _order_key(item: Item, _seen: Seen) -> Any:
    """HP-9 comes before HP-10."""
    key = key_of(item)
    head, _, number = key.rpartition("-")
    return (head.casefold(), int(number), key) if number.isdecimal() else (key.casefold(), 0, key)


def _typed_effort(item: Item, _seen: Seen) -> str:
    if item.estimate is not None:
        return estimate_text(item.estimate)
    size: Size | None = item.size
    return "" if size is None else size.value


def _typed_by(item: Item, seen: Seen) -> str:
    return "" if item.mandatory_by is None else day_text(item.mandatory_by, seen.today)


_STATUSES = tuple(Status)
_COLUMNS = (
    Column(
        "rank", "#", "Rank", 44, _rank, lambda _item, _seen: 0, "none", right=True,
        fixed="The rank follows from the order: drag the row, or press Alt and an arrow.",
    ),
    Column("title", "Title", "Title", 260, _title, _order_title,
           typed=lambda item, _seen: item.title),
    Column("quadrant", "Quadrant", "Quadrant", 114, _quadrant, _order_quadrant, "menu"),
    Column("driver", "Driver", "Driver", 118, _driver, _order_of(_driver), "menu"),
    Column("mandatory_by", "By", "Mandatory by", 96, _by, _order_by,
           typed=_typed_by, right=True),
    Column("estimate", "Effort", "Effort", 84, _effort, _order_effort, typed=_typed_effort,
           right=True),
    Column("team", "Team", "Team", 92, _team, _order_of(_team),
           typed=lambda item, seen: _named(seen.state.teams, item.team)),
    Column("component", "Component", "Component", 116, _component, _order_of(_component),
           typed=lambda item, seen: _named(seen.state.components, item.component), shown=False),
    Column("labels", "Labels", "Labels", 120, _labels, _order_of(_labels), "list",
           typed=lambda item, _seen: say_names(item.labels), shown=False),
    Column("consumers", "Serves", "Serves", 96, _consumers, _order_of(_consumers), "list",
           typed=lambda item, seen: say_names(_consumer_names(item, seen)), shown=False),
    Column(
        "due", "Due", "Due in the tracker", 100, _due, lambda item, _seen: item.due, "none",
        right=True, shown=False,
        fixed="The due date is the tracker's. A day that binds you stands under By.",
    ),
    Column("status", "Status", "Status", 100, _status,
           lambda item, _seen: _STATUSES.index(item.status), "menu"),
    Column(
        "key", "Key", "Key in the tracker", 92, _key, _order_key, "none", shown=False,
        fixed="The key is the tracker's.",
    ),
)  # fmt: skip
