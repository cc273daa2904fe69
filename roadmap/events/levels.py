"""What happened to measures, their minimum acceptable levels and measurements, and to check-ups."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from roadmap.events.base import Adds, Edits, Logs, Removes
from roadmap.fields.levels import BaselineFields, CheckupRecord, MeasureRecord
from roadmap.records.levels import CheckupResult, Measurement
from roadmap.values import Id


class MeasureAdded(Adds):
    """A measure of a principle was named."""

    kind = "measure_added"
    table = "measures"
    measure: Id
    fields: MeasureRecord


class MeasureEdited(Edits):
    """What is measured, or how, changed."""

    kind = "measure_edited"
    table = "measures"
    measure: Id
    fields: MeasureRecord


class MeasureRemoved(Removes):
    """A measure was taken off the roadmap, with its measurements."""

    kind = "measure_removed"
    table = "measures"
    measure: Id


class BaselineSet(Edits):
    """A minimum acceptable level was set, raised, relaxed or agreed."""

    kind = "baseline_set"
    table = "measures"
    word = "measure"
    measure: Id
    fields: BaselineFields


class MeasurementsLogged(Logs):
    """Values of a measure became known, were corrected or were taken back."""

    kind = "measurements_logged"
    table = "measures"
    word = "measure"
    column = "measurements"
    measure: Id
    entries: Annotated[tuple[Measurement, ...], Field(min_length=1)]


class CheckupAdded(Adds):
    """A regular check-up of a component was agreed."""

    kind = "checkup_added"
    table = "checkups"
    checkup: Id
    fields: CheckupRecord


class CheckupEdited(Edits):
    """What a check-up looks at, or how often, changed."""

    kind = "checkup_edited"
    table = "checkups"
    checkup: Id
    fields: CheckupRecord


class CheckupRemoved(Removes):
    """A check-up is no longer held."""

    kind = "checkup_removed"
    table = "checkups"
    checkup: Id


class CheckupDone(Logs):
    """A check-up found a component working, to strengthen or failing."""

    kind = "checkup_done"
    table = "checkups"
    column = "results"
    checkup: Id
    entries: Annotated[tuple[CheckupResult, ...], Field(min_length=1)]


LevelEvent = (
    MeasureAdded
    | MeasureEdited
    | MeasureRemoved
    | BaselineSet
    | MeasurementsLogged
    | CheckupAdded
    | CheckupEdited
    | CheckupRemoved
    | CheckupDone
)
