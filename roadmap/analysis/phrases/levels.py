"""What events about measures, minimum acceptable levels and check-ups say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from roadmap.analysis.phrases.phrase import Phrase, Tone
from roadmap.analysis.phrases.scene import Scene
from roadmap.analysis.words import counted, listed, say_day, say_enum, say_level, say_measured
from roadmap.events import Event
from roadmap.events.interruptions import InterruptionLogged
from roadmap.events.levels import (
    BaselineSet,
    CheckupAdded,
    CheckupDone,
    CheckupEdited,
    CheckupRemoved,
    MeasureAdded,
    MeasureEdited,
    MeasurementsLogged,
    MeasureRemoved,
)
from roadmap.records.levels import CheckupOutcome, Measure, Measurement

_OUTCOMES = {
    CheckupOutcome.WORKING: Tone.OK,
    CheckupOutcome.TO_STRENGTHEN: Tone.WARN,
    CheckupOutcome.FAILING: Tone.BAD,
}


def _measure(scene: Scene, key: str) -> Measure:
    found = scene.after.measures.get(key) or scene.before.measures.get(key)
    return found or Measure(key, name=key)


def _measure_added(event: MeasureAdded, scene: Scene) -> Phrase:
    measure = _measure(scene, event.measure)
    level = "" if measure.level is None else f", minimum acceptable level {say_level(measure)}"
    return Phrase(measure.name, f" added{level}", "level", lead="Measure ", strong="added")


def _measure_edited(event: MeasureEdited, scene: Scene) -> Phrase:
    fields = {key: value for key, value in event.fields.items() if key != "measurements"}
    changes = scene.changes(fields, scene.before.measures.get(event.measure))
    rest = f": {listed(changes)}" if changes else " confirmed"
    return Phrase(scene.name("measures", event.measure), rest, "level", lead="Measure ")


def _measure_removed(event: MeasureRemoved, scene: Scene) -> Phrase:
    name = scene.name("measures", event.measure)
    return Phrase(name, " removed", "level", Tone.WARN, "Measure ", "removed")


def _baseline_set(event: BaselineSet, scene: Scene) -> Phrase:
    """Say that a level was set, raised, relaxed, agreed or taken away."""
    was, now = (state.measures.get(event.measure) for state in (scene.before, scene.after))
    name = scene.name("measures", event.measure)
    lead, tag = "Minimum acceptable level of ", "level"
    if was is None or now is None:
        return Phrase(name, " set", tag, lead=lead)
    if now.level is None:
        return Phrase(name, " taken away", tag, Tone.WARN, lead, "taken away")
    said = f"{say_level(now)}{', provisional' if now.provisional else ''}"
    if was.level is None:
        return Phrase(name, f" set: {said}", tag, Tone.ACCENT, lead, said)
    if was.level == now.level:
        did = "made provisional" if now.provisional else "agreed"
        return Phrase(name, f" {did}: {say_level(now)}", tag, lead=lead, strong=did)
    raised = (now.level > was.level) is now.comparator.more_is_better
    did, tone = ("raised", Tone.ACCENT) if raised else ("relaxed", Tone.WARN)
    return Phrase(name, f" {did}: {say_level(was)} → {said}", tag, tone, lead, said)


def _logged(event: MeasurementsLogged, scene: Scene) -> Phrase:
    measure = _measure(scene, event.measure)
    earlier = scene.before.measures.get(event.measure)
    known = {} if earlier is None else {each.day: each for each in earlier.measurements}
    taken = [each for each in event.entries if each.value is not None]
    if not taken:
        what = counted(len(event.entries), "measurement")
        return Phrase(measure.name, f": {what} taken back", "measured", Tone.WARN)
    last = taken[-1]
    when = "" if last.day == scene.today else f" on {say_day(last.day, scene.today)}"
    was = known.get(last.day)
    if len(event.entries) == 1 and was is not None and was.value == last.value:
        return Phrase(measure.name, f"{when}: {last.effect or 'source noted'}", "measured")
    said, tone = say_measured(measure, last.value), _tone(measure, last)
    tag = _turn(measure, earlier, tone)
    if len(taken) > 1:
        more = f": {counted(len(taken), 'measurement')}, the last {said}{when}"
        return Phrase(measure.name, more, tag, tone, strong=said)
    corrected = "" if was is None else f" (was {say_measured(measure, was.value)})"
    effect = f", {last.effect}" if last.effect else ""
    turned = {"breached": ", breached", "kept": ", kept again"}.get(tag, "")
    rest = f": {said}{when}{corrected}{turned}{effect}"
    return Phrase(measure.name, rest, tag, tone, strong=said)


def _turn(measure: Measure, earlier: Measure | None, tone: Tone) -> str:
    """Return the tag of a value: what it makes of the level that held before."""
    last = earlier.measurements[-1] if earlier and earlier.measurements else None
    was = Tone.NEUTRAL if last is None else _tone(measure, last)
    if tone is Tone.BAD and was is not Tone.BAD:
        return "breached"
    return "kept" if tone is Tone.OK and was is Tone.BAD else "measured"


def _tone(measure: Measure, last: Measurement) -> Tone:
    if measure.level is None or last.value is None:
        return Tone.NEUTRAL
    return Tone.OK if measure.comparator.accepts(last.value, measure.level) else Tone.BAD


def _checkup_added(event: CheckupAdded, scene: Scene) -> Phrase:
    checkup = scene.after.checkups.get(event.checkup)
    every = "" if checkup is None else f", every {counted(checkup.every_days, 'day')}"
    return Phrase(_checkup_name(scene, event.checkup), f" agreed{every}", "check-up")


def _checkup_edited(event: CheckupEdited, scene: Scene) -> Phrase:
    fields = {key: value for key, value in event.fields.items() if key != "results"}
    changes = scene.changes(fields, scene.before.checkups.get(event.checkup))
    rest = f": {listed(changes)}" if changes else " confirmed"
    return Phrase(_checkup_name(scene, event.checkup), rest, "check-up")


def _checkup_removed(event: CheckupRemoved, scene: Scene) -> Phrase:
    return Phrase(_checkup_name(scene, event.checkup), " no longer held", "check-up", Tone.WARN)


def _checkup_done(event: CheckupDone, scene: Scene) -> Phrase:
    name = _checkup_name(scene, event.checkup)
    last = event.entries[-1]
    if last.value is None:
        return Phrase(name, ": a result taken back", "check-up", Tone.WARN)
    when = "" if last.day == scene.today else f" on {say_day(last.day, scene.today)}"
    outcome = say_enum(last.value)
    note = f", {last.note}" if last.note else ""
    found = f", {counted(len(last.items), 'finding')}" if last.items else ""
    rest = f": {outcome}{when}{note}{found}"
    return Phrase(name, rest, "check-up", _OUTCOMES[last.value], strong=outcome)


def _checkup_name(scene: Scene, key: str) -> str:
    return scene.name("checkups", key)


def levels_together(events: Sequence[Event], scene: Scene) -> Phrase | None:
    """Return one phrase for several events that are all about measurements, levels or measures."""
    kinds = {type(event) for event in events}
    if kinds == {MeasurementsLogged}:
        return _logged_together(events, scene)
    if kinds == {BaselineSet}:
        said = [_baseline_set(event, scene) for event in events if isinstance(event, BaselineSet)]
        did = {each.rest.partition(":")[0] for each in said}
        rest = did.pop() if len(did) == 1 else " changed"
        subject = counted(len(events), "minimum acceptable level")
        return Phrase(subject, rest, "level", said[0].tone, strong=rest.strip())
    if kinds == {MeasureAdded}:
        names = listed([scene.name("measures", each.measure) for each in _added(events)])
        return Phrase(counted(len(events), "measure"), f" added: {names}", "level")
    return None


def _added(events: Sequence[Event]) -> list[MeasureAdded]:
    return [event for event in events if isinstance(event, MeasureAdded)]


def _logged_together(events: Sequence[Event], scene: Scene) -> Phrase:
    own = [event for event in events if isinstance(event, MeasurementsLogged)]
    subject = counted(sum(len(event.entries) for event in own), "measurement")
    rest = f" of {counted(len(own), 'measure')}"
    said = [_logged(event, scene) for event in own]
    broken = [each.subject for each in said if each.tag == "breached"]
    if broken:
        return Phrase(subject, f"{rest}, {listed(broken)} breached", "breached", Tone.BAD)
    return Phrase(subject, rest, "measured", Tone.NEUTRAL)


def facts_of(events: Sequence[Event]) -> list[str]:
    """Return what an import brought besides items: levels, measurements and incidents, counted."""
    levels = sum(isinstance(event, MeasureAdded) for event in events)
    changed = sum(isinstance(event, BaselineSet) for event in events)
    values = sum(len(e.entries) for e in events if isinstance(e, MeasurementsLogged))
    incidents = sum(isinstance(event, InterruptionLogged) for event in events)
    numbers = (
        (levels, "minimum acceptable level"),
        (changed, "changed level"),
        (values, "measurement"),
        (incidents, "incident"),
    )
    return [counted(number, what) for number, what in numbers if number]


SAID_OF_LEVELS: dict[type, Callable[[Any, Scene], Phrase]] = {
    MeasureAdded: _measure_added,
    MeasureEdited: _measure_edited,
    MeasureRemoved: _measure_removed,
    BaselineSet: _baseline_set,
    MeasurementsLogged: _logged,
    CheckupAdded: _checkup_added,
    CheckupEdited: _checkup_edited,
    CheckupRemoved: _checkup_removed,
    CheckupDone: _checkup_done,
}
