"""`roadmap outcomes`: what came of past decisions by phase, and obstacles, now and at a moment."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import sampled
from tests.cli.conftest import Cli


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sampled.write(tmp_path_factory.mktemp("outcomes") / "sample.roadmap")


def test_decisions_stand_by_phase_with_what_came_of_them(cli: Cli, sample: Path) -> None:
    found = cli("outcomes", sample, "--as-of", "2026-11-20", "--json").json
    assert {"position", "phases", "came", "obstacles", "unresolved"} <= set(found)
    first = found["phases"][0]
    assert first["phase"] == "firefighting"
    decision = first["decisions"][0]
    assert set(decision) == {
        *("decision", "day", "by", "why", "kind", "what", "came", "text", "items"),
    }
    obstacle = found["obstacles"][-1]
    assert obstacle["until"] is not None
    assert obstacle["resolution"]


def test_at_a_moment_what_was_known_then_is_told(cli: Cli, sample: Path) -> None:
    then = cli("outcomes", sample, "--at", "2025-07-28", "--json").json
    told = [each for phase in then["phases"] for each in phase["decisions"]]
    assert max(each["day"] for each in told) <= "2025-07-28"
    postgres = next(each for each in told if each["what"].startswith("'Postgres 13"))
    assert (postgres["came"], postgres["text"]) == ("open", "still ahead")


def test_people_get_tables_and_a_team_its_own(cli: Cli, sample: Path) -> None:
    said = cli("outcomes", sample, "--as-of", "2026-11-20").out
    assert "What came of it" in said
    assert "Obstacle" in said
    whole = cli("outcomes", sample, "--json").json
    runtime = cli("outcomes", sample, "--team", "Runtime", "--json").json
    assert 0 < sum(runtime["came"].values()) < sum(whole["came"].values())


def test_a_new_roadmap_has_nothing_to_look_back_on(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "new.roadmap"
    assert cli("new", path, "--name", "New").code == 0
    assert cli("outcomes", path).out.startswith("Nothing was decided yet")
    found = cli("outcomes", path, "--json").json
    assert (found["phases"], found["obstacles"]) == ([], [])
