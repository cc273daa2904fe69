"""The simulator's shared case of 200 items as a model, and its twin with one hire more."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from roadmap.analysis.estimates.distributions import Triangular
from roadmap.analysis.inflow.inflow import Inflow
from roadmap.analysis.simulation.model import Lever, Model, Queue, SimItem, SimPart
from roadmap.records.streams import StreamBasis
from roadmap.values import LeverageEffect

SPRINTS, RATE = 52, 7.0


def case200(shared: Path) -> Model:
    """Return the case as its `about` says."""
    given = json.loads((shared / "cases/simulator/case200.json").read_text(encoding="utf-8"))
    streams = tuple(
        inflow(
            id=f"S{number}",
            pools=(each["pool"],),
            arrivals=each["arrivals_per_sprint"],
            size_mean=each["size_mean"],
            size_cv=each["size_cv"],
        )
        for number, each in enumerate(given["streams"])
    )
    items = tuple(_item(number, each, len(streams)) for number, each in enumerate(given["items"]))
    return Model(
        items=items,
        inflows=streams,
        queues=tuple(Queue(each.pools, 1.0) for each in streams),
        queue_of=tuple(range(len(streams))),
        capacity=tuple(tuple(row) for row in given["capacity"]),
        person_days=(RATE,) * SPRINTS,
        ends=tuple(14 * (sprint + 1) for sprint in range(SPRINTS)),
        whole=(True,) * SPRINTS,
        chain=True,
        shared_cv=0.0,
        growth=1.0,
        first_sprint=1,
    )


def with_one_hire(model: Model) -> Model:
    """Return the case with a hire in pool 0 from sprint 4: ramp 6 sprints, mentor 0.25."""
    rows = []
    for sprint, row in enumerate(model.capacity):
        k = sprint - 4
        speed = min(1.0, (k + 0.5) / 6) - (0.25 if k < 6 else 0.0) if k >= 0 else 0.0
        rows.append((row[0] + RATE * speed, *row[1:]))
    return replace(model, capacity=tuple(rows))


def inflow(**fields: Any) -> Inflow:
    """Return a stream of constant sizes 1 that changes in no sprint, but for `fields`."""
    usual: dict[str, Any] = {
        "id": "S",
        "name": "Stream",
        "basis": StreamBasis.ENTERED,
        "pools": (0,),
        "arrivals": 1.0,
        "shape": None,
        "rate": None,
        "dispersion": 1.0,
        "size_mean": 1.0,
        "size_cv": 0.0,
        "start_backlog": 0.0,
        "capacity_share": 1.0,
        "weights": (1.0,) * SPRINTS,
        "arriving": (1.0,) * SPRINTS,
        "sized": (1.0,) * SPRINTS,
    }
    return Inflow(**{**usual, **fields})


def _item(number: int, given: dict[str, Any], streams: int) -> SimItem:
    lever = Lever(LeverageEffect.ARRIVALS, 1 - given["leverage"], tuple(range(streams)), 0)
    return SimItem(
        id=f"{number:010d}",
        effort=Triangular(given["low"], given["likely"], given["high"]),
        spent=0.0,
        parts=(SimPart((given["pool"],), 1.0),),
        people=1.0,
        first=0,
        earliest=0,
        waits=(),
        closed=frozenset(),
        waits_for=tuple(given["prerequisites"]),
        forced=False,
        due=None,
        due_date=None,
        goal=None,
        levers=(lever,) if given["leverage"] else (),
    )
