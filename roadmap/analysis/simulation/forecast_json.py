"""The forecast as `roadmap simulate --json` prints it (cli.md), unrounded; null is out of sight."""

from __future__ import annotations

import math
from dataclasses import asdict
from datetime import date
from typing import Any

from roadmap.analysis.estimates.effort import effort_days
from roadmap.analysis.estimates.record import EstimateRecord, estimate_record
from roadmap.analysis.inflow.checks import dispersion_test, load_check, overload_checks
from roadmap.analysis.simulation.model import Model, SimItem
from roadmap.analysis.simulation.results import (
    Chance,
    Ints,
    Part,
    done_by,
    goal_places,
    percentile,
    value_percentiles,
)
from roadmap.analysis.simulation.run import Run
from roadmap.analysis.words import counted
from roadmap.records.streams import StreamBasis
from roadmap.state import State

Json = dict[str, Any]
_SHARES = (0.5, 0.7, 0.85, 0.95)


def forecast_json(
    position: int, state: State, model: Model, part: Part, asked: Run, as_of: date
) -> Json:
    """Return the whole forecast; sprints are offsets from the one that holds `as_of`."""
    efforts = value_percentiles(part.kept_efforts, (0.5, 0.85, 0.95)) if model.items else []
    members = goal_places(model)
    return {
        "position": position,
        "as_of": as_of.isoformat(),
        "trials": part.trials,
        "seed": asked.seed,
        "horizon": model.sprints,
        "first_sprint": model.first_sprint,
        "items": {
            item.id: _item(item, place, part, efforts[place])
            for place, item in enumerate(model.items)
        },
        "forced_share": _band(part, "forced"),
        "forced_load": _band(part, "load"),
        "backlog": [
            {**row, "empty": int(empty) / part.trials}
            for row, empty in zip(_band(part, "backlog"), part.empty, strict=True)
        ],
        "remaining": _band(part, "remaining"),
        "must_do_left": _band(part, "must"),
        "work_in_progress": [
            {"sprint": sprint, "mean": int(count) / part.trials}
            for sprint, count in enumerate(part.underway)
        ],
        "finished": _finished(part),
        "goals": {
            name: {
                "items": [model.items[place].id for place in members[name]],
                **_sprints(counts),
            }
            for name, counts in part.goals.items()
        },
        "streams": {
            inflow.id: _stream(model, place, part) for place, inflow in enumerate(model.inflows)
        },
        "quality": quality(state, model),
    }


def _item(item: SimItem, place: int, part: Part, effort: list[float]) -> Json:
    counts = part.finished[place]
    by_date = None
    if item.due_date is not None:
        by_date = {"date": item.due_date.isoformat(), **_chance(done_by(counts, item.due))}
    return {
        **_sprints(counts),
        "by_date": by_date,
        "finish_mean": _finish_mean(counts, float(part.places[place])),
        "effort": {
            "mean": float(part.efforts.mean[place]),
            "sd": float(part.efforts.sd[place]),
            "p50": effort[0],
            "p85": effort[1],
            "p95": effort[2],
        },
    }


def _sprints(counts: Ints) -> Json:
    """Return the percentiles of the sprint of finishing, and the share beyond the horizon."""
    found: Json = {f"p{round(100 * share)}": percentile(counts, share) for share in _SHARES}
    return {**found, "beyond": int(counts[-1]) / int(counts.sum())}


def _chance(found: Chance | None) -> Json:
    if found is None:  # the date lies beyond the horizon
        return {"probability": None, "low": None, "high": None}
    return {"probability": found.probability, "low": found.low, "high": found.high}


def _finish_mean(counts: Ints, places: float) -> float | None:
    """Return the mean of s + used/C over the trials in which it is finished, None without any."""
    done = int(counts[:-1].sum())
    if not done:
        return None
    whole = sum(sprint * int(count) for sprint, count in enumerate(counts[:-1]))
    return (whole + places) / done


def _band(part: Part, name: str) -> list[Json]:
    rows = value_percentiles(part.kept_bands[name], (0.1, 0.5, 0.85, 0.9))
    return [
        {"sprint": sprint, "mean": float(mean), "p10": p10, "p50": p50, "p85": p85, "p90": p90}
        for sprint, (mean, (p10, p50, p85, p90)) in enumerate(
            zip(part.bands[name].mean, rows, strict=True)
        )
    ]


def _finished(part: Part) -> list[Json]:
    """Return how many items are finished by then: at 85% that is the 15th percentile of counts."""
    rows = value_percentiles(part.kept_counts, (0.15, 0.5))
    return [
        {"sprint": sprint, "at_85": int(low), "p50": int(middle)}
        for sprint, (low, middle) in enumerate(rows)
    ]


def _stream(model: Model, place: int, part: Part) -> Json:
    inflow = model.inflows[place]
    count, days, squares, zero, total = (float(value) for value in part.arrived[place])
    mean = days / count if count else 0.0
    test = dispersion_test(inflow.counts)
    spread = (squares - count * mean**2) / (count - 1) if count > 1 else 0.0
    return {
        "name": inflow.name,
        "driver": inflow.driver,
        "basis": inflow.basis,
        "closed_sprints": inflow.sprints,
        "arrivals_per_sprint": inflow.arrivals,
        "dispersion": inflow.dispersion,
        "size_mean": inflow.size_mean,
        "size_cv": inflow.size_cv,
        "days_a_sprint": inflow.arrivals * inflow.size_mean,
        "logged_days_a_sprint": inflow.logged_days,
        "guessed_sizes": inflow.guessed,
        "raised": inflow.raised,
        "chi_square": None if test is None else asdict(test),
        "arrived": {
            "mean": mean,
            "sd": math.sqrt(max(0.0, spread)),
            "zero": zero / count if count else 1.0,
            "total": total / part.trials,
        },
    }


def quality(state: State, model: Model) -> Json:
    """Return what the forecast rests on, as numbers and in one line."""
    sized = sum(
        not effort_days(state.items[item.id], state.roadmap).is_default for item in model.items
    )
    fitted = [each for each in model.inflows if each.basis is StreamBasis.FITTED]
    entered = len(model.inflows) - len(fitted)
    closed = max((each.sprints for each in fitted), default=0)
    parts = [_sized(sized, len(model.items))]
    if fitted:
        parts.append(
            f"{counted(len(fitted), 'stream')} of must-do work fitted to "
            f"{counted(closed, 'closed sprint')}"
        )
    guessed = sum(each.guessed for each in fitted)
    if guessed:
        parts.append(f"{counted(guessed, 'interruption')} without a noted effort counted as M")
    if entered:
        parts.append(f"{counted(entered, 'stream')} of must-do work entered by hand")
    record = estimate_record(state)
    if record is not None and sized:
        parts.append(_said_of(record))
    if not model.inflows:
        parts.append("no must-do work is expected to arrive, as none is known")
    return {
        "items": len(model.items),
        "sized_by_people": sized,
        "streams_fitted": len(fitted),
        "streams_entered": entered,
        "closed_sprints": closed,
        "estimates": None
        if record is None
        else {"finished": record.items, "bias": record.bias, "ratio": record.ratio},
        "checks": [
            *overload_checks(model.inflows, model.capacity[-1] if model.capacity else ()),
            *(said for each in model.inflows if (said := load_check(each)) is not None),
        ],
        "text": f"Rests on: {'; '.join(parts)}.",
    }


def _said_of(record: EstimateRecord) -> str:
    """Return what finished items say about estimates that are a single number."""
    finished = counted(record.items, "finished item")
    return f"{finished} took {record.bias:.2g} times their single-number estimates in the middle"


def _sized(sized: int, items: int) -> str:
    if not items:
        return "no open items"
    if sized == items:
        return f"{counted(items, 'item')}, sized by people"
    return f"{sized} of {counted(items, 'item')} sized by people, the others as M"
