"""Importing in the window: looked at, mapped, tried, then one decision."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QSize, QThreadPool
from pytestqt.qtbot import QtBot

from gui.dialogs.form import room_for
from gui.dialogs.importing.dialog import ImportDialog
from gui.dialogs.importing.settings import format_words
from gui.theme import ThemeSource
from gui.window.window import MainWindow
from roadmap.exchange import FORMATS
from roadmap.exchange.read_facts import FACT_FORMATS
from tests.gui.window.conftest import command, idle, item_id

CSV = """Nr,What,State,Due,Days
W-1,"Patch <b>TLS</b>",offen,07.06.2026,3
W-2,Rotate keys,fertig,13.06.2026,2
W-3,,offen,,1
W-1,Twice,offen,,1
"""
MAPPING = {
    "source": "wiki",
    "key": "Nr",
    "columns": {"title": "What", "status": "State", "due": "Due", "estimate": "Days"},
    "values": {"status": {"offen": "open", "fertig": "done"}},
}


@pytest.fixture
def csv(tmp_path: Path) -> Path:
    path = tmp_path / "wiki.csv"
    path.write_text(CSV, encoding="utf-8")
    return path


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


def tried(qtbot: QtBot, dialog: ImportDialog) -> None:
    qtbot.waitUntil(dialog.go.isEnabled, timeout=10_000)


def test_a_known_export_needs_one_press(
    open_dialog: Callable[[Path], ImportDialog], window: MainWindow, shared: Path, qtbot: QtBot
) -> None:
    dialog = open_dialog(shared / "data" / "jira-csv" / "jira-cloud-tb1-bom-epics.csv")
    tried(qtbot, dialog)
    assert dialog.settings.format.text() == "Jira CSV"
    assert dialog.go.face.text == "Import 45 items"
    with qtbot.waitSignal(dialog.imported, timeout=10_000):
        dialog.go.click()
    idle(qtbot, window.session)
    told = window.session.told(window.session.count - 1)
    assert told.because is not None
    assert told.because.kind == "import"
    assert window.messages.toast.text == "Imported 45 items from Jira"
    again = open_dialog(shared / "data" / "jira-csv" / "jira-cloud-tb1-bom-epics.csv")
    qtbot.waitUntil(lambda: "unchanged" in again.report.numbers.accessibleName(), timeout=10_000)
    assert not again.go.isEnabled()
    assert "Nothing would change." in again.go.toolTip()


def test_one_sorts_only_what_an_import_brought_to_sort(
    open_dialog: Callable[[Path], ImportDialog], window: MainWindow, csv: Path, qtbot: QtBot
) -> None:
    window.session.execute([command("add_item", title="Waits to be sorted")])
    idle(qtbot, window.session)
    done = {**MAPPING, "values": {"status": {"offen": "done", "fertig": "done"}}}
    path = csv.with_suffix(".json")
    came: list[str] = []
    for mapping in (done, {**MAPPING, "source": "another"}):
        path.write_text(json.dumps(mapping), encoding="utf-8")
        dialog = open_dialog(csv)
        qtbot.waitUntil(dialog.mapping.isVisible, timeout=10_000)
        dialog.load_mapping(path)
        tried(qtbot, dialog)
        with qtbot.waitSignal(dialog.imported, timeout=10_000):
            dialog.go.click()
        idle(qtbot, window.session)
        came.append(dialog.brought_to)
    assert came == ["overview", "sort"]


def test_every_format_has_a_name_for_people() -> None:
    for format_id in (*FORMATS, *FACT_FORMATS):
        assert format_words(format_id) != format_id


def test_a_dialog_is_no_larger_than_the_screen(
    open_dialog: Callable[[Path], ImportDialog], csv: Path
) -> None:
    small, large = QRect(0, 0, 960, 600), QRect(0, 0, 1920, 1200)
    assert room_for(QSize(1000, 700), small) == QSize(920, 540)
    assert room_for(QSize(1000, 700), large) == QSize(1000, 700)
    dialog = open_dialog(csv)
    assert dialog.height() < dialog.screen().availableGeometry().height()


def test_return_imports_a_file_that_was_just_chosen(
    window: MainWindow,
    themes: ThemeSource,
    csv: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    export = csv.with_name("export.csv")
    export.write_text("Key,Title\nA-1,Patch TLS\n", encoding="utf-8")
    dialog = ImportDialog(window.session, themes, window)
    dialog.open()
    dialog.choose_button.setFocus()
    monkeypatch.setattr(dialog, "choose", lambda *_given: str(export))
    dialog.choose_button.click()
    tried(qtbot, dialog)
    qtbot.waitUntil(lambda: dialog.focusWidget() is dialog.go)
    dialog.reject()
    QThreadPool.globalInstance().waitForDone()


def test_any_csv_is_mapped_first(
    open_dialog: Callable[[Path], ImportDialog], csv: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = open_dialog(csv)
    qtbot.waitUntil(dialog.mapping.isVisible, timeout=10_000)
    assert not dialog.go.isEnabled()
    path = tmp_path / "mapping.json"
    path.write_text(json.dumps(MAPPING), encoding="utf-8")
    dialog.load_mapping(path)
    tried(qtbot, dialog)
    assert dialog.go.face.text == "Import 2 items"
    assert "2 refused" in dialog.report.numbers.accessibleName()
    assert dialog.settings.date_order.currentData() == "dmy"
    dialog.save_mapping(tmp_path / "again.json")
    saved = json.loads((tmp_path / "again.json").read_text(encoding="utf-8"))
    assert saved["columns"] == MAPPING["columns"]
    assert saved["values"] == MAPPING["values"]


def test_what_was_detected_can_be_overridden(
    open_dialog: Callable[[Path], ImportDialog], csv: Path, qtbot: QtBot
) -> None:
    dialog = open_dialog(csv)
    qtbot.waitUntil(dialog.mapping.isVisible, timeout=10_000)
    box = dialog.settings.delimiter
    assert box.currentData() == ","
    box.setCurrentIndex(box.findData(";"))
    box.activated.emit(box.currentIndex())
    qtbot.waitUntil(lambda: dialog.rows.columnCount() == 1, timeout=10_000)


def test_text_of_a_file_stays_plain(
    open_dialog: Callable[[Path], ImportDialog], csv: Path, qtbot: QtBot
) -> None:
    dialog = open_dialog(csv)
    qtbot.waitUntil(lambda: dialog.rows.rowCount() == 4, timeout=10_000)
    assert dialog.rows.model().index(0, 1).data() == "Patch <b>TLS</b>"


def test_a_file_that_is_no_export_says_why(
    open_dialog: Callable[[Path], ImportDialog], tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "empty.csv"
    path.write_bytes(b"")
    dialog = open_dialog(path)
    qtbot.waitUntil(lambda: "empty" in dialog.report.numbers.accessibleName(), timeout=10_000)
    assert not dialog.go.isEnabled()
    assert not dialog.mapping.isVisible()


def test_an_import_decided_aside_counts_in_what_others_changed_meanwhile(
    window: MainWindow, qtbot: QtBot
) -> None:
    session = window.session
    heard: list[str | None] = []
    rows = [{"key": "A-1", "values": {"title": "Patch it"}}]
    wanted = command("import_items", source="wiki", format="csv", rows=rows)
    session.execute_aside([wanted], heard.append)
    session.execute([command("edit_item", item=item_id("Patch TLS"), fields={"title": "Other"})])
    qtbot.waitUntil(lambda: len(heard) == 1, timeout=5000)
    idle(qtbot, session)
    titles = {each.title for each in session.live.items.ordered()}
    assert {"Other", "Patch it"} <= titles
    again: list[str | None] = []
    session.execute_aside([wanted], again.append)
    qtbot.waitUntil(lambda: again == [None], timeout=5000)
