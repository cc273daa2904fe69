"""The sections of the page as static HTML: they stand without scripts, and for screen readers.

The grid, the plan, the time line, the principles, the forecast and the decisions. Titles and
reasons are only ever text. What is wanted of the reader stands in `asks.py`, what changed and where
things stand in `overview.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from functools import partial

from roadmap.analysis.estimates.effort import sizes_of
from roadmap.analysis.items.dates import date_kept
from roadmap.analysis.items.layout import layout
from roadmap.analysis.levels.levels import Standing, standings
from roadmap.analysis.phrases.sentences import decision_sentence
from roadmap.analysis.planning.forecast import MIDDLE, SAFE
from roadmap.analysis.planning.plan import Planned
from roadmap.analysis.words import say_days, say_driver, say_level, say_measured
from roadmap.report.html.below import BelowCut, below_cut, nothing_placed
from roadmap.report.html.charts import Bar, sparkline, time_line
from roadmap.report.html.outcomes import came_of_it
from roadmap.report.html.overview import overview
from roadmap.report.html.source import Source
from roadmap.report.html.words import chance, day, plural, table, text
from roadmap.state import Item
from roadmap.timeline import Told
from roadmap.values import Forcing, Quadrant

TABS = (
    ("overview", "Overview"),
    ("grid", "Grid"),
    ("plan", "Plan"),
    ("timeline", "Timeline"),
    ("principles", "Principles"),
    ("forecast", "Forecast"),
    ("decisions", "Decisions"),
)
QUADRANT_WORDS = {
    Quadrant.FORCED_SHORT_TERM: "Emergencies",
    Quadrant.FORCED_LONG_TERM: "Preparation for a mandatory future",
    Quadrant.DISCRETIONARY_SHORT_TERM: "Tweaks and targeted fixes",
    Quadrant.DISCRETIONARY_LONG_TERM: "Generational improvements",
    Quadrant.UNSORTED: "Unsorted",
}
_STATIC_CARDS, _STATIC_DECISIONS, _MOST_BARS = 25, 40, 60
_MOST_BELOW, _MOST_UNPLACED = 100, 40


def section(name: str, heading: str, content: str) -> str:
    """Return one tab of the page."""
    return (
        f'<section id="{name}" data-tab="{name}" aria-label="{text(heading)}">'
        f'<h2 class="tabname">{text(heading)}</h2>{content}</section>'
    )


# -- grid -----------------------------------------------------------------------------------------


def grid(source: Source) -> str:
    """Return the grid: its first cards for readers without scripts, the frame for the playback."""
    columns = layout(source.state.items, sizes_of(source.state.roadmap))
    total = sum(columns.of(each).effort for each in Quadrant) or 1.0
    boxes = []
    for place, quadrant in enumerate(Quadrant):
        column = columns.of(quadrant)
        kind = "must" if place < 2 else "choice" if place < 4 else ""
        items = "".join(
            f"<li>{text(item.title)} <b>{text(say_days(effort))}</b></li>"
            for item, effort in zip(
                column.items[:_STATIC_CARDS], column.efforts[:_STATIC_CARDS], strict=True
            )
        )
        rest = len(column.items) - _STATIC_CARDS
        more = f'<li class="muted">and {rest:,} more</li>' if rest > 0 else ""
        boxes.append(
            f'<div class="quadrant q{place}{" tray" if place == 4 else ""}" id="q{place}">'
            f'<h3><span class="{kind}">{text(QUADRANT_WORDS[quadrant])}</span> '
            f'<span class="number faint">{plural(len(column.items), "item")}, '
            f"{text(say_days(column.effort))}</span>"
            f'<span class="share">{column.effort / total:.0%}</span></h3>'
            f'<ul class="plain nojs">{items}{more}</ul><ul class="cards onlyjs"></ul>'
            '<p class="more"></p></div>'
        )
    gone = '<p id="gone" class="onlyjs" hidden></p>'
    return f'{gone}<div class="quadrants">{"".join(boxes)}</div>'


# -- plan, time line, forecast --------------------------------------------------------------------


def plan(source: Source) -> str:
    """Return the sprints with what begins in them and how likely it is done by when."""
    found = source.plan
    by_sprint: dict[int, list[str]] = {}
    for each in found.planned:
        item = source.state.items.get(each.item)
        if item is not None:
            by_sprint.setdefault(each.first, []).append(
                f"{text(item.title)}{_done_by(source, each)}"
            )
    rows = []
    for place, sprint in enumerate(found.problem.sprints):
        if place in by_sprint:
            cells = found.problem.capacity.cells[place]
            capacity = sum(cell.days for cell in cells)
            reserve = sum(found.problem.reserve.days[place])
            rows.append(
                (
                    str(sprint.number),
                    day(sprint.start, source.today),
                    f"{sum(found.used[place]):.1f}",
                    f"{reserve:.1f}",
                    f"{capacity:.1f}",
                    "<br>".join(by_sprint[place]),
                )
            )
    below = _below(source)
    if not rows:
        return f'<div class="panel"><p>{text(nothing_placed(source))}</p>{below}</div>'
    head = (
        *(("Sprint", True), ("From", False), ("Planned", True), ("Reserve", True)),
        *(("Capacity", True), ("Work, and how likely it is done by the end of its sprint", False)),
    )
    return f'<div class="panel">{table("Sprints, in person-days (pd)", head, rows)}{below}</div>'


def _done_by(source: Source, each: Planned) -> str:
    """Return how likely work is done by the end of the last sprint that it is planned in."""
    sprint = source.plan.problem.sprints[each.last]
    last = sprint.end - timedelta(days=1)
    until = ""
    if each.last != each.first:
        until = f", to sprint {sprint.number}"
    likely = None if source.forecast is None else source.forecast.done_by(each.item, each.last)
    if likely is None:
        return f' <span class="faint">{until.removeprefix(", ")}</span>' if until else ""
    return f'{until} ({chance(likely)} <span class="faint">by {day(last, source.today)}</span>)'


def _below(source: Source) -> str:
    found = sorted(below_cut(source), key=lambda each: not each.must_do)
    if not found:
        return ""
    rows = [
        (text(each.item.title), _kind(each.item), text(each.reason)) for each in found[:_MOST_BELOW]
    ]
    head = (("Work", False), ("Kind", False), ("Why", False))
    return (
        f"<h3>Below the cut line</h3>{table('Work that is not placed', head, rows)}"
        f"{_left(found[_MOST_BELOW:])}"
    )


def _left(rest: Sequence[BelowCut]) -> str:
    """Return how many more are not placed, and how many of them must be done."""
    if not rest:
        return ""
    must_do = sum(each.must_do for each in rest)
    of_them = f", {must_do:,} of them must do" if must_do else ""
    return f'<p class="more">and {len(rest):,} more below the cut line{of_them}</p>'


def timeline(source: Source) -> str:
    """Return the time line of planned work, what must be done first, also without a place."""
    bars, last = _bars(source)
    if not bars:
        return f'<div class="panel"><p>{text(nothing_placed(source))}</p>{_below(source)}</div>'
    sprints = source.plan.problem.sprints
    first = sprints[0].start if sprints else source.today
    drawing = time_line(bars[:_MOST_BARS], first, last, source.today)
    rest = len(bars) - _MOST_BARS
    must_do = sum(bar.must_do for bar in bars[_MOST_BARS:])
    of_them = f", {must_do:,} of them must do" if must_do else ""
    more = f'<p class="more">and {rest:,} more{of_them}</p>' if rest > 0 else ""
    choices = sum(not each.must_do for each in below_cut(source))
    if choices:
        more += f'<p class="more">{plural(choices, "choice")} below the cut line: see Plan</p>'
    key = (
        '<p class="faint">Full: planned. Tint: to the day by which it is done in 85% of futures. '
        "Line: the date to keep. Warm must be done, cool is a choice. "
        "Must-do work without a place in the plan comes first.</p>"
    )
    return f'<div class="panel">{key}{drawing}{more}</div>'


def _bars(source: Source) -> tuple[list[Bar], date]:
    sprints, forecast = source.plan.problem.sprints, source.forecast
    bars, last = [], source.today
    for each in source.plan.planned:
        item = source.state.items.get(each.item)
        if item is None:
            continue
        start, end = sprints[each.first].start, sprints[each.last].end
        safe = None if forecast is None else forecast.day(each.item, SAFE)
        due = _date_to_keep(item)
        last = max(last, end, *(one for one in (safe, due) if one is not None))
        said = f"planned sprint {sprints[each.last].number}"
        if safe is not None:
            said += f", 85% by {safe.isoformat()}"
        is_forced = item.forcing is Forcing.FORCED
        bars.append(Bar(item.title, is_forced, start, end, safe, due, said))
    for none in below_cut(source):
        if not none.must_do:
            continue
        due = _date_to_keep(none.item)
        last = max(last, due or last)
        bars.append(Bar(none.item.title, True, None, source.today, None, due, none.reason))
    bars.sort(
        key=lambda bar: (not bar.must_do, bar.start is not None, bar.due or date.max, bar.end)
    )
    return bars, last


def _date_to_keep(item: Item) -> date | None:
    found = date_kept(item)
    return None if found is None else found.day


def _in_time(source: Source, item: str, due: date) -> str:
    """Return how likely a date is kept; inside the sprint of today, by the end of that sprint."""
    found = None if source.forecast is None else source.forecast.chance_by(item, due)
    if found is None:
        return chance(None)
    until = "" if found.until is None else f" by {day(found.until, source.today)}"
    return f"{chance(found.probability)}{until}"


def forecast(source: Source) -> str:
    """Return when each item will be done, in how many futures, and what that rests on."""
    found = source.forecast
    rows = _unplaced(source)
    hidden = len(rows) - _MOST_UNPLACED
    rows = rows[:_MOST_UNPLACED]
    more = ""
    if hidden > 0:
        more = f'<p class="more">and {hidden:,} more must-do items without a place in the plan</p>'
    if found is None:
        known = table("Must-do work without a place in the plan", _FORECAST, rows) if rows else ""
        return f'<div class="panel"><p>{text(nothing_placed(source))}</p>{known}{more}</div>'
    for each in source.plan.planned:
        item = source.state.items.get(each.item)
        if item is None:
            continue
        due = _date_to_keep(item)
        rows.append(
            (
                text(item.title),
                _kind(item),
                day(found.day(each.item, MIDDLE), source.today) or "not in sight",
                day(found.day(each.item, SAFE), source.today) or "not in sight",
                day(due, source.today),
                "" if due is None else _in_time(source, each.item, due),
            )
        )
    choices = sum(not each.must_do for each in below_cut(source))
    if choices:
        more += f'<p class="more">{plural(choices, "choice")} below the cut line: see Plan</p>'
    return (
        f'<div class="panel"><p>{found.trials:,} futures were drawn from today’s plan. '
        f"{text(found.rests_on)}</p>{table('When work will be done', _FORECAST, rows)}"
        f"{more}</div>"
    )


_FORECAST = (
    *(("Work", False), ("Kind", False), ("50% by", False), ("85% by", False)),
    *(("Date", False), ("In time", True)),
)


def _unplaced(source: Source) -> list[tuple[str, ...]]:
    """Return the must-do work without a place in the plan, why, and how its date fares."""
    rows: list[tuple[str, ...]] = []
    seen = "" if source.forecast is None else "not in sight"
    for each in below_cut(source):
        if each.must_do:
            item, due = each.item, _date_to_keep(each.item)
            name = f'{text(item.title)}<div class="faint">No place: {text(each.reason)}</div>'
            in_time = "" if due is None else _in_time(source, item.id, due)
            when = day(due, source.today)
            rows.append((name, _kind(item), seen, seen, when, in_time))
    return rows


def _kind(item: Item) -> str:
    if item.forcing is Forcing.FORCED:
        driver = f": {say_driver(item.driver).lower()}" if item.driver else ""
        return f'<span class="must">must do</span>{text(driver)}'
    return '<span class="choice">choice</span>' if item.forcing is not None else "unsorted"


# -- principles -----------------------------------------------------------------------------------


def principles(source: Source) -> str:
    """Return the principles with their levels, latest values and course."""
    rows: list[tuple[str, ...]] = []
    for row in standings(source.state, source.today):
        if not row.measures:
            rows.append((text(row.principle.name), "", "no level yet", "", "", ""))
        for place, each in enumerate(row.measures):
            name = text(row.principle.name) if place == 0 else ""
            rows.append((name, *_measure(each, source.today)))
    head = (
        *(("Principle", False), ("Measure", False), ("Minimum level", False)),
        *(("Latest", True), ("Course", False), ("Standing", False)),
    )
    return f'<div class="panel">{table("Minimum acceptable levels", head, rows)}</div>'


def _measure(each: Standing, today: date) -> tuple[str, ...]:
    measure, latest = each.measure, each.latest
    values = [one.value for one in measure.measurements if one.value is not None]
    level = "none" if measure.level is None else text(say_level(measure))
    if measure.provisional:
        level += ' <span class="tag">provisional</span>'
    value = "" if latest is None else text(say_measured(measure, latest.value))
    if each.breached is None:
        standing = '<span class="faint">not known</span>'
    elif each.breached:
        since = "" if each.since is None else f" since {day(each.since, today)}"
        effect = f": {text(each.effect)}" if each.effect else ""
        standing = f'<span class="tag bad">breached</span>{since}{effect}'
    elif (ahead := each.breach_ahead(today)) is not None:
        standing = f'<span class="tag warn">kept, by trend until {day(ahead, today)}</span>'
    else:
        standing = '<span class="tag ok">kept</span>'
    course = sparkline(values[-60:], measure.level, breached=bool(each.breached))
    return text(measure.name), level, value, course, standing


# -- decisions ------------------------------------------------------------------------------------


def decisions(source: Source, noted: Sequence[Told]) -> str:
    """Return the last decisions as a table, and the list that the scripts fill.

    `noted` are the decisions that something can have come of, or that say what is waited for.
    """
    first = max(0, source.index + 1 - _STATIC_DECISIONS)
    rows = [_decision(source, each) for each in source.timeline.history(first, source.index + 1)]
    head = (("When", False), ("Who", False), ("What", False), ("Why", False))
    fixed = table(f"The last {len(rows)} decisions", head, reversed(rows))
    return came_of_it(source, noted) + (
        '<div class="panel"><div class="row onlyjs">'
        '<label>Who <select id="person"><option value="">Everybody</option></select></label>'
        '<label>Words <input id="words" type="search"></label>'
        '<label class="row"><input type="checkbox" id="marked"> Bookmarks only</label>'
        '<span class="faint grow" id="found" role="status"></span>'
        f'<button id="remark">Comment on this decision</button></div>{_SIGNS}'
        f'<ul class="plain log onlyjs" id="log"></ul><div class="nojs">{fixed}</div></div>'
    )


_SIGNS = (
    '<p class="faint onlyjs signs" id="signs">On the time axis: bands are phases, '
    '<i class="breach"></i>level breached, <i class="restored"></i>level kept again, '
    '<i class="adopted"></i>scenario adopted, <i class="review"></i>review signed off, '
    '<i class="answer"></i>ask answered, <i class="hire"></i>somebody joins, '
    '<i class="sprint"></i>sprint closed.</p>'
)


def _decision(source: Source, told: Told) -> tuple[str, ...]:
    before = source.timeline.state_after(told.index - 1)
    after = source.timeline.state_after(told.index)
    said = decision_sentence(told.decision, told.events, before, after)
    when = day(told.recorded_at.date(), source.today)
    return when, text(told.by.name), text(said.text), text(told.why or "")


def all_tabs(source: Source, noted: Sequence[Told]) -> Iterable[str]:
    """Yield every section in its order; `noted` is as in `decisions`."""
    made: dict[str, Callable[[Source], str]] = {
        "overview": overview,
        "grid": grid,
        "plan": plan,
        "timeline": timeline,
        "principles": principles,
        "forecast": forecast,
        "decisions": partial(decisions, noted=noted),
    }
    for name, heading in TABS:
        yield section(name, heading, made[name](source))
