"""Principles and check-ups on the command line, and files of facts through import."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Cli

SLO = """apiVersion: openslo/v1
kind: SLO
metadata: {name: uptime, displayName: Uptime}
spec: {service: ledger, objectives: [{target: 0.99}]}
---
apiVersion: openslo/v1
kind: Service
metadata: {name: ledger}
"""
VALUES = """measure,day,value,unit
Uptime,2026-01-05,99.5,%
Uptime,2026-01-12,98,%
Uptme,2026-01-12,1,%
"""


def apply(cli: Cli, path: Path, *commands: dict[str, Any], why: str = "") -> Any:
    lines = "\n".join(json.dumps(each) for each in commands)
    ran = cli("apply", path, "-", *(("--why", why) if why else ()), "--json", stdin=lines)
    assert ran.code == 0, ran.err
    return ran.json


def imported(cli: Cli, path: Path, name: str, text: str, *more: str) -> Any:
    file = path.parent / name
    file.write_text(text, "utf-8")
    ran = cli("import", file, "--into", path, "--json", *more)
    assert ran.code == 0, ran.err
    return ran.json


def test_a_file_of_objectives_brings_levels_once(cli: Cli, empty: Path) -> None:
    dry = imported(cli, empty, "slo.yaml", SLO, "--dry-run")
    told = imported(cli, empty, "slo.yaml", SLO)
    assert {**told, "decision": None} == dry
    assert (told["format"], told["documents"], told["rows"]) == ("slo-yaml", 2, 0)
    assert told["baselines"] == {"new": 1}
    [refused] = told["refused"]
    assert (refused["row"], refused["key"]) == (2, "ledger")
    assert "of the kind 'Service' and was skipped" in refused["reason"]
    again = imported(cli, empty, "slo.yaml", SLO)
    assert (again["decision"], again["baselines"], again["unchanged"]) == (None, {"new": 0}, 1)


def test_a_file_of_values_brings_measurements_and_names_what_belongs_nowhere(
    cli: Cli, empty: Path
) -> None:
    imported(cli, empty, "slo.yaml", SLO)
    told = imported(cli, empty, "values.csv", VALUES)
    assert told["measurements"] == {"new": 2}
    assert told["refused"][0]["row"] == 4
    assert "There is no measure 'Uptme'" in told["refused"][0]["reason"]
    assert imported(cli, empty, "values.csv", VALUES)["decision"] is None
    text = cli("import", empty.parent / "values.csv", "--into", empty).out
    assert "nothing new, 0 changed, 2 unchanged" in text


def test_principles_say_what_is_breached_and_by_which_decision(cli: Cli, empty: Path) -> None:
    imported(cli, empty, "slo.yaml", SLO)
    breach = imported(cli, empty, "values.csv", VALUES)["decision"]
    found = cli("principles", empty, "--json").json
    names = [each["name"] for each in found["principles"]]
    assert names == ["Security", "Reliability", "Usability", "Efficiency", "Latency"]
    reliability = found["principles"][1]
    assert reliability["status"] == "breached"
    [measure] = reliability["measures"]
    assert measure["latest"] == {"day": "2026-01-12", "value": 98.0}
    assert (measure["level"], measure["headroom"], measure["since"]) == (99.0, -1.0, "2026-01-12")
    assert (
        measure["no_trend"].startswith("too little") or "not measured since" in measure["no_trend"]
    )
    [shift] = found["shifts"]
    assert (shift["what"], shift["decision"], shift["cause"]) == ("breached", breach, "measured")
    assert found["coverage"]["with_level"] == 1
    assert "breached since" in cli("principles", empty).out


def test_a_level_is_shown_as_it_was_then(cli: Cli, empty: Path) -> None:
    apply(cli, empty, {"do": "add_measure", "name": "Wait", "principle": "Usability", "level": 3})
    first = cli("history", empty, "--json").json["decisions"][-1]["position"]
    apply(cli, empty, {"do": "set_baseline", "measure": "Wait", "level": 5}, why="Fewer people")

    def level(*at: str) -> float:
        rows = cli("principles", empty, "--json", *at).json["principles"]
        return float(rows[2]["measures"][0]["level"])

    assert (level("--at", str(first)), level()) == (3.0, 5.0)
    told = cli("history", empty).out
    assert "Minimum acceptable level of Wait raised: at least 3 → at least 5" in told
    changed = cli("diff", empty, str(first), str(first + 1), "--json").json["measures"]
    [wait] = changed.values()
    assert (wait["before"]["level"], wait["after"]["level"]) == (3.0, 5.0)


def test_a_team_sees_the_measures_of_its_components_and_of_none(cli: Cli, empty: Path) -> None:
    apply(
        cli,
        empty,
        {"do": "add_team", "name": "Edge"},
        {"do": "add_team", "name": "Data"},
        {"do": "add_component", "name": "Ledger", "team": "Data"},
        {"do": "add_measure", "preset": "availability", "component": "Ledger", "level": 99.9},
        {"do": "add_measure", "preset": "failed_changes", "level": 15},
        {"do": "log_measurements", "measure": "Availability", "value": 99},
        {"do": "log_measurements", "measure": "Changes that fail", "value": 9},
    )

    def reliability(*team: str) -> Any:
        return cli("principles", empty, "--json", *team).json["principles"][1]

    assert reliability()["status"] == reliability("--team", "Data")["status"] == "breached"
    edge = reliability("--team", "Edge")
    assert (edge["status"], [each["name"] for each in edge["measures"]]) == (
        "kept",
        ["Changes that fail"],
    )


def test_checkups_show_what_is_due_found_and_broken_again(cli: Cli, empty: Path) -> None:
    apply(
        cli,
        empty,
        {"do": "add_team", "name": "Edge"},
        {"do": "add_component", "name": "Ledger", "team": "Edge"},
        {"do": "add_checkup", "component": "Ledger", "every_days": 30, "since": "2025-01-01"},
        *(
            {
                "do": "log_interruption",
                "title": f"Outage {number}",
                "driver": "incident",
                "component": "Ledger",
                "team": "Edge",
            }
            for number in range(2)
        ),
    )
    found = cli("checkups", empty, "--json", "--team", "Edge").json
    [checkup] = found["checkups"]
    assert (checkup["due"], checkup["next_on"], checkup["last"]) == ("overdue", "2025-01-31", None)
    [component] = found["components"]
    assert (component["incidents"], component["repeated"]) == (2, True)
    done = {"do": "do_checkup", "checkup": "Check of Ledger", "outcome": "to_strengthen"}
    apply(cli, empty, {**done, "findings": [{"title": "Replace nodes"}]})
    found = cli("checkups", empty, "--json").json["checkups"][0]
    assert (found["outcome"], found["due"]) == ("to_strengthen", "later")
    text = cli("checkups", empty).out
    assert "Replace nodes" in text
    assert "Ledger: 2 incidents in the last six sprints." in text


def test_starting_an_innovation_over_a_warning_is_said(cli: Cli, empty: Path) -> None:
    apply(
        cli,
        empty,
        {"do": "add_component", "name": "Ledger"},
        {"do": "add_checkup", "component": "Ledger", "every_days": 30, "since": "2025-01-01"},
        {
            "do": "add_item",
            "item": "AAAAAAAAAA",
            "title": "AI search",
            "kind": "innovation",
            "component": "Ledger",
        },
    )
    start = json.dumps({"do": "start_item", "item": "AAAAAAAAAA"})
    ran = cli("apply", empty, "-", stdin=start)
    assert ran.code == 0
    assert "Why does “AI search” start although “Check of Ledger” is overdue" in ran.err
    assert "--why" in ran.err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: [", "cannot be read as YAML"),
        ("", "is empty"),
    ],
)
def test_a_file_that_cannot_be_read_changes_nothing(
    text: str, said: str, cli: Cli, empty: Path
) -> None:
    before = empty.read_bytes()
    path = empty.parent / "slo.yaml"
    path.write_text(text, "utf-8")
    ran = cli("import", path, "--into", empty)
    assert (ran.code, said in ran.err) == (1, True)
    assert empty.read_bytes() == before


def test_incidents_of_the_shared_files_become_interruptions(
    cli: Cli, empty: Path, shared: Path
) -> None:
    folder = shared / "data" / "incidents"
    files = sorted(folder.glob("*.json"))
    told = cli("import", *files, "--into", empty, "--json").json["imports"]
    assert [each["interruptions"]["new"] for each in told] == [2, 3]
    again = cli("import", *files, "--into", empty, "--json").json["imports"]
    assert [each["decision"] for each in again] == [None, None]
    assert "Imported from PagerDuty: 3 incidents" in cli("history", empty).out
