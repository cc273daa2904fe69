"""Where is a hire needed where nobody says?"""

from __future__ import annotations

import pytest

from roadmap.analysis.leverage.hiring import usual_place
from roadmap.state import State
from tests.given import TODAY, after, begun, command


def staffed() -> State:
    return after(
        begun(sprint_start=TODAY),
        command("add_team", name="Edge"),
        command("add_team", name="Data"),
        command("add_person", name="Ines", team="Edge", skills=[{"skill": "network", "share": 1}]),
        command("add_person", name="Tomas", team="Data", skills=[{"skill": "databases"}]),
        command("add_person", name="Lena", team="Data", skills=[{"skill": "databases"}]),
    )


@pytest.mark.parametrize(
    ("team", "place"), [(None, ("Data", "databases")), ("Edge", ("Edge", "network"))]
)
def test_it_joins_the_largest_pool_of_its_team_or_of_all(
    team: str | None, place: tuple[str, str]
) -> None:
    state = staffed()
    ids = {each.name: each.id for each in state.teams.ordered()}
    found = usual_place(state, TODAY, team=None if team is None else ids[team])
    assert found == (ids[place[0]], place[1])


def test_without_people_there_is_no_place() -> None:
    assert usual_place(begun(), TODAY) == (None, None)
