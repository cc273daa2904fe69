"""Which reason to ask for after a decision, and in which words (G4).

A reason is asked where it will be wanted later: work given up, a dated item deferred, an item put
in another quadrant, a minimum acceptable level raised or relaxed, an innovation started over a
breach or a check-up that fails or is overdue.
First sorting is not asked (a hundred items are sorted in ten minutes), nor are single rank moves:
those are gathered and asked once. The decision is already recorded; a reason follows as an event of
its own, and skipping loses nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from roadmap.analysis.levels.checkups import start_question
from roadmap.analysis.phrases.sentences import changed_items
from roadmap.analysis.words import counted, say_day, say_enum, say_measured
from roadmap.events import Event
from roadmap.events.imports import SourceImported
from roadmap.events.levels import BaselineSet
from roadmap.events.reasons import ReasonGiven
from roadmap.events.roadmap import RoadmapCreated
from roadmap.state import Item, State
from roadmap.values import Quadrant, Status

_WANTED_DATES = ("mandatory_by", "promised_by", "due")
_NEVER = (SourceImported, RoadmapCreated, ReasonGiven)


def question(before: State, after: State, events: Sequence[Event], today: date) -> str | None:
    """Return what to ask about a decision, None where no reason is wanted.

    Not for an undo or redo: those say themselves why. Many items are asked about once.
    """
    if any(isinstance(event, _NEVER) for event in events):
        return None
    asked: dict[str, list[str]] = {}
    for key in changed_items(events):
        was, now = before.items.get(key), after.items.get(key)
        if was is not None and now is not None:
            for kind, text in (*_wanted(was, now, today), *_started(before, was, now, today)):
                asked.setdefault(kind, []).append(text)
                break
    if not asked:
        return _levels_question(before, after, events)
    kind, texts = max(asked.items(), key=lambda each: len(each[1]))
    if len(texts) == 1:
        return texts[0]
    return f"Why are these {counted(len(texts), 'item')} {kind} now?"


def gathered_question(moves: int) -> str | None:
    """Return what to ask once after `moves` rank moves, None where there were none."""
    if moves <= 0:
        return None
    return "Why this move?" if moves == 1 else f"Why these {moves:,} moves?"


def _wanted(was: Item, now: Item, today: date) -> Iterable[tuple[str, str]]:
    """Yield (what many have in common, the question for this one), the weightiest first."""
    title = f"“{now.title or now.id}”"
    if now.status is Status.SHED and was.status is not Status.SHED:
        yield "shed", f"Why is {title} shed?"
    if was.quadrant is not Quadrant.UNSORTED and now.quadrant is not was.quadrant:
        kind = _place(was, now)
        yield kind, f"Why is {title} {kind} now?"
    for field in _WANTED_DATES:
        then, later = getattr(was, field), getattr(now, field)
        if then is not None and later is not None and later > then and now.is_open:
            moved = f"from {say_day(then, today)} to {say_day(later, today)}"
            yield "later", f"Why does {title} move {moved}?"
        if then is not None and later is None and field != "due" and now.is_open:
            word = {"mandatory_by": "mandatory", "promised_by": "promised"}[field]
            yield "without a date", f"Why has {title} no {word} date any more?"


def _started(before: State, was: Item, now: Item, today: date) -> Iterable[tuple[str, str]]:
    if now.status is Status.IN_PROGRESS and was.status is not Status.IN_PROGRESS:
        text = start_question(before, now, today)
        if text is not None:
            yield "started over a warning", text


def _levels_question(before: State, after: State, events: Sequence[Event]) -> str | None:
    changed = (event for event in events if isinstance(event, BaselineSet))
    texts = [text for event in changed for text in _level_asked(before, after, event)]
    if len(texts) > 1:
        return f"Why do these {len(texts):,} minimum acceptable levels change?"
    return texts[0] if texts else None


def _level_asked(before: State, after: State, event: BaselineSet) -> Iterable[str]:
    """Yield why a level was raised or relaxed; the first one is not asked about."""
    was, now = before.measures.get(event.measure), after.measures.get(event.measure)
    if was is None or now is None or was.level is None or was.level == now.level:
        return
    name = f"the minimum acceptable level of {now.name}"
    if now.level is None:
        yield f"Why is {name} taken away?"
        return
    raised = (now.level > was.level) is now.comparator.more_is_better
    did = "raised" if raised else "relaxed"
    yield (
        f"Why is {name} {did} from {say_measured(was, was.level)} to "
        f"{say_measured(now, now.level)}?"
    )


def _place(was: Item, now: Item) -> str:
    """Return the words for where an item went, naming the axis that changed."""
    if now.forcing is None or now.horizon is None:
        return "unsorted"
    if was.forcing is not now.forcing:
        word = say_enum(now.forcing)
        return word if word == "must do" else f"a {word}"
    return say_enum(now.horizon)
