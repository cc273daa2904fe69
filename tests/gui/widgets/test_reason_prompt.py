"""Is the reason asked in place, and can it always be skipped?"""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gui.theme import ThemeSource
from gui.widgets.reason_prompt import ReasonPrompt


@pytest.fixture
def prompt(qtbot: QtBot, themes: ThemeSource, window: QWidget) -> ReasonPrompt:
    found = ReasonPrompt(themes)
    QVBoxLayout(window).addWidget(found)
    return found


def box(prompt: ReasonPrompt) -> QLineEdit:
    found = prompt.findChild(QLineEdit)
    assert isinstance(found, QLineEdit)
    return found


def test_asking_takes_the_focus_and_says_the_question(qtbot: QtBot, prompt: ReasonPrompt) -> None:
    prompt.ask("Why must this be done now?")
    qtbot.waitUntil(box(prompt).hasFocus)
    assert prompt.question == "Why must this be done now?"
    assert box(prompt).accessibleName() == "Why must this be done now?"


def test_return_saves_the_trimmed_reason_and_closes(qtbot: QtBot, prompt: ReasonPrompt) -> None:
    prompt.ask("Why?")
    QTest.keyClicks(box(prompt), "  The contract says so ")
    with qtbot.waitSignal(prompt.saved) as caught:
        QTest.keyClick(box(prompt), Qt.Key.Key_Return)
    assert caught.args == ["The contract says so"]
    assert prompt.question == ""


def test_return_without_a_word_skips(qtbot: QtBot, prompt: ReasonPrompt) -> None:
    prompt.ask("Why?")
    with qtbot.waitSignal(prompt.skipped), qtbot.assertNotEmitted(prompt.saved):
        QTest.keyClick(box(prompt), Qt.Key.Key_Return)


def test_escape_skips_before_a_shortcut_of_the_window_takes_it(
    qtbot: QtBot, window: QWidget, prompt: ReasonPrompt
) -> None:
    action = QAction("Leave the past", window)
    action.setShortcut("Esc")
    window.addAction(action)
    prompt.ask("Why?")
    qtbot.waitUntil(box(prompt).hasFocus)
    with qtbot.waitSignal(prompt.skipped), qtbot.assertNotEmitted(action.triggered):
        QTest.keyClick(box(prompt), Qt.Key.Key_Escape)


def test_skipping_twice_tells_once(prompt: ReasonPrompt) -> None:
    got: list[None] = []
    prompt.skipped.connect(lambda: got.append(None))
    prompt.ask("Why?")
    prompt.skip()
    prompt.skip()
    assert len(got) == 1


def test_a_question_with_markup_is_shown_as_it_is(prompt: ReasonPrompt) -> None:
    prompt.ask('Why is "<b>x</b><img src=/etc/passwd>" must do now?')
    assert "<b>" in prompt.question
