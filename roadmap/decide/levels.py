"""How commands about measures, minimum acceptable levels and check-ups become events."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from roadmap.commands.levels import (
    AddMeasure,
    EditMeasure,
    GivenMeasurement,
    LogMeasurements,
    NoteEffect,
    RemoveMeasure,
    SetBaseline,
)
from roadmap.decide.deciding import Deciding
from roadmap.errors import Conflict, FieldConflict, NotFound, Refused
from roadmap.events.levels import (
    BaselineSet,
    MeasureAdded,
    MeasureEdited,
    MeasurementsLogged,
    MeasureRemoved,
)
from roadmap.records.levels import Measure, Measurement
from roadmap.records.presets import PRESET_BY_KEY, Preset
from roadmap.ties import count_naming

_BASELINE = ("level", "provisional")
# What the same unit is written as besides its own word.
_UNITS = {
    **dict.fromkeys(("%", "percent", "per cent", "pct"), "%"),
    **dict.fromkeys(("ms", "msec", "millisecond", "milliseconds"), "ms"),
    **dict.fromkeys(("s", "sec", "second", "seconds"), "s"),
    **dict.fromkeys(("min", "minute", "minutes"), "min"),
    **dict.fromkeys(("h", "hour", "hours"), "h"),
    **dict.fromkeys(("d", "day", "days"), "days"),
}


def same_unit(one: str, other: str) -> bool:
    """Whether two ways of writing a unit mean the same: "%" and "percent", "s" and "seconds"."""
    return _unit(one) == _unit(other)


def _unit(text: str) -> str:
    word = text.strip().casefold()
    return _UNITS.get(word, word)


# -- measures -------------------------------------------------------------------------------------


def add_measure(d: Deciding, command: AddMeasure) -> None:
    """Measure something for a principle; a preset fills what is not said."""
    d.require_roadmap()
    d.check_new("measure", command.measure)
    given: Any = dict(command.fields)
    if given.get("preset"):
        given = {**_preset(given["preset"]).fields, **given}
    fields: Any = _resolved(d, given)
    if fields.get("principle") is None:
        raise Refused(
            f"Measure {fields.get('name', '')!r}: name the principle that it belongs to, or one of "
            "the presets."
        )
    _check(d, Measure(command.measure, **fields))
    d.emit(MeasureAdded(measure=command.measure, fields=fields))


def _preset(key: str) -> Preset:
    found = PRESET_BY_KEY.get(key)
    if found is None:
        near = difflib.get_close_matches(key, PRESET_BY_KEY, n=1)
        hint = f" Did you mean {near[0]!r}?" if near else ""
        raise NotFound(f"There is no preset {key!r}.{hint} There are: {', '.join(PRESET_BY_KEY)}.")
    return found


def edit_measure(d: Deciding, command: EditMeasure) -> None:
    """Change what is measured; a new level is an event of its own."""
    measure = measure_named(d, command.measure)
    fields: Any = _resolved(d, command.fields)
    was = None if command.was is None else _resolved(d, command.was)
    d.check_was(measure.id, measure.name, measure, was, fields)
    fields = {key: value for key, value in fields.items() if getattr(measure, key) != value}
    has_values = bool(measure.measurements) or measure.level is not None
    if (
        has_values
        and measure.unit
        and not same_unit(fields.get("unit", measure.unit), measure.unit)
    ):
        raise Refused(
            f"Measure {measure.name!r} has values in {measure.unit}, which would then be read in "
            f"{fields['unit'] or 'no unit'}: add another measure instead."
        )
    known = {name: getattr(measure, name) for name in measure.__struct_fields__}
    _check(d, Measure(**{**known, **fields}))
    level: Any = {name: fields.pop(name) for name in _BASELINE if name in fields}
    if fields:
        d.emit(MeasureEdited(measure=measure.id, fields=fields))
    if level:
        d.emit(BaselineSet(measure=measure.id, fields=level))


def remove_measure(d: Deciding, command: RemoveMeasure) -> None:
    """Take a measure off the roadmap unless items protect it."""
    measure = measure_named(d, command.measure)
    used = count_naming(d.state, ("measures", measure.id))
    if used:
        raise Refused(f"{used} items protect {measure.name!r}: change them first, then remove it.")
    d.emit(MeasureRemoved(measure=measure.id))


def measure_named(d: Deciding, ref: str) -> Measure:
    """Return the measure with this id or name. Raises NotFound, or Refused where two have it."""
    found = d.state.measures.get(ref)
    if found is not None:
        return found
    named = [m for m in d.state.measures.ordered() if m.name.casefold() == ref.casefold()]
    if len(named) > 1:
        ids = ", ".join(each.id for each in named)
        raise Refused(f"{len(named)} measures are called {ref!r}: name one by its id ({ids}).")
    return d.state.measures[d.named("measure", ref)]


def _resolved(d: Deciding, given: Mapping[str, Any]) -> dict[str, Any]:
    fields = dict(given)
    for what in ("principle", "component"):
        if fields.get(what) is not None:
            fields[what] = d.named(what, fields[what])
    return fields


def _check(d: Deciding, measure: Measure) -> None:
    if not measure.name:
        raise Refused("A measure needs a name: say what is measured.")
    for other in d.state.measures.ordered():
        alike = other.name.casefold() == measure.name.casefold()
        if other.id != measure.id and alike and other.component == measure.component:
            raise Refused(f"There is a measure {other.name!r} already: choose another name.")


# -- minimum acceptable levels --------------------------------------------------------------------


def set_baseline(d: Deciding, command: SetBaseline) -> None:
    """Set, change or take away the minimum acceptable level of a measure."""
    measure = measure_named(d, command.measure)
    _check_unit(measure, command.unit)
    if "was" in command.model_fields_set and measure.level not in (command.was, command.level):
        conflict = FieldConflict(measure.id, "level", command.was, measure.level, command.level)
        raise Conflict(
            f"{measure.name!r} was changed meanwhile (level): look at it again and choose.",
            [conflict],
        )
    wanted = {"level": command.level, "provisional": command.provisional}
    if command.level is None:
        wanted["provisional"] = False
    fields: Any = {key: value for key, value in wanted.items() if getattr(measure, key) != value}
    if fields:
        d.emit(BaselineSet(measure=measure.id, fields=fields))


def _check_unit(measure: Measure, unit: str | None) -> None:
    if unit is not None and not same_unit(unit, measure.unit):
        raise Refused(
            f"{measure.name!r} is measured in {measure.unit or 'no unit'} and this value is in "
            f"{unit or 'no unit'}: convert it, or add another measure."
        )


# -- measurements ---------------------------------------------------------------------------------


def log_measurements(d: Deciding, command: LogMeasurements) -> None:
    """Record values, all of one measure in one event; the same value again changes nothing."""
    d.require_roadmap()
    by_measure: dict[str, dict[date, Measurement]] = {}
    for given in command.measurements:
        measure = measure_named(d, given.measure)
        _check_unit(measure, given.unit)
        day = _past_day(d, measure, given.day)
        entries = by_measure.setdefault(measure.id, {})
        _check_once(measure, entries.get(day), given.value, day)
        entries[day] = _entry(measure, day, given)
    for key, entries in by_measure.items():
        known = {each.day: each for each in d.state.measures[key].measurements}
        new = tuple(
            each
            for day, each in sorted(entries.items())
            if each != known.get(day) and (each.value is not None or day in known)
        )
        if new:
            d.emit(MeasurementsLogged(measure=key, entries=new))


def _check_once(measure: Measure, seen: Measurement | None, value: float | None, day: date) -> None:
    if seen is not None and seen.value != value:
        raise Refused(
            f"{measure.name!r} has two values on {day}, {_said(seen.value)} and {_said(value)}: "
            "give one a day."
        )


def _said(value: float | None) -> str:
    return "none" if value is None else f"{value:g}"


def _entry(measure: Measure, day: date, given: GivenMeasurement) -> Measurement:
    """Return the entry; what is not said about a value known already stays as it was."""
    if given.value is None:
        return Measurement(day, None)
    known = next((each for each in measure.measurements if each.day == day), None)
    if known is None or known.value != given.value:
        return Measurement(day, given.value, given.source, given.effect)
    effect = given.effect or known.effect
    return Measurement(day, given.value, known.source or given.source, effect)


def _past_day(d: Deciding, measure: Measure, day: date | None) -> date:
    if day is not None and day > d.now.today:
        raise Refused(
            f"{measure.name!r}: {day} is still to come, and a measurement is a fact: give a day up "
            f"to {d.now.today}."
        )
    return day or d.now.today


def note_effect(d: Deciding, command: NoteEffect) -> None:
    """Say who felt that a level was breached, on the measurement that showed it."""
    measure = measure_named(d, command.measure)
    days = {each.day: each for each in measure.measurements}
    if not days:
        raise Refused(f"{measure.name!r} was not measured yet: log a measurement first.")
    found = days.get(command.day or max(days))
    if found is None:
        raise Refused(f"{measure.name!r} was not measured on {command.day}: name a day it was.")
    if found.effect != command.effect:
        entry = Measurement(found.day, found.value, found.source, command.effect)
        d.emit(MeasurementsLogged(measure=measure.id, entries=(entry,)))


Rule = Callable[[Deciding, Any], None]
RULES: dict[type, Rule] = {
    AddMeasure: add_measure,
    EditMeasure: edit_measure,
    RemoveMeasure: remove_measure,
    SetBaseline: set_baseline,
    LogMeasurements: log_measurements,
    NoteEffect: note_effect,
}
