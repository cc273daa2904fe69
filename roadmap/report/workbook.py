"""How does a roadmap become a workbook? What leadership asks first, then a sheet for each list.

Where things stand comes first, then items, plan, forecast and decisions as people read them. The
last sheet has every field of every item by its name, for who goes on working with it.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from openpyxl import Workbook

from roadmap.analysis.estimates.effort import SizedBy, effort_days
from roadmap.analysis.expectations.asks import open_asks
from roadmap.analysis.items.dates import date_watched
from roadmap.analysis.items.items_json import items_json
from roadmap.analysis.items.ordering import in_order
from roadmap.analysis.phrases.sentences import decision_sentence
from roadmap.analysis.words import say_day, say_driver, say_enum, short_day
from roadmap.calendars import zone_or_utc
from roadmap.evolve import fold
from roadmap.report.asking import KINDS
from roadmap.report.dated import percent_words
from roadmap.report.html.source import Source
from roadmap.report.outlook import NOT_FORECAST, NOT_IN_SIGHT, Outlook, outlook_of
from roadmap.report.sheets import Days, Head, Row, Share, Title, add_sheet
from roadmap.report.tables import FORECAST_COLUMNS, outlook_cells
from roadmap.report.watching import UNWATCHED, Watch
from roadmap.state import Item, Roadmap, State
from roadmap.values import Forcing

_ONE_DAY = timedelta(days=1)


def workbook_of(source: Source, watch: Watch = UNWATCHED) -> bytes:
    """Return the workbook as the bytes of an .xlsx file. Raises Cancelled: see `watch`."""
    book = Workbook(write_only=True)
    book.properties.title = source.title
    book.properties.creator = source.by.name
    items, count = len(source.state.items), source.index + 1
    add_sheet(book, "Overview", _overview(source), (52, 18, 18, 14, 14, 20, 72), head=False)
    rows = watch.part(0, 200).along(_items(source), items)
    add_sheet(book, "Items", rows, _ITEM_WIDTHS)
    add_sheet(book, "Plan", _plan(source), (13, 13, 8, 12, 48, 13, 72, 14))
    add_sheet(book, "Forecast", _forecast(source), (48, 12, 14, 14, 14, 20, 14))
    decisions = watch.part(200, 600).along(_decisions(source), count)
    add_sheet(book, "Decisions", decisions, (18, 24, 72, 60, 14))
    add_sheet(book, "All fields", watch.part(600, 900).along(_fields(source), items), (14, 48))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


# -- where things stand ---------------------------------------------------------------------------


def _overview(source: Source) -> Iterator[Row]:
    audience = "leadership" if source.audience == "leadership" else "the team"
    yield (Title(source.title or "Roadmap"),)
    yield (f"For {audience}, from {source.by.name}, as of {say_day(source.today)}",)
    yield ()
    asks = open_asks(source.state)
    yield (Title("Decisions wanted" if asks else "No decision is wanted"),)
    if asks:
        words = ("Ask", "Kind", "Of", "By", "Amount", "Likely", "Not deciding costs")
        yield tuple(map(Head, words))
    for ask in asks:
        likely = None if ask.probability is None else Share(ask.probability)
        yield (ask.title, KINDS[ask.kind], ask.wanted_from, ask.by, ask.amount, likely, ask.cost)
    yield ()
    watched = [
        (item, kept) for item in in_order(source.state.items) if (kept := date_watched(item))
    ]
    yield (Title("Dates to keep" if watched else "No open work has a date"),)
    if watched:
        yield tuple(map(Head, ("Work", "Date", "Set by", "50% by", "85% by", "In time")))
    for item, kept in sorted(watched, key=lambda each: (each[1].day, each[0].id)):
        yield (item.title, kept.day, _BASES[kept.basis], *_outlook(item, source))


_BASES = {"mandatory": "mandatory", "promised": "a promise", "due": "the tracker"}


def _outlook(item: Item, source: Source) -> Row:
    """Return when an item is done in half and in 85% of futures, and how likely that is in time."""
    if not item.is_open:
        return None, None, None
    found = outlook_of(item, source.forecast)
    if found is None:
        return NOT_FORECAST, NOT_FORECAST, None
    return found.half or NOT_IN_SIGHT, found.safe or NOT_IN_SIGHT, _in_time(found)


def _in_time(found: Outlook) -> Share | str | None:
    """Return how likely the date is kept; inside today's sprint, by the end of that sprint."""
    if found.probability is None:
        return None
    if found.until is None:
        return Share(found.probability)
    return f"{percent_words(found.probability)} by {short_day(found.until)}"


# -- items, plan, forecast ------------------------------------------------------------------------

_ITEM_HEAD = (
    *("Title", "Place", "Driver", "Status", "Person-days", "Sized", "Team", "Component"),
    *("Must be done by", "Promised by", "Due in the tracker", "Not before"),
    *("50% by", "85% by", "In time", "Done on", "Item"),
)
_ITEM_WIDTHS = (48, 34, 22, 13, 13, 13, 16, 22, 17, 14, 19, 13, 14, 14, 20, 13, 14)


def _items(source: Source) -> Iterator[Row]:
    """Yield the items in rank order, those that are open first."""
    state = source.state
    settings = state.roadmap or Roadmap()
    yield _ITEM_HEAD
    for item in sorted(in_order(state.items), key=lambda each: not each.is_open):
        effort = effort_days(item, state.roadmap)
        team, component = state.teams.get(item.team), state.components.get(item.component)
        yield (
            item.title,
            settings.words.of(item.quadrant),
            "" if item.driver is None else say_driver(item.driver),
            say_enum(item.status),
            Days(effort.days),
            "by default" if effort.sized_by is SizedBy.DEFAULT else "",
            "" if team is None else team.name,
            "" if component is None else component.name,
            item.mandatory_by,
            item.promised_by,
            item.due,
            item.not_before,
            *_outlook(item, source),
            item.done_on,
            item.id,
        )


def _plan(source: Source) -> Iterator[Row]:
    """Yield what is planned; the probability is that of being done by the last day it is given."""
    found, sprints = source.plan, source.plan.problem.sprints
    places = {item.id: place for place, item in enumerate(in_order(source.state.items))}
    yield (
        "From",
        "To",
        "Sprint",
        "Last sprint",
        "Title",
        "Person-days",
        "Why here",
        "Done by then",
    )
    for each in sorted(found.planned, key=lambda one: (one.first, places.get(one.item, 0))):
        first, last = sprints[each.first], sprints[each.last]
        likely = None
        if source.forecast is not None:
            likely = source.forecast.done_by(each.item, each.last)
        yield (
            first.start,
            last.end - _ONE_DAY,
            first.number,
            last.number,
            _title(source.state, each.item),
            Days(each.days),
            each.reason,
            NOT_FORECAST if likely is None else Share(likely),
        )
    for below in found.below:
        title = _title(source.state, below.item)
        yield (None, None, None, "not placed", title, None, below.reason, None)


def _forecast(source: Source) -> Iterator[Row]:
    yield ("Title", "Kind", "50% by", "85% by", "Date to keep", "In time", "Item")
    for item in in_order(source.state.items):
        found = outlook_of(item, source.forecast)
        if found is not None:
            half, safe, likely = _outlook(item, source)
            yield (item.title, _KINDS[item.forcing], half, safe, found.due, likely, item.id)


_KINDS = {Forcing.FORCED: "must do", Forcing.DISCRETIONARY: "choice", None: "unsorted"}


def _decisions(source: Source) -> Iterator[Row]:
    """Yield every decision in one pass over the history."""
    yield ("When", "Who", "What", "Why", "Decision")
    state = State()
    zone = zone_or_utc(source.state.roadmap.zone if source.state.roadmap else "UTC")
    for told in source.timeline.history(0, source.index + 1):
        after = fold(told.events, state)
        what = decision_sentence(told.decision, told.events, state, after).text
        when = told.recorded_at.astimezone(zone).replace(tzinfo=None)
        yield (when, told.by.name, what, told.why, told.id)
        state = after


def _title(state: State, key: str) -> str:
    item = state.items.get(key)
    return "" if item is None else item.title


# -- every field ----------------------------------------------------------------------------------

_DAYS = frozenset(
    ("mandatory_by", "promised_by", "not_before", "due", "created_on", "started_on", "done_on")
)


def _fields(source: Source) -> Iterator[Row]:
    items = items_json(source.timeline.end(source.index), source.state)["items"]
    names = list(items[0]) if items else ["id", "title"]
    yield [*names, *FORECAST_COLUMNS]
    for item in items:
        known = source.state.items[item["id"]]
        found = outlook_cells(outlook_of(known, source.forecast), is_open=known.is_open)
        yield [*(_value(name, item[name]) for name in names), *map(_forecast_cell, found)]


def _forecast_cell(cell: Any) -> Any:
    """Return a share as a share, a day as a day and words as they are."""
    if isinstance(cell, float):
        return Share(cell)
    return date.fromisoformat(cell) if cell[:1].isdigit() else cell


def _value(name: str, value: Any) -> Any:
    if value is not None and (name in _DAYS or name.endswith("_on")):
        return date.fromisoformat(value)
    return value
