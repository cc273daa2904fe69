"""Mapping columns by hand: with keys and the mouse, as often as one likes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QThreadPool
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from gui.dialogs.importing.dialog import ImportDialog
from gui.theme import ThemeSource
from gui.window.window import MainWindow

CSV = """Naam,Wat,Klaar op,Grootte,Staat
W-1,Patch TLS,2026-06-07,3,offen
W-2,Rotate keys,2026-06-13,2,fertig
"""


@pytest.fixture
def dialog(
    window: MainWindow, themes: ThemeSource, tmp_path: Path, qtbot: QtBot
) -> Iterator[ImportDialog]:
    """The dialog on a CSV whose columns say nothing to it."""
    path = tmp_path / "werk.csv"
    path.write_text(CSV, encoding="utf-8")
    dialog = ImportDialog(window.session, themes, window, str(path))
    dialog.open()
    qtbot.waitUntil(dialog.mapping.isVisible, timeout=10_000)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    yield dialog
    dialog.reject()
    QThreadPool.globalInstance().waitForDone()


def box_of(dialog: ImportDialog, name: str) -> QComboBox:
    """Return the box of a field as it stands now."""
    boxes = dialog.mapping.findChildren(QComboBox)
    return next(each for each in boxes if each.accessibleName() == name and each.isVisible())


def words_of(dialog: ImportDialog) -> list[str]:
    boxes = dialog.mapping.findChildren(QComboBox)
    return [each.accessibleName() for each in boxes if ": " in each.accessibleName()]


def press_until(box: QComboBox, column: str) -> None:
    """Goes down the closed box with the keyboard."""
    box.setFocus()
    for _step in range(box.count()):
        if box.currentText() == column:
            return
        QTest.keyClick(box, Qt.Key.Key_Down)
    raise AssertionError(f"{column} is not offered")


def pick(qtbot: QtBot, box: QComboBox, column: str) -> None:
    """Opens the list of a box and clicks an entry."""
    QTest.mouseClick(box, Qt.MouseButton.LeftButton)
    view = box.view()
    qtbot.waitUntil(view.isVisible)
    index = box.model().index(box.findText(column), 0)
    QTest.mouseMove(view.viewport(), view.visualRect(index).center())
    # Qt takes no release for a choice that follows the opening at once.
    pause = QApplication.doubleClickInterval() + 50
    qtbot.wait(pause)
    QTest.mouseClick(
        view.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        view.visualRect(index).center(),
    )
    qtbot.waitUntil(lambda: not view.isVisible())


def test_columns_are_chosen_with_the_keyboard_again_and_again(
    dialog: ImportDialog, qtbot: QtBot
) -> None:
    for column in ("Naam", "Wat", "Naam"):
        press_until(box_of(dialog, "Key"), "Naam")
        box = box_of(dialog, "Title")
        box.setFocus()
        QTest.keyClick(box, Qt.Key.Key_Home)
        press_until(box_of(dialog, "Title"), column)
    press_until(box_of(dialog, "Title"), "Wat")
    assert box_of(dialog, "Title").hasFocus()
    qtbot.waitUntil(dialog.go.isEnabled, timeout=10_000)
    assert dialog.go.face.text == "Import 2 items"


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_columns_are_chosen_with_the_mouse(dialog: ImportDialog, qtbot: QtBot) -> None:
    for name, column in (("Key", "Wat"), ("Title", "Naam"), ("Key", "Naam"), ("Title", "Wat")):
        pick(qtbot, box_of(dialog, name), column)
        assert box_of(dialog, name).currentText() == column
    qtbot.waitUntil(dialog.go.isEnabled, timeout=10_000)
    assert dialog.go.face.text == "Import 2 items"


def test_the_words_of_a_column_are_offered_as_soon_as_it_is_chosen(
    dialog: ImportDialog, qtbot: QtBot
) -> None:
    assert words_of(dialog) == []
    press_until(box_of(dialog, "Status"), "Staat")
    qtbot.waitUntil(lambda: words_of(dialog) == ["Staat: offen", "Staat: fertig"])
    press_until(box_of(dialog, "Key"), "Naam")
    press_until(box_of(dialog, "Title"), "Wat")
    meaning = box_of(dialog, "Staat: fertig")
    press_until(meaning, "done")
    mapping = dialog.mapping.mapping
    assert mapping is not None
    assert mapping.values == {"status": {"fertig": "done"}}
    status = box_of(dialog, "Status")
    status.setFocus()
    QTest.keyClick(status, Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: words_of(dialog) == [])
    assert box_of(dialog, "Status").hasFocus()


def test_one_begins_at_the_first_column_that_is_missing(dialog: ImportDialog) -> None:
    assert box_of(dialog, "Key").hasFocus()


def test_scrolling_past_a_box_chooses_nothing(dialog: ImportDialog) -> None:
    box = box_of(dialog, "Status")
    box.clearFocus()
    centre = QPointF(box.rect().center())
    turn = QWheelEvent(
        centre,
        QPointF(box.mapToGlobal(centre.toPoint())),
        QPoint(0, 0),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(box, turn)
    assert box.currentText() == "not in the file"
