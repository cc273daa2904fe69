"""The words of the sample's script for asks, reviews, goals, capabilities and users.

Nothing is computed here: probabilities, headroom and lead times are the engine's.
"""

from __future__ import annotations

from typing import Any

from roadmap.commands import Command
from roadmap.commands.bookmarks import AddBookmark
from roadmap.commands.expectations import (
    AddAsk,
    AddCapability,
    AddGoal,
    AddReview,
    AnswerAsk,
    CloseGoal,
    CommentReview,
    EditCapability,
    ReadGoal,
    SignOffReview,
)
from roadmap.commands.users import AddOutcome, AddSignal, EditSignal, ReadOutcome
from roadmap.records.expectations import Answer
from roadmap.sample.script import (
    HELEN,
    Answered,
    AskAtRisk,
    Story,
    ask_id,
    item_id,
    made,
    on,
    story,
)
from roadmap.values import Author, derived_id

# -- asks and reviews -----------------------------------------------------------------------------


def ask(handle: str, title: str, **fields: Any) -> AddAsk:
    """A decision that is wanted of Helen; `items` are handles."""
    given = {"title": title, "wanted_from": HELEN.name, **fields}
    if "items" in given:
        given["items"] = tuple(item_id(each) for each in given["items"])
    return AddAsk.model_validate({"ask": ask_id(handle), "fields": given}, strict=False)


def ask_at_risk(handle: str, title: str, late: str, **fields: Any) -> AskAtRisk:
    """A decision that is wanted: without it the item `late` may miss its date."""
    return AskAtRisk(ask(handle, title, **fields), late)


def answer(handle: str, said: Answer, comment: str = "") -> Command:
    """Helen's answer, given in person."""
    return made(AnswerAsk, ask=ask_id(handle), answer=said, by=HELEN.name, comment=comment)


def reply(handle: str, said: Answer, comment: str) -> Answered:
    """An answer that came back in a reply file."""
    return Answered(handle, said, comment)


def review(handle: str, title: str, since: str, held_on: str) -> Command:
    """A review of what was decided since a day."""
    fields = {"title": title, "since": since, "held_on": held_on}
    return made(AddReview, review=_review_id(handle), fields=fields)


def comment(handle: str, words: str) -> Command:
    """What Helen says in a review."""
    return made(CommentReview, review=_review_id(handle), comment=words, by=HELEN.name)


def signed_off(handle: str) -> Command:
    """Helen signs a review off."""
    return made(SignOffReview, review=_review_id(handle), by=HELEN.name)


def _review_id(handle: str) -> str:
    return derived_id("harbour", "review", handle)


# -- capabilities and goals -----------------------------------------------------------------------


def capability(name: str, **fields: Any) -> Command:
    """Something the platform can do so much of."""
    key = derived_id("harbour", "capability", name)
    return made(AddCapability, capability=key, fields={"name": name, **fields})


def recount(name: str, **fields: Any) -> Command:
    """Change what is known of a capability; `extensions` are {handle of an item: amount}."""
    given = dict(fields)
    if "extensions" in given:
        given["extensions"] = tuple(
            {"item": item_id(handle), "amount": float(amount)}
            for handle, amount in given["extensions"].items()
        )
    return made(EditCapability, capability=name, fields=given)


def goal(name: str, *items: str, **fields: Any) -> Command:
    """Something to be reached; `items` are the handles of what works towards it."""
    key = derived_id("harbour", "goal", name)
    handles = tuple(item_id(each) for each in items)
    return made(AddGoal, goal=key, fields={"name": name, "items": handles, **fields})


def goal_at(name: str, value: float, source: str = "") -> Command:
    """How far a goal is today."""
    return made(ReadGoal, goal=name, value=float(value), source=source)


def goal_met(name: str) -> Command:
    """A goal that was reached."""
    return made(CloseGoal, goal=name, met=True)


# -- users ----------------------------------------------------------------------------------------


def signal(handle: str, team: str, words: str, kind: str = "interview", **fields: Any) -> Command:
    """What a consuming team said today."""
    given = {"text": words, "kind": kind, "consumer": team, "role": "developer", **fields}
    return made(AddSignal, signal=_signal_id(handle), fields=_linked(given))


def hears(handle: str, **fields: Any) -> Command:
    """Link a signal to the `item` that answers it, or say when the team was told (`told_on`)."""
    return made(EditSignal, signal=_signal_id(handle), fields=_linked(dict(fields)))


def _linked(given: dict[str, Any]) -> dict[str, Any]:
    if "item" in given:
        given["item"] = item_id(given["item"])
    return given


def _signal_id(handle: str) -> str:
    return derived_id("harbour", "signal", handle)


def outcome(name: str, **fields: Any) -> Command:
    """A measure of success besides uptime; `item` is a handle."""
    key = derived_id("harbour", "outcome", name)
    return made(AddOutcome, outcome=key, fields=_linked({"name": name, **fields}))


def outcome_at(name: str, value: float, source: str = "") -> Command:
    """The value of an outcome measure today."""
    return made(ReadOutcome, outcome=name, value=float(value), source=source)


def readings(who: Author, name: str, *rows: tuple[str, float], source: str = "") -> Story:
    """Values of one outcome measure, each read at its moment."""
    return story(*(on(when, who).do(outcome_at(name, value, source)) for when, value in rows))


def goal_readings(who: Author, name: str, *rows: tuple[str, float], source: str = "") -> Story:
    """Values of one goal, each read at its moment."""
    return story(*(on(when, who).do(goal_at(name, value, source)) for when, value in rows))


# -- playback -------------------------------------------------------------------------------------


def bookmark(beat: str, caption: str) -> Command:
    """A moment worth showing: after the beat of that moment."""
    return made(
        AddBookmark,
        bookmark=derived_id("harbour", "bookmark", beat),
        fields={"decision": derived_id("harbour", "decision", beat), "caption": caption},
    )
