"""What may be said of the phase: an override with its reason, and the three answers."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from roadmap.decide import decide
from roadmap.errors import Conflict, Refused
from roadmap.evolve import fold
from roadmap.inverse import inverse
from roadmap.records.phases import ANSWERS, OVERRIDE, Broke, Phase, PhaseAnswers, PhaseOverride
from roadmap.state import State
from tests.given import NOW, TODAY, after, begun, command, refusal
from tests.given import command as cmd

SAID: dict[str, Any] = {"phase": "investment", "reason": "two on loan skew the share"}


def override(**fields: Any) -> Any:
    return command("set_phase_override", **fields)


def test_an_override_is_kept_with_its_reason_and_its_day() -> None:
    state = after(begun(), override(**SAID))
    assert state.overrides[OVERRIDE] == PhaseOverride(
        OVERRIDE, Phase.INVESTMENT, "two on loan skew the share", TODAY
    )


def test_an_override_without_a_reason_is_refused() -> None:
    assert refusal(begun(), override(phase="investment")) == (
        "Say in a sentence why the facts mislead: reason."
    )
    assert refusal(begun(), override(reason="so")).startswith("An override names the phase")


def test_a_second_override_replaces_the_first_and_keeps_its_day_where_the_phase_stays() -> None:
    state = after(begun(), override(**SAID, since="2026-01-02"))
    reworded = after(state, override(reason="three on loan"))
    other = after(state, override(phase="firefighting"))
    assert reworded.overrides[OVERRIDE].since == date(2026, 1, 2)
    assert reworded.overrides[OVERRIDE].reason == "three on loan"
    assert other.overrides[OVERRIDE].since == TODAY


def test_an_override_that_somebody_changed_meanwhile_is_a_conflict() -> None:
    state = after(begun(), override(**SAID))
    with pytest.raises(Conflict):
        decide(state, [override(reason="mine", was={"reason": "what I saw"})], NOW)


def test_an_override_is_withdrawn_once() -> None:
    state = after(begun(), override(**SAID), cmd("withdraw_phase_override"))
    assert len(state.overrides) == 0
    assert refusal(state, cmd("withdraw_phase_override")).startswith("The phase is not overridden")


def test_what_is_still_to_come_is_refused() -> None:
    assert "still to come" in refusal(begun(), override(**SAID, since="2026-02-01"))


def test_the_three_answers_name_principles_by_name() -> None:
    state = begun()
    security = next(each for each in state.principles.ordered() if each.name == "Security")
    broke = [{"what": "a key leaked", "principle": "security"}, {"what": "a disk was full"}]
    told = command("answer_phase_questions", unplanned_share=0.6, fixed_dates=2, broke=broke)
    assert after(state, told).answers[ANSWERS] == PhaseAnswers(
        ANSWERS, 0.6, 2, (Broke("a key leaked", security.id), Broke("a disk was full")), TODAY
    )


def test_answers_of_nothing_or_of_a_share_over_all_are_refused() -> None:
    assert refusal(begun(), command("answer_phase_questions")).startswith("Answer one question")
    with pytest.raises(Refused, match="unplanned_share"):
        command("answer_phase_questions", unplanned_share=60)


def test_one_answer_can_be_given_anew_and_all_be_withdrawn() -> None:
    state = after(begun(), command("answer_phase_questions", unplanned_share=0.6, fixed_dates=2))
    again = after(state, command("answer_phase_questions", unplanned_share=0.3))
    assert (again.answers[ANSWERS].unplanned_share, again.answers[ANSWERS].fixed_dates) == (0.3, 2)
    assert len(after(again, cmd("withdraw_phase_answers")).answers) == 0
    assert refusal(begun(), cmd("withdraw_phase_answers")).startswith("The three questions")


@pytest.mark.parametrize(
    "given",
    [
        override(**SAID),
        override(reason="another"),
        cmd("withdraw_phase_override"),
        command("answer_phase_questions", unplanned_share=0.1),
        cmd("withdraw_phase_answers"),
    ],
)
def test_each_can_be_taken_back(given: Any) -> None:
    state = after(begun(), override(phase="firefighting", reason="said first"))
    state = after(state, command("answer_phase_questions", unplanned_share=0.6))
    events = decide(state, [given], NOW)
    now: State = fold(events, state)
    back = [each for event in reversed(events) for each in inverse(state, event)]
    assert now != state
    assert fold(back, now) == state
