"""What is wanted of an import that brings facts besides items: levels, measurements, incidents."""

from __future__ import annotations

from pydantic import Field

from roadmap.commands.given import CommandBase, Given
from roadmap.records.levels import Comparator, Statistic
from roadmap.values import Amount, Day, Line, Moment, Name, SourceNumber, Title


class BaselineRow(Given):
    """A measure with its minimum acceptable level as a file states it; `key` is the file's own.

    `principle` and `component` are names and are added where they are not known.
    """

    row: int
    key: Name
    name: Name
    principle: Name
    component: Name | None = None
    statistic: Statistic = Statistic.RATIO
    comparator: Comparator = Comparator.AT_LEAST
    unit: Line = "%"
    window: Line = ""
    level: SourceNumber


class MeasurementRow(Given):
    """One value of a measure, named by its id, its name or its key in the source."""

    row: int
    measure: Name
    day: Day
    value: SourceNumber
    unit: Line | None = None
    effect: Line = ""


class IncidentRow(Given):
    """One incident of an on-call tool; `effort_days` is None while nobody knows."""

    row: int
    key: Name
    title: Title
    started_at: Moment
    effort_days: Amount | None = None
    component: Name | None = None


class ImportFacts(CommandBase):
    """Take in what a file says of levels, measurements and incidents; again, it changes nothing."""

    do = "import_facts"
    source: Name
    format: Name
    baselines: tuple[BaselineRow, ...] = Field(default=())
    measurements: tuple[MeasurementRow, ...] = Field(default=())
    incidents: tuple[IncidentRow, ...] = Field(default=())


FactCommand = ImportFacts
