"""Is what was chosen balanced between foundation and innovation, and did anything break (A4)?

Of the work done in the last closed sprints; the plan's own balance is in `planning/balance.py`.
"""

from __future__ import annotations

from datetime import date
from math import fsum
from typing import Any

from roadmap.analysis.estimates.effort import spent_days
from roadmap.analysis.levels.levels import LevelStatus, standings
from roadmap.analysis.planning.balance import digs_out, foundation_share
from roadmap.analysis.planning.sprint_calendar import sprints_to
from roadmap.records.planning import Planning
from roadmap.state import Item, State
from roadmap.values import Status

_SPRINTS = 12  # shown in the series


def balance_json(state: State, today: date) -> dict[str, Any]:
    """Return the share of foundation against its band, per sprint and over the trailing window.

    `alert` says that innovation is above its part while a level is breached, None where all is
    well or nothing says.
    """
    planning = state.roadmap.planning if state.roadmap else Planning()
    width = max(1, state.thresholds.window_sprints)
    rows = _by_sprint(state, today)
    window = [pair for _, row in rows[-width:] for pair in row]
    share = foundation_share(window)
    breached = [
        row.principle.name for row in standings(state, today) if row.status is LevelStatus.BREACHED
    ]
    alert = None
    if share is not None and share < planning.foundation_low and breached:
        alert = (
            f"Innovation takes {1 - share:.0%} of what is chosen, more than "
            f"{1 - planning.foundation_low:.0%}, while {' and '.join(breached)} is breached."
        )
    days = fsum(each for _, each in window)
    dug = fsum(each for item, each in window if digs_out(item))
    return {
        "foundation": share,
        "low": planning.foundation_low,
        "high": planning.foundation_high,
        "in_band": None
        if share is None
        else planning.foundation_low <= share <= planning.foundation_high,
        "alert": alert,
        "dig_out": dug / days if days > 0 else None,
        "dig_out_target": planning.dig_out_share,
        "items": sorted({item.id for item, _ in window}),
        "by_sprint": [
            {"sprint": number, "foundation": foundation_share(row)}
            for number, row in rows[-_SPRINTS:]
        ],
    }


def _by_sprint(state: State, today: date) -> list[tuple[int, list[tuple[Item, float]]]]:
    """Return (number, what was done with its effort) of every sprint up to the one of `today`."""
    sprints = sprints_to(state, today)
    rows: list[tuple[int, list[tuple[Item, float]]]] = [(each.number, []) for each in sprints]
    for item in state.items.ordered():
        if item.status is not Status.DONE or item.done_on is None:
            continue
        place = next((at for at, each in enumerate(sprints) if item.done_on in each), None)
        if place is not None:
            rows[place][1].append((item, spent_days(item, state.roadmap).days))
    return rows
