"""The comparison as `roadmap scenario compare --json` prints it (cli.md), unrounded.

Besides the contract: `base_simulate` is the base's own forecast, `difference` also says later and
same, the mean difference in sprints with its standard error, and each date with the 2x2 table of
its trials; then goals, must-do share and backlog by sprint, cost and advice.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from roadmap.analysis.simulation.advice import advice, which_keep
from roadmap.analysis.simulation.compare import Comparison
from roadmap.analysis.simulation.contrast import Change, Compared, Contrast, ItemChange, contrasts
from roadmap.analysis.simulation.forecast_json import forecast_json
from roadmap.analysis.simulation.run import Run

Json = dict[str, Any]


def compare_json(
    position: int,
    base: str | None,
    compared: Sequence[Compared],
    found: Comparison,
    asked: Run,
    as_of: date,
) -> Json:
    """Return the whole comparison. `base` is the decision that the base is the state after.

    The first of `compared` is the base; sprints are offsets from the one that holds `as_of`, below
    0 in differences is earlier, less or cheaper than the base.
    """
    changes = contrasts(compared, found, as_of)
    forecasts = [
        forecast_json(position, each.state, each.model, part, asked, as_of)
        for each, part in zip(compared, found.parts, strict=True)
    ]
    return {
        "base": base,
        "position": position,
        "as_of": as_of.isoformat(),
        "trials": found.trials,
        "seed": asked.seed,
        "horizon": compared[0].model.sprints,
        "first_sprint": compared[0].model.first_sprint,
        "base_simulate": forecasts[0],
        "scenarios": [
            {
                "name": each.name,
                "simulate": forecast,
                **_difference(change),
                "advice": list(advice(compared[0], each, change)),
            }
            for each, forecast, change in zip(compared[1:], forecasts[1:], changes, strict=True)
        ],
        "advice": list(which_keep(compared[0], compared[1:], changes)),
    }


def _difference(change: Contrast) -> Json:
    return {
        "difference": {key: _item(row) for key, row in change.items.items()},
        "goal_difference": {name: _item(row) for name, row in change.goals.items()},
        "only_here": list(change.only_here),
        "only_in_base": list(change.only_in_base),
        "forced_share_difference": change.forced_share[1] - change.forced_share[0],
        "forced_share": {"base": change.forced_share[0], "here": change.forced_share[1]},
        "forced_share_by_sprint": _band(change.bands["forced"]),
        "forced_load_by_sprint": _band(change.bands["load"]),
        "backlog_difference": _last(change.bands["backlog"]),
        "backlog_by_sprint": _band(change.bands["backlog"]),
        "must_do_left_by_sprint": _band(change.bands["must"]),
        "cost": cost_json(change),
    }


def _item(row: ItemChange) -> Json:
    apart, n = row.apart, row.apart.trials
    return {
        "p50": row.p50_moved,
        "p85": row.p85_moved,
        "earlier_in": apart.earlier / n,
        "same_in": apart.same / n,
        "later_in": apart.later / n,
        "mean": apart.mean,
        "error": apart.error,
        "by_date": _date(row),
    }


def _date(row: ItemChange) -> Json | None:
    chances, dates = row.chances, row.apart.dates
    if chances is None or dates is None:
        return None
    n = row.apart.trials
    return {
        "date": chances.date.isoformat(),
        "base": chances.base,
        "here": chances.here,
        "difference": chances.difference,
        "error": chances.error,
        "kept_in_both": dates.both / n,
        "kept_in_base_only": dates.base_only / n,
        "kept_here_only": dates.other_only / n,
        "kept_in_neither": dates.neither / n,
    }


def _band(change: Change) -> list[Json]:
    return [
        {"sprint": sprint, "mean": mean, "error": error}
        for sprint, (mean, error) in enumerate(zip(change.sprints, change.errors, strict=True))
    ]


def _last(change: Change) -> float:
    return change.sprints[-1] if change.sprints else 0.0


def cost_json(change: Contrast) -> Json:
    """Return what a scenario costs, and what it brings sprint by sprint."""
    cost, dip = change.cost, change.cost.dip
    return {
        "person_days": cost.paid_days,
        "people": cost.people,
        "purchases": [{"currency": name, "amount": amount} for name, amount in cost.purchases],
        "money": cost.money,
        "currency": cost.currency,
        "capacity_by_sprint": list(cost.capacity),
        "capacity": sum(cost.capacity),
        "dip": None if dip is None else {"sprint": dip[0], "person_days": dip[1]},
    }
