"""Does each item stand in one sprint, do the bars sum up, and does a card say why it is there?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from math import fsum

import pytest

from gui.models.sprints.board import Board, board_of
from gui.models.sprints.capacity import HEADS, by_pool_text, from_today_text, why_of
from gui.models.sprints.days import span_text
from gui.models.sprints.ends import (
    kept_text,
    load_text,
    offers_of,
    outcome_lines,
    parse_person_days,
    series_of,
    series_rows,
)
from gui.models.sprints.notes import late_must_do, note_of
from roadmap.analysis.items.filter import Filter, Sieve
from roadmap.analysis.planning.plan import PlanKey, plan
from roadmap.analysis.sprints.series import sprint_series
from roadmap.analysis.words import say_days, say_number
from roadmap.errors import Refused
from roadmap.records.sprints import ItemDays, Outcome
from roadmap.service import Roadmap
from roadmap.state import State
from tests.gui.sprints_harbour import MAYA, NOW, command, harbour, item_id

TODAY = NOW.date()
RENEW = item_id("Renew root CA, re-issue leaf certificates")
TLS = item_id("Turn off TLS 1.1 at the partner gateway")
BUS = item_id("Event bus as the default integration")
GOLDEN = item_id("Golden path for data pipelines")
MOVE = item_id("Move ingest to the new object store, part 1")
FLAKY = item_id("Quarantine for flaky tests")
DNS = item_id("Self-service DNS records")


@pytest.fixture
def roadmap() -> Roadmap:
    return harbour(committed=True)


def board(state: State, team: str | None = None) -> Board:
    passes = Sieve(Filter(team=team), state.items) if team else None
    return board_of(state, plan(state, PlanKey(TODAY, 8)), TODAY, passes, team)


def note(state: State, found: Board, key: str) -> str:
    return note_of(state.items[key], found, found.column(found.homes[key]), state).meta


def test_the_last_closed_sprints_the_committed_one_and_those_ahead_stand_in_order(
    roadmap: Roadmap,
) -> None:
    found = board(roadmap.state)
    stages = [(column.number, column.stage) for column in found.columns]
    assert stages[:4] == [(37, "closed"), (38, "closed"), (39, "committed"), (40, "planned")]
    assert found.column(39) == found.open_one
    assert found.next_to_commit == found.column(40)
    assert found.last_closed == found.column(38)
    assert [column.current for column in found.columns[:4]] == [False, False, True, False]


def test_every_open_item_stands_in_exactly_one_column(roadmap: Roadmap) -> None:
    state = roadmap.state
    found = board(state)
    shown = [key for column in found.columns if column.outcome is None for key in column.items]
    shown += found.below
    open_items = [item.id for item in state.items.ordered() if item.is_open]
    assert sorted(shown) == sorted(open_items)
    assert sorted(found.homes) == sorted(open_items)


def test_a_planned_bar_is_the_plan_and_stays_within_the_capacity(roadmap: Roadmap) -> None:
    found = board(roadmap.state)
    for column in found.columns:
        if column.stage == "planned" and column.place is not None:
            capacity = found.plan.problem.capacity
            assert column.bar.capacity == pytest.approx(capacity.total(column.place))
            assert column.bar.left > -1e-6
            used = fsum(pool.used for pool in column.pools)
            assert column.bar.used <= used + 1e-6


def test_what_is_pulled_into_a_full_sprint_makes_it_over(roadmap: Roadmap) -> None:
    roadmap.execute([command("pull_sprint_item", item=RENEW, number=39)], by=MAYA, at=NOW)
    roadmap.execute([command("pull_sprint_item", item=DNS, number=39)], by=MAYA, at=NOW)
    found = board(roadmap.state)
    column = found.column(39)
    assert column is not None
    assert column.bar.left < 0
    assert RENEW in column.committed
    assert note(roadmap.state, found, RENEW) == "plan: sprint 42"


def test_a_card_says_in_few_words_why_it_stands_there(roadmap: Roadmap) -> None:
    state = roadmap.state
    found = board(state)
    assert note(state, found, RENEW) == "after the freeze"
    assert note(state, found, TLS) == "late: 30 Nov"
    assert note(state, found, BUS) == "too large: split it"
    assert note(state, found, GOLDEN) == "nobody can do it"


def test_a_late_must_do_is_marked_by_word_icon_and_tone(roadmap: Roadmap) -> None:
    state = roadmap.state
    found = board(state)
    made = note_of(state.items[TLS], found, found.column(found.homes[TLS]), state)
    assert (made.tone, made.icon) == ("bad", "circle-alert")
    assert ("Date", "due Mon 30 Nov 2026: it comes too late") in made.lines


def test_what_must_be_done_now_is_late_only_after_the_first_sprint(
    roadmap: Roadmap,
) -> None:
    state = roadmap.state
    found = board(state)
    assert note(state, found, MOVE) == "late: due now"  # it waits for a vendor
    said = [note(state, found, key) for key in found.late]
    assert late_must_do(found) == sum(text.startswith("late") for text in said)
    roadmap.execute([command("pull_sprint_item", item=MOVE, number=39)], by=MAYA, at=NOW)
    assert note(roadmap.state, board(roadmap.state), MOVE).startswith("plan: sprint 4")
    below = replace(found, homes={**found.homes, MOVE: None})
    assert "late" not in note(state, below, MOVE)


def test_what_nobody_estimated_is_marked_with_a_tilde(roadmap: Roadmap) -> None:
    state = roadmap.state
    found = board(state)
    made = note_of(state.items[FLAKY], found, found.column(found.homes[FLAKY]), state)
    assert made.effort.startswith("~")
    assert any("not estimated yet" in text for _, text in made.lines)


def test_closed_sprints_show_what_was_done_and_keep_their_facts(roadmap: Roadmap) -> None:
    state = roadmap.state
    found = board(state)
    column = found.column(38)
    assert column is not None
    assert column.outcome is not None
    notes = {note_of(state.items[key], found, column, state).meta for key in column.items}
    assert notes == {"done"}
    assert column.note == "Fewer alerts than feared"
    assert column.bar.must == pytest.approx(column.outcome.forced_days)


def test_freezes_stand_in_the_sprints_they_touch(roadmap: Roadmap) -> None:
    found = board(roadmap.state)
    frozen = [column.number for column in found.columns if column.freezes]
    assert frozen == [41, 42]
    column = found.column(41)
    assert column is not None
    assert column.freezes == ("Freeze 21 Dec–3 Jan",)


def test_a_team_shows_its_own_capacity_and_items(roadmap: Roadmap) -> None:
    state = roadmap.state
    teams = {team.name: team.id for team in state.teams.ordered()}
    whole, edge, data = board(state), board(state, teams["Edge"]), board(state, teams["Data"])
    for everybody, one, other in zip(whole.columns, edge.columns, data.columns, strict=False):
        together = one.bar.capacity + other.bar.capacity
        assert together == pytest.approx(everybody.bar.capacity)
    items = [key for column in edge.columns for key in column.items]
    assert {state.items[key].team for key in items} == {teams["Edge"]}


def test_the_capacity_is_explained_person_by_person(roadmap: Roadmap) -> None:
    state = roadmap.state
    found = board(state)
    column = found.column(40)
    assert column is not None
    why = why_of(column, found, state)
    assert why.title == "Why 25.6 person-days?"
    assert all(len(row) == len(HEADS) for row in why.rows)
    rows = {row[0]: row for row in why.rows}
    assert rows["Sam"][2:4] == ("5", "5")
    assert rows["Tomas"][2] == "10 × 80%"
    assert rows["Jonas"][4] == "20%"
    assert rows["Priya mentors Aiko"][-1] == "−1.5"
    assert why.sum == "25.6 people = 25.6 pd"
    assert "Edge: network:" in by_pool_text(column)


def test_a_committed_sprint_is_explained_whole_and_says_what_is_left(roadmap: Roadmap) -> None:
    state = roadmap.state
    found = board(state)
    column = found.open_one
    assert column is not None
    later = column.start + timedelta(days=4)
    found = board_of(state, plan(state, PlanKey(later, 26)), later)
    column = found.open_one
    assert column is not None
    why = why_of(column, found, state)
    assert why.title == f"Why {say_number(column.bar.capacity)} person-days?"
    assert why.sum.endswith(f"= {say_days(column.bar.capacity)}")
    assert any(text.startswith("From today on ") for text in why.sentences)
    assert from_today_text(column, found).startswith("From today on: ")
    together = fsum(float(row[-1].replace("−", "-")) for row in why.rows)
    assert why.sum.startswith(f"{say_number(together)} people")


def test_a_recorded_sprint_says_what_was_recorded(roadmap: Roadmap) -> None:
    state = roadmap.state
    found = board(state)
    column = found.column(38)
    assert column is not None
    why = why_of(column, found, state)
    assert why.sentences[0].startswith("Recorded when sprint 38 was committed: Edge: build")
    assert why.rows == ()


def test_a_commitment_says_when_it_is_too_much(roadmap: Roadmap) -> None:
    state = roadmap.state
    found = board(state)
    column = found.column(40)
    assert column is not None
    offers = offers_of(found, column, state)
    assert {offer.item for offer in offers} == set(column.items)
    fits = load_text(column, fsum(offer.days for offer in offers), state)
    assert fits[0][1] == "muted"
    told = [text for text, _tone in load_text(column, 3.0, state, risk=9.25)]
    assert told[1] == (
        "6.5 pd are kept for work that arrives; in 15 of 100 sprints more than 9.2 pd."
    )
    over = load_text(column, 30.0, state)
    assert over[0] == (
        "10.9 pd more than fits: 19.1 pd are left of 25.6 pd after the reserve.",
        "bad",
    )
    assert over[-1][0].startswith("More than was done in any of the last 3 sprints")


def test_the_series_say_how_promises_were_kept(roadmap: Roadmap) -> None:
    results = sprint_series(roadmap.state)
    assert [result.number for result in results] == [36, 37, 38]
    assert "of committed work was done in the last 3 sprints" in kept_text(results)
    kept, must, carried = series_of(results)
    assert kept.end == "100%"
    assert must.values == tuple(result.forced_share for result in results)
    assert carried.values == (1.0, 0.0, 0.0)
    assert [row[0] for row in series_rows(results)] == ["38", "37", "36"]
    assert kept_text(()) == ""


def test_an_outcome_names_what_is_carried_over(roadmap: Roadmap) -> None:
    outcome = Outcome(done=(ItemDays(TLS, 2.0),), carried=(RENEW,), done_days=2.0)
    assert outcome_lines(outcome, roadmap.state) == (
        ("Done", "1 item, 2 pd"),
        ("Carried over", "“Renew root CA, re-issue leaf certificates”"),
    )


@pytest.mark.parametrize(
    ("typed", "days"), [("2.5", 2.5), (" 0 ", 0.0), ("3 pd", 3.0), ("1,5", 1.5)]
)
def test_person_days_are_read_as_people_write_them(typed: str, days: float) -> None:
    assert parse_person_days(typed) == days


@pytest.mark.parametrize("typed", ["-1", "soon", "1e9", "nan"])
def test_what_is_no_number_of_person_days_is_refused(typed: str) -> None:
    with pytest.raises(Refused):
        parse_person_days(typed)


def test_days_of_one_month_name_it_once() -> None:
    assert span_text(date(2026, 11, 16), date(2026, 11, 29), TODAY) == "16–29 Nov"
    assert span_text(date(2026, 11, 30), date(2026, 12, 13), TODAY) == "30 Nov–13 Dec"


def test_a_roadmap_without_people_has_everything_below_the_cut() -> None:
    state = harbour(people=False, closed=0).state
    found = board(state)
    assert all(not column.items for column in found.columns)
    assert len(found.below) == len(state.items)


def test_what_takes_several_sprints_is_named_in_those_it_goes_on_in(roadmap: Roadmap) -> None:
    roadmap.execute([command("edit_item", item=BUS, may_span=True)], by=MAYA, at=NOW)
    found = board(roadmap.state)
    home = found.column(found.homes[BUS])
    assert home is not None
    assert BUS in home.items
    assert "Event bus as the default integration" not in home.going_on
    later = [c for c in found.columns if "Event bus as the default integration" in c.going_on]
    planned = found.planned[BUS]
    assert [column.place for column in later] == list(range(planned.first + 1, planned.last + 1))
