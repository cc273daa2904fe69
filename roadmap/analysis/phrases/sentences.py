"""What a decision did, in one sentence: for the log, the playback, the inspector and `history`.

A sentence is plain text, the place of its subject in it (shown bold), a tag word and a tone. It is
computed from the events and the states around them, never stored.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from roadmap.analysis.phrases.items import Phrase, Tone, phrase
from roadmap.analysis.phrases.levels import facts_of, levels_together
from roadmap.analysis.phrases.people import absences_together
from roadmap.analysis.phrases.scene import Scene
from roadmap.analysis.words import counted, listed, say_place
from roadmap.calendars import day_in
from roadmap.events import Decision, Event
from roadmap.events.absences import AbsenceAdded, AbsenceRemoved
from roadmap.events.imports import SourceImported
from roadmap.events.interruptions import InterruptionLogged
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
from roadmap.events.roadmap import ConsumerAdded, RoadmapCreated
from roadmap.events.sprints import PlanKept, SprintCommitted
from roadmap.state import State


@dataclass(frozen=True, slots=True)
class Sentence:
    """`text`, in which `subject` begins at `start`; `tag` is one word, `tone` its colours."""

    subject: str
    text: str
    tag: str
    tone: Tone
    start: int = 0

    @property
    def parts(self) -> tuple[str, str, str]:
        """The text before the subject, the subject, and the text after it."""
        end = self.start + len(self.subject)
        return self.text[: self.start], self.subject, self.text[end:]


def changed_items(events: Iterable[Event]) -> tuple[str, ...]:
    """Return the ids of the items that `events` touch, in the order in which they come first."""
    ids: dict[str, None] = {}
    for event in events:
        key = getattr(event, "item", None)
        if key is None and isinstance(event, InterruptionLogged):
            key = event.fields.get("item")
        if key is not None:
            ids[key] = None
        for piece in event.pieces if isinstance(event, ItemSplit) else ():
            ids[piece.item] = None
    return tuple(ids)


def day_of(decision: Decision, state: State) -> date:
    """Return the day of a decision in the roadmap's zone; in its own while there is no roadmap."""
    if state.roadmap is None:
        return decision.at.date()
    return day_in(state.roadmap.zone, decision.at)


def event_sentence(event: Event, before: State, after: State, today: date) -> Sentence:
    """Return what one event says, for the list of what changed."""
    return _sentence(phrase(event, Scene(before, after, today)))


def decision_sentence(
    decision: Decision,
    events: Sequence[Event],
    before: State,
    after: State,
    earlier: Callable[[str], Sentence | None] | None = None,
) -> Sentence:
    """Return what a decision did.

    `before` and `after` are the states around it. `earlier(id)` gives the sentence of another
    decision, so that an undo can say what it undid.
    """
    scene = Scene(before, after, day_of(decision, after))
    said = _sentence(_whole(_told(events), scene))
    because = decision.because
    if because is None or because.kind == "import":
        return said
    undone = because.kind in ("undo", "redo") and because.decision and earlier
    known = earlier(because.decision) if undone and earlier and because.decision else None
    lead, tag = _BECAUSE[because.kind]
    return _led(known or said, lead, tag)


def _told(events: Sequence[Event]) -> Sequence[Event]:
    """Leave out the plan that is kept with every commitment: the commitment says it all."""
    if not any(isinstance(event, SprintCommitted) for event in events):
        return events
    return [event for event in events if not isinstance(event, PlanKept)]


def story_sentence(
    item: str, decision: Decision, events: Sequence[Event], before: State, after: State
) -> Sentence:
    """Return what a decision did to one item, without its title: "Estimate 18 → 14 pd".

    The subject is what is new, here "14 pd".
    """
    scene = Scene(before, after, day_of(decision, after))
    own = [event for event in events if item in changed_items([event])]
    source = next((event for event in events if isinstance(event, SourceImported)), None)
    phrases = [phrase(event, scene) for event in own] or [_whole(events, scene)]
    if source is not None and own and isinstance(own[0], ItemAdded):
        name = phrase(source, scene).subject
        return Sentence(name, f"Added from {name}", "import", Tone.ACCENT, len("Added from "))
    main = _main(phrases)
    rests = [_bare(each) for each in (main, *(other for other in phrases if other is not main))]
    text = "; ".join(rest for rest in rests if rest) or main.tag
    text = text[0].upper() + text[1:]
    strong = main.strong[:1].upper() + main.strong[1:]
    if not text.startswith(strong):
        strong = main.strong
    start = text.find(strong)
    tag, tone = main.tag, main.tone
    if decision.because is not None and decision.because.kind in ("undo", "redo"):
        tag, tone = _BECAUSE[decision.because.kind][1], Tone.NEUTRAL
    return Sentence(strong, text, tag, tone, max(0, start))


def _bare(each: Phrase) -> str:
    """Return a phrase without its subject."""
    rest = each.rest.lstrip(": ")
    return f"{each.lead.strip()}: {rest}".rstrip(": ") if each.lead else rest


_BECAUSE = {
    "undo": ("Undid: ", "undone"),
    "redo": ("Redid: ", "redone"),
    "adopt": ("Adopted: ", "adopted"),
    "import": ("", "import"),
    "merge": ("Merged: ", "merged"),
    "resolve": ("Settled: ", "settled"),
}


def _sentence(said: Phrase) -> Sentence:
    text = f"{said.lead}{said.subject}{said.rest}"
    return Sentence(said.subject, text, said.tag, said.tone, len(said.lead))


def _led(said: Sentence, lead: str, tag: str) -> Sentence:
    return Sentence(said.subject, lead + said.text, tag, Tone.NEUTRAL, said.start + len(lead))


# What stands first in a sentence about several kinds of events, and what they are called together.
_TOGETHER: dict[type, str] = {
    ItemReclassified: "reclassified",
    ItemShed: "shed",
    ItemFinished: "done",
    ItemStarted: "started",
    ItemRestored: "open again",
    ItemAdded: "added",
    ItemRemoved: "removed",
    ItemSplit: "split",
    ItemEstimated: "estimated",
    ItemEdited: "edited",
    ItemMoved: "re-ranked",
}
_FIRST = (
    "begun",
    "committed",
    "closed",
    "emergency",
    "interruption",
    "breached",
    "kept",
    "level",
    "check-up",
    "shed",
    "done",
    "removed",
    "split",
    "reclassified",
    "sorted",
    "deferred",
    "added",
    "restored",
    "started",
    "estimate",
    "edited",
    "rank",
)


def _main(phrases: Sequence[Phrase]) -> Phrase:
    """Return the phrase that matters most; the first of equals."""
    order = {tag: at for at, tag in enumerate(_FIRST)}
    return min(phrases, key=lambda each: order.get(each.tag, len(order)))


def _whole(events: Sequence[Event], scene: Scene) -> Phrase:
    """Return one phrase for all events of a decision."""
    if not events:
        return Phrase("", "Nothing changed", "empty")
    for event in events:
        if isinstance(event, SourceImported):
            return _import(event, events, scene)
        if isinstance(event, RoadmapCreated):
            return phrase(event, scene)
    # A consuming team that was named first on an item came with it.
    own: list[Event] = [event for event in events if not isinstance(event, ConsumerAdded)]
    # Absences come with what changes who is there, where a share does not say who is away.
    own = [event for event in own if not isinstance(event, AbsenceAdded | AbsenceRemoved)] or own
    own = own or list(events)
    items = changed_items(own)
    if len(own) == 1:
        return phrase(own[0], scene)
    if len(items) == 1 and all(items == changed_items([event]) for event in own):
        return _one_item([phrase(event, scene) for event in own])
    kinds = {type(event): None for event in own}
    if len(kinds) == 1 and type(own[0]) in _TOGETHER:
        return _many(own, items, scene)
    together = levels_together(own, scene) or absences_together(own, scene)
    if together is not None:
        return together
    main = _main([phrase(event, scene) for event in _few_of_each(own)])
    others = counted(len(own) - 1, "more change")
    return Phrase(main.subject, f"{main.rest}, and {others}", main.tag, main.tone, main.lead)


def _few_of_each(events: Sequence[Event]) -> list[Event]:
    """Return the first event of each kind: phrasing ten thousand to show one would be slow."""
    return list({type(event): event for event in reversed(events)}.values())[::-1]


def _one_item(phrases: Sequence[Phrase]) -> Phrase:
    """Return what several events say of the same item."""
    main = _main(phrases)
    if main.tag in ("emergency", "interruption"):
        return main
    others = [each.rest.lstrip(": ") for each in phrases if each is not main]
    rests = [rest for rest in dict.fromkeys(others) if rest not in main.rest]
    rest = "; ".join((main.rest, *rests[:2]))
    more = len(rests) - 2
    return Phrase(
        main.subject,
        f"{rest}; and {more} more" if more > 0 else rest,
        main.tag,
        main.tone,
        main.lead,
        main.strong,
    )


def _many(events: Sequence[Event], items: Sequence[str], scene: Scene) -> Phrase:
    """Return one phrase for many events of one kind."""
    first = phrase(events[0], scene)
    subject = counted(len(items), "item")
    rest = f" {_TOGETHER[type(events[0])]}"
    if isinstance(events[0], ItemReclassified):
        now = [scene.after.items.get(key) for key in items]
        places = {say_place(each.forcing, each.horizon): None for each in now if each is not None}
        if len(places) == 1:
            rest = f" → {next(iter(places))}"
        else:
            return Phrase(subject, rest, first.tag)
    elif isinstance(events[0], ItemEdited):
        same = _same_fields(events)
        if same is not None:
            rest = " " + listed(scene.changes(same, None))
    return Phrase(subject, rest, first.tag, first.tone)


def _same_fields(events: Sequence[Event]) -> dict[str, Any] | None:
    """Return the fields that all events set to the same values, None where they differ."""
    fields = [dict(event.fields) for event in events if isinstance(event, ItemEdited)]
    return fields[0] if all(each == fields[0] for each in fields) else None


def _import(source: SourceImported, events: Sequence[Event], scene: Scene) -> Phrase:
    """Say how many items an import brought and changed."""
    new = {event.item: None for event in events if isinstance(event, ItemAdded)}
    changed = [key for key in changed_items(events) if key not in new]
    name = phrase(source, scene).subject
    facts = facts_of(events)
    if facts and not new:
        return Phrase(name, f": {listed(facts)}", "import", Tone.ACCENT, "Imported from ")
    if not changed:
        lead, what = f"Imported {counted(len(new), 'item')} from ", ""
    else:
        lead = "Imported from "
        parts = [f"{len(new):,} new"] if new else []
        what = f": {', '.join((*parts, f'{len(changed):,} changed'))}"
    return Phrase(name, what, "import", Tone.ACCENT, lead)
