"""A sweep as `roadmap sweep --json` prints it: for each point its dates, P85, shares and cost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from roadmap.analysis.simulation.advice import SAFE
from roadmap.analysis.simulation.compare import Comparison
from roadmap.analysis.simulation.compare_json import cost_json
from roadmap.analysis.simulation.contrast import Compared, Contrast, ItemChange, contrasts
from roadmap.analysis.simulation.results import done_by, forced_share, percentile
from roadmap.analysis.simulation.run import Run

Json = dict[str, Any]
Setting = Mapping[str, int | float]


def sweep_json(
    name: str,
    position: int,
    settings: Sequence[Setting],
    compared: Sequence[Compared],
    found: Comparison,
    asked: Run,
    as_of: date,
) -> Json:
    """Return the whole sweep; `settings[k]` leads to `compared[k + 1]`, the base is the first."""
    base = compared[0]
    changes = contrasts(compared, found, as_of)
    rows = [
        {"at": dict(at), **_point(change)} for at, change in zip(settings, changes, strict=True)
    ]
    return {
        "name": name,
        "position": position,
        "as_of": as_of.isoformat(),
        "trials": found.trials,
        "seed": asked.seed,
        "horizon": base.model.sprints,
        "first_sprint": base.model.first_sprint,
        "axes": _axes(settings),
        "base": _base(base, found),
        "points": rows,
        "cheapest": _cheapest(base, settings, changes),
    }


def _axes(settings: Sequence[Setting]) -> list[Json]:
    names = list(settings[0]) if settings else []
    return [
        {"name": name, "values": list(dict.fromkeys(at[name] for at in settings))} for name in names
    ]


def _base(base: Compared, found: Comparison) -> Json:
    part = found.parts[0]
    dates, p85 = {}, {}
    for item, counts in zip(base.model.items, part.finished, strict=True):
        p85[item.id] = percentile(counts, SAFE)
        if item.due_date is not None:
            kept = done_by(counts, item.due)
            dates[item.id] = {
                "date": item.due_date.isoformat(),
                "probability": None if kept is None else kept.probability,
            }
    return {"dates": dates, "p85": p85, "forced_share": forced_share(base.model, part)}


def _point(change: Contrast) -> Json:
    return {
        "dates": {
            key: {
                "date": row.chances.date.isoformat(),
                "probability": row.chances.here,
                "difference": row.chances.difference,
                "error": row.chances.error,
            }
            for key, row in change.items.items()
            if row.chances is not None
        },
        "p85": {key: row.p85[1] for key, row in change.items.items()},
        "earlier_in": {key: _share(row) for key, row in change.items.items()},
        "forced_share": change.forced_share[1],
        "cost": cost_json(change),
    }


def _share(row: ItemChange) -> float:
    return row.apart.earlier / row.apart.trials


def _cheapest(
    base: Compared, settings: Sequence[Setting], changes: Sequence[Contrast]
) -> Json | None:
    """Return the point with the least pay that lifts every mandatory date to 85%, None without."""
    must = {item.id for item in base.model.items if item.forced and item.due_date is not None}
    held = [
        (change.cost.paid_days, place)
        for place, change in enumerate(changes)
        if must and all(_keeps(change.items.get(key)) for key in must)
    ]
    if not held:
        return None
    _, place = min(held)
    return {"at": dict(settings[place]), "cost": cost_json(changes[place])}


def _keeps(row: ItemChange | None) -> bool:
    """Whether an item is not there any more, has no date in sight, or keeps it."""
    return row is None or row.chances is None or row.chances.here >= SAFE
