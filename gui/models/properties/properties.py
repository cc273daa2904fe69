"""Which properties of an item are shown, and in which order?

What is set comes first and always; what is empty and off until used waits behind "All properties",
what few ever touch under "Advanced". Several items read as one where they agree.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from gui.models.properties.effort import EFFORT_ROWS
from gui.models.properties.property import Make, Property, fixed_day_row, fixed_row, plain_runs, t
from gui.models.properties.purpose import PURPOSE_ROWS
from gui.models.properties.time import TIME_ROWS
from gui.models.words import status_word
from gui.paint.text import Run
from roadmap.state import Item, Roadmap, State
from roadmap.values import Forcing, Status


def properties_of(
    items: Sequence[Item],
    state: State,
    today: date,
    *,
    everything: bool,
    computed: Sequence[Property] = (),
) -> list[Property]:
    """Return the rows for ``items``; ``everything`` adds those that are empty.

    ``computed`` are rows of one item that are no field of it, such as where it is planned: they
    stand behind the dates.
    """
    rows: list[Property] = []
    advanced: list[Property] = []
    for key, make in _ROWS.items():
        if len(items) > 1 and key in _SINGLE:
            continue
        row = make(items[0], state, today)
        if not _agree(key, items):
            row = replace(row, runs=(Run(t("several"), "faint"),), text="", rows=())
        if _is_wanted(row, items, state.roadmap or Roadmap(), everything=everything):
            (advanced if row.advanced and not row.runs else rows).append(row)
        if key == "mandatory_by":
            rows += computed
    return rows + advanced


# The fields that a row shows, where they are more than the one it is named after.
_SHOWN = {
    "estimate": ("estimate", "size", "effort_per_skill"),
    "consumers": ("consumers", "critical_workload"),
}


def _agree(key: str, items: Sequence[Item]) -> bool:
    """Whether a row says the same of all `items`: thousands are compared by their fields."""
    for field in _SHOWN.get(key, (key,)):
        first = getattr(items[0], field)
        if any(getattr(item, field) != first for item in items[1:]):
            return False
    return True


def _is_wanted(
    row: Property, items: Sequence[Item], settings: Roadmap, *, everything: bool
) -> bool:
    switched = {"lifecycle": settings.lifecycle_on, "work_stage": settings.work_stage_on}
    if not switched.get(row.key, True):
        return False
    said_elsewhere = row.key == "critical_workload" and bool(items[0].consumers)
    if (row.runs and not said_elsewhere) or row.key in _ALWAYS:
        return True
    must = _any_must(items)
    if row.key in _MUST and must:
        return True
    return everything and row.editor != "none" and _is_offered(row.key, must=must)


def _is_offered(key: str, *, must: bool) -> bool:
    if key in _CHOICE_ONLY:
        return not must
    return key not in _NOT_OFFERED and (must or key not in _MUST_ONLY)


def _any_must(items: Iterable[Item]) -> bool:
    return any(item.forcing is Forcing.FORCED for item in items)


def _status(item: Item, _state: State, _today: date) -> Property:
    runs = () if item.status is Status.OPEN else plain_runs(status_word(item.status))
    return Property("status", t("Status"), runs, "none")


def _split_from(item: Item, state: State, _today: date) -> Property:
    whole = state.items.get(item.split_from)
    runs = plain_runs("" if whole is None else whole.title)
    return Property("split_from", t("Split from"), runs, "none")


_ALWAYS = frozenset(("estimate", "consumers", "component", "team"))
_MUST = frozenset(("mandatory_by", "driver"))
_MUST_ONLY = frozenset((*_MUST, "double_win_answer"))
_CHOICE_ONLY = frozenset(("option_stage", "problem", "approach", "alternative", "why_refused"))
_NOT_OFFERED = frozenset(("goal",))  # goals come with their own page
_SINGLE = frozenset(
    (
        *("notes", "problem", "approach", "alternative", "why_refused", "verified_by", "links"),
        *("waits", "prerequisites", "leverage", "purchase", "effort_per_skill", "added_load"),
        *("double_win_answer", "remaining_days", "actual_days", "split_from"),
    )
)
_KNOWN: dict[str, Make] = {
    **EFFORT_ROWS,
    **TIME_ROWS,
    **PURPOSE_ROWS,
    "status": _status,
    "split_from": _split_from,
    "type": fixed_row("type", "Type"),
    "priority": fixed_row("priority", "Priority"),
    "started_on": fixed_day_row("started_on", "Started"),
    "done_on": fixed_day_row("done_on", "Done"),
    "shed_on": fixed_day_row("shed_on", "Shed"),
}
_ORDER = (
    *("status", "estimate", "remaining_days", "actual_days", "mandatory_by", "driver"),
    *("promised_by", "not_before", "due", "consumers", "component", "team", "protects"),
    *("waits", "prerequisites", "purchase", "leverage", "leverage_category"),
    *("double_win_answer", "effort_per_skill", "people_at_once", "may_span"),
    *("labels", "kind", "value", "segment", "critical_workload", "lifecycle", "work_stage"),
    *("added_load", "goal", "parent", "split_from", "type", "priority", "started_on", "done_on"),
    *("shed_on", "links", "option_stage", "problem", "approach", "alternative", "why_refused"),
    *("verified_by", "notes", "distribution", "reading"),
)
_ROWS: dict[str, Make] = {key: _KNOWN[key] for key in _ORDER}
