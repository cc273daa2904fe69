"""Which kinds of decisions does a person tell apart: for the filters of log and playback?"""

from __future__ import annotations

from roadmap.service import Told

_ITEMS: dict[str, str] = {
    "item_added": "Added",
    "item_reclassified": "Reclassified",
    "item_estimated": "Estimated",
    "item_moved": "Ranked",
    "item_started": "Started",
    "item_finished": "Finished",
    "item_shed": "Shed",
    "item_restored": "Restored",
    "item_split": "Split",
    "item_removed": "Removed",
    "item_edited": "Edited",
}
# Everything else goes by what it is about, the first word of its kind.
_ABOUT: dict[str, str] = {
    "interruption": "Emergencies",
    "source": "Imports",
    "sprint": "Sprints",
    "progress": "Sprints",
    "plan": "Sprints",
    "forecast": "Forecasts",
    "scenario": "What-if",
    "risk": "Shed",
    "person": "People",
    "principle": "Principles",
    "measure": "Principles",
    "measurements": "Principles",
    "baseline": "Principles",
    "checkup": "Check-ups",
    "phase": "Phases",
    "reason": "Reasons",
}
OTHER = "Settings"
ORDER = tuple(dict.fromkeys(("Emergencies", *_ITEMS.values(), *_ABOUT.values(), OTHER)))


def kind_word(kind: str) -> str:
    """Return the word for one kind of event."""
    return _ITEMS.get(kind) or _ABOUT.get(kind.partition("_")[0], OTHER)


def kinds_of(told: Told) -> frozenset[str]:
    """Return the words of everything that a decision did."""
    return frozenset(kind_word(event.kind) for event in told.events)
