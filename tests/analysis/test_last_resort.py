"""Is a hire needed? Only after the best of shed, defer and leverage, and said with the numbers."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from roadmap.analysis.leverage.last_resort import (
    LastResort,
    Outlook,
    last_resort,
    say_last_resort,
)
from roadmap.analysis.leverage.ways_out import WayKind, ways_out, with_hire
from roadmap.analysis.simulation.run import Run
from roadmap.errors import Cancelled
from roadmap.records.people import Person
from roadmap.records.planning import Planning
from roadmap.records.staff import ReserveKind, SkillShare
from roadmap.records.streams import Stream
from roadmap.state import Item, State, Table
from roadmap.values import (
    Driver,
    Estimate,
    Leverage,
    LeverageEffect,
    LeverageUnit,
    OptionStage,
    SkillEffort,
)
from tests.analysis.roadmaps import CHOICE, FORCED, LONG, START, state_of

A, B, C, D = "AAAAAAAAAA", "BBBBBBBBBB", "CCCCCCCCCC", "DDDDDDDDDD"
PLANNING = Planning(reserve=ReserveKind.OFF, focus=1.0, shared_cv=0.0, focus_learned=False)
RUN = Run(500)


def item(name: str, days: float, **fields: Any) -> Item:
    estimate = Estimate(days, days, days)
    return Item(name, title=name[0], rank=name[:1], estimate=estimate, may_span=True, **fields)


def mandatory(name: str, days: float, sprints: int, **fields: Any) -> Item:
    day = START + timedelta(14 * sprints - 1)
    return item(name, days, forcing=FORCED, horizon=LONG, mandatory_by=day, **fields)


def team(state: State, people: int = 1, **stream: Any) -> State:
    names = [f"P{number}" for number in range(people)]
    table = Table.of((name, Person(name, name)) for name in names)
    if not stream:
        return replace(state, people=table)
    given: dict[str, Any] = {"size_mean": 1.0, "size_cv": 0.0, **stream}
    known = Stream("S", "Patches", Driver.SECURITY_VULNERABILITY, **given)
    return replace(state, people=table, streams=Table.of([("S", known)]))


def asked(state: State, horizon: int = 12) -> LastResort:
    return last_resort(state, START, horizon, RUN)


def of(found: LastResort, kind: WayKind) -> Outlook:
    return next(each for each in found.outlooks if each.kind is kind)


def test_where_every_date_holds_no_hire_is_needed_and_nothing_is_given_up() -> None:
    state = team(state_of(mandatory(A, 10, 4), item(B, 5), planning=PLANNING))
    found = asked(state)
    assert not found.hire_needed
    assert found.best.kind is WayKind.AS_IS
    text = say_last_resort(state, found, START)
    assert text.startswith("No hire is needed. As it is: every mandatory date is kept in 85%")
    assert "'A', in 100%" in text


def test_shedding_what_stands_in_front_saves_the_date_before_any_hire() -> None:
    # B was promised before A's date, so it is done first and A comes too late.
    state = team(
        state_of(
            item(B, 20, promised_by=START + timedelta(6), forcing=CHOICE),
            mandatory(A, 15, 2),
            planning=PLANNING,
        )
    )
    found = asked(state)
    assert of(found, WayKind.AS_IS).dates[0].probability == 0.0
    assert found.best.kind is WayKind.SHED
    assert found.best.items == (B,)
    assert not found.hire_needed
    text = say_last_resort(state, found, START)
    assert "No hire is needed. After the best without a hire (shed 'B', 20 pd)" in text


def test_a_hire_is_needed_where_the_date_cannot_be_kept_without_one() -> None:
    long = mandatory(A, 290, 26, people_at_once=2.0)
    state = team(state_of(long, item(B, 5), planning=PLANNING))
    found = last_resort(state, START, 30, RUN)
    assert found.hire_needed
    assert found.best.in_danger[0].item == A
    assert found.hire_starts == START + timedelta(weeks=16)
    assert found.hire_helps
    text = say_last_resort(state, found, START)
    assert "'A' keeps 31 May 2026 in 0% of futures" in text
    assert "With a hire as well, from 22 September on: 'A' keeps 31 May 2026 in 100%" in text


def test_a_hire_who_starts_after_the_date_does_not_help_and_that_is_said() -> None:
    state = team(state_of(mandatory(A, 40, 3), planning=PLANNING))
    found = asked(state)
    assert found.hire_needed
    assert not found.hire_helps
    assert say_last_resort(state, found, START).endswith("A hire does not help here.")


def test_must_do_work_that_arrives_faster_than_it_is_done_grows_and_says_so() -> None:
    state = team(state_of(item(B, 5), planning=PLANNING), arrivals_per_sprint=14.0)
    found = asked(state, 16)
    assert found.best.grows
    assert found.hire_needed
    assert "the must-do work that waits grows from" in say_last_resort(state, found, START)


def test_leverage_that_stops_the_growth_comes_before_a_hire() -> None:
    saves = Leverage(LeverageEffect.ARRIVALS, 60.0, LeverageUnit.PERCENT)
    promised = item(B, 40, promised_by=START + timedelta(60))  # it cannot be put off
    state = team(
        state_of(promised, item(C, 3, leverage=saves), planning=PLANNING),
        people=2,
        arrivals_per_sprint=22.0,
        start_backlog=0.0,
        capacity_share=0.9,
    )
    found = asked(state, 24)
    assert of(found, WayKind.AS_IS).grows
    assert found.best.kind is WayKind.LEVERAGE
    assert not found.hire_needed
    assert "do 'C' first" in found.best.text


def test_a_date_that_has_passed_is_nothing_a_hire_can_help() -> None:
    past = mandatory(A, 5, 1)
    state = team(state_of(replace(past, mandatory_by=START - timedelta(1)), planning=PLANNING))
    found = asked(state)
    assert found.best.dates == ()
    assert not found.hire_needed


def test_deferring_spares_what_must_do_work_waits_for_and_what_was_promised() -> None:
    state = team(
        state_of(
            mandatory(A, 5, 4, prerequisites=(B,)),
            item(B, 5),
            item(C, 5, promised_by=START + timedelta(30)),
            item(D, 5),
            planning=PLANNING,
        )
    )
    until = START + timedelta(60)
    [defer] = [w for w in ways_out(state, START, 12, until) if w.kind is WayKind.DEFER]
    assert defer.items == (D,)
    assert defer.state.items[D].not_before == until + timedelta(1)


def test_leverage_that_was_only_discovered_is_taken_up() -> None:
    saves = Leverage(LeverageEffect.ARRIVALS, 50.0, LeverageUnit.PERCENT)
    option = item(C, 3, leverage=saves, option_stage=OptionStage.DISCOVERED)
    state = team(
        state_of(mandatory(A, 5, 4), replace(option, rank=None), planning=PLANNING),
        arrivals_per_sprint=5.0,
    )
    [way] = [w for w in ways_out(state, START, 12, START) if w.kind is WayKind.LEVERAGE]
    taken = way.state.items[C]
    assert taken.option_stage is None
    assert taken.rank is not None
    assert taken.rank < (state.items[A].rank or "")


def test_the_hire_is_for_the_team_and_skill_of_the_date_in_danger() -> None:
    state = state_of(planning=PLANNING)
    skilled = Person("P", "Ines", team="T", skills=(SkillShare("databases", 1.0),))
    state = replace(state, people=Table.of([("P", skilled), ("Q", Person("Q", "Tomas"))]))
    wanted = item(A, 5, team="T", effort_per_skill=(SkillEffort("databases", 5.0),))
    hired, start = with_hire(state, START, wanted)
    [new] = [each for each in hired.people.ordered() if each.name == "New engineer"]
    assert (new.team, new.skills, new.start) == ("T", (SkillShare("databases", 1.0),), start)
    assert new.hiring_since == START


def test_nobody_and_nothing_is_an_answer_too() -> None:
    empty = state_of(planning=PLANNING)
    assert not asked(empty).hire_needed
    alone = state_of(mandatory(A, 5, 4), planning=PLANNING)
    assert asked(alone).hire_needed


def test_it_can_be_stopped() -> None:
    state = team(state_of(mandatory(A, 10, 4), planning=PLANNING))
    with pytest.raises(Cancelled):
        last_resort(state, START, 12, Run(2_000), picture=lambda _found: False)


def test_a_horizon_of_one_sprint_has_no_growth() -> None:
    state = team(state_of(item(B, 5), planning=PLANNING), arrivals_per_sprint=50.0)
    assert not asked(state, 1).best.grows
