"""What an import costs against its bound: the csv module, and building the records by hand."""

from __future__ import annotations

import csv
import gc
import statistics
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from roadmap.commands.imports import ImportRow
from roadmap.decide.imports import compare_import
from roadmap.events.items import ItemAdded
from roadmap.evolve import fold
from roadmap.exchange import read_export
from roadmap.state import EMPTY, Item, State
from roadmap.values import Estimate, ExternalRef, SourceValue, Status

ROWS = 17_000
_HEADER = [
    *("Summary", "Issue key", "Issue id", "Issue Type", "Status", "Project key", "Priority"),
    *("Resolution", "Assignee", "Created", "Updated", "Resolved", "Due date", "Votes"),
    *("Description", "Labels", "Labels", "Component/s", "Original estimate"),
    *("Custom field (Rank)", "Sprint", "Sprint", "Custom field (Story Points)", "Parent key"),
    *("Status Category", "Inward issue link (Blocks)"),
]
_STATUS = (("To Do", "To Do", ""), ("Done", "Done", "Done"), ("In Progress", "In Progress", ""))


def _row(number: int) -> list[str]:
    status, category, resolution = _STATUS[number % 3]
    day = f"{number % 28 + 1}/{('Jan', 'Feb', 'Mar')[number % 3]}/26 {number % 12 + 1}:15 PM"
    return [
        *(f"Replace the load balancer of zone {number}", f"OPS-{number + 1}", str(10_000 + number)),
        *(("Story", "Bug", "Task")[number % 3], status, "OPS", "Medium", resolution, "A. Person"),
        *(day, day, day if resolution else "", "", "0"),
        "Why this matters:\n\n" + "it keeps the pages up. " * (number % 20 + 2),
        *(("network", "")[number % 2], "", ("Edge", "Database", "")[number % 3], ""),
        *(f"0|i{number:06d}:", f"Sprint {number % 30}", ""),
        *(("1.0", "2.0", "5.0", "")[number % 4], f"OPS-{number // 10 + 1}" if number % 10 else ""),
        *(category, f"OPS-{number}" if number % 7 == 3 else ""),
    ]


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("import") / "backlog.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(_HEADER)
        writer.writerows(map(_row, range(ROWS)))
    return path


def _parse_and_build(path: Path) -> list[Item]:
    """The least that any import has to do: the csv module, and a checked record of each kind."""
    items = []
    with path.open(newline="", encoding="utf-8") as file:
        reader = csv.reader(file)
        next(reader)
        for number, cells in enumerate(reader):
            values: dict[str, SourceValue] = {
                "title": cells[0],
                "notes": cells[14],
                "type": cells[3],
                "source_status": cells[4],
                "status": "done" if cells[7] else "open",
                "priority": cells[6],
                "created_on": "2026-01-02",
                "done_on": None,
                "due": None,
                "labels": (cells[15],),
                "component": cells[17],
                "sprints": (cells[20],),
                "points": float(cells[22] or 0),
                "parent": cells[23] or None,
                "prerequisites": (cells[25],),
                "updated": "2026-01-02T00:00:00.000000Z",
            }
            row = ImportRow(item=f"{number:010d}", key=cells[1], values=values)
            added = ItemAdded(
                item=row.item,
                fields={
                    "title": cells[0],
                    "notes": cells[14],
                    "type": cells[3],
                    "priority": cells[6],
                    "status": Status.DONE if cells[7] else Status.OPEN,
                    "created_on": date.fromisoformat("2026-01-02"),
                    "labels": ("network",),
                    "component": "0000000001",
                    "estimate": Estimate(1.0),
                    "parent": "0000000002",
                    "rank": "V",
                    "external": (ExternalRef("jira", row.key, row.values),),
                },
            )
            items.append(Item(added.item, **added.fields))
    return items


def _import(path: Path) -> State:
    comparison = compare_import(EMPTY, read_export(path).command())
    return fold(comparison.events)


def _cpu(work: Callable[[], object]) -> float:
    gc.collect()
    begun = time.process_time()
    work()
    return time.process_time() - begun


def _ratio(path: Path) -> tuple[float, float, float]:
    bound = statistics.median(_cpu(lambda: _parse_and_build(path)) for _ in range(5))
    took = statistics.median(
        _cpu(lambda: compare_import(EMPTY, read_export(path).command())) for _ in range(5)
    )
    return took / bound, took, bound


def test_an_import_of_17000_rows_costs_under_three_times_parsing_and_building(
    export: Path,
) -> None:
    ratio, took, bound = _ratio(export)
    if ratio >= 3:
        ratio, took, bound = _ratio(export)
    print(f"\nimport of {ROWS} rows: {took:.3f} s, bound {bound:.3f} s, ratio {ratio:.2f}")  # noqa: T201 - the figures
    assert ratio < 3


def test_the_same_17000_rows_again_add_nothing(export: Path) -> None:
    state = _import(export)

    took = _cpu(lambda: compare_import(state, read_export(export).command()))

    print(f"\nthe same {ROWS} rows again: {took:.3f} s")  # noqa: T201 - the figures
    again = compare_import(state, read_export(export).command())
    assert len(state.items) == ROWS
    assert again.events == ()
    assert again.kept_local == ()
