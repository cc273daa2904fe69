"""A sprint from commitment to close, through the service: the facts of the day stay."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest

from roadmap.analysis.sprints.series import sprint_series
from roadmap.commands import parse_command
from roadmap.errors import NotUndoable, Refused
from roadmap.records.planning import Planning
from roadmap.records.staff import ReserveKind
from roadmap.service import Roadmap, Told
from tests.given import MAYA, item_id

MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)


class Played:
    """A roadmap in memory, to which commands are said on days."""

    def __init__(self) -> None:
        planning = Planning(focus=1.0, focus_learned=False, reserve=ReserveKind.OFF)
        fields: Any = {"name": "Harbour", "sprint_start": MONDAY.date(), "planning": planning}
        self.roadmap = Roadmap.in_memory(fields, by=MAYA, at=MONDAY)
        self.on(5, "add_person", name="Ines")

    def on(self, day: int, do: str, **fields: Any) -> Told | None:
        at = MONDAY.replace(month=1 + (day - 1) // 31, day=(day - 1) % 31 + 1)
        commands = [parse_command({"do": do, **fields})]
        return self.roadmap.execute(commands, by=MAYA, at=at)

    def add(self, title: str, days: float, **fields: Any) -> str:
        estimate = {"low": days, "likely": days, "high": days}
        self.on(
            5,
            "add_item",
            item=item_id(title),
            title=title,
            estimate=estimate,
            people_at_once=9,
            **fields,
        )
        return item_id(title)


@pytest.fixture
def played() -> Iterator[Played]:
    played = Played()
    yield played
    played.roadmap.close()


def test_a_commitment_records_capacity_and_plan_of_that_day(played: Played) -> None:
    a, b = played.add("a", 6), played.add("b", 6)
    played.on(5, "commit_sprint")
    [sprint] = played.roadmap.state.sprints.ordered()
    assert (sprint.number, sprint.start, sprint.end) == (1, date(2026, 1, 5), date(2026, 1, 19))
    assert [(each.pool, each.days) for each in sprint.capacity] == [("everyone", 10.0)]
    assert sprint.items == (a,)
    [kept] = played.roadmap.state.plans.ordered()
    assert [(placed.item, placed.first) for placed in kept.placements] == [(a, 1), (b, 2)]


def test_items_are_pulled_in_and_pushed_out_and_undo_puts_them_back(played: Played) -> None:
    a, b = played.add("a", 6), played.add("b", 6)
    played.on(5, "commit_sprint")
    played.on(6, "pull_sprint_item", item=b)
    played.on(6, "push_sprint_item", item=a)
    assert played.roadmap.state.sprints.ordered()[0].items == (b,)
    played.roadmap.undo(by=MAYA, at=MONDAY)
    assert set(played.roadmap.state.sprints.ordered()[0].items) == {a, b}
    with pytest.raises(Refused, match="is in sprint 1 already"):
        played.on(6, "pull_sprint_item", item=b)


def test_closing_a_sprint_says_what_was_done_carried_and_shed(played: Played) -> None:
    a, b = played.add("a", 3), played.add("b", 3)
    c = played.add("c", 3, forcing="forced", horizon="short_term", driver="incident")
    played.on(5, "commit_sprint")
    played.on(7, "finish_item", item=a, actual_days=4)
    played.on(8, "finish_item", item=c)
    played.on(9, "log_interruption", title="Outage", driver="incident", effort_days=2)
    played.on(19, "close_sprint", note="Fewer meetings", actions=[{"title": "Automate the drill"}])
    state = played.roadmap.state
    [sprint] = state.sprints.ordered()
    outcome = sprint.outcome
    assert outcome is not None
    assert sorted(each.item for each in outcome.done) == sorted([a, c])
    assert outcome.carried == (b,)
    assert (outcome.done_days, outcome.forced_days, outcome.interruption_days) == (7.0, 5.0, 2.0)
    assert outcome.present_days == 10.0
    assert sprint.note == "Fewer meetings"
    action = next(item for item in state.items.ordered() if item.title == "Automate the drill")
    assert action.labels == ("retrospective",)
    [result] = sprint_series(state)
    assert result.predictability == pytest.approx(2 / 3)
    assert result.forced_share == pytest.approx(5 / 9)
    assert result.carried_over == 1


def test_facts_of_a_closed_sprint_stay_and_the_last_can_be_reopened(played: Played) -> None:
    a = played.add("a", 3)
    played.on(5, "commit_sprint")
    played.on(7, "finish_item", item=a)
    told = played.on(19, "close_sprint")
    assert told is not None
    before = sprint_series(played.roadmap.state)
    played.on(20, "reclassify_item", item=a, forcing="discretionary", horizon="short_term")
    assert sprint_series(played.roadmap.state) == before
    with pytest.raises(NotUndoable, match="reopen the last one"):
        played.roadmap.undo(told.id, by=MAYA, at=MONDAY)
    with pytest.raises(Refused, match="is closed and keeps its facts"):
        played.on(20, "close_sprint", number=1)
    played.on(20, "reopen_sprint")
    assert played.roadmap.state.sprints.ordered()[0].outcome is None


def test_sprints_are_closed_in_order_and_committed_once(played: Played) -> None:
    played.add("a", 3)
    played.on(5, "commit_sprint")
    played.on(5, "commit_sprint")
    assert [s.number for s in played.roadmap.state.sprints.ordered()].count(2) == 1
    with pytest.raises(Refused, match="Sprint 1 is still open"):
        played.on(20, "close_sprint", number=2)
    with pytest.raises(Refused, match="is committed already"):
        played.on(5, "commit_sprint", number=1)


def test_work_in_progress_is_limited_but_emergencies_are_not(played: Played) -> None:
    a, b = played.add("a", 3), played.add("b", 3)
    c = played.add("c", 3, forcing="forced", horizon="short_term", driver="incident")
    planning = played.roadmap.settings.planning
    settings = {"focus": planning.focus, "in_progress_limit": 1}
    played.on(5, "edit_roadmap", planning=settings)
    played.on(5, "start_item", item=a)
    with pytest.raises(Refused, match="the limit is 1"):
        played.on(5, "start_item", item=b)
    assert played.on(5, "start_item", item=c) is not None


def test_progress_changes_what_is_planned(played: Played) -> None:
    a = played.add("a", 6)
    played.on(5, "start_item", item=a)
    played.on(6, "log_progress", item=a, remaining_days=2, actual_days=3)
    item = played.roadmap.state.items[a]
    assert (item.remaining_days, item.actual_days) == (2.0, 3.0)
    played.roadmap.undo(by=MAYA, at=MONDAY)
    assert played.roadmap.state.items[a].remaining_days is None


def test_a_plan_can_be_kept(played: Played) -> None:
    a = played.add("a", 6)
    played.on(5, "keep_plan")
    [kept] = played.roadmap.state.plans.ordered()
    assert [placed.item for placed in kept.placements] == [a]
