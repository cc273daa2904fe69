"""How many requests did a finished self-service item remove (L5)?

Requests of what it acts on, a sprint, before it was done and after it and its delay, over the
sprints that its promise is judged by (`kept.py`). Too few closed sprints on a side say nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from roadmap.analysis.leverage.kept import LEAST_SPRINTS, Promise
from roadmap.analysis.words import say_number
from roadmap.state import State
from roadmap.values import LeverageCategory


@dataclass(frozen=True, slots=True)
class Removed:
    """Requests a sprint before and after an item, over `sprints` closed sprints after it."""

    item: str
    before: float
    after: float
    sprints: int

    @property
    def removed(self) -> float:
        """How many fewer came in the sprints after it than would have come as before."""
        return (self.before - self.after) * self.sprints


def requests_removed(state: State, found: Sequence[Promise]) -> tuple[Removed, ...]:
    """Return it of every self-service item whose promise has been watched for long enough."""
    return tuple(
        Removed(each.item, each.before.requests, each.after.requests, each.after.sprints)
        for each in found
        if state.items[each.item].leverage_category is LeverageCategory.SELF_SERVICE
        and min(each.before.sprints, each.after.sprints) >= LEAST_SPRINTS
        and each.before.requests + each.after.requests > 0
    )


def say_removed(found: Removed) -> str:
    """Return "Requests fell from 3.7 a sprint to 1: 13.4 fewer in 5 closed sprints."."""
    before, after = say_number(found.before), say_number(found.after)
    over = "1 closed sprint" if found.sprints == 1 else f"{found.sprints} closed sprints"
    if found.removed > 0:
        fewer = say_number(found.removed)
        return f"Requests fell from {before} a sprint to {after}: {fewer} fewer in {over}."
    return f"Requests did not fall: {before} a sprint before, {after} after, over {over}."
