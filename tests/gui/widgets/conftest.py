"""What the tests of the widgets stand on: one light theme without motion, and a window."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.theme import ThemeSource, apply


@pytest.fixture
def themes(qapp: QApplication) -> Iterator[ThemeSource]:
    """A light theme that never moves; the application is plain again afterwards."""
    source = apply(qapp, "light", still=True)
    yield source
    qapp.setStyleSheet("")
    source.deleteLater()


@pytest.fixture
def window(qtbot: QtBot, themes: ThemeSource) -> QWidget:
    """A shown, active window of 1000 x 700."""
    shell = QWidget()
    shell.resize(1000, 700)
    qtbot.addWidget(shell)
    shell.show()
    shell.activateWindow()
    qtbot.waitExposed(shell)
    return shell
