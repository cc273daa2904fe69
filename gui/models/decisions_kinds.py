"""Which kinds of decisions does a person tell apart: for the filters of log and playback?"""

from __future__ import annotations

from roadmap.service import Told

KIND_WORDS: dict[str, str] = {
    "interruption_logged": "Emergencies",
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
    "source_imported": "Imports",
}
OTHER = "Settings"
ORDER = (*dict.fromkeys(KIND_WORDS.values()), OTHER)


def kinds_of(told: Told) -> frozenset[str]:
    """Return the words of everything that a decision did."""
    return frozenset(KIND_WORDS.get(event.kind, OTHER) for event in told.events)
