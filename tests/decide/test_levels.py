"""The rules of measures, minimum acceptable levels, measurements and check-ups."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from roadmap.decide import decide
from roadmap.errors import Conflict, NotFound, Refused
from roadmap.events import Event
from roadmap.events.levels import BaselineSet, CheckupDone, MeasurementsLogged
from roadmap.evolve import fold
from roadmap.inverse import inverse
from roadmap.records.levels import CheckupOutcome, Comparator, Measurement, Statistic
from roadmap.records.presets import PRESETS
from roadmap.state import State
from tests.given import NOW, TODAY, after, begun, command, item_id, refusal

UPTIME: dict[str, Any] = {
    "name": "Uptime",
    "principle": "Reliability",
    "statistic": "ratio",
    "unit": "%",
    "window": "28 days",
}


def known(**fields: Any) -> State:
    return after(begun(), command("add_measure", **{**UPTIME, **fields}))


def log(value: float | None, day: str | None = None, **fields: Any) -> Any:
    return command("log_measurements", measure="Uptime", value=value, day=day, **fields)


def measurements(state: State) -> list[tuple[date, float | None]]:
    [measure] = state.measures.ordered()
    return [(each.day, each.value) for each in measure.measurements]


# -- measures -------------------------------------------------------------------------------------


def test_a_measure_belongs_to_a_principle_named_by_its_name() -> None:
    [measure] = known().measures.ordered()
    reliability = next(p for p in begun().principles.ordered() if p.name == "Reliability")
    assert (measure.principle, measure.statistic) == (reliability.id, Statistic.RATIO)
    assert measure.level is None


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.key)
def test_every_preset_is_a_whole_measure_of_one_of_the_five_principles(preset: Any) -> None:
    state = after(begun(), command("add_measure", preset=preset.key))
    [measure] = state.measures.ordered()
    assert state.principles[str(measure.principle)].name == preset.principle
    assert (measure.name, measure.unit, measure.preset) == (preset.name, preset.unit, preset.key)
    assert measure.level is None, "a level is agreed and never set by itself"


def test_the_presets_cover_all_five_principles_code_and_tests() -> None:
    assert {preset.principle for preset in PRESETS} == {
        principle.name for principle in begun().principles.ordered()
    }
    assert {"infrastructure_as_code", "automated_tests"} <= {preset.key for preset in PRESETS}


def test_what_is_said_counts_more_than_the_preset() -> None:
    state = after(begun(), command("add_measure", preset="latency", name="Ingest", unit="s"))
    [measure] = state.measures.ordered()
    assert (measure.name, measure.unit, measure.comparator) == ("Ingest", "s", Comparator.AT_MOST)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"principle": None}, "name the principle that it belongs to"),
        ({"principle": "Beauty"}, "There is no principle 'Beauty'"),
        ({"name": ""}, "name"),
        ({"name": "UPTIME"}, "There is a measure 'Uptime' already"),
        ({"name": "Other", "component": "Mars"}, "There is no component 'Mars'"),
        ({"name": "Other", "preset": "latincy"}, "Did you mean 'latency'"),
    ],
)
def test_what_cannot_be_said_of_a_measure_is_refused(fields: Any, message: str) -> None:
    given = {key: value for key, value in {**UPTIME, **fields}.items() if value is not None}
    state = known()
    if given["name"]:
        assert message in refusal(state, command("add_measure", **given))


def test_a_measure_with_values_keeps_its_unit() -> None:
    state = after(known(), log(99.9))
    said = refusal(state, command("edit_measure", measure="uptime", unit="ms"))
    assert "add another measure instead" in said
    assert after(state, command("edit_measure", measure="Uptime", unit="percent")).measures


def test_an_edit_of_the_level_is_an_event_of_its_own() -> None:
    state = known()
    edit = command("edit_measure", measure="Uptime", window="7 days", level=99.5)
    events = decide(state, [edit], NOW)
    assert [event.kind for event in events] == ["measure_edited", "baseline_set"]


def test_an_item_protects_a_principle_or_a_measure_and_holds_it() -> None:
    state = after(
        known(),
        command("add_item", item=item_id("Drill"), title="Drill", protects=["Security", "Uptime"]),
    )
    [measure] = state.measures.ids()
    assert state.items[item_id("Drill")].protects[1] == measure
    assert "items protect 'Uptime'" in refusal(state, command("remove_measure", measure="Uptime"))
    assert "protect" in refusal(state, command("remove_principle", principle="Reliability"))


def test_a_principle_is_retired_with_its_measures() -> None:
    state = after(known(), command("remove_principle", principle="Reliability"))
    assert not state.measures.ids()
    assert len(state.principles.ids()) == 4


# -- levels ---------------------------------------------------------------------------------------


def test_a_level_is_set_changed_and_taken_away() -> None:
    state = after(known(), command("set_baseline", measure="Uptime", level=99, provisional=True))
    [measure] = state.measures.ordered()
    assert (measure.level, measure.provisional) == (99.0, True)
    agreed = decide(state, [command("set_baseline", measure="Uptime", level=99)], NOW)
    assert agreed == (BaselineSet(measure=measure.id, fields={"provisional": False}),)
    gone = after(state, command("set_baseline", measure="Uptime", level=None))
    assert (gone.measures[measure.id].level, gone.measures[measure.id].provisional) == (None, False)


def test_a_level_that_somebody_changed_meanwhile_is_a_conflict() -> None:
    state = known(level=99)
    with pytest.raises(Conflict, match="changed meanwhile"):
        decide(state, [command("set_baseline", measure="Uptime", level=99.9, was=99.5)], NOW)
    with pytest.raises(Conflict, match="changed meanwhile"):
        decide(state, [command("set_baseline", measure="Uptime", level=99.9, was=None)], NOW)
    assert decide(state, [command("set_baseline", measure="Uptime", level=99.9, was=99)], NOW)


def test_a_level_in_another_unit_is_refused() -> None:
    said = refusal(known(), command("set_baseline", measure="Uptime", level=300, unit="ms"))
    assert "is measured in % and this value is in ms" in said


# -- measurements ---------------------------------------------------------------------------------


def test_measurements_lie_in_the_order_of_their_days_one_a_day() -> None:
    state = after(known(), log(99.5, "2025-12-08"), log(99.9, "2025-12-01"), log(99.7))
    assert measurements(state) == [
        (date(2025, 12, 1), 99.9),
        (date(2025, 12, 8), 99.5),
        (TODAY, 99.7),
    ]


def test_the_same_value_again_changes_nothing_and_another_corrects_it() -> None:
    state = after(known(), log(99.5, "2025-12-08", source="status page"))
    assert not decide(state, [log(99.5, "2025-12-08")], NOW)
    assert not decide(state, [log(99.5, "2025-12-08", source="another file")], NOW)
    assert measurements(after(state, log(99.4, "2025-12-08"))) == [(date(2025, 12, 8), 99.4)]
    assert measurements(after(state, log(None, "2025-12-08"))) == []
    assert not decide(state, [log(None, "2025-12-09")], NOW)


def test_many_measurements_of_a_measure_are_one_event() -> None:
    state = after(known(), command("add_measure", preset="latency"))
    days = [str(TODAY - timedelta(days=number)) for number in range(50)]
    rows = [{"measure": "Uptime", "day": day, "value": 99.9} for day in days]
    rows += [{"measure": "Latency of requests", "day": day, "value": 250} for day in days]
    events = decide(state, [command("log_measurements", measurements=rows)], NOW)
    assert [event.kind for event in events] == ["measurements_logged"] * 2
    assert (
        sum(len(event.entries) for event in events if isinstance(event, MeasurementsLogged)) == 100
    )


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"day": "2026-01-06", "value": 1}, "is still to come, and a measurement is a fact"),
        ({"value": 1, "unit": "ms"}, "is measured in % and this value is in ms"),
        ({"value": 1, "measure": "Downtime"}, "There is no measure 'Downtime' (known: Uptime)"),
        (
            {
                "measurements": [
                    {"measure": "Uptime", "day": "2026-01-01", "value": 1},
                    {"measure": "uptime", "day": "2026-01-01", "value": 2},
                ]
            },
            "has two values on 2026-01-01, 1 and 2: give one a day",
        ),
    ],
)
def test_what_is_no_measurement_is_refused(fields: Any, message: str) -> None:
    given = fields if "measurements" in fields else {"measure": "Uptime", **fields}
    assert message in refusal(known(), command("log_measurements", **given))


@pytest.mark.parametrize("value", ["ninety", float("nan"), float("inf"), 1e13, "", [1]])
def test_a_value_that_is_no_number_is_refused(value: object) -> None:
    with pytest.raises(Refused, match="log_measurements: measurements"):
        log(value)  # type: ignore[arg-type]


def test_who_felt_a_breach_is_noted_on_its_measurement() -> None:
    state = after(known(level=99.9), log(99.5, "2025-12-08"), log(99.95))
    note = command("note_effect", measure="Uptime", effect="payments down", day="2025-12-08")
    [measure] = after(state, note).measures.ordered()
    assert measure.measurements[0] == Measurement(date(2025, 12, 8), 99.5, effect="payments down")
    missing = command("note_effect", measure="Uptime", effect="x", day="2025-12-09")
    assert "was not measured on 2025-12-09" in refusal(state, missing)
    assert "was not measured yet" in refusal(
        known(), command("note_effect", measure="Uptime", effect="x")
    )


@pytest.mark.parametrize(
    "then",
    [
        log(99.1, "2025-12-08"),
        log(None, "2025-12-08"),
        log(99.3, "2025-12-09"),
        command("set_baseline", measure="Uptime", level=99.9),
        command("remove_measure", measure="Uptime"),
        command("edit_measure", measure="Uptime", window="90 days", level=98),
    ],
)
def test_every_decision_about_a_measure_can_be_taken_back(then: Any) -> None:
    state = after(known(level=99.5), log(99.5, "2025-12-08"))
    events = decide(state, [then], NOW)
    now = state
    back: list[Event] = []
    for event in events:
        back = [*inverse(now, event), *back]
        now = fold([event], now)
    assert now != state
    assert fold(back, now) == state


# -- check-ups ------------------------------------------------------------------------------------


def checked(**fields: Any) -> State:
    return after(
        begun(),
        command("add_team", name="Edge"),
        command("add_component", name="Balancers", team="Edge"),
        command("add_checkup", component="Balancers", every_days=90, **fields),
    )


def test_a_checkup_is_called_after_its_component_and_counts_from_today() -> None:
    [checkup] = checked().checkups.ordered()
    assert (checkup.name, checkup.since, checkup.results) == ("Check of Balancers", TODAY, ())


def test_a_checkup_needs_a_component_and_a_name_of_its_own() -> None:
    assert "looks at a component" in refusal(begun(), command("add_checkup", name="Disks"))
    again = command("add_checkup", component="Balancers")
    assert "There is a check-up 'Check of Balancers' already" in refusal(checked(), again)


def test_findings_become_items_of_the_component_in_the_same_decision() -> None:
    state = checked()
    done = command(
        "do_checkup",
        checkup="Check of Balancers",
        outcome="to_strengthen",
        note="two of six nodes are old",
        findings=[{"item": item_id("Replace nodes"), "title": "Replace nodes"}],
    )
    events = decide(state, [done], NOW)
    assert [event.kind for event in events] == ["item_added", "checkup_done"]
    after_it = fold(events, state)
    item = after_it.items[item_id("Replace nodes")]
    assert (item.component, item.team) == (state.components.ids()[0], state.teams.ids()[0])
    [checkup] = after_it.checkups.ordered()
    [result] = checkup.results
    assert (result.value, result.items) == (CheckupOutcome.TO_STRENGTHEN, (item.id,))
    gone = after(after_it, command("remove_item", item=item.id))
    assert gone.checkups.ordered()[0].results[0].items == ()


def test_a_result_said_again_adds_to_what_was_found_that_day() -> None:
    first = {"item": item_id("Replace nodes"), "title": "Replace nodes"}
    state = after(
        checked(),
        command("do_checkup", checkup="Check of Balancers", outcome="failing", findings=[first]),
    )
    second = command(
        "do_checkup",
        checkup="Check of Balancers",
        outcome="failing",
        note="again",
        findings=[{"item": item_id("Replace nodes")}],
    )
    [checkup] = after(state, second).checkups.ordered()
    assert [(each.note, len(each.items)) for each in checkup.results] == [("again", 1)]


def test_a_checkup_of_tomorrow_and_one_that_is_not_there_are_refused() -> None:
    early = command("do_checkup", checkup="Check of Balancers", outcome="working", day="2026-01-06")
    assert "is still to come" in refusal(checked(), early)
    with pytest.raises(NotFound, match="There is no checkup 'Disks'"):
        decide(checked(), [command("remove_checkup", checkup="Disks")], NOW)


@pytest.mark.parametrize("outcome", ["working", "to_strengthen", "failing"])
def test_a_result_can_be_taken_back(outcome: str) -> None:
    state = checked()
    [event] = decide(
        state, [command("do_checkup", checkup="Check of Balancers", outcome=outcome)], NOW
    )
    assert isinstance(event, CheckupDone)
    assert fold(inverse(state, event), fold([event], state)) == state
