"""What stands in the rows of the principles: words, numbers, the line of the last weeks?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication

from gui.models.principles.facts import LevelFacts
from gui.models.words import day_text
from gui.paint.measure_row import (
    ALL_DRAWN,
    Drawn,
    Face,
    MeasureFace,
    PrincipleFace,
    RowTag,
)
from gui.paint.sparkline import Spark
from gui.tokens import Tone
from roadmap.analysis.levels.levels import GAP, LevelStatus, PrincipleStanding, Standing
from roadmap.analysis.words import counted, listed, say_level, say_measured
from roadmap.records.levels import LoadCondition, Measure, Statistic
from roadmap.records.presets import PRESET_BY_KEY

WEEKS = 26
_AHEAD = timedelta(weeks=8)  # as far a sparkline shows where the trend leads
_MINUS = "\u2212"


def _t(text: str) -> str:
    return QCoreApplication.translate("principles", text)


def faces(facts: LevelFacts, *, editable: bool = True) -> tuple[Face, ...]:
    """Return a row for each principle and below it one for each of its measures.

    Where nothing can be changed, the last column offers nothing.
    """
    found: list[Face] = []
    for number, row in enumerate(facts.rows, start=1):
        found.append(principle_face(row, number, facts))
        count = len(row.measures)
        found += [
            measure_face(each, facts, last=place == count, editable=editable)
            for place, each in enumerate(row.measures, start=1)
        ]
    measures = [face for face in found if isinstance(face, MeasureFace)]
    drawn = Drawn(
        bars=any(face.share is not None for face in measures),
        sparks=any(face.spark is not None for face in measures),
    )
    if drawn == ALL_DRAWN:
        return tuple(found)
    return tuple(
        replace(face, drawn=drawn) if isinstance(face, MeasureFace) else face for face in found
    )


# -- principles -----------------------------------------------------------------------------------


def principle_face(row: PrincipleStanding, number: int, facts: LevelFacts) -> PrincipleFace:
    """Return the head of a principle's rows."""
    tag = tag_of(row, facts)
    effort, tone = _effort(row, facts)
    note = "" if row.measures else _t("Nothing is measured yet")
    spoken = [f"{number}. {row.principle.name}", tag.text, effort, note]
    return PrincipleFace(
        key=row.principle.id,
        number=str(number),
        name=row.principle.name,
        tag=tag,
        effort=effort,
        effort_tone=tone,
        note=note,
        alone=not row.measures,
        spoken=", ".join(part for part in spoken if part),
    )


def tag_of(row: PrincipleStanding, facts: LevelFacts) -> RowTag:
    """Return how a principle stands, the worst first."""
    breached = [each.since for each in row.measures if each.breached and each.since is not None]
    if row.status is LevelStatus.BREACHED:
        since = day_text(min(breached), facts.today) if breached else ""
        return RowTag(_t("breached {day}").format(day=since).strip(), "bad", "alert-triangle")
    if row.status is LevelStatus.NO_LEVEL:
        return RowTag(_t("no level yet"), "neutral")
    if row.status is LevelStatus.NOT_MEASURED:
        return RowTag(_t("not measured yet"), "neutral")
    if any(is_heading(each, facts.today) for each in row.measures):
        return RowTag(_t("met, heading for a breach"), "warn", _worse_icon(row, facts.today))
    if not row.agreed:
        return RowTag(_t("provisional level"), "neutral")
    return RowTag(_t("met"), "ok", "check")


def _worse_icon(row: PrincipleStanding, today: date) -> str:
    first = next(each for each in row.measures if is_heading(each, today))
    return "trending-down" if first.measure.comparator.more_is_better else "trending-up"


def is_heading(row: Standing, today: date) -> bool:
    """Whether the trend leads to a breach within half a year."""
    return row.breach_ahead(today) is not None


def _effort(row: PrincipleStanding, facts: LevelFacts) -> tuple[str, Tone]:
    found = facts.effort_of(row.principle.id)
    if found is None:
        return "", "muted"
    if found.neglected:
        return _t("no effort for three sprints"), "bad"
    if found.share is None:
        return "", "muted"
    share = "<1%" if 0 < found.share < 0.005 else f"{found.share * 100:.0f}%"
    words = _t("{share} of effort").format(share=share)
    protected_by = facts.protecting_principle(row.principle.id)
    items = sum(item.is_open for item in protected_by)
    return f"{words}, {counted(items, 'item')}" if items else words, "muted"


# -- measures -------------------------------------------------------------------------------------


def measure_face(
    row: Standing, facts: LevelFacts, *, last: bool, editable: bool = True
) -> MeasureFace:
    """Return a measure's row."""
    measure, today = row.measure, facts.today
    tone = tone_of(row, today)
    text, next_tone, detail, action = _next(row, facts)
    if action and not editable:
        text, next_tone, detail, action = _read(row, facts, action)
    level = _t("none") if measure.level is None else say_measured(measure, measure.level)
    latest = _t("none") if row.latest is None else say_measured(measure, row.latest.value)
    headroom = headroom_text(row)
    said = (
        measure.name,
        say_level(measure) if measure.level is not None else _t("no minimum acceptable level"),
        _t("latest {value}").format(value=latest) if row.latest is not None else "",
        _t("headroom {share}").format(share=headroom) if headroom else "",
        text,
        detail,
    )
    return MeasureFace(
        key=measure.id,
        name=measure.name,
        detail=how_text(measure, facts),
        level="" if measure.level is None else level,
        latest="" if row.latest is None else latest,
        headroom=headroom,
        share=row.room_share,
        tone=tone,
        spark=spark_of(row, today),
        next_text=text,
        next_tone=next_tone,
        next_detail=detail,
        action=action,
        last=last,
        spoken=", ".join(part for part in said if part),
    )


def tone_of(row: Standing, today: date) -> Tone:
    """Return bad in a breach, warn on the way there, ok where the level is kept."""
    if row.breached is None:
        return "muted"
    if row.breached:
        return "bad"
    return "warn" if is_heading(row, today) else "ok"


def headroom_text(row: Standing) -> str:
    """Return "+9%" or "−14%": of what the level leaves."""
    share = row.room_share
    if share is None:
        value = row.headroom
        return "" if value is None else _signed(say_measured(row.measure, abs(value)), value)
    percent = abs(share) * 100
    if percent >= 1000:
        return _signed(">999%", share)
    digits = f"{percent:.0f}%" if percent >= 1 or not percent else f"{percent:.1f}%"
    return _signed(digits, share)


def _signed(words: str, value: float) -> str:
    return f"{'+' if value >= 0 else _MINUS}{words}"


_STATISTICS = {
    Statistic.MEAN: "mean",
    Statistic.P50: "median",
    Statistic.P95: "p95",
    Statistic.P99: "p99",
    Statistic.RATIO: "ratio",
}


def statistic_word(statistic: Statistic) -> str:
    """Return the word for how single values become one."""
    return _t(_STATISTICS[statistic])


def how_text(measure: Measure, facts: LevelFacts) -> str:
    """Return "p99, 5 minutes, at peak, orders DB": how a measure is read, and where."""
    component = facts.state.components.get(measure.component)
    parts = [
        statistic_word(measure.statistic),
        measure.window,
        _t("at peak") if measure.load is LoadCondition.PEAK else "",
        "" if component is None else component.name,
    ]
    return ", ".join(part for part in parts if part)


def spark_of(row: Standing, today: date) -> Spark | None:
    """Return the line of the last half year, with the way to a breach that is near."""
    first = today - timedelta(weeks=WEEKS)
    points = tuple(
        (each.day, each.value)
        for each in row.measure.measurements
        if first <= each.day <= today and each.value is not None
    )
    if not points:
        return None
    level, ahead, end = row.measure.level, None, today
    on = row.trend.breach_on if row.trend is not None and is_heading(row, today) else None
    if on is not None and level is not None and row.trend is not None:
        end = min(on, today + _AHEAD)
        ahead = (end, points[-1][1] + row.trend.slope * (end - points[-1][0]).days)
    return Spark(
        points,
        first,
        end,
        level,
        worse_above=not row.measure.comparator.more_is_better,
        breached=bool(row.breached),
        ahead=ahead,
    )


# -- what comes next ------------------------------------------------------------------------------

_Next = tuple[str, Tone, str, str]


def _next(row: Standing, facts: LevelFacts) -> _Next:
    """Return (words, tone, detail, action) of the last column."""
    if row.breached:
        return _next_of_breach(row, facts)
    measure, today = row.measure, facts.today
    if row.latest is None:
        return _t("Record a value"), "accent", _t("not measured yet"), "record"
    if measure.level is None:
        preset = PRESET_BY_KEY.get(measure.preset or "")
        hint = ""
        if preset is not None and preset.suggested is not None:
            hint = _t("often {value}").format(value=say_measured(measure, preset.suggested))
        return _t("Set a level"), "accent", hint, "level"
    if is_heading(row, today) and row.trend is not None and row.trend.breach_on is not None:
        about = _t("breach about {day}").format(day=day_text(row.trend.breach_on, today))
        return about, "warn", between(row.trend.earliest, row.trend.latest, today), ""
    if measure.provisional:
        return _t("Agree a level"), "accent", _t("provisional so far"), "level"
    if today - row.latest.day > GAP:
        words = _t("Record a value")
        old = _t("last on {day}").format(day=day_text(row.latest.day, today))
        return words, "accent", old, "record"
    since = met_since(row, facts)
    return _t("since {day}").format(day=day_text(since, today)), "muted", trend_word(row), ""


def _read(row: Standing, facts: LevelFacts, action: str) -> _Next:
    """What stands in the last column instead of something to do."""
    if action == "item":
        return _since_breach(row, facts), "bad", _t("none protects it"), ""
    if action == "record":
        latest = "" if row.latest is None else day_text(row.latest.day, facts.today)
        return (
            _t("not measured"),
            "muted",
            _t("last on {day}").format(day=latest) * bool(latest),
            "",
        )
    words = _t("no level yet") if row.measure.level is None else _t("provisional level")
    return words, "muted", "", ""


def _since_breach(row: Standing, facts: LevelFacts) -> str:
    if row.since is None:
        return _t("breached")
    if row.since >= facts.today:
        return _t("breached today")
    return _t("breached for {time}").format(time=span_of(row.since, facts.today))


def _next_of_breach(row: Standing, facts: LevelFacts) -> _Next:
    if not any(item.is_open for item in facts.protecting(row)):
        return _t("Make an item"), "accent", _t("none protects it"), "item"
    return _since_breach(row, facts), "bad", row.effect or _t("who felt it is not said"), ""


def met_since(row: Standing, facts: LevelFacts) -> date:
    """Return the day from which the level is kept: restored, or first measured."""
    turned = facts.turned(row.measure.id)
    if turned is not None and not turned.breached:
        return turned.day
    return row.measure.measurements[0].day


def trend_word(row: Standing) -> str:
    """Return a few words on where a kept level is heading."""
    if row.trend is None:
        return _t("too little for a trend")
    if row.trend.breach_on is not None or row.trend.earliest is not None:
        return _t("breach far ahead")
    return _t("no breach in sight")


def span_of(since: date, today: date) -> str:
    """Return "4 weeks" or "3 days"."""
    days = (today - since).days
    return counted(days, "day") if days < 14 else counted(days // 7, "week")


def between(earliest: date | None, latest: date | None, today: date) -> str:
    """Return "6 Jul to 14 Aug", or that an end is not in sight."""
    ends = [_t("not in sight") if d is None else day_text(d, today) for d in (earliest, latest)]
    return _t("{first} to {last}").format(first=ends[0], last=ends[1])


# -- the sentence beside the title ----------------------------------------------------------------

_NUMBERS = ("None", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


def _number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def headline(facts: LevelFacts) -> str:
    """Return how many principles are below their minimum, and what that looks like."""
    rows = facts.rows
    if not rows:
        return ""
    breached = [row for row in rows if row.status is LevelStatus.BREACHED]
    without = [row for row in rows if row.status is LevelStatus.NO_LEVEL]
    if len(without) == len(rows):
        if len(rows) == 1:
            return _t("One principle, no level yet")
        count = _number(len(rows)).capitalize()
        return _t("{n} principles, no levels yet").format(n=count)
    parts = []
    if breached:
        many = _number(len(breached))
        parts.append(
            _t("{n} of {all} below their minimum").format(n=many, all=_number(len(rows)).lower())
        )
    else:
        parts.append(_t("No level is breached"))
    parts += _hops(facts)
    if without:
        names = listed([row.principle.name for row in without])
        if len(without) > 2:
            names = _number(len(without)).lower()
        parts.append(_t("{names} without a level").format(names=names))
    return _joined(parts)


def _hops(facts: LevelFacts) -> list[str]:
    names = {row.principle.id: row.principle.name for row in facts.rows}
    found = []
    hopping = facts.hopping
    if hopping.running and hopping.hops:
        pairs = zip(hopping.principles, hopping.principles[1:], strict=False)
        one, other = [pair for pair in pairs if pair[0] != pair[1]][-1]
        if one in names and other in names:
            text = _t("the breaches moved from {one} to {other}")
            found.append(text.format(one=names[one], other=names[other]))
    heading = [
        row.principle.name
        for row in facts.rows
        if row.status is not LevelStatus.BREACHED
        and any(is_heading(each, facts.today) for each in row.measures)
    ]
    if heading:
        found.append(_t("{names} may be next").format(names=listed(heading)))
    return found


def _joined(parts: list[str]) -> str:
    return parts[0] + (": " + ", ".join(parts[1:]) if len(parts) > 1 else "")
