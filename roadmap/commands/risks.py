"""What is wanted of accepted risks."""

from __future__ import annotations

from pydantic import Field

from roadmap.commands.given import CommandBase, new_id
from roadmap.fields.risks import RiskFields
from roadmap.values import Id, Name


class AcceptRisk(CommandBase):
    """Accept what may go wrong without `item`: a sentence, the day to look again, who accepts it.

    Together with shed_item in one decision, or in its own fields.
    """

    do = "accept_risk"
    risk: Id = Field(default_factory=new_id)
    fields: RiskFields


class EditRisk(CommandBase):
    """Change an accepted risk, such as its review date; named by its id or its item."""

    do = "edit_risk"
    risk: Name
    fields: RiskFields
    was: RiskFields | None = None


class WithdrawRisk(CommandBase):
    """Stop accepting a risk, named by its id or its item."""

    do = "withdraw_risk"
    risk: Name


RiskCommand = AcceptRisk | EditRisk | WithdrawRisk
