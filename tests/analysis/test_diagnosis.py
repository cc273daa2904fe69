"""The phase: each rule at and beside its threshold, when it is left, and where it is decided."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.analysis.history.stretches import changing
from roadmap.analysis.phases.diagnosis import Diagnosis, diagnose
from roadmap.analysis.phases.diagnosis_json import diagnosis_json
from roadmap.analysis.phases.history import PhaseHistory, phase_history
from roadmap.analysis.phases.rules import Condition
from roadmap.events.items import ItemAdded, ItemReclassified
from roadmap.records.phases import Phase
from roadmap.values import Forcing, Horizon, Thresholds, derived_id
from tests.analysis.phases import FIRST, LENGTH, Told, Went, after_sprints

CALM = Went(fire=1, tweak=9)
BURNT = Went(fire=8, tweak=2)


def of(told: Told, index: int | None = None) -> Diagnosis:
    return diagnose(told.timeline, index)


def condition(told: Told, name: str) -> Condition:
    return next(each for each in of(told).conditions if each.name == name)


def end(sprints: int) -> date:
    return FIRST + sprints * LENGTH


# -- firefighting ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("fire", "burns"), [(5.0, True), (4.9, False)])
def test_half_of_the_last_three_sprints_is_firefighting(fire: float, burns: bool) -> None:
    told = after_sprints(*[Went(fire=fire, tweak=10 - fire)] * 3)
    found = condition(told, "forced_short_term_share")
    assert found.value == pytest.approx(fire / 10)
    assert found.holds is burns
    assert (of(told).phase is Phase.FIREFIGHTING) is burns


@pytest.mark.parametrize(("fire", "burns"), [(7.0, True), (6.9, False)])
def test_seventy_percent_in_one_sprint_is_firefighting(fire: float, burns: bool) -> None:
    told = after_sprints(CALM, CALM, CALM, Went(fire=fire, tweak=10 - fire))
    assert condition(told, "forced_short_term_in_one_sprint").holds is burns
    assert (of(told).phase is Phase.FIREFIGHTING) is burns


def test_interruptions_are_must_do_and_short_term() -> None:
    told = after_sprints(CALM, CALM, CALM, Went(interruptions=8, tweak=2))
    assert condition(told, "forced_short_term_in_one_sprint").value == pytest.approx(0.8)


def test_must_do_work_on_a_long_way_is_never_a_fire() -> None:
    told = after_sprints(*[Went(must=9, tweak=1)] * 4)
    assert condition(told, "forced_short_term_share").value == 0.0
    assert of(told).phase is Phase.INVESTMENT


@pytest.mark.parametrize(
    ("backlogs", "fire", "burns"),
    [
        ((1, 2, 3, 4), 4.0, True),
        ((1, 2, 3, 4), 3.9, False),
        ((1, 2, 2, 4), 4.0, False),
        ((4, 2, 3, 4), 4.0, False),
    ],
)
def test_a_backlog_that_grew_three_sprints_running_is_firefighting_from_forty_percent(
    backlogs: tuple[int, ...], fire: float, burns: bool
) -> None:
    told = after_sprints(*(Went(fire=fire, tweak=10 - fire, backlog=each) for each in backlogs))
    assert condition(told, "forced_backlog_growing").holds is burns
    assert (of(told).phase is Phase.FIREFIGHTING) is burns


def test_firefighting_is_left_only_under_forty_percent_for_two_sprints() -> None:
    hot, under, at = BURNT, Went(fire=1, tweak=9), Went(fire=4, tweak=6)
    assert of(after_sprints(hot, under, under)).phase is Phase.INVESTMENT
    one = after_sprints(hot, *[at] * 4, under)
    assert of(one).phase is Phase.FIREFIGHTING
    left = condition(one, "firefighting_not_left")
    assert (left.value, left.threshold, left.holds) == (1.0, 2.0, True)
    one.sprint(at)
    assert of(one).phase is Phase.FIREFIGHTING
    one.sprint(under)
    one.sprint(under)
    assert of(one).phase is Phase.INVESTMENT


def test_nobody_stays_in_a_phase_that_was_never_entered() -> None:
    told = after_sprints(CALM, Went(fire=4.5, tweak=5.5), Went(fire=4.5, tweak=5.5))
    assert condition(told, "firefighting_not_left").holds is False
    assert of(told).phase is Phase.INVESTMENT


def test_thresholds_are_settings() -> None:
    strict = Thresholds(fire_share=0.3, fire_peak=0.3, fire_left_share=0.3)
    told = after_sprints(*[Went(fire=3, tweak=7)] * 3, thresholds=strict)
    assert of(told).phase is Phase.FIREFIGHTING
    assert condition(told, "forced_short_term_share").threshold == 0.3


def test_another_threshold_judges_what_was_closed_at_once() -> None:
    told = after_sprints(*[Went(fire=3, tweak=7)] * 3)
    assert of(told).phase is Phase.INVESTMENT
    lower = {"fire_share": 0.3, "fire_left_share": 0.3}
    moment = told.do(end(3) + timedelta(days=1), "edit_roadmap", thresholds=lower)
    assert of(told).phase is Phase.FIREFIGHTING
    assert phase_history(told.timeline).changes()[-1].decision == moment
    assert condition(told, "forced_short_term_share").threshold == 0.3


# -- principles and investment --------------------------------------------------------------------


def breached(told: Told, *principles: str, sprint: int = 0) -> list[str]:
    """Let principles break their levels in the sprint that begins after `sprint` sprints."""
    day = end(sprint) + timedelta(days=2)
    return [told.level(day, each, [(day, 98.0)]) for each in principles]


def test_two_principles_newly_breached_and_choices_at_thirty_percent_are_a_breach() -> None:
    told = after_sprints(CALM)
    decisions = breached(told, "Security", "Latency", sprint=1)
    told.sprint(Went(must=7, tweak=3))
    told.sprint(Went(must=8, tweak=2))
    found = of(told)
    assert found.phase is Phase.PRINCIPLES_IN_BREACH
    assert condition(told, "principles_newly_breached").evidence == tuple(decisions)
    told.sprint(Went(must=9, tweak=1))
    assert condition(told, "discretionary_share").value == pytest.approx(0.2)
    assert of(told).phase is Phase.INVESTMENT


def test_two_measures_of_one_principle_are_one_principle() -> None:
    told = after_sprints(CALM)
    day = end(1) + timedelta(days=2)
    for name in ("one", "other"):
        told.do(day, "add_measure", name=name, principle="Security", level=99.0)
        told.do(day, "log_measurements", measure=name, value=98.0)
    told.sprint(CALM)
    assert condition(told, "principles_newly_breached").value == 1.0
    assert of(told).phase is Phase.INVESTMENT


def test_breaches_count_for_six_closed_sprints() -> None:
    told = after_sprints(CALM)
    breached(told, "Security", "Latency", sprint=1)
    for _ in range(6):
        told.sprint(CALM)
        assert of(told).phase is Phase.PRINCIPLES_IN_BREACH
    told.sprint(CALM)
    assert of(told).phase is Phase.INVESTMENT


def test_a_breach_counts_only_from_the_next_closing_on() -> None:
    told = after_sprints(CALM, CALM)
    breached(told, "Security", "Latency", sprint=2)
    assert of(told).phase is Phase.INVESTMENT
    told.sprint(CALM)
    assert of(told).phase is Phase.PRINCIPLES_IN_BREACH


def test_firefighting_comes_before_all_else() -> None:
    told = after_sprints(CALM)
    breached(told, "Security", "Latency", sprint=1)
    told.sprint(Went(fire=7, tweak=3))
    assert of(told).phase is Phase.FIREFIGHTING


@pytest.mark.parametrize(("good", "phase"), [(5, "principles_setting_levels"), (4, "investment")])
def test_half_of_what_is_committed_has_to_be_validated(good: int, phase: str) -> None:
    told = after_sprints(Went(bet=good, validated=True, tweak=1), Went(bet=10 - good, tweak=1))
    found = condition(told, "validated_share")
    assert found.value == pytest.approx(good / 10)
    assert of(told).phase == phase


def test_what_was_counted_as_validated_stands_beside_the_share() -> None:
    told = after_sprints(CALM, Went(tweak=2, bet=6, validated=True), Went(tweak=2, bet=2))
    found = condition(told, "validated_share")
    assert sorted((bet.days, bet.validated) for bet in found.bets) == [(2.0, False), (6.0, True)]
    assert "75% of the effort of committed long-term choices is validated (6 of 8 pd)" in found.text


def test_without_any_long_term_choice_it_is_investment() -> None:
    told = after_sprints(CALM)
    assert condition(told, "validated_share").value is None
    assert of(told).phase is Phase.INVESTMENT


def test_setting_the_last_level_changes_the_phase_at_once() -> None:
    told = after_sprints(Went(bet=5, validated=True))
    assert of(told).phase is Phase.PRINCIPLES_SETTING_LEVELS
    for name in ("Security", "Reliability", "Usability", "Efficiency"):
        told.do(end(1), "add_measure", name=name, principle=name, level=99.0)
        assert of(told).phase is Phase.PRINCIPLES_SETTING_LEVELS
    decision = told.do(end(1), "add_measure", name="p95", principle="Latency", level=99.0)
    found = of(told)
    assert found.phase is Phase.PRINCIPLES_HOLDING
    assert found.since is not None
    assert found.since.decision == decision
    levels = condition(told, "principles_without_level")
    assert (levels.value, levels.holds, levels.evidence) == (0.0, False, (decision,))


# -- along the history ----------------------------------------------------------------------------


def test_each_change_stands_at_the_closing_that_caused_it() -> None:
    told = Told()
    closings = [told.sprint(each) for each in (BURNT, CALM, CALM, CALM)]
    found = of(told)
    assert [(each.decision, each.phase, each.before) for each in found.changes] == [
        (closings[0], Phase.FIREFIGHTING, None),
        (closings[2], Phase.INVESTMENT, Phase.FIREFIGHTING),
    ]
    assert found.before is Phase.FIREFIGHTING
    assert found.sprints == 2


def test_a_closing_in_between_is_evidence_for_its_window_only() -> None:
    told = Told()
    closings = [told.sprint(each) for each in (CALM, CALM, CALM, CALM)]
    assert condition(told, "forced_short_term_share").evidence == tuple(closings[1:])
    assert condition(told, "forced_short_term_in_one_sprint").evidence == (closings[3],)


def test_what_is_reclassified_later_changes_no_phase_of_before() -> None:
    told = after_sprints(BURNT, CALM)
    before = of(told)
    key = derived_id("item", "fire", "1")
    fields: Any = {"forcing": Forcing.DISCRETIONARY, "horizon": Horizon.SHORT_TERM, "driver": None}
    told.events("calm down", end(2), [ItemReclassified(item=key, fields=fields)])
    assert of(told).conditions == before.conditions


def test_the_past_is_told_as_it_was_known_then() -> None:
    told = after_sprints(BURNT, CALM)
    index = told.timeline.count - 1
    then = of(told)
    told.sprint(CALM)
    told.sprint(CALM)
    assert of(told, index) == then


def test_a_reopened_sprint_does_not_count_until_it_is_closed_again() -> None:
    told = after_sprints(CALM, CALM, CALM, BURNT)
    assert of(told).phase is Phase.FIREFIGHTING
    told.reopen()
    assert of(told).phase is Phase.INVESTMENT
    told.closed -= 1
    only = after_sprints(BURNT)
    only.reopen()
    assert of(only).provisional


_WENT = st.builds(
    Went,
    fire=st.sampled_from([0.0, 3.0, 6.0, 9.0]),
    must=st.sampled_from([0.0, 2.0]),
    tweak=st.sampled_from([0.0, 1.0, 4.0]),
    bet=st.sampled_from([0.0, 3.0]),
    backlog=st.sampled_from([0.0, 1.0, 2.0, 3.0]),
    validated=st.booleans(),
)


@given(st.lists(_WENT, max_size=9))
def test_reading_on_finds_what_reading_at_once_does(sprints: list[Went]) -> None:
    told = Told()
    seen = [of(told).phase]
    for each in sprints:
        told.sprint(each)
        seen.append(of(told).phase)
    whole = PhaseHistory()
    whole.read(told.timeline)
    assert whole.changes() == phase_history(told.timeline).changes()
    measured = seen[1:]
    turns = [each for n, each in enumerate(measured) if n == 0 or each is not measured[n - 1]]
    changes = [each.phase for each in whole.changes()]
    assert changes == turns
    assert all(one is not other for one, other in pairwise(changes))


@given(st.lists(_WENT, min_size=1, max_size=8))
def test_firefighting_follows_the_rules_when_they_are_written_anew(sprints: list[Went]) -> None:
    told = after_sprints(*sprints)
    burning = False
    for at in range(len(sprints)):
        last = sprints[max(0, at - 2) : at + 1]
        alls = [s.fire + s.must + s.tweak + s.bet for s in last]
        share = sum(s.fire for s in last) / sum(alls) if sum(alls) else 0.0
        each = [s.fire / a if a else 0.0 for s, a in zip(last, alls, strict=True)]
        logs = [s.backlog for s in sprints[max(0, at - 3) : at + 1]]
        grew = len(logs) == 4 and all(a < b for a, b in pairwise(logs))
        starts = share >= 0.5 or each[-1] >= 0.7 or (grew and share >= 0.4)
        stays = burning and not (len(each) >= 2 and max(each[-2:]) < 0.4)
        burning = starts or stays
    assert (of(told).phase is Phase.FIREFIGHTING) is burning


def test_only_decisions_that_changed_a_table_are_read() -> None:
    told = Told()
    for number in range(300):
        event = ItemAdded(item=derived_id("x", str(number)), fields={"title": "x"})
        told.events(f"x{number}", FIRST, [event])
    told.sprint(CALM)
    last = told.timeline.count - 1
    assert [each.told.index for each in changing(told.timeline, -1, last, "sprints")] == [last]
    assert next(changing(told.timeline, -1, last, "items")).told.index == 1
    assert list(changing(told.timeline, last, last, "items")) == []


# -- flags, overrides -----------------------------------------------------------------------------


def codes(told: Told) -> list[str]:
    return [each.code for each in of(told).flags]


def test_a_relapse_under_the_trigger_is_said_and_changes_nothing() -> None:
    told = after_sprints(CALM, CALM, CALM, Went(fire=6.8, tweak=3.2))
    flag = next(each for each in of(told).flags if each.code == "relapse")
    assert of(told).phase is Phase.INVESTMENT
    assert "68%" in flag.text
    assert "under 70%" in flag.text


def test_being_stuck_is_flagged_after_eight_sprints() -> None:
    told = after_sprints(*[BURNT] * 7)
    assert "stuck" not in codes(told)
    told.sprint(BURNT)
    assert "stuck" in codes(told)


def test_too_much_long_term_choice_is_flagged_over_half() -> None:
    assert "long_term_choice" not in codes(after_sprints(Went(bet=5, tweak=5)))
    assert "long_term_choice" in codes(after_sprints(Went(bet=5.1, tweak=4.9)))


def test_an_override_is_shown_with_its_reason_beside_what_the_facts_say() -> None:
    told = after_sprints(BURNT)
    decision = told.do(end(1), "set_phase_override", phase="investment", reason="a drill")
    found = of(told)
    assert (found.phase, found.computed) == (Phase.INVESTMENT, Phase.FIREFIGHTING)
    document = diagnosis_json(1, found, ())
    assert document["phase"] == "investment"
    assert document["overridden"] == {
        "phase": "investment",
        "reason": "a drill",
        "since": str(end(1)),
        "decision": decision,
    }
    assert "a drill" in found.why
    told.do(end(1), "withdraw_phase_override")
    assert of(told).phase is Phase.FIREFIGHTING
    assert of(told).override is None


def test_a_team_has_a_phase_of_its_own() -> None:
    told = Told()
    told.do(FIRST, "add_team", name="Edge")
    told.sprint(BURNT)
    edge = told.state.teams.ordered()[0].id
    assert diagnose(told.timeline, None, edge).phase is not Phase.FIREFIGHTING
