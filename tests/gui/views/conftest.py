"""What the tests of the pages stand on: a light theme without motion, a session, a selection."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.selection import Selection
from gui.session import Session
from gui.theme import ThemeSource, apply
from roadmap.commands import Command
from tests.gui.views.harbour import MAYA, NOW, harbour


@pytest.fixture
def themes(qapp: QApplication) -> Iterator[ThemeSource]:
    """A light theme that never moves; the application is plain again afterwards."""
    source = apply(qapp, "light", still=True)
    yield source
    qapp.setStyleSheet("")
    source.deleteLater()


Opener = Callable[..., Session]


@pytest.fixture
def open_session(qtbot: QtBot) -> Iterator[Opener]:
    """Opens the small roadmap, with a further decision or empty; the clock stands still."""
    opened: list[Session] = []

    def make(*more: Command, empty: bool = False) -> Session:
        session = Session(harbour(*more, empty=empty), MAYA, clock=lambda: NOW)
        opened.append(session)
        return session

    yield make
    for session in opened:
        session.close()


@pytest.fixture
def session(open_session: Opener) -> Session:
    """The small roadmap, open."""
    return open_session()


@pytest.fixture
def selection(qapp: QApplication) -> Selection:
    """Nothing selected."""
    return Selection()


@pytest.fixture
def put(qtbot: QtBot) -> Callable[[QWidget], QWidget]:
    """Shows a page as the window would, active and of a usual size."""

    def show(page: QWidget) -> QWidget:
        qtbot.addWidget(page)
        page.resize(1000, 800)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        return page

    return show
