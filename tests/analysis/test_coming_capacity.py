"""Is the share of the coming capacity that of the people, the sprints and the team asked about?"""

from __future__ import annotations

from datetime import date

import pytest

from roadmap.analysis.planning.coming_capacity import coming_capacity
from roadmap.records.people import Person
from roadmap.records.planning import Planning
from roadmap.state import Roadmap, State, Table
from roadmap.values import Thresholds

MONDAY = date(2026, 11, 16)
SETTINGS = Roadmap(sprint_start=MONDAY, planning=Planning(focus=0.5, focus_learned=False))
PEOPLE = Table.of(
    (
        (key, Person(key, name=key, team=team))
        for key, team in (("a", "web"), ("b", "web"), ("c", None))
    )
)
STATE = State(roadmap=SETTINGS, people=PEOPLE)


def test_it_counts_the_sprints_of_the_window_from_the_day_on() -> None:
    found = coming_capacity(STATE, MONDAY)
    assert found is not None
    assert found.sprints == 3
    assert found.days == pytest.approx(3 * 30 * 0.5)
    assert found.share(9) == pytest.approx(0.2)


def test_a_team_has_its_own_capacity() -> None:
    found = coming_capacity(STATE, MONDAY, team="web")
    assert found is not None
    assert found.days == pytest.approx(2 * 30 * 0.5)
    assert coming_capacity(STATE, MONDAY, team="nobody's") is None


def test_there_is_none_without_people_sprints_or_a_window() -> None:
    no_window = Roadmap(sprint_start=MONDAY, thresholds=Thresholds(window_sprints=0))
    for state in (
        State(roadmap=SETTINGS),
        State(roadmap=Roadmap(), people=PEOPLE),
        State(roadmap=no_window, people=PEOPLE),
    ):
        assert coming_capacity(state, MONDAY) is None
