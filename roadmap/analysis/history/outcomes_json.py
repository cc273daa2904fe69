"""What came of past decisions, and obstacles, as `roadmap outcomes --json` prints them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from roadmap.analysis.history.obstacles import Obstacle
from roadmap.analysis.history.outcomes import Came, Outcome, Stretch

Json = dict[str, Any]


def outcomes_json(position: int, found: Sequence[Stretch], ways: Sequence[Obstacle]) -> Json:
    """Return both; days are ISO, items are ids, the words are those on screen."""
    return {
        "position": position,
        "phases": [_stretch(each) for each in found],
        "came": came_counts([each for stretch in found for each in stretch.outcomes]),
        "obstacles": [_obstacle(each) for each in ways],
        "unresolved": sum(each.until is None for each in ways),
    }


def came_counts(found: Sequence[Outcome]) -> dict[str, int]:
    """Return how many decisions came to what."""
    counts = Counter(each.came for each in found)
    return {came.value: counts[came] for came in Came}


def _stretch(each: Stretch) -> Json:
    return {
        "phase": None if each.phase is None else each.phase.value,
        "since": None if each.since is None else each.since.isoformat(),
        "until": None if each.until is None else each.until.isoformat(),
        "came": came_counts(each.outcomes),
        "decisions": [_outcome(outcome) for outcome in each.outcomes],
    }


def _outcome(each: Outcome) -> Json:
    choice = each.choice
    return {
        "decision": choice.decision,
        "day": choice.day.isoformat(),
        "by": choice.by,
        "why": choice.why,
        "kind": choice.kind.value,
        "what": each.what,
        "came": each.came.value,
        "text": each.said,
        "items": list(each.items),
    }


def _obstacle(each: Obstacle) -> Json:
    return {
        "kind": each.kind.value,
        "what": each.what,
        "since": each.since.isoformat(),
        "until": None if each.until is None else each.until.isoformat(),
        "resolution": each.how,
        "about": each.about or None,
        "items": list(each.items),
        "decision": each.decision,
        "resolved_by": each.resolved_by,
    }
