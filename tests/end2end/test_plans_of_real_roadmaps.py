"""Plans of the sample, now and then, and of real backlogs: every placement is accepted."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from roadmap.analysis.planning.plan import PlanKey, plan
from roadmap.commands import parse_command
from roadmap.importing import import_files
from roadmap.service import Roadmap
from roadmap.values import Author
from tests import sampled
from tests.analysis.plan_validator import broken_promises

MAYA = Author(id="maya", name="Maya Okafor")
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


@pytest.mark.parametrize("at", ["2025-07-28", "2025-12-01", "2026-03-02", None])
def test_the_sample_s_plan_keeps_its_promises_at_any_moment(tmp_path: Path, at: str | None) -> None:
    roadmap = Roadmap.open(sampled.write(tmp_path / "sample.roadmap"))
    state = roadmap.moment(at).state
    as_of = NOW.date() if at is None else date.fromisoformat(at)
    found = plan(state, PlanKey(as_of, 26))
    assert found.planned
    assert broken_promises(state, found, as_of) == []
    roadmap.close()


@pytest.mark.shared
@pytest.mark.parametrize("name", ["jira-cloud-tb1-bom-epics.csv", "jira-cloud-tes.csv"])
def test_a_real_backlog_s_plan_keeps_its_promises(shared: Path, tmp_path: Path, name: str) -> None:
    roadmap = Roadmap.create(tmp_path / "real.roadmap", {"name": "Real"}, by=MAYA, at=NOW)
    import_files(roadmap, [shared / "data" / "jira-csv" / name], by=MAYA, at=NOW)
    people = [parse_command({"do": "add_person", "name": name}) for name in ("Ines", "Tomas")]
    roadmap.execute(people, by=MAYA, at=NOW)
    found = plan(roadmap.state, PlanKey(NOW.date(), 26))
    assert found.planned
    assert broken_promises(roadmap.state, found, NOW.date()) == []
    roadmap.close()
