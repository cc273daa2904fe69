"""What happened to capabilities, goals, asks and reviews."""

from __future__ import annotations

from roadmap.events.base import Adds, Edits, Logs, Removes
from roadmap.fields.expectations import (
    AnswerFields,
    AskRecord,
    CapabilityFields,
    Entries,
    GoalEnd,
    GoalRecord,
    ReviewComments,
    ReviewRecord,
    SignOff,
)
from roadmap.values import Id


class CapabilityAdded(Adds):
    """A capability of the platform was named."""

    kind = "capability_added"
    table = "capabilities"
    capability: Id
    fields: CapabilityFields


class CapabilityEdited(Edits):
    """A capability's capacity, load or what extends it changed."""

    kind = "capability_edited"
    table = "capabilities"
    capability: Id
    fields: CapabilityFields


class CapabilityRemoved(Removes):
    """A capability is no longer watched."""

    kind = "capability_removed"
    table = "capabilities"
    capability: Id


class GoalAdded(Adds):
    """A goal was set."""

    kind = "goal_added"
    table = "goals"
    goal: Id
    fields: GoalRecord


class GoalEdited(Edits):
    """A goal's target, time or purpose changed."""

    kind = "goal_edited"
    table = "goals"
    goal: Id
    fields: GoalRecord


class GoalRemoved(Removes):
    """A goal was taken off the roadmap."""

    kind = "goal_removed"
    table = "goals"
    goal: Id


class GoalRead(Logs):
    """How far a goal is became known, was corrected or was taken back."""

    kind = "goal_read"
    table = "goals"
    column = "readings"
    goal: Id
    entries: Entries


class GoalClosed(Edits):
    """A goal was reached, or given up."""

    kind = "goal_closed"
    table = "goals"
    goal: Id
    fields: GoalEnd


class AskAdded(Adds):
    """A decision was asked for."""

    kind = "ask_added"
    table = "asks"
    ask: Id
    fields: AskRecord


class AskEdited(Edits):
    """What is asked, of whom or until when, changed."""

    kind = "ask_edited"
    table = "asks"
    ask: Id
    fields: AskRecord


class AskRemoved(Removes):
    """A decision is no longer asked for."""

    kind = "ask_removed"
    table = "asks"
    ask: Id


class AskAnswered(Edits):
    """An ask was approved or rejected, or opened again."""

    kind = "ask_answered"
    table = "asks"
    ask: Id
    fields: AnswerFields


class ReviewAdded(Adds):
    """A review by leadership was prepared."""

    kind = "review_added"
    table = "reviews"
    review: Id
    fields: ReviewRecord


class ReviewEdited(Edits):
    """What a review is about, or when it is held, changed."""

    kind = "review_edited"
    table = "reviews"
    review: Id
    fields: ReviewRecord


class ReviewRemoved(Removes):
    """A review was taken off the record before it was signed off."""

    kind = "review_removed"
    table = "reviews"
    review: Id


class ReviewCommented(Edits):
    """Somebody commented in a review."""

    kind = "review_commented"
    table = "reviews"
    review: Id
    fields: ReviewComments


class ReviewSignedOff(Edits):
    """Leadership signed a review off."""

    kind = "review_signed_off"
    table = "reviews"
    word = "review"
    review: Id
    fields: SignOff


ExpectationEvent = (
    CapabilityAdded
    | CapabilityEdited
    | CapabilityRemoved
    | GoalAdded
    | GoalEdited
    | GoalRemoved
    | GoalRead
    | GoalClosed
    | AskAdded
    | AskEdited
    | AskRemoved
    | AskAnswered
    | ReviewAdded
    | ReviewEdited
    | ReviewRemoved
    | ReviewCommented
    | ReviewSignedOff
)
