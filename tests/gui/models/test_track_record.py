"""Is the forecast of then said for the item of then?"""

from __future__ import annotations

from datetime import date, timedelta

from gui.models.properties.property import Property
from gui.models.track_record import forecast_row
from roadmap.events import Event
from roadmap.events.items import ItemAdded, ItemFinished
from roadmap.evolve import fold
from roadmap.records.forecasts import DateForecast, ScenarioMark
from roadmap.state import State
from roadmap.values import derived_id
from tests.analysis.forecasts import forecast, kept, last_day
from tests.given import begun

A = derived_id("item", "A")
DUE = DateForecast(A, date(2026, 3, 1), 0.62)


def state_with(*events: Event) -> State:
    return fold([ItemAdded(item=A, fields={"title": "Patch"}), *events], begun())


def said(row: Property | None) -> str:
    assert row is not None
    return "".join(run.text for run in row.runs)


def test_the_past_shows_what_was_forecast_then() -> None:
    state = state_with(kept(forecast({A: 4}, dates=[DUE]), "old"), kept(forecast({A: 3}), "new"))
    first = state_with(kept(forecast({A: 4}, dates=[DUE]), "old"))
    assert said(forecast_row(state_with().items[A], first, at_now=False)) == (
        "P50 Sun 15 Feb 2026\nP85 Sun 1 Mar 2026\n62% for Sun 1 Mar 2026\nkept on Mon 5 Jan 2026"
    )
    assert "P85 Sun 15 Feb 2026" in said(forecast_row(state.items[A], state, at_now=False))


def test_an_open_item_has_its_forecast_of_today_instead() -> None:
    state = state_with(kept(forecast({A: 4})))
    assert forecast_row(state.items[A], state, at_now=True) is None
    assert forecast_row(state_with().items[A], state_with(), at_now=False) is None


def test_a_scenario_is_not_what_was_forecast() -> None:
    state = state_with(kept(forecast({A: 4}, scenario=ScenarioMark("Hire one", "0" * 64))))
    assert forecast_row(state.items[A], state, at_now=False) is None


def test_a_finished_item_says_how_the_last_forecast_before_it_came_out() -> None:
    for days, words in (
        (-30, "4 weeks before P85"),
        (0, "done on the P85 date"),
        (1, "1 day after"),
    ):
        done = ItemFinished(item=A, done_on=last_day(3) + timedelta(days=days))
        state = state_with(kept(forecast({A: 3})), done)
        row = forecast_row(state.items[A], state, at_now=True)
        assert f"\n{words}" in said(row)
        assert row is not None
        assert row.runs[1].tone == ("bad" if days > 0 else "muted")


def test_what_was_not_in_sight_is_said_so() -> None:
    state = state_with(kept(forecast({A: None}, sprints=3)))
    assert "\nP85 not in sight\n" in said(forecast_row(state.items[A], state, at_now=False))
