"""What is wanted of capabilities, goals, asks and reviews."""

from __future__ import annotations

from pydantic import Field

from roadmap.commands.given import CommandBase, new_id
from roadmap.fields.expectations import AskFields, CapabilityFields, GoalFields, ReviewFields
from roadmap.records.expectations import Answer
from roadmap.values import Day, Id, Line, Name, SourceNumber, Text


class AddCapability(CommandBase):
    """Watch a capability: its capacity and present load in its unit, its growth a year."""

    do = "add_capability"
    capability: Id = Field(default_factory=new_id)
    fields: CapabilityFields


class EditCapability(CommandBase):
    """Change a capability, named by its id or name; a new load counts from today."""

    do = "edit_capability"
    capability: Name
    fields: CapabilityFields
    was: CapabilityFields | None = None


class RemoveCapability(CommandBase):
    """Watch a capability no longer."""

    do = "remove_capability"
    capability: Name


class AddGoal(CommandBase):
    """Set a goal: from `baseline` to `target` until `by`, keeping a principle or measure."""

    do = "add_goal"
    goal: Id = Field(default_factory=new_id)
    fields: GoalFields


class EditGoal(CommandBase):
    """Change a goal, named by its id or name."""

    do = "edit_goal"
    goal: Name
    fields: GoalFields
    was: GoalFields | None = None


class RemoveGoal(CommandBase):
    """Take a goal off the roadmap; items that name it keep the name."""

    do = "remove_goal"
    goal: Name


class ReadGoal(CommandBase):
    """Record how far a goal is on a day, today unless said; null takes the day's value back."""

    do = "read_goal"
    goal: Name
    value: SourceNumber | None
    day: Day | None = None
    source: Line = ""


class CloseGoal(CommandBase):
    """End a goal: it was met, or it was given up."""

    do = "close_goal"
    goal: Name
    met: bool
    day: Day | None = None


class ReopenGoal(CommandBase):
    """Go on with a goal that was closed."""

    do = "reopen_goal"
    goal: Name


class AddAsk(CommandBase):
    """Ask for a decision: of whom, until when, what not deciding costs and how likely that is."""

    do = "add_ask"
    ask: Id = Field(default_factory=new_id)
    fields: AskFields


class EditAsk(CommandBase):
    """Change an open ask, named by its id or title."""

    do = "edit_ask"
    ask: Name
    fields: AskFields
    was: AskFields | None = None


class RemoveAsk(CommandBase):
    """Ask no longer."""

    do = "remove_ask"
    ask: Name


class AnswerAsk(CommandBase):
    """Record the answer to an ask, `verified` by a signature or `unverified` in a file without."""

    do = "answer_ask"
    ask: Name
    answer: Answer
    by: Name | None = None
    day: Day | None = None
    comment: Text = ""
    unverified: bool = False
    verified: bool = False


class ReopenAsk(CommandBase):
    """Ask again what was answered."""

    do = "reopen_ask"
    ask: Name


class AddReview(CommandBase):
    """Prepare a review of what was decided since a day."""

    do = "add_review"
    review: Id = Field(default_factory=new_id)
    fields: ReviewFields


class EditReview(CommandBase):
    """Change a review that is not signed off, named by its id or title."""

    do = "edit_review"
    review: Name
    fields: ReviewFields
    was: ReviewFields | None = None


class RemoveReview(CommandBase):
    """Take a review off the record that is not signed off."""

    do = "remove_review"
    review: Name


class CommentReview(CommandBase):
    """Say something in a review, about one decision where `decision` names it."""

    do = "comment_review"
    review: Name
    comment: Text
    by: Name | None = None
    day: Day | None = None
    decision: Id | None = None
    unverified: bool = False
    verified: bool = False


class SignOffReview(CommandBase):
    """Sign a review off: what it is about was seen and accepted."""

    do = "sign_off_review"
    review: Name
    by: Name | None = None
    day: Day | None = None
    unverified: bool = False
    verified: bool = False


ExpectationCommand = (
    AddCapability
    | EditCapability
    | RemoveCapability
    | AddGoal
    | EditGoal
    | RemoveGoal
    | ReadGoal
    | CloseGoal
    | ReopenGoal
    | AddAsk
    | EditAsk
    | RemoveAsk
    | AnswerAsk
    | ReopenAsk
    | AddReview
    | EditReview
    | RemoveReview
    | CommentReview
    | SignOffReview
)
