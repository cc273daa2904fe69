"""Importing through the service: progress, cancelling, and one decision a file."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from roadmap.authors import author_named
from roadmap.dry_run import Now, facts_run
from roadmap.errors import Cancelled, ImportRefused, NotFound, Refused
from roadmap.importing import HowToRead, import_files
from roadmap.service import Roadmap

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
MAYA = author_named("Maya Okafor")
HEADER = "Summary,Issue key,Issue Type,Status,Status Category,Priority"


@pytest.fixture
def roadmap() -> Roadmap:
    return Roadmap.in_memory({"name": "T"}, by=MAYA, at=NOW)


def export(folder: Path, rows: int) -> Path:
    path = folder / "jira.csv"
    lines = [f"Thing {n},OPS-{n},Story,To Do,To Do,Low" for n in range(rows)]
    path.write_text("\n".join([HEADER, *lines]), "utf-8")
    return path


def test_each_file_is_a_decision_because_of_an_import(roadmap: Roadmap, tmp_path: Path) -> None:
    (done,) = import_files(roadmap, [export(tmp_path, 3)], by=MAYA, at=NOW, why="To begin")
    told = roadmap.timeline.tell(roadmap.timeline.count - 1)
    assert done.decision == told.id
    assert told.because is not None
    assert told.because.kind == "import"
    assert told.why == "To begin"
    assert done.report["items"] == {"new": 3, "changed": 0, "unchanged": 0}
    assert len(roadmap.state.items) == 3


def test_a_dry_run_tells_the_same_and_changes_nothing(roadmap: Roadmap, tmp_path: Path) -> None:
    path, before = export(tmp_path, 3), roadmap.state
    (dry,) = import_files(roadmap, [path], by=MAYA, at=NOW, dry_run=True)
    assert roadmap.state is before
    (wet,) = import_files(roadmap, [path], by=MAYA, at=NOW)
    assert {**wet.report, "decision": None} == dry.report


def test_stopping_it_changes_nothing(roadmap: Roadmap, tmp_path: Path) -> None:
    before = roadmap.state
    with pytest.raises(Cancelled):
        import_files(
            roadmap, [export(tmp_path, 5000)], by=MAYA, at=NOW, progress=lambda _done, _all: False
        )
    assert roadmap.state is before


def test_the_factor_of_points_is_kept_and_stated(roadmap: Roadmap, tmp_path: Path) -> None:
    path = tmp_path / "points.csv"
    path.write_text(f"{HEADER},Story Points\nThing,OPS-1,Story,To Do,To Do,Low,4\n", "utf-8")
    how = HowToRead(days_per_point=0.5)
    (done,) = import_files(roadmap, [path], by=MAYA, at=NOW, how=how)
    (item,) = roadmap.state.items.ordered()
    assert done.report["factor"] == 0.5
    assert item.estimate is not None
    assert item.estimate.likely == 2.0


def test_all_files_are_read_before_the_first_is_taken(roadmap: Roadmap, tmp_path: Path) -> None:
    before = roadmap.state
    for bad, error in ((tmp_path / "none.csv", NotFound), (tmp_path / "bad.json", ImportRefused)):
        (tmp_path / "bad.json").write_text("{", "utf-8")
        with pytest.raises(error):
            import_files(roadmap, [export(tmp_path, 2), bad], by=MAYA, at=NOW)
    assert roadmap.state is before


@pytest.mark.parametrize("days", [0.0, -2.0, float("nan"), 1e300])
def test_points_stand_for_some_effort(days: float) -> None:
    with pytest.raises(Refused, match="A point cannot stand for"):
        HowToRead(days_per_point=days)


@pytest.mark.parametrize("name", ["", " \n", "x" * 201])
def test_a_source_has_a_name_that_can_be_kept(name: str) -> None:
    with pytest.raises(Refused, match="A source's name has 1 to 200 characters"):
        HowToRead(source=name)


def test_a_roadmap_is_no_export(roadmap: Roadmap, tmp_path: Path) -> None:
    path = tmp_path / "other.roadmap"
    path.write_bytes(b"SQLite format 3\x00\x10\x00\x01\x01\x00, and more")
    with pytest.raises(ImportRefused, match="is a roadmap or another database"):
        import_files(roadmap, [path], by=MAYA, at=NOW)


def test_what_a_file_of_levels_would_do_is_known_before(roadmap: Roadmap, tmp_path: Path) -> None:
    path = tmp_path / "slo.yaml"
    path.write_text(
        "apiVersion: openslo/v1\nkind: SLO\nmetadata: {name: a}\n"
        "spec: {objectives: [{target: 0.99}]}\n",
        "utf-8",
    )
    now = Now(NOW, NOW.date())
    run = facts_run(roadmap.state, path, HowToRead(), now)
    assert run is not None
    assert (run.comparison.baselines, run.facts.format) == (1, "slo-yaml")
    roadmap.execute([run.command], by=MAYA, at=NOW)
    again = facts_run(roadmap.state, path, HowToRead(), now)
    assert again is not None
    assert again.comparison.unchanged == 1
    assert facts_run(roadmap.state, export(tmp_path, 2), HowToRead(), now) is None
