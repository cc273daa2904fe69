"""What came of past decisions, and what stood in the way: judged by what was known at a moment."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from roadmap.analysis.history.choices import ChoiceKind
from roadmap.analysis.history.obstacles import Obstacle, ObstacleKind, obstacles
from roadmap.analysis.history.outcomes import Came, Outcome, outcomes, say_came
from roadmap.analysis.history.outcomes_json import outcomes_json
from roadmap.commands import parse_command
from roadmap.events import Because
from roadmap.records.phases import Phase
from roadmap.service import Roadmap
from roadmap.timeline import Timeline
from roadmap.values import Author
from tests import sampled

MAYA = Author("maya", "Maya")
BEGIN = datetime(2026, 6, 1, 9, tzinfo=UTC)
A, B, M, K, G = (letter * 10 for letter in "ABMKG")


class Team:
    """A roadmap to decide in, a few days apart."""

    def __init__(self) -> None:
        fields: Any = {"name": "Harbour", "zone": "UTC", "sprint_start": BEGIN.date()}
        self.roadmap = Roadmap.in_memory(fields, by=MAYA, at=BEGIN)
        self.day = 0
        self.do(
            {"do": "add_item", "item": A, "title": "Patch robot"},
            {"do": "add_item", "item": B, "title": "Event bus"},
            days=0,
        )

    def do(self, *given: dict[str, Any], days: int = 1, because: Because | None = None) -> str:
        """Decide `days` after the last decision; returns the id of the decision."""
        self.day += days
        commands = [parse_command(each) for each in given]
        at = BEGIN + timedelta(days=self.day)
        told = self.roadmap.execute(commands, by=MAYA, at=at, because=because)
        assert told is not None
        return told.id

    @property
    def today(self) -> date:
        return (BEGIN + timedelta(days=self.day)).date()

    @property
    def timeline(self) -> Timeline:
        return self.roadmap.timeline

    def came(self, today: date | None = None, index: int | None = None) -> list[Outcome]:
        last = self.timeline.count - 1 if index is None else index
        stretches = outcomes(self.timeline, last, today or self.today)
        return [each for stretch in stretches for each in stretch.outcomes]

    def ways(self, today: date | None = None) -> list[Obstacle]:
        return list(obstacles(self.timeline, self.timeline.count - 1, today or self.today))


@pytest.fixture
def team() -> Iterator[Team]:
    found = Team()
    yield found
    found.roadmap.close()


def one(found: list[Outcome]) -> tuple[Came, str]:
    [each] = found
    return each.came, each.said


# -- dates ----------------------------------------------------------------------------------------


def promise(day: str) -> dict[str, Any]:
    return {"do": "edit_item", "item": A, "promised_by": day}


def test_a_date_is_open_then_kept_by_the_day_the_item_was_done(team: Team) -> None:
    team.do(promise("2026-06-30"))
    index = team.timeline.count - 1
    assert one(team.came()) == (Came.OPEN, "still ahead")
    team.do({"do": "finish_item", "item": A}, days=9)
    assert one(team.came()) == (Came.KEPT, "done on 11 June, 19 days early")
    [found] = team.came(index=index)  # what was known then
    assert found.came is Came.OPEN
    assert (found.what, found.items) == ("'Patch robot' promised by 30 June", (A,))


def test_a_date_that_passed_is_missed_whether_done_late_or_not_at_all(team: Team) -> None:
    team.do(promise("2026-06-05"))
    assert one(team.came(date(2026, 6, 6))) == (Came.MISSED, "not done, 1 day late")
    team.do({"do": "finish_item", "item": A}, days=9)
    assert one(team.came()) == (Came.MISSED, "done on 11 June, 6 days late")


def test_a_moved_date_is_told_at_both_decisions(team: Team) -> None:
    team.do(promise("2026-06-30"))
    team.do(promise("2026-07-14"))
    first, second = team.came()
    assert (first.came, first.said) == (Came.CHANGED, "moved to 14 July on 3 June")
    assert second.came is Came.OPEN


def test_what_was_undone_is_told_so_and_redo_brings_it_again(team: Team) -> None:
    decision = team.do(promise("2026-06-30"))
    at = BEGIN + timedelta(days=3)
    team.roadmap.undo(decision, by=MAYA, at=at)
    assert one(team.came(date(2026, 6, 4))) == (Came.BACK, "taken back on 4 June")
    team.roadmap.redo(by=MAYA, at=at)
    assert one(team.came(date(2026, 6, 4))) == (Came.OPEN, "still ahead")


# -- what was given up, accepted, asked, promised to save -----------------------------------------


def test_what_was_given_up_stays_so_until_it_is_taken_up_again(team: Team) -> None:
    team.do(
        {"do": "shed_item", "item": A},
        {
            "do": "accept_risk",
            "fields": {"item": A, "text": "By hand", "review_on": "2026-07-01"},
        },
    )
    shed, risk = team.came()
    assert (shed.came, shed.said) == (Came.KEPT, "still given up, review on 1 July")
    assert (risk.what, risk.came) == ("accepted the risk of 'Patch robot': By hand", Came.OPEN)
    late = team.came(date(2026, 7, 2))
    assert [each.said for each in late] == [
        "still given up, its review was due on 1 July",
        "its review was due on 1 July",
    ]
    team.do({"do": "restore_item", "item": A})
    assert team.came()[0].said == "taken up again on 3 June"
    assert team.came()[0].came is Came.CHANGED


def test_interruptions_of_its_component_are_counted_since_it_was_given_up(team: Team) -> None:
    team.do({"do": "add_component", "name": "Edge"})
    team.do({"do": "edit_item", "item": A, "component": "Edge"}, {"do": "shed_item", "item": A})
    broken = {"do": "log_interruption", "title": "Edge down", "component": "Edge"}
    for day in ("2026-06-02T09:00:00Z", "2026-06-09T09:00:00Z"):
        team.do({**broken, "driver": "incident", "started_at": day}, days=9)
    assert one(team.came()) == (Came.KEPT, "still given up, 1 interruption of Edge since")


def test_leverage_is_judged_once_it_is_done(team: Team) -> None:
    saving = {"effect": "arrivals", "amount": 2.0}
    team.do({"do": "edit_item", "item": A, "leverage": saving})
    assert one(team.came()) == (Came.OPEN, "not done yet")
    team.do({"do": "finish_item", "item": A})
    came, said = one(team.came())
    assert came is Came.UNTOLD
    assert said == "promised 2 pd a sprint; too early to tell after 0 closed sprints"
    team.do({"do": "edit_item", "item": A, "leverage": {**saving, "amount": 1.0}})
    assert team.came()[0].said == "said differently on 4 June: saves 1 pd a sprint"


def test_an_ask_is_followed_to_its_items_and_to_who_started(team: Team) -> None:
    asks: dict[str, Any] = {"do": "add_ask", "ask": K}
    team.do({**asks, "title": "Storage", "kind": "funding", "items": [A, B]})
    team.do({"do": "answer_ask", "ask": K, "answer": "approved", "by": "Helen"})
    assert one(team.came()) == (Came.OPEN, "0 of 2 items behind it done")
    team.do({"do": "finish_item", "item": A}, {"do": "finish_item", "item": B})
    assert one(team.came()) == (Came.KEPT, "2 of 2 items behind it done")
    team.do({**asks, "ask": G, "title": "An engineer", "kind": "headcount"})
    team.do({"do": "answer_ask", "ask": G, "answer": "approved", "by": "Helen"})
    assert team.came()[-1].said == "nobody has started since"
    team.do({"do": "add_person", "name": "Arun", "start": "2026-07-01"})
    assert team.came()[-1].said == "Arun starts on 1 July"
    assert team.came(date(2026, 7, 1))[-1].said == "Arun started on 1 July"
    team.do({"do": "reopen_ask", "ask": G})
    assert (team.came()[-1].came, team.came()[-1].said) == (Came.CHANGED, "asked again since")


def test_a_rejected_ask_says_what_it_was_to_cost(team: Team) -> None:
    team.do({"do": "add_ask", "ask": K, "title": "Storage", "cost": "a late launch"})
    team.do({"do": "answer_ask", "ask": K, "answer": "rejected"})
    said = "nothing was to follow; not deciding it was said to cost: a late launch"
    assert one(team.came()) == (Came.UNTOLD, said)


def test_a_goal_is_reached_given_up_or_late(team: Team) -> None:
    team.do({"do": "add_goal", "goal": G, "name": "Quiet nights", "by": "2026-06-20"})
    assert one(team.came()) == (Came.OPEN, "to be reached by 20 June")
    assert one(team.came(date(2026, 6, 21))) == (Came.MISSED, "not reached by 20 June")
    team.do({"do": "close_goal", "goal": G, "met": True})
    assert one(team.came()) == (Came.KEPT, "reached on 3 June")


def test_a_level_is_judged_by_its_breaches_until_it_is_set_again(team: Team) -> None:
    team.do({"do": "add_measure", "measure": M, "preset": "availability"})
    team.do({"do": "set_baseline", "measure": M, "level": 99.5})
    assert one(team.came()) == (Came.KEPT, "never breached since")
    read: dict[str, Any] = {"do": "log_measurements", "measure": M}
    team.do({**read, "value": 99.0, "day": "2026-06-04"})
    assert one(team.came()) == (Came.MISSED, "breached, since 4 June")
    team.do({**read, "value": 99.9, "day": "2026-06-05"})
    assert one(team.came()) == (Came.LESS, "breached, met again on 5 June")
    team.do({"do": "set_baseline", "measure": M, "level": 99.8})
    first, second = team.came()
    assert first.said == "breached, met again on 5 June; set to 99.8% on 6 June"
    assert second.said == "never breached since"


def test_adopting_is_one_decision_with_what_came_of_its_parts(team: Team) -> None:
    team.do(
        promise("2026-06-30"),
        {"do": "add_person", "name": "Arun", "start": "2026-06-05"},
        because=Because(kind="adopt", decision=None),
    )
    [found] = team.came()
    assert found.choice.kind is ChoiceKind.ADOPTED
    assert found.what == "adopted a scenario about 'Patch robot' and Arun"
    assert found.said == (
        "0 of 1 item done; promised by 30 June: still ahead; Arun starts on 5 June"
    )
    team.do({"do": "finish_item", "item": A}, days=5)
    assert team.came()[0].came is Came.KEPT


def test_what_an_import_brings_was_decided_by_nobody(team: Team) -> None:
    team.do(promise("2026-06-30"), because=Because(kind="import", decision=None))
    assert team.came() == []


def test_what_is_about_a_removed_item_is_left_out(team: Team) -> None:
    team.do(promise("2026-06-30"))
    team.do({"do": "remove_item", "item": A})
    assert team.came() == []


# -- obstacles ------------------------------------------------------------------------------------


def test_a_breach_names_what_it_did_and_the_work_that_ended_it(team: Team) -> None:
    team.do({"do": "add_measure", "measure": M, "preset": "availability", "level": 99.5})
    team.do({"do": "edit_item", "item": A, "protects": [M]})
    read: dict[str, Any] = {"do": "log_measurements", "measure": M}
    begun = team.do({**read, "value": 99.0, "day": "2026-06-04"})
    [way] = team.ways()
    assert (way.until, way.how, way.items) == (None, "open work: 'Patch robot'", (A,))
    team.do({"do": "finish_item", "item": A})
    ended = team.do({**read, "value": 99.9, "day": "2026-06-06"})
    [way] = team.ways()
    assert way.how == "met again on 6 June, after 'Patch robot'"
    assert (way.decision, way.resolved_by) == (begun, ended)
    assert way.what == "'Availability' below its minimum"


def test_a_wait_ends_when_it_is_taken_away_or_work_begins(team: Team) -> None:
    waits = [{"on": "Legal", "until": "2026-06-10"}]
    team.do({"do": "edit_item", "item": A, "waits": waits})
    [way] = team.ways()
    assert (way.kind, way.what) == (ObstacleKind.WAIT, "'Patch robot' waits for Legal")
    assert team.ways(date(2026, 6, 12))[0].how == "expected by 10 June, which has passed"
    team.do({"do": "start_item", "item": A}, days=12)
    [way] = team.ways()
    assert way.how == "work began on 14 June, 4 days later than expected"
    team.do({"do": "edit_item", "item": A, "waits": []})
    assert team.ways()[0].how == "over on 15 June, 5 days later than expected"


def test_a_limit_is_lifted_on_its_day(team: Team) -> None:
    limit = {"kind": "vendor", "text": "Disks", "since": "2026-06-01", "until": "2026-06-05"}
    team.do({"do": "add_constraint", **limit})
    assert team.ways(date(2026, 6, 4))[0].how == "to be lifted on 5 June"
    [way] = team.ways(date(2026, 6, 5))
    assert (way.until, way.how) == (date(2026, 6, 5), "lifted on 5 June")


def test_a_failing_check_up_is_an_obstacle_until_it_is_better(team: Team) -> None:
    team.do({"do": "add_component", "name": "Edge"})
    team.do({"do": "add_checkup", "name": "Failover", "component": "Edge"})
    team.do({"do": "do_checkup", "checkup": "Failover", "outcome": "failing"})
    [way] = team.ways()
    assert (way.what, way.how) == ("check-up 'Failover' failing", "not better yet")
    team.do({"do": "do_checkup", "checkup": "Failover", "outcome": "working"})
    assert team.ways()[0].how == "better on 5 June"


# -- the sample -----------------------------------------------------------------------------------


def test_the_sample_tells_its_decisions_by_phase_and_its_obstacles(tmp_path: Path) -> None:
    roadmap = Roadmap.open(sampled.write(tmp_path / "sample.roadmap"))
    try:
        last, today = roadmap.timeline.count - 1, date(2026, 11, 20)
        found = outcomes(roadmap.timeline, last, today)
        ways = obstacles(roadmap.timeline, last, today)
        document = outcomes_json(1, found, ways)
    finally:
        roadmap.close()
    phases = [each.phase for each in found]
    assert phases[0] is Phase.FIREFIGHTING
    assert phases[1] is Phase.INVESTMENT
    told = [each for stretch in found for each in stretch.outcomes]
    robot = next(each for each in told if "Automate OS patching' saves" in each.what)
    assert robot.came is Came.LESS
    assert sum(document["came"].values()) == len(told)
    run = next(each for each in ways if each.kind is ObstacleKind.SPRINTS and each.until)
    assert run.how.startswith("sprint ")
    assert all(say_came(each) for each in Came)
    assert document["unresolved"] == sum(each.until is None for each in ways)
