"""The overview: what is asked, breached, late and new, each with the ids of what is behind it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from roadmap.analysis.overview.overview import Asked, overview
from roadmap.analysis.planning.forecast import DateChance, ItemForecast, PlanForecast
from roadmap.events.forecasts import ForecastKept
from roadmap.records.forecasts import DateForecast, Engine, Forecast
from roadmap.records.forecasts import ItemForecast as KeptItem
from roadmap.values import derived_id
from tests.analysis.phases import FIRST, LENGTH, Told, Went, after_sprints

DAY = FIRST + LENGTH
CALM = Went(fire=1, tweak=9)
FIRE = {"forcing": "forced", "horizon": "short_term", "driver": "incident"}


def document(told: Told, day: date = DAY, **asked: Any) -> dict[str, Any]:
    forecast = asked.pop("forecast", None)
    index = asked.pop("index", told.timeline.count - 1)
    return overview(told.timeline, Asked(index, day, **asked), forecast)


def item(told: Told, title: str, **fields: Any) -> str:
    told.do(DAY, "add_item", title=title, **fields)
    return next(each.id for each in told.state.items.ordered() if each.title == title)


def must(told: Told, title: str, day: str, **fields: Any) -> str:
    said = {"forcing": "forced", "horizon": "long_term", "driver": "end_of_life", **fields}
    return item(told, title, mandatory_by=day, **said)


def test_a_new_roadmap_says_what_to_do_first() -> None:
    found = document(Told())
    assert [each["code"] for each in found["next_steps"]] == ["import", "answer"]
    assert found["phase"]["phase"] is None
    for part in ("asks", "breached", "dates", "checkups"):
        assert found[part] == []
    assert found["forced_share"]["now"] is None
    assert found["balance"]["foundation"] is None


def test_open_asks_come_in_the_order_of_their_days() -> None:
    told = after_sprints(CALM)
    for title, by in (("Second", "2025-09-01"), ("First", "2025-08-01")):
        told.do(DAY, "add_ask", title=title, wanted_from="The VP", by=by, cost="a launch slips")
    told.do(DAY, "add_ask", title="Done", wanted_from="The VP", by="2025-07-01", cost="none")
    done = next(each for each in told.state.asks.ordered() if each.title == "Done")
    told.do(DAY, "answer_ask", ask=done.id, answer="approved")
    rows = document(told)["asks"]
    assert [(each["title"], each["overdue"]) for each in rows] == [
        ("First", False),
        ("Second", False),
    ]
    late = document(told, date(2025, 8, 15))["asks"]
    assert [each["overdue"] for each in late] == [True, False]


def test_a_breach_names_its_decision_its_effect_and_what_protects_it() -> None:
    told = after_sprints(CALM)
    told.do(DAY, "add_measure", name="Uptime", principle="Reliability", level=99.9, unit="%")
    decision = told.do(
        DAY, "log_measurements", measure="Uptime", value=98.0, effect="payments stood still"
    )
    key = item(told, "Second replica", protects=["Uptime"])
    [row] = document(told)["breached"]
    assert row["decision"] == decision
    assert row["effect"] == "payments stood still"
    assert row["protected_by"] == [key]
    assert (row["principle"], row["value"], row["level"]) == ("Reliability", 98.0, 99.9)
    told.do(DAY + timedelta(days=7), "log_measurements", measure="Uptime", value=99.95)
    assert document(told, DAY + timedelta(days=7))["breached"] == []


def forecast_of(**chances: tuple[date, float]) -> PlanForecast:
    rows = {
        key: ItemForecast((50, 90, 100), DateChance(day, probability))
        for key, (day, probability) in chances.items()
    }
    days = tuple(DAY + LENGTH * n for n in range(1, 4))
    return PlanForecast(100, 1, (2, 3, 4), days, rows)


def test_dates_at_risk_come_first_and_a_promise_is_marked() -> None:
    told = after_sprints(CALM)
    safe = must(told, "Safe", "2026-01-01")
    risky = item(told, "Risky", promised_by="2025-09-01")
    unknown = must(told, "Unknown", "2025-10-01")
    forecast = forecast_of(**{safe: (date(2026, 1, 1), 0.97), risky: (date(2025, 9, 1), 0.4)})
    rows = document(told, forecast=forecast)["dates"]
    assert [(each["item"], each["probability"], each["at_risk"]) for each in rows] == [
        (risky, 0.4, True),
        (unknown, None, False),
        (safe, 0.97, False),
    ]
    assert [each["promise"] for each in rows] == [True, False, False]
    assert rows[0]["p85"] == str(DAY + 2 * LENGTH)


def test_a_day_of_the_tracker_is_watched_where_the_work_must_be_done() -> None:
    told = after_sprints(CALM)
    key = item(told, "Signing key", due="2025-09-01", **FIRE)
    item(told, "A wish", forcing="discretionary", due="2025-09-01")
    later = must(told, "Both", "2025-12-01", due="2025-08-01")
    rows = document(told)["dates"]
    assert [(each["item"], each["date"], each["basis"]) for each in rows] == [
        (key, "2025-09-01", "due"),
        (later, "2025-12-01", "mandatory"),
    ]


def test_a_date_inside_the_sprint_of_today_has_the_share_of_its_end() -> None:
    told = after_sprints(CALM)
    day = DAY + timedelta(days=3)
    key = must(told, "Signing key", day.isoformat())
    end = DAY + LENGTH
    found = PlanForecast(
        100, 1, (2, 3), (end, end + LENGTH), {key: ItemForecast((99, 100))}, as_of=DAY
    )
    [row] = document(told, forecast=found)["dates"]
    assert (row["probability"], row["until"], row["at_risk"]) == (0.99, end.isoformat(), False)
    assert found.chance_by(key, end) == DateChance(end, 0.99)
    assert found.chance_by(key, DAY - timedelta(days=1)) == DateChance(DAY - timedelta(days=1), 0.0)


def test_a_past_moment_shows_the_forecast_that_was_kept_then() -> None:
    told = after_sprints(CALM)
    key = must(told, "Postgres", "2025-11-13")
    facts = Forecast(
        as_of=DAY,
        seed=1,
        trials=1000,
        engine=Engine("0", "0", "x"),
        scenario=None,
        first_sprint=2,
        ends=(DAY + LENGTH,),
        items=(KeptItem(key, 2, 2, 0.0),),
        dates=(DateForecast(key, date(2025, 11, 13), 0.62),),
        forced_share=(),
        sized_by_people=1,
        closed_sprints=1,
    )
    kept = derived_id("kept")
    told.events("keep", DAY, [ForecastKept(forecast=kept, kept_on=DAY, facts=facts)])
    today = forecast_of(**{key: (date(2025, 11, 13), 0.99)})
    [row] = document(told, forecast=today, is_past=True)["dates"]
    assert (row["probability"], row["source"], row["at_risk"]) == (0.62, kept, True)
    assert (row["forecast_on"], row["forecast_for"]) == (str(DAY), None)
    told.do(DAY, "edit_item", item=key, mandatory_by="2025-12-01")
    [moved] = document(told, is_past=True)["dates"]
    assert (moved["probability"], moved["forecast_for"]) == (None, "2025-11-13")
    told.do(DAY, "edit_item", item=key, mandatory_by="2025-11-13")
    [row] = document(told, forecast=today)["dates"]
    assert row["forecast_on"] is None
    assert (row["probability"], row["source"]) == (0.99, "forecast")


def test_a_promise_that_moved_since_has_no_probability() -> None:
    told = after_sprints(CALM)
    key = must(told, "Postgres", "2025-11-13")
    told.do(DAY, "edit_item", item=key, promised_by="2025-10-01")
    [row] = document(told, is_past=True)["dates"]
    assert (row["date"], row["promise"], row["probability"]) == ("2025-10-01", True, None)


def test_changes_are_those_since_the_chosen_day_the_weightiest_of_many() -> None:
    told = after_sprints(CALM)
    first = must(told, "Grow the disk", "2025-12-01")
    shed = told.do(DAY + timedelta(days=3), "shed_item", item=first)
    for number in range(20):
        item(told, f"Small {number}")
    changes = document(told, DAY + timedelta(days=5), since=DAY + timedelta(days=1))["changes"]
    assert changes["since"] == str(DAY + timedelta(days=1))
    every = document(told, DAY + timedelta(days=5), since=DAY)["changes"]
    assert every["decisions"] > len(every["shown"]) == 12
    assert shed in [each["decision"] for each in every["shown"]]
    assert "Grow the disk" in next(e["text"] for e in every["shown"] if e["decision"] == shed)
    assert [each["phase"] for each in every["phases"]] == ["investment"]
    whole = document(told)["phase"]["changes"]
    assert [(each["phase"], each["day"]) for each in whole] == [("investment", str(DAY))]


def test_the_balance_alerts_where_innovation_is_above_its_part_over_a_breach() -> None:
    told = after_sprints(CALM)
    for title, kind in (("New portal", "innovation"), ("New search", "innovation")):
        key = item(
            told, title, forcing="discretionary", horizon="short_term", kind=kind, estimate=5
        )
        told.do(DAY, "finish_item", item=key)
    assert document(told)["balance"]["foundation"] == 0.0
    assert document(told)["balance"]["in_band"] is False
    assert document(told)["balance"]["alert"] is None
    told.level(DAY, "Latency", [(DAY, 98.0)])
    assert document(told)["balance"]["alert"] == (
        "Innovation takes 100% of what is chosen, more than 75%, while Latency is breached."
    )


def test_next_checkups_come_soonest_first() -> None:
    told = after_sprints(CALM)
    told.do(DAY, "add_component", name="Database")
    for name, days in (("Restore", 60), ("Failover", 7)):
        told.do(DAY, "add_checkup", name=name, component="Database", every_days=days)
    rows = document(told)["checkups"]
    assert [(each["name"], each["due"]) for each in rows] == [
        ("Failover", "soon"),
        ("Restore", "later"),
    ]


def test_a_team_sees_its_own_dates() -> None:
    told = after_sprints(CALM)
    told.do(DAY, "add_team", name="Edge")
    [team] = told.state.teams.ordered()
    own = must(told, "Own", "2026-01-01", team="Edge")
    must(told, "Other", "2026-01-01")
    assert [each["item"] for each in document(told, team=team.id)["dates"]] == [own]


@pytest.mark.parametrize("index", [-1, 0])
def test_the_beginning_has_an_overview_too(index: int) -> None:
    found = document(after_sprints(CALM), index=index)
    assert found["phase"]["phase"] is None
    assert found["changes"]["decisions"] >= 0
