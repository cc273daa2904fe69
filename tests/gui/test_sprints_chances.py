"""Do cards say how likely they are, soon, without planning anew, and only of what is shown?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.models.chances import (
    chance_text,
    date_chance_text,
    dense_tone,
    interval_text,
    range_text,
    rests_on_text,
)
from gui.models.sprints.board import Board, board_of
from gui.models.sprints.cards import SprintCards
from gui.models.sprints.chances import chance_of, done_until
from gui.models.sprints.notes import note_of
from gui.selection import Selection
from gui.session import Session
from gui.theme import ThemeSource, apply
from gui.views.sprints import plan as sprints_plan
from gui.views.sprints.page import SprintsPage
from gui.widgets.card_list_view import CARD_ROLE
from roadmap.analysis.planning.forecast import DateChance, ItemForecast, PlanForecast
from roadmap.analysis.planning.plan import PlanKey, plan
from roadmap.commands.items import EditItem
from roadmap.state import State
from tests.gui.sprints_harbour import MAYA, NOW, harbour, item_id

TODAY = date(2026, 11, 20)
PATCH = item_id("Patch OpenSSL on edge proxies")
RENEW = item_id("Renew root CA, re-issue leaf certificates")
BUS = item_id("Event bus as the default integration")
DAYS = (date(2026, 11, 29), date(2026, 12, 13), date(2026, 12, 27))
FOUND = PlanForecast(
    1_000,
    1,
    (39, 40, 41),
    DAYS,
    {
        PATCH: ItemForecast((840, 990, 1_000)),
        RENEW: ItemForecast((0, 400, 860), DateChance(date(2027, 1, 15), 0.86, 0.84, 0.88)),
        BUS: ItemForecast((0, 0, 10), DateChance(date(2030, 1, 1))),
    },
    "Rests on: 3 items, sized by people.",
)


def board(state: State) -> Board:
    found = board_of(state, plan(state, PlanKey(TODAY, 8)), TODAY)
    return replace(found, forecast=FOUND)


@pytest.fixture
def themes(qapp: QApplication) -> Iterator[ThemeSource]:
    source = apply(qapp, "light", still=True)
    yield source
    qapp.setStyleSheet("")
    source.deleteLater()


@pytest.fixture
def page(
    qtbot: QtBot, themes: ThemeSource, monkeypatch: pytest.MonkeyPatch
) -> Iterator[SprintsPage]:
    # On a busy machine a small plan may take longer than nobody notices, and would go to a worker.
    monkeypatch.setattr(sprints_plan, "_SOON", 60.0)
    session = Session(harbour(committed=True), MAYA, clock=lambda: NOW)
    page = SprintsPage(session, themes, Selection())
    qtbot.addWidget(page)
    page.resize(1240, 780)
    page.show()
    yield page
    qtbot.waitUntil(lambda: not page._chances.is_busy)
    QThreadPool.globalInstance().waitForDone()
    session.close()


def said(page: SprintsPage, key: str) -> str:
    assert page._board is not None
    column = page.board.column_of(page._board.homes[key])
    assert column is not None
    row = column.cards.row_of(key)
    assert row is not None
    return str(column.cards.index(row).data(CARD_ROLE).probability)


def settle(page: SprintsPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page._chances.is_busy)


def test_what_is_nearly_sure_is_not_called_sure_and_colours_go_by_the_number_read() -> None:
    assert [chance_text(each) for each in (1.0, 0.997, 0.58, 0.001, 0.0)] == [
        *("100%", ">99%", "58%", "<1%", "0%"),
    ]
    assert [dense_tone(each) for each in (0.9, 0.846, 0.7, 0.69)] == [
        "muted",
        "muted",
        "warn",
        "bad",
    ]


def test_a_range_says_what_is_not_in_sight() -> None:
    assert range_text(FOUND, RENEW) == "P50 27 Dec, P85 27 Dec"
    assert range_text(FOUND, PATCH) == "P50 29 Nov, P85 13 Dec"
    assert range_text(FOUND, BUS) == "not in sight in half of the futures or more"
    assert interval_text(DateChance(TODAY)) == ""
    late = FOUND.items[RENEW].by_date
    assert late is not None
    assert date_chance_text(late) == "Fri 15 Jan 2027 is kept in 86% of the futures"
    assert interval_text(late) == "84% to 88%: simulation error only"
    beyond = FOUND.items[BUS].by_date
    assert beyond is not None
    assert "lies beyond the sprints looked at" in date_chance_text(beyond)
    assert rests_on_text(replace(FOUND, whole=False)).endswith("The first 1,000 futures.")


def test_committed_work_has_until_the_end_of_its_sprint_and_the_cut_line_has_no_chance() -> None:
    state = harbour(committed=True).state
    found = board(state)
    assert done_until(found, PATCH) == 0
    assert chance_of(found, PATCH) == 0.84
    assert chance_of(found, BUS) is None
    assert chance_of(replace(found, forecast=None), PATCH) is None


def test_a_card_and_its_reasons_tell_the_forecast_and_what_it_rests_on() -> None:
    state = harbour(committed=True).state
    found = board(state)
    column = found.column(39)
    cards = SprintCards()
    cards.show_board(replace(found, forecast=None), column, state)
    row = cards.row_of(PATCH)
    assert row is not None
    assert cards.index(row).data(CARD_ROLE).probability == ""
    cards.show_forecast(found)
    face = cards.index(row).data(CARD_ROLE)
    assert (face.probability, face.probability_tone) == ("84%", "warn")
    assert face.spoken.endswith("84% done by then")
    note = note_of(state.items[PATCH], found, column, state)
    lines = dict((*note.lines, *note.basis))
    assert lines["Forecast"] == "84% done by the end of sprint 39; P50 29 Nov, P85 13 Dec"
    assert lines["Rests on"] == "3 items, sized by people. 1,000 futures."
    assert "1,000 futures" not in face.tooltip


def test_probabilities_come_after_the_plan_and_follow_each_decision(
    page: SprintsPage, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: bool(said(page, PATCH)))
    settle(page, qtbot)
    before = said(page, PATCH)
    shown = page._board
    page._session.execute([EditItem(item=PATCH, fields={"title": "Patch it all"})])
    assert page._board is not shown
    assert said(page, PATCH) == before  # what was said just before stays until there is more
    settle(page, qtbot)
    qtbot.waitUntil(lambda: bool(said(page, PATCH)))


def test_another_moment_begins_without_probabilities(page: SprintsPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bool(said(page, PATCH)))
    settle(page, qtbot)
    page._session.go_to(page._session.count - 2, animate=False)
    assert said(page, PATCH) == ""
    qtbot.waitUntil(lambda: bool(said(page, PATCH)))
    settle(page, qtbot)


def test_a_date_that_is_not_likely_enough_joins_what_to_look_at(
    page: SprintsPage, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: bool(said(page, PATCH)))
    settle(page, qtbot)
    assert page._board is not None
    forecast = page._board.forecast
    assert forecast is not None
    chance = DateChance(date(2027, 1, 15), 0.4, 0.35, 0.45)
    items = {**forecast.items, RENEW: ItemForecast(forecast.items[RENEW].finished, chance)}
    question = page._chances._latest
    assert question is not None
    page._chances._on_found(replace(question, found=replace(forecast, items=items)))
    looks = {look.key: look for look in page.looking.panel.list.looks.faces}
    look = looks[f"unlikely {RENEW}"]
    assert look.face.text.endswith("is done by 15 January 2027 in 40% of the futures.")
    assert (look.action, look.face.tone) == ("what-if", "bad")
    assert page.head.look.face.text == str(len(looks))
