"""What happened in sprints: commitment, progress, changes to it, and how it ended."""

from __future__ import annotations

from typing import Literal

from roadmap.events.base import Edits, EventBase
from roadmap.fields.items import Progress
from roadmap.records.sprints import ItemDays, Outcome, Placed, PoolDays
from roadmap.values import Amount, Count, Day, Id, Text


class ProgressLogged(Edits):
    """Work on an item went on: what is left and what was spent, in person-days."""

    kind = "progress_logged"
    table = "items"
    word = "item"
    item: Id
    fields: Progress


class SprintCommitted(EventBase):
    """A sprint `[start, end)` was committed, with the capacity and reserve of that day."""

    kind = "sprint_committed"
    sprint: Id
    number: Count
    start: Day
    end: Day
    capacity: tuple[PoolDays, ...]
    reserve: tuple[PoolDays, ...]
    items: tuple[ItemDays, ...]


class SprintItemPulled(EventBase):
    """An item was taken into a committed sprint."""

    kind = "sprint_item_pulled"
    sprint: Id
    item: Id
    days: Amount


class SprintItemPushed(EventBase):
    """An item was taken out of a committed sprint."""

    kind = "sprint_item_pushed"
    sprint: Id
    item: Id


class SprintClosed(EventBase):
    """A sprint ended: what was done, carried over and shed, and what was learned."""

    kind = "sprint_closed"
    sprint: Id
    outcome: Outcome
    note: Text = ""


class SprintReopened(EventBase):
    """The last closed sprint was opened again, to correct its facts."""

    kind = "sprint_reopened"
    sprint: Id


class PlanKept(EventBase):
    """A plan was kept, to compare later plans with."""

    kind = "plan_kept"
    plan: Id
    mode: Literal["priority", "value"]
    placements: tuple[Placed, ...]


SprintEvent = (
    ProgressLogged
    | SprintCommitted
    | SprintItemPulled
    | SprintItemPushed
    | SprintClosed
    | SprintReopened
    | PlanKept
)
