"""Is there one toast only, and does it stay while it is needed?"""

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from gui.theme import ThemeSource
from gui.widgets.toast import KEPT_CLEAR, Toast


@pytest.fixture
def toast(themes: ThemeSource, window: QWidget) -> Toast:
    return Toast(themes, window)


def button(toast: Toast) -> QPushButton:
    found = toast.findChild(QPushButton)
    assert isinstance(found, QPushButton)
    return found


def test_a_second_message_replaces_the_first(window: QWidget, toast: Toast) -> None:
    toast.say("First", "Undo")
    toast.say("Second")
    assert toast.text == "Second"
    assert len(window.findChildren(Toast)) == 1
    assert button(toast).isHidden()


def test_a_sentence_too_long_for_its_window_takes_a_second_line(
    window: QWidget, toast: Toast
) -> None:
    toast.say("Moved", "Undo")
    line = toast.height()
    toast.say(
        "Nothing was undone. " + "The way out stands at the end of the sentence. " * 5, "Undo"
    )
    assert toast.height() > line
    assert window.rect().contains(toast.geometry())
    toast.say("Moved", "Undo")
    assert toast.height() == line


def test_undo_is_asked_for_once_and_the_toast_goes(qtbot: QtBot, toast: Toast) -> None:
    toast.say("Moved", "Undo")
    with qtbot.waitSignals([toast.action_requested, toast.closed]):
        QTest.mouseClick(button(toast), Qt.MouseButton.LeftButton)
    assert toast.text == ""


def test_it_goes_by_itself(qtbot: QtBot, toast: Toast) -> None:
    with qtbot.waitSignal(toast.closed, timeout=2000):
        toast.say("Moved", stays_ms=20)


def test_it_stays_while_the_pointer_is_over_it(qtbot: QtBot, toast: Toast) -> None:
    toast.say("Moved", stays_ms=20)
    enter = QEnterEvent(QPointF(5, 5), QPointF(5, 5), QPointF(5, 5))
    QApplication.sendEvent(toast, enter)
    with qtbot.waitSignal(toast.closed, timeout=200, raising=False) as waited:
        pass
    assert not waited.signal_triggered
    assert toast.text == "Moved"
    QApplication.sendEvent(toast, QEvent(QEvent.Type.Leave))
    assert toast.text == "Moved"


def test_it_lies_at_the_bottom_and_follows_the_window(
    qtbot: QtBot, window: QWidget, toast: Toast
) -> None:
    toast.say("Moved")
    window.resize(600, 400)
    qtbot.waitUntil(lambda: toast.geometry().bottom() < 400)
    assert abs(toast.geometry().center().x() - 300) <= 1


def test_it_makes_room_for_a_question_that_is_asked_meanwhile(
    qtbot: QtBot, window: QWidget, toast: Toast
) -> None:
    question = QFrame()
    question.setProperty(KEPT_CLEAR, True)
    question.setFixedHeight(80)
    question.hide()
    column = QVBoxLayout(window)
    column.addStretch(1)
    column.addWidget(question)
    toast.say("Moved")
    low = toast.y()
    question.show()
    qtbot.waitUntil(lambda: toast.y() < low)
    assert not toast.geometry().intersects(question.geometry())


def test_it_makes_room_for_the_row_that_is_chosen_after_it_was_added(
    qtbot: QtBot, window: QWidget, toast: Toast
) -> None:
    rows = QListWidget()
    rows.addItems([f"Row {number}" for number in range(200)])
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(rows)
    toast.raise_()
    qtbot.waitUntil(lambda: rows.height() == window.height())
    toast.say("Moved")
    under = rows.indexAt(toast.geometry().center())
    rows.setCurrentIndex(under)
    low = toast.y()
    qtbot.waitUntil(lambda: toast.y() < low)
    assert not toast.geometry().intersects(rows.visualRect(under))
