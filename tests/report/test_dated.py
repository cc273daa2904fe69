"""Which dates go into a calendar: none of the past, none of work without its probability?"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from roadmap.analysis.planning.plan import PlanKey, plan
from roadmap.report.dated import Dated, dated
from roadmap.report.html.source import figures_of
from roadmap.state import State
from tests.given import TODAY, after, begun, command

MUST = {"forcing": "forced", "horizon": "short_term", "driver": "security_vulnerability"}


def days_of(state: State) -> tuple[Dated, ...]:
    found = figures_of(state, TODAY)
    assert found.plan == plan(state, PlanKey(TODAY, 26))
    return dated(state, found.plan, found.forecast, TODAY)


def roadmap(*more: Any) -> State:
    start = begun(sprint_start=TODAY)
    return after(start, command("add_person", name="Ada"), *more)


def due(day: date, **fields: Any) -> Any:
    return command("add_item", title="Key", estimate=1, due=day.isoformat(), **fields)


def test_a_day_of_the_tracker_inside_this_sprint_tells_of_its_end() -> None:
    [found] = days_of(roadmap(due(TODAY + timedelta(days=3), **MUST)))
    assert (found.kind, found.probability) == ("due", None)
    assert "lies within a sprint" in found.said
    assert "likely to be done by its end, 18 Jan 2026" in found.said


def test_a_day_at_the_end_of_a_sprint_has_its_probability() -> None:
    [found] = days_of(roadmap(due(TODAY + timedelta(days=13), **MUST)))
    assert found.probability is not None
    assert found.probability > 0.5


def test_of_a_choice_the_day_of_the_tracker_is_a_wish() -> None:
    assert days_of(roadmap(due(TODAY + timedelta(days=3), forcing="discretionary"))) == ()


def test_answers_and_reviews_to_come_are_there_and_freezes_of_the_past_are_not() -> None:
    before, later = TODAY - timedelta(days=30), TODAY + timedelta(days=9)
    state = roadmap(
        command("add_freeze", days={"first": before, "last": before + timedelta(days=3)}),
        command("add_ask", title="Fund it", by=later, cost="A launch", wanted_from="Helen"),
        command("add_review", title="Autumn", held_on=later),
        command("add_review", title="Summer", held_on=before),
    )
    assert [(each.kind, each.title, each.said) for each in days_of(state)] == [
        ("ask", "Fund it", "Wanted of Helen. Not decided by then: A launch"),
        ("review", "Autumn", "A day that was set."),
    ]
