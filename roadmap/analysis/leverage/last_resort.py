"""Is a hire needed (D2)? Only where, after the best of shed, defer and leverage, it still burns.

It burns where a mandatory date is kept in under 85% of futures, or where the must-do work that
waits still grows at the end of the horizon: its mean over the last quarter is clearly above that of
the quarter before. All ways run on the same futures; the hire stands beside the best of the others.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt

from roadmap.analysis.leverage.ways_out import Way, WayKind, ways_out, with_hire
from roadmap.analysis.simulation.advice import SAFE
from roadmap.analysis.simulation.compare import Comparison, compare
from roadmap.analysis.simulation.model import Model, model_of
from roadmap.analysis.simulation.results import Part, done_by
from roadmap.analysis.simulation.run import Run
from roadmap.analysis.words import say_day, say_days
from roadmap.state import State
from roadmap.values import Forcing

_LEAST_GROWTH = 0.5  # person-days from one quarter of the horizon to the next
_LEAST_LIFT = 0.01  # of futures
_SURE = 3.0  # standard errors
_FEW = 8  # sprints; of a shorter horizon the last half is held against the first


@dataclass(frozen=True, slots=True)
class MandatoryDate:
    """A mandatory date and in what share of futures it is kept."""

    item: str
    date: date
    probability: float


@dataclass(frozen=True, slots=True)
class Outlook:
    """What comes of one way: what it is in words, and the items it is about.

    `dates` are the mandatory ones, the least likely first.
    `backlog` is the must-do work that waits after the first sprint and after the last, in
    person-days on average; `grows` says that it does so without an end in sight.
    """

    kind: WayKind
    text: str
    items: tuple[str, ...]
    dates: tuple[MandatoryDate, ...]
    backlog: tuple[float, float]
    grows: bool

    @property
    def in_danger(self) -> tuple[MandatoryDate, ...]:
        """The dates kept in under 85% of futures."""
        return tuple(each for each in self.dates if each.probability < SAFE)

    @property
    def burns(self) -> bool:
        """Whether a date is in danger or the backlog grows."""
        return self.grows or bool(self.in_danger)


@dataclass(frozen=True, slots=True)
class LastResort:
    """All ways beside each other: as it is, those without a hire, the hire, and both.

    `best` is the best way without a hire, as it is included. `hire_starts` is the hire's first day.
    """

    outlooks: tuple[Outlook, ...]
    best: Outlook
    hire: Outlook
    both: Outlook
    hire_starts: date
    trials: int

    @property
    def hire_needed(self) -> bool:
        """Whether a date stays in danger, or the backlog grows, after the best of the others."""
        return self.best.burns

    @property
    def hire_helps(self) -> bool:
        """Whether a hire on top lifts a date in danger by a percent or more, or ends the growth.

        One who starts after the date can only make it later: finding and teaching them takes days.
        """
        after = {each.item: each.probability for each in self.both.dates}
        lifted = (
            after.get(d.item, 0.0) - d.probability >= _LEAST_LIFT for d in self.best.in_danger
        )
        return any(lifted) or (self.best.grows and not self.both.grows)


def last_resort(
    state: State,
    as_of: date,
    horizon: int,
    asked: Run,
    executor: Executor | None = None,
    picture: Callable[[Comparison], bool] | None = None,
) -> LastResort:
    """Return the ways out and whether a hire is needed. Raises Cancelled where asked."""
    as_is = Way(WayKind.AS_IS, "as it is", (), state)
    [now] = _outlooks([as_is], as_of, horizon, asked, executor, picture)
    until = _until(now, as_of, horizon, state)
    ways = (as_is, *ways_out(state, as_of, horizon, until))
    found = _outlooks(ways, as_of, horizon, asked, executor, picture)
    best = min(found, key=_worth)
    after = next(way.state for way in ways if way.kind is best.kind)
    worst = next((state.items[each.item] for each in best.in_danger), None)
    hired, starts = with_hire(state, as_of, worst)
    text = f"hire one engineer, who starts on {say_day(starts, as_of)}"
    alone = Way(WayKind.HIRE, text, (), hired)
    after = with_hire(after, as_of, worst)[0]
    both = Way(WayKind.BEST_AND_HIRE, f"{best.text}, and {text}", best.items, after)
    hires = _outlooks([as_is, alone, both], as_of, horizon, asked, executor, picture)[1:]
    return LastResort((*found, *hires), best, hires[0], hires[1], starts, asked.trials)


def _worth(outlook: Outlook) -> tuple[int, bool, float, int]:
    """Return the key that sorts outlooks, the best first; of equals the one that gives up least."""
    danger = outlook.in_danger
    lowest = min((each.probability for each in danger), default=1.0)
    return len(danger), outlook.grows, -round(lowest, 2), len(outlook.items)


def _until(now: Outlook, as_of: date, horizon: int, state: State) -> date:
    """Return the last mandatory date in danger, else the end of the horizon."""
    length = state.roadmap.sprint_days if state.roadmap else 14
    end = as_of + timedelta(days=horizon * length)
    return max((each.date for each in now.in_danger), default=end)


def _outlooks(
    ways: Sequence[Way],
    as_of: date,
    horizon: int,
    asked: Run,
    executor: Executor | None,
    picture: Callable[[Comparison], bool] | None,
) -> tuple[Outlook, ...]:
    models = [model_of(way.state, as_of, horizon) for way in ways]
    found = compare(models, asked, executor, picture)
    return tuple(
        Outlook(
            way.kind,
            way.text,
            way.items,
            _dates(way.state, model, part, as_of),
            _backlog(part),
            _grows(part),
        )
        for way, model, part in zip(ways, models, found.parts, strict=True)
    )


def _dates(state: State, model: Model, part: Part, as_of: date) -> tuple[MandatoryDate, ...]:
    """Return the mandatory dates still ahead, within the horizon."""
    found = []
    for place, each in enumerate(model.items):
        item = state.items[each.id]
        day = item.mandatory_by
        kept = done_by(part.finished[place], each.due)
        ahead = day is not None and day >= as_of and item.forcing is Forcing.FORCED
        if ahead and day is not None and kept is not None:
            found.append(MandatoryDate(item.id, day, kept.probability))
    return tuple(sorted(found, key=lambda date: (date.probability, date.date, date.item)))


def _backlog(part: Part) -> tuple[float, float]:
    mean = part.bands["backlog"].mean
    return (float(mean[0]), float(mean[-1])) if len(mean) else (0.0, 0.0)


def _grows(part: Part) -> bool:
    moments = part.bands["backlog"]
    sprints = len(moments.mean)
    step = sprints // 4 if sprints >= _FEW else sprints // 2
    if step < 1:
        return False
    last, before = moments.mean[-step:], moments.mean[-2 * step : -step]
    error = float(moments.sd[-step:].mean()) / sqrt(part.trials)
    return float(last.mean() - before.mean()) > max(_LEAST_GROWTH, _SURE * error)


# -- in words -------------------------------------------------------------------------------------


def say_last_resort(state: State, found: LastResort, today: date) -> str:
    """Return whether to hire, in one sentence with its figures."""
    best = found.best
    done = "As it is"
    if best.kind is not WayKind.AS_IS:
        done = f"After the best without a hire ({best.text})"
    if not found.hire_needed:
        return f"No hire is needed. {done}: {_fares(state, best, today)}."
    both = _fares(state, found.both, today, only=best)
    said = (
        f"{done}: {_fares(state, best, today)}. With a hire as well, from "
        f"{say_day(found.hire_starts, today)} on: {both}."
    )
    return said if found.hire_helps else f"{said} A hire does not help here."


def _fares(state: State, outlook: Outlook, today: date, only: Outlook | None = None) -> str:
    """Return how dates and backlog fare; with `only`, the dates that are in danger there."""
    danger = list(outlook.in_danger)
    if only is not None:
        known = {each.item: each for each in outlook.dates}
        danger = [known[each.item] for each in only.in_danger if each.item in known]
    if danger:
        named = [
            f"'{state.items[each.item].title}' keeps {say_day(each.date, today)} in "
            f"{each.probability:.0%} of futures"
            for each in danger[:2]
        ]
        more = len(outlook.in_danger) - sum(each.probability < SAFE for each in danger[:2])
        said = " and ".join(named) + (f", {more} more below {SAFE:.0%}" if more > 0 else "")
    elif outlook.dates and only is None:
        low = outlook.dates[0]
        said = (
            f"every mandatory date is kept in {SAFE:.0%} of futures or more, the least likely, "
            f"'{state.items[low.item].title}', in {low.probability:.0%}"
        )
    else:
        said = "no mandatory date is in danger"
    first, last = (say_days(round(each, 1)) for each in outlook.backlog)
    if outlook.grows:
        return f"{said}; the must-do work that waits grows from {first} to {last}"
    return f"{said}; the must-do work that waits does not keep growing ({last} at the end)"
