"""What is wanted of items."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, model_validator

from roadmap.commands.given import CommandBase, Given, Ref, new_id
from roadmap.fields.items import Classification, EstimateFields, ItemFields
from roadmap.values import Day, Id, Line, Name


class _ItemCommand(CommandBase):
    """A command about one item, named `item` (or `id`): its id or its key in its tracker."""

    @model_validator(mode="before")
    @classmethod
    def _named(cls, given: Any) -> Any:
        if isinstance(given, dict) and "id" in given and "item" not in given:
            given = {("item" if key == "id" else key): value for key, value in given.items()}
        return given


class AddItem(_ItemCommand):
    """Add a work item at the end of the order, or `before` or `after` another.

    `quadrant`, `skills` and one `external` may also be written as `roadmap items` prints them.
    """

    do = "add_item"
    item: Id = Field(default_factory=new_id)
    fields: ItemFields
    before: Ref | None = None
    after: Ref | None = None


class EditItem(_ItemCommand):
    """Change fields of an item; `was` holds what the person saw in them."""

    do = "edit_item"
    item: Ref
    fields: ItemFields
    was: ItemFields | None = None


class ReclassifyItem(_ItemCommand):
    """Put an item in a quadrant, or back among the unsorted (forcing and horizon null)."""

    do = "reclassify_item"
    item: Ref
    fields: Classification
    was: ItemFields | None = None


class EstimateItem(_ItemCommand):
    """Estimate an item's effort in person-days or as a size."""

    do = "estimate_item"
    item: Ref
    fields: EstimateFields
    was: ItemFields | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_parts(cls, given: Any) -> Any:
        """Take low, likely and high also without the `estimate` around them."""
        if not isinstance(given, dict) or not {"low", "likely", "high"} & given.keys():
            return given
        parts = {key: given[key] for key in ("low", "likely", "high") if key in given}
        rest = {key: value for key, value in given.items() if key not in parts}
        return {**rest, "estimate": parts}


class MoveItem(_ItemCommand):
    """Move an item in the order: `before` or `after` a neighbour; neither means to the end."""

    do = "move_item"
    item: Ref
    before: Ref | None = None
    after: Ref | None = None


class StartItem(_ItemCommand):
    """Begin work on an item, today unless `started_on` says otherwise."""

    do = "start_item"
    item: Ref
    started_on: Day | None = None


class FinishItem(_ItemCommand):
    """Mark an item done, today unless `done_on` says otherwise."""

    do = "finish_item"
    item: Ref
    done_on: Day | None = None
    actual_days: Annotated[float, Field(ge=0, le=1e12, allow_inf_nan=False)] | None = None


class ShedItem(_ItemCommand):
    """Give an item up; it can be restored.

    `accepted_risk` is what may go wrong without it, `review_on` the day to look again, and
    `accepted_by` who accepts it until then.
    """

    do = "shed_item"
    item: Ref
    accepted_risk: Annotated[Line, Field(min_length=1)] | None = None
    review_on: Day | None = None
    accepted_by: Name | None = None


class RestoreItem(_ItemCommand):
    """Open a shed or finished item again."""

    do = "restore_item"
    item: Ref


class NewPiece(Given):
    """One piece of a split: its fields, at least a title and how it is verified."""

    item: Id = Field(default_factory=new_id)
    fields: ItemFields


class SplitItem(_ItemCommand):
    """Cut an item into two or more pieces; each waits for the one before it."""

    do = "split_item"
    item: Ref
    pieces: Annotated[tuple[NewPiece, ...], Field(min_length=2, max_length=100)]


class RemoveItem(_ItemCommand):
    """Take an item off the roadmap, for one added by mistake; work given up is shed instead."""

    do = "remove_item"
    item: Ref


ItemCommand = (
    AddItem
    | EditItem
    | ReclassifyItem
    | EstimateItem
    | MoveItem
    | StartItem
    | FinishItem
    | ShedItem
    | RestoreItem
    | SplitItem
    | RemoveItem
)
