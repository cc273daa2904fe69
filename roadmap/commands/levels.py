"""What is wanted of measures, their minimum acceptable levels and measurements, and check-ups."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, model_validator

from roadmap.commands.given import CommandBase, Given, new_id
from roadmap.fields.levels import CheckupFields, MeasureFields
from roadmap.records.levels import CheckupOutcome
from roadmap.values import Day, Id, Line, Name, SourceNumber, Title


class AddMeasure(CommandBase):
    """Measure something for a principle, named by its id or name; `preset` fills what is not said.

    `level` is the minimum acceptable level in `unit`; without it the measure has none yet.
    """

    do = "add_measure"
    measure: Id = Field(default_factory=new_id)
    fields: MeasureFields


class EditMeasure(CommandBase):
    """Change what is measured, or how; the measure is named by its id or name."""

    do = "edit_measure"
    measure: Name
    fields: MeasureFields
    was: MeasureFields | None = None


class RemoveMeasure(CommandBase):
    """Take a measure off the roadmap, with its measurements."""

    do = "remove_measure"
    measure: Name


class SetBaseline(CommandBase):
    """Set the minimum acceptable level of a measure; None takes it away.

    `unit` may be said to make sure of it. `was` is the level that the person saw.
    """

    do = "set_baseline"
    measure: Name
    level: SourceNumber | None
    provisional: bool = False
    unit: Line | None = None
    was: SourceNumber | None = None


class GivenMeasurement(Given):
    """One value of a measure; `day` is today unless said, `unit` may be said to make sure of it."""

    measure: Name
    day: Day | None = None
    value: SourceNumber | None
    unit: Line | None = None
    source: Line = ""
    effect: Line = ""


class LogMeasurements(CommandBase):
    """Record values of measures, one a day each; the same value again changes nothing.

    A value of null takes the day's measurement back. One alone may stand flat beside `do`.
    """

    do = "log_measurements"
    measurements: Annotated[tuple[GivenMeasurement, ...], Field(min_length=1)]

    @model_validator(mode="before")
    @classmethod
    def _one(cls, given: Any) -> Any:
        if isinstance(given, dict) and "measurements" not in given:
            return {"measurements": [given]}
        return given


class NoteEffect(CommandBase):
    """Say in one line who felt that a level was breached; on the last measurement unless `day`."""

    do = "note_effect"
    measure: Name
    effect: Line
    day: Day | None = None


class AddCheckup(CommandBase):
    """Check a component regularly: every so many days, counted from the day `since`."""

    do = "add_checkup"
    checkup: Id = Field(default_factory=new_id)
    fields: CheckupFields


class EditCheckup(CommandBase):
    """Change what a check-up looks at or how often, named by its id or name."""

    do = "edit_checkup"
    checkup: Name
    fields: CheckupFields
    was: CheckupFields | None = None


class RemoveCheckup(CommandBase):
    """Hold a check-up no longer."""

    do = "remove_checkup"
    checkup: Name


class Finding(Given):
    """Something that a check-up found: it becomes an item of this title, or is `item` already."""

    item: Id = Field(default_factory=new_id)
    title: Title | None = None


class DoCheckup(CommandBase):
    """Record what a check-up found on a day, today unless said; each finding becomes an item."""

    do = "do_checkup"
    checkup: Name
    outcome: CheckupOutcome
    day: Day | None = None
    note: Line = ""
    findings: tuple[Finding, ...] = ()


LevelCommand = (
    AddMeasure
    | EditMeasure
    | RemoveMeasure
    | SetBaseline
    | LogMeasurements
    | NoteEffect
    | AddCheckup
    | EditCheckup
    | RemoveCheckup
    | DoCheckup
)
