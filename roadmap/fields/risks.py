"""Which fields of an accepted risk can be set."""

from __future__ import annotations

from pydantic import ConfigDict, with_config
from typing_extensions import TypedDict

from roadmap.values import Day, Name, Title


@with_config(ConfigDict(extra="forbid", strict=True))
class RiskFields(TypedDict, total=False):
    """What can be set on an accepted risk."""

    item: Name
    text: Title
    review_on: Day | None
    accepted_by: Name | None
