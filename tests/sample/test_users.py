"""Do asks, goals, capabilities and users of the sample tell the story with computed figures?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from roadmap.analysis.expectations.goals import goal_standings
from roadmap.analysis.expectations.outcomes import outcome_standings, support_shares
from roadmap.analysis.expectations.signals import Loop, signal_standings, summary
from roadmap.analysis.leverage.kept import promises
from roadmap.analysis.overview.overview import Asked, dates_at_risk
from roadmap.analysis.planning.flags import flags_of
from roadmap.analysis.planning.plan import PlanKey, plan
from roadmap.analysis.simulation.kept import forecast_today
from roadmap.records.expectations import Answer, Ask
from roadmap.report.html.source import figures_of
from roadmap.sample.script import ask_id, item_id
from roadmap.service import Roadmap
from roadmap.state import State
from roadmap.values import derived_id
from tests import sampled

REVIEW = date(2026, 11, 20)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Roadmap]:
    path: Path = tmp_path_factory.mktemp("users") / "sample.roadmap"
    sampled.write(path)
    roadmap = Roadmap.open(path)
    yield roadmap
    roadmap.close()


def after_beat(sample: Roadmap, when: str) -> State:
    return sample.moment(derived_id("harbour", "decision", when)).state


def late(state: State, handle: str, day: date) -> float:
    """The share of futures in which an item misses its date."""
    found = forecast_today(state, day, 1_000, 1, 26).dates
    odds = next(each.probability for each in found if each.item == item_id(handle))
    assert odds is not None
    return 1 - odds


def headroom_flags(state: State, day: date) -> list[tuple[str | None, int | None]]:
    found = plan(state, PlanKey(day, 26))
    flags = flags_of(state, found, day)
    return [(each.item, each.sprint) for each in flags if each.code == "headroom"]


# -- asks and reviews -----------------------------------------------------------------------------


def test_beats_5_and_6_the_hire_is_asked_for_and_approved_by_an_unverified_reply(
    sample: Roadmap,
) -> None:
    asked = sample.moment("2025-07-28").state.asks[ask_id("hire")]
    assert (asked.is_open, asked.by, asked.wanted_from) == (
        True,
        date(2025, 8, 15),
        "Helen Brandt",
    )
    [told] = [
        each
        for each in sample.history(since="2025-08-12", until="2025-08-12")
        if any(event.kind == "ask_answered" for event in each.events)
    ]
    assert (told.by.name, told.why) == ("Helen Brandt", "Reply of 2025-08-12")
    answered = sample.moment("2025-08-12").state.asks[ask_id("hire")]
    assert (answered.answer, answered.answered_by) == (Answer.APPROVED, "Helen Brandt")
    assert answered.unverified


def test_beat_15_two_asks_are_open_with_what_the_page_says_of_their_dates(sample: Roadmap) -> None:
    still = [each for each in sample.state.asks.ordered() if each.is_open]
    assert {each.by for each in still} == {date(2026, 12, 4), date(2026, 12, 11)}
    forecast = figures_of(sample.state, REVIEW).forecast
    assert forecast is not None
    odds = {
        row["item"]: row["probability"]
        for row in dates_at_risk(sample.state, Asked(0, REVIEW), forecast)
    }
    for each in still:
        assert each.cost
        assert each.probability == pytest.approx(1 - odds[each.items[0]], abs=0.005)
        assert 0.1 < (each.probability or 0.0) < 0.9


def test_answers_were_given_and_one_of_them_was_no(sample: Roadmap) -> None:
    asks: list[Ask] = [each for each in sample.state.asks.ordered() if not each.is_open]
    assert [each.answer for each in asks].count(Answer.REJECTED) == 1
    assert all(each.answered_by == "Helen Brandt" for each in asks)
    assert all(each.answered_on and each.by and each.answered_on <= each.by for each in asks)


def test_each_quarter_has_a_review_that_was_signed_off_and_the_next_is_prepared(
    sample: Roadmap,
) -> None:
    reviews = sorted(sample.state.reviews.ordered(), key=lambda each: each.held_on or date.min)
    assert [each.signed_off_on for each in reviews[:-1]] == [each.held_on for each in reviews[:-1]]
    assert reviews[-1].signed_off_on is None
    for before, review in pairwise(reviews):
        assert before.held_on is not None
        assert review.held_on is not None
        assert review.since == before.held_on
        assert timedelta(days=80) < review.held_on - before.held_on < timedelta(days=110)


# -- capabilities and goals -----------------------------------------------------------------------


def test_beat_13_the_launch_takes_ingest_below_zero_until_its_storage_is_planned(
    sample: Roadmap,
) -> None:
    day = date(2026, 4, 20)
    flagged = headroom_flags(after_beat(sample, "2026-04-20 09:40"), day)
    assert flagged == [(item_id("ai-search"), 27)]
    assert headroom_flags(after_beat(sample, "2026-04-20 10:15"), day) == []
    assert headroom_flags(sample.state, REVIEW) == []


def test_beat_13_a_sprint_later_and_in_pairs_the_launch_is_less_likely_late(
    sample: Roadmap,
) -> None:
    asked = after_beat(sample, "2026-04-20 10:15")
    ask = sample.state.asks[ask_id("second-tier")]
    assert ask.probability == pytest.approx(late(asked, "ai-search", date(2026, 4, 20)), abs=0.01)
    funded = after_beat(sample, "2026-04-20 16:05")
    moved = after_beat(sample, "2026-04-21 09:20")
    before = late(funded, "ai-search", date(2026, 4, 20))
    after = late(moved, "ai-search", date(2026, 4, 21))
    assert before > 0.9
    assert after < 0.5  # "likelier held than not"


def test_at_most_three_goals_are_open_at_once_and_each_keeps_a_level_that_holds(
    sample: Roadmap,
) -> None:
    rows = goal_standings(sample.state, REVIEW)
    still = [each for each in rows if each.goal.is_open]
    assert len(still) == 3
    assert all(each.keeps_level for each in still)
    assert not [warning for each in still for warning in each.warnings]
    [done] = [each for each in rows if not each.goal.is_open]
    assert (done.goal.met, done.is_met, done.by_trend, done.no_trend) == (
        True,
        True,
        None,
        "closed",
    )


# -- users ----------------------------------------------------------------------------------------


def test_beat_11_nine_of_fourteen_teams_wait_and_one_item_answers_them(sample: Roadmap) -> None:
    then = sample.moment("2026-02-09").state
    signals = then.signals.ordered()
    assert len({each.consumer for each in signals}) == 14
    waiting = [each for each in signals if each.item == item_id("environments")]
    assert len({each.consumer for each in waiting}) == 9
    assert {each.segment for each in signals} == {"developers", "end users", "operators"}


def test_beat_14_the_loop_is_closed_with_the_nine_teams_on_17_august(sample: Roadmap) -> None:
    rows = [
        each
        for each in signal_standings(sample.state)
        if each.signal.item == item_id("environments")
    ]
    assert {each.loop for each in rows} == {Loop.CLOSED}
    assert {each.signal.told_on for each in rows} == {date(2026, 8, 17)}
    counts = summary(signal_standings(sample.state)).counts
    assert counts[Loop.HEARD] >= 3
    assert counts[Loop.SHIPPED] >= 2


def test_beat_14_adoption_is_12_of_14_teams_and_tickets_are_halved_as_logged(
    sample: Roadmap,
) -> None:
    then = sample.moment("2026-08-17").state
    latest = {
        each.outcome.name: each.latest.value
        for each in outcome_standings(then, date(2026, 8, 17))
        if each.latest is not None
    }
    assert latest["Teams that make environments themselves"] == round(100 * 12 / 14) == 86
    tickets = next(each for each in then.outcomes.ordered() if each.name.startswith("Tickets"))
    logged = {each.start: each.requests for each in support_shares(then, date(2026, 8, 17), 40)}
    for reading in tickets.readings:
        closed = max(start for start in logged if start + timedelta(days=14) <= reading.day)
        assert reading.value == logged[closed]
    values = [each.value or 0.0 for each in tickets.readings]
    assert values[-1] == values[0] / 2 > 0


def test_self_service_removed_more_than_half_of_the_requests(sample: Roadmap) -> None:
    found = next(each for each in promises(sample.state) if each.item == item_id("environments"))
    assert found.before.requests > 2 * found.after.requests > 0


def test_an_outcome_of_a_shipped_item_wants_to_be_read_again(sample: Roadmap) -> None:
    due = [each.outcome.name for each in outcome_standings(sample.state, REVIEW) if each.is_due]
    assert due == ["Databases made without a ticket"]


# -- playback -------------------------------------------------------------------------------------


def test_the_bookmarks_are_the_two_minutes_in_order_of_time_each_with_a_caption(
    sample: Roadmap,
) -> None:
    marks = sample.state.bookmarks.ordered()
    at = sorted(sample.moment(each.decision).index for each in marks)
    days = [sample.today(sample.timeline.tell(index).at) for index in at]
    assert [day.isoformat() for day in days] == [
        *("2025-06-02", "2025-07-03", "2025-07-28", "2025-08-12", "2025-10-06", "2025-10-20"),
        *("2026-02-23", "2026-04-20", "2026-06-01", "2026-08-17"),
        # since the last review
        *("2026-09-07", "2026-09-07", "2026-11-03", "2026-11-05", "2026-11-17", "2026-11-18"),
        "2026-11-20",
    ]
    assert all(len(each.caption) > 20 for each in marks)
