"""Is each minimum acceptable level kept, by how much, and until when by the trend (B2, B3)?

All of it follows from one state and a day. When levels came to be breached, and by which decision,
is the question of `breaches.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from roadmap.analysis.levels.line import Line
from roadmap.analysis.memo import Earlier, Memo
from roadmap.analysis.words import counted, say_day
from roadmap.records.levels import Measure, Measurement
from roadmap.state import Principle, State, Table

LEAST_MEASUREMENTS = 6
LEAST_SPAN = timedelta(weeks=4)
WINDOW = timedelta(weeks=26)  # a trend is drawn through what was measured so far back
SOON = timedelta(weeks=26)  # a breach further ahead is no warning yet
GAP = timedelta(weeks=8)  # and never across a longer gap


@dataclass(frozen=True, slots=True)
class Trend:
    """The straight line through the last measurements, in the measure's unit a day.

    `breach_on` is when the line reaches the level; `earliest` and `latest` are when the ends of its
    80% confidence band do. None is not in sight: more than two years ahead, or never.
    """

    slope: float
    slope_low: float
    slope_high: float
    count: int
    first: date
    last: date
    breach_on: date | None = None
    earliest: date | None = None
    latest: date | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How one measure stands on a day.

    `headroom` is how far the latest value is from a breach, in the measure's unit, below 0 in one.
    `breached` is None without a level or a measurement. `since` is the day of the first
    measurement of the breach under the present level, `effect` who felt it. Without a trend,
    `no_trend` says why.
    """

    measure: Measure
    latest: Measurement | None
    headroom: float | None
    breached: bool | None
    since: date | None
    effect: str
    trend: Trend | None
    no_trend: str

    def breach_ahead(self, today: date) -> date | None:
        """The day within half a year on which the trend leads to a breach; None for none."""
        on = None if self.trend is None else self.trend.breach_on
        return on if on is not None and not self.breached and on <= today + SOON else None

    @property
    def headroom_share(self) -> float | None:
        """The headroom as a share of the level, None where there is none or the level is 0."""
        level = self.measure.level
        return self.headroom / abs(level) if self.headroom is not None and level else None

    @property
    def room_share(self) -> float | None:
        """The headroom as a share of what the level leaves.

        Of a percentage that is wanted high, that is what may fail: 99.97% where 99.95% is needed
        leaves 40% of it. Of anything else it is the share of the level.
        """
        level = self.measure.level
        if self.headroom is None or level is None:
            return None
        if self.measure.unit == "%" and self.measure.comparator.more_is_better and 0 < level < 100:
            return self.headroom / (100.0 - level)
        return self.headroom_share


class LevelStatus(StrEnum):
    """How a principle stands: the worst of its measures counts."""

    BREACHED = "breached"
    KEPT = "kept"
    NOT_MEASURED = "not_measured"
    NO_LEVEL = "no_level"


@dataclass(frozen=True, slots=True)
class PrincipleStanding:
    """A principle with its measures, and its worst standing.

    `agreed` says that one of its levels at least is not provisional.
    """

    principle: Principle
    measures: tuple[Standing, ...]
    status: LevelStatus
    agreed: bool


def below_minimum(state: State, today: date) -> int:
    """Return how many principles have a breached level."""
    return sum(row.status is LevelStatus.BREACHED for row in standings(state, today))


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many principles have a level, how many an agreed one, and which have none."""

    principles: int
    with_level: int
    with_agreed_level: int
    without: tuple[str, ...]


def latest_on(measure: Measure, today: date) -> Measurement | None:
    """Return the last measurement up to `today`, None where there is none."""
    return next((each for each in reversed(measure.measurements) if each.day <= today), None)


def is_breached(measure: Measure, value: float | None) -> bool | None:
    """Return whether `value` breaks the level; None without a level or a value."""
    if measure.level is None or value is None:
        return None
    return not measure.comparator.accepts(value, measure.level)


def headroom_of(measure: Measure, value: float | None) -> float | None:
    """Return how far `value` is from a breach, in the measure's unit."""
    if measure.level is None or value is None:
        return None
    more = value - measure.level
    return more if measure.comparator.more_is_better else -more


def standing(measure: Measure, today: date) -> Standing:
    """Return how `measure` stands on `today`; what was measured later is not known yet."""
    known = [each for each in measure.measurements if each.day <= today]
    latest = known[-1] if known else None
    value = None if latest is None else latest.value
    breached = is_breached(measure, value)
    run = _run(measure, known) if breached else []
    effect = next((each.effect for each in reversed(run) if each.effect), "")
    trend, why = _trend(measure, known, today, breached=bool(breached))
    return Standing(
        measure,
        latest,
        headroom_of(measure, value),
        breached,
        run[0].day if run else None,
        effect,
        trend,
        why,
    )


def _run(measure: Measure, known: Sequence[Measurement]) -> list[Measurement]:
    """Return the last measurements that all break the present level, oldest first."""
    run: list[Measurement] = []
    for each in reversed(known):
        if not is_breached(measure, each.value):
            break
        run.append(each)
    return run[::-1]


def standings(state: State, today: date) -> tuple[PrincipleStanding, ...]:
    """Return all principles in their order, each with its measures by name."""
    by_principle = _by_principle(state.measures, today)
    ordered = sorted(state.principles.ordered(), key=lambda each: (each.place, each.id))
    return tuple(principle_standing(each, by_principle.get(each.id, ())) for each in ordered)


_Rows = dict[str | None, tuple[Standing, ...]]


def _computed(
    measures: Table[Measure], today: date, _earlier: Earlier[Table[Measure], _Rows] | None
) -> _Rows:
    """Return how the measures of each principle stand, by name."""
    found: _Rows = {}
    for measure in sorted(measures.ordered(), key=lambda each: (each.name.casefold(), each.id)):
        rows = found.get(measure.principle, ())
        found[measure.principle] = (*rows, standing(measure, today))
    return found


_by_principle = Memo(_computed)  # most decisions change no measure, and every page asks


def principle_standing(principle: Principle, rows: tuple[Standing, ...]) -> PrincipleStanding:
    """Return how a principle stands whose measures stand as `rows` say."""
    levelled = [row for row in rows if row.measure.level is not None]
    if not levelled:
        status = LevelStatus.NO_LEVEL
    elif any(row.breached for row in levelled):
        status = LevelStatus.BREACHED
    elif all(row.breached is None for row in levelled):
        status = LevelStatus.NOT_MEASURED
    else:
        status = LevelStatus.KEPT
    agreed = any(not row.measure.provisional for row in levelled)
    return PrincipleStanding(principle, rows, status, agreed)


def of_team(
    rows: Sequence[PrincipleStanding], state: State, team: str | None
) -> tuple[PrincipleStanding, ...]:
    """Return the principles with the measures of one team's components and of no component."""
    if team is None:
        return tuple(rows)

    def own(row: Standing) -> bool:
        component = state.components.get(row.measure.component)
        return component is None or component.team == team

    return tuple(
        principle_standing(row.principle, tuple(filter(own, row.measures))) for row in rows
    )


def coverage(rows: Sequence[PrincipleStanding]) -> Coverage:
    """Return how many of the principles have a minimum acceptable level."""
    without = [row.principle.id for row in rows if row.status is LevelStatus.NO_LEVEL]
    agreed = sum(row.agreed for row in rows)
    return Coverage(len(rows), len(rows) - len(without), agreed, tuple(without))


# -- trends ---------------------------------------------------------------------------------------


def _trend(
    measure: Measure, known: Sequence[Measurement], today: date, *, breached: bool
) -> tuple[Trend | None, str]:
    """Return the trend, or None and why there is none.

    It is drawn through what was measured in half a year, since the last gap of two months and,
    where the level is kept, since it was last restored: before that something else was true.
    """
    points = _points(measure, known, breached=breached)
    if not points:
        return None, "not measured yet"
    first, last = points[0][0], points[-1][0]
    if today - last > GAP:
        return None, f"not measured since {say_day(last, today)}"
    if len(points) < LEAST_MEASUREMENTS or last - first < LEAST_SPAN:
        days = counted((last - first).days, "day")
        many = counted(len(points), "measurement")
        return None, (
            f"too little: {many} over {days}; a trend needs {LEAST_MEASUREMENTS} over "
            f"{LEAST_SPAN.days} days"
        )
    line = Line.through([((day - last).days, value) for day, value in points])
    low, high = line.slope - line.slope_margin, line.slope + line.slope_margin
    trend = Trend(line.slope, low, high, len(points), first, last)
    if measure.level is None or breached:
        return trend, ""
    sign = 1.0 if measure.comparator.more_is_better else -1.0
    start = (today - last).days
    crossings = (line.reaches(measure.level, sign, start, band) for band in (0.0, -1.0, 1.0))
    found = [None if each is None else last + timedelta(days=each) for each in crossings]
    return Trend(line.slope, low, high, len(points), first, last, *found), ""


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """Where the trend lies on a day, and the ends of its 80% confidence band."""

    day: date
    value: float
    low: float
    high: float


def trend_path(row: Standing, today: date, until: date, points: int = 13) -> tuple[TrendPoint, ...]:
    """Return the trend of a measure as a path to draw, evenly spaced; empty without a trend."""
    if row.trend is None:
        return ()
    known = [each for each in row.measure.measurements if each.day <= today]
    drawn = _points(row.measure, known, breached=bool(row.breached))
    last = row.trend.last
    line = Line.through([((day - last).days, value) for day, value in drawn])
    start, end = (row.trend.first - last).days, max(0, (until - last).days)
    found = []
    for number in range(points):
        x = start + (end - start) * number / (points - 1)
        middle, width = line.at(x), line.width_at(x)
        day = last + timedelta(days=round(x))
        found.append(TrendPoint(day, middle, middle - width, middle + width))
    return tuple(found)


def _points(
    measure: Measure, known: Sequence[Measurement], *, breached: bool
) -> list[tuple[date, float]]:
    """Return the (day, value) pairs to draw a trend through, oldest first."""
    points: list[tuple[date, float]] = []
    for each in reversed(known):
        if each.value is None:
            continue
        if points and (points[-1][0] - each.day > GAP or points[0][0] - each.day > WINDOW):
            break
        if not breached and is_breached(measure, each.value):
            break
        points.append((each.day, each.value))
    return points[::-1]
