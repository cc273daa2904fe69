"""Leverage as the command line prints it: paybacks, promises, unblocked work, a hire's need.

Numbers are not rounded, days are ISO, items are ids with their titles.
"""

from __future__ import annotations

import math
from datetime import date
from typing import Any

from roadmap.analysis.items.filter import EVERYTHING, Filter
from roadmap.analysis.leverage.hiring import hire_payback
from roadmap.analysis.leverage.inaction import Inaction, protected_levels, say_inaction
from roadmap.analysis.leverage.kept import Promise, Side, promises, say_promise
from roadmap.analysis.leverage.last_resort import LastResort, Outlook, say_last_resort
from roadmap.analysis.leverage.leverage import LeverageKey, Payback, leverage
from roadmap.analysis.leverage.removed import Removed, requests_removed, say_removed
from roadmap.analysis.leverage.unblocked import Unblocked, unblocked
from roadmap.records.planning import Planning
from roadmap.state import State

Json = dict[str, Any]


def leverage_json(position: int, state: State, as_of: date, wanted: Filter = EVERYTHING) -> Json:
    """Return what lowers later work, what came of it, and whom it unblocked."""
    view = leverage(state, LeverageKey(as_of, wanted))
    planning = state.roadmap.planning if state.roadmap else Planning()
    kept = promises(state, wanted)
    return {
        "position": position,
        "as_of": as_of.isoformat(),
        "paybacks": [_payback(state, each) for each in view.paybacks],
        "double_wins": [each.item for each in view.paybacks if each.double_win],
        "to_ask": list(view.to_ask),
        "promises": [_promise(state, each) for each in kept],
        "capacity_freed": math.fsum(each.freed for each in kept if each.freed is not None),
        "unblocked": [_unblocked(state, each) for each in unblocked(state, wanted)],
        "categories": [
            {
                "category": each.category.value,
                "open": each.open,
                "done": each.done,
                "effort": each.days,
                "share": each.share,
            }
            for each in view.categories
        ],
        "category_share": view.share,
        "requests_removed": [_removed(state, each) for each in requests_removed(state, kept)],
        "hire_payback_weeks": hire_payback(planning.ramp),
    }


def _titled(state: State, key: str) -> Json:
    return {"item": key, "title": state.items[key].title}


def _payback(state: State, each: Payback) -> Json:
    said = state.items[each.item].leverage
    return {
        **_titled(state, each.item),
        "effort": each.days,
        "effect": None if said is None else said.effect.value,
        "stream": None if said is None else said.stream,
        "promised": each.saving.promised,
        "expected": each.saving.expected,
        "of": each.saving.of,
        "payback_sprints": each.sprints,
        "double_win": each.double_win,
        "category": None if each.category is None else each.category.value,
    }


def _promise(state: State, each: Promise) -> Json:
    seen = each.observed
    return {
        **_titled(state, each.item),
        "done_on": each.done_on.isoformat(),
        "promised": each.promised,
        "observed": None
        if seen is None
        else {"saved": seen.saved, "low": seen.low, "high": seen.high},
        "before": _side(each.before),
        "after": _side(each.after),
        "verdict": each.verdict.value,
        "freed": each.freed,
        "text": say_promise(each),
    }


def _side(side: Side) -> Json:
    return {
        "sprints": side.sprints,
        "arrivals": side.arrivals,
        "days": side.days,
        "requests": side.requests,
    }


def _unblocked(state: State, each: Unblocked) -> Json:
    return {
        **_titled(state, each.item),
        "done_on": None if each.done_on is None else each.done_on.isoformat(),
        "product": list(each.product),
        "other": list(each.other),
        "consumers": [state.consumers[key].name for key in each.consumers],
    }


def _removed(state: State, each: Removed) -> Json:
    return {
        **_titled(state, each.item),
        "before": each.before,
        "after": each.after,
        "sprints": each.sprints,
        "removed": each.removed,
        "text": say_removed(each),
    }


def inaction_json(state: State, found: Inaction, as_of: date) -> Json:
    """Return what it costs not to do an item; pairs are with it and without."""
    return {
        **_titled(state, found.item),
        "blocked": list(found.blocked),
        "sprints": found.sprints,
        "trials": found.trials,
        "arriving": _both(found.arriving),
        "backlog": _both(found.backlog),
        "forced_share": _both(found.share),
        "dates": [
            {
                **_titled(state, each.item),
                "date": each.date.isoformat(),
                "with": each.given,
                "without": each.without,
            }
            for each in found.dates
        ],
        "protects": [
            {"name": name, "kept": kept} for name, kept in protected_levels(state, found, as_of)
        ],
        "text": say_inaction(state, found, as_of),
    }


def _both(pair: tuple[float, float]) -> Json:
    return {"with": pair[0], "without": pair[1], "difference": pair[1] - pair[0]}


def last_resort_json(state: State, found: LastResort, as_of: date) -> Json:
    """Return all ways out beside each other, and whether a hire is needed."""
    return {
        "hire_needed": found.hire_needed,
        "hire_helps": found.hire_helps,
        "best": found.best.kind.value,
        "hire_starts": found.hire_starts.isoformat(),
        "trials": found.trials,
        "ways": [_outlook(each) for each in found.outlooks],
        "text": say_last_resort(state, found, as_of),
    }


def _outlook(each: Outlook) -> Json:
    return {
        "way": each.kind.value,
        "text": each.text,
        "items": list(each.items),
        "dates": [
            {"item": date.item, "date": date.date.isoformat(), "probability": date.probability}
            for date in each.dates
        ],
        "in_danger": len(each.in_danger),
        "backlog": {"first": each.backlog[0], "last": each.backlog[1]},
        "grows": each.grows,
    }
