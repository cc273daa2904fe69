"""Are the moments that people look for marked, each at its decision?"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from roadmap.analysis.history.markers import MarkKind, decided, markers
from roadmap.service import Roadmap
from roadmap.values import Author
from tests.given import MAYA, NOON, TODAY, command

HELEN = Author("helen", "Helen")


def test_decisions_that_people_look_for_are_marked() -> None:
    roadmap = Roadmap.in_memory(
        {"name": "Harbour", "sprint_start": date(2025, 12, 8)}, by=MAYA, at=NOON
    )
    start = (TODAY + timedelta(days=30)).isoformat()

    def decide(*given: object, why: str | None = None) -> str:
        told = roadmap.execute(list(given), by=MAYA, at=NOON, why=why)  # type: ignore[arg-type]
        assert told is not None
        return told.id

    hire = decide(command("add_person", name="Ada", start=start))
    decide(command("add_ask", ask="A" * 10, title="Fund it"))
    answer = decide(command("answer_ask", ask="A" * 10, answer="approved", by="Helen"))
    review = decide(command("add_review", review="R" * 10, title="Autumn"))
    signed = decide(command("sign_off_review", review="R" * 10, by="Helen"))
    decide(command("add_bookmark", decision=hire, caption="Help comes"))
    decide(command("reopen_ask", ask="A" * 10))
    found = [(each.kind, each.decision, each.text) for each in markers(roadmap.timeline)]
    assert [each for each in found if each[0] is not MarkKind.PHASE] == [
        (MarkKind.BOOKMARK, hire, "Help comes"),
        (MarkKind.HIRE, hire, "Ada joins"),
        (MarkKind.ANSWER, answer, "Fund it: approved"),
        (MarkKind.REVIEW, signed, "Autumn signed off"),
    ]
    before = roadmap.timeline.index_of(review)
    assert all(each.index <= before for each in markers(roadmap.timeline, before))
    assert markers(roadmap.timeline, -1) == ()
    roadmap.close()


def test_a_long_history_is_read_only_where_something_is_marked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    roadmap = Roadmap.in_memory({"name": "Harbour"}, by=MAYA, at=NOON)
    start = (TODAY + timedelta(days=30)).isoformat()
    for number in range(6):
        item = command("add_item", title=f"Item {number}")
        roadmap.execute([item], by=MAYA, at=NOON)
    roadmap.execute([command("add_person", name="Ada", start=start)], by=MAYA, at=NOON)
    last = roadmap.timeline.count - 1
    every = decided(roadmap.timeline, 0, last)
    monkeypatch.setattr("roadmap.analysis.history.markers.MOST_READ", 3)
    assert decided(roadmap.timeline, 0, last) == every
    assert [each.text for each in every] == ["Ada joins"]
    roadmap.close()
