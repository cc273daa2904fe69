"""Which fields of each record can be set, within which bounds, as events and commands name them.

A setting names only the fields it sets: an absent key changes nothing, None empties the field.
The names are those of the records in `state.py`; a test holds the two together.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field, with_config
from typing_extensions import TypedDict

from roadmap.planning_settings import Planning
from roadmap.staff import ConstraintKind, Ramp, SkillShare, Span, Transfer
from roadmap.streams import StreamBasis
from roadmap.values import (
    AddedLoad,
    Amount,
    Count,
    Criticality,
    Day,
    Distribution,
    Driver,
    Estimate,
    ExternalRef,
    Forcing,
    Horizon,
    Id,
    Kind,
    Leverage,
    LeverageCategory,
    Lifecycle,
    Line,
    Link,
    Moment,
    Name,
    OptionStage,
    Positive,
    Purchase,
    QuadrantWords,
    Rank,
    Reading,
    Share,
    Size,
    Sizes,
    SkillEffort,
    Status,
    Text,
    Thresholds,
    Title,
    Wait,
    WorkStage,
)

_CLOSED = ConfigDict(extra="forbid", strict=True)

Weekday = Annotated[int, Field(ge=1, le=7)]
Growth = Annotated[float, Field(ge=-1, le=100, allow_inf_nan=False)]


@with_config(_CLOSED)
class Classification(TypedDict, total=False):
    """Where an item stands on the grid, and since when."""

    forcing: Forcing | None
    horizon: Horizon | None
    driver: Driver | None
    mandatory_by: Day | None
    classified_on: Day | None


@with_config(_CLOSED)
class EstimateFields(TypedDict, total=False):
    """How much effort an item takes, in person-days."""

    estimate: Estimate | None
    size: Size | None
    distribution: Distribution | None
    reading: Reading | None
    effort_per_skill: tuple[SkillEffort, ...]
    remaining_days: Amount | None
    actual_days: Amount | None


@with_config(_CLOSED)
class ItemFields(Classification, EstimateFields, total=False):
    """Every field of an item but its id."""

    title: Title
    kind: Kind | None
    promised_by: Day | None
    not_before: Day | None
    team: Name | None
    component: Name | None
    people_at_once: Positive | None
    may_span: bool
    value: Positive | None
    goal: Name | None
    labels: tuple[Name, ...]
    notes: Text
    links: tuple[Link, ...]
    type: Name | None
    parent: Name | None
    priority: Name | None
    due: Day | None
    rank: Rank | None
    status: Status
    created_on: Day | None
    started_on: Day | None
    done_on: Day | None
    shed_on: Day | None
    option_stage: OptionStage | None
    problem: Text
    approach: Text
    alternative: Text
    why_refused: Text
    lifecycle: Lifecycle | None
    work_stage: WorkStage | None
    critical_workload: bool | None
    leverage: Leverage | None
    leverage_category: LeverageCategory | None
    double_win_answer: Text
    verified_by: Text
    split_from: Id | None
    purchase: Purchase | None
    prerequisites: tuple[Name, ...]
    prerequisites_none: bool
    waits: tuple[Wait, ...]
    consumers: tuple[Name, ...]
    segment: Name | None
    added_load: tuple[AddedLoad, ...]
    protects: tuple[Name, ...]
    external: tuple[ExternalRef, ...]


@with_config(_CLOSED)
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


@with_config(_CLOSED)
class TeamFields(TypedDict, total=False):
    """What can be set on a team."""

    name: Name


@with_config(_CLOSED)
class ComponentFields(TypedDict, total=False):
    """What can be set on a component."""

    name: Name
    criticality: Criticality | None
    owner: Name | None
    team: Name | None


@with_config(_CLOSED)
class ConsumerFields(TypedDict, total=False):
    """What can be set on a consuming team."""

    name: Name
    segment: Name | None


@with_config(_CLOSED)
class PrincipleFields(TypedDict, total=False):
    """What can be set on a principle."""

    name: Name
    place: Count


@with_config(_CLOSED)
class InterruptionFields(TypedDict, total=False):
    """What can be set on an interruption."""

    title: Title
    driver: Driver
    started_at: Moment
    effort_days: Amount | None
    team: Name | None
    skill: Name | None
    component: Name | None
    stream: Name | None
    incident: Name | None
    is_request: bool
    item: Id | None


@with_config(_CLOSED)
class PersonFields(TypedDict, total=False):
    """What can be set on a person."""

    name: Name
    team: Name | None
    role: Name | None
    skills: tuple[SkillShare, ...]
    availability: Share
    start: Day | None
    end: Day | None
    time_off: tuple[Span, ...]
    on_call_share: Share
    on_call: tuple[Span, ...]
    contractor: bool
    ramp: Ramp | None
    mentor: Name | None
    transfers: tuple[Transfer, ...]
    hiring_since: Day | None


@with_config(_CLOSED)
class FreezeFields(TypedDict, total=False):
    """What can be set on a freeze window."""

    days: Span
    team: Name | None
    component: Name | None


@with_config(_CLOSED)
class ConstraintFields(TypedDict, total=False):
    """What can be set on a constraint."""

    kind: ConstraintKind
    text: Title
    amount: Amount | None
    team: Name | None
    since: Day | None
    until: Day | None
    items: tuple[Name, ...]


@with_config(_CLOSED)
class StreamFields(TypedDict, total=False):
    """What can be set on a stream of forced work."""

    name: Name
    driver: Driver
    team: Name | None
    skill: Name | None
    basis: StreamBasis
    arrivals_per_sprint: Amount | None
    dispersion: Amount | None
    size_mean: Amount | None
    size_cv: Amount | None
    growth_a_year: Growth
    start_backlog: Amount
    capacity_share: Share
    since: Day | None


@with_config(_CLOSED)
class Progress(TypedDict, total=False):
    """What is known about work under way: person-days left, and spent so far."""

    remaining_days: Amount | None
    actual_days: Amount | None


@with_config(_CLOSED)
class SourceFields(TypedDict, total=False):
    """What is kept about a tracker that was imported from."""

    name: Name
    format: Name
    updated_to: Moment | None
    days_per_point: Positive | None


BecauseKind = Literal["undo", "redo", "adopt", "import", "merge", "resolve"]
