"""The question of the What-if page, asked with a real pointer and real keys on the sample.

Hire one, shed three or do what saves later work: compared in one table, adopted as one decision,
undone, and played back to the day before it.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QThreadPool
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.models.whatif.levers import positions
from gui.models.whatif.table import Column
from gui.session import Session
from gui.theme import apply
from gui.views.whatif.desk import DRAFT
from gui.views.whatif.page import WhatifPage
from gui.window.window import MainWindow
from roadmap.sample import write_sample
from roadmap.scenario.scenario import Scenario
from roadmap.service import Roadmap
from roadmap.values import Author

pytestmark = pytest.mark.window

MAYA = Author(id="maya", name="Maya Okafor")
NOW = datetime(2026, 11, 20, 15, tzinfo=UTC)
SHARED = 2  # the scenarios that the sample brings
TRIALS = 1500
WAIT = 60_000


@pytest.fixture
def window(tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> Iterator[MainWindow]:
    path = tmp_path / "sample.roadmap"
    write_sample(path, NOW)
    window = MainWindow(apply(qapp, "light", still=True))
    window.begin(Session(Roadmap.open(path), MAYA, clock=lambda: NOW))
    window.resize(1440, 900)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=WAIT)
    yield window
    page = window.open_page("overview")
    assert page is not None
    QThreadPool.globalInstance().waitForDone()
    window.close()
    qapp.setStyleSheet("")


class Person:
    """Whoever sits before the window: moves the pointer, presses keys, waits for what is shown."""

    def __init__(self, window: MainWindow, page: WhatifPage, qtbot: QtBot) -> None:
        self.window, self.page, self._qtbot = window, page, qtbot
        self.levers = page.side.levers

    def until(self, holds: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(holds, timeout=WAIT)

    def hand(self, *words: str) -> None:
        """Moves the real pointer or presses real keys; the window goes on meanwhile."""
        process = subprocess.Popen(["xdotool", *words])
        self.until(lambda: process.poll() is not None)
        assert process.returncode == 0

    def to(self, widget: QWidget, spot: QPoint | None = None) -> list[str]:
        at = widget.mapToGlobal(spot or widget.rect().center())
        return ["mousemove", str(at.x()), str(at.y())]

    def click(self, widget: QWidget, spot: QPoint | None = None) -> None:
        self.hand(*self.to(widget, spot), "sleep", "0.1", "click", "1")

    def settled(self, count: int) -> Scenario:
        """Waits until `count` scenarios are kept and drawn in all futures; returns the chosen."""
        page = self.page
        self.until(
            lambda: (
                page.desk.key != DRAFT
                and len(page.desk.scenarios) == count
                and not page.source.busy
                and page.results is not None
                and page.results.whole
                and set(page.results.sides) == {each.id for each in page.desk.scenarios}
            )
        )
        chosen = page.desk.chosen
        assert chosen is not None
        return chosen

    def begin(self, count: int) -> None:
        """Begins a scenario with the button; the keys are the page's then."""
        self.click(self.page.side.new)
        self.settled(count)
        self.page.side.list.setFocus()


def hire_one(person: Person) -> None:
    """Spin a hire in and say from which sprint on."""
    stepper, start = person.levers.hires.stepper, person.levers.hires.start
    person.begin(SHARED + 1)
    person.click(stepper, QPoint(stepper.width() - 12, stepper.height() // 2))
    person.until(start.isVisible)
    person.settled(SHARED + 1)
    person.click(start)
    person.until(lambda: QApplication.activePopupWidget() is not None)
    person.hand("key", "--delay", "60", "Home", "Down", "Down", "Down", "Return")
    person.until(lambda: QApplication.activePopupWidget() is None)
    person.settled(SHARED + 1)


def drag_the_inflow(person: Person) -> None:
    """Hold the slider and see the fan move before it is let go."""
    slider, page = person.levers.inflow.slider, person.page
    before = page.board.fans.face
    usual = slider.handle_spot()
    away = person.to(slider, usual + QPoint(slider.width() // 4, 0))
    person.hand(*person.to(slider, usual), "sleep", "0.1", "mousedown", "1", "sleep", "0.1", *away)
    person.until(lambda: page.results is not None and not page.results.whole)
    person.until(lambda: page.board.fans.face != before)
    assert slider.value() > 100
    person.hand(*person.to(slider, usual), "sleep", "0.1", "mouseup", "1")
    person.settled(SHARED + 1)
    assert slider.value() == 100


def shed_three(person: Person) -> None:
    """Choose the first three of the list by keys."""
    picker = person.page.choosing.picker
    person.begin(SHARED + 2)
    person.hand("key", "x")
    person.until(picker.isVisible)
    person.hand("key", "--delay", "60", "shift+Down", "shift+Down")
    person.until(lambda: len(picker.list.selected_ids()) == 3)
    person.hand("key", "Return")
    person.settled(SHARED + 2)
    person.hand("key", "Escape")
    person.until(lambda: not picker.isVisible())


def save_later_work(person: Person) -> None:
    """Do first what lowers later work."""
    picker = person.page.choosing.picker
    person.begin(SHARED + 3)
    person.click(person.levers.invest_add)
    person.until(picker.isVisible)
    person.hand("key", "Return")
    person.until(lambda: bool(person.page.desk.chosen and person.page.desk.chosen.commands))
    person.settled(SHARED + 3)
    person.hand("key", "Escape")
    person.until(lambda: not picker.isVisible())


def test_one_table_says_which_way_to_go_and_it_is_adopted_undone_and_played_back(
    window: MainWindow, qtbot: QtBot
) -> None:
    page = window.open_page("what-if")
    assert isinstance(page, WhatifPage)
    page.source.most_trials = TRIALS
    person = Person(window, page, qtbot)
    session = window.session
    before, count = session.live, session.count

    hire_one(person)
    assert page.desk.chosen is not None
    hired = positions(page.desk.chosen, before).hires
    assert hired.number == 1
    assert hired.start is not None
    drag_the_inflow(person)
    shed_three(person)
    save_later_work(person)

    rows = page.board.table.compared.rows
    assert [row.cells[Column.NAME] for row in rows][:1] == ["As planned"]
    assert len(rows) == 1 + SHARED + 3
    assert all(row.cells[Column.CHANCE].endswith("%") for row in rows)
    assert all(row.cells[Column.MONEY] for row in rows)
    forecast = rows[0].cells

    person.click(page.head.adopt)
    person.until(page.adopting.asking.isVisible)
    person.hand("type", "--delay", "20", "It keeps the date")
    person.hand("key", "ctrl+Return")
    person.until(lambda: session.count == count + 1 and session.pending == 0)
    told = session.told(count)
    assert told.because is not None
    assert told.because.kind == "adopt"
    assert told.why == "It keeps the date"
    assert session.live.items != before.items

    person.hand("key", "ctrl+z")
    person.until(lambda: session.count == count + 2 and session.pending == 0)
    assert session.live.items == before.items

    session.go_to(count - 1, animate=False)
    person.until(
        lambda: (
            not session.at_now
            and not page.source.busy
            and page.results is not None
            and page.results.whole
            and page.results.ground.state is session.state
        )
    )
    assert page.board.table.compared.rows[0].cells == forecast
    assert page.side.footer == session.read_only
