"""What happened to items."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from roadmap.events.base import Adds, Edits, EventBase, Frozen, Removes
from roadmap.fields.items import Classification, EstimateFields, ItemFields
from roadmap.values import Day, Id, Rank


class ItemAdded(Adds):
    """A work item joined the roadmap."""

    kind = "item_added"
    table = "items"
    item: Id
    fields: ItemFields


class ItemEdited(Edits):
    """Fields of an item changed."""

    kind = "item_edited"
    table = "items"
    item: Id
    fields: ItemFields


class ItemReclassified(Edits):
    """An item was put in a quadrant, or its driver or mandatory date changed."""

    kind = "item_reclassified"
    table = "items"
    item: Id
    fields: Classification


class ItemEstimated(Edits):
    """An item's effort was estimated anew."""

    kind = "item_estimated"
    table = "items"
    item: Id
    fields: EstimateFields


class ItemMoved(EventBase):
    """An item's place in the order changed."""

    kind = "item_moved"
    item: Id
    rank: Rank | None


class ItemStarted(EventBase):
    """Work on an item began."""

    kind = "item_started"
    item: Id
    started_on: Day


class ItemFinished(EventBase):
    """An item was done; `actual_days` is what it took, in person-days, where that is known."""

    kind = "item_finished"
    item: Id
    done_on: Day
    actual_days: Annotated[float, Field(ge=0, le=1e12, allow_inf_nan=False)] | None = None


class ItemShed(EventBase):
    """An item was given up; it can be restored."""

    kind = "item_shed"
    item: Id
    shed_on: Day


class ItemRestored(EventBase):
    """A shed or finished item is open again."""

    kind = "item_restored"
    item: Id


class Piece(Frozen):
    """One new item that a split made."""

    item: Id
    fields: ItemFields


class ItemSplit(EventBase):
    """An item was cut: it keeps `fields` as its first piece, `pieces` are new items."""

    kind = "item_split"
    item: Id
    fields: ItemFields
    pieces: tuple[Piece, ...]


class ItemRemoved(Removes):
    """An item was taken off the roadmap."""

    kind = "item_removed"
    table = "items"
    item: Id


ItemEvent = (
    ItemEdited
    | ItemMoved
    | ItemAdded
    | ItemReclassified
    | ItemEstimated
    | ItemStarted
    | ItemFinished
    | ItemShed
    | ItemRestored
    | ItemSplit
    | ItemRemoved
)
