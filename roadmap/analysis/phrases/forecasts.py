"""What events about forecasts say; others stand in `items.py`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from roadmap.analysis.phrases.phrase import Phrase, Tone
from roadmap.analysis.phrases.scene import Scene
from roadmap.analysis.words import counted
from roadmap.events.forecasts import ForecastKept

LIKELY = 0.85  # the probability at which a date is spoken of as held


def _kept(event: ForecastKept, _scene: Scene) -> Phrase:
    facts = event.facts
    rest = f" kept, {counted(len(facts.items), 'item')}"
    if facts.dates:
        likely = sum((each.probability or 0.0) >= LIKELY for each in facts.dates)
        rest += f", {likely} of {counted(len(facts.dates), 'date')} at 85% or more"
    subject = "Forecast"
    if facts.scenario is not None:
        subject = f"Forecast of scenario {facts.scenario.name!r}"
    return Phrase(subject, rest, "forecast", Tone.ACCENT)


SAID_OF_FORECASTS: dict[type, Callable[[Any, Scene], Phrase]] = {ForecastKept: _kept}
