"""What events about people, limits, streams and sprints say; others stand in `items.py`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from math import fsum
from typing import Any

from roadmap.analysis.phrases.phrase import Phrase, Tone
from roadmap.analysis.phrases.scene import Scene
from roadmap.analysis.words import counted, listed, say_day, say_days
from roadmap.events import Event
from roadmap.events.absences import AbsenceAdded, AbsenceRemoved
from roadmap.events.people import (
    ConstraintAdded,
    ConstraintEdited,
    ConstraintRemoved,
    FreezeAdded,
    FreezeEdited,
    FreezeRemoved,
    PersonAdded,
    PersonEdited,
    PersonRemoved,
)
from roadmap.events.sprints import (
    PlanKept,
    ProgressLogged,
    SprintClosed,
    SprintCommitted,
    SprintItemPulled,
    SprintItemPushed,
    SprintReopened,
)
from roadmap.events.streams import StreamAdded, StreamEdited, StreamRemoved
from roadmap.records.absences import Absence

_LITTLE = 0.05  # person-days that nobody would see

_TABLES = {
    "person": "people",
    "freeze": "freezes",
    "constraint": "constraints",
    "stream": "streams",
    "absence": "absences",
}


def _subject(event: Event, scene: Scene) -> tuple[str, str]:
    """Return (lead, name) of the person, freeze window or constraint that an event is about."""
    word = event.kind.rpartition("_")[0]
    key = str(getattr(event, word))
    table = _TABLES[word]
    record: Any = getattr(scene.after, table).get(key) or getattr(scene.before, table).get(key)
    match word:
        case "person":
            return "", key if record is None else record.name or key
        case "freeze":
            note = "" if record is None else record.days.note
            return "Freeze ", note or "window"
        case "absence":
            return "Absence in ", _lacking(record, scene)
        case "stream":
            return "Stream ", key if record is None else record.name or key
        case _:
            return "Constraint ", key if record is None else record.text


def _lacking(record: Absence | None, scene: Scene) -> str:
    """Return where people are missing: a team, its skill, or both."""
    team = None if record is None else scene.after.teams.get(record.team)
    parts = [] if team is None else [team.name]
    parts += [record.skill] if record is not None and record.skill else []
    return ", ".join(parts) or "the team"


def _joined(event: PersonAdded, scene: Scene) -> Phrase:
    lead, name = _subject(event, scene)
    start = event.fields.get("start")
    rest = " joined" if start is None else f" joins on {say_day(start, scene.today)}"
    return Phrase(name, rest, "people", Tone.ACCENT, lead)


def _person_edited(event: PersonEdited, scene: Scene) -> Phrase:
    lead, name = _subject(event, scene)
    fields = event.fields
    if set(fields) == {"end"} and fields["end"] is not None:
        rest = f" leaves on {say_day(fields['end'], scene.today)}"
        return Phrase(name, rest, "people", Tone.WARN, lead)
    changes = scene.changes(fields, scene.before.people.get(event.person))
    rest = f": {listed(changes)}" if changes else " confirmed"
    return Phrase(name, rest, "people", lead=lead)


def _limit(event: Event, scene: Scene) -> Phrase:
    """Say that a freeze window or a constraint was added, changed or removed."""
    lead, name = _subject(event, scene)
    did = event.kind.rpartition("_")[2].replace("edited", "changed")
    span = getattr(event, "fields", {}).get("days")
    when = ""
    if span is not None:
        when = f", {_from_to(span.first, span.last, scene)}"
    return Phrase(name, f" {did}{when}", "limits", lead=lead)


def _absence(event: AbsenceAdded, scene: Scene) -> Phrase:
    lead, name = _subject(event, scene)
    span, days = event.fields.get("days"), event.fields.get("person_days", 0.0)
    when = "" if span is None else f", {_from_to(span.first, span.last, scene)}"
    return Phrase(name, f": {say_days(days)}{when}", "limits", lead=lead)


def absences_together(events: Sequence[Event], scene: Scene) -> Phrase | None:
    """Return one phrase for a decision of nothing but absences; None for any other."""
    added = [event.fields for event in events if isinstance(event, AbsenceAdded)]
    gone = [event.absence for event in events if isinstance(event, AbsenceRemoved)]
    if len(added) + len(gone) < len(events):
        return None
    before = [each for key in gone if (each := scene.before.absences.get(key)) is not None]
    more = fsum(each.get("person_days", 0.0) for each in added)
    more -= fsum(each.person_days for each in before)
    spans = [each.days for each in before]
    spans += [each["days"] for each in added if "days" in each]
    if not spans:
        return None
    first, last = min(each.first for each in spans), max(each.last for each in spans)
    rest = f": {say_days(abs(more))} {'more' if more > 0 else 'fewer'} away"
    if abs(more) < _LITTLE:
        rest = ": on other days"
    return Phrase("Absences", f"{rest}, {_from_to(first, last, scene)}", "limits")


def _from_to(first: date, last: date, scene: Scene) -> str:
    return f"{say_day(first, scene.today)} to {say_day(last, scene.today)}"


def _stream_edited(event: StreamEdited, scene: Scene) -> Phrase:
    lead, name = _subject(event, scene)
    changes = scene.changes(event.fields, scene.before.streams.get(event.stream))
    rest = f": {listed(changes)}" if changes else " confirmed"
    return Phrase(name, rest, "limits", lead=lead)


def _person_removed(event: PersonRemoved, scene: Scene) -> Phrase:
    lead, name = _subject(event, scene)
    return Phrase(name, " taken off the roadmap", "people", lead=lead)


def _progress(event: ProgressLogged, scene: Scene) -> Phrase:
    parts = []
    if event.fields.get("actual_days") is not None:
        parts.append(f"{say_days(event.fields['actual_days'] or 0.0)} spent")
    if event.fields.get("remaining_days") is not None:
        parts.append(f"{say_days(event.fields['remaining_days'] or 0.0)} left")
    return Phrase(scene.title(event.item), f": {', '.join(parts) or 'progress'}", "progress")


def _number(event: Any, scene: Scene) -> str:
    sprint = scene.after.sprints.get(event.sprint) or scene.before.sprints.get(event.sprint)
    return "A sprint" if sprint is None else f"Sprint {sprint.number}"


def _committed(event: SprintCommitted, _scene: Scene) -> Phrase:
    days = sum(each.days for each in event.items)
    capacity = sum(each.days for each in event.capacity)
    rest = f" committed, {counted(len(event.items), 'item')}, "
    rest += f"{say_days(days)} of {say_days(capacity)}"
    return Phrase(f"Sprint {event.number}", rest, "committed", Tone.OK)


def _pulled(event: SprintItemPulled, scene: Scene) -> Phrase:
    rest = f" pulled into {_number(event, scene).lower()}"
    return Phrase(scene.title(event.item), rest, "plan")


def _pushed(event: SprintItemPushed, scene: Scene) -> Phrase:
    rest = f" pushed out of {_number(event, scene).lower()}"
    return Phrase(scene.title(event.item), rest, "plan", Tone.WARN)


def _closed(event: SprintClosed, scene: Scene) -> Phrase:
    outcome = event.outcome
    total = len(outcome.done) + len(outcome.carried) + len(outcome.shed)
    rest = f" closed: {len(outcome.done)} of {total} done"
    return Phrase(_number(event, scene), rest, "closed", Tone.OK)


def _reopened(event: SprintReopened, scene: Scene) -> Phrase:
    return Phrase(_number(event, scene), " opened again", "reopened", Tone.WARN)


def _kept(event: PlanKept, _scene: Scene) -> Phrase:
    return Phrase("Plan", f" kept, {counted(len(event.placements), 'item')} placed", "plan")


SAID_OF_PEOPLE: dict[type, Callable[[Any, Scene], Phrase]] = {
    PersonAdded: _joined,
    PersonEdited: _person_edited,
    PersonRemoved: _person_removed,
    FreezeAdded: _limit,
    FreezeEdited: _limit,
    FreezeRemoved: _limit,
    AbsenceAdded: _absence,
    AbsenceRemoved: _limit,
    ConstraintAdded: _limit,
    ConstraintEdited: _limit,
    ConstraintRemoved: _limit,
    StreamAdded: _limit,
    StreamEdited: _stream_edited,
    StreamRemoved: _limit,
    ProgressLogged: _progress,
    SprintCommitted: _committed,
    SprintItemPulled: _pulled,
    SprintItemPushed: _pushed,
    SprintClosed: _closed,
    SprintReopened: _reopened,
    PlanKept: _kept,
}
