"""No dated must-do work is dropped silently, and one-offs are counted with their trend."""

from datetime import UTC, date, datetime, timedelta

from roadmap.analysis.estimates.effort import Effort, SizedBy
from roadmap.analysis.expectations.one_offs import OneOffs, Reach, SprintOneOffs, one_offs, reach
from roadmap.analysis.planning.hidden_forced import Coming, HiddenForced, hidden_forced
from roadmap.calendars import sprint_at
from roadmap.state import Item, State
from roadmap.values import Estimate, Status, Thresholds
from tests.analysis.roadmaps import CHOICE, FORCED, LONG, SHORT, START, state_of

TODAY = date(2025, 7, 1)


def coming(key: str, by: date | None, days: float) -> Item:
    return Item(
        key,
        title=f"Item {key}",
        forcing=FORCED,
        horizon=LONG,
        mandatory_by=by,
        estimate=Estimate(days),
        rank=key.lower(),
    )


def test_all_open_must_do_long_term_work_is_listed_by_date_with_the_effort_it_needs() -> None:
    state = state_of(
        coming("C", None, 1.0),
        coming("B", date(2025, 11, 13), 24.0),
        coming("A", date(2025, 6, 30), 9.0),
        Item("D", forcing=FORCED, horizon=SHORT),
        Item("E", forcing=FORCED, horizon=LONG, status=Status.SHED),
    )
    nine, twenty_four, one = (Effort(days, SizedBy.ESTIMATE) for days in (9.0, 24.0, 1.0))
    assert hidden_forced(state, TODAY) == HiddenForced(
        rows=(
            Coming("A", "Item A", date(2025, 6, 30), -1, nine, 9.0),
            Coming("B", "Item B", date(2025, 11, 13), 135, twenty_four, 33.0),
            Coming("C", "Item C", None, None, one, 34.0),
        ),
        effort=34.0,
        overdue=1,
        undated=1,
    )


def test_whom_an_item_serves_follows_from_its_consumers_and_its_workload() -> None:
    limits = Thresholds()
    assert reach(Item("A"), limits) is Reach.UNKNOWN
    assert reach(Item("A", consumers=("X",)), limits) is Reach.ONE_OFF
    assert reach(Item("A", consumers=("X",), critical_workload=True), limits) is Reach.SEVERAL
    three = ("X", "Y", "Z")
    assert reach(Item("A", consumers=three), limits) is Reach.SEVERAL
    assert reach(Item("A", consumers=three, critical_workload=True), limits) is (
        Reach.INFRASTRUCTURE
    )


def test_one_offs_have_a_trend_and_a_growing_number_is_said() -> None:
    start = datetime(2025, 6, 2, 12, tzinfo=UTC)

    def state_at(moment: datetime) -> State:
        sprints = max(0, (moment - start).days // 14 + 1)
        singles = [Item(str(at), consumers=("X",), forcing=CHOICE) for at in range(sprints)]
        shared = Item("S", consumers=("X", "Y", "Z"), critical_workload=True)
        return state_of(*singles, shared)

    until = start + timedelta(days=45)
    found = one_offs(state_at, until)
    counted = [SprintOneOffs(sprint_at(at, START, 14), at, 0) for at in range(1, 5)]
    assert found == OneOffs(("0", "1", "2", "3"), ("S",), tuple(counted), growing=True)
    steady = one_offs(lambda _moment: state_at(start), until)
    assert not steady.growing
