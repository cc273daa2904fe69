"""What came of all trials: histograms and sums that do not grow with their number.

Percentiles are taken by the inverted CDF: the smallest sprint by whose end the item is finished in
that share of trials; None where it lies beyond the horizon, which is kept and said. What is no
count (bands over sprints, efforts) has its means from all trials and its percentiles from the first
KEPT of them. The interval of a probability is Wilson's (JASA 22, 1927): simulation error only.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from roadmap.analysis.simulation.draws import Floats
from roadmap.analysis.simulation.loop import Trials
from roadmap.analysis.simulation.model import Model

KEPT = 10_000  # trials whose single values are kept
_MOST_VALUES = 4_000_000  # of one kind that are kept
_Z95 = 1.959963984540054
_EMPTY = 1e-9  # person-days
Ints = NDArray[np.int64]
BANDS = ("forced", "load", "served", "backlog", "remaining", "must")


@dataclass(frozen=True, slots=True)
class Moments:
    """Number, mean and summed squared deviation; those of parts add up (Chan et al., 1979)."""

    count: int
    mean: Floats
    squares: Floats

    def __add__(self, other: Moments) -> Moments:
        count = self.count + other.count
        apart = other.mean - self.mean
        mean = self.mean + apart * (other.count / count)
        squares = self.squares + other.squares
        return Moments(count, mean, squares + apart**2 * (self.count * other.count / count))

    @property
    def sd(self) -> Floats:
        """The standard deviation of the trials."""
        found: Floats = np.sqrt(self.squares / max(1, self.count - 1))
        return found


def moments_of(rows: Floats) -> Moments:
    """Return the moments of each row of (things, trials)."""
    mean = rows.mean(axis=1)
    apart = rows - mean[:, None]
    return Moments(rows.shape[1], mean, np.einsum("ij,ij->i", apart, apart))


@dataclass(frozen=True, slots=True)
class Part:
    """What is kept of one chunk. `finished[item, s]` counts trials, the last column is beyond."""

    trials: int
    finished: Ints
    places: Floats
    goals: dict[str, Ints]
    efforts: Moments
    bands: dict[str, Moments]
    empty: Ints
    underway: Ints
    arrived: Floats  # (streams, 5): count, days, squares, zero, total
    kept: int
    kept_efforts: tuple[Floats, ...]
    kept_bands: dict[str, tuple[Floats, ...]]
    kept_counts: tuple[Ints, ...]


def kept_trials(model: Model) -> int:
    """Return of how many trials single values are kept."""
    return max(100, min(KEPT, _MOST_VALUES // max(1, len(model.items), model.sprints)))


def part_of(model: Model, trials: Trials, keep: int) -> Part:
    """Return what is kept of a chunk; single values of its first `keep` trials."""
    rows = trials.efforts.shape[1]
    sprints = model.sprints
    bands = {name: getattr(trials, name) for name in BANDS}
    kept = min(keep, rows)
    return Part(
        rows,
        _histograms(trials.finished, sprints),
        trials.places,
        _goals(model, trials),
        moments_of(trials.efforts),
        {name: moments_of(values) for name, values in bands.items()},
        np.count_nonzero(trials.backlog <= _EMPTY, axis=1),
        trials.underway,
        np.array([[a.count, a.days, a.squares, a.zero, a.total] for a in trials.arrived]).reshape(
            len(trials.arrived), 5
        ),
        kept,
        (_first(trials.efforts, kept),),
        {name: (_first(values, kept),) for name, values in bands.items()},
        (_finished_by(trials.finished[:, :kept], sprints),),
    )


def _first(rows: Floats, kept: int) -> Floats:
    """Return the first `kept` columns, without a hold on the others."""
    return rows if kept == rows.shape[1] else rows[:, :kept].copy()


def _histograms(finished: NDArray[np.int16], sprints: int) -> Ints:
    counts = np.zeros((len(finished), sprints + 1), dtype=np.int64)
    for place, row in enumerate(finished):
        counts[place] = np.bincount(np.minimum(row, sprints), minlength=sprints + 1)
    return counts


def _finished_by(finished: NDArray[np.int16], sprints: int) -> Ints:
    """Return how many items are finished by the end of each sprint: (sprints, trials)."""
    trials = finished.shape[1]
    cells = np.minimum(finished, sprints).astype(np.int64)
    cells += np.arange(trials) * (sprints + 1)
    counts = np.bincount(cells.ravel(), minlength=trials * (sprints + 1))
    return np.cumsum(counts.reshape(trials, sprints + 1).T[:sprints], axis=0)


def _goals(model: Model, trials: Trials) -> dict[str, Ints]:
    """Return for each goal in how many trials all its items are finished in each sprint."""
    rows = goal_sprints(model, trials.finished)
    return {name: _histograms(row[None, :], model.sprints)[0] for name, row in rows.items()}


def goal_sprints(model: Model, finished: NDArray[np.int16]) -> dict[str, NDArray[np.int16]]:
    """Return for each goal, by name, the sprint of the last of its items in each trial."""
    return {name: finished[list(places)].max(axis=0) for name, places in goal_places(model).items()}


def goal_places(model: Model) -> dict[str, tuple[int, ...]]:
    """Return for each goal, by name, the places of its items; none without an open item."""
    places = {item.id: place for place, item in enumerate(model.items)}
    members: dict[str, set[int]] = {}
    for place, item in enumerate(model.items):
        if item.goal is not None:
            members.setdefault(item.goal, set()).add(place)
    for name, keys in model.goals:
        own = {places[key] for key in keys if key in places}
        if own:
            members.setdefault(name, set()).update(own)
    return {name: tuple(sorted(members[name])) for name in sorted(members)}


def joined(a: Part, b: Part) -> Part:
    """Return a with the chunk b, the next in order, after it."""
    return Part(
        a.trials + b.trials,
        a.finished + b.finished,
        a.places + b.places,
        {name: counts + b.goals[name] for name, counts in a.goals.items()},
        a.efforts + b.efforts,
        {name: moments + b.bands[name] for name, moments in a.bands.items()},
        a.empty + b.empty,
        a.underway + b.underway,
        a.arrived + b.arrived,
        a.kept + b.kept,
        (*a.kept_efforts, *(b.kept_efforts if b.kept else ())),
        {
            name: (*kept, *(b.kept_bands[name] if b.kept else ()))
            for name, kept in a.kept_bands.items()
        },
        (*a.kept_counts, *(b.kept_counts if b.kept else ())),
    )


# -- questions ------------------------------------------------------------------------------------


def percentile(counts: Ints, share: float) -> int | None:
    """Return the first sprint by which `share` of the trials are done; None is beyond.

    `counts` has one number for each sprint, and the last one for beyond the horizon.
    """
    done = np.cumsum(counts[:-1])
    place = int(np.searchsorted(done, share * counts.sum() - 1e-9))
    return place if place < len(done) else None


def value_percentiles(
    chunks: Sequence[Floats] | Sequence[Ints], shares: Sequence[float]
) -> list[list[float]]:
    """Return for each row, and each share, the smallest value not exceeded by that share of it."""
    rows = np.hstack(list(chunks))
    if not rows.size:
        return [[0.0] * len(shares) for _ in rows]
    found = np.quantile(rows, list(shares), axis=1, method="inverted_cdf")
    return [[float(value) for value in row] for row in found.T]


def forced_share(model: Model, part: Part) -> float:
    """Return the must-do work over all work done in all sprints and trials together.

    Sprint by sprint the share rises to 1 where only interruptions are left to do; this does not.
    """
    bands = part.bands
    if not len(bands["served"].mean):
        return 0.0
    served = float(bands["served"].mean.sum())
    forced = [place for place, item in enumerate(model.items) if item.forced]
    left = float(bands["must"].mean[-1] - bands["backlog"].mean[-1])
    must = served + float(part.efforts.mean[forced].sum()) - left
    work = served + float(part.efforts.mean.sum() - bands["remaining"].mean[-1])
    return max(0.0, must / work) if work > _EMPTY else 0.0


@dataclass(frozen=True, slots=True)
class Chance:
    """A probability with the interval that 95 of 100 runs of as many trials would cover."""

    probability: float
    low: float
    high: float


def chance(hits: int, trials: int) -> Chance:
    """Return the share of hits with Wilson's interval."""
    p, z2 = hits / trials, _Z95**2
    middle = (p + z2 / (2 * trials)) / (1 + z2 / trials)
    half = _Z95 * math.sqrt(p * (1 - p) / trials + z2 / (4 * trials**2)) / (1 + z2 / trials)
    return Chance(p, max(0.0, middle - half), min(1.0, middle + half))


def done_by(counts: Ints, due: int | None) -> Chance | None:
    """Return the probability of being finished by the end of sprint `due` (-1 is past).

    None where the date lies beyond the horizon and not every trial is finished before.
    """
    trials, beyond = int(counts.sum()), int(counts[-1])
    if due is None:
        return None if beyond else chance(trials, trials)
    return chance(int(counts[: due + 1].sum()), trials)
