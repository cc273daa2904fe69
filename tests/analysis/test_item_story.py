"""Is the life of an item whole, and said from the item's side?"""

from __future__ import annotations

from datetime import timedelta

from roadmap.analysis.history.item_story import ItemsNamed, life_sentence
from roadmap.service import Roadmap
from tests.given import MAYA, NOON, TODAY, command

A, B = "A" * 10, "B" * 10


def test_a_life_holds_what_names_the_item_besides_its_own_events() -> None:
    roadmap = Roadmap.in_memory({"name": "Harbour"}, by=MAYA, at=NOON)

    def decide(do: str, **fields: object) -> int:
        told = roadmap.execute([command(do, **fields)], by=MAYA, at=NOON)
        assert told is not None
        return told.index

    added = decide("add_item", item=A, title="Patch TLS", estimate=3)
    decide("add_item", item=B, title="Tidy up", estimate=1)
    ask = decide("add_ask", ask="K" * 10, title="Fund it", items=[A])
    answer = decide("answer_ask", ask="K" * 10, answer="approved", by="Helen")
    signal = decide("add_signal", signal="S" * 10, text="We wait for certificates", item=A)
    closed = decide("remove_signal", signal="S" * 10)
    named = ItemsNamed()
    found = [told for told in roadmap.timeline.history(0) if A in named.about(told.events)]
    assert [told.index for told in found] == [added, ask, answer, signal, closed]
    said = [
        life_sentence(
            A,
            told.decision,
            told.events,
            roadmap.timeline.state_after(told.index - 1),
            roadmap.timeline.state_after(told.index),
        ).text
        for told in found
    ]
    assert "Fund it" in said[1]
    assert "approved" in said[2]
    assert "certificates" in said[3]
    assert all(said)
    roadmap.close()


def test_a_forecast_is_told_only_where_it_saw_another_date() -> None:
    roadmap = Roadmap.in_memory(
        {"name": "Harbour", "sprint_start": TODAY, "zone": "UTC"}, by=MAYA, at=NOON
    )

    def decide(do: str, **fields: object) -> int:
        told = roadmap.execute([command(do, **fields)], by=MAYA, at=NOON)
        assert told is not None
        return told.index

    def keep(sprint: int | None) -> int:
        ends = [(TODAY + timedelta(days=14 * n)).isoformat() for n in (1, 2, 3)]
        facts = {
            "as_of": TODAY.isoformat(),
            "seed": 1,
            "trials": 100,
            "engine": {"version": "1", "numpy": "2", "cpu": "any"},
            "scenario": None,
            "first_sprint": 1,
            "ends": ends,
            "items": [{"item": A, "p50": 1, "p85": sprint, "beyond": 0.0}],
            "dates": [],
            "forced_share": [],
            "sized_by_people": 1,
            "closed_sprints": 0,
        }
        return decide("keep_forecast", facts=facts)

    decide("add_item", item=A, title="Patch TLS", estimate=3)
    first, same, other = keep(1), keep(1), keep(2)
    named = ItemsNamed()
    about = {told.index: named.about(told.events) for told in roadmap.timeline.history(0)}
    assert [about[index] for index in (first, same, other)] == [(A,), (), (A,)]
    told = roadmap.timeline.tell(other)
    before = roadmap.timeline.state_after(other - 1)
    said = life_sentence(A, told.decision, told.events, before, roadmap.state)
    assert said.text.startswith("Forecast of 85%: ")
    assert " → " in said.text
    roadmap.close()
