"""What adding, editing and reading records of the same make have in common."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar

from roadmap.decide.deciding import Deciding
from roadmap.errors import Refused
from roadmap.records.expectations import Observation
from roadmap.tables import Record

R = TypeVar("R", bound=Record)


def changed(d: Deciding, record: Any, given: Mapping[str, Any], was: Any) -> dict[str, Any]:
    """Return the fields of `given` that differ from `record`. Raises Conflict (see `check_was`)."""
    name = getattr(record, "name", "") or getattr(record, "title", "") or record.id
    fields = dict(given)
    d.check_was(record.id, name, record, was, fields)
    return {key: value for key, value in fields.items() if getattr(record, key) != value}


def with_fields(record: R, fields: Mapping[str, Any]) -> R:
    """Return `record` as it would be with `fields`, to be checked."""
    known = {name: getattr(record, name) for name in record.__struct_fields__}
    return type(record)(**{**known, **fields})


def check_name_is_new(record: Any, others: list[Any], what: str) -> None:
    """Raise Refused where `record` has no name, or another one of `others` has it already."""
    if not record.name:
        raise Refused(f"A {what} needs a name.")
    for other in others:
        if other.id != record.id and other.name.casefold() == record.name.casefold():
            raise Refused(f"There is a {what} {other.name!r} already: choose another name.")


def past_day(d: Deciding, name: str, day: date | None) -> date:
    """Return `day`, today unless said. Raises Refused for one that is still to come."""
    if day is not None and day > d.now.today:
        raise Refused(
            f"{name!r}: {day} is still to come, and this records a fact: give a day up to "
            f"{d.now.today}."
        )
    return day or d.now.today


def observation(
    readings: tuple[Observation, ...], day: date, value: float | None, source: str
) -> Observation | None:
    """Return the entry to log for a value read on `day`; None where that changes nothing."""
    known = next((each for each in readings if each.day == day), None)
    if known is None:
        return None if value is None else Observation(day, value, source)
    if value is not None:
        source = source or known.source
    entry = Observation(day, value, source)
    return None if entry == known else entry
