"""How commands about the phase become events: one override and one set of answers at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, cast

from msgspec.structs import replace as replace_record

from roadmap.commands.phases import (
    AnswerPhaseQuestions,
    SetPhaseOverride,
    WithdrawPhaseAnswers,
    WithdrawPhaseOverride,
)
from roadmap.decide.deciding import Deciding
from roadmap.decide.records import past_day
from roadmap.errors import Refused
from roadmap.events.phases import (
    PhaseAnswersEdited,
    PhaseAnswersWithdrawn,
    PhaseOverridden,
    PhaseOverrideEdited,
    PhaseOverrideWithdrawn,
    PhaseQuestionsAnswered,
)
from roadmap.fields.phases import AnswerFields, OverrideFields
from roadmap.records.phases import ANSWERS, OVERRIDE, Broke, PhaseAnswers


def set_phase_override(d: Deciding, command: SetPhaseOverride) -> None:
    """Override the computed phase, or put the standing override differently."""
    d.require_roadmap()
    known = d.state.overrides.get(OVERRIDE)
    fields: dict[str, Any] = dict(command.fields)
    d.check_was(OVERRIDE, "the phase", known, None if known is None else command.was, fields)
    if known is None:
        if fields.get("phase") is None:
            raise Refused("An override names the phase that the team is in: give phase.")
        if not fields.get("reason"):
            raise Refused("Say in a sentence why the facts mislead: reason.")
    fields["since"] = past_day(d, "since", fields.get("since"))
    if known is None:
        d.emit(PhaseOverridden(override=OVERRIDE, fields=cast(OverrideFields, fields)))
        return
    if "since" not in command.fields and fields.get("phase", known.phase) is known.phase:
        del fields["since"]
    _edit(d, known, fields, PhaseOverrideEdited, "override", OVERRIDE)


def withdraw_phase_override(d: Deciding, command: WithdrawPhaseOverride) -> None:
    """Let the computed phase hold again."""
    del command
    if OVERRIDE not in d.state.overrides:
        raise Refused("The phase is not overridden: there is nothing to withdraw.")
    d.emit(PhaseOverrideWithdrawn(override=OVERRIDE))


def answer_phase_questions(d: Deciding, command: AnswerPhaseQuestions) -> None:
    """Answer the three questions, or some of them anew."""
    d.require_roadmap()
    known = d.state.answers.get(ANSWERS)
    fields = _resolved(d, command.fields)
    was = None if command.was is None or known is None else _resolved(d, command.was)
    d.check_was(ANSWERS, "the three answers", known, was, fields)
    given = replace_record(known or PhaseAnswers(ANSWERS), **fields)
    if given.unplanned_share is None and given.fixed_dates is None and not given.broke:
        raise Refused(
            "Answer one question at least: unplanned_share (0 to 1), fixed_dates, or broke."
        )
    fields["answered_on"] = past_day(d, "answered_on", fields.get("answered_on"))
    if known is None:
        d.emit(PhaseQuestionsAnswered(answers=ANSWERS, fields=cast(AnswerFields, fields)))
        return
    _edit(d, known, fields, PhaseAnswersEdited, "answers", ANSWERS)


def withdraw_phase_answers(d: Deciding, command: WithdrawPhaseAnswers) -> None:
    """Withdraw the three answers."""
    del command
    if ANSWERS not in d.state.answers:
        raise Refused("The three questions are not answered: there is nothing to withdraw.")
    d.emit(PhaseAnswersWithdrawn(answers=ANSWERS))


def _edit(
    d: Deciding, known: object, given: Mapping[str, Any], event: Any, word: str, key: str
) -> None:
    fields = {name: value for name, value in given.items() if getattr(known, name) != value}
    if fields:
        d.emit(event(**{word: key, "fields": fields}))


def _resolved(d: Deciding, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return `given` with the principles of what broke as ids."""
    fields = dict(given)
    if "broke" in fields:
        fields["broke"] = tuple(_broke(d, each) for each in fields["broke"])
    return fields


def _broke(d: Deciding, said: Broke) -> Broke:
    if said.principle is None:
        return said
    return Broke(said.what, d.named("principle", said.principle))


Rule = Callable[[Deciding, Any], None]
RULES: dict[type, Rule] = {
    SetPhaseOverride: set_phase_override,
    WithdrawPhaseOverride: withdraw_phase_override,
    AnswerPhaseQuestions: answer_phase_questions,
    WithdrawPhaseAnswers: withdraw_phase_answers,
}
