"""What is wanted of shared scenarios."""

from __future__ import annotations

from pydantic import Field

from roadmap.commands.given import CommandBase, new_id
from roadmap.fields.scenarios import ScenarioFields
from roadmap.values import Id, Name


class ShareScenario(CommandBase):
    """Share a scenario: its name, base decision, commands and assumptions; again after changes."""

    do = "share_scenario"
    scenario: Id = Field(default_factory=new_id)
    fields: ScenarioFields


class WithdrawScenario(CommandBase):
    """Withdraw a shared scenario, named by its id or name."""

    do = "withdraw_scenario"
    scenario: Name


ScenarioCommand = ShareScenario | WithdrawScenario
