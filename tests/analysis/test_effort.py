"""Every item has an effort, and it says who sized it."""

from roadmap.analysis.estimates.effort import (
    Effort,
    SizedBy,
    effort_days,
    interruption_days,
    planned_days,
    spent_days,
)
from roadmap.state import Interruption, Item, Roadmap
from roadmap.values import Driver, Estimate, Size, SizeRange, Sizes, SkillEffort, Status
from tests.analysis.times import NOON

ROADMAP = Roadmap(sizes=Sizes(m=SizeRange(4.0, 9.0)))


def test_an_estimate_counts_with_its_likely_value_and_keeps_its_range() -> None:
    item = Item("A", estimate=Estimate(5.0, 2.0, 9.0), size=Size.XL)
    assert effort_days(item, ROADMAP) == Effort(5.0, SizedBy.ESTIMATE, 2.0, 9.0)


def test_a_size_counts_with_the_median_of_its_range() -> None:
    assert effort_days(Item("A", size=Size.M), ROADMAP) == Effort(6.0, SizedBy.SIZE, 4.0, 9.0)


def test_what_nobody_sized_counts_as_m_and_is_marked() -> None:
    assert effort_days(Item("A"), ROADMAP) == Effort(6.0, SizedBy.DEFAULT, 4.0, 9.0)
    assert effort_days(Item("A"), None) == Effort(12**0.5, SizedBy.DEFAULT, 2.0, 6.0)


def test_the_parts_of_several_skills_add_up() -> None:
    parts = (SkillEffort("network", 2.0), SkillEffort("database", 3.5))
    assert effort_days(Item("A", effort_per_skill=parts), None) == Effort(5.5, SizedBy.ESTIMATE)


def test_remaining_days_count_only_while_in_progress() -> None:
    item = Item("A", estimate=Estimate(5.0), remaining_days=1.5, status=Status.IN_PROGRESS)
    assert effort_days(item, None) == Effort(1.5, SizedBy.ESTIMATE)
    assert planned_days(item, None) == Effort(5.0, SizedBy.ESTIMATE)
    waiting = Item("A", estimate=Estimate(5.0), remaining_days=1.5)
    assert effort_days(waiting, None) == Effort(5.0, SizedBy.ESTIMATE)


def test_a_finished_item_took_its_actual_days_where_they_are_known() -> None:
    done = Item("A", estimate=Estimate(5.0), actual_days=8.0, status=Status.DONE)
    assert spent_days(done, None) == Effort(8.0, SizedBy.ESTIMATE)
    assert spent_days(Item("A", estimate=Estimate(5.0)), None) == Effort(5.0, SizedBy.ESTIMATE)


def test_an_interruption_without_a_number_counts_as_m() -> None:
    outage = Interruption("I", "Outage", Driver.INCIDENT, NOON)
    assert interruption_days(outage, ROADMAP) == Effort(6.0, SizedBy.DEFAULT, 4.0, 9.0)
