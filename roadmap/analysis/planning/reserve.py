"""How much of each sprint is kept free for forced work that will arrive unplanned.

The reserve of sprint s is Q(arrivals 0..s) - Q(arrivals 0..s-1) of the streams in force, at the
percentile set and at today's leverage (planning.md, The plan). Reserving every sprint's own
percentile would keep far too much (784 pd where 479 did over 26 sprints). What is in a stream's
backlog already is kept free as well, and what a sprint cannot hold is kept free in the next.

Streams that nobody put on record but that closed sprints' interruptions make are in force too: plan
and forecast reckon with the same work. Where no stream is, the reserve rests on a setting, or on
what closed sprints say they spent on interruptions: with mean m and spread s of it, the first n
sprints need n m + z s sqrt(n).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist, fmean, stdev

from roadmap.analysis.inflow.inflow import Inflow, inflows_of
from roadmap.analysis.inflow.quantiles import Source, cumulative_quantiles
from roadmap.analysis.planning.capacity import Capacity
from roadmap.analysis.words import counted
from roadmap.records.planning import Planning
from roadmap.records.staff import ReserveKind
from roadmap.records.streams import StreamBasis
from roadmap.state import State


@dataclass(frozen=True, slots=True)
class Reserve:
    """Person-days kept free, `days[sprint][pool]`, and the sentence that says where from."""

    days: tuple[tuple[float, ...], ...]
    because: str
    closed_sprints: int


def reserve_of(state: State, found: Capacity) -> Reserve:
    """Return the reserve for every sprint and pool of `found`, never above their capacity."""
    planning = state.roadmap.planning if state.roadmap else Planning()
    logged = [
        sprint.outcome.interruption_days
        for sprint in state.sprints.ordered()
        if sprint.outcome is not None
    ]
    if planning.reserve is ReserveKind.OFF:
        return _spread(found, 0.0, 0.0, 0.0, "No reserve: switched off in the settings.", 0)
    if planning.reserve is ReserveKind.PERCENTILE:
        inflows = inflows_of(state, found)
        if inflows:
            return _from_streams(found, inflows, planning.reserve_percentile, len(logged))
    if planning.reserve is ReserveKind.DAYS or not logged:
        days = planning.reserve_days or 0.0
        text = f"{days:g} person-days a sprint, as set."
        if planning.reserve_days is None:
            text = "No reserve yet: no sprint is closed and none is set."
        return _spread(found, days, 0.0, 0.0, text, 0)
    z = NormalDist().inv_cdf(_within(planning.reserve_percentile))
    spread = stdev(logged) if len(logged) > 1 else math.sqrt(fmean(logged))
    text = (
        f"What {planning.reserve_percentile:.0%} of sprints like the last {len(logged)} need: "
        f"interruptions took {fmean(logged):.1f} person-days a sprint."
    )
    return _spread(found, fmean(logged), spread, z, text, len(logged))


def _within(share: float) -> float:
    return min(max(share, 0.01), 0.99)


# -- from streams ---------------------------------------------------------------------------------


def _from_streams(
    found: Capacity, inflows: Sequence[Inflow], percentile: float, closed: int
) -> Reserve:
    """Reserve for the streams of each choice of pools together, single pools first."""
    left = [[cell.days for cell in row] for row in found.cells]
    groups: dict[tuple[int, ...], list[Inflow]] = {}
    for inflow in inflows:
        groups.setdefault(inflow.pools, []).append(inflow)
    for pools in sorted(groups, key=lambda each: (len(each), each)):
        sources = tuple(source_of(each) for each in groups[pools])
        backlog = math.fsum(each.start_backlog for each in groups[pools])
        owed = taken = 0.0
        for row, total in zip(
            left, cumulative_quantiles(sources, _within(percentile)), strict=True
        ):
            owed = max(owed, backlog + total)
            room = math.fsum(row[pool] for pool in pools)
            part = min(owed - taken, room)
            taken += part
            for pool in pools:
                row[pool] -= part * row[pool] / room if room > 0 else 0.0
    rows = tuple(
        tuple(max(0.0, cell.days - rest) for cell, rest in zip(cells, row, strict=True))
        for cells, row in zip(found.cells, left, strict=True)
    )
    return Reserve(rows, _because(inflows, percentile), closed)


def source_of(inflow: Inflow) -> Source:
    """Return the numbers of a stream that its quantiles follow from."""
    steps = tuple(
        (weight, arriving, inflow.size_mean * sized)
        for weight, arriving, sized in zip(
            inflow.weights, inflow.arriving, inflow.sized, strict=True
        )
    )
    return Source(
        inflow.arrivals, inflow.shape, inflow.rate, inflow.dispersion, inflow.size_cv, steps
    )


def _because(inflows: Sequence[Inflow], percentile: float) -> str:
    fitted = [each for each in inflows if each.basis is StreamBasis.FITTED]
    daily = math.fsum(each.arrivals * each.size_mean for each in inflows)
    entered = len(inflows) - len(fitted)
    parts = []
    if fitted:
        sprints = counted(max(each.sprints for each in fitted), "closed sprint")
        parts.append(f"{len(fitted)} from the interruptions of {sprints}")
    if entered:
        parts.append(f"{entered} entered by hand")
    return (
        f"What {percentile:.0%} of futures need for {counted(len(inflows), 'stream')} of must-do "
        f"work ({' and '.join(parts)}): they bring {daily:.1f} person-days a sprint."
    )


# -- from a mean and a spread ---------------------------------------------------------------------


def _spread(
    found: Capacity, mean: float, spread: float, z: float, because: str, closed: int
) -> Reserve:
    rows, before, elapsed = [], 0.0, 0.0
    for place, sprint in enumerate(found.sprints):
        elapsed += sprint.left
        needed = elapsed * mean + z * spread * math.sqrt(elapsed)
        total = found.total(place)
        growth = min(max(0.0, needed - before), total)
        before = max(before, needed)
        share = growth / total if total > 0 else 0.0
        rows.append(tuple(cell.days * share for cell in found.cells[place]))
    return Reserve(tuple(rows), because, closed)
