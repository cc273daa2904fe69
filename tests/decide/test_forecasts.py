"""Keeping a forecast: decided with its facts, folded in order, on the record for good."""

from __future__ import annotations

from datetime import date

import pytest

from roadmap.analysis.history.undoable import is_undoable
from roadmap.commands.forecasts import KeepForecast
from roadmap.decide import decide
from roadmap.errors import NotUndoable, Refused
from roadmap.events import KINDS, Event
from roadmap.events.forecasts import ForecastKept
from roadmap.events.items import ItemRemoved
from roadmap.evolve import evolve, fold
from roadmap.inverse import inverse, why_it_stays
from roadmap.records.forecasts import KeptForecast
from roadmap.state import EMPTY
from roadmap.ties import references
from roadmap.timeline import Timeline
from roadmap.undo import StackKeeper, Stacks, Standing
from roadmap.values import derived_id
from tests.analysis.forecasts import forecast, kept
from tests.given import NOW, TODAY, after, begun, command, item_id, records_of, refusal, with_items

A = item_id("Patch TLS")
FACTS = forecast({A: 4})
KEY = derived_id("forecast", "kept")


def test_a_forecast_is_kept_on_the_day_of_the_decision() -> None:
    state = with_items("Patch TLS")
    [event] = decide(state, [KeepForecast(forecast=KEY, facts=FACTS)], NOW)
    assert event == ForecastKept(forecast=KEY, kept_on=TODAY, facts=FACTS)
    assert evolve(state, event).forecasts[KEY] == KeptForecast(KEY, TODAY, FACTS, 1)


def test_forecasts_are_counted_in_the_order_they_were_kept() -> None:
    names = ("z", "a", "m")
    state = fold([kept(FACTS, name) for name in names], begun())
    assert [state.forecasts[derived_id("forecast", name)].place for name in names] == [1, 2, 3]


def test_without_facts_the_rule_says_who_computes_them() -> None:
    assert "keep it through the roadmap" in refusal(begun(), command("keep_forecast"))


def test_the_same_id_is_not_taken_twice() -> None:
    state = after(begun(), KeepForecast(forecast=KEY, facts=FACTS))
    assert "There is a forecast with the id" in refusal(
        state, KeepForecast(forecast=KEY, facts=FACTS)
    )


def test_before_the_roadmap_began_nothing_is_kept() -> None:
    with pytest.raises(Refused, match="has not begun"):
        decide(EMPTY, [KeepForecast(facts=FACTS)], NOW)


@pytest.mark.parametrize("given", [{"trials": 0}, {"horizon": 521}, {"seed": 2**60}])
def test_what_cannot_be_simulated_is_refused(given: dict[str, int]) -> None:
    with pytest.raises(Refused, match="keep_forecast"):
        command("keep_forecast", **given)


def test_it_stays_on_the_record_with_a_reason() -> None:
    event = kept(FACTS)
    assert not is_undoable([event])
    with pytest.raises(NotUndoable, match="to be scored: keep another one"):
        inverse(begun(), event)


def test_undo_reaches_the_decision_before_only_by_its_name() -> None:
    state = with_items("Patch TLS")
    first = decide(state, [command("edit_item", item=A, title="Patch")], NOW)
    decisions: list[tuple[Event, ...]] = [first, (kept(FACTS),)]
    records = records_of(decisions)
    timeline = Timeline(lambda a, b: records[a:b], len(records))
    keeper = StackKeeper()
    told = list(timeline.history())
    for each in told:
        keeper.feed(each)
    standing = Standing(told[1].id, why_it_stays(told[1].events[0]) or "")
    assert keeper.stacks == Stacks((told[0].id,), (), standing)


def test_what_was_forecast_ties_no_item_to_the_roadmap() -> None:
    state = after(with_items("Patch TLS"), KeepForecast(forecast=KEY, facts=FACTS))
    assert list(references(state.forecasts[KEY])) == []
    gone = evolve(state, ItemRemoved(item=A))
    assert A not in gone.items
    assert gone.forecasts == state.forecasts


def test_a_sprint_is_a_date_and_out_of_sight_is_none() -> None:
    assert FACTS.last_day(1) == date(2026, 1, 18)
    assert FACTS.last_day(12) == date(2026, 6, 21)
    assert [FACTS.last_day(number) for number in (None, 0, 13)] == [None, None, None]


def test_the_kind_is_in_the_closed_list() -> None:
    assert KINDS["forecast_kept"] is ForecastKept
