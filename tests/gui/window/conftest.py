"""What the tests of the window stand on: a file with some history, its session and its window."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.session import Session
from gui.theme import ThemeSource, apply
from gui.window.window import MainWindow
from roadmap.commands import Command, parse_command
from roadmap.fields.roadmap import RoadmapFields
from roadmap.service import Roadmap
from roadmap.values import Author, derived_id

MAYA = Author(id="maya", name="Maya Okafor")
TOMAS = Author(id="tomas", name="Tomas Ruiz")
START = datetime(2026, 1, 5, 9, tzinfo=UTC)
EMERGENCY = {"forcing": "forced", "horizon": "short_term", "driver": "incident"}
TWEAK = {"forcing": "discretionary", "horizon": "short_term"}


def command(do: str, **fields: object) -> Command:
    """Return the command `do`, written as `roadmap apply` takes it."""
    return parse_command({"do": do, **fields})


def item(title: str, **fields: object) -> Command:
    """Return the command that adds an item."""
    return command("add_item", item=item_id(title), title=title, estimate=3, **fields)


def item_id(title: str) -> str:
    """Return the id of the item with this title."""
    return derived_id("item", title)


@pytest.fixture
def themes(qapp: QApplication) -> Iterator[ThemeSource]:
    """A light theme that never moves; the application is plain again afterwards."""
    source = apply(qapp, "light", still=True)
    yield source
    qapp.setStyleSheet("")
    source.deleteLater()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A roadmap of seven decisions by two people, three days apart, over two sprints."""
    path = tmp_path / "Harbour.roadmap"
    fields: RoadmapFields = {"name": "Harbour", "zone": "UTC", "sprint_start": START.date()}
    roadmap = Roadmap.create(path, fields, by=MAYA, at=START)
    fire = {"title": "Disk full", "driver": "incident", "started_at": START.isoformat()}
    decisions: list[tuple[Author, Command, str | None]] = [
        (MAYA, item("Patch TLS", **EMERGENCY), None),
        (TOMAS, item("Self-service DNS", **TWEAK), None),
        (MAYA, item("Service template"), "Teams asked for it"),
        (TOMAS, command("log_interruption", **fire), None),
        (MAYA, item("Old dashboards"), None),
        (TOMAS, command("shed_item", item=item_id("Old dashboards")), "Nobody reads them"),
    ]
    for number, (by, wanted, why) in enumerate(decisions, start=1):
        roadmap.execute([wanted], by=by, at=START + timedelta(days=3 * number), why=why)
    roadmap.close()
    return path


@pytest.fixture
def session(file: Path, qapp: QApplication) -> Iterator[Session]:
    """The file, open."""
    session = Session(Roadmap.open(file), MAYA)
    yield session
    QThreadPool.globalInstance().waitForDone()
    session.close()


@pytest.fixture
def make_window(qtbot: QtBot, themes: ThemeSource) -> Iterator[Callable[[Session], MainWindow]]:
    """Makes shown windows; they are closed without their session afterwards."""
    made: list[MainWindow] = []

    def make(session: Session) -> MainWindow:
        window = MainWindow(themes)
        window.begin(session)
        window.resize(1440, 900)
        made.append(window)
        window.show()
        window.activateWindow()
        qtbot.waitExposed(window)
        return window

    yield make
    for window in made:
        window.hide()
        window.deleteLater()


@pytest.fixture
def window(session: Session, make_window: Callable[[Session], MainWindow]) -> MainWindow:
    """The window of the file."""
    return make_window(session)


def idle(qtbot: QtBot, session: Session) -> None:
    """Wait until everything is saved."""
    qtbot.waitUntil(lambda: session.pending == 0, timeout=5000)
