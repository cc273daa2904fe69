"""What events about shared scenarios say."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from roadmap.analysis.phrases.phrase import Phrase, Tone
from roadmap.analysis.phrases.scene import Scene
from roadmap.events.scenarios import ScenarioShared, ScenarioWithdrawn


def _shared(event: ScenarioShared, scene: Scene) -> Phrase:
    again = " again" if event.scenario in scene.before.scenarios else ""
    rest = f" shared{again}"
    return Phrase(_name(event, scene), rest, "scenario", Tone.ACCENT, "Scenario ", rest.strip())


def _withdrawn(event: ScenarioWithdrawn, scene: Scene) -> Phrase:
    return Phrase(_name(event, scene), " withdrawn", "scenario", Tone.WARN, "Scenario ")


def _name(event: ScenarioShared | ScenarioWithdrawn, scene: Scene) -> str:
    return scene.name("scenarios", event.scenario)


SAID_OF_SCENARIOS: dict[type, Callable[[Any, Scene], Phrase]] = {
    ScenarioShared: _shared,
    ScenarioWithdrawn: _withdrawn,
}
