"""Which fields of items can be set; see the package."""

from __future__ import annotations

from pydantic import with_config
from typing_extensions import TypedDict

from roadmap.values import (
    CLOSED,
    AddedLoad,
    Amount,
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
    Link,
    Name,
    OptionStage,
    Positive,
    Purchase,
    Rank,
    Reading,
    Size,
    SkillEffort,
    Status,
    Text,
    Title,
    Wait,
    WorkStage,
)


@with_config(CLOSED)
class Classification(TypedDict, total=False):
    """Where an item stands on the grid, and since when."""

    forcing: Forcing | None
    horizon: Horizon | None
    driver: Driver | None
    mandatory_by: Day | None
    classified_on: Day | None


@with_config(CLOSED)
class EstimateFields(TypedDict, total=False):
    """How much effort an item takes, in person-days."""

    estimate: Estimate | None
    size: Size | None
    distribution: Distribution | None
    reading: Reading | None
    effort_per_skill: tuple[SkillEffort, ...]
    remaining_days: Amount | None
    actual_days: Amount | None


@with_config(CLOSED)
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


@with_config(CLOSED)
class Progress(TypedDict, total=False):
    """What is known about work under way: person-days left, and spent so far."""

    remaining_days: Amount | None
    actual_days: Amount | None
