"""What changed in a period: in sum, and the weightiest first, each with its reason."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from roadmap.analysis.history.slips import Cause, Slip
from roadmap.report.weighty import Period, period
from roadmap.service import Roadmap
from tests.given import MAYA, NOON, TODAY, command, item_id

OLD, NEW, ASKED = item_id("Old"), item_id("New"), item_id("Asked")
SINCE = TODAY + timedelta(days=7)
LATER = NOON + timedelta(days=10)
MUST = {"forcing": "forced", "horizon": "long_term", "driver": "regulation"}


@pytest.fixture
def roadmap() -> Iterator[Roadmap]:
    made = Roadmap.in_memory({"name": "Harbour", "sprint_start": TODAY}, by=MAYA, at=NOON)
    made.execute(
        [
            command("add_item", item=OLD, title="Ingest", estimate=3, forcing="discretionary"),
            command("add_ask", ask="A" * 10, title="Storage", kind="funding", amount=96_000.0),
        ],
        by=MAYA,
        at=NOON,
    )
    yield made
    made.close()


def do(roadmap: Roadmap, name: str, why: str, **fields: Any) -> None:
    roadmap.execute([command(name, **fields)], by=MAYA, at=LATER, why=why)


def told(roadmap: Roadmap, *late: Slip) -> Period:
    today = TODAY + timedelta(days=14)
    return period(roadmap.timeline, roadmap.timeline.count - 1, SINCE, today, late)


def test_one_item_has_one_line_with_the_reason_of_what_weighs_most(roadmap: Roadmap) -> None:
    do(roadmap, "reclassify_item", "The limit is hit", item=OLD, mandatory_by="2026-09-01", **MUST)
    do(roadmap, "estimate_item", "Counted", item=OLD, estimate=9)
    [change] = told(roadmap).changes
    assert change.what == "must be done now by 1 September (regulation); it was a choice"
    assert change.reason is not None
    assert change.reason.why == "The limit is hit"


def test_answers_come_first_then_what_open_asks_are_about(roadmap: Roadmap) -> None:
    do(roadmap, "add_item", "A letter", item=NEW, title="Early", mandatory_by="2026-06-01", **MUST)
    do(roadmap, "add_item", "A law", item=ASKED, title="Asked", mandatory_by="2026-12-01", **MUST)
    do(roadmap, "add_ask", "Now", title="Help", items=[ASKED])
    do(roadmap, "answer_ask", "Yes", ask="A" * 10, answer="approved", by="Helen", comment="Fine")
    changes = told(roadmap).changes
    assert [each.title for each in changes] == ["“Storage”", "Asked", "Early"]
    assert changes[0].what == "approved by Helen, EUR 96,000"
    assert changes[0].reason is not None
    assert changes[0].reason.why == "Fine"


def test_the_sum_counts_what_must_be_done_and_what_is_later(roadmap: Roadmap) -> None:
    do(roadmap, "add_item", "A letter", item=NEW, title="Early", mandatory_by="2026-06-01", **MUST)
    do(roadmap, "finish_item", "At last", item=OLD)
    slips = (Slip(NEW, Cause.SCOPE, 1, 2, 3), Slip(OLD, Cause.CAPACITY, None, 2, None))
    found = told(roadmap, *slips)
    assert found.sum.startswith("1 item finished and 1 added (1 of them must do).")
    assert found.later.startswith("2 items are later than planned then: 1 because there was more ")
    assert found.later.endswith("and 1 because fewer people were there.")


def test_what_was_finished_is_always_among_the_first(roadmap: Roadmap) -> None:
    for title in ("One", "Two", "Three"):
        fields = {"mandatory_by": "2026-06-01", **MUST}
        do(roadmap, "add_item", "A letter", item=item_id(title), title=title, **fields)
    do(roadmap, "finish_item", "At last", item=OLD)
    first, rest = told(roadmap).first(2)
    assert [each.title for each in first] == ["One", "Ingest"]
    assert [each.title for each in rest] == ["Three", "Two"]
    assert told(roadmap).first(4)[1] == ()


def test_of_a_quiet_period_that_is_said(roadmap: Roadmap) -> None:
    found = told(roadmap)
    assert (found.changes, found.later) == ((), "")
    assert found.sum.startswith("No item was added, finished or given up.")
