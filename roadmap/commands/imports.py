"""What is wanted of the export of a tracker."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from roadmap.commands.given import CommandBase, new_id
from roadmap.values import Id, Moment, Name, Positive, SourceValue


class ImportRow(BaseModel):
    """One item of an export: its key there, its values, and the id it gets if it is new here."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    item: Id = Field(default_factory=new_id)
    key: Name
    values: dict[Name, SourceValue]


class ImportItems(CommandBase):
    """Take in an export: what differs from the values last imported from `source`.

    `updated_to` is the latest change that the export knows of; `days_per_point` converts points.
    """

    do = "import_items"
    source: Name
    format: Name
    rows: tuple[ImportRow, ...]
    updated_to: Moment | None = None
    days_per_point: Positive | None = None
