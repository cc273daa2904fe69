"""What do the list of capabilities and the chart of one say: headroom, and when it runs out?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication

from gui.models.people.rows import LimitRow
from gui.models.words import day_text, long_day_text
from gui.paint.headroom_chart import HeadroomBar
from gui.paint.measure_row import RowTag
from gui.paint.text import Run
from gui.tokens import Tone
from gui.widgets.inspector_panel import PropertyRow
from roadmap.analysis.expectations.capabilities import (
    CapabilityOutlook,
    Headroom,
    added_by,
    outlooks,
)
from roadmap.analysis.planning.plan import PlanKey, plan
from roadmap.analysis.words import counted, listed, say_number
from roadmap.records.expectations import Capability
from roadmap.state import State


def _t(text: str) -> str:
    return QCoreApplication.translate("principles", text)


@dataclass(frozen=True, slots=True)
class CapabilityFacts:
    """Every capability with what the plan of a state does to it."""

    state: State
    today: date
    rows: tuple[CapabilityOutlook, ...]

    def row(self, key: str) -> CapabilityOutlook | None:
        """How a capability stands."""
        return next((each for each in self.rows if each.capability.id == key), None)

    @property
    def first_short(self) -> str | None:
        """The capability whose headroom runs out first."""
        short = [(each.short.sprint, each.capability.id) for each in self.rows if each.short]
        return min(short)[1] if short else None


def capability_facts(state: State, today: date, sprints: int) -> CapabilityFacts:
    """Plan `state` and read its headroom; for a worker, because a large roadmap takes a while."""
    if not len(state.capabilities):
        return CapabilityFacts(state, today, ())
    return CapabilityFacts(
        state, today, outlooks(state, plan(state, PlanKey(today, sprints)), today)
    )


def amount(value: float | None, capability: Capability) -> str:
    """Return "42 TB a day"."""
    if value is None:
        return ""
    return f"{say_number(value)} {capability.unit}".strip()


def capability_rows(facts: CapabilityFacts, team: str) -> list[LimitRow]:
    """Return a line for each capability, of one team's components where given."""
    return [_row(each, facts) for each in facts.rows if _is_of(each, facts.state, team)]


def _is_of(row: CapabilityOutlook, state: State, team: str) -> bool:
    component = state.components.get(row.capability.component)
    return not team or component is None or component.team == team


def _row(row: CapabilityOutlook, facts: CapabilityFacts) -> LimitRow:
    capability = row.capability
    short, tone = short_text(row, facts)
    texts = (
        capability.name,
        amount(row.capacity, capability),
        amount(row.load, capability),
        headroom_text(row),
        short,
        cause_text(row, facts),
    )
    room: Tone = "bad" if row.headroom is not None and row.headroom < 0 else "text"
    return LimitRow(
        capability.id, texts, past=False, tones=("text", "text", "text", room, tone, "muted")
    )


def headroom_text(row: CapabilityOutlook) -> str:
    """Return "12, 22%": what the load leaves today, in the unit and of the capacity."""
    left = row.headroom
    if left is None:
        return _t("not said")
    share = f", {left / row.capacity * 100:.0f}%" if row.capacity else ""
    return (say_number(left) + share).replace("-", "\u2212")


def short_text(row: CapabilityOutlook, facts: CapabilityFacts) -> tuple[str, Tone]:
    """Return "sprint 42, 6 Mar" where the headroom runs out, and its tone."""
    if row.short is None:
        return (_t("not in sight"), "muted") if row.series else ("", "muted")
    day = day_text(row.short.last_day, facts.today)
    return _t("sprint {n}, {day}").format(n=row.short.sprint, day=day), "bad"


def causes(row: CapabilityOutlook, facts: CapabilityFacts) -> tuple[str, ...]:
    """Return the items whose load was added by the sprint in which the headroom runs out."""
    if row.short is None:
        return ()
    found = [
        key
        for each in row.series
        if each.sprint <= row.short.sprint
        for key in each.items
        if added_by(facts.state.items[key], row.capability)
    ]
    return tuple(found[::-1])


def cause_text(row: CapabilityOutlook, facts: CapabilityFacts) -> str:
    """Return the titles of those items, or that the load grows by itself."""
    if row.short is None:
        return ""
    keys = causes(row, facts)
    titles = [facts.state.items[key].title for key in keys]
    return listed(titles, 2) if titles else _t("its load grows by itself")


@dataclass(frozen=True, slots=True)
class CapabilityDetail:
    """A capability beside the list, and its chart."""

    key: str
    name: str
    tag: RowTag
    component: str
    rows: tuple[PropertyRow, ...]
    adding: tuple[str, ...]
    causes: tuple[str, ...]
    bars: tuple[HeadroomBar, ...]
    unit: str


def capability_detail(row: CapabilityOutlook, facts: CapabilityFacts) -> CapabilityDetail:
    """Return what is said of a capability."""
    capability = row.capability
    component = facts.state.components.get(capability.component)
    return CapabilityDetail(
        key=capability.id,
        name=capability.name,
        tag=_tag(row),
        component="" if component is None else component.name,
        rows=_rows(row, facts),
        adding=row.adding,
        causes=causes(row, facts),
        bars=bars_of(row.series, facts),
        unit=capability.unit,
    )


def _tag(row: CapabilityOutlook) -> RowTag:
    if row.headroom is None:
        return RowTag(_t("capacity and load not said"), "neutral")
    if row.headroom < 0:
        return RowTag(_t("no headroom"), "bad", "alert-triangle")
    if row.short is not None:
        text = _t("runs out in sprint {n}").format(n=row.short.sprint)
        return RowTag(text, "bad", "alert-triangle")
    return RowTag(_t("headroom as far as planned"), "ok", "check")


def _rows(row: CapabilityOutlook, facts: CapabilityFacts) -> tuple[PropertyRow, ...]:
    capability = row.capability
    tone: Tone = "bad" if row.headroom is not None and row.headroom < 0 else "text"
    found = [
        PropertyRow(_t("Capacity"), (Run(amount(row.capacity, capability) or _t("not said")),)),
        PropertyRow(_t("Load"), _load(row, facts)),
        PropertyRow(_t("Headroom"), (Run(headroom_text(row), tone, 600),)),
    ]
    if capability.growth_a_year:
        grows = f"{capability.growth_a_year * 100:+.0f}%".replace("-", "\u2212")
        found.append(PropertyRow(_t("Growth"), (Run(_t("{n} a year").format(n=grows)),)))
    if row.series:
        words, tone = short_text(row, facts)
        runs: tuple[Run, ...] = (Run(words, tone, 600 if row.short else 400),)
        if row.short is not None:
            runs = (*runs, Run(f", {cause_text(row, facts)}", "muted"))
        found.append(PropertyRow(_t("Runs out"), runs))
    for each in capability.extensions:
        item = facts.state.items.get(each.item)
        title = each.item if item is None else item.title
        more = f"+{amount(each.amount, capability)} "
        found.append(PropertyRow(_t("Extended by"), (Run(more), Run(title, "muted"))))
    return tuple(found)


def _load(row: CapabilityOutlook, facts: CapabilityFacts) -> tuple[Run, ...]:
    words = amount(row.load, row.capability) or _t("not said")
    read = row.capability.load_on
    if read is None or row.load is None:
        return (Run(words),)
    day = day_text(read, facts.today)
    return Run(words), Run(_t(", read {day}").format(day=day), "muted")


def bars_of(series: Sequence[Headroom], facts: CapabilityFacts) -> tuple[HeadroomBar, ...]:
    """Return a bar for each planned sprint."""
    found = []
    for each in series:
        titles = [facts.state.items[key].title for key in each.items]
        left = say_number(each.left).replace("-", "\u2212")
        note = _t("Sprint {n} until {day}: load {load} of {capacity}, {left} left").format(
            n=each.sprint,
            day=long_day_text(each.last_day),
            load=say_number(each.load),
            capacity=say_number(each.capacity),
            left=left,
        )
        if titles:
            note += f". {counted(len(titles), _t('item'))}: {listed(titles)}"
        bar = HeadroomBar(
            each.sprint,
            day_text(each.last_day, facts.today),
            each.capacity,
            each.load,
            len(each.items),
            note,
        )
        found.append(bar)
    return tuple(found)
