"""What a file of levels, measurements or incidents changes here: `compare_facts`.

Each row is found again by its source and key, so that the same file twice changes nothing. A level
that the source changed is taken only where it is here what the last import gave; what was edited
here is kept and listed. Of an incident only what is still empty here is filled in.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from roadmap.commands.facts import BaselineRow, ImportFacts, IncidentRow, MeasurementRow
from roadmap.decide.comparison import KeptLocal, Notice
from roadmap.decide.deciding import Deciding, Now
from roadmap.decide.levels import same_unit
from roadmap.decide.source_events import named_event
from roadmap.decide.source_known import source_id
from roadmap.events import Event
from roadmap.events.imports import SourceImported
from roadmap.events.interruptions import InterruptionEdited, InterruptionLogged
from roadmap.events.levels import BaselineSet, MeasureAdded, MeasureEdited, MeasurementsLogged
from roadmap.events.roadmap import PrincipleAdded
from roadmap.records.levels import Measure, Measurement
from roadmap.state import State
from roadmap.values import Driver, ExternalRef, SourceValue, derived_id

_COMPARED = ("name", "statistic", "comparator", "unit", "window", "level")


@dataclass(frozen=True, slots=True)
class RefusedFact:
    """A row that was not taken: its number in the file, its key, and why."""

    row: int
    key: str
    reason: str


@dataclass(frozen=True, slots=True)
class ReadMeasurement:
    """A row that names a measure of the roadmap, with its value in the measure's own unit."""

    row: MeasurementRow
    measure: Measure
    value: float


@dataclass(slots=True)
class FactsComparison:
    """What a file of facts would change: events, and how many of what were new or changed.

    `unchanged` counts rows of all three kinds. `values` are the measurements that were understood,
    whether they are new or not.
    """

    events: list[Event] = field(default_factory=list)
    baselines: int = 0
    measurements: int = 0
    interruptions: int = 0
    changed: int = 0
    unchanged: int = 0
    kept_local: list[KeptLocal] = field(default_factory=list)
    refused: list[RefusedFact] = field(default_factory=list)
    values: list[ReadMeasurement] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)


def compare_facts(state: State, command: ImportFacts, now: Now) -> FactsComparison:
    """Return what `command` changes in `state`. Pure."""
    comparing = _Comparing(Deciding(state, now), command)
    for baseline in command.baselines:
        comparing.baseline(baseline)
    comparing.measurements(command.measurements)
    for incident in command.incidents:
        comparing.incident(incident)
    found = comparing.found
    if comparing.deciding.events:
        fields: Any = {"name": command.source, "format": command.format}
        begun = SourceImported(source=source_id(command.source), fields=fields)
        found.events = [begun, *comparing.deciding.events]
    return found


def import_facts(d: Deciding, command: ImportFacts) -> None:
    """Take a file of facts in."""
    d.require_roadmap()
    for event in compare_facts(d.state, command, d.now).events:
        d.emit(event)


class _Comparing:
    """One comparison in progress; lives as long as one call of `compare_facts`."""

    def __init__(self, deciding: Deciding, command: ImportFacts) -> None:
        self.deciding = deciding
        self.found = FactsComparison()
        self._source = command.source

    def _refuse(self, row: int, key: str, reason: str) -> None:
        self.found.refused.append(RefusedFact(row, key, reason))

    # -- levels -----------------------------------------------------------------------------------

    def baseline(self, row: BaselineRow) -> None:
        """Add a measure with its level, or change what the source changed."""
        d = self.deciding
        known = self._by_ref(row.key)
        if known is not None:
            self._change(known, row)
            return
        component = self._named("component", row.component)
        taken = (each for each in d.state.measures.ordered() if each.component == component)
        if any(each.name.casefold() == row.name.casefold() for each in taken):
            self._refuse(
                *(row.row, row.key),
                f"There is a measure {row.name!r} here already that has not this key in "
                f"{self._source}: rename it here, or leave this one out of the file.",
            )
            return
        fields: Any = {name: getattr(row, name) for name in _COMPARED}
        fields["principle"] = self._named("principle", row.principle)
        if component is not None:
            fields["component"] = component
        fields["external"] = (ExternalRef(self._source, row.key, _values(row)),)
        d.emit(MeasureAdded(measure=self._key("measure", row.key), fields=fields))
        self.found.baselines += 1

    def _by_ref(self, key: str) -> Measure | None:
        for measure in self.deciding.state.measures.ordered():
            if any(ref.source == self._source and ref.key == key for ref in measure.external):
                return measure
        return None

    def _key(self, what: str, key: str) -> str:
        """Return the id that follows from source and key, or a further one where it is taken."""
        table = getattr(self.deciding.state, f"{what}s")
        found = derived_id(what, self._source, key)
        while found in table:
            found = derived_id(what, found)
        return found

    def _change(self, measure: Measure, row: BaselineRow) -> None:
        [ref] = [each for each in measure.external if each.source == self._source]
        values = _values(row)
        taken: dict[str, Any] = {}
        for name in _COMPARED:
            here, there = getattr(measure, name), getattr(row, name)
            if here == there:
                continue
            if _plain(here) == ref.values.get(name):
                taken[name] = there
            elif ref.values.get(name) != _plain(there):
                self.found.kept_local.append(KeptLocal(measure.id, name, here, _plain(there)))
        level: Any = {"level": taken.pop("level")} if "level" in taken else {}
        if ref.values != values:
            others = tuple(each for each in measure.external if each is not ref)
            taken["external"] = (*others, ExternalRef(self._source, row.key, values))
        fields: Any = taken
        if fields:
            self.deciding.emit(MeasureEdited(measure=measure.id, fields=fields))
        if level:
            self.deciding.emit(BaselineSet(measure=measure.id, fields=level))
        changed = bool(fields or level)
        self.found.changed += changed
        self.found.unchanged += not changed

    def _named(self, what: str, name: str | None) -> str | None:
        """Return the id of the principle or component called `name`, adding it where it is new."""
        if name is None:
            return None
        d = self.deciding
        rows = getattr(d.state, f"{what}s").ordered()
        for each in rows:
            if each.name.casefold() == name.casefold():
                return str(each.id)
        key = derived_id(what, name.casefold())
        if what == "component":
            d.emit(named_event("component", key, name))
        else:
            place = max((each.place for each in rows), default=0) + 1
            d.emit(PrincipleAdded(principle=key, fields={"name": name, "place": place}))
        return key

    # -- measurements -----------------------------------------------------------------------------

    def measurements(self, rows: tuple[MeasurementRow, ...]) -> None:
        """Record the values, one event a measure."""
        by_measure: dict[str, list[MeasurementRow]] = {}
        first: dict[tuple[str, date], int] = {}
        for row in rows:
            measure = self._measure(row)
            if measure is None:
                continue
            seen = first.setdefault((measure.id, row.day), row.row)
            if seen != row.row:
                text = f"Row {seen} has a value of {measure.name!r} on {row.day}, which was taken."
                self._refuse(row.row, row.measure, text)
            else:
                by_measure.setdefault(measure.id, []).append(row)
        for key, of_measure in by_measure.items():
            self._log(self.deciding.state.measures[key], of_measure)

    def _log(self, measure: Measure, rows: list[MeasurementRow]) -> None:
        """Record the values of one measure, a day once, in its own unit."""
        bare = [row.value for row in rows if row.unit is None]
        shares = measure.reads_as_shares(bare)
        if shares:
            self.found.notices.append(_told_as_shares(measure, bare))
        known = {each.day: each.value for each in measure.measurements}
        new: list[Measurement] = []
        for row in sorted(rows, key=lambda row: row.day):
            is_share = shares and row.unit is None
            value = in_percent(row.value) if is_share else row.value
            self.found.values.append(ReadMeasurement(row, measure, value))
            if known.get(row.day) == value:
                self.found.unchanged += 1
                continue
            new.append(Measurement(row.day, value, self._source, row.effect))
            self.found.measurements += row.day not in known
            self.found.changed += row.day in known
        if new:
            self.deciding.emit(MeasurementsLogged(measure=measure.id, entries=tuple(new)))

    def _measure(self, row: MeasurementRow) -> Measure | None:
        """Return the measure that a row is about; None where the row is refused."""
        d = self.deciding
        named = [
            each
            for each in d.state.measures.ordered()
            if each.name.casefold() == row.measure.casefold()
        ]
        found = d.state.measures.get(row.measure) or self._by_ref(row.measure)
        if found is None and len(named) == 1:
            found = named[0]
        if found is None:
            names = sorted(each.name for each in d.state.measures.ordered())
            known = ", ".join(names[:8]) or "none so far"
            many = f"{len(named)} measures are" if named else "There is no measure"
            called = f"called {row.measure!r}" if named else f"{row.measure!r} (known: {known})"
            way = "name one by its id" if named else "add it first"
            self._refuse(row.row, row.measure, f"{many} {called}: {way}.")
        elif row.unit is not None and not same_unit(row.unit, found.unit):
            text = (
                f"{found.name!r} is measured in {found.unit or 'no unit'} and this value is in "
                f"{row.unit or 'no unit'}: convert it."
            )
            self._refuse(row.row, row.measure, text)
            found = None
        elif row.day > d.now.today:
            self._refuse(row.row, row.measure, f"{row.day} is still to come: this is no fact yet.")
            found = None
        return found

    # -- incidents --------------------------------------------------------------------------------

    def incident(self, row: IncidentRow) -> None:
        """Log an incident as an interruption, or fill in what became known since."""
        d = self.deciding
        key = derived_id("interruption", self._source, row.key)
        known = d.state.interruptions.get(key)
        if known is None:
            fields: Any = {
                "title": row.title,
                "driver": Driver.INCIDENT,
                "started_at": row.started_at,
                "incident": row.key,
            }
            if row.effort_days is not None:
                fields["effort_days"] = row.effort_days
            fields |= self._place(row)
            d.emit(InterruptionLogged(interruption=key, fields=fields))
            self.found.interruptions += 1
            return
        later: Any = {}
        if known.effort_days is None and row.effort_days is not None:
            later["effort_days"] = row.effort_days
        if known.component is None:
            later |= {
                name: value
                for name, value in self._place(row).items()
                if getattr(known, name) is None
            }
        if later:
            d.emit(InterruptionEdited(interruption=key, fields=later))
        self.found.changed += bool(later)
        self.found.unchanged += not later

    def _place(self, row: IncidentRow) -> dict[str, str]:
        """Return the component that an incident names, and the team that looks after it."""
        component = self._named("component", row.component)
        if component is None:
            return {}
        team = self.deciding.state.components[component].team
        return {"component": component} if team is None else {"component": component, "team": team}


def in_percent(share: float) -> float:
    """Return 99.85 for 0.9985, without the dust of binary fractions."""
    return round(share * 100, 10)


def _told_as_shares(measure: Measure, values: list[float]) -> Notice:
    one = next(value for value in values if value)
    many = "1 value" if len(values) == 1 else f"{len(values)} values"
    return Notice(
        "read_as_percent",
        f"{measure.name!r} is measured in %: {many} without a unit, none above 1, read as shares, "
        f"{one:g} as {in_percent(one):g}%. Write % beside a value that is meant in percent.",
    )


def _values(row: BaselineRow) -> dict[str, SourceValue]:
    return {name: _plain(getattr(row, name)) for name in _COMPARED}


def _plain(value: Any) -> SourceValue:
    return value if isinstance(value, float) or value is None else str(value)
