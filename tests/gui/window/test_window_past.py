"""Does every page work at every moment of the sample, and say why nothing can be changed there?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from gui.pages import PAGES
from gui.session import Session
from gui.theme import ThemeSource
from gui.window.window import MainWindow
from roadmap.sample import write_sample
from roadmap.service import Roadmap
from tests.gui.window.conftest import MAYA

# Beats of the story: the first day, the hire asked for, principles breached, the review.
DAYS = (date(2025, 6, 2), date(2025, 7, 28), date(2026, 6, 1), date(2026, 10, 30))


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample as a file."""
    path = tmp_path_factory.mktemp("sample") / "sample.roadmap"
    write_sample(path, datetime(2026, 11, 20, 18, tzinfo=UTC))
    return path


@pytest.fixture
def told(sample: Path, themes: ThemeSource, qapp: QApplication) -> Iterator[MainWindow]:
    """The sample in its window."""
    session = Session(Roadmap.open(sample), MAYA)
    window = MainWindow(themes)
    window.begin(session)
    window.resize(1440, 900)
    window.show()
    yield window
    QThreadPool.globalInstance().waitForDone()
    window.close()


@pytest.mark.parametrize("page", [kind.page_id for kind in PAGES])
def test_a_page_works_at_every_beat_of_the_story(told: MainWindow, page: str, qtbot: QtBot) -> None:
    session, pool = told.session, QThreadPool.globalInstance()
    opened = told.open_page(page)
    assert opened is not None
    for day in DAYS:
        session.go_to(session.index_at_end_of(day))
        qtbot.waitUntil(lambda: pool.activeThreadCount() == 0, timeout=60_000)
        assert not session.at_now
        assert not opened.grab().isNull()
        assert silent(opened) == []
    session.go_to_now()
    qtbot.waitUntil(lambda: pool.activeThreadCount() == 0, timeout=60_000)


def silent(page: QWidget) -> list[str]:
    """What cannot be used on a page and does not say why."""
    found = [*page.findChildren(QAbstractButton), *page.findChildren(QLineEdit)]
    return [
        f"{type(each).__name__} {each.accessibleName()}"
        for each in found
        if each.isVisible() and not each.isEnabled() and not each.toolTip()
    ]
