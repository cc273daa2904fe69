"""Which decisions are still wanted, the most urgent first (A6)? Apart, as it is read at once."""

from __future__ import annotations

from datetime import date

from roadmap.records.expectations import Ask
from roadmap.state import State


def open_asks(state: State) -> tuple[Ask, ...]:
    """Return the asks that nobody answered yet, the most urgent first."""
    waiting = (each for each in state.asks.ordered() if each.is_open)
    return tuple(sorted(waiting, key=lambda ask: (ask.by or date.max, ask.title, ask.id)))
