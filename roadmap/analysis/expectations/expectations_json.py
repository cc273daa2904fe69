"""Capabilities, goals, asks, reviews and users as the command line prints them (cli.md)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import msgspec

from roadmap.analysis.expectations.capabilities import CapabilityOutlook, outlooks, shortages
from roadmap.analysis.expectations.goals import GoalStanding, goal_standings
from roadmap.analysis.expectations.one_offs import OneOffs, standard_item
from roadmap.analysis.expectations.outcomes import (
    OutcomeStanding,
    SegmentWork,
    SupportShare,
    only_technical,
    outcome_standings,
    removed_requests,
    support_shares,
    work_by_segment,
)
from roadmap.analysis.expectations.signals import SignalStanding, signal_standings, summary
from roadmap.analysis.items.filter import EVERYTHING, Filter
from roadmap.analysis.items.items_json import plain
from roadmap.analysis.planning.plan import Plan
from roadmap.records.expectations import Ask
from roadmap.state import Record, State

Json = dict[str, Any]


def _fields(record: Record) -> Json:
    return {each.name: plain(getattr(record, each.name)) for each in msgspec.structs.fields(record)}


# -- capabilities and goals -----------------------------------------------------------------------


def capabilities_json(position: int, state: State, plan: Plan, today: date) -> Json:
    """Return the capabilities with their headroom per sprint, and where it runs out."""
    return {
        "position": position,
        "capabilities": [_capability(each, state) for each in outlooks(state, plan, today)],
        "flags": [plain(each) for each in shortages(state, plan, today)],
    }


def _capability(row: CapabilityOutlook, state: State) -> Json:
    component = state.components.get(row.capability.component)
    return {
        **_fields(row.capability),
        "component": None if component is None else component.name,
        "component_id": row.capability.component,
        "capacity_now": row.capacity,
        "load_now": row.load,
        "headroom": row.headroom,
        "short_in": None if row.short is None else row.short.sprint,
        "items": list(row.adding),
        "sprints": [{**plain(each), "headroom": each.left} for each in row.series],
    }


def goals_json(
    position: int, state: State, today: date, by_work: Mapping[str, Json] | None = None
) -> Json:
    """Return the goals; `by_work` is what the simulator says of each, by the goal's id."""
    rows = goal_standings(state, today)
    return {
        "position": position,
        "goals": [_goal(row, (by_work or {}).get(row.goal.id)) for row in rows],
    }


def _goal(row: GoalStanding, by_work: Json | None) -> Json:
    return {
        **_fields(row.goal),
        "latest": plain(row.latest),
        "progress": row.progress,
        "is_met": row.is_met,
        "probability": {"by_trend": row.by_trend, "why_not": row.no_trend, "by_work": by_work},
        "keeps_level": row.keeps_level,
        "items": list(row.items),
        "warnings": list(row.warnings),
    }


# -- asks and reviews -----------------------------------------------------------------------------


def asks_json(position: int, state: State, today: date) -> Json:
    """Return the asks, the open ones first, and the reviews, the latest first."""
    reviews = sorted(
        state.reviews.ordered(), key=lambda each: (each.held_on or date.min, each.id), reverse=True
    )
    return {
        "position": position,
        "asks": [_ask(each, today) for each in asks_in_order(state)],
        "reviews": [_fields(each) for each in reviews],
    }


def asks_in_order(state: State) -> list[Ask]:
    """Return the open asks by their day, then those answered, the latest first."""
    asks = state.asks.ordered()
    still = sorted(
        (each for each in asks if each.is_open), key=lambda each: (each.by or date.max, each.id)
    )
    done = sorted(
        (each for each in asks if not each.is_open),
        key=lambda each: (each.answered_on or date.min, each.id),
        reverse=True,
    )
    return [*still, *done]


def _ask(ask: Ask, today: date) -> Json:
    is_late = ask.is_open and ask.by is not None and ask.by < today
    return {**_fields(ask), "open": ask.is_open, "overdue": is_late}


# -- users ----------------------------------------------------------------------------------------


def users_json(
    position: int, state: State, today: date, one_offs: OneOffs, wanted: Filter = EVERYTHING
) -> Json:
    """Return what users said and what came of it, outcomes, segments, one-offs and support."""
    signals = signal_standings(state, wanted.team)
    return {
        "position": position,
        "signals": [_signal(each, state) for each in signals],
        "summary": plain(summary(signals)),
        "outcomes": [_outcome(each) for each in outcome_standings(state, today, wanted.team)],
        "only_technical": only_technical(state),
        "segments": [_segment(each, state) for each in work_by_segment(state, wanted)],
        "one_offs": {
            "open": list(one_offs.open),
            "infrastructure": list(one_offs.infrastructure),
            "growing": one_offs.growing,
            "proposal": plain(standard_item(state, one_offs)),
            "trend": [
                {"sprint": each.sprint.number, "open": each.open, "done": each.done}
                for each in one_offs.trend
            ],
        },
        "support": _support(support_shares(state, today, team=wanted.team)),
        "removed_requests": [
            {**plain(each), "removed": each.removed} for each in removed_requests(state, wanted)
        ],
    }


def _signal(row: SignalStanding, state: State) -> Json:
    consumer = state.consumers.get(row.signal.consumer)
    return {
        **_fields(row.signal),
        "consumer": None if consumer is None else consumer.name,
        "consumer_id": row.signal.consumer,
        "loop": row.loop.value,
        "lead_days": row.lead_days,
        "shipped_on": plain(row.shipped_on),
    }


def _outcome(row: OutcomeStanding) -> Json:
    return {
        **_fields(row.outcome),
        "latest": plain(row.latest),
        "before": plain(row.before),
        "is_met": row.is_met,
        "read_again_on": plain(row.read_again_on),
        "is_due": row.is_due,
    }


def _segment(row: SegmentWork, state: State) -> Json:
    names = [state.consumers[key].name for key in row.consumers]
    return {**plain(row), "consumers": names, "consumer_ids": list(row.consumers)}


def _support(rows: Sequence[SupportShare]) -> list[Json]:
    return [{**plain(row), "share": row.share} for row in rows]
