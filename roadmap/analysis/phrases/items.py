"""What one event says to a person: its subject and the rest of the sentence, with a tag and a tone.

Every kind of event has its phrase; a test holds the list complete. Whole decisions are put together
from phrases in `sentences.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from roadmap.analysis.estimates.effort import sizes_of
from roadmap.analysis.items.layout import layout
from roadmap.analysis.phrases.bookmarks import SAID_OF_BOOKMARKS
from roadmap.analysis.phrases.expectations import SAID_OF_EXPECTATIONS
from roadmap.analysis.phrases.forecasts import SAID_OF_FORECASTS
from roadmap.analysis.phrases.levels import SAID_OF_LEVELS
from roadmap.analysis.phrases.people import SAID_OF_PEOPLE
from roadmap.analysis.phrases.phases import SAID_OF_PHASES
from roadmap.analysis.phrases.phrase import Phrase as Phrase
from roadmap.analysis.phrases.phrase import Tone as Tone
from roadmap.analysis.phrases.risks import SAID_OF_RISKS
from roadmap.analysis.phrases.scenarios import SAID_OF_SCENARIOS
from roadmap.analysis.phrases.scene import Scene
from roadmap.analysis.words import (
    counted,
    listed,
    say_day,
    say_days,
    say_enum,
    say_estimate,
    say_place,
)
from roadmap.events import Event
from roadmap.events.imports import SourceImported, SourceRemoved
from roadmap.events.interruptions import InterruptionEdited, InterruptionLogged, InterruptionRemoved
from roadmap.events.items import (
    ItemAdded,
    ItemEdited,
    ItemEstimated,
    ItemFinished,
    ItemMoved,
    ItemReclassified,
    ItemRemoved,
    ItemRestored,
    ItemShed,
    ItemSplit,
    ItemStarted,
)
from roadmap.events.reasons import ReasonGiven
from roadmap.events.roadmap import HolidayAdded, HolidayRemoved, RoadmapCreated, RoadmapEdited
from roadmap.state import Item, State
from roadmap.values import Forcing

_DATES = ("mandatory_by", "promised_by", "not_before", "due")


def phrase(event: Event, scene: Scene) -> Phrase:
    """Return what `event` says; `scene` holds the states before and after its decision."""
    say = _SAID.get(type(event))
    return _record(event, scene) if say is None else say(event, scene)


def _item(scene: Scene, key: str) -> tuple[Item | None, Item | None]:
    return scene.before.items.get(key), scene.after.items.get(key)


# -- items ----------------------------------------------------------------------------------------


def _added(event: ItemAdded, scene: Scene) -> Phrase:
    fields = event.fields
    forcing, horizon = fields.get("forcing"), fields.get("horizon")
    place = "" if forcing is None else f": {say_place(forcing, horizon)}"
    title = str(fields.get("title") or scene.title(event.item))
    return Phrase(title, f" added{place}", "added", strong="added")


def _removed(event: ItemRemoved, scene: Scene) -> Phrase:
    return Phrase(scene.title(event.item), " removed", "removed", Tone.WARN, strong="removed")


def _reclassified(event: ItemReclassified, scene: Scene) -> Phrase:
    was, now = _item(scene, event.item)
    title = scene.title(event.item)
    if was is None or now is None:
        fields = event.fields
        place = say_place(fields.get("forcing"), fields.get("horizon"))
        return Phrase(title, f": {place}", "reclassified", strong=place)
    if (was.forcing, was.horizon) == (now.forcing, now.horizon):
        return _reasons_changed(title, was, now, scene)
    place = _target(was, now)
    more = []
    if now.mandatory_by != was.mandatory_by:
        more.append(_by(now, scene))
    elif now.driver is not None and now.driver != was.driver:
        more.append(say_enum(now.driver))
    rest = f": {_origin(was, now)} → {', '.join((place, *more))}"
    tag = "sorted" if say_place(was.forcing, was.horizon) == "unsorted" else "reclassified"
    return Phrase(title, rest, tag, _tone(now.forcing), strong=place)


def _tone(forcing: Forcing | None) -> Tone:
    if forcing is None:
        return Tone.NEUTRAL
    return Tone.MUST if forcing is Forcing.FORCED else Tone.CHOICE


def _by(now: Item, scene: Scene) -> str:
    return f"by {say_day(now.mandatory_by, scene.today)}" if now.mandatory_by else "without a date"


def _origin(was: Item, now: Item) -> str:
    """Return where it stood, naming only the axis that changed."""
    return _target(now, was)


def _target(was: Item, now: Item) -> str:
    """Return where it stands, naming only the axis that changed."""
    if None in (was.forcing, was.horizon, now.forcing, now.horizon):
        return say_place(now.forcing, now.horizon)
    if was.horizon == now.horizon and now.forcing is not None:
        return say_enum(now.forcing)
    if was.forcing == now.forcing and now.horizon is not None:
        return say_enum(now.horizon)
    return say_place(now.forcing, now.horizon)


def _reasons_changed(title: str, was: Item, now: Item, scene: Scene) -> Phrase:
    """Say a change of driver or date within the quadrant."""
    fields = {"driver": now.driver, "mandatory_by": now.mandatory_by}
    changes = scene.changes(fields, was)
    if _is_deferred(was, now):
        tag, tone = "deferred", Tone.WARN
    else:
        tag, tone = ("reclassified", _tone(now.forcing))
    rest = " " + listed(changes) if changes else " confirmed"
    return Phrase(title, rest, tag, tone, strong=_after_arrow(rest))


def _is_deferred(was: Item, now: Item) -> bool:
    """Return whether a date that counts became later."""
    for field in _DATES:
        then, later = getattr(was, field), getattr(now, field)
        if then is not None and later is not None and later > then:
            return True
    return was.not_before is None and now.not_before is not None


def _estimated(event: ItemEstimated, scene: Scene) -> Phrase:
    was, now = _item(scene, event.item)
    title = scene.title(event.item)
    was, now = was or Item(event.item), now or Item(event.item)
    parts = []
    before = say_estimate(was.estimate, was.size)
    after = say_estimate(now.estimate, now.size)
    if was.estimate and now.estimate and was.estimate.likely != now.estimate.likely:
        # A new number is what people look for; its range stands in the inspector.
        before, after = say_days(was.estimate.likely), say_days(now.estimate.likely)
        before = before.removesuffix(" pd")
    strong = after
    # The scene is that of the whole decision, in which another event may have said the rest.
    said = event.fields.keys()
    if before != after and not said.isdisjoint(("estimate", "size")):
        parts.append(f"estimate {after}" if before == "none" else f"estimate {before} → {after}")
    left = now.remaining_days if "remaining_days" in said else None
    if left is not None and left != was.remaining_days:
        parts.append(f"{say_days(left)} left")
    rest = {
        key: value
        for key, value in event.fields.items()
        if key not in ("estimate", "size", "remaining_days")
    }
    parts += scene.changes(rest, was)
    if not parts:
        return Phrase(title, " estimate confirmed", "estimate")
    return Phrase(title, " " + listed(parts), "estimate", strong=strong)


def _moved(event: ItemMoved, scene: Scene) -> Phrase:
    was, now = _item(scene, event.item)
    title = scene.title(event.item)
    if was is None or now is None or event.rank is None:
        return Phrase(title, " taken out of the order", "rank")
    before, after = _place(scene.before, was), _place(scene.after, now)
    strong = str(after)
    if was.rank is None:
        return Phrase(title, f" put in the order at {after}", "rank", strong=strong)
    if before == after:
        return Phrase(title, f" rank {after} kept", "rank", strong=strong)
    return Phrase(title, f" rank {before} → {after}", "rank", strong=strong)


def _place(state: State, item: Item) -> int:
    return layout(state.items, sizes_of(state.roadmap)).place(item)


def _started(event: ItemStarted, scene: Scene) -> Phrase:
    return Phrase(scene.title(event.item), " started", "started", Tone.ACCENT, strong="started")


def _finished(event: ItemFinished, scene: Scene) -> Phrase:
    took = "" if event.actual_days is None else f", took {say_days(event.actual_days)}"
    when = "" if event.done_on == scene.today else f" on {say_day(event.done_on, scene.today)}"
    return Phrase(
        scene.title(event.item), f" done{when}{took}", "done", Tone.OK, strong=f"done{when}"
    )


def _shed(event: ItemShed, scene: Scene) -> Phrase:
    return Phrase(scene.title(event.item), " shed", "shed", Tone.WARN, strong="shed")


def _restored(event: ItemRestored, scene: Scene) -> Phrase:
    was = scene.before.items.get(event.item)
    from_what = "" if was is None or was.is_open else f", it was {say_enum(was.status)}"
    return Phrase(scene.title(event.item), f" open again{from_what}", "restored", strong="open")


def _split(event: ItemSplit, scene: Scene) -> Phrase:
    was = scene.before.items.get(event.item)
    title = scene.title(event.item) if was is None else was.title
    pieces = counted(len(event.pieces) + 1, "piece")
    return Phrase(title, f" split into {pieces}", "split", strong=pieces)


def _edited(event: ItemEdited, scene: Scene) -> Phrase:
    was, now = _item(scene, event.item)
    title = scene.title(event.item)
    changes = scene.changes(event.fields, was)
    if not changes:
        new = "the tracker's values" if "external" in event.fields else "nothing visible"
        return Phrase(title, f": {new} changed", "edited")
    rest = " " + listed(changes)
    strong = _after_arrow(rest)
    if was is not None and now is not None and _is_deferred(was, now):
        return Phrase(title, rest, "deferred", Tone.WARN, strong=strong)
    return Phrase(title, rest, "edited", strong=strong)


def _after_arrow(rest: str) -> str:
    """Return what stands after the only arrow of a sentence, to be set off."""
    _, arrow, after = rest.partition(" → ")
    return after if arrow and " → " not in after and " and " not in after else ""


# -- interruptions, imports, reasons --------------------------------------------------------------


def _logged(event: InterruptionLogged, scene: Scene) -> Phrase:
    fields = event.fields
    parts = [say_enum(driver)] if (driver := fields.get("driver")) else []
    effort = fields.get("effort_days")
    item = scene.after.items.get(fields.get("item"))
    if effort is not None:
        parts.append(say_days(effort))
    elif item is not None and (item.estimate or item.size):
        parts.append(say_estimate(item.estimate, item.size))
    rest = f": {', '.join(parts)}" if parts else ""
    lead = "Emergency " if fields.get("item") else "Interruption "
    tag = lead.strip().lower()
    return Phrase(str(fields.get("title", "")), rest, tag, Tone.MUST, lead)


def _interruption_edited(event: InterruptionEdited, scene: Scene) -> Phrase:
    was = scene.before.interruptions.get(event.interruption)
    now = scene.after.interruptions.get(event.interruption)
    named = now or was
    changes = scene.changes(event.fields, was)
    rest = " " + listed(changes) if changes else " confirmed"
    title = event.interruption if named is None else named.title
    return Phrase(title, rest, "interruption", lead="Interruption ")


def _interruption_removed(event: InterruptionRemoved, scene: Scene) -> Phrase:
    was = scene.before.interruptions.get(event.interruption)
    title = event.interruption if was is None else was.title
    return Phrase(title, " taken off the record", "interruption", Tone.WARN, "Interruption ")


_TRACKERS = {
    "jira": "Jira",
    "github": "GitHub",
    "gh": "GitHub",
    "gitlab": "GitLab",
    "linear": "Linear",
    "pagerduty": "PagerDuty",
    "opsgenie": "Opsgenie",
    "slo": "service level objectives",
    "measurements": "a file of measurements",
}


def say_source(fields: Mapping[str, Any], name: str = "") -> str:
    """Return what people call the tracker: by its format where that is known, else its name."""
    format_word = str(fields.get("format", "")).replace("-", " ").replace("_", " ").split()
    first = format_word[0].lower() if format_word else ""
    return _TRACKERS.get(first) or str(fields.get("name") or name or "a file")


def _imported(event: SourceImported, scene: Scene) -> Phrase:
    source = scene.after.sources.get(event.source)
    fields = {"format": source.format, "name": source.name} if source else event.fields
    return Phrase(say_source(fields), "", "import", Tone.ACCENT, "Imported from ")


def _source_removed(event: SourceRemoved, scene: Scene) -> Phrase:
    source = scene.before.sources.get(event.source)
    fields = {"format": source.format, "name": source.name} if source else {}
    return Phrase(say_source(fields), " taken back", "import", Tone.WARN, "Import from ")


def _reason(event: ReasonGiven, _scene: Scene) -> Phrase:
    count = len(event.decisions)
    which = "an earlier decision" if count == 1 else counted(count, "earlier decision")
    return Phrase("", f"Reason for {which}: “{event.why}”", "reason")


# -- the roadmap and what items refer to ----------------------------------------------------------


def _begun(event: RoadmapCreated, _scene: Scene) -> Phrase:
    return Phrase(
        str(event.fields.get("name", "")), " begun", "begun", Tone.ACCENT, "Roadmap ", "begun"
    )


def _settings(event: RoadmapEdited, scene: Scene) -> Phrase:
    changes = scene.changes(event.fields, scene.before.roadmap)
    rest = f": {listed(changes)}" if changes else ": nothing visible changed"
    return Phrase("Settings", rest, "settings")


def _holiday_added(event: HolidayAdded, scene: Scene) -> Phrase:
    name = f", {event.name}" if event.name else ""
    return Phrase(say_day(event.day, scene.today), name, "settings", lead="Holiday on ")


def _holiday_removed(event: HolidayRemoved, scene: Scene) -> Phrase:
    was = scene.before.holidays.get(event.holiday)
    day = "A holiday" if was is None else say_day(was.day, scene.today)
    return Phrase(day, " is a working day again", "settings")


_TABLE_OF = {
    "team": "teams",
    "component": "components",
    "consumer": "consumers",
    "principle": "principles",
}
_RECORD_WORDS = {"consumer": "Consuming team"}


def _record(event: Event, scene: Scene) -> Phrase:
    """Say that a team, component, consumer or principle was added, edited or removed."""
    table, _, did = event.kind.rpartition("_")
    key = str(getattr(event, table))
    lead = _RECORD_WORDS.get(table, table.capitalize()) + " "
    was = getattr(scene.before, _TABLE_OF[table]).get(key)
    name = scene.name(_TABLE_OF[table], key)
    if did != "edited":
        return Phrase(name, f" {did}", "settings", lead=lead, strong=did)
    changes = scene.changes(getattr(event, "fields", {}), was)
    rest = f": {listed(changes)}" if changes else " confirmed"
    return Phrase(name, rest, "settings", lead=lead)


_SAID: dict[type, Callable[[Any, Scene], Phrase]] = {
    ItemAdded: _added,
    ItemEdited: _edited,
    ItemReclassified: _reclassified,
    ItemEstimated: _estimated,
    ItemMoved: _moved,
    ItemStarted: _started,
    ItemFinished: _finished,
    ItemShed: _shed,
    ItemRestored: _restored,
    ItemSplit: _split,
    ItemRemoved: _removed,
    InterruptionLogged: _logged,
    InterruptionEdited: _interruption_edited,
    InterruptionRemoved: _interruption_removed,
    SourceImported: _imported,
    SourceRemoved: _source_removed,
    ReasonGiven: _reason,
    RoadmapCreated: _begun,
    RoadmapEdited: _settings,
    HolidayAdded: _holiday_added,
    HolidayRemoved: _holiday_removed,
    **SAID_OF_PEOPLE,
    **SAID_OF_LEVELS,
    **SAID_OF_FORECASTS,
    **SAID_OF_SCENARIOS,
    **SAID_OF_RISKS,
    **SAID_OF_EXPECTATIONS,
    **SAID_OF_BOOKMARKS,
    **SAID_OF_PHASES,
}
