"""`sweep`: its document, the same bytes on any workers, a table, and wrong specs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Cli
from tests.cli.test_simulating import expected as expected  # the roadmap that is swept

AS_OF = ("--as-of", "2026-01-05")
SPEC: dict[str, Any] = {
    "name": "When to hire",
    "hire": {"number": [0, 1, 3], "in_sprint": [0, 2], "team": "Edge"},
    "attrition_a_year": [0, 0.3],
    "trials": 400,
    "horizon": 10,
    "seed": 2,
}


def spec(folder: Path, **fields: Any) -> Path:
    path = folder / "spec.json"
    path.write_text(json.dumps({**SPEC, **fields}), encoding="utf-8")
    return path


def test_a_sweep_says_for_each_point_what_it_changes_and_costs(
    cli: Cli, expected: Path, tmp_path: Path
) -> None:
    found = cli("sweep", expected, spec(tmp_path), *AS_OF, "--json").json
    assert (found["name"], found["trials"], found["seed"]) == ("When to hire", 400, 2)
    assert [axis["name"] for axis in found["axes"]] == [
        "hire",
        "hire_in_sprint",
        "attrition_a_year",
    ]
    assert len(found["points"]) == 12
    same = next(
        p for p in found["points"] if p["at"]["hire"] == 0 and not p["at"]["attrition_a_year"]
    )
    assert same["cost"]["person_days"] == 0
    assert same["dates"]["AAAAAAAAAA"]["difference"] == 0
    assert same["p85"] == found["base"]["p85"]
    three = next(p for p in found["points"] if p["at"]["hire"] == 3)
    assert three["cost"]["person_days"] == 3 * 10 * 10
    assert set(three) >= {"dates", "p85", "earlier_in", "forced_share", "cost"}


def test_the_same_bytes_are_printed_by_one_and_by_two_workers(
    cli: Cli, expected: Path, tmp_path: Path
) -> None:
    words = ("sweep", expected, spec(tmp_path), *AS_OF, "--json")
    here = cli(*words)
    assert here.code == 0
    assert cli(*words, "--workers", "2").out == here.out
    assert cli(*words).out == here.out


def test_people_get_a_table_and_the_cheapest_that_keeps_the_dates(
    cli: Cli, expected: Path, tmp_path: Path
) -> None:
    ran = cli("sweep", expected, spec(tmp_path), *AS_OF)
    assert ran.code == 0
    assert "Patch TLS" in ran.out
    assert "as it is" in ran.out
    assert "every mandatory date in 85% of futures" in ran.out
    assert "12 combinations in the same 400 futures" in ran.out
    missing = cli("sweep", expected, spec(tmp_path, hire={"number": 1, "team": "Nobody"}), *AS_OF)
    assert missing.err.startswith("Left out: There is no team 'Nobody'")


@pytest.mark.parametrize(
    ("fields", "says"),
    [({"hire": {"number": [-1]}}, "hire.number"), ({"sprints": 3}, "sprints")],
)
def test_a_wrong_spec_is_one_sentence(
    cli: Cli, expected: Path, tmp_path: Path, fields: dict[str, Any], says: str
) -> None:
    ran = cli("sweep", expected, spec(tmp_path, **fields))
    assert (ran.code, ran.out) == (1, "")
    assert says in ran.err
    assert ran.err.count("\n") == 1


def test_a_spec_that_is_not_there_or_no_text_is_one_sentence(
    cli: Cli, expected: Path, tmp_path: Path
) -> None:
    ran = cli("sweep", expected, tmp_path / "none.json")
    assert (ran.code, "There is no file" in ran.err) == (1, True)
    (tmp_path / "binary").write_bytes(b"\xff\xfe\x00")
    ran = cli("sweep", expected, tmp_path / "binary")
    assert (ran.code, "cannot be read as text" in ran.err) == (1, True)
