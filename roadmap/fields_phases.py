"""Which fields of an override and of the three answers can be set; see `fields.py`."""

from __future__ import annotations

from typing import Annotated

from pydantic import ConfigDict, Field, with_config
from typing_extensions import TypedDict

from roadmap.phases import Broke, Phase
from roadmap.values import Count, Day, Share, Title

_CLOSED = ConfigDict(extra="forbid", strict=True)


@with_config(_CLOSED)
class OverrideFields(TypedDict, total=False):
    """What can be set on an override."""

    phase: Phase
    reason: Title
    since: Day | None


@with_config(_CLOSED)
class AnswerFields(TypedDict, total=False):
    """What can be set on the three answers."""

    unplanned_share: Share | None
    fixed_dates: Count | None
    broke: Annotated[tuple[Broke, ...], Field(max_length=2)]
    answered_on: Day | None
