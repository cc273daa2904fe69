"""Check-ups due and done, what speaks against an innovation, components that break again."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from roadmap.analysis.levels.checkups import (
    Due,
    checkup_standings,
    component_health,
    start_question,
    start_warnings,
)
from roadmap.analysis.levels.incidents_by_component import incidents_by_component
from roadmap.analysis.reasons import question
from roadmap.commands import Command
from roadmap.decide import decide
from roadmap.evolve import fold
from roadmap.records.levels import CheckupOutcome
from roadmap.state import State
from tests.given import NOW, TODAY, after, begun, command, item_id

NAME = "Check of Ledger"
SEARCH = item_id("AI search")


def ago(days: int) -> str:
    return (TODAY - timedelta(days=days)).isoformat()


def checked(since: int = 0, **fields: Any) -> State:
    return after(
        begun(sprint_start=date(2025, 6, 2), sprint_days=14),
        command("add_team", name="Edge"),
        command("add_component", name="Ledger", team="Edge"),
        command("add_component", name="Balancers"),
        command("add_checkup", component="Ledger", every_days=30, since=ago(since), **fields),
    )


def done(outcome: str, days_ago: int = 0) -> Command:
    return command("do_checkup", checkup=NAME, outcome=outcome, day=ago(days_ago))


@pytest.mark.parametrize(
    ("since", "due"),
    [(0, Due.LATER), (15, Due.LATER), (16, Due.SOON), (30, Due.SOON), (31, Due.OVERDUE)],
)
def test_the_first_one_is_due_after_its_time(since: int, due: Due) -> None:
    [row] = checkup_standings(checked(since), TODAY)
    assert (row.due, row.last, row.outcome) == (due, None, None)
    assert row.next_on == TODAY + timedelta(days=30 - since)


def test_each_result_begins_the_time_anew_and_the_latest_counts() -> None:
    state = after(checked(90), done("failing", 45), done("working", 10))
    [row] = checkup_standings(state, TODAY)
    assert (row.outcome, row.due) == (CheckupOutcome.WORKING, Due.LATER)
    [then] = checkup_standings(state, TODAY - timedelta(days=20))
    assert (then.outcome, then.due) == (CheckupOutcome.FAILING, Due.SOON)


def test_findings_stand_until_they_are_done() -> None:
    found = {"item": item_id("Nodes"), "title": "Replace nodes"}
    state = after(
        checked(), command("do_checkup", checkup=NAME, outcome="failing", findings=[found])
    )
    assert checkup_standings(state, TODAY)[0].open_findings == (item_id("Nodes"),)
    state = after(state, command("finish_item", item=item_id("Nodes")))
    assert checkup_standings(state, TODAY)[0].open_findings == ()


def test_a_component_shows_the_worst_of_its_checkups() -> None:
    state = after(
        checked(40),
        command("add_checkup", name="Restore drill", component="Ledger"),
        command("do_checkup", checkup="Restore drill", outcome="to_strengthen"),
    )
    rows = checkup_standings(state, TODAY)
    health = {each.component.name: each for each in component_health(state, rows)}
    assert (health["Ledger"].outcome, health["Ledger"].due) == (
        CheckupOutcome.TO_STRENGTHEN,
        Due.OVERDUE,
    )
    assert (health["Balancers"].checkups, health["Balancers"].outcome) == ((), None)
    [edge] = state.teams.ids()
    assert len(checkup_standings(state, TODAY, edge)) == 2
    assert not checkup_standings(state, TODAY, "X" * 10)


# -- innovations ----------------------------------------------------------------------------------


def with_search(state: State, **fields: Any) -> State:
    given = {"kind": "innovation", "component": "Ledger", **fields}
    return after(state, command("add_item", item=SEARCH, title="AI search", **given))


def warned(state: State) -> tuple[str, ...]:
    return start_warnings(state, state.items[SEARCH], TODAY)


def test_a_failing_or_overdue_checkup_speaks_against_an_innovation() -> None:
    assert warned(with_search(checked())) == ()
    assert warned(with_search(checked(33))) == ("“Check of Ledger” is overdue by 3 days",)
    failing = after(checked(), done("failing", 2))
    assert warned(with_search(failing)) == ("“Check of Ledger” was failing on 3 January",)
    assert warned(with_search(after(checked(), done("to_strengthen")))) == ()


def test_a_breached_level_speaks_against_it_where_it_concerns_it() -> None:
    state = after(
        checked(),
        command("add_measure", name="Uptime", principle="Reliability", level=99, unit="%"),
        command("log_measurements", measure="Uptime", value=98),
    )
    assert warned(with_search(state)) == ("Uptime is breached (98%, at least 99% is needed)",)
    elsewhere = after(state, command("edit_measure", measure="Uptime", component="Balancers"))
    assert warned(with_search(elsewhere)) == ()
    assert warned(with_search(elsewhere, component=None)) != ()


def test_what_it_waits_for_concerns_it_too() -> None:
    state = after(
        checked(40), command("add_item", item=item_id("Base"), title="Base", component="Ledger")
    )
    other = with_search(state, component="Balancers", prerequisites=[item_id("Base")])
    assert len(warned(other)) == 1
    assert warned(with_search(state, component="Balancers")) == ()


def test_other_work_is_not_warned_about() -> None:
    assert warned(with_search(checked(40), kind="foundation")) == ()
    assert warned(with_search(checked(40), kind=None)) == ()


def test_going_on_asks_for_a_reason_once() -> None:
    state = with_search(checked(33))
    asked = "Why does “AI search” start although “Check of Ledger” is overdue by 3 days?"
    assert start_question(state, state.items[SEARCH], TODAY) == asked
    events = decide(state, [command("start_item", item=SEARCH)], NOW)
    assert question(state, fold(events, state), events, TODAY) == asked
    fine = with_search(checked())
    events = decide(fine, [command("start_item", item=SEARCH)], NOW)
    assert question(fine, fold(events, fine), events, TODAY) is None


def test_raising_and_relaxing_a_level_ask_for_a_reason() -> None:
    state = after(
        checked(), command("add_measure", name="Uptime", principle="Reliability", unit="%")
    )

    def asked(now: State, *levels: float | None) -> str | None:
        changes = [command("set_baseline", measure="Uptime", level=level) for level in levels]
        events = decide(now, changes, NOW)
        return question(now, fold(events, now), events, TODAY)

    assert asked(state, 99) is None, "the first level is not asked about"
    state = after(state, command("set_baseline", measure="Uptime", level=99))
    name = "the minimum acceptable level of Uptime"
    assert asked(state, 99.5) == f"Why is {name} raised from 99% to 99.5%?"
    assert asked(state, 98) == f"Why is {name} relaxed from 99% to 98%?"
    assert asked(state, None) == f"Why is {name} taken away?"


# -- incidents ------------------------------------------------------------------------------------


def incident(day: str, component: str | None = "Ledger", **fields: Any) -> Command:
    given = {"title": "Outage", "driver": "incident", "effort_days": 2, **fields}
    named = {} if component is None else {"component": component}
    return command("log_interruption", started_at=f"{day}T06:00:00Z", **named, **given)


def test_components_that_broke_twice_in_six_sprints_are_repeated() -> None:
    state = after(
        checked(),
        incident("2025-12-01"),
        incident("2025-12-20"),
        incident("2025-12-20", "Balancers"),
        incident("2025-09-20", "Balancers"),
        incident("2025-12-20", None),
        incident("2025-12-21", driver="key_user"),
    )
    rows = incidents_by_component(state, TODAY)
    names = [
        (state.components[each.component].name if each.component else None, each) for each in rows
    ]
    assert names[0][0] == "Ledger"
    found = {name: (len(each.interruptions), each.earlier, each.repeated) for name, each in names}
    assert found == {"Ledger": (2, 0, True), "Balancers": (1, 1, False), None: (1, 0, False)}
    assert names[0][1].days == 4.0
    assert incidents_by_component(state, date(2025, 8, 1)) == ()


def test_what_broke_is_what_the_item_that_answers_it_is_about() -> None:
    state = after(
        checked(),
        command("add_item", item=item_id("Down"), title="Ledger down", component="Ledger"),
        *(incident(day, None, item=item_id("Down")) for day in ("2025-12-20", "2025-12-22")),
    )
    [row] = incidents_by_component(state, TODAY)
    assert (state.components[str(row.component)].name, row.repeated) == ("Ledger", True)


def test_a_young_roadmap_counts_what_was_imported_from_before_it_began() -> None:
    began = TODAY - timedelta(days=4)
    state = after(
        begun(sprint_start=began, sprint_days=14),
        incident(ago(3), None),
        incident(ago(60), None),
        incident(ago(100), None),
    )
    [row] = incidents_by_component(state, TODAY)
    assert (len(row.interruptions), row.earlier, row.in_all) == (2, 1, 3)
