"""Are lists of boxes shown whole, and is the wheel left to what scrolls?"""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QSpinBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gui.dialogs.form import Form
from gui.theme import ThemeSource


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
@pytest.mark.parametrize("count", [2, 3, 9])
def test_all_rows_of_a_box_are_in_sight(themes: ThemeSource, qtbot: QtBot, count: int) -> None:
    holder, box = QWidget(), QComboBox()
    box.addItems([f"Row {number}" for number in range(count)])
    box.setFont(themes.theme.font())
    QVBoxLayout(holder).addWidget(box)
    qtbot.addWidget(holder)
    holder.show()
    holder.activateWindow()
    qtbot.waitUntil(holder.isActiveWindow)
    before = box.sizeHint()
    box.setFocus()
    assert box.hasFocus()
    assert box.sizeHint() == before
    QTest.mouseClick(box, Qt.MouseButton.LeftButton)
    view = box.view()
    qtbot.waitUntil(view.isVisible)
    rows = sum(view.sizeHintForRow(row) for row in range(count))
    qtbot.waitUntil(lambda: view.viewport().height() >= rows)
    assert view.verticalScrollBar().maximum() == 0
    box.hidePopup()


def test_the_wheel_changes_a_field_of_a_form_only_with_the_focus(
    themes: ThemeSource, qtbot: QtBot
) -> None:
    form, number, other = Form(themes), QSpinBox(), QComboBox()
    number.setValue(7)
    form.add("Days", number)
    form.add("Other", other)
    qtbot.addWidget(form)
    form.show()
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)

    def turn() -> None:
        centre = QPointF(number.rect().center())
        event = QWheelEvent(
            *(centre, QPointF(number.mapToGlobal(centre.toPoint()))),
            *(QPoint(0, 0), QPoint(0, -120)),
            *(Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier),
            *(Qt.ScrollPhase.NoScrollPhase, False),
        )
        QApplication.sendEvent(number, event)

    other.setFocus()
    turn()
    assert number.value() == 7
    number.setFocus()
    turn()
    assert number.value() == 6
