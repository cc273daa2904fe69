"""Does leverage say what pays back, what came of it, and lead to the items and the next step?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.models.principles.leverage import kept_rows, leverage_facts, unblocked_rows
from gui.selection import Selection
from gui.session import Session
from gui.theme import ThemeSource
from gui.views.principles.page import PrinciplesPage
from gui.widgets.item_card import ItemCard
from roadmap.commands import Command
from roadmap.commands.items import EditItem, FinishItem
from roadmap.commands.streams import AddStream
from roadmap.values import (
    Driver,
    Estimate,
    Kind,
    Leverage,
    LeverageCategory,
    LeverageEffect,
)
from tests.analysis.test_leverage import observed
from tests.gui.views.conftest import Opener
from tests.gui.views.harbour import BUS, CACHE, DNS, PATCH, ROOT_CA, TODAY
from tests.gui.views.staffed import STAFF

Put = Callable[[QWidget], QWidget]
PageOf = Callable[[Session], PrinciplesPage]
ARRIVALS = LeverageEffect.ARRIVALS
LEVERAGE: tuple[Command, ...] = (
    AddStream(
        fields={
            "name": "Patches",
            "driver": Driver.SECURITY_VULNERABILITY,
            "arrivals_per_sprint": 3.0,
            "size_mean": 2.0,
        }
    ),
    EditItem(item=PATCH, fields={"leverage": Leverage(ARRIVALS, 2.0, stream="Patches")}),
    EditItem(
        item=DNS,
        fields={
            "leverage": Leverage(ARRIVALS, 3.0, stream="Patches", confidence=0.5),
            "leverage_category": LeverageCategory.SELF_SERVICE,
            "estimate": Estimate(3),
        },
    ),
    EditItem(item=ROOT_CA, fields={"estimate": Estimate(9)}),
    EditItem(item=CACHE, fields={"kind": Kind.FOUNDATION}),
    EditItem(item=BUS, fields={"kind": Kind.INNOVATION, "prerequisites": (CACHE,)}),
    FinishItem(item=CACHE, done_on=date(2026, 11, 19)),
)


@pytest.fixture
def page_of(themes: ThemeSource, selection: Selection, put: Put, qtbot: QtBot) -> PageOf:
    def make(session: Session) -> PrinciplesPage:
        page = PrinciplesPage(session, themes, selection)
        fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
        for each in page.leverage.lists:
            QAbstractItemModelTester(each.model, fatal, each)
        put(page)
        page.show_tab("leverage")
        settled(page, qtbot)
        return page

    return make


def settled(page: PrinciplesPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(
        lambda: page.leverage.facts is not None and not page.leverage.is_busy, timeout=60_000
    )


def keys(page: PrinciplesPage) -> list[list[str | None]]:
    return [
        [each.model.key_at(row) for row in range(each.model.rowCount())]
        for each in page.leverage.lists
    ]


def cell(page: PrinciplesPage, where: int, row: int, column: str) -> str:
    model = page.leverage.lists[where].model
    place = [each.key for each in model.columns].index(column)
    return str(model.index(row, place).data())


def cards(page: PrinciplesPage) -> list[str]:
    return [each._key for each in page.leverage.panel._body.findChildren(ItemCard)]


def test_what_pays_back_soonest_stands_first_double_win_or_not(
    open_session: Opener, page_of: PageOf
) -> None:
    less = EditItem(item=DNS, fields={"estimate": Estimate(1)})
    page = page_of(open_session(*STAFF, *LEVERAGE, less))
    assert keys(page)[0] == [f"pays:{DNS}", f"pays:{PATCH}", f"ask:{ROOT_CA}"]
    assert [cell(page, 0, row, "after") for row in (0, 1)] == ["0.7 sprints", "1.5 sprints"]
    assert cell(page, 0, 1, "kind") == "double win"


def test_what_pays_back_is_told_and_large_must_do_work_is_asked_about(
    open_session: Opener, page_of: PageOf
) -> None:
    page = page_of(open_session(*STAFF, *LEVERAGE))
    pays, kept, freed, categories = keys(page)
    assert pays == [f"pays:{PATCH}", f"pays:{DNS}", f"ask:{ROOT_CA}"]
    assert (kept, freed) == ([], [f"unblocked:{CACHE}"])
    assert categories[1] == "category:self_service"
    assert (cell(page, 0, 0, "kind"), cell(page, 0, 0, "after")) == ("double win", "1.5 sprints")
    assert (cell(page, 0, 1, "kind"), cell(page, 0, 1, "saves")) == ("leverage", "1.5 pd")
    assert cell(page, 0, 2, "after") == "nobody said yet"
    assert cell(page, 2, 0, "product") == "Event bus"
    assert cell(page, 3, 1, "share") == "100%"
    assert page.head.note.text() == "1 double win to do"


def test_a_row_leads_to_its_item_and_into_what_if(
    open_session: Opener, page_of: PageOf, selection: Selection
) -> None:
    page = page_of(open_session(*STAFF, *LEVERAGE))
    led: list[str] = []
    tried: list[tuple[str, object]] = []
    page.page_requested.connect(led.append)
    page.try_requested.connect(lambda kind, ids: tried.append((kind, ids)))
    page.leverage.panel.buttons["try"].click()
    assert tried == [("first", (PATCH,))]
    card = next(
        each for each in page.leverage.panel._body.findChildren(ItemCard) if each._key == PATCH
    )
    QTest.keyClick(card, Qt.Key.Key_Return)
    assert (led, selection.ids) == (["grid"], (PATCH,))


def test_what_it_costs_not_to_do_an_item_is_drawn_when_asked(
    open_session: Opener, page_of: PageOf, qtbot: QtBot
) -> None:
    session = open_session(*STAFF, *LEVERAGE)
    page = page_of(session)
    page.leverage.panel.buttons["cost"].click()
    assert "cost" not in page.leverage.panel.buttons
    settled(page, qtbot)
    found = page.leverage.costs.known(PATCH)
    assert found is not None
    assert found.arriving[1] > found.arriving[0]
    page.leverage.choose(DNS)
    assert "cost" in page.leverage.panel.buttons
    session.execute([EditItem(item=BUS, fields={"title": "Bus"})])
    settled(page, qtbot)
    assert page.leverage.costs.known(PATCH) is None  # it was about another state


def test_whether_an_item_also_lowers_later_work_is_answered_in_place(
    open_session: Opener, page_of: PageOf, qtbot: QtBot
) -> None:
    session = open_session(*STAFF, *LEVERAGE)
    page = page_of(session)
    page.leverage.choose(f"ask:{ROOT_CA}")
    question = page.leverage.panel.question
    assert question is not None
    question.save.click()
    question.line.setText("Let it renew itself")
    session.execute([EditItem(item=BUS, fields={"title": "Bus"})])  # somebody else's
    settled(page, qtbot)
    assert question.line.text() == "Let it renew itself"
    question.save.click()
    assert session.live.items[ROOT_CA].double_win_answer == "Let it renew itself"
    settled(page, qtbot)
    assert f"ask:{ROOT_CA}" not in keys(page)[0]


def test_foundation_shows_the_product_work_behind_its_number(
    open_session: Opener, page_of: PageOf
) -> None:
    page = page_of(open_session(*STAFF, *LEVERAGE))
    page.show_part(f"leverage-{CACHE}")
    assert cards(page) == [BUS, CACHE]
    page.leverage.choose("category:self_service")
    assert cards(page) == [DNS]


def test_a_row_chosen_by_keyboard_shows_itself(open_session: Opener, page_of: PageOf) -> None:
    page = page_of(open_session(*STAFF, *LEVERAGE))
    page.leverage.pays.table.setFocus()
    QTest.keyClick(page.leverage.pays.table, Qt.Key.Key_Down)
    assert DNS in cards(page)


def test_an_empty_roadmap_says_what_leverage_is(open_session: Opener, page_of: PageOf) -> None:
    page = page_of(open_session(empty=True))
    assert page.leverage.empty.isVisible()
    led: list[str] = []
    page.page_requested.connect(led.append)
    page.leverage.empty.buttons["backlog"].click()
    assert led == ["backlog"]


def test_in_the_past_nothing_is_tried(open_session: Opener, page_of: PageOf, qtbot: QtBot) -> None:
    session = open_session(*STAFF, *LEVERAGE)
    page = page_of(session)
    session.execute([EditItem(item=BUS, fields={"title": "Bus"})])
    qtbot.waitUntil(lambda: not session.pending)
    session.go_to(2, animate=False)
    assert session.read_only is not None
    settled(page, qtbot)
    assert not page.leverage.panel.buttons["try"].isEnabled()
    session.go_to_now(animate=False)
    settled(page, qtbot)
    qtbot.waitUntil(lambda: not session.pending)


def test_promises_that_can_be_judged_stand_before_those_that_cannot() -> None:
    state = observed([6] * 6, [2] * 6, Leverage(ARRIVALS, 4.0, stream="Patches"))
    facts = leverage_facts(state, TODAY, "")
    [row] = kept_rows(facts)
    assert row.texts[2:4] == ("4.0 pd", "4.0 pd")
    assert row.texts[5] == "as promised"
    assert facts.freed is not None
    assert row.texts[4] == f"{facts.freed:.1f} pd"
    assert unblocked_rows(facts) == []
