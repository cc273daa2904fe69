"""What is wanted of sprints: commit, pull, push, log progress, close, reopen, keep a plan.

What has to be computed (capacity, plan, outcome of that day) are `facts`: the service fills them
from the analysis before deciding, so that `decide` stays pure and the event holds what was true.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from roadmap.commands.given import CommandBase, Given, new_id
from roadmap.fields.items import ItemFields, Progress
from roadmap.records.sprints import ItemDays, Outcome, Placed, PoolDays
from roadmap.values import Day, Id, Name, Positive, Text

SprintNumber = Annotated[int, Field(ge=1, le=100_000)]
Mode = Literal["priority", "value"]


class CommitFacts(BaseModel):
    """What was true of a sprint on the day of its commitment, and the plan of that day."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    number: SprintNumber
    start: Day
    end: Day
    capacity: tuple[PoolDays, ...]
    reserve: tuple[PoolDays, ...]
    items: tuple[ItemDays, ...]
    placements: tuple[Placed, ...]


class CommitSprint(CommandBase):
    """Commit a sprint, by default the next one that is not, to what the plan puts there."""

    do = "commit_sprint"
    sprint: Id = Field(default_factory=new_id)
    number: SprintNumber | None = None
    items: tuple[Name, ...] | None = None
    facts: CommitFacts | None = None


class PullSprintItem(CommandBase):
    """Take an item into a committed sprint, by default the one that is open."""

    do = "pull_sprint_item"
    item: Name
    number: SprintNumber | None = None
    days: Positive | None = None


class PushSprintItem(CommandBase):
    """Take an item out of a committed sprint."""

    do = "push_sprint_item"
    item: Name
    number: SprintNumber | None = None


class LogProgress(CommandBase):
    """Say how many person-days of an item are left, and how many were spent so far."""

    do = "log_progress"
    item: Name
    fields: Progress


class NewAction(Given):
    """An action from a retrospective, which becomes an item: its fields, at least a title."""

    item: Id = Field(default_factory=new_id)
    fields: ItemFields


class CloseSprint(CommandBase):
    """Close a committed sprint, by default the one that is open; one note, actions become items."""

    do = "close_sprint"
    number: SprintNumber | None = None
    note: Text = ""
    actions: tuple[NewAction, ...] = ()
    facts: Outcome | None = None


class ReopenSprint(CommandBase):
    """Open the sprint that was closed last again, to correct its facts."""

    do = "reopen_sprint"


class KeepPlan(CommandBase):
    """Keep today's plan, to compare later plans with."""

    do = "keep_plan"
    plan: Id = Field(default_factory=new_id)
    mode: Mode = "priority"
    placements: tuple[Placed, ...] | None = None


SprintCommand = (
    CommitSprint
    | PullSprintItem
    | PushSprintItem
    | LogProgress
    | CloseSprint
    | ReopenSprint
    | KeepPlan
)
