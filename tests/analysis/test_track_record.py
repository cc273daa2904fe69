"""Which past P85 dates are scored, which of them held, and what is said of few."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.analysis.forecasts.track_record import (
    TOO_FEW,
    TrackRecord,
    counted_forecasts,
    coverage_text,
    track_record,
)
from roadmap.events import Event
from roadmap.events.items import ItemAdded, ItemFinished, ItemRemoved, ItemShed, ItemSplit, Piece
from roadmap.evolve import fold
from roadmap.records.forecasts import ScenarioMark
from roadmap.state import State
from roadmap.values import derived_id
from tests.analysis.forecasts import START, forecast, kept, last_day
from tests.given import begun

A, B, C = (derived_id("item", name) for name in "ABC")
_DAY = timedelta(days=1)
LATER = last_day(6)


def roadmap_with(*events: Event) -> State:
    """Return a roadmap with the items A, B and C, after `events`."""
    added = [ItemAdded(item=each, fields={"title": each}) for each in (A, B, C)]
    return fold([*added, *events], begun())


def done(item: str, day: date) -> ItemFinished:
    return ItemFinished(item=item, done_on=day)


def scored(state: State, today: date = LATER) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the items whose dates held and were missed in the only forecast."""
    [only] = track_record(state, today).forecasts
    return only.held, only.missed


def test_a_date_holds_when_the_item_is_finished_on_its_last_day() -> None:
    facts = forecast({A: 3, B: 3, C: 4})
    state = roadmap_with(
        kept(facts), done(A, last_day(3)), done(B, last_day(3) + _DAY), done(C, last_day(2))
    )
    assert scored(state) == ((A, C), (B,))
    found = track_record(state, LATER)
    assert (found.held, found.scored, found.items) == (2, 3, 3)
    assert found.share == pytest.approx(2 / 3)


def test_a_date_is_scored_only_once_it_is_past_however_early_the_item_was_finished() -> None:
    state = roadmap_with(kept(forecast({A: 3, B: 3})), done(A, last_day(1)))
    still = track_record(state, last_day(3))
    assert (still.held, still.scored, still.ahead) == (0, 0, 1)
    assert still.forecasts[0].to_come == (A, B)
    assert scored(state, last_day(3) + _DAY) == ((A,), (B,))


def test_what_was_not_in_sight_has_no_date_to_score() -> None:
    state = roadmap_with(kept(forecast({A: None}, sprints=3)))
    assert track_record(state, LATER + timedelta(days=900)).scored == 0


def test_what_was_given_up_in_time_is_not_late() -> None:
    facts = forecast({A: 3, B: 3, C: 3})
    state = roadmap_with(
        kept(facts),
        ItemShed(item=A, shed_on=last_day(3)),
        ItemShed(item=B, shed_on=last_day(3) + _DAY),
        ItemRemoved(item=C),
    )
    assert scored(state) == ((), (B,))


def test_the_pieces_of_a_split_item_have_to_be_finished_too() -> None:
    piece, other = derived_id("item", "piece"), derived_id("item", "other")
    cut = ItemSplit(
        item=A,
        fields={},
        pieces=(
            Piece(item=piece, fields={"title": "p", "split_from": A}),
            Piece(item=other, fields={"title": "o", "split_from": A}),
        ),
    )
    first = (kept(forecast({A: 3})), cut, done(A, last_day(1)))
    assert scored(roadmap_with(*first)) == ((), (A,))
    shed = ItemShed(item=other, shed_on=last_day(2))
    assert scored(roadmap_with(*first, shed, done(piece, last_day(3)))) == ((A,), ())
    # Cut before the forecast, each piece has a date of its own.
    own = (cut, kept(forecast({A: 3, piece: 5, other: 5})), done(A, last_day(1)))
    assert scored(roadmap_with(*own)) == ((A,), (piece, other))


def test_the_last_forecast_of_a_sprint_replaces_those_before_it() -> None:
    state = roadmap_with(
        kept(forecast({A: 2}), "first"),
        kept(forecast({A: 4}), "second"),
        kept(forecast({A: 5}, first=2), "third"),
        done(A, last_day(4)),
    )
    names = [each.id for each in counted_forecasts(state)]
    assert names == [derived_id("forecast", "second"), derived_id("forecast", "third")]
    found = track_record(state, LATER)
    assert (found.held, found.scored, found.items, found.counting) == (2, 2, 1, 2)


def test_a_forecast_of_a_scenario_counts_neither_for_nor_against() -> None:
    hired = forecast({A: 2}, scenario=ScenarioMark("Hire one", "0" * 64))
    state = roadmap_with(kept(hired, "hired"))
    assert track_record(state, LATER) == TrackRecord()
    with_own = roadmap_with(kept(forecast({A: 2}), "own"), kept(hired, "hired"))
    assert [each.id for each in counted_forecasts(with_own)] == [derived_id("forecast", "own")]


def test_nobody_can_foretell_the_past() -> None:
    facts = forecast({A: 2, B: 3})
    state = roadmap_with(done(A, last_day(1)), kept(facts, on=last_day(2) + _DAY))
    assert scored(state) == ((), (B,))


def test_the_record_of_then_is_what_was_known_then() -> None:
    events: list[Event] = [kept(forecast({A: 2, B: 2})), done(A, last_day(1)), done(B, last_day(5))]
    then = roadmap_with(*events[:2])
    assert scored(then, last_day(3)) == ((A,), (B,))
    assert scored(fold(events[2:], then), LATER) == ((A,), (B,))


def _many(items: int, held: int) -> State:
    names = [derived_id("item", f"many {number}") for number in range(items)]
    added = [ItemAdded(item=each, fields={"title": each}) for each in names]
    finished = [done(each, last_day(1)) for each in names[:held]]
    return fold([*added, kept(forecast(dict.fromkeys(names, 2))), *finished], begun())


def test_few_items_say_how_many_and_that_they_are_too_few() -> None:
    few = track_record(_many(TOO_FEW - 1, 10), LATER)
    assert not few.enough
    assert coverage_text(few) == (
        "10 of 19 past P85 dates held, of 19 items in 1 kept forecast: too few to say more, from "
        "20 items on it counts."
    )
    enough = track_record(_many(TOO_FEW, 17), LATER)
    assert coverage_text(enough) == (
        "17 of 20 past P85 dates held: 85%, where P85 means 85%; of 20 items in 1 kept forecast."
    )


def test_without_past_dates_that_is_what_is_said() -> None:
    assert "No forecast was kept" in coverage_text(track_record(roadmap_with(), LATER))
    fresh = roadmap_with(kept(forecast({A: 3})))
    assert coverage_text(track_record(fresh, START)) == (
        "No P85 date of a kept forecast is past yet."
    )


@given(
    dates=st.dictionaries(st.sampled_from([A, B, C]), st.integers(1, 6), min_size=1),
    finished=st.dictionaries(st.sampled_from([A, B, C]), st.integers(0, 100)),
    today=st.integers(0, 120),
)
def test_every_date_in_sight_is_scored_once_or_still_to_come(
    dates: Mapping[str, int], finished: Mapping[str, int], today: int
) -> None:
    done_on = {item: START + timedelta(days=days) for item, days in finished.items()}
    state = roadmap_with(
        kept(forecast(dates)), *(done(item, day) for item, day in sorted(done_on.items()))
    )
    day = START + timedelta(days=today)
    [only] = track_record(state, day).forecasts
    assert sorted((*only.held, *only.missed, *only.to_come)) == sorted(dates)
    for item, sprint in dates.items():
        due = last_day(sprint)
        by_then = item in done_on and done_on[item] <= due
        place = only.to_come if due >= day else only.held if by_then else only.missed
        assert item in place
