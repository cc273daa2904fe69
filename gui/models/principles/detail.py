"""What is said of one measure or principle beside the board: chart, numbers, who protects it?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication

from gui.models.principles.faces import (
    between,
    headroom_text,
    is_heading,
    span_of,
    statistic_word,
    tag_of,
)
from gui.models.principles.facts import LevelFacts
from gui.models.words import day_text, long_day_text
from gui.paint.measure_chart import ChartMark, ChartPoint, MeasureChart
from gui.paint.measure_row import RowTag
from gui.paint.text import Run
from gui.tokens import Tone
from gui.widgets.inspector_panel import PropertyRow, StoryRow
from roadmap.analysis.levels.breaches import Cause, LevelSet, Shift, effect_of
from roadmap.analysis.levels.levels import PrincipleStanding, Standing, is_breached, trend_path
from roadmap.analysis.levels.principles import Effect, last_sprints
from roadmap.analysis.words import say_days, say_level, say_measured
from roadmap.records.levels import LoadCondition, Measure

WEEKS = 30
_AHEAD = timedelta(weeks=8)
_MOST_TURNS = 8
_MINUS = "\u2212"


def _t(text: str) -> str:
    return QCoreApplication.translate("principles", text)


@dataclass(frozen=True, slots=True)
class MeasureDetail:
    """A measure beside the board. `effort` says what was done for its principle."""

    measure: Measure
    tag: RowTag
    principle: str
    chart: MeasureChart
    spoken: str
    breached: bool
    effect: str
    rows: tuple[PropertyRow, ...]
    protecting: tuple[str, ...]
    effort: str
    effects: tuple[tuple[Run, ...], ...]
    turns: tuple[StoryRow, ...]


def measure_detail(
    row: Standing, facts: LevelFacts, chosen: LevelSet | None = None, by: str = ""
) -> MeasureDetail:
    """Return what is said of a measure; `chosen` set its level, decided by `by`."""
    measure = row.measure
    principle = facts.state.principles.get(measure.principle)
    return MeasureDetail(
        measure=measure,
        tag=_tag(row, facts),
        principle="" if principle is None else principle.name,
        chart=chart_of(row, facts),
        spoken=table_text(row, facts.today),
        breached=bool(row.breached),
        effect=row.effect,
        rows=_rows(row, facts, chosen, by),
        protecting=tuple(item.id for item in facts.protecting(row) if item.is_open),
        effort=effort_text(measure.principle or "", facts),
        effects=tuple(_effect_runs(each, row, facts) for each in facts.effects if _is(each, row)),
        turns=_turns(row, facts),
    )


def _is(found: Effect, row: Standing) -> bool:
    return found.measure == row.measure.id


def _tag(row: Standing, facts: LevelFacts) -> RowTag:
    today = facts.today
    if row.breached and row.since is not None:
        text = _t("breached {day}").format(day=day_text(row.since, today))
        long = _t("today") if row.since >= today else span_of(row.since, today)
        return RowTag(f"{text}, {long}", "bad", "alert-triangle")
    if row.measure.level is None:
        return RowTag(_t("no level yet"), "neutral")
    if row.latest is None:
        return RowTag(_t("not measured yet"), "neutral")
    if is_heading(row, today):
        up = "trending-down" if row.measure.comparator.more_is_better else "trending-up"
        return RowTag(_t("heading for a breach"), "warn", up)
    if row.measure.provisional:
        return RowTag(_t("provisional level"), "neutral")
    return RowTag(_t("met"), "ok", "check")


# -- the chart ------------------------------------------------------------------------------------


def chart_of(row: Standing, facts: LevelFacts) -> MeasureChart:
    """Return the chart of the last months, and of the next weeks where a trend leads there."""
    measure, today = row.measure, facts.today
    first = today - timedelta(weeks=WEEKS)
    known = [each for each in measure.measurements if each.day <= today and each.value is not None]
    if known and known[-1].day < first + timedelta(weeks=8):
        first = known[-1].day - timedelta(weeks=WEEKS)  # long ago: show what there is
    known = [each for each in known if each.day >= first]
    if known:
        first = max(first, known[0].day - timedelta(days=7))
    until = today + (_AHEAD if is_heading(row, today) else timedelta())
    path = trend_path(row, today, until)
    turns = [each for each in facts.shifts if each.measure == measure.id and each.breached]
    last = known[-1] if known else None
    return MeasureChart(
        points=tuple(
            ChartPoint(
                each.day,
                each.value,
                _note(measure, each.value, each.day, each.source),
                breached=bool(is_breached(measure, each.value)),
            )
            for each in known
            if each.value is not None
        ),
        first=first,
        last=max(until, first + timedelta(days=14)),
        level=measure.level,
        level_text="" if measure.level is None else f"{measure.level:,.6g}",
        end="" if last is None or last.value is None else f"{last.value:,.6g}",
        unit=measure.unit,
        worse_above=not measure.comparator.more_is_better,
        marks=tuple(
            ChartMark(each.day, _t("breached {day}").format(day=day_text(each.day, today)), True)
            for each in turns
            if each.day <= today
        ),
        path=tuple((each.day, each.value, each.low, each.high) for each in path),
    )


def _note(measure: Measure, value: float, day: date, source: str) -> str:
    words = f"{say_measured(measure, value)}, {long_day_text(day)}"
    return f"{words}, {source}" if source else words


def table_text(row: Standing, today: date) -> str:
    """Return the numbers of the chart in words, latest first, for who cannot see it."""
    measure = row.measure
    known = [each for each in measure.measurements if each.day <= today][-26:]
    lines = [
        f"{long_day_text(each.day)}: {say_measured(measure, each.value)}"
        + (f" ({_t('breached')})" if is_breached(measure, each.value) else "")
        for each in reversed(known)
    ]
    head = _t("no level") if measure.level is None else say_level(measure)
    return "; ".join((_t("Minimum {level}").format(level=head), *lines))


# -- the rows -------------------------------------------------------------------------------------


def _rows(
    row: Standing, facts: LevelFacts, chosen: LevelSet | None, by: str
) -> tuple[PropertyRow, ...]:
    found = [_minimum(row), _set(row, facts, chosen, by), _headroom(row), _latest(row, facts)]
    found += [_trend(row), _breach(row, facts), _since(row, facts), _where(row, facts)]
    return tuple(each for each in found if each is not None)


def _minimum(row: Standing) -> PropertyRow:
    measure = row.measure
    if measure.level is None:
        return PropertyRow(_t("Minimum"), (Run(_t("none yet"), "muted"),))
    level = say_measured(measure, measure.level)
    words = say_level(measure).removesuffix(level)
    load = _t(", at peak") if measure.load is LoadCondition.PEAK else ""
    runs = (
        Run(f"{statistic_word(measure.statistic)} {words}"),
        Run(level, weight=600),
        Run(load),
    )
    return PropertyRow(_t("Minimum"), runs)


def _set(row: Standing, facts: LevelFacts, chosen: LevelSet | None, by: str) -> PropertyRow | None:
    if chosen is None or row.measure.level is None:
        return None
    words = ", ".join(part for part in (day_text(chosen.day, facts.today), by) if part)
    runs = [Run(words, "accent")]
    if chosen.before is not None and chosen.before != row.measure.level:
        was = say_measured(row.measure, chosen.before)
        runs.append(Run(_t(", was {level}").format(level=was), "muted"))
    if row.measure.provisional:
        runs.append(Run(_t(", provisional"), "muted"))
    return PropertyRow(_t("Set"), tuple(runs), chosen.decision)


def _headroom(row: Standing) -> PropertyRow | None:
    if row.headroom is None:
        return None
    value = _difference(row.measure, abs(_rounded(row.headroom)))
    tone: Tone = "bad" if row.breached else "text"
    if row.breached:
        words = _t("{value} short of it") if row.headroom else _t("at the level")
    else:
        words = _t("{value} left")
    runs = [Run(words.format(value=value), tone, 600)]
    if row.room_share:
        of = _t(", {share} of the level")
        if row.room_share != row.headroom_share:
            of = _t(", {share} of what may fail")
        runs.append(Run(of.format(share=headroom_text(row)), "muted"))
    return PropertyRow(_t("Headroom"), tuple(runs))


def _difference(measure: Measure, value: float) -> str:
    """Return "12 ms", or "0.8 points" between two percentages."""
    if measure.unit != "%":
        return say_measured(measure, value)
    return _t("1 point") if value == 1 else _t("{n} points").format(n=f"{value:,.6g}")


def _rounded(value: float) -> float:
    """Without the noise of a subtraction of floats."""
    return float(f"{value:.6g}")


def _latest(row: Standing, facts: LevelFacts) -> PropertyRow | None:
    if row.latest is None:
        return None
    value = say_measured(row.measure, row.latest.value)
    when = day_text(row.latest.day, facts.today)
    source = f", {row.latest.source}" if row.latest.source else ""
    return PropertyRow(_t("Latest"), (Run(value, weight=600), Run(f", {when}{source}", "muted")))


def _trend(row: Standing) -> PropertyRow:
    trend = row.trend
    if trend is None:
        return PropertyRow(_t("Trend"), (Run(row.no_trend, "muted"),))
    week = [7 * each for each in (trend.slope, trend.slope_low, trend.slope_high)]
    words = _t("{value} a week").format(value=_signed(row.measure, week[0]))
    range_ = _t(" {low} to {high}").format(low=_plain(week[1]), high=_plain(week[2]))
    return PropertyRow(_t("Trend"), (Run(words), Run(range_, "muted")))


def _signed(measure: Measure, value: float) -> str:
    sign = "+" if value >= 0 else _MINUS
    return sign + _difference(measure, float(f"{abs(value):.2g}"))


def _plain(value: float) -> str:
    return f"{value:.2g}".replace("-", _MINUS)


def _breach(row: Standing, facts: LevelFacts) -> PropertyRow | None:
    trend, today = row.trend, facts.today
    if trend is None or row.breached or row.measure.level is None:
        return None
    if trend.breach_on is None and trend.earliest is None:
        return PropertyRow(_t("Breach"), (Run(_t("not in sight"), "muted"),))
    if trend.breach_on is None:
        first = _t(", at the earliest {day}").format(day=day_text(trend.earliest or today, today))
        return PropertyRow(_t("Breach"), (Run(_t("not in sight"), "muted"), Run(first, "muted")))
    about = _t("about {day}").format(day=day_text(trend.breach_on, today))
    tone: Tone = "warn" if is_heading(row, today) else "text"
    span = between(trend.earliest, trend.latest, today)
    return PropertyRow(_t("Breach"), (Run(about, tone, 600), Run(f", {span}", "muted")))


_CAUSES = {
    Cause.MEASURED: "measured",
    Cause.SET: "the level was set",
    Cause.RAISED: "the level was raised",
    Cause.RELAXED: "the level was relaxed",
    Cause.TAKEN_AWAY: "the level was taken away",
    Cause.REMOVED: "removed",
}


def _since(row: Standing, facts: LevelFacts) -> PropertyRow | None:
    turned = facts.turned(row.measure.id)
    if turned is None or turned.breached is not bool(row.breached):
        return None
    name = _t("Breached") if turned.breached else _t("Restored")
    day = day_text(turned.day, facts.today)
    runs = (Run(day, "accent"), Run(f", {_t(_CAUSES[turned.cause])}", "muted"))
    return PropertyRow(name, runs, turned.decision)


def _where(row: Standing, facts: LevelFacts) -> PropertyRow | None:
    component = facts.state.components.get(row.measure.component)
    if component is None:
        return None
    return PropertyRow(_t("Component"), (Run(component.name),))


# -- what was done --------------------------------------------------------------------------------


def effort_text(principle: str, facts: LevelFacts) -> str:
    """Return how much was done for a principle lately."""
    found = facts.effort_of(principle)
    named = facts.principle(principle)
    if found is None or named is None:
        return ""
    name = named.principle.name
    if found.neglected:
        return _t(
            "No effort went to {name} in the last three sprints, and nothing is under way."
        ).format(name=name)
    if not found.days:
        return _t("No effort went to {name} in the last six sprints.").format(name=name)
    share = "" if found.share is None else f", {found.share * 100:.0f}%"
    return _t("{days} went to {name} in the last six sprints{share} of all effort.").format(
        days=say_days(found.days), name=name, share=share
    )


def _effect_runs(found: Effect, row: Standing, facts: LevelFacts) -> tuple[Run, ...]:
    item = facts.state.items.get(found.item)
    title = found.item if item is None else item.title
    runs = [Run(title, weight=500), Run(f"\n{day_text(found.done_on, facts.today)}: ", "muted")]
    if found.before is None or found.after is None:
        runs.append(Run(_t("too little measured around it"), "muted"))
        return tuple(runs)
    values = [say_measured(row.measure, float(f"{v:.4g}")) for v in (found.before, found.after)]
    runs.append(Run(_t("{before} before, {after} after").format(before=values[0], after=values[1])))
    note = _t("better") if found.better else _t("worse")
    if found.better is None:
        note = _t(found.note)
    tone: Tone = "muted" if found.better is None else ("ok" if found.better else "bad")
    runs.append(Run(f", {note}", tone, 600 if found.better is not None else 400))
    return tuple(runs)


def _turns(row: Standing, facts: LevelFacts) -> tuple[StoryRow, ...]:
    own = [each for each in facts.shifts if each.measure == row.measure.id]
    return tuple(_turn(each, row.measure, facts) for each in own[::-1][:_MOST_TURNS])


def _turn(shift: Shift, measure: Measure, facts: LevelFacts) -> StoryRow:
    value, level = say_measured(measure, shift.value), say_measured(measure, shift.level)
    runs: tuple[Run, ...]
    if shift.breached:
        runs = (Run(_t("Breached"), "bad", 600), Run(_t(" at {value}").format(value=value)))
    else:
        runs = (Run(_t("Restored"), "ok", 600), Run(_t(" at {value}").format(value=value)))
    if shift.level is not None and shift.level != measure.level:
        runs = (*runs, Run(_t(", level then {level}").format(level=level), "muted"))
    if shift.cause is not Cause.MEASURED:
        runs = (*runs, Run(f", {_t(_CAUSES[shift.cause])}", "muted"))
    effect = effect_of(shift, facts.state) if shift.breached else ""
    return StoryRow(day_text(shift.day, facts.today), runs, effect, shift.decision)


# -- principles -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PrincipleDetail:
    """A principle beside the board: effort by sprint, breaches in that time, what protects it."""

    row: PrincipleStanding
    tag: RowTag
    number: int
    count: int
    effort: str
    by_sprint: tuple[float, ...]
    sprints: tuple[int, ...]
    breaches: int
    under_way: tuple[str, ...]
    protecting: tuple[str, ...]


def principle_detail(row: PrincipleStanding, facts: LevelFacts) -> PrincipleDetail:
    """Return what is said of a principle."""
    key = row.principle.id
    found = facts.effort_of(key)
    keys = [each.principle.id for each in facts.rows]
    return PrincipleDetail(
        row=row,
        tag=tag_of(row, facts),
        number=keys.index(key) + 1,
        count=len(keys),
        effort=effort_text(key, facts),
        by_sprint=() if found is None else found.by_sprint,
        sprints=tuple(each.number for each in last_sprints(facts.state, facts.today)),
        breaches=0 if found is None else found.breaches,
        under_way=() if found is None else found.under_way,
        protecting=tuple(item.id for item in facts.protecting_principle(key) if item.is_open),
    )
