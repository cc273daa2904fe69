"""Which fields of measures and check-ups can be set; see `fields.py`."""

from __future__ import annotations

from typing import Annotated

from pydantic import ConfigDict, Field, with_config
from typing_extensions import TypedDict

from roadmap.levels import CheckupResult, Comparator, LoadCondition, Measurement, Statistic
from roadmap.values import Day, ExternalRef, Line, Name, SourceNumber

_CLOSED = ConfigDict(extra="forbid", strict=True)

Cadence = Annotated[int, Field(ge=1, le=3660)]


@with_config(_CLOSED)
class BaselineFields(TypedDict, total=False):
    """The minimum acceptable level of a measure, None for none, and whether it was agreed yet."""

    level: SourceNumber | None
    provisional: bool


@with_config(_CLOSED)
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


@with_config(_CLOSED)
class MeasureRecord(MeasureFields, total=False):
    """Every field of a measure but its id."""

    external: tuple[ExternalRef, ...]
    measurements: tuple[Measurement, ...]


@with_config(_CLOSED)
class CheckupFields(TypedDict, total=False):
    """What can be set on a check-up."""

    name: Name
    component: Name
    every_days: Cadence
    since: Day | None


@with_config(_CLOSED)
class CheckupRecord(CheckupFields, total=False):
    """Every field of a check-up but its id."""

    results: tuple[CheckupResult, ...]
