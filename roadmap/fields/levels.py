"""Which fields of measures and check-ups can be set; see the package."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, with_config
from typing_extensions import TypedDict

from roadmap.records.levels import CheckupResult, Comparator, LoadCondition, Measurement, Statistic
from roadmap.values import CLOSED, Day, ExternalRef, Line, Name, SourceNumber

Cadence = Annotated[int, Field(ge=1, le=3660)]


@with_config(CLOSED)
class BaselineFields(TypedDict, total=False):
    """The minimum acceptable level of a measure, None for none, and whether it was agreed yet."""

    level: SourceNumber | None
    provisional: bool


@with_config(CLOSED)
class MeasureFields(BaselineFields, total=False):
    """What can be set on a measure."""

    name: Name
    principle: Name
    component: Name | None
    statistic: Statistic
    comparator: Comparator
    unit: Line
    window: Line
    load: LoadCondition
    preset: Name | None


@with_config(CLOSED)
class MeasureRecord(MeasureFields, total=False):
    """Every field of a measure but its id."""

    external: tuple[ExternalRef, ...]
    measurements: tuple[Measurement, ...]


@with_config(CLOSED)
class CheckupFields(TypedDict, total=False):
    """What can be set on a check-up."""

    name: Name
    component: Name
    every_days: Cadence
    since: Day | None


@with_config(CLOSED)
class CheckupRecord(CheckupFields, total=False):
    """Every field of a check-up but its id."""

    results: tuple[CheckupResult, ...]
