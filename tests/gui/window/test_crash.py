"""What nobody foresaw: logged, said once, and the app goes on."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QtMsgType
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.crash import CrashHook, _on_qt_message
from gui.diagnostics import diagnostics
from gui.dialogs.about import AboutDialog
from gui.dialogs.crash import CrashDialog
from gui.starting import write_log
from gui.theme import ThemeSource


@pytest.fixture
def hook(qapp: QApplication, themes: ThemeSource) -> Iterator[CrashHook]:
    hook = CrashHook(themes)
    yield hook
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, CrashDialog):
            widget.accept()
            widget.deleteLater()


def dialogs() -> list[CrashDialog]:
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, CrashDialog)]
    return [dialog for dialog in found if dialog.isVisible()]


def test_a_fault_is_logged_and_shown_once(
    hook: CrashHook, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(3):
        hook.take(ZeroDivisionError, ZeroDivisionError("cards / 0"), None)
    [dialog] = dialogs()
    assert "ZeroDivisionError: cards / 0" in dialog.text.toPlainText()
    assert [record.levelno for record in caplog.records] == [logging.CRITICAL] * 3
    dialog.copy.click()
    assert "Python" in QGuiApplication.clipboard().text()
    dialog.accept()
    hook.happened.emit("another")
    assert len(dialogs()) == 1


def test_a_fault_in_a_thread_is_shown_in_the_window(hook: CrashHook, qtbot: QtBot) -> None:
    thread = threading.Thread(target=lambda: hook.take(ValueError, ValueError("worker"), None))
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(dialogs()) == 1, timeout=2000)


def test_the_log_is_written_where_it_can_be(tmp_path: Path) -> None:
    root = logging.getLogger()
    before = list(root.handlers)
    root.handlers.clear()
    try:
        write_log(tmp_path / "deep" / "roadmap.log")
        logging.getLogger("roadmap.window").error("Something")
        assert "Something" in (tmp_path / "deep" / "roadmap.log").read_text("utf-8")
        for handler in root.handlers:
            handler.close()
        root.handlers.clear()
        (tmp_path / "file").touch()
        write_log(tmp_path / "file" / "roadmap.log")
        assert isinstance(root.handlers[0], logging.NullHandler)
    finally:
        root.handlers[:] = before


def test_diagnostics_name_versions_and_no_roadmap(qapp: QApplication) -> None:
    text = diagnostics()
    for word in ("roadmap ", "Qt ", "SQLite ", "Python ", "Log "):
        assert word in text


def test_about_copies_the_diagnostics(themes: ThemeSource, qtbot: QtBot) -> None:
    dialog = AboutDialog(themes, "1.2.3", None)
    qtbot.addWidget(dialog)
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == dialog.text.toPlainText()


def test_what_qt_says_goes_to_the_log(caplog: pytest.LogCaptureFixture) -> None:
    class Context:
        category = "default"

    with caplog.at_level(logging.DEBUG):
        _on_qt_message(QtMsgType.QtWarningMsg, Context(), "odd")  # type: ignore[arg-type]
    assert caplog.records[-1].levelno == logging.WARNING
    assert "odd" in caplog.text
