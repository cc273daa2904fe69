"""Which fields of an override and of the three answers can be set; see the package."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, with_config
from typing_extensions import TypedDict

from roadmap.records.phases import Broke, Phase
from roadmap.values import CLOSED, Count, Day, Share, Title


@with_config(CLOSED)
class OverrideFields(TypedDict, total=False):
    """What can be set on an override."""

    phase: Phase
    reason: Title
    since: Day | None


@with_config(CLOSED)
class AnswerFields(TypedDict, total=False):
    """What can be set on the three answers."""

    unplanned_share: Share | None
    fixed_dates: Count | None
    broke: Annotated[tuple[Broke, ...], Field(max_length=2)]
    answered_on: Day | None
