"""Suggestions say why, in words a person can check; groups are heaps that belong together."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.analysis.items.evidence import say_due
from roadmap.analysis.items.topics import NO_EPIC, NO_GROUP, NO_TYPE, Group, GroupBy, groups
from roadmap.analysis.items.triage import Suggestion, suggest
from roadmap.state import Item, State, Table
from roadmap.values import Driver, Estimate, ExternalRef, Kind, Quadrant, Size
from tests.analysis.roadmaps import state_of

TODAY = date(2025, 6, 2)
EMERGENCY, PREPARATION = Quadrant.FORCED_SHORT_TERM, Quadrant.FORCED_LONG_TERM
TWEAK, GENERATIONAL = Quadrant.DISCRETIONARY_SHORT_TERM, Quadrant.DISCRETIONARY_LONG_TERM


def suggested(title: str, **fields: object) -> Suggestion | None:
    item = Item("A", title=title, **fields)  # type: ignore[arg-type]  # fields of an item
    return suggest(item, TODAY)


def test_a_security_label_with_a_near_date_is_an_emergency() -> None:
    found = suggested(
        "CVE round: OpenSSH on 212 hosts",
        labels=("cve",),
        type="Bug",
        priority="Highest",
        due=date(2025, 6, 6),
    )
    assert found == Suggestion(
        EMERGENCY,
        Driver.SECURITY_VULNERABILITY,
        date(2025, 6, 6),
        ("label cve", "type Bug", "priority Highest", "due this week"),
        Kind.FOUNDATION,
    )


def test_an_end_of_life_with_a_far_date_is_preparation() -> None:
    found = suggested("Ubuntu 20.04 hosts out of support", due=date(2025, 12, 31))
    assert found == Suggestion(
        PREPARATION,
        Driver.END_OF_LIFE,
        date(2025, 12, 31),
        ("“out of support”", "a date in 7 months"),
        Kind.FOUNDATION,
    )


def test_a_weak_word_needs_a_second_sign() -> None:
    dated = suggested("Rotate the root key of the vault", due=date(2025, 7, 31))
    assert dated is not None
    assert (dated.quadrant, dated.reasons) == (PREPARATION, ("“Rotate”", "a date in 2 months"))
    undated = suggested("Rotate the root key of the vault", estimate=Estimate(3.0))
    assert undated is not None
    assert (undated.quadrant, undated.driver) == (TWEAK, None)


def test_a_large_undated_piece_of_automation_is_generational() -> None:
    assert suggested("Automate OS patching", estimate=Estimate(28.0)) == Suggestion(
        GENERATIONAL, None, None, ("“Automate”", "28 pd", "no date"), None
    )


def test_small_undated_work_is_a_tweak() -> None:
    assert suggested("Scan images", size=Size.M, consumers=("K",), type="Story") == Suggestion(
        TWEAK, None, None, ("size M", "no date", "for one team"), Kind.INNOVATION
    )
    assert suggested("Student can view wait time", type="Story") == Suggestion(
        TWEAK, None, None, ("type Story", "no date"), Kind.INNOVATION
    )


def test_an_incident_is_an_emergency_and_an_audit_log_is_none() -> None:
    incident = suggested("Orders stuck", type="Incident")
    assert incident is not None
    assert (incident.quadrant, incident.driver) == (EMERGENCY, Driver.INCIDENT)
    log = suggested("Audit log of changes", priority="Highest")
    assert log is None


def test_must_do_work_without_a_date_lies_ahead_or_is_now_by_its_driver() -> None:
    ahead, now = suggested("GDPR erasure"), suggested("Disk full on orders replica")
    assert ahead is not None
    assert now is not None
    assert (ahead.quadrant, ahead.mandatory_by) == (PREPARATION, None)
    assert (now.quadrant, now.driver) == (EMERGENCY, Driver.SCALING_LIMIT)


def test_priority_and_date_alone_leave_the_driver_to_a_person() -> None:
    found = suggested("Something", priority="Blocker", due=date(2025, 6, 3))
    assert found is not None
    assert (found.quadrant, found.driver) == (EMERGENCY, None)


def test_a_title_alone_that_says_nothing_gets_no_suggestion() -> None:
    assert suggested("Day One") is None


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2025, 6, 1), "overdue"),
        (date(2025, 6, 8), "due this week"),
        (date(2025, 6, 9), "due next week"),
        (date(2025, 6, 20), "due in two weeks"),
        (date(2025, 7, 4), "due in four weeks"),
        (date(2025, 7, 31), "a date in 2 months"),
        (date(2026, 1, 1), "a date in 7 months"),
        (date(2028, 6, 2), "a date in 3 years"),
    ],
)
def test_a_due_date_is_said_as_people_say_it(day: date, text: str) -> None:
    assert say_due(day, TODAY) == text


def test_titles_with_a_topic_in_common_are_a_group() -> None:
    items = [
        Item("A", title="CVE round: OpenSSH"),
        Item("B", title="Patch container base images"),
        Item("C", title="Postgres 13 upgrade"),
        Item("D", title="Slow Postgres replicas"),
        Item("E", title="Read replicas of Postgres"),
        Item("F", title="Something else"),
        Item("G", title="Renew certificates"),
    ]
    assert groups(items, state_of(*items)) == (
        Group("Postgres", ("C", "D", "E")),
        Group("Security patches", ("A", "B")),
        Group(NO_GROUP, ("F", "G")),
    )


def test_a_word_that_is_also_a_topic_joins_it() -> None:
    titles = ("Rewrite the queue", "Redesign login", "Rewrites of mail", "Rewrites of chat")
    items = [Item(str(at), title=title) for at, title in enumerate(titles)]
    assert groups(items, state_of(*items)) == (Group("Rewrites", ("0", "1", "2", "3")),)


def test_epics_are_named_by_their_titles_and_stand_in_their_own_group() -> None:
    key = (ExternalRef("jira", "TB1-1", {}),)
    items = [
        Item("A", title="Epic 1: Registration", type="Epic", external=key),
        Item("B", title="Single screen", parent="TB1-1", type="Story"),
        Item("C", title="Calendar", parent="Epic 1: Registration", type="Story"),
        Item("D", title="Alone"),
    ]
    state = state_of(*items)
    assert groups(items, state, GroupBy.EPIC) == (
        Group("Epic 1: Registration", ("A", "B", "C")),
        Group(NO_EPIC, ("D",)),
    )
    assert groups(items, state, GroupBy.TYPE) == (
        Group("Story", ("B", "C")),
        Group("Epic", ("A",)),
        Group(NO_TYPE, ("D",)),
    )


TITLES = st.text("abcdefgh -", max_size=14) | st.sampled_from(["TLS off", "TLS 1.1", "CVE fix"])


@given(titles=st.lists(TITLES, max_size=40), by=st.sampled_from(GroupBy))
def test_every_item_is_in_exactly_one_group(titles: list[str], by: GroupBy) -> None:
    items = [Item(f"{at:03}", title=title) for at, title in enumerate(titles)]
    found = groups(items, State(items=Table.of((item.id, item) for item in items)), by)
    assert sorted(key for group in found for key in group.items) == [item.id for item in items]
    assert all(group.items for group in found)
    assert len({group.name for group in found}) == len(found)


def test_a_real_export_falls_into_heaps_worth_sorting_together(shared: Path) -> None:
    file = shared / "data/jira-csv/jira-cloud-tb1-bom-epics.csv"
    with file.open(newline="", encoding="utf-8-sig") as opened:
        rows = list(csv.DictReader(opened))
    items = [
        Item(f"{at:03}", title=row["Summary"], type=row["Issue Type"], priority=row["Priority"])
        for at, row in enumerate(rows)
    ]
    found = groups(items, state_of(*items))
    grouped = {group.name: len(group.items) for group in found}
    assert sum(grouped.values()) == len(items)
    assert grouped[NO_GROUP] <= len(items) // 4
    assert "Waitlists" in grouped
    made = [suggest(item, TODAY) for item in items]
    quadrants = {each.quadrant for each in made if each is not None}
    assert quadrants == {TWEAK, GENERATIONAL}  # a product backlog: nothing there is must-do
