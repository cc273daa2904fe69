"""What the overview says of dates: of which day a kept chance is, and for which date it was."""

from __future__ import annotations

from datetime import date

from gui.models.overview.dates import date_section
from gui.models.overview.facts import Facts
from roadmap.events.forecasts import ForecastKept
from roadmap.records.forecasts import DateForecast, Engine, Forecast, ItemForecast
from roadmap.values import derived_id
from tests.analysis.phases import FIRST, LENGTH, Told, Went, after_sprints

DAY = FIRST + LENGTH
POSTGRES = {"forcing": "forced", "horizon": "long_term", "driver": "end_of_life"}


def told() -> tuple[Told, str]:
    """One date, and a forecast of it that was kept on 16 June."""
    made = after_sprints(Went(fire=1, tweak=9))
    made.do(DAY, "add_item", title="Postgres", mandatory_by="2025-11-13", **POSTGRES)
    key = next(each.id for each in made.state.items.ordered() if each.title == "Postgres")
    facts = Forecast(
        as_of=DAY,
        seed=1,
        trials=1000,
        engine=Engine("0", "0", "x"),
        scenario=None,
        first_sprint=2,
        ends=(DAY + LENGTH,),
        items=(ItemForecast(key, 2, 2, 0.0),),
        dates=(DateForecast(key, date(2025, 11, 13), 0.62),),
        forced_share=(),
        sized_by_people=1,
        closed_sprints=1,
    )
    kept = ForecastKept(forecast=derived_id("kept"), kept_on=DAY, facts=facts)
    made.events("keep", DAY, [kept])
    return made, key


def facts_of(made: Told, *, at_now: bool = False) -> Facts:
    return Facts({}, made.state, date(2025, 7, 1), at_now, lambda _decision: None)


def test_a_chance_that_was_kept_says_of_which_day_it_is() -> None:
    made, _ = told()
    section = date_section(facts_of(made))
    assert section.foot == "Forecast of 16 Jun"
    [row] = section.rows
    assert row.tail == "62%"
    assert row.spoken.endswith("of the futures, forecast of Mon 16 Jun 2025")


def test_a_kept_chance_for_another_date_is_told_as_such() -> None:
    made, key = told()
    made.do(DAY, "edit_item", item=key, mandatory_by="2025-12-01")
    [row] = date_section(facts_of(made)).rows
    assert row.tail == "\u2013"
    assert row.spoken.endswith(
        "the forecast of Mon 16 Jun 2025 was for another date, Thu 13 Nov 2025"
    )


def test_a_capability_that_runs_out_stands_among_the_dates_at_risk() -> None:
    made, _ = told()
    out = {
        "capability": "C" * 10,
        "name": "Queries",
        "sprint": 4,
        "day": "2025-07-27",
        "text": "Queries is 2 short at the end of sprint 4 as its load grows",
        "advice": "Extend its capacity first.",
    }
    section = date_section(facts_of(made, at_now=True), (out,))
    assert [each.title for each in section.rows] == ["Postgres", "Queries runs out"]
    assert section.rows[1].link == f"page:principles#{'C' * 10}"
    assert section.tag == ("2 at risk", "bad")
