"""Which fields of an absence can be set."""

from __future__ import annotations

from pydantic import with_config
from typing_extensions import TypedDict

from roadmap.records.staff import Span
from roadmap.values import CLOSED, Line, Name, SourceNumber


@with_config(CLOSED)
class AbsenceFields(TypedDict, total=False):
    """What can be set on an absence."""

    days: Span
    person_days: SourceNumber
    team: Name | None
    skill: Line
