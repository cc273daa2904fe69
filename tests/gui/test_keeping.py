"""Is today's forecast kept from the window as one decision, without holding it up?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from gui.keeping import ForecastKeeper
from gui.session import Session
from roadmap.commands.roadmap import EditRoadmap
from tests.gui.views.harbour import MAYA, NOW, harbour


@pytest.fixture
def session(qtbot: QtBot) -> Iterator[Session]:
    start = EditRoadmap(fields={"sprint_start": date(2026, 11, 2)})
    session = Session(harbour(start), MAYA, clock=lambda: NOW)
    yield session
    qtbot.waitUntil(lambda: not session.pending)
    session.close()


def test_the_forecast_is_computed_aside_and_kept_as_one_decision(
    session: Session, qtbot: QtBot
) -> None:
    keeper = ForecastKeeper(session)
    before = session.count
    keeper.keep()
    keeper.keep()  # a second click while it computes keeps nothing more
    assert keeper.is_busy
    qtbot.waitUntil(lambda: not keeper.is_busy, timeout=30_000)
    [kept] = session.live.forecasts.ordered()
    assert (kept.kept_on, kept.facts.as_of) == (session.today, session.today)
    assert {row.item for row in kept.facts.items} == {
        item.id for item in session.live.items.ordered() if item.is_open
    }
    qtbot.waitUntil(lambda: session.count == before + 1)


def test_without_sprints_the_refusal_says_what_to_set(session: Session, qtbot: QtBot) -> None:
    session.execute([EditRoadmap(fields={"sprint_start": None})])
    keeper = ForecastKeeper(session)
    with qtbot.waitSignal(session.refused, timeout=30_000) as refused:
        keeper.keep()
    assert "set the first day of sprint 1" in refused.args[0]
    assert not keeper.is_busy
    assert not session.live.forecasts


def test_the_past_refuses_at_once(session: Session, qtbot: QtBot) -> None:
    session.go_to(0)
    keeper = ForecastKeeper(session)
    with qtbot.waitSignal(session.refused):
        keeper.keep()
    assert not keeper.is_busy
