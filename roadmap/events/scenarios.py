"""What happened to the scenarios that are shared with everybody who has the roadmap."""

from __future__ import annotations

from roadmap.events.base import Adds, Removes
from roadmap.fields.scenarios import ScenarioFields
from roadmap.values import Id


class ScenarioShared(Adds):
    """A scenario was shared, or shared again as it is now."""

    kind = "scenario_shared"
    table = "scenarios"
    scenario: Id
    fields: ScenarioFields


class ScenarioWithdrawn(Removes):
    """A shared scenario was withdrawn."""

    kind = "scenario_withdrawn"
    table = "scenarios"
    scenario: Id


ScenarioEvent = ScenarioShared | ScenarioWithdrawn
