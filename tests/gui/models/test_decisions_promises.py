"""Is what came of promises said in words, with causes and levels?"""

from datetime import date, timedelta

from gui.models.decisions.promises import cause_rows, level_lines, promise_lines, promise_summary
from roadmap.analysis.history.promises import Basis, Outcome, Promise
from roadmap.analysis.history.slips import Cause, Slip
from roadmap.report.differences import Past, Side
from roadmap.service import Roadmap
from tests.given import MAYA, NOON, TODAY, command

A, B, M = "A" * 10, "B" * 10, "M" * 10


def sides() -> tuple[Side, Side]:
    roadmap = Roadmap.in_memory({"name": "Harbour"}, by=MAYA, at=NOON)

    def decide(do: str, **fields: object) -> None:
        assert roadmap.execute([command(do, **fields)], by=MAYA, at=NOON) is not None

    decide("add_item", item=A, title="Move ingest")
    decide("add_item", item=B, title="Data residency")
    decide(
        "add_measure",
        measure=M,
        principle="latency",
        name="Latency of search",
        unit="ms",
        level=300,
        comparator="at_most",
    )
    day = TODAY.isoformat()
    decide("log_measurements", measure=M, day=day, value=312)
    before = Side(None, 1, TODAY, roadmap.state, None)
    later = TODAY + timedelta(days=30)
    decide("log_measurements", measure=M, day=TODAY.isoformat(), value=250)
    after = Side(None, 2, later, roadmap.state, None)
    roadmap.close()
    return before, after


def test_promises_stand_with_the_worst_first_and_slips_below_them() -> None:
    before, after = sides()
    promised = (
        Promise(A, date(2026, 1, 29), Basis.PROMISED, Outcome.KEPT, date(2026, 1, 20), None),
        Promise(
            B, date(2026, 3, 12), Basis.FORECAST, Outcome.MOVED, date(2026, 4, 14), Cause.SCOPE
        ),
    )
    slips = (Slip(A, Cause.WAITING, 2, 3, 5), Slip(B, Cause.SCOPE, 1, 3, 4))
    lines = promise_lines(Past(slips, promised), before, after)
    assert [(line.title, line.end, line.tone) for line in lines] == [
        ("Data residency", "moved", "warn"),
        ("Move ingest", "kept", "ok"),
    ]
    assert "→ now 14 Apr" in lines[0].text
    assert "there was more to do before it" in lines[0].spoken
    assert promise_summary(promised) == "1 kept, 1 moved"
    lines = promise_lines(Past(slips, ()), before, after)
    assert [(line.title, line.end) for line in lines] == [
        ("Later than planned, without a promise", "2"),
        ("Move ingest", "+2 sprints"),
        ("Data residency", "+1 sprint"),
    ]


def test_causes_say_what_they_cost_and_what_is_out_of_sight() -> None:
    slips = (
        Slip(A, Cause.SCOPE, 3, 3, 6),
        Slip(B, Cause.SCOPE, None, 3, None),
        Slip("C" * 10, Cause.FORCED_INFLOW, 4, 3, 7),
    )
    rows = cause_rows(slips)
    assert [(row.word, row.number) for row in rows][:2] == [
        ("Must-do inflow", "4"),
        ("Scope", "3+"),
    ]
    assert len(rows) == len(Cause)
    assert "1 no longer in sight" in rows[1].spoken


def test_levels_say_whether_they_are_met_now_and_what_was() -> None:
    before, after = sides()
    [line] = level_lines(before, after)
    assert line.title == "Latency"
    assert line.end == "250 ms"
    assert line.text == "312 →"
    assert line.reason == "Latency of search, at most 300 ms: met"
    assert line.tone == "ok"
