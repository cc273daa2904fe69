"""Files of levels, measurements and incidents in the import dialog: shown, then one decision."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QThreadPool
from pytestqt.qtbot import QtBot

from gui.dialogs.importing.dialog import ImportDialog
from gui.dialogs.importing.facts import lines_of
from gui.theme import ThemeSource
from gui.window.window import MainWindow
from roadmap.values import derived_id
from tests.gui.window.conftest import command, idle

CSV = """measure,date,value,effect
API answers,2026-01-09,262 ms,Search: slow at lunch
API answers,2026-01-12,abc,
Unknown thing,2026-01-12,3,
"""
SLO = """apiVersion: openslo/v1
kind: SLO
metadata:
  name: search-latency
  displayName: Search answers in time
spec:
  service: search
  budgetingMethod: Occurrences
  objectives:
    - displayName: in time
      target: 0.995
"""


@pytest.fixture
def open_dialog(
    window: MainWindow, themes: ThemeSource
) -> Iterator[Callable[[Path], ImportDialog]]:
    made: list[ImportDialog] = []

    def make(path: Path) -> ImportDialog:
        dialog = ImportDialog(window.session, themes, window, str(path))
        made.append(dialog)
        dialog.open()
        return dialog

    yield make
    for dialog in made:
        dialog.reject()
    QThreadPool.globalInstance().waitForDone()


def measured(window: MainWindow, qtbot: QtBot) -> str:
    """Add a measure to the roadmap, wait until it is saved, and return its id."""
    key = derived_id("measure", "API answers")
    fields = {"name": "API answers", "principle": "Latency", "comparator": "at_most"}
    window.session.execute([command("add_measure", measure=key, unit="ms", level=250, **fields)])
    idle(qtbot, window.session)
    return key


def text_of(dialog: ImportDialog) -> str:
    return dialog.report.numbers.accessibleName()


def test_measurements_are_shown_with_what_is_refused_and_taken_in(
    open_dialog: Callable[[Path], ImportDialog], window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    key = measured(window, qtbot)
    path = tmp_path / "week.csv"
    path.write_text(CSV, encoding="utf-8")
    dialog = open_dialog(path)
    qtbot.waitUntil(dialog.go.isEnabled, timeout=10_000)
    assert dialog.go.face.text == "Import 1 measurement"
    assert dialog.settings.format.text() == "Measurements"
    assert "1 new measurement" in text_of(dialog)
    assert "2 refused" in text_of(dialog)
    assert dialog.brought_to == "principles"
    with qtbot.waitSignal(dialog.imported, timeout=10_000):
        dialog.go.click()
    idle(qtbot, window.session)
    (value,) = window.session.live.measures[key].measurements
    assert (value.value, value.effect) == (262, "Search: slow at lunch")
    assert window.messages.toast.text == "Imported 1 measurement from week.csv"
    again = open_dialog(path)
    qtbot.waitUntil(lambda: "1 unchanged" in text_of(again), timeout=10_000)
    assert not again.go.isEnabled()
    assert "Nothing would change." in again.go.toolTip()


def test_what_would_be_recorded_is_shown_not_what_is_refused(
    open_dialog: Callable[[Path], ImportDialog], window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    level = {"principle": "Reliability", "comparator": "at_least", "unit": "%", "level": 99.9}
    window.session.execute([command("add_measure", name="Answered", **level)])
    idle(qtbot, window.session)
    path = tmp_path / "week.csv"
    rows = ("Answered,2026-01-09,0.9985", "Answered,2026-01-12,0.9995", "Other,2026-01-12,3")
    path.write_text("\n".join(("measure,date,value", *rows)), encoding="utf-8")
    dialog = open_dialog(path)
    qtbot.waitUntil(dialog.go.isEnabled, timeout=10_000)
    assert dialog._facts is not None
    told = lines_of(dialog._facts, window.session.live)
    lines = [(title, "".join(run.text for run in runs)) for title, runs in told]
    assert [text for title, text in lines if title == "Measurements: 2"] == [
        "Answered  2026-01-09  99.85%  breaks at least 99.9%",
        "Answered  2026-01-12  99.95%",
    ]
    assert "0.9985 as 99.85%" in lines[0][1]


def test_an_slo_file_becomes_a_level(
    open_dialog: Callable[[Path], ImportDialog], window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "slo.yaml"
    path.write_text(SLO, encoding="utf-8")
    dialog = open_dialog(path)
    qtbot.waitUntil(dialog.go.isEnabled, timeout=10_000)
    assert dialog.go.face.text == "Import 1 level"
    assert not dialog.settings.date_order.isVisible()
    with qtbot.waitSignal(dialog.imported, timeout=10_000):
        dialog.go.click()
    idle(qtbot, window.session)
    (measure,) = window.session.live.measures.ordered()
    assert measure.level == pytest.approx(99.5)


@pytest.mark.shared
def test_incidents_of_an_on_call_tool_become_interruptions(
    open_dialog: Callable[[Path], ImportDialog], window: MainWindow, shared: Path, qtbot: QtBot
) -> None:
    before = len(window.session.live.interruptions)
    dialog = open_dialog(shared / "data" / "incidents" / "pagerduty-rest-incidents.json")
    qtbot.waitUntil(dialog.go.isEnabled, timeout=10_000)
    assert dialog.go.face.text == "Import 3 incidents"
    assert dialog.brought_to == "interruptions"
    with qtbot.waitSignal(dialog.imported, timeout=10_000):
        dialog.go.click()
    idle(qtbot, window.session)
    assert len(window.session.live.interruptions) == before + 3
    assert window.messages.toast.text == "Imported 3 incidents from PagerDuty"


def test_another_encoding_reads_the_file_again(
    open_dialog: Callable[[Path], ImportDialog], window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    measured(window, qtbot)
    path = tmp_path / "week.csv"
    path.write_text(CSV, encoding="utf-8")
    dialog = open_dialog(path)
    qtbot.waitUntil(dialog.go.isEnabled, timeout=10_000)
    before = dialog._facts
    order = dialog.settings.date_order
    order.setCurrentIndex(order.findData("dmy"))
    order.activated.emit(order.currentIndex())
    qtbot.waitUntil(lambda: dialog._facts is not None and dialog._facts is not before)
    assert dialog.settings.date_order.currentData() == "dmy"
