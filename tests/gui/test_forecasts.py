"""Do forecasts come soon, then finer, once for all who ask, and only for the newest question?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QThreadPool
from pytestqt.qtbot import QtBot

from gui import forecasts
from gui.forecasts import Forecast, ForecastDesk, ForecastSource
from gui.session import Session
from gui.tasks import under_way
from roadmap.analysis.planning.forecast import TRIALS, trials_for
from roadmap.analysis.planning.plan import PlanKey
from roadmap.commands.items import EditItem
from tests.gui.sprints_harbour import MAYA, NOW, harbour, item_id

KEY = PlanKey(date(2026, 11, 20), 8)
DNS = item_id("Self-service DNS records")


@pytest.fixture
def session(qtbot: QtBot) -> Iterator[Session]:
    session = Session(harbour(committed=True), MAYA, clock=lambda: NOW)
    yield session
    QThreadPool.globalInstance().waitForDone()
    qtbot.waitUntil(lambda: not ForecastDesk.of(session)._jobs)
    session.close()


class Heard:
    """What a source said, in order."""

    def __init__(self, source: ForecastSource) -> None:
        self.pictures: list[Forecast] = []
        self.wholes: list[Forecast] = []
        source.pictured.connect(self.pictures.append)
        source.ready.connect(self.wholes.append)


def test_a_first_picture_comes_before_the_whole(session: Session, qtbot: QtBot) -> None:
    source = ForecastSource(session, session)
    heard = Heard(source)
    source.want(session.state, KEY)
    busy = source.is_busy
    qtbot.waitUntil(lambda: bool(heard.wholes))
    assert busy
    assert heard.pictures[0].found.trials == 500
    assert not heard.pictures[0].found.whole
    assert heard.wholes[0].found.trials == TRIALS
    assert heard.wholes[0].found.whole
    assert not source.is_busy
    assert source.latest is heard.wholes[0].found


def test_what_two_ask_for_is_computed_once_and_kept(session: Session, qtbot: QtBot) -> None:
    one, two = ForecastSource(session, session), ForecastSource(session, session)
    heard = [Heard(one), Heard(two)]
    one.want(session.state, KEY)
    two.want(session.state, KEY)
    qtbot.waitUntil(lambda: all(each.wholes for each in heard))
    assert heard[0].wholes[0] is heard[1].wholes[0]
    three = ForecastSource(session, session)
    later = Heard(three)
    three.want(session.state, KEY)
    assert later.wholes == heard[0].wholes  # at once: it was kept
    three.want(session.state, KEY)
    assert len(later.wholes) == 1  # and it is not said twice


def test_only_the_newest_question_is_answered(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = ForecastSource(session, session)
    heard = Heard(source)
    before = session.state
    monkeypatch.setattr(forecasts, "trials_for", lambda _items: 50_000_000)
    source.want(before, KEY)
    qtbot.waitUntil(lambda: bool(heard.pictures))
    monkeypatch.undo()
    session.execute([EditItem(item=DNS, fields={"title": "DNS by itself"})])
    after = session.state
    assert after is not before
    source.want(after, KEY)
    qtbot.waitUntil(lambda: bool(heard.wholes))
    assert [each.question.state is after for each in heard.wholes] == [True]


@pytest.fixture
def endless(monkeypatch: pytest.MonkeyPatch) -> None:
    """More futures than any test waits for: only who stops them sees their end."""
    monkeypatch.setattr(forecasts, "trials_for", lambda _items: 50_000_000)


@pytest.mark.usefixtures("endless")
def test_what_nobody_wants_any_more_is_stopped(session: Session, qtbot: QtBot) -> None:
    source = ForecastSource(session, session)
    heard = Heard(source)
    source.want(session.state, KEY)
    source.let_go()
    assert not source.is_busy
    source.want(session.state, KEY)
    desk = ForecastDesk.of(session)
    qtbot.waitUntil(lambda: bool(desk._jobs))
    source.let_go()
    assert desk._jobs == []
    QThreadPool.globalInstance().waitForDone()
    assert heard.wholes == []


@pytest.mark.usefixtures("endless")
def test_a_window_that_closes_does_not_wait_for_futures(qtbot: QtBot) -> None:
    session = Session(harbour(), MAYA, clock=lambda: NOW)
    source = ForecastSource(session, session)
    heard = Heard(source)
    source.want(session.state, KEY)
    qtbot.waitUntil(lambda: bool(ForecastDesk.of(session)._jobs))
    session.close()
    qtbot.waitUntil(lambda: not under_way())
    assert heard.wholes == []


def test_another_plan_of_the_same_state_is_another_question(session: Session, qtbot: QtBot) -> None:
    source = ForecastSource(session, session)
    heard = Heard(source)
    source.want(session.state, KEY)
    qtbot.waitUntil(lambda: len(heard.wholes) == 1)
    by_value = PlanKey(KEY.as_of, KEY.sprints, "value")
    source.want(session.state, by_value)
    qtbot.waitUntil(lambda: len(heard.wholes) == 2)
    assert [each.question.key for each in heard.wholes] == [KEY, by_value]


def test_of_many_items_fewer_futures_are_drawn() -> None:
    assert [trials_for(items) for items in (1, 500, 501, 3_001)] == [
        *(10_000, 10_000, 2_000, 500),
    ]
