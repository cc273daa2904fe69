"""Where the team stands is found on a worker, from a history that follows the roadmap's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from gui.overviews import Found, OverviewSource
from gui.session import Session
from gui.tasks import under_way
from roadmap.commands.items import EditItem
from roadmap.sample import write_sample
from roadmap.service import Roadmap
from tests.gui.views.harbour import BUS, MAYA, NOW, harbour


@pytest.fixture
def session(qtbot: QtBot) -> Iterator[Session]:
    made = Session(harbour(), MAYA, clock=lambda: NOW)
    yield made
    made.close()


@pytest.fixture
def source(session: Session) -> OverviewSource:
    return OverviewSource(session, session)


def answered(source: OverviewSource, qtbot: QtBot) -> Found:
    """Waits for the next answer."""
    with qtbot.waitSignal(source.ready, timeout=30_000) as told:
        pass
    found: Found = told.args[0]
    return found


def test_an_answer_is_about_what_is_shown(
    session: Session, source: OverviewSource, qtbot: QtBot
) -> None:
    source.want(date(2026, 11, 1), None)
    found = answered(source, qtbot)
    assert found.state == session.state
    assert found.document["changes"]["since"] == "2026-11-01"
    session.go_to(0)
    source.want(None, None)
    past = answered(source, qtbot)
    assert past.asked.is_past
    assert not len(past.state.items)


def test_only_the_newest_question_is_answered(source: OverviewSource, qtbot: QtBot) -> None:
    told: list[Found] = []
    source.ready.connect(told.append)
    for day in range(1, 10):
        source.want(date(2026, 11, day), None)
    qtbot.waitUntil(lambda: not source.is_busy, timeout=30_000)
    assert [each.document["changes"]["since"] for each in told] == ["2026-11-09"]


def test_what_was_decided_meanwhile_is_read_too(
    session: Session, source: OverviewSource, qtbot: QtBot
) -> None:
    source.want(None, None)
    answered(source, qtbot)
    session.execute([EditItem(item=BUS, fields={"title": "Event bus, again"})])
    qtbot.waitUntil(lambda: not session.pending, timeout=30_000)
    source.want(None, None)
    found = answered(source, qtbot)
    assert found.state.items[BUS].title == "Event bus, again"
    assert found.document["changes"]["decisions"] == session.count


def test_another_history_is_read_anew(
    session: Session, source: OverviewSource, qtbot: QtBot
) -> None:
    source.want(None, None)
    answered(source, qtbot)
    source.want(date(2026, 1, 1), None)
    session.replaced.emit("The file was replaced.")
    assert answered(source, qtbot).document["changes"]["since"] == "2026-01-01"


def test_a_roadmap_is_closed_while_its_history_is_read(tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "sample.roadmap"
    write_sample(path, NOW)
    session = Session(Roadmap.open(path), MAYA, clock=lambda: NOW)
    owner = QObject()
    source = OverviewSource(session, owner)
    told: list[Found] = []
    source.ready.connect(told.append)
    source.want(None, None)
    qtbot.waitUntil(lambda: source._task is not None, timeout=30_000)
    session.close()
    owner.deleteLater()
    qtbot.waitUntil(lambda: not under_way(), timeout=30_000)
    assert not told  # the page may be gone by then
