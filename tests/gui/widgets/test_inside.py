"""What a scroll area shows is replaced while a part of it is pressed."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from gui.widgets.inside import put_inside


def test_a_button_outlives_the_press_that_replaces_it(qtbot: QtBot) -> None:
    area = QScrollArea()
    qtbot.addWidget(area)
    lived: list[bool] = []

    def show() -> QPushButton:
        inside = QWidget()
        button = QPushButton("Again")
        QVBoxLayout(inside).addWidget(button)
        button.clicked.connect(lambda: press(button))
        put_inside(area, inside)
        return button

    def press(button: QPushButton) -> None:
        show()
        lived.append(isValid(button))

    first = show()
    area.show()
    QTest.mouseClick(first, Qt.MouseButton.LeftButton)
    assert lived == [True]
    assert not first.isVisible()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not isValid(first)
