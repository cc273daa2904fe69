"""How much forced work may arrive in one sprint alone? The risk shown for a commitment.

The reserve of a sprint is the step between the quantiles of all arrivals until its end and until
its beginning (planning.md, The plan), less than a bad sprint by itself needs: what one sprint does
not use helps the next. So the single sprint's own percentile stands beside what is committed.
"""

from __future__ import annotations

from dataclasses import replace

from roadmap.analysis.inflow.inflow import inflows_of
from roadmap.analysis.inflow.quantiles import cumulative_quantiles
from roadmap.analysis.planning.capacity import Capacity
from roadmap.analysis.planning.reserve import source_of
from roadmap.state import State

SHARE = 0.85


def arrivals_alone(state: State, found: Capacity, place: int, share: float = SHARE) -> float | None:
    """Return the person-days that arrive at most in that share of sprints like this one.

    None where no stream of forced work is known.
    """
    inflows = inflows_of(state, found)
    if not inflows:
        return None
    sources = []
    for inflow in inflows:
        source = source_of(inflow)
        sources.append(replace(source, steps=source.steps[place : place + 1]))
    (days,) = cumulative_quantiles(tuple(sources), share)
    return days
