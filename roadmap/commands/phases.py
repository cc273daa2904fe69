"""What is wanted of the phase: an override with its reason, answers to the three questions."""

from __future__ import annotations

from roadmap.commands.given import CommandBase
from roadmap.fields.phases import AnswerFields, OverrideFields


class SetPhaseOverride(CommandBase):
    """Say which phase the team is in although the facts say another; `reason` in a sentence."""

    do = "set_phase_override"
    fields: OverrideFields
    was: OverrideFields | None = None


class WithdrawPhaseOverride(CommandBase):
    """Let the computed phase hold again."""

    do = "withdraw_phase_override"


class AnswerPhaseQuestions(CommandBase):
    """Answer what a provisional phase rests on until a sprint is closed.

    Which share of the last sprint was unplanned, how many dates cannot move, and the last two
    things that broke, each with the principle that this was about.
    """

    do = "answer_phase_questions"
    fields: AnswerFields
    was: AnswerFields | None = None


class WithdrawPhaseAnswers(CommandBase):
    """Withdraw the answers to the three questions."""

    do = "withdraw_phase_answers"


PhaseCommand = (
    SetPhaseOverride | WithdrawPhaseOverride | AnswerPhaseQuestions | WithdrawPhaseAnswers
)
