"""Do the list and the table of What-if tell views no more than what changed?"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from gui.models.whatif.list import ScenarioModel
from gui.models.whatif.table import Column, CompareHeads, CompareModel, CompareRow
from gui.paint.scenario_row import ScenarioFace

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


def face(key: str) -> ScenarioFace:
    return ScenarioFace(key, f"Scenario {key}", "starts 14 Dec", "private", f"Scenario {key}, all")


def row(key: str, chance: str = "80%") -> CompareRow:
    cells = {Column.NAME: f"Scenario {key}", Column.CHANCE: chance, Column.CHANCE_APART: "+4"}
    return CompareRow(key, f"Scenario {key}", cells, tips={Column.CHANCE: "79.1% to 80.7%"})


def test_the_list_changes_rows_in_place(qapp: QApplication) -> None:
    model = ScenarioModel()
    QAbstractItemModelTester(model, FATAL, model)
    model.show_faces([face("a"), face("b")])
    told: list[tuple[str, int]] = []
    model.modelReset.connect(lambda: told.append(("reset", -1)))
    model.dataChanged.connect(lambda first, _last: told.append(("changed", first.row())))
    model.show_faces([face("a"), replace(face("b"), detail="later")])
    model.show_faces([face("a")])
    assert told == [("changed", 1), ("reset", -1)]
    index = model.index(0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Scenario a, all"
    assert model.row_of("b") is None


def test_the_table_changes_rows_in_place_and_says_heads(qapp: QApplication) -> None:
    model = CompareModel()
    QAbstractItemModelTester(model, FATAL, model)
    heads = CompareHeads({Column.CHANCE: "In time"}, {Column.CHANCE: "its date is kept"})
    model.show_rows(heads, [row(""), row("a")])
    told: list[tuple[str, int]] = []
    model.modelReset.connect(lambda: told.append(("reset", -1)))
    model.dataChanged.connect(lambda first, _last: told.append(("changed", first.row())))
    model.show_rows(heads, [row(""), row("a", "90%")])
    model.show_rows(heads, [row(""), row("a", "90%")])
    assert told == [("changed", 1)]
    cell = model.index(1, Column.CHANCE)
    assert cell.data() == "90%"
    assert cell.data(Qt.ItemDataRole.AccessibleTextRole) == "Scenario a, its date is kept: 90%"
    assert "79.1%" in cell.data(Qt.ItemDataRole.ToolTipRole)
    horizontal = Qt.Orientation.Horizontal
    assert model.headerData(Column.CHANCE, horizontal) == "In time"
    assert model.columnCount() == len(Column)
