"""Which fields of the roadmap itself, and of what its items refer to, can be set."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, with_config
from typing_extensions import TypedDict

from roadmap.records.planning import Planning
from roadmap.values import (
    CLOSED,
    Amount,
    Count,
    Criticality,
    Day,
    Distribution,
    Line,
    Name,
    QuadrantWords,
    Reading,
    Sizes,
    Thresholds,
)

Weekday = Annotated[int, Field(ge=1, le=7)]


@with_config(CLOSED)
class RoadmapFields(TypedDict, total=False):
    """The roadmap's name, calendar and settings."""

    name: Name
    zone: Name
    sprint_days: Annotated[int, Field(ge=1, le=366)]
    sprint_start: Day | None
    working_days: tuple[Weekday, ...]
    words: QuadrantWords
    thresholds: Thresholds
    sizes: Sizes
    distribution: Distribution
    reading: Reading
    currency: Annotated[Line, Field(min_length=1, max_length=8)]
    day_rate: Amount | None
    lifecycle_on: bool
    work_stage_on: bool
    planning: Planning


@with_config(CLOSED)
class TeamFields(TypedDict, total=False):
    """What can be set on a team."""

    name: Name


@with_config(CLOSED)
class ComponentFields(TypedDict, total=False):
    """What can be set on a component."""

    name: Name
    criticality: Criticality | None
    owner: Name | None
    team: Name | None


@with_config(CLOSED)
class ConsumerFields(TypedDict, total=False):
    """What can be set on a consuming team."""

    name: Name
    segment: Name | None


@with_config(CLOSED)
class PrincipleFields(TypedDict, total=False):
    """What can be set on a principle."""

    name: Name
    place: Count
