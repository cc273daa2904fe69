"""What events about capabilities, goals, asks, reviews, signals and outcome measures say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from roadmap.analysis.phrases.phrase import Phrase, Tone
from roadmap.analysis.phrases.scene import Scene
from roadmap.analysis.words import listed, say_day, say_enum, say_number
from roadmap.events.base import Logs
from roadmap.events.expectations import (
    AskAdded,
    AskAnswered,
    AskEdited,
    AskRemoved,
    CapabilityAdded,
    CapabilityEdited,
    CapabilityRemoved,
    GoalAdded,
    GoalClosed,
    GoalEdited,
    GoalRead,
    GoalRemoved,
    ReviewAdded,
    ReviewCommented,
    ReviewEdited,
    ReviewRemoved,
    ReviewSignedOff,
)
from roadmap.events.users import (
    OutcomeAdded,
    OutcomeEdited,
    OutcomeRead,
    OutcomeRemoved,
    SignalAdded,
    SignalEdited,
    SignalRemoved,
)
from roadmap.records.expectations import Answer, Observation
from roadmap.records.levels import Comparator

# the word before the name, and the tag, by table
_WORDS = {
    "capabilities": ("Capability ", "capability"),
    "goals": ("Goal ", "goal"),
    "asks": ("Ask “", "ask"),
    "reviews": ("Review ", "review"),
    "signals": ("Signal “", "signal"),
    "outcomes": ("Outcome measure ", "outcome"),
}
_SILENT = ("readings", "comments")
_SURE = frozenset(("verified", "unverified"))  # all that a signed copy changes


def _named(scene: Scene, table: str, key: str) -> str:
    """Return how the record is called: its name, title or text."""
    for state in (scene.after, scene.before):
        record = getattr(state, table).get(key)
        if record is not None:
            names = (getattr(record, field, "") for field in ("name", "title", "text"))
            return next(filter(None, names), key)
    return key


def _phrase(
    event: Any, scene: Scene, rest: str, tone: Tone = Tone.NEUTRAL, strong: str = ""
) -> Phrase:
    lead, tag = _WORDS[event.table]
    if lead.endswith("“"):  # what is a sentence itself ends somewhere
        rest = f"”{rest}"
    return Phrase(_named(scene, event.table, event.key), rest, tag, tone, lead, strong)


def _removed(event: Any, scene: Scene) -> Phrase:
    return _phrase(event, scene, " removed", Tone.WARN, "removed")


def _edited(event: Any, scene: Scene) -> Phrase:
    was = getattr(scene.before, event.table).get(event.key)
    fields = {key: value for key, value in event.fields.items() if key not in _SILENT}
    changes = scene.changes(fields, was)
    return _phrase(event, scene, f": {listed(changes)}" if changes else " confirmed")


def _read(event: Logs, scene: Scene) -> Phrase:
    record = getattr(scene.after, event.table).get(event.key)
    last: Observation = event.entries[-1]
    when = "" if last.day == scene.today else f" on {say_day(last.day, scene.today)}"
    if last.value is None:
        return _phrase(event, scene, f": the value{when} taken back", Tone.WARN)
    said = _amount(last.value, getattr(record, "unit", ""))
    target = getattr(record, "target", None)
    comparator = getattr(record, "comparator", Comparator.AT_LEAST)
    met = target is not None and comparator.accepts(last.value, target)
    tone = Tone.OK if met else Tone.NEUTRAL
    return _phrase(event, scene, f": {said}{when}", tone, said)


def _amount(value: float, unit: str) -> str:
    return f"{say_number(value)}{'' if unit == '%' else ' '}{unit}".strip()


def _capability_added(event: CapabilityAdded, scene: Scene) -> Phrase:
    record = scene.after.capabilities.get(event.capability)
    if record is None or record.capacity is None:
        return _phrase(event, scene, " watched", strong="watched")
    load = "" if record.load is None else f"{say_number(record.load)} of "
    said = f"{load}{_amount(record.capacity, record.unit)}"
    return _phrase(event, scene, f" watched: {said}", strong=said)


def _goal_added(event: GoalAdded, scene: Scene) -> Phrase:
    goal = scene.after.goals.get(event.goal)
    if goal is None or goal.target is None:
        return _phrase(event, scene, " set", Tone.ACCENT, "set")
    side = "at least" if goal.comparator.more_is_better else "at most"
    said = f"{side} {_amount(goal.target, goal.unit)}"
    until = "" if goal.by is None else f" by {say_day(goal.by, scene.today)}"
    return _phrase(event, scene, f" set: {said}{until}", Tone.ACCENT, said)


def _goal_closed(event: GoalClosed, scene: Scene) -> Phrase:
    goal = scene.after.goals.get(event.goal)
    if goal is None or goal.is_open:
        return _phrase(event, scene, " taken up again", Tone.ACCENT)
    if goal.met:
        return _phrase(event, scene, " met", Tone.OK, "met")
    return _phrase(event, scene, " given up", Tone.WARN, "given up")


def _ask_added(event: AskAdded, scene: Scene) -> Phrase:
    ask = scene.after.asks.get(event.ask)
    whom = f" of {ask.wanted_from}" if ask is not None and ask.wanted_from else ""
    by = f", by {say_day(ask.by, scene.today)}" if ask is not None and ask.by else ""
    title = _named(scene, "asks", event.ask)
    return Phrase(title, f"” is asked{whom}{by}", "ask", Tone.ACCENT, "“")


def _ask_answered(event: AskAnswered, scene: Scene) -> Phrase:
    answer = event.fields.get("answer")
    if event.fields.keys() <= _SURE:
        return _verified(event, scene)
    if answer is None:
        return _phrase(event, scene, " is open again", Tone.ACCENT)
    said, tone = say_enum(answer), Tone.OK if answer is Answer.APPROVED else Tone.BAD
    by = event.fields.get("answered_by")
    who = f" by {by}" if by else ""
    sure = _how_sure(event.fields)
    return _phrase(event, scene, f" {said}{who}{sure}{_quoted(event.fields)}", tone, said)


def _how_sure(fields: Mapping[str, Any]) -> str:
    """Return whether it is known who said it, where it was said in a reply."""
    if fields.get("verified"):
        return ", verified"
    return ", unverified" if fields.get("unverified") else ""


def _verified(event: AskAnswered | ReviewSignedOff, scene: Scene) -> Phrase:
    """Say that a signed copy of what stands came in afterwards."""
    said = "the answer" if isinstance(event, AskAnswered) else "the sign-off"
    return _phrase(event, scene, f": {said} is verified by a signature", Tone.OK, "verified")


def _quoted(fields: Mapping[str, Any]) -> str:
    comment = fields.get("comment", "")
    return f": {comment}" if comment else ""


def _review_added(event: ReviewAdded, scene: Scene) -> Phrase:
    title = _named(scene, "reviews", event.review)
    return Phrase(title, " prepared", "review", strong="prepared")


def _review_commented(event: ReviewCommented, scene: Scene) -> Phrase:
    comments = event.fields.get("comments", ())
    title = _named(scene, "reviews", event.review)
    if not comments:
        return Phrase(title, ": comments taken back", "review", Tone.WARN)
    last = comments[-1]
    sure = " (verified)" if last.verified else " (unverified)" if last.unverified else ""
    return Phrase(title, f", {last.by}{sure}: {last.text}", "review", Tone.ACCENT)


def _review_signed_off(event: ReviewSignedOff, scene: Scene) -> Phrase:
    if event.fields.keys() <= _SURE:
        return _verified(event, scene)
    by = event.fields.get("signed_off_by")
    who = f" by {by}" if by else ""
    sure = _how_sure(event.fields)
    title = _named(scene, "reviews", event.review)
    return Phrase(title, f" signed off{who}{sure}", "review", Tone.OK, strong="signed off")


def _signal_added(event: SignalAdded, scene: Scene) -> Phrase:
    signal = scene.after.signals.get(event.signal)
    consumer = None if signal is None else scene.after.consumers.get(signal.consumer)
    who = "" if consumer is None else f" ({consumer.name})"
    kind = "Signal" if signal is None else say_enum(signal.kind).capitalize()
    return Phrase(_named(scene, "signals", event.signal), who, "signal", lead=f"{kind}: ")


def _signal_edited(event: SignalEdited, scene: Scene) -> Phrase:
    told = event.fields.get("told_on")
    if told is not None:
        return _phrase(event, scene, ": the users were told", Tone.OK, "told")
    return _edited(event, scene)


def _outcome_added(event: OutcomeAdded, scene: Scene) -> Phrase:
    outcome = scene.after.outcomes.get(event.outcome)
    if outcome is None or outcome.target is None:
        return _phrase(event, scene, " added", strong="added")
    side = "at least" if outcome.comparator.more_is_better else "at most"
    said = f"{side} {_amount(outcome.target, outcome.unit)}"
    return _phrase(event, scene, f" added, target {said}", strong=said)


SAID_OF_EXPECTATIONS: dict[type, Callable[[Any, Scene], Phrase]] = {
    CapabilityAdded: _capability_added,
    CapabilityEdited: _edited,
    CapabilityRemoved: _removed,
    GoalAdded: _goal_added,
    GoalEdited: _edited,
    GoalRemoved: _removed,
    GoalRead: _read,
    GoalClosed: _goal_closed,
    AskAdded: _ask_added,
    AskEdited: _edited,
    AskRemoved: _removed,
    AskAnswered: _ask_answered,
    ReviewAdded: _review_added,
    ReviewEdited: _edited,
    ReviewRemoved: _removed,
    ReviewCommented: _review_commented,
    ReviewSignedOff: _review_signed_off,
    SignalAdded: _signal_added,
    SignalEdited: _signal_edited,
    SignalRemoved: _removed,
    OutcomeAdded: _outcome_added,
    OutcomeEdited: _edited,
    OutcomeRemoved: _removed,
    OutcomeRead: _read,
}
