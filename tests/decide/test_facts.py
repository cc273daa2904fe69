"""What files of levels, measurements and incidents change: new, corrected, kept, refused, once."""

from __future__ import annotations

from datetime import date
from typing import Any

from roadmap.commands.facts import ImportFacts
from roadmap.decide import decide
from roadmap.decide.facts import FactsComparison, compare_facts
from roadmap.evolve import fold
from roadmap.state import State
from roadmap.values import Driver
from tests.given import NOW, after, begun, command

SLO = {"row": 1, "key": "shop/checkout", "name": "Checkout", "principle": "Reliability"}


def taken(
    state: State,
    baselines: list[dict[str, Any]] | None = None,
    measurements: list[dict[str, Any]] | None = None,
    incidents: list[dict[str, Any]] | None = None,
) -> tuple[FactsComparison, State]:
    given = ImportFacts.model_validate(
        {
            "source": "monitor",
            "format": "test",
            "baselines": baselines or [],
            "measurements": measurements or [],
            "incidents": incidents or [],
        },
        strict=False,
    )
    found = compare_facts(state, given, NOW)
    assert decide(state, [given], NOW) == tuple(found.events)
    return found, fold(found.events, state)


def test_a_level_is_a_measure_of_the_component_that_is_named() -> None:
    found, state = taken(begun(), [{**SLO, "level": 99.9, "component": "Shop"}])
    assert (found.baselines, found.changed) == (1, 0)
    [measure] = state.measures.ordered()
    assert (measure.level, state.components[str(measure.component)].name) == (99.9, "Shop")
    again, same = taken(state, [{**SLO, "level": 99.9, "component": "Shop"}])
    assert (again.events, again.unchanged, same) == ([], 1, state)


def test_a_principle_that_was_retired_comes_back_with_its_level() -> None:
    state = after(begun(), command("remove_principle", principle="Reliability"))
    _, state = taken(state, [{**SLO, "level": 99.9}])
    assert "Reliability" in [each.name for each in state.principles.ordered()]


def test_a_level_that_the_source_changed_is_taken_unless_it_was_edited_here() -> None:
    _, state = taken(begun(), [{**SLO, "level": 99.0}])
    found, newer = taken(state, [{**SLO, "level": 99.5}])
    assert [event.kind for event in found.events][1:] == ["measure_edited", "baseline_set"]
    assert newer.measures.ordered()[0].level == 99.5
    edited = after(state, command("set_baseline", measure="Checkout", level=98))
    found, kept = taken(edited, [{**SLO, "level": 99.5}])
    assert kept.measures.ordered()[0].level == 98.0
    [local] = found.kept_local
    assert (local.field, local.here, local.source) == ("level", 98.0, 99.5)
    again, _ = taken(kept, [{**SLO, "level": 99.5}])
    assert (again.events, again.kept_local) == ([], [])


def test_a_measure_that_was_made_here_is_not_taken_over() -> None:
    state = after(begun(), command("add_measure", name="checkout", principle="Security"))
    found, same = taken(state, [{**SLO, "level": 99.9}])
    assert same == state
    assert "There is a measure 'Checkout' here already" in found.refused[0].reason


def test_values_are_taken_once_and_corrected_by_a_later_file() -> None:
    _, state = taken(begun(), [{**SLO, "level": 99.0}])
    rows = [
        {"row": 2, "measure": "checkout", "day": "2026-01-01", "value": 99.5, "unit": "percent"},
        {"row": 3, "measure": "shop/checkout", "day": "2026-01-02", "value": 98.0},
    ]
    found, state = taken(state, None, rows)
    assert (found.measurements, len(found.events)) == (2, 2)
    again, same = taken(state, None, rows)
    assert (again.events, again.unchanged, same) == ([], 2, state)
    found, state = taken(state, None, [{**rows[1], "value": 97.0}])
    assert (found.measurements, found.changed) == (0, 1)
    assert [each.value for each in state.measures.ordered()[0].measurements] == [99.5, 97.0]


def test_values_that_belong_nowhere_are_refused_by_their_row() -> None:
    _, state = taken(begun(), [{**SLO, "level": 99.0}])
    row = {"row": 2, "measure": "Checkout", "day": "2026-01-01", "value": 99.5}
    found, state = taken(
        state,
        None,
        [
            row,
            {**row, "row": 3, "value": 98},
            {**row, "row": 4, "measure": "Chekout"},
            {**row, "row": 5, "unit": "ms"},
            {**row, "row": 6, "day": "2026-01-06"},
        ],
    )
    assert [each.row for each in found.refused] == [3, 4, 5, 6]
    said = " ".join(each.reason for each in found.refused)
    for part in ("Row 2 has a value", "There is no measure 'Chekout'", "is measured in %", "still"):
        assert part in said
    [entry] = state.measures.ordered()[0].measurements
    assert (entry.day, entry.value, entry.source) == (date(2026, 1, 1), 99.5, "monitor")


def test_shares_of_one_are_read_in_percent_where_the_level_is_high() -> None:
    _, state = taken(begun(), [{**SLO, "level": 99.0}])
    row = {"row": 2, "measure": "Checkout", "day": "2026-01-01", "value": 0.9985}
    whole = {**row, "row": 3, "day": "2026-01-02", "value": 1}
    found, read = taken(state, None, [row, whole])
    assert [each.value for each in read.measures.ordered()[0].measurements] == [99.85, 100]
    assert [each.value for each in found.values] == [99.85, 100]
    [notice] = found.notices
    assert notice.code == "read_as_percent"
    assert "2 values without a unit" in notice.text
    assert "0.9985 as 99.85%" in notice.text
    again, same = taken(read, None, [row, whole])
    assert (again.events, again.unchanged, same) == ([], 2, read)


def test_percent_stay_percent_where_they_are_written_or_beside_larger_values() -> None:
    _, state = taken(begun(), [{**SLO, "level": 99.0}])
    row = {"row": 2, "measure": "Checkout", "day": "2026-01-01", "value": 0.5}
    for rows in (
        [{**row, "unit": "%"}],
        [row, {**row, "row": 3, "day": "2026-01-02", "value": 99.7}],
        [{**row, "value": 0.0}],
    ):
        found, read = taken(state, None, rows)
        assert read.measures.ordered()[0].measurements[0].value == rows[0]["value"]
        assert not found.notices
    errors = {**SLO, "key": "shop/errors", "name": "Errors", "comparator": "at_most", "level": 5.0}
    _, state = taken(begun(), [errors])
    found, read = taken(state, None, [{**row, "measure": "Errors"}])
    assert read.measures.ordered()[0].measurements[0].value == 0.5
    assert not found.notices


def test_a_name_that_two_measures_have_is_no_answer() -> None:
    state = after(
        begun(),
        command("add_component", name="Shop"),
        command("add_measure", name="Uptime", principle="Reliability"),
        command("add_measure", name="Uptime", principle="Reliability", component="Shop"),
    )
    row = {"row": 2, "measure": "Uptime", "day": "2026-01-01", "value": 99.5}
    found, _ = taken(state, None, [row])
    assert found.refused[0].reason == "2 measures are called 'Uptime': name one by its id."
    found, _ = taken(state, None, [{**row, "measure": state.measures.ids()[0]}])
    assert found.measurements == 1


def test_an_incident_is_an_interruption_once_and_filled_in_later() -> None:
    incident = {"row": 1, "key": "Q1", "title": "Disk full", "started_at": "2026-01-02T06:00:00Z"}
    found, state = taken(begun(), None, None, [incident])
    assert found.interruptions == 1
    [logged] = state.interruptions.ordered()
    assert (logged.driver, logged.incident, logged.effort_days) == (Driver.INCIDENT, "Q1", None)
    again, same = taken(state, None, None, [incident])
    assert (again.events, again.unchanged, same) == ([], 1, state)
    found, state = taken(
        state, None, None, [{**incident, "effort_days": 0.5, "component": "Ledger"}]
    )
    assert (found.interruptions, found.changed) == (0, 1)
    [logged] = state.interruptions.ordered()
    assert (logged.effort_days, state.components[str(logged.component)].name) == (0.5, "Ledger")
    found, _ = taken(state, None, None, [{**incident, "effort_days": 2.0, "title": "Renamed"}])
    assert not found.events, "what is known here is kept"


def test_an_incident_belongs_to_the_team_of_its_component() -> None:
    state = after(
        begun(),
        command("add_team", name="Edge"),
        command("add_component", name="Ledger", team="Edge"),
    )
    incident = {"row": 1, "key": "Q1", "title": "Disk full", "started_at": "2026-01-02T06:00:00Z"}
    _, state = taken(state, None, None, [{**incident, "component": "ledger"}])
    [logged] = state.interruptions.ordered()
    assert (logged.team, logged.component) == (state.teams.ids()[0], state.components.ids()[0])


def test_the_same_id_of_another_tool_is_another_incident() -> None:
    incident = {"row": 1, "key": "Q1", "title": "Disk full", "started_at": "2026-01-02T06:00:00Z"}
    _, state = taken(begun(), None, None, [incident])
    other = command("import_facts", source="other", format="test", incidents=[incident])
    assert len(after(state, other).interruptions) == 2
