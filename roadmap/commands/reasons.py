"""What is wanted to be said of decisions afterwards."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from roadmap.commands.given import CommandBase
from roadmap.values import Id, Text


class GiveReason(CommandBase):
    """Give the reason for decisions that were made without one."""

    do = "give_reason"
    decisions: Annotated[tuple[Id, ...], Field(min_length=1)]
    why: Annotated[Text, Field(min_length=1)]
