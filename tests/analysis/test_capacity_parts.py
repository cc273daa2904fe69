"""Do the steps of a sprint's capacity add up to the number that the plan works with?"""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from roadmap.analysis.planning.capacity import capacity
from roadmap.analysis.planning.capacity_parts import LOSSES, capacity_parts
from roadmap.evolve import fold
from roadmap.records.absences import Absence
from roadmap.records.people import Person
from roadmap.records.staff import Span
from roadmap.state import EMPTY, State, Table
from tests import sampled
from tests.analysis.roadmaps import state_of


@pytest.fixture(scope="module")
def states() -> dict[str, State]:
    """The sample on some days."""
    wanted = {"2025-06-20", "2025-12-22", "2026-01-12", "2026-07-20", "2026-11-20"}
    found: dict[str, State] = {}
    state = EMPTY
    for draft in sampled.drafts():
        state = fold(draft.events, state)
        for day in wanted:
            if draft.decision.at.date() <= date.fromisoformat(day):
                found[day] = state
    return found


@pytest.mark.parametrize(
    "day", ["2025-06-20", "2025-12-22", "2026-01-12", "2026-07-20", "2026-11-20"]
)
def test_the_steps_add_up_to_the_capacity(states: dict[str, State], day: str) -> None:
    state, as_of = states[day], date.fromisoformat(day)
    found = capacity(state, as_of, 12)
    for place, each in enumerate(capacity_parts(state, as_of, 12)):
        total = each.total
        assert total.days == pytest.approx(found.total(place))
        lost = sum(getattr(total, name) for name in LOSSES)
        assert total.gross - lost + total.gain == pytest.approx(total.days)
        for person in each.people:
            own = person.days
            lost = sum(getattr(own, name) for name in LOSSES)
            assert own.gross - lost == pytest.approx(own.days)


def test_teams_add_up_to_all(states: dict[str, State]) -> None:
    state, as_of = states["2026-11-20"], date(2026, 11, 20)
    teams = [capacity_parts(state, as_of, 12, team.id) for team in state.teams.ordered()]
    for place, each in enumerate(capacity_parts(state, as_of, 12)):
        assert sum(team[place].total.days for team in teams) == pytest.approx(each.total.days)
        assert sum(team[place].total.gross for team in teams) == pytest.approx(each.total.gross)


def test_a_newcomer_ramps_up_and_the_mentor_pays(states: dict[str, State]) -> None:
    first = capacity_parts(states["2026-01-12"], date(2026, 1, 12), 1)[0]
    people = {states["2026-01-12"].people[each.person].name: each for each in first.people}
    assert people["Arun Pillai"].days.ramp > 0
    assert people["Arun Pillai"].ramp < 0.2
    assert people["Tomas Reyes"].days.mentoring > 0
    assert people["Tomas Reyes"].mentors == (people["Arun Pillai"].person,)
    assert first.total.mentoring == people["Tomas Reyes"].days.mentoring


def test_interviews_before_a_hire_starts_are_no_mentoring() -> None:
    since, start = date(2026, 11, 2), date(2027, 1, 11)
    hire = Person("H", "New engineer", start=start, hiring_since=since)
    people = Table.of([("A", Person("A", "Ada")), ("H", hire)])
    state = State(roadmap=state_of().roadmap, people=people)
    [found] = capacity_parts(state, date(2026, 11, 16), 1)
    assert found.total.interviews > 0
    assert found.total.mentoring == 0
    given = {each.person: each for each in found.people}
    assert (given["A"].mentors, given["A"].interviews) == ((), ("H",))
    lost = sum(getattr(found.total, name) for name in LOSSES)
    assert found.total.gross - lost + found.total.gain == pytest.approx(found.total.days)


def test_holidays_and_days_off_are_told_apart(states: dict[str, State]) -> None:
    state = states["2025-12-22"]
    found = capacity_parts(state, date(2025, 12, 22), 1)[0]
    assert found.total.holidays > 0  # 25 and 26 December
    assert found.total.time_off > 0
    assert found.total.holidays == pytest.approx(2 * (4 + 0.8))


def test_nobody_is_no_sprint_without_days() -> None:
    assert capacity_parts(EMPTY, date(2026, 11, 20), 3) == ()


def test_absences_that_are_nobodys_by_name_are_days_off_of_the_team() -> None:
    start = date(2025, 6, 2)
    ines = Person("I" * 10, name="Ines")
    away = Absence("A" * 10, Span(start, date(2025, 6, 6)), 2.0)
    state = state_of(working_days=(1, 2, 3, 4, 5))
    state = replace(state, people=Table.of([(ines.id, ines)]), absences=Table.of([(away.id, away)]))
    focus = capacity(state, start, 1).focus.share
    total = capacity_parts(state, start, 1)[0].total
    assert total.gross == 10
    assert total.time_off == pytest.approx(2)
    assert total.days == pytest.approx(8 * focus)
    assert total.gross - sum(getattr(total, each) for each in LOSSES) == pytest.approx(total.days)
    assert total.gain == pytest.approx(0)
