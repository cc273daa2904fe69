"""What waits for somebody stands among the next steps, whatever the phase is."""

from __future__ import annotations

from datetime import timedelta

from roadmap.analysis.overview.steps import next_steps
from roadmap.analysis.overview.watch import running_out, watch_steps
from roadmap.analysis.phases.playbook_step import Step
from roadmap.records.phases import Phase
from tests.analysis.phases import FIRST, LENGTH, Told, Went, after_sprints

CALM = Went(fire=1, tweak=9)
DAY = FIRST + LENGTH


def watched(told: Told, phase: Phase | None = Phase.FIREFIGHTING) -> list[Step]:
    return list(watch_steps(told.state, phase, DAY))


def checkup(told: Told, name: str, days_ago: int) -> str:
    since = str(DAY - timedelta(days=days_ago))
    told.do(DAY, "add_checkup", name=name, component="Edge", every_days=30, since=since)
    return next(each.id for each in told.state.checkups.ordered() if each.name == name)


def test_a_breach_waits_in_every_phase_and_is_told_once() -> None:
    told = after_sprints(CALM)
    told.level(DAY, "Security", [(DAY, 98.0)])
    for phase in (None, *Phase):
        codes = [each.code for each in next_steps(told.state, phase, DAY)]
        assert codes.count("restore") == 1, phase


def test_check_ups_that_are_overdue_have_one_line_the_oldest_first() -> None:
    told = after_sprints(CALM)
    told.do(DAY, "add_component", name="Edge")
    checkup(told, "Load test", 10)
    assert watched(told) == []
    late = checkup(told, "Restore", 40)
    [step] = watched(told)
    assert (step.code, step.about) == ("checkup", (late,))
    assert step.text == "Hold the check-up “Restore”: it was due on 6 June."
    checkup(told, "Failover", 50)
    [step] = watched(told)
    assert step.text.startswith("Hold 2 check-ups that are overdue, “Failover” first: it was due")


def test_signals_without_an_answer_and_those_to_tell_are_counted() -> None:
    told = after_sprints(CALM)
    told.do(DAY, "add_item", title="Faster CI", forcing="discretionary", horizon="short_term")
    key = next(each.id for each in told.state.items.ordered() if each.title == "Faster CI")
    told.do(DAY, "add_signal", text="Builds are slow", item=key)
    assert watched(told) == []
    told.do(DAY, "add_signal", text="DNS takes days")
    told.do(DAY, "finish_item", item=key)
    first, second = watched(told)
    assert first.text.startswith("1 signal from users has no answer yet: link it to the work ")
    assert second.text.startswith("Tell users what came of 1 signal: ")


def test_a_capability_that_runs_out_is_told_with_the_last_day_of_its_sprint() -> None:
    told = after_sprints(CALM)
    assert running_out(told.state, DAY) == ()
    growing = {"capacity": 100.0, "load": 90.0, "load_on": str(DAY), "growth_a_year": 2.0}
    told.do(DAY, "add_capability", name="Queries", **growing)
    told.do(DAY, "add_capability", name="Room", capacity=100.0, load=10.0)
    [found] = running_out(told.state, DAY)
    assert (found["name"], found["sprint"]) == ("Queries", 4)
    assert found["day"] == str(FIRST + 4 * LENGTH - timedelta(days=1))
    assert "short at the end of sprint 4 as its load grows" in found["text"]
