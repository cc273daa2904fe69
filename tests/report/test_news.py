"""What changed since a day, in a few lines: each with its reason and the decision behind it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from roadmap.commands import Command
from roadmap.commands.imports import ImportItems, ImportRow
from roadmap.report.news import News, news
from roadmap.service import Roadmap
from tests.given import MAYA, NOON, TODAY, command, item_id

OLD = item_id("Old")
SINCE = TODAY + timedelta(days=7)
LATER = NOON + timedelta(days=10)
MUST = {"forcing": "forced", "horizon": "long_term", "driver": "regulation"}


@pytest.fixture
def roadmap() -> Iterator[Roadmap]:
    made = Roadmap.in_memory({"name": "Harbour", "sprint_start": TODAY}, by=MAYA, at=NOON)
    fields = {"item": OLD, "title": "Ingest", "estimate": 3, "forcing": "discretionary"}
    made.execute([command("add_item", **fields)], by=MAYA, at=NOON)
    yield made
    made.close()


def do(roadmap: Roadmap, why: str | None, wanted: Command) -> str:
    told = roadmap.execute([wanted], by=MAYA, at=LATER, why=why)
    assert told is not None
    return told.id


def told(roadmap: Roadmap, most: int = 5) -> tuple[News, ...]:
    today = TODAY + timedelta(days=14)
    return news(roadmap.timeline, roadmap.timeline.count - 1, SINCE, today, most)


def test_each_line_has_its_reason_and_leads_to_its_decision(roadmap: Roadmap) -> None:
    moved = command("reclassify_item", item=OLD, mandatory_by="2026-09-01", **MUST)
    first = do(roadmap, "The limit is hit", moved)
    do(roadmap, None, command("edit_item", item=OLD, labels=["old"]))
    [line] = told(roadmap)
    assert (line.title, line.why, line.decision) == ("Ingest", "The limit is hit", first)
    assert line.what == "must be done now by 1 September (regulation); it was a choice"
    assert (line.by, line.item) == (MAYA.name, OLD)


def test_an_import_has_one_line_and_always_a_place(roadmap: Roadmap) -> None:
    rows = tuple(
        ImportRow(item=item_id(key), key=key, values={"title": f"Do {key}"}) for key in "ABCDEF"
    )
    brought = do(roadmap, None, ImportItems(source="tracker", format="csv", rows=rows))
    for title in ("One", "Two", "Three"):
        fields = {"item": item_id(title), "title": title, "mandatory_by": "2026-09-01", **MUST}
        do(roadmap, "A letter", command("add_item", **fields))
    lines = told(roadmap, 3)
    assert [each.title for each in lines] == ["One", "Three", "Imported 6 items from tracker"]
    assert lines[-1].decision == brought


def test_where_nothing_weighs_the_latest_decisions_are_told(roadmap: Roadmap) -> None:
    do(roadmap, None, command("add_team", name="Edge"))
    latest = do(roadmap, "A vendor left", command("add_team", name="Core"))
    first, second = told(roadmap)
    assert (first.decision, first.why, first.what) == (latest, "A vendor left", "")
    assert "Edge" in second.title


def test_nothing_is_told_of_a_period_without_decisions(roadmap: Roadmap) -> None:
    assert told(roadmap) == ()
