"""What was said about the phase: overrides, and answers to the three questions."""

from __future__ import annotations

from roadmap.events.base import Adds, Edits, Removes
from roadmap.fields.phases import AnswerFields, OverrideFields
from roadmap.values import Id


class PhaseOverridden(Adds):
    """Somebody saw the team in another phase than the computed one."""

    kind = "phase_overridden"
    table = "overrides"
    word = "override"
    override: Id
    fields: OverrideFields


class PhaseOverrideEdited(Edits):
    """An override names another phase, or its reason was put differently."""

    kind = "phase_override_edited"
    table = "overrides"
    word = "override"
    override: Id
    fields: OverrideFields


class PhaseOverrideWithdrawn(Removes):
    """The computed phase holds again."""

    kind = "phase_override_withdrawn"
    table = "overrides"
    word = "override"
    override: Id


class PhaseQuestionsAnswered(Adds):
    """The three questions were answered that a provisional phase rests on."""

    kind = "phase_questions_answered"
    table = "answers"
    word = "answers"
    answers: Id
    fields: AnswerFields


class PhaseAnswersEdited(Edits):
    """The three questions were answered differently."""

    kind = "phase_answers_edited"
    table = "answers"
    word = "answers"
    answers: Id
    fields: AnswerFields


class PhaseAnswersWithdrawn(Removes):
    """The answers to the three questions were withdrawn."""

    kind = "phase_answers_withdrawn"
    table = "answers"
    word = "answers"
    answers: Id


PhaseEvent = (
    PhaseOverridden
    | PhaseOverrideEdited
    | PhaseOverrideWithdrawn
    | PhaseQuestionsAnswered
    | PhaseAnswersEdited
    | PhaseAnswersWithdrawn
)
