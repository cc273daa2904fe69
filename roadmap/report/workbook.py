"""How does a roadmap become a workbook? Items, plan, forecast and decisions, a sheet each.

Numbers are numbers and days are days. Text is written as text whatever it begins with, so that no
title is ever run as a formula. Nothing here reads a workbook.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from roadmap.analysis.items.items_json import items_json
from roadmap.analysis.phrases.sentences import decision_sentence
from roadmap.calendars import zone_or_utc
from roadmap.evolve import fold
from roadmap.report.html.source import Source
from roadmap.report.outlook import NOT_FORECAST, NOT_IN_SIGHT, outlook_of
from roadmap.report.tables import FORECAST_COLUMNS, outlook_cells
from roadmap.report.watching import UNWATCHED, Watch
from roadmap.state import State
from roadmap.values import Forcing

_LONGEST = 32_767  # characters of a cell: Excel's own limit
_MOST_ROWS = 1_048_575  # of a sheet, below its head
_HEAD, _WRAPPED = Font(bold=True), Alignment(wrap_text=True, vertical="top")
_DAY, _SHARE = "yyyy-mm-dd", "0%"

Row = Sequence[Any]


def workbook_of(source: Source, watch: Watch = UNWATCHED) -> bytes:
    """Return the workbook as the bytes of an .xlsx file. Raises Cancelled: see `watch`."""
    book = Workbook(write_only=True)
    book.properties.title = source.title
    book.properties.creator = source.by.name
    items, count = len(source.state.items), source.index + 1
    _sheet(book, "Items", watch.part(0, 400).along(_items(source), items), (12, 48))
    _sheet(book, "Plan", _plan(source), (8, 12, 12, 14, 48, 10, 48, 14))
    _sheet(book, "Forecast", _forecast(source), (14, 48, 12, 12, 12, 12, 10))
    decisions = watch.part(500, 900).along(_decisions(source), count)
    _sheet(book, "Decisions", decisions, (14, 20, 24, 72, 60))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


class Share(float):
    """A share from 0 to 1, shown in percent."""


def _sheet(book: Workbook, name: str, rows: Iterable[Row], widths: Sequence[int]) -> None:
    sheet: Any = book.create_sheet(name)  # its stubs know no widths of a write-only sheet
    sheet.freeze_panes = "A2"
    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    for number, row in enumerate(rows):
        if number > _MOST_ROWS:
            return
        sheet.append([_cell(sheet, value, head=number == 0) for value in row])


def _cell(sheet: Any, value: Any, *, head: bool) -> Any:
    cell = WriteOnlyCell(sheet)
    if isinstance(value, dict | list | tuple):
        value = json.dumps(value, ensure_ascii=False) if value else ""
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub(" ", value)[:_LONGEST]
        cell.data_type = "s"  # text, also where it begins like a formula
        if len(value) > 60:
            cell.alignment = _WRAPPED
    else:
        cell.value = float(value) if isinstance(value, Share) else value
        if isinstance(value, date):
            cell.number_format = _DAY
        elif isinstance(value, Share):
            cell.number_format = _SHARE
    if head:
        cell.font = _HEAD
    return cell


# -- what stands in the sheets --------------------------------------------------------------------

_DAYS = frozenset(
    ("mandatory_by", "promised_by", "not_before", "due", "created_on", "started_on", "done_on")
)


def _items(source: Source) -> Iterator[Row]:
    items = items_json(source.timeline.end(source.index), source.state)["items"]
    names = list(items[0]) if items else ["id", "title"]
    yield [*names, *FORECAST_COLUMNS]
    for item in items:
        known = source.state.items[item["id"]]
        found = outlook_cells(outlook_of(known, source.forecast), is_open=known.is_open)
        yield [*(_value(name, item[name]) for name in names), *map(_outlook, found)]


def _outlook(cell: Any) -> Any:
    """Return a share as a share, a day as a day and words as they are."""
    if isinstance(cell, float):
        return Share(cell)
    return date.fromisoformat(cell) if cell[:1].isdigit() else cell


def _value(name: str, value: Any) -> Any:
    if value is not None and (name in _DAYS or name.endswith("_on")):
        return date.fromisoformat(value)
    return value


def _plan(source: Source) -> Iterator[Row]:
    found, sprints = source.plan, source.plan.problem.sprints
    yield ("Sprint", "From", "To", "Item", "Title", "Person-days", "Why here", "Done by then")
    for each in sorted(found.planned, key=lambda one: (one.first, one.item)):
        sprint = sprints[each.first]
        likely = None
        if source.forecast is not None:
            likely = source.forecast.done_by(each.item, each.last)
        yield (
            sprint.number,
            sprint.start,
            sprint.end,
            each.item,
            _title(source.state, each.item),
            each.days,
            each.reason,
            NOT_FORECAST if likely is None else Share(likely),
        )
    for below in found.below:
        title = _title(source.state, below.item)
        yield ("not placed", None, None, below.item, title, None, below.reason, None)


def _forecast(source: Source) -> Iterator[Row]:
    yield ("Item", "Title", "Kind", "50% by", "85% by", "Date to keep", "Done by then")
    for item in source.state.items.ordered():
        found = outlook_of(item, source.forecast)
        if found is None:
            continue
        yield (
            item.id,
            item.title,
            _KINDS[item.forcing],
            found.half or NOT_IN_SIGHT,
            found.safe or NOT_IN_SIGHT,
            found.due,
            None if found.probability is None else Share(found.probability),
        )


_KINDS = {Forcing.FORCED: "must do", Forcing.DISCRETIONARY: "choice", None: "unsorted"}


def _decisions(source: Source) -> Iterator[Row]:
    """Yield every decision in one pass over the history."""
    yield ("Decision", "When", "Who", "What", "Why")
    state = State()
    zone = zone_or_utc(source.state.roadmap.zone if source.state.roadmap else "UTC")
    for told in source.timeline.history(0, source.index + 1):
        after = fold(told.events, state)
        what = decision_sentence(told.decision, told.events, state, after).text
        when = told.recorded_at.astimezone(zone).replace(tzinfo=None)
        yield (told.id, when, told.by.name, what, told.why)
        state = after


def _title(state: State, key: str) -> str:
    item = state.items.get(key)
    return "" if item is None else item.title
