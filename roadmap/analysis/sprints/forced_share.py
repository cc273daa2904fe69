"""How much of the work done simply had to be done: per sprint, and over a trailing window (G7, G8).

Forced share = (effort on interruptions and must-do items) / all effort done; also by count. A piece
of work belongs to the sprint in which it was done. Whether it was must-do is read from the state at
the first end of a sprint at which it stands on record as done: reclassifying later never rewrites a
closed sprint, and work recorded late is still counted. Efforts and dates are facts, so the newest
record of them holds.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from roadmap.analysis.estimates.effort import interruption_days, spent_days
from roadmap.analysis.items.filter import EVERYTHING, Filter, Sieve
from roadmap.analysis.planning.sprint_calendar import sprints_to
from roadmap.calendars import Sprint, day_in, start_of_day
from roadmap.state import Interruption, Item, Roadmap, State, Table
from roadmap.values import Forcing, Horizon, Status


@dataclass(frozen=True, slots=True)
class Done:
    """Work done: all of it, the must-do part, the part never sorted; in person-days and counted.

    `fire_effort` is the must-do part that was short-term, by which firefighting is judged; `sized`
    counts the pieces whose effort a person gave.
    """

    effort: float = 0.0
    forced_effort: float = 0.0
    fire_effort: float = 0.0
    unsorted_effort: float = 0.0
    count: int = 0
    forced_count: int = 0
    unsorted_count: int = 0
    sized: int = 0

    @property
    def share_by_effort(self) -> float | None:
        """The must-do part of the effort, None where no effort was spent."""
        return self.forced_effort / self.effort if self.effort > 0 else None

    @property
    def fire_share(self) -> float | None:
        """The part of the effort that was must-do and short-term, None where none was spent."""
        return self.fire_effort / self.effort if self.effort > 0 else None

    @property
    def share_by_count(self) -> float | None:
        """The must-do part of the number of pieces, None where nothing was done."""
        return self.forced_count / self.count if self.count else None

    @property
    def by_count(self) -> bool:
        """Whether nothing here was sized by a person, so that only counting makes sense."""
        return self.sized == 0

    @property
    def share(self) -> float | None:
        """The share to show: by effort, by count where nothing is estimated yet."""
        return self.share_by_count if self.by_count else self.share_by_effort


@dataclass(frozen=True, slots=True)
class SprintShare:
    """One sprint of the series, and the window of sprints that ends with it."""

    sprint: Sprint
    closed: bool
    done: Done
    window: Done


_Sorted = tuple[bool | None, bool]  # must-do (None: never sorted), short-term


@dataclass(frozen=True, slots=True)
class _Piece:
    day: date
    forced: bool | None  # None: never sorted
    short: bool
    effort: float
    sized: bool


def forced_share_series(
    state_at: Callable[[datetime], State], until: datetime, wanted: Filter = EVERYTHING
) -> tuple[SprintShare, ...]:
    """Return the forced share of every sprint from sprint 1 to the one that holds `until`.

    `state_at(moment)` is the state after all that was recorded before `moment` (UTC). Calendar and
    sizes are those at `until`. A filter by label or words leaves interruptions out: they have none.
    Empty before sprint 1 and while no sprint start is set.
    """
    now = state_at(until)
    roadmap = now.roadmap
    if roadmap is None or roadmap.sprint_start is None:
        return ()
    today = day_in(roadmap.zone, until)
    sprints = sprints_to(now, today)
    closed = closed_sprint_ends(now, until)
    known = _sorted_when_done([*(state_at(end) for end in closed), now])
    pieces = sorted(_pieces(now, roadmap, known, wanted), key=lambda piece: piece.day)
    days = [piece.day for piece in pieces]
    each = [
        pieces[bisect_left(days, sprint.start) : bisect_left(days, sprint.end)]
        for sprint in sprints
    ]
    width = max(1, roadmap.thresholds.window_sprints)
    return tuple(
        SprintShare(
            sprint,
            at < len(closed),
            _sum(each[at]),
            _sum(piece for part in each[max(0, at + 1 - width) : at + 1] for piece in part),
        )
        for at, sprint in enumerate(sprints)
    )


def closed_sprint_ends(state: State, until: datetime) -> tuple[datetime, ...]:
    """Return the ends of the sprints closed by `until`: the moments that the series asks for.

    Whoever reads states in slices reads these first, so that the series itself finds them ready.
    """
    if state.roadmap is None:
        return ()
    zone = state.roadmap.zone
    ends = (start_of_day(zone, sprint.end) for sprint in sprints_to(state, day_in(zone, until)))
    return tuple(end for end in ends if end <= until)


def forced_share_now(series: Sequence[SprintShare]) -> float | None:
    """Return the share over the window that ends now: the one number of grid and overview."""
    return series[-1].window.share if series else None


def _sorted_when_done(states: Iterable[State]) -> dict[str, _Sorted]:
    """Return for each item ever done how it was sorted when it was first on record as done."""
    known: dict[str, _Sorted] = {}
    seen: Table[Item] = Table()
    for state in states:
        added, removed, changed = state.items.changes(seen)
        for key in (*added, *removed, *changed):
            item = state.items.get(key)
            if item is None or item.status is not Status.DONE:
                # Opened again or removed: what was recorded as done was no fact.
                known.pop(key, None)
            elif key not in known:
                forced = None if item.forcing is None else item.forcing is Forcing.FORCED
                known[key] = (forced, item.horizon is not Horizon.LONG_TERM)
        seen = state.items
    return known


def _pieces(
    now: State, roadmap: Roadmap, known: dict[str, _Sorted], wanted: Filter
) -> list[_Piece]:
    interruptions = now.interruptions.ordered()
    # An interruption is must-do by its nature, whatever became of the item that did the work.
    interrupting = {each.item for each in interruptions}
    sieve = Sieve(wanted, now.items)
    pieces = []
    for item in now.items.ordered():
        if item.id in known and item.done_on is not None and sieve(item):
            effort = spent_days(item, roadmap)
            must, short = (True, True) if item.id in interrupting else known[item.id]
            pieces.append(_Piece(item.done_on, must, short, effort.days, not effort.is_default))
    for each in interruptions:
        if each.item is None and _is_wanted(each, wanted):
            effort = interruption_days(each, roadmap)
            day = day_in(roadmap.zone, each.started_at)
            pieces.append(_Piece(day, True, True, effort.days, not effort.is_default))
    return pieces


def _is_wanted(interruption: Interruption, wanted: Filter) -> bool:
    return (
        wanted.team in (None, interruption.team)
        and wanted.component in (None, interruption.component)
        and not wanted.label
        and not wanted.text
    )


def _sum(pieces: Iterable[_Piece]) -> Done:
    every = list(pieces)
    must = [piece for piece in every if piece.forced]
    unsorted = [piece for piece in every if piece.forced is None]
    return Done(
        effort=math.fsum(piece.effort for piece in every),
        forced_effort=math.fsum(piece.effort for piece in must),
        fire_effort=math.fsum(piece.effort for piece in must if piece.short),
        unsorted_effort=math.fsum(piece.effort for piece in unsorted),
        count=len(every),
        forced_count=len(must),
        unsorted_count=len(unsorted),
        sized=sum(piece.sized for piece in every),
    )
