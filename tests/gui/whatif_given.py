"""A What-if page on a small roadmap, for tests: begin a scenario, wait until it is drawn."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QThreadPool
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.selection import Selection
from gui.session import Session
from gui.session_scenarios import SessionScenarios
from gui.theme import ThemeSource
from gui.views.whatif.cards import LeverCard
from gui.views.whatif.desk import DRAFT
from gui.views.whatif.page import WhatifPage
from roadmap.scenario.scenario import Scenario
from roadmap.scenario.shelf import Shelf
from roadmap.service import Roadmap
from tests.gui.sprints_harbour import MAYA, NOW

TRIALS = 600  # a picture of 500 first, then these
WAIT = 20_000


@dataclass
class Desk:
    """A page on a small roadmap with a shelf of its own."""

    page: WhatifPage
    session: Session
    qtbot: QtBot

    def until(self, holds: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(holds, timeout=WAIT)

    def settled(self) -> None:
        """Waits until all futures of what is shown are drawn and kept."""
        page = self.page
        self.until(
            lambda: (
                page.desk.key != DRAFT
                and not page.source.busy
                and page.results is not None
                and page.results.whole
                and set(page.results.sides) == {each.id for each in page.desk.scenarios}
            )
        )

    def begin(self, question: str) -> Scenario:
        before = len(self.page.desk.scenarios)
        self.page.gestures.start(question)
        self.until(lambda: len(self.page.desk.scenarios) == before + 1)
        self.settled()
        return self.chosen

    @property
    def chosen(self) -> Scenario:
        found = self.page.desk.chosen
        assert found is not None
        return found

    def kept(self) -> Scenario:
        """The chosen scenario as it lies on the shelf."""
        found = self.page.scenarios.scenario(self.chosen.id)
        assert found is not None
        return found

    def cards(self) -> list[LeverCard]:
        return self.page.side.levers.findChildren(LeverCard)


def open_desk(
    roadmap: Roadmap, qtbot: QtBot, themes: ThemeSource, tmp_path: Path
) -> Iterator[Desk]:
    """Opens the page and closes it with all that it began."""
    session = Session(roadmap, MAYA, clock=lambda: NOW)
    scenarios = SessionScenarios(session, Shelf(session.roadmap.id, tmp_path))
    page = WhatifPage(session, themes, Selection(), scenarios)
    page.source.most_trials = TRIALS
    qtbot.addWidget(page)
    page.resize(1240, 800)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    yield Desk(page, session, qtbot)
    page.source.forget()
    page.telling.resort.forget()
    QThreadPool.globalInstance().waitForDone()
    page.close()
    session.close()
    # Cycles with timers in them would else be collected on a worker of the next test.
    page.deleteLater()
    session.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
