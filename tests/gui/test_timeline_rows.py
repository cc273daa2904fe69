"""The rows of the timeline: grouping, days, words, the hidden must-do view. No window needed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtWidgets import QApplication

from gui.models.timeline.schedule import Schedule, face_of, schedule
from gui.models.timeline.words import details, sprint_details
from gui.paint.timeline_face import GroupFace, Lines, RowFace, TimelineFace
from roadmap.analysis.items.filter import Filter
from roadmap.state import State
from tests.analysis.test_plan import FORCED, MONDAY, add, ready
from tests.given import after, begun, command, item_id

DATED = {**FORCED, "horizon": "long_term"}
CHOICE = {"forcing": "discretionary", "horizon": "short_term"}


def scheduled(*items: Any, people: int = 2) -> Schedule:
    state = ready(*({"name": f"P{number}"} for number in range(people)))
    return schedule(after(state, *items), MONDAY, 6)


def titles(face: TimelineFace) -> dict[str, list[str]]:
    return {group.title: [row.title for row in group.rows] for group in face.groups}


def row(found: Schedule, title: str) -> RowFace:
    return found.rows[item_id(title)]


def mixed() -> Schedule:
    return scheduled(
        add("a", 2, **CHOICE),
        add("b", 2, **DATED, mandatory_by="2026-03-20"),
        add("c", 2, **DATED, mandatory_by="2026-02-20"),
        add("d", 2, **FORCED, horizon="short_term"),
        add("e", 2),
    )


def test_dated_must_do_work_comes_first_by_date_then_must_do_choice_and_unsorted() -> None:
    assert titles(face_of(mixed(), Filter())) == {
        "Must do, with a date": ["c", "b"],
        "Must do": ["d"],
        "Choice": ["a"],
        "Unsorted": ["e"],
    }


def test_a_bar_spans_the_planned_sprints_in_its_hue() -> None:
    found = scheduled(add("a", 25, may_span=True, **{**CHOICE, "horizon": "long_term"}))
    bar = row(found, "a")
    assert (bar.role, bar.short) == ("choice", False)
    assert bar.start == date(2026, 1, 5).toordinal()
    assert bar.end == date(2026, 2, 2).toordinal()
    assert bar.note == "sprints 1 to 2"


def test_a_wait_and_not_before_hold_the_bar_back_within_the_sprint() -> None:
    wait = [{"on": "Vendor", "until": "2026-01-08"}]
    found = scheduled(add("a", 2, **CHOICE, waits=wait), add("b", 2, not_before="2026-01-13"))
    assert row(found, "a").start == date(2026, 1, 8).toordinal()
    assert row(found, "a").waits == (date(2026, 1, 8).toordinal(),)
    assert row(found, "b").start == date(2026, 1, 13).toordinal()


def test_notes_say_what_is_in_danger_in_words() -> None:
    found = scheduled(
        add("a", 15, **DATED, mandatory_by="2026-01-18"),
        add("b", 15, **DATED, mandatory_by="2026-01-18"),
        add("c", 99, **DATED, mandatory_by="2026-03-08"),
        add("d", 1, **DATED, mandatory_by="2025-12-24"),
        add("e", 1, **CHOICE, promised_by="2026-03-20"),
        add("f", 99, **CHOICE),
    )
    notes = {key: (row(found, key).note, row(found, key).note_tone) for key in "abcdef"}
    assert notes == {
        "a": ("by 18 Jan", "muted"),
        "b": ("late, due 18 Jan", "bad"),
        "c": ("not in sight, due 8 Mar", "bad"),
        "d": ("overdue since 24 Dec", "bad"),
        "e": ("promised 20 Mar", "muted"),
        "f": ("not in sight", "muted"),
    }
    assert row(found, "f").out_of_sight
    assert all(row(found, key).flagged for key in "bcd")


def test_what_begins_after_its_latest_start_is_tight() -> None:
    estimate = {"low": 2.0, "likely": 5.0, "high": 12.5}
    fields = {**DATED, "mandatory_by": "2026-01-18", "people_at_once": 1, "estimate": estimate}
    found = scheduled(add("a", 5, **fields))
    latest = found.where[item_id("a")].latest
    assert latest is not None
    assert latest.day < MONDAY
    assert (row(found, "a").note, row(found, "a").note_tone) == ("tight, due 18 Jan", "warn")


def test_the_head_of_a_group_counts_what_the_plan_keeps() -> None:
    [group] = face_of(
        scheduled(
            add("a", 15, **DATED, mandatory_by="2026-01-18"),
            add("b", 15, **DATED, mandatory_by="2026-01-18"),
        ),
        Filter(),
    ).groups
    assert group.note == "2 items, 30 pd; the plan keeps 1 of 2 dates"


def test_the_hidden_must_do_view_says_what_each_needs_and_which_share_of_capacity() -> None:
    face = face_of(mixed(), Filter(), only_dated=True)
    assert titles(face) == {"Must do, with a date": ["c", "b"]}
    assert face.columns == ("needs", "of capacity")
    [c, b] = face.groups[0].rows
    # Two people, focus 1: 70 person-days to 20 February, 110 to 20 March.
    assert (c.needs, c.share) == ("2 pd", "3%")
    assert (b.needs, b.share) == ("2 pd", "2%")


def test_the_strip_counts_what_dated_work_takes_of_each_sprint() -> None:
    face = face_of(mixed(), Filter())
    assert [sprint.room for sprint in face.sprints] == [20.0] * 6
    assert [sprint.dated for sprint in face.sprints] == [4.0, 0, 0, 0, 0, 0]
    assert "Sprint 1" in sprint_details(face.sprints[0])
    assert "(2026-01-05)" in sprint_details(face.sprints[0])


def test_a_filter_keeps_the_plan_and_shows_fewer_rows() -> None:
    found = scheduled(add("a", 2, labels=["cve"]), add("b", 2))
    assert titles(face_of(found, Filter(label="CVE"))) == {"Unsorted": ["a"]}


def test_without_people_or_sprints_rows_have_dates_and_no_verdict() -> None:
    item = add("a", 2, **DATED, mandatory_by="2026-02-20")
    for state in (begun(sprint_start=MONDAY), begun()):
        found = schedule(after(state, item), MONDAY, 6)
        assert not found.has_capacity
        assert (row(found, "a").note, row(found, "a").note_tone) == ("by 20 Feb", "muted")
        assert not row(found, "a").out_of_sight
        face_of(found, Filter(), only_dated=True)


def test_freezes_are_bands_with_their_last_day_in() -> None:
    freeze = command("add_freeze", days={"first": "2026-01-10", "last": "2026-01-12"})
    [band] = face_of(scheduled(freeze, add("a", 1)), Filter()).freezes
    assert band.end - band.start == 3


def test_the_past_names_its_day() -> None:
    assert face_of(mixed(), Filter()).today_text == "Now"
    assert face_of(mixed(), Filter(), at_now=False).today_text == "5 Jan"


def test_details_say_reason_dates_and_latest_start(qapp: QApplication) -> None:
    found = scheduled(
        add(
            "a", 2, **DATED, mandatory_by="2026-02-20", waits=[{"on": "Ops", "until": "2026-01-06"}]
        ),
        add("b", 2, prerequisites=[item_id("a")]),
    )
    state: State = found.state
    text = details(state, state.items[item_id("a")], found.where[item_id("a")])
    assert text.splitlines()[:-1] == [
        "a",
        "Must do, long-term, 2 pd",
        "Planned in sprint 1: Tue 6 Jan 2026 (2026-01-06) to Sun 18 Jan 2026 (2026-01-18)",
        "Next in order, and there is room in sprint 1.",
        "Mandatory by Fri 20 Feb 2026 (2026-02-20)",
        "Latest start Fri 20 Feb 2026 (2026-02-20): at 85% its 2 pd take 1 working day",
        "Waits on Ops until Tue 6 Jan 2026 (2026-01-06)",
    ]
    after_a = details(state, state.items[item_id("b")], found.where[item_id("b")])
    assert "Comes after a" in after_a.splitlines()


def test_a_purchase_has_its_order_by_date_and_the_critical_chain_is_told(
    qapp: QApplication,
) -> None:
    bought = {"amount": 900.0, "currency": "EUR", "lead_time_days": 7}
    found = scheduled(
        add("a", 2, purchase=bought),
        add("b", 2, prerequisites=[item_id("a")]),
        add("c", 1),
    )
    assert row(found, "a").order_by == date(2025, 12, 29).toordinal()
    assert [row(found, key).chained for key in "abc"] == [True, True, False]
    state: State = found.state
    text = details(state, state.items[item_id("a")], found.where[item_id("a")])
    assert "Order by Mon 29 Dec 2025 (2025-12-29): it takes 7 days to come" in text
    assert "On the critical chain" in text


def test_work_in_progress_begins_where_it_was_started() -> None:
    state = after(ready(), add("a", 3))
    item = state.items[item_id("a")]
    started = after(state, command("start_item", item=item.id))
    changed = started.items[item.id]
    assert changed.started_on is not None
    found = schedule(started, date(2026, 1, 8), 6)
    assert row(found, "a").start == changed.started_on.toordinal()


def test_lines_find_rows_by_height_and_what_follows_an_item() -> None:
    rows = tuple(RowFace(str(n), f"Row {n}", "must") for n in range(3))
    rows = (rows[0], replace(rows[1], waits_for=("0",)), rows[2])
    lines = Lines(TimelineFace((GroupFace("One", "", rows[:1]), GroupFace("Two", "", rows[1:]))))
    assert lines.rows == (1, 3, 4)
    assert lines.height == 30 + 32 + 30 + 64
    assert lines.at(0) == 0
    assert lines.at(31) == 1
    assert lines.at(lines.height) is None
    assert lines.line_of("2") == 4
    assert lines.followers("0") == ["1"]
    assert [line for line, _ in lines.between(40, 70)] == [1, 2]
