"""Which properties does an item have, how do they read, and how is each one edited?

What is set comes first and always; what is empty and off until used waits behind "All properties".
Several items read as one where they agree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from PySide6.QtCore import QCoreApplication

from gui.models.faces import protects_text, serves_text
from gui.models.words import (
    day_text,
    driver_word,
    drivers,
    estimate_text,
    kind_word,
    long_day_text,
    status_word,
)
from gui.paint.text import Run
from roadmap.analysis.effort import effort_days
from roadmap.analysis.words import say_days, say_enum, say_leverage, say_number
from roadmap.state import Item, State
from roadmap.values import (
    Forcing,
    Kind,
    LeverageCategory,
    Lifecycle,
    Status,
    WorkStage,
)

Editor = Literal["line", "day", "effort", "choice", "text", "none"]
Options = tuple[tuple[str, str], ...]


def _t(text: str) -> str:
    return QCoreApplication.translate("properties", text)


@dataclass(frozen=True, slots=True)
class Property:
    """One row.

    Attributes:
        key: The field it sets.
        runs: How the value reads; empty where there is none.
        text: What an editor begins with.
        options: (key, words) to choose from, "" to clear; or names to complete a line with.
        links: Addresses that the value offers to open.
    """

    key: str
    name: str
    runs: tuple[Run, ...]
    editor: Editor = "line"
    text: str = ""
    options: Options = ()
    links: tuple[str, ...] = ()


Make = Callable[[Item, State, date], Property]


def properties_of(
    items: Sequence[Item], state: State, today: date, *, everything: bool
) -> list[Property]:
    """Return the rows for ``items``; ``everything`` adds those that are empty."""
    rows = []
    for key, make in _ROWS.items():
        own = [make(item, state, today) for item in items]
        if len(items) > 1 and key in _SINGLE:
            continue
        first = own[0]
        if any(row.text != first.text or row.runs != first.runs for row in own[1:]):
            several = (Run(_t("several"), "faint"),)
            first = Property(key, first.name, several, first.editor, "", first.options)
        said_elsewhere = key == "critical_workload" and bool(items[0].consumers)
        wanted = (
            (bool(first.runs) and not said_elsewhere)
            or key in _ALWAYS
            or (key in _MUST and _any_must(items))
        )
        if wanted or (everything and first.editor != "none"):
            rows.append(first)
    return rows


def _any_must(items: Iterable[Item]) -> bool:
    return any(item.forcing is Forcing.FORCED for item in items)


def _plain(text: str) -> tuple[Run, ...]:
    return (Run(text),) if text else ()


def _effort(item: Item, state: State, _today: date) -> Property:
    effort = effort_days(item, state.roadmap)
    runs = [Run(("~" if effort.is_default else "") + say_days(effort.days), weight=600)]
    if effort.is_default:
        runs.append(Run(" " + _t("not estimated, counts as M"), "muted"))
    elif item.size is not None and item.estimate is None:
        runs.append(Run(f" {item.size.value}", "muted"))
    elif effort.low is not None and effort.high is not None and effort.low != effort.high:
        low, high = say_number(effort.low), say_number(effort.high)
        runs.append(Run(" " + _t("{low} to {high}").format(low=low, high=high), "muted"))
    text = item.size.value if item.size is not None else ""
    if item.estimate is not None:
        text = estimate_text(item.estimate)
    return Property("estimate", _t("Effort"), tuple(runs), "effort", text)


def _day(field: str, name: str, *, bold: bool = False) -> Make:
    def make(item: Item, _state: State, today: date) -> Property:
        day: date | None = getattr(item, field)
        runs = () if day is None else (Run(long_day_text(day), weight=600 if bold else 400),)
        text = "" if day is None else day_text(day, today)
        return Property(field, _t(name), runs, "day", text)

    return make


def _fixed_day(field: str, name: str) -> Make:
    def make(item: Item, _state: State, _today: date) -> Property:
        day: date | None = getattr(item, field)
        return Property(field, _t(name), _plain("" if day is None else long_day_text(day)), "none")

    return make


def _line(field: str, name: str) -> Make:
    def make(item: Item, _state: State, _today: date) -> Property:
        value = getattr(item, field)
        text = "" if value is None else str(value)
        return Property(field, _t(name), _plain(text), "line", text)

    return make


def _long(field: str, name: str) -> Make:
    def make(item: Item, _state: State, _today: date) -> Property:
        text: str = getattr(item, field)
        return Property(field, _t(name), _plain(_cut(text)), "text", text)

    return make


def _cut(text: str, most: int = 600) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _choice(field: str, name: str, options: Callable[[], Options]) -> Make:
    def make(item: Item, _state: State, _today: date) -> Property:
        value = getattr(item, field)
        key = "" if value is None else str(value)
        offered = options()
        words = dict(offered).get(key, key) if key else ""
        return Property(field, _t(name), _plain(words), "choice", key, offered)

    return make


def _none() -> tuple[str, str]:
    return "", _t("None")


def _driver_options() -> Options:
    return tuple((word.driver.value, word.text) for word in drivers())


def _kind_options() -> Options:
    return (*((kind.value, kind_word(kind)) for kind in Kind), _none())


def _enum_options(kind: type[Lifecycle | WorkStage | LeverageCategory]) -> Options:
    return (*((each.value, say_enum(each).capitalize()) for each in kind), _none())


def _driver(item: Item, _state: State, _today: date) -> Property:
    text = "" if item.driver is None else driver_word(item.driver).text
    key = "" if item.driver is None else item.driver.value
    return Property("driver", _t("Driver"), _plain(text), "choice", key, _driver_options())


def _serves(item: Item, state: State, _today: date) -> Property:
    text = serves_text(item, state) if item.consumers else ""
    if text and item.critical_workload:
        text += ", " + _t("critical workload")
    found = (state.consumers.get(key) for key in item.consumers)
    names = ", ".join(consumer.name for consumer in found if consumer is not None)
    known = tuple((each.id, each.name) for each in state.consumers.ordered())
    return Property("consumers", _t("Serves"), _plain(text), "line", names, known)


def _critical(item: Item, _state: State, _today: date) -> Property:
    key = {None: "", True: "yes", False: "no"}[item.critical_workload]
    options = (("yes", _t("Yes")), ("no", _t("No")), ("", _t("Not said")))
    runs = _plain(dict(options)[key] if key else "")
    return Property("critical_workload", _t("Critical"), runs, "choice", key, options)


def _team(item: Item, state: State, _today: date) -> Property:
    record = state.teams.get(item.team)
    name = "" if record is None else record.name
    known = tuple((each.id, each.name) for each in state.teams.ordered())
    return Property("team", _t("Team"), _plain(name), "line", name, known)


def _component(item: Item, state: State, _today: date) -> Property:
    record = state.components.get(item.component)
    name = "" if record is None else record.name
    known = tuple((each.id, each.name) for each in state.components.ordered())
    return Property("component", _t("Component"), _plain(name), "line", name, known)


def _protects(item: Item, state: State, _today: date) -> Property:
    names = protects_text(item, state)
    known = tuple((each.id, each.name) for each in state.principles.ordered())
    return Property("protects", _t("Protects"), _plain(names), "line", names, known)


def _waits(item: Item, _state: State, today: date) -> Property:
    runs: list[Run] = []
    for wait in item.waits:
        runs.append(Run(f"{wait.on}, {day_text(wait.until, today)}"))
        runs.append(Run(" " + (_t("fixed") if wait.certain else _t("promised")), "muted"))
        runs.append(Run("\n"))
    text = "; ".join(f"{wait.on}, {day_text(wait.until, today)}" for wait in item.waits)
    return Property("waits", _t("Waits on"), tuple(runs[:-1]), "line", text)


def _after(item: Item, state: State, _today: date) -> Property:
    found = (state.items.get(key) for key in item.prerequisites)
    titles = ", ".join(other.title for other in found if other is not None)
    text = titles or (_t("none, somebody asked") if item.prerequisites_none else "")
    return Property("prerequisites", _t("Comes after"), _plain(text), "none")


def _saves(item: Item, _state: State, _today: date) -> Property:
    text = "" if item.leverage is None else say_leverage(item.leverage)
    return Property("leverage", _t("Once done"), _plain(text), "line", text.removeprefix("saves "))


def _labels(item: Item, _state: State, _today: date) -> Property:
    text = ", ".join(item.labels)
    return Property("labels", _t("Labels"), _plain(text), "line", text)


def _links(item: Item, _state: State, _today: date) -> Property:
    runs: list[Run] = []
    for link in item.links:
        runs += [Run(link.text or link.url, "accent"), Run("\n")]
    text = " ".join(link.url for link in item.links)
    urls = tuple(link.url for link in item.links)
    return Property("links", _t("Links"), tuple(runs[:-1]), "line", text, links=urls)


def _status(item: Item, _state: State, _today: date) -> Property:
    runs = () if item.status is Status.OPEN else _plain(status_word(item.status))
    return Property("status", _t("Status"), runs, "none")


def _source(field: str, name: str) -> Make:
    def make(item: Item, _state: State, _today: date) -> Property:
        return Property(field, _t(name), _plain(getattr(item, field) or ""), "none")

    return make


_ALWAYS = frozenset(("estimate", "consumers", "component", "team"))
_MUST = frozenset(("mandatory_by", "driver"))
_SINGLE = frozenset(("notes", "problem", "approach", "links", "waits", "prerequisites", "leverage"))
_ROWS: dict[str, Make] = {
    "status": _status,
    "estimate": _effort,
    "mandatory_by": _day("mandatory_by", "Mandatory by", bold=True),
    "driver": _driver,
    "promised_by": _day("promised_by", "Promised by"),
    "not_before": _day("not_before", "Not before"),
    "due": _fixed_day("due", "Due in tracker"),
    "consumers": _serves,
    "component": _component,
    "team": _team,
    "protects": _protects,
    "waits": _waits,
    "prerequisites": _after,
    "leverage": _saves,
    "labels": _labels,
    "kind": _choice("kind", "Kind", _kind_options),
    "value": _line("value", "Value"),
    "critical_workload": _critical,
    "leverage_category": _choice(
        "leverage_category", "Saves by", lambda: _enum_options(LeverageCategory)
    ),
    "lifecycle": _choice("lifecycle", "Lifecycle", lambda: _enum_options(Lifecycle)),
    "work_stage": _choice("work_stage", "Work stage", lambda: _enum_options(WorkStage)),
    "type": _source("type", "Type"),
    "priority": _source("priority", "Priority"),
    "started_on": _fixed_day("started_on", "Started"),
    "done_on": _fixed_day("done_on", "Done"),
    "shed_on": _fixed_day("shed_on", "Shed"),
    "links": _links,
    "problem": _long("problem", "Problem"),
    "approach": _long("approach", "Approach"),
    "verified_by": _long("verified_by", "Verified by"),
    "notes": _long("notes", "Notes"),
}
