"""Do headroom, goals, signals, outcomes and segments follow from the state as one would say?"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from roadmap.analysis.expectations.capabilities import outlooks, shortages
from roadmap.analysis.expectations.goals import goal_standing
from roadmap.analysis.expectations.goals_forecast import goals_forecast
from roadmap.analysis.expectations.one_offs import OneOffs, standard_item
from roadmap.analysis.expectations.outcomes import (
    only_technical,
    outcome_standings,
    removed_requests,
    support_shares,
    work_by_segment,
)
from roadmap.analysis.expectations.signals import Loop, signal_standings, summary
from roadmap.analysis.levels.line import Line
from roadmap.analysis.planning.flag import Level
from roadmap.analysis.planning.flags import flags_of
from roadmap.analysis.planning.plan import PlanKey, plan
from roadmap.state import State
from tests.given import TODAY, after, begun, command, item_id

LAUNCH, RACKS = item_id("AI search launch"), item_id("Buy racks")


def ingest(**launch: object) -> State:
    """A team of one, an innovation that adds 35 to a load of 80, and racks that bring 50."""
    state = begun(sprint_start=TODAY)
    return after(
        state,
        command("add_person", name="Ada", availability=1.0),
        command("add_item", item=RACKS, title="Buy racks", estimate=5, not_before="2026-03-02"),
        command(
            "add_item",
            item=LAUNCH,
            title="AI search launch",
            estimate=5,
            kind="innovation",
            added_load=[{"capability": "ingest", "amount": 35}],
            **launch,
        ),
        command(
            "add_capability",
            name="Ingest",
            unit="TB/day",
            capacity=100,
            load=80,
            extensions=[{"item": RACKS, "amount": 50}],
        ),
    )


def test_a_launch_before_its_capacity_runs_out_of_headroom() -> None:
    state = ingest()
    found = plan(state, PlanKey(TODAY, 8))
    (row,) = outlooks(state, found, TODAY)
    assert row.headroom == 20
    assert [each.left for each in row.series[:6]] == [-15, -15, -15, -15, 35, 35]
    (flag,) = shortages(state, found, TODAY)
    assert (flag.item, flag.sprint) == (LAUNCH, 1)
    assert flag.text == (
        "Ingest is 15 TB/day short at the end of sprint 1 once “AI search launch” is done"
    )


def test_headroom_below_zero_is_a_flag_of_the_plan_that_names_the_launch() -> None:
    state = ingest()
    found = plan(state, PlanKey(TODAY, 8))
    [flag] = [each for each in flags_of(state, found, TODAY) if each.code == "headroom"]
    assert (flag.item, flag.items, flag.sprint, flag.level) == (LAUNCH, (LAUNCH,), 1, Level.ACT)
    assert flag.text.endswith("at the end of sprint 1 once “AI search launch” is done.")
    others = flags_of(state, found, TODAY, lambda item: item.id != LAUNCH)
    assert "headroom" not in {each.code for each in others}


def test_a_load_on_what_is_no_capability_is_flagged_until_it_is_one() -> None:
    state = after(
        ingest(),
        command("edit_item", item=LAUNCH, added_load=[{"capability": "Ingset", "amount": 35}]),
    )
    found = plan(state, PlanKey(TODAY, 8))
    [flag] = [each for each in flags_of(state, found, TODAY) if each.code == "unknown_capability"]
    assert (flag.item, flag.text) == (
        LAUNCH,
        "“AI search launch” adds load to “Ingset”, which is no capability.",
    )
    named = after(state, command("add_capability", name="Ingset", unit="TB/day", capacity=100))
    again = flags_of(named, plan(named, PlanKey(TODAY, 8)), TODAY)
    assert "unknown_capability" not in {each.code for each in again}


def test_a_long_term_choice_that_comes_next_undescribed_is_flagged_until_it_is_described() -> None:
    state = after(
        ingest(),
        command("reclassify_item", item=LAUNCH, forcing="discretionary", horizon="long_term"),
        command("edit_item", item=LAUNCH, problem="Search finds nothing"),
    )
    [flag] = [
        each
        for each in flags_of(state, plan(state, PlanKey(TODAY, 8)), TODAY)
        if each.code == "undescribed"
    ]
    assert flag.text == (
        "“AI search launch” is a long-term choice that comes next without its approach."
    )
    said = after(state, command("edit_item", item=LAUNCH, approach="Vectors beside the index"))
    again = flags_of(said, plan(said, PlanKey(TODAY, 8)), TODAY)
    assert "undescribed" not in {each.code for each in again}


def test_headroom_that_growth_alone_uses_up_is_watched_and_concerns_everybody() -> None:
    grows = command("edit_capability", capability="Ingest", growth_a_year=9.0)
    state = after(ingest(), grows, command("remove_item", item=LAUNCH))
    found = plan(state, PlanKey(TODAY, 8))
    [flag] = [
        each
        for each in flags_of(state, found, TODAY, lambda item: False)
        if each.code == "headroom"
    ]
    assert (flag.item, flag.items, flag.level) == (None, (), Level.WATCH)
    assert flag.text.endswith("as its load grows.")


def test_a_launch_after_its_capacity_leaves_headroom() -> None:
    state = ingest(not_before="2026-03-16")
    found = plan(state, PlanKey(TODAY, 8))
    assert list(shortages(state, found, TODAY)) == []
    (row,) = outlooks(state, found, TODAY)
    assert row.short is None
    assert row.adding == (LAUNCH,)


def test_a_load_grows_and_what_was_done_since_it_was_read_is_in_it() -> None:
    state = after(
        ingest(),
        command("edit_capability", capability="Ingest", growth_a_year=1.0),
        command("start_item", item=LAUNCH),
    )
    state = after(state, command("finish_item", item=LAUNCH))
    later = TODAY + timedelta(days=1)
    (row,) = outlooks(state, plan(state, PlanKey(later, 8)), later)
    assert row.load == pytest.approx(80 * 2 ** (1 / 365.25))  # done on the day it was read
    read_before = command(
        "edit_capability", capability="Ingest", load_on=(TODAY - timedelta(days=1)).isoformat()
    )
    state = after(state, read_before)
    (row,) = outlooks(state, plan(state, PlanKey(TODAY, 8)), TODAY)
    assert row.load == pytest.approx(115 * 2 ** (1 / 365.25))


def test_a_capability_without_numbers_says_so() -> None:
    state = after(begun(sprint_start=TODAY), command("add_capability", name="Builds"))
    (row,) = outlooks(state, plan(state, PlanKey(TODAY, 4)), TODAY)
    assert (row.headroom, row.series, row.short) == (None, (), None)


# -- goals ----------------------------------------------------------------------------------------


def waiting(values: list[float], step: int = 7) -> State:
    state = after(
        begun(sprint_start=TODAY),
        command(
            "add_goal",
            name="Wait for an environment",
            comparator="at_most",
            baseline=6,
            target=1,
            since="2025-06-01",
            by="2026-03-30",
        ),
    )
    for place, value in enumerate(values):
        day = TODAY - timedelta(days=step * (len(values) - 1 - place))
        state = after(
            state,
            command("read_goal", goal="Wait for an environment", value=value, day=day.isoformat()),
        )
    return state


def test_a_goal_that_falls_steadily_is_reached_by_the_trend() -> None:
    state = waiting([6, 5.5, 5.1, 4.4, 4.1, 3.5, 3.1])
    (goal,) = state.goals.ordered()
    found = goal_standing(goal, state, TODAY)
    assert found.progress == pytest.approx(0.58)
    assert found.by_trend is not None
    assert found.by_trend > 0.99
    assert found.is_met is False


def test_a_goal_that_does_not_move_is_not_reached() -> None:
    state = waiting([6, 5.9, 6.1, 6.0, 5.9, 6.1, 6.0])
    (goal,) = state.goals.ordered()
    by_trend = goal_standing(goal, state, TODAY).by_trend
    assert by_trend is not None
    assert by_trend < 0.01


def test_few_readings_give_no_trend() -> None:
    state = waiting([6, 5])
    (goal,) = state.goals.ordered()
    found = goal_standing(goal, state, TODAY)
    assert (found.by_trend, found.no_trend) == (None, "too little: 2 measurements over 7 days")
    assert found.warnings == (
        "Name the level that it must keep meanwhile.",
        "No item works towards it.",
    )


def test_the_chance_of_a_line_is_that_of_students_t() -> None:
    line = Line.through(
        [(-4.0, 1.0), (-3.0, 3.0), (-2.0, 2.0), (-1.0, 4.0), (0.0, 3.0), (1.0, 5.0)]
    )
    # its standard error is 1.2, so that 4 lies one of them below: t = 1 with 4 degrees of freedom
    value = line.level + line.slope * (2 - line.centre)
    assert value == pytest.approx(5.2)
    assert line.chance_above(value, 2) == pytest.approx(0.5)
    assert line.chance_above(4.0, 2) == pytest.approx(0.8130, abs=2e-3)


def test_the_work_of_a_goal_is_simulated() -> None:
    state = after(
        ingest(),
        command("add_goal", name="Search", by="2026-06-30", keeps="Latency"),
        command("edit_item", item=LAUNCH, goal="search"),
    )
    (goal,) = state.goals.ordered()
    found = goals_forecast(state, TODAY)
    assert found[goal.id]["probability"] > 0.95
    assert goal_standing(goal, state, TODAY).items == (LAUNCH,)
    assert goals_forecast(begun(), TODAY) == {}


# -- users ----------------------------------------------------------------------------------------


def test_a_signal_closes_when_its_users_were_told() -> None:
    state = after(
        begun(sprint_start=date(2025, 12, 8)),
        command("add_item", item=LAUNCH, title="AI search launch"),
        command("add_signal", signal="S" * 10, text="We wait", heard_on="2025-12-26", item=LAUNCH),
        command("add_signal", signal="T" * 10, text="Too slow", heard_on="2025-12-27"),
        command("start_item", item=LAUNCH),
    )
    loops = {row.signal.id: row.loop for row in signal_standings(state)}
    assert loops == {"S" * 10: Loop.LINKED, "T" * 10: Loop.HEARD}
    state = after(state, command("finish_item", item=LAUNCH))
    shipped = signal_standings(state)[-1]
    assert (shipped.loop, shipped.lead_days, shipped.shipped_on) == (Loop.SHIPPED, 10, TODAY)
    assert summary(signal_standings(state)).to_tell == ("S" * 10,)
    state = after(state, command("edit_signal", signal="S" * 10, told_on=TODAY.isoformat()))
    found = summary(signal_standings(state))
    assert (found.counts[Loop.CLOSED], found.median_lead_days, found.to_tell) == (1, 10, ())


def test_an_outcome_is_read_again_two_sprints_after_its_item_shipped() -> None:
    state = after(
        begun(sprint_start=date(2025, 12, 8)),
        command("add_item", item=LAUNCH, title="AI search launch"),
        command("add_outcome", name="Adoption", kind="adoption", item=LAUNCH, target=80),
        command("finish_item", item=LAUNCH, done_on="2025-12-10"),
        command("read_outcome", outcome="Adoption", value=20),
    )
    (row,) = outcome_standings(state, TODAY)
    assert (row.is_met, row.read_again_on, row.is_due) == (False, date(2026, 1, 7), False)
    (row,) = outcome_standings(state, date(2026, 1, 7))
    assert row.is_due
    assert not only_technical(state)
    technical = after(begun(), command("add_outcome", name="Uptime", kind="technical"))
    assert only_technical(technical)
    assert not only_technical(begun())


def test_each_segment_sees_its_own_roadmap() -> None:
    state = after(
        begun(),
        command("add_consumer", name="Payments", segment="Product"),
        command("add_consumer", name="Data", segment="Analytics"),
        command("add_item", item=LAUNCH, title="Both", estimate=5, consumers=["Payments", "Data"]),
        command("add_item", item=RACKS, title="Nobody", estimate=3),
    )
    rows = {row.segment: row for row in work_by_segment(state)}
    assert list(rows) == ["Analytics", "Product", ""]
    assert rows["Product"].open == rows["Analytics"].open == (LAUNCH,)
    assert rows[""].open_days == 3


def test_support_is_the_share_of_effort_that_answers_requests() -> None:
    state = after(
        begun(sprint_start=date(2025, 12, 22)),
        command("add_item", item=LAUNCH, title="Done", estimate=6),
        command("finish_item", item=LAUNCH, done_on="2025-12-30"),
        command(
            "log_interruption",
            title="Please add a queue",
            driver="key_user",
            started_at="2025-12-23T09:00:00+00:00",
            effort_days=2,
            is_request=True,
        ),
    )
    first, now = support_shares(state, TODAY)
    assert (first.share, first.requests) == (0.25, 1)
    assert now.share is None
    assert support_shares(state, TODAY, team="0000000099")[0].done_days == 0


def test_requests_before_and_after_self_service_are_counted_by_sprint() -> None:
    state = after(
        begun(sprint_start=date(2025, 12, 22)),
        command(
            "add_item",
            item=LAUNCH,
            title="Queues by form",
            leverage={"effect": "arrivals", "amount": 1, "stream": "Queue requests"},
        ),
        command("finish_item", item=LAUNCH, done_on="2026-01-04"),
        *(
            command(
                "log_interruption",
                title="Please add a queue",
                driver="key_user",
                started_at=f"2025-12-{day}T09:00:00+00:00",
                stream="Queue requests",
                effort_days=1,
                is_request=True,
            )
            for day in (23, 29)
        ),
    )
    assert removed_requests(state) == ()  # no sprint after it is closed yet


def test_one_offs_that_add_up_propose_the_item_that_folds_them_into_the_standard() -> None:
    titles = ("One", "Two", "Three")
    state = after(
        begun(),
        *(command("add_consumer", consumer=f"000000020{n}", name=f"Team {n}") for n in range(3)),
        *(
            command("add_item", item=f"000000030{n}", title=title, consumers=[f"Team {n}"])
            for n, title in enumerate(titles)
        ),
    )
    keys = tuple(f"000000030{n}" for n in range(3))
    found = OneOffs(keys, (), (), growing=False)
    proposed = standard_item(state, found)
    assert proposed is not None
    assert proposed["title"] == "One standard instead of 3 one-offs"
    assert proposed["consumers"] == tuple(f"000000020{n}" for n in range(3))
    assert "One; Two; Three" in proposed["problem"]
    assert standard_item(state, OneOffs(keys[:2], (), (), growing=False)) is None
    assert standard_item(state, OneOffs(keys[:1], (), (), growing=True)) is not None
    assert standard_item(state, OneOffs((), (), (), growing=True)) is None
