"""What to look at in a plan: each flag names its thing, its number and the way out."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from roadmap.analysis.planning.balance import balance_of, foundation_by_sprint
from roadmap.analysis.planning.chain import critical_chain
from roadmap.analysis.planning.flag import Flag, Level
from roadmap.analysis.planning.flags import flags_of
from roadmap.analysis.planning.forecast import DateChance, ItemForecast, PlanForecast
from roadmap.analysis.planning.plan import PlanKey, plan
from roadmap.analysis.planning.unlikely import unlikely, with_unlikely
from roadmap.events.roadmap import RoadmapEdited
from roadmap.events.sprints import SprintCommitted
from roadmap.evolve import fold
from roadmap.records.planning import Planning
from roadmap.records.sprints import ItemDays
from roadmap.state import State
from tests.analysis.test_plan import FORCED, MONDAY, add, planned, ready
from tests.given import after, command, item_id

KIND: dict[str, Any] = {"forcing": "discretionary", "horizon": "short_term"}
INNOVATION = {**KIND, "kind": "innovation", "prerequisites_none": True}
FOUNDATION = {**KIND, "kind": "foundation"}


def flags(state: State, today: date = MONDAY) -> list[Flag]:
    return flags_of(state, plan(state, PlanKey(today, 6)), today)


def told(state: State, today: date = MONDAY) -> dict[str, Flag]:
    return {flag.code: flag for flag in flags(state, today)}


def committed(state: State, *titles: str) -> State:
    """Sprint 1 with these items, as it was committed."""
    event = SprintCommitted(
        sprint=item_id("sprint"),
        number=1,
        start=MONDAY,
        end=MONDAY + timedelta(days=14),
        capacity=(),
        reserve=(),
        items=tuple(ItemDays(item_id(title), 1.0) for title in titles),
    )
    return fold([event], state)


def test_every_flag_says_what_to_do_and_the_urgent_ones_come_first() -> None:
    dated = {**FORCED, "horizon": "long_term", "mandatory_by": "2026-01-18"}
    state = after(
        ready(),
        add("a", 9, **dated),
        add("b", 9, **dated),
        add("c", 30),
        command("add_item", item=item_id("d"), title="d"),
    )
    found = flags(state)
    levels = [flag.level for flag in found]
    assert levels == sorted(levels)
    assert all(flag.advice for flag in found)
    assert [flag.code for flag in found][:1] == ["late"]
    late = found[0]
    assert late.level is Level.ACT
    assert late.text == "“b” must be done by 18 January; the plan finishes it in sprint 2."
    assert told(state)["split"].text == (
        "“c” needs 30 pd at a time, and no sprint has more than 10 pd for it."
    )
    assert {"split", "unestimated", "kind_unsaid"} <= {flag.code for flag in found}


def test_a_date_that_is_past_is_told_as_such() -> None:
    dated = {**FORCED, "horizon": "long_term", "mandatory_by": "2026-01-06"}
    state = after(ready(), add("a", 1, **dated))
    flag = told(state, date(2026, 1, 8))["past_date"]
    assert flag.text == "“a” must be done by 6 January; the plan finishes it in sprint 1."


def test_a_promise_that_the_plan_breaks_is_watched_not_urgent() -> None:
    dated = {**FORCED, "horizon": "long_term", "mandatory_by": "2026-01-18"}
    state = after(ready(), add("a", 9, **dated), add("b", 9, **KIND, promised_by="2026-01-20"))
    flag = told(state)["promise"]
    assert flag.level is Level.WATCH
    assert flag.text == "“b” was promised by 20 January; the plan finishes it in sprint 2."


def test_what_is_committed_and_does_not_fit_is_told_with_its_sprint() -> None:
    found = told(committed(after(ready(), add("a", 9), add("b", 9)), "a", "b"))
    over = found["overcommitted"]
    assert over.text == (
        "Sprint 1 is overcommitted: 18.0 person-days where 10.0 are left after the reserve."
    )
    assert over.sprint == 1
    assert set(over.items) == {item_id("a"), item_id("b")}
    assert found["unfit"].text == "“b” is committed to sprint 1; the plan finishes it in sprint 2."


def test_an_innovation_committed_before_what_it_needs_is_the_cart_before_the_horse() -> None:
    needs = {**INNOVATION, "prerequisites_none": False, "prerequisites": [item_id("a")]}
    state = after(ready(), add("a", 9), add("b", 2, **needs))
    assert "cart_before_horse" not in told(state)
    late = {"not_before": "2026-02-02"}
    state = after(ready(), add("a", 9, **late), add("b", 2, **needs))
    state = committed(state, "b")
    flag = told(state)["cart_before_horse"]
    assert flag.text == "“b” is committed to sprint 1 before “a” is done."
    assert flag.items == (item_id("b"), item_id("a"))
    begun = after(state, command("start_item", item=item_id("b")))
    assert "is under way before “a” is done" in told(begun)["cart_before_horse"].text


def test_an_innovation_that_was_not_asked_for_prerequisites_is_named_once_said_not() -> None:
    state = after(ready(), add("a", 2, **{**INNOVATION, "prerequisites_none": False}))
    assert told(state)["prerequisites_unsaid"].item == item_id("a")
    assert "prerequisites_unsaid" not in told(after(ready(), add("a", 2, **INNOVATION)))


def test_foundation_outside_its_band_is_told_with_both_numbers() -> None:
    state = after(ready(), add("a", 1, **FOUNDATION), add("b", 9, **INNOVATION))
    low = told(state)["foundation_low"]
    assert low.text == "Foundation is 10% of the choices planned, less than the 25% to 40% agreed."
    assert low.items == (item_id("b"),)
    much = after(ready(), add("a", 9, **FOUNDATION), add("b", 1, **INNOVATION))
    assert "more than the 25% to 40%" in told(much)["foundation_high"].text
    right = after(ready(), add("a", 3, **FOUNDATION), add("b", 7, **INNOVATION))
    assert not {"foundation_low", "foundation_high", "kind_unsaid"} & set(told(right))


def test_innovation_above_its_share_while_a_level_is_broken_is_to_be_acted_on() -> None:
    state = after(
        ready(),
        add("a", 1, **FOUNDATION),
        add("b", 9, **INNOVATION),
        command("add_measure", name="Uptime", principle="Reliability", level=99.9),
        command("log_measurements", measure="Uptime", value=99.1, day="2026-01-02"),
    )
    flag = told(state)["foundation_low"]
    assert flag.level is Level.ACT
    assert flag.text.endswith("agreed, while levels of Reliability are broken.")


def test_balance_is_told_per_sprint_and_for_the_items_that_pass() -> None:
    state = after(ready(), add("a", 9, **FOUNDATION), add("b", 9, **INNOVATION), add("c", 1))
    found = plan(state, PlanKey(MONDAY, 6))
    assert foundation_by_sprint(state, found) == [1.0, 0.0, None, None, None, None]
    assert balance_of(state, found).foundation == 0.5
    only = balance_of(state, found, lambda item: item.id == item_id("a"))
    assert only.foundation == 1.0


def test_dig_out_share_is_told_until_enough_lowers_later_work() -> None:
    state = after(ready(), add("a", 9, **FOUNDATION), add("b", 9, **INNOVATION))
    assert told(state)["dig_out_low"].level is Level.NOTE
    saving = after(state, command("edit_item", item=item_id("a"), leverage_category="automation"))
    assert "dig_out_low" not in told(saving)


def test_orders_are_told_when_late_and_when_soon() -> None:
    def with_lead(days: int) -> State:
        purchase = {"amount": 100, "currency": "EUR", "lead_time_days": days}
        return after(ready(), add("a", 2, purchase=purchase, not_before="2026-02-02"))

    assert told(with_lead(60))["order_late"].level is Level.ACT
    assert "has to be ordered by 19 January" in told(with_lead(14))["order_soon"].text
    assert not {"order_late", "order_soon"} & set(told(with_lead(14), date(2025, 12, 1)))


def test_dated_work_planned_after_its_latest_start_is_tight() -> None:
    # Until 1 February there are 20 working days; from 22 January on seven of them.
    dated = {**FORCED, "horizon": "long_term", "mandatory_by": "2026-02-01"}
    assert "tight" not in told(after(ready(), add("a", 9, **dated)))
    state = after(ready(), add("a", 9, **dated, not_before="2026-01-22"))
    flag = told(state)["tight"]
    assert flag.text == (
        "“a” has to begin by 20 January to be done in time in 85 of 100 cases, and is planned in "
        "sprint 2."
    )


def test_work_that_took_all_that_was_estimated_is_told_until_somebody_says_what_is_left() -> None:
    begun = [
        command("start_item", item=item_id("a")),
        command("log_progress", item=item_id("a"), actual_days=6),
    ]
    state = after(ready(), add("a", 5), *begun)
    flag = told(state)["overrun"]
    assert (flag.item, flag.level) == (item_id("a"), Level.WATCH)
    assert flag.text == "“a” took 6 pd: all that was estimated for it."
    said = after(state, command("log_progress", item=item_id("a"), remaining_days=2))
    assert "overrun" not in told(said)
    doubted = add("b", 5, estimate={"low": 2, "likely": 5, "high": 9})
    begun_b = [
        command("start_item", item=item_id("b")),
        command("log_progress", item=item_id("b"), actual_days=30),
    ]
    assert "overrun" not in told(after(ready(), doubted, *begun_b))


def test_more_in_progress_than_the_limit_is_told() -> None:
    state = after(ready(), add("a", 2), add("b", 2))
    state = after(state, *(command("start_item", item=item_id(each)) for each in "ab"))
    limited = RoadmapEdited(fields={"planning": Planning(in_progress_limit=1)})
    state = fold([limited], state)
    flag = told(state)["in_progress_limit"]
    assert flag.text == "2 items in progress, the limit is 1."
    assert set(flag.items) == {item_id("a"), item_id("b")}


def test_a_filter_leaves_only_what_is_about_its_items() -> None:
    state = after(ready(), add("a", 30), add("b", 30))
    found = plan(state, PlanKey(MONDAY, 6))
    only = flags_of(state, found, MONDAY, lambda item: item.id == item_id("a"))
    assert [(flag.code, flag.item) for flag in only] == [("split", item_id("a"))]


def test_an_empty_roadmap_has_nothing_to_look_at() -> None:
    assert flags(ready()) == []


def test_the_chain_is_the_most_work_in_a_row() -> None:
    state = after(
        ready(),
        add("a", 4),
        add("b", 3, prerequisites=[item_id("a")]),
        add("c", 5),
    )
    assert critical_chain(planned(state)) == [item_id("a"), item_id("b")]


def test_a_date_that_the_plan_keeps_and_the_futures_do_not_is_flagged_the_worst_first() -> None:
    dated = {**FORCED, "horizon": "long_term", "mandatory_by": "2026-02-01"}
    choice = {"forcing": "discretionary", "promised_by": "2026-02-01"}
    state = after(
        ready(),
        add("a", 2, **dated),
        add("b", 2, **dated),
        add("c", 2, **dated),
        add("d", 2, **choice),
    )
    found = plan(state, PlanKey(MONDAY, 6))

    def forecast(**chances: float) -> PlanForecast:
        day = date(2026, 2, 1)
        items = {
            item_id(title): ItemForecast((0, 1), DateChance(day, chance))
            for title, chance in chances.items()
        }
        return PlanForecast(1, 1, (1, 2), (day, day), items)

    flags = unlikely(state, found, forecast(a=0.84, b=0.3, c=0.85, d=0.1), MONDAY)
    assert [(flag.item, flag.level) for flag in flags] == [
        (item_id("b"), Level.ACT),
        (item_id("a"), Level.WATCH),
    ]
    assert flags[0].text == "“b” is done by 1 February in 30% of the futures."
    only = unlikely(state, found, forecast(a=0.5), MONDAY, lambda item: item.id == item_id("b"))
    assert only == []
    everything = with_unlikely(flags_of(state, found, MONDAY), flags)
    assert everything[0].code == "unlikely"
