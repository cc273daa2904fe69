"""What do the fans of What-if show: must-do work left, its share of effort, and the burn-up?

Percentiles come from the trials that a forecast keeps; everything here is how they are drawn and
said. A course begins today and goes on at the end of each sprint.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication

from gui.models.whatif.seen import Course, Seen
from gui.models.words import percent
from gui.paint.chart_axis import Axis, axis_for
from gui.paint.fan import FanFace, FanMark, FanPlot, FanSeries
from roadmap.analysis.simulation.model import Model
from roadmap.analysis.simulation.results import percentile
from roadmap.analysis.words import counted, say_days, say_number, short_day

_MOST_TICKS = 6
_MOST_MARKS = 2
_LONGEST_HEAD = 22
_LEAST_DAYS = 130
_STEADY_SPRINTS, _STEADY_FILL = 4, 0.55


def _t(text: str) -> str:
    return QCoreApplication.translate("whatif", text)


def days_of(model: Model, count: int) -> tuple[float, ...]:
    """Today and the ends of the first `count` sprints, in days from today."""
    return (0.0, *(float(end) for end in model.ends[:count]))


def sprints_shown(seen: Sequence[Seen], before: FanFace | None = None) -> int:
    """How many sprints the charts span: until nearly all is done, a third of a year at least.

    As many as `before` where that is a few more: a chart that is redrawn should not jump.
    """
    model = seen[0].model
    least = sum(end <= _LEAST_DAYS for end in model.ends)
    wanted = min(model.sprints, max(least, *(each.over + 2 for each in seen)))
    shown = 0 if before is None else len(before.days) - 1
    same = before is not None and before.days == days_of(model, shown)
    return shown if same and wanted <= shown <= wanted + _STEADY_SPRINTS else wanted


def steadied(axis: Axis, values: Sequence[float], before: FanFace | None, place: int) -> Axis:
    """The axis that a plot had, where the values fit in and fill most of it."""
    if before is None or place >= len(before.plots):
        return axis
    old, highest = before.plots[place].axis, max(values, default=0.0)
    fits = old.bottom == axis.bottom and _STEADY_FILL * old.top <= highest <= old.top
    return old if fits and old.percent == axis.percent else axis


def must_do_face(
    base: Seen,
    chosen: Seen | None,
    as_of: date,
    marks: Sequence[tuple[str, str]] = (),
    before: FanFace | None = None,
) -> FanFace:
    """Must-do work left and its share of all effort; `marks` are (item, words) to point out.

    `before` is what was shown just now of the same plan.
    """
    shown = [base] if chosen is None else [chosen, base]
    left = [(each, each.must_left) for each in shown]
    share = [(each, each.must_share) for each in shown]
    last = chosen or base
    spots = tuple(_marks(last, marks))
    count = sprints_shown(shown, before)
    upper = [value for _, course in left for value in course.bands[-1][: count + 1]]
    plots = (
        FanPlot(
            "",
            steadied(axis_for(upper), upper, before, 0),
            tuple(_series(each, course, last.key, count, _said_days) for each, course in left),
            2.2,
            spots,
        ),
        FanPlot(
            _t("Must-do share of effort, mean"),
            axis_for([1.0], percent=True, lines=2),
            tuple(_series(each, course, last.key, count, _said_share) for each, course in share),
            0.8,
            named=False,
            brief=_t("share"),
        ),
    )
    return _face(base.model, count, plots, as_of)


def burn_up_face(
    base: Seen, chosen: Seen | None, as_of: date, before: FanFace | None = None
) -> FanFace:
    """How many items are finished by then: P50, and at least so many in 85% of futures."""
    shown = [base] if chosen is None else [chosen, base]
    last = chosen or base
    courses = [(each, each.finished) for each in shown]
    count = sprints_shown(shown, before)
    total = max(len(each.model.items) for each in shown)
    whole = (float(len(last.model.items)), counted(len(last.model.items), "open item"))
    plot = FanPlot(
        "",
        axis_for([float(total)], whole=True),
        tuple(_series(each, course, last.key, count, _said_finished) for each, course in courses),
        whole=whole,
    )
    return _face(base.model, count, (plot,), as_of)


def fan_rows(face: FanFace) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """The chart as a table: the heads, and for each day what each scenario says on it."""
    series = [(plot, each) for plot in face.plots for each in plot.series]
    heads = [_t("Until")]
    for plot, each in series:
        heads.append(f"{_short(each.name)}, {plot.brief}" if plot.brief else _short(each.name))
    rows = [
        (day, *(each.words[place] for _, each in series))
        for place, day in enumerate(face.day_words)
    ]
    return tuple(heads), rows


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_HEAD else name[: _LONGEST_HEAD - 1].rstrip() + "…"


# -- courses --------------------------------------------------------------------------------------


def _series(
    seen: Seen, course: Course, chosen: str, count: int, said: Callable[[Course, int], str]
) -> FanSeries:
    words = tuple(said(course, place) for place in range(count + 1))
    p10, p25, _, p75, p90 = (row[: count + 1] for row in course.bands)
    return FanSeries(
        seen.key,
        seen.name,
        words[-1],
        p10,
        p25,
        course.line[: count + 1],
        p75,
        p90,
        words,
        chosen=seen.key == chosen,
        low=course.low[: count + 1],
    )


def _said_days(course: Course, place: int) -> str:
    text = _t("{days}, {low}–{high}")
    low, high = course.bands[0][place], course.bands[-1][place]
    return text.format(days=_whole(course.line[place]), low=_bare(low), high=_bare(high))


def _said_share(course: Course, place: int) -> str:
    return percent(course.line[place])


def _said_finished(course: Course, place: int) -> str:
    text = _t("{middle} at P50, {low} at P85")
    return text.format(middle=round(course.line[place]), low=round(course.low[place]))


def _whole(days: float) -> str:
    return say_days(round(days) if days >= 10 else days)


def _bare(days: float) -> str:
    return say_number(round(days) if days >= 10 else round(days, 1))


# -- the days below -------------------------------------------------------------------------------


def _face(model: Model, count: int, plots: tuple[FanPlot, ...], as_of: date) -> FanFace:
    days = days_of(model, count)
    ends = [as_of + timedelta(days=round(day)) for day in days]
    step = max(1, -(-(len(days) - 1) // (_MOST_TICKS - 1)))
    ticks = tuple(
        (days[place], short_day(ends[place], ends[place])) for place in range(0, len(days), step)
    )
    words = [_t("Today")]
    for place, end in enumerate(ends[1:]):
        last = short_day(end - timedelta(days=1), as_of)
        if model.first_sprint is None:
            words.append(_t("By {day}").format(day=last))
        else:
            number = model.first_sprint + place
            words.append(_t("Sprint {n}, to {day}").format(n=number, day=last))
    return FanFace(days, plots, ticks, tuple(words))


def _marks(seen: Seen, wanted: Iterable[tuple[str, str]]) -> list[FanMark]:
    """Where in half of the futures an item is finished."""
    found: list[FanMark] = []
    for item, words in wanted:
        counts = seen.counts(item)
        sprint = None if counts is None else percentile(counts, 0.5)
        if sprint is not None and len(found) < _MOST_MARKS:
            found.append(FanMark(float(seen.model.ends[sprint]), words))
    return found
