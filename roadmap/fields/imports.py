"""What is kept about a tracker that was imported from."""

from __future__ import annotations

from pydantic import with_config
from typing_extensions import TypedDict

from roadmap.values import CLOSED, Moment, Name, Positive


@with_config(CLOSED)
class SourceFields(TypedDict, total=False):
    """What is kept about a tracker that was imported from."""

    name: Name
    format: Name
    updated_to: Moment | None
    days_per_point: Positive | None
