"""Does the Principles page show levels, breaches and what to do, and does one get to an item?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import pairwise

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from gui.models.principles.detail import MeasureDetail
from gui.pages import PAGES
from gui.paint.measure_row import Drawn, MeasureFace, PrincipleFace, columns
from gui.selection import Selection
from gui.session import Session
from gui.theme import ThemeSource
from gui.views.principles.page import PrinciplesPage
from gui.widgets.item_card import ItemCard
from roadmap.commands.items import EditItem
from roadmap.commands.levels import GivenMeasurement, LogMeasurements
from roadmap.commands.roadmap import AddTeam, EditComponent, RemovePrinciple
from roadmap.values import Driver, Forcing, Horizon
from tests.gui.views.conftest import Opener
from tests.gui.views.harbour import CACHE
from tests.gui.views.levelled import (
    API,
    CAPABILITIES,
    CHECKUPS,
    CODE,
    LEVELS,
    PATCHES,
    UPTIME,
    weekly,
)

Put = Callable[[QWidget], QWidget]
PageOf = Callable[[Session], PrinciplesPage]


@pytest.fixture
def levelled(open_session: Opener) -> Session:
    return open_session(*LEVELS, *CHECKUPS, *CAPABILITIES)


@pytest.fixture
def page_of(
    themes: ThemeSource, selection: Selection, put: Put, qtbot: QtBot
) -> Callable[[Session], PrinciplesPage]:
    def make(session: Session) -> PrinciplesPage:
        page = PrinciplesPage(session, themes, selection)
        session.reason_wanted.connect(page.claim_reason)
        put(page)
        page.resize(1240, 816)
        qtbot.waitUntil(lambda: page.levels._history.is_complete, timeout=10_000)
        return page

    return make


@pytest.fixture
def page(levelled: Session, page_of: PageOf) -> PrinciplesPage:
    return page_of(levelled)


def measure(page: PrinciplesPage, key: str) -> MeasureFace:
    return next(
        face
        for face in page.levels.model.faces
        if isinstance(face, MeasureFace) and face.key == key
    )


def principle(page: PrinciplesPage, name: str) -> PrincipleFace:
    return next(
        face
        for face in page.levels.model.faces
        if isinstance(face, PrincipleFace) and face.name == name
    )


def saved(session: Session, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: session.pending == 0, timeout=10_000)


def test_the_window_offers_the_page_in_the_foundation(
    levelled: Session, themes: ThemeSource, selection: Selection, qtbot: QtBot
) -> None:
    kind = next(kind for kind in PAGES if kind.page_id == "principles")
    made = kind.make(levelled, themes, selection)
    qtbot.addWidget(made)
    assert isinstance(made, PrinciplesPage)
    assert kind.nav is not None
    assert kind.details == "never"


def test_principles_stand_in_their_order_with_their_measures(page: PrinciplesPage) -> None:
    heads = [f.name for f in page.levels.model.faces if isinstance(f, PrincipleFace)]
    assert heads == ["Security", "Reliability", "Usability", "Efficiency", "Latency"]
    face = measure(page, API)
    assert (face.level, face.latest, face.headroom, face.tone) == ("250 ms", "262 ms", "−5%", "bad")
    assert face.detail == "p99, 5 minutes, at peak, Edge"
    assert face.next_text == "breached for 7 days"
    assert face.next_detail == "who felt it is not said"
    assert principle(page, "Latency").tag.text == "breached 13 Nov"  # type: ignore[union-attr]  # it has one
    assert principle(page, "Efficiency").note == "Nothing is measured yet"


def test_headroom_of_a_percentage_is_what_may_still_fail(page: PrinciplesPage) -> None:
    face = measure(page, UPTIME)
    assert face.share == pytest.approx((99.5 - 99.0) / (100 - 99.0))
    assert (face.headroom, face.tone) == ("+50%", "ok")
    assert face.next_text == "since 16 Oct"
    assert face.next_detail == "breach far ahead"


def test_the_panel_says_headroom_in_points_and_as_the_list_does(
    page: PrinciplesPage, levelled: Session, qtbot: QtBot
) -> None:
    def headroom() -> str:
        detail = page.levels.panel._shown[0]
        assert isinstance(detail, MeasureDetail)
        row = next(each for each in detail.rows if each.name == "Headroom")
        return "".join(run.text for run in row.value)

    page.levels.choose(UPTIME)
    assert headroom() == "0.5 points left, +50% of what may fail"
    value = GivenMeasurement(measure=UPTIME, value=98.2)
    levelled.execute([LogMeasurements(measurements=(value,))])
    qtbot.waitUntil(lambda: headroom() == "0.8 points short of it, −80% of what may fail")
    page.levels.choose(API)
    assert headroom() == "12 ms short of it, −5% of the level"


def test_an_item_that_protects_a_breached_level_is_no_reason_for_another_one(
    page: PrinciplesPage, levelled: Session, qtbot: QtBot
) -> None:
    page.levels.choose(API)
    panel = page.levels.panel
    assert panel.buttons["item"].face.text == "Make another item from this breach"
    assert panel.buttons["item"].face.kind == "secondary"
    levelled.execute([EditItem(item=CACHE, fields={"protects": ()})])
    qtbot.waitUntil(lambda: panel.buttons["item"].face.kind == "primary")
    assert panel.buttons["item"].face.text == "Make an item from this breach"


def test_names_take_the_room_of_lines_and_bars_that_nobody_has() -> None:
    everything, nothing = columns(860), columns(860, Drawn(bars=False, sparks=False))
    assert nothing.bar is None
    assert nothing.spark is None
    assert nothing.name[1] - nothing.name[0] > everything.name[1] - everything.name[0] + 200
    assert nothing.next == everything.next
    assert columns(860, Drawn(bars=False)).spark is not None


def test_what_comes_next_is_said_or_offered(page: PrinciplesPage) -> None:
    heading = measure(page, PATCHES)
    assert heading.tone == "warn"
    assert heading.next_text == "breach about 4 Dec"
    assert heading.spark is not None
    assert heading.spark.ahead is not None
    assert heading.spark.ahead[0] == date(2026, 12, 4)
    assert (measure(page, CODE).next_text, measure(page, CODE).action) == (
        "Record a value",
        "record",
    )
    assert principle(page, "Security").tag.text == "met, heading for a breach"  # type: ignore[union-attr]  # it has one


def test_the_headline_counts_breaches_and_names_what_may_be_next(page: PrinciplesPage) -> None:
    assert page.head.note.text() == (
        "One of five below their minimum: Security may be next, Usability and Efficiency without "
        "a level"
    )


def test_the_model_keeps_qts_rules(page: PrinciplesPage, levelled: Session) -> None:
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    tester = QAbstractItemModelTester(page.levels.model, fatal)
    levelled.execute([LogMeasurements(measurements=tuple(weekly(CODE, 70, 80)))])
    page.levels.choose(page.levels.facts.rows[0].principle.id)  # type: ignore[union-attr]  # shown
    page.levels.shift(1)
    assert tester.model() is page.levels.model
    heads = [f.name for f in page.levels.model.faces if isinstance(f, PrincipleFace)]
    assert heads[:2] == ["Reliability", "Security"]


def test_the_deepest_breach_is_chosen_first_with_its_chart(page: PrinciplesPage) -> None:
    assert page.levels.chosen is not None
    assert page.levels.chosen.measure.id == API
    chart = page.levels.panel.chart
    assert chart is not None
    assert [point.value for point in chart.chart.points] == [220, 228, 236, 244, 252, 262]
    assert [mark.text for mark in chart.chart.marks] == ["breached 13 Nov"]
    assert chart.accessibleDescription().startswith("Minimum at most 250 ms; Fri 20 Nov 2026: 262")
    chart.setFocus()
    QTest.keyClick(chart, Qt.Key.Key_End)
    assert chart.accessibleDescription() == "262 ms, Fri 20 Nov 2026, dashboard"
    QTest.keyClick(chart, Qt.Key.Key_Left)
    assert "252 ms" in chart.accessibleDescription()


def test_a_breach_links_to_the_decision_that_showed_it(
    page: PrinciplesPage, levelled: Session
) -> None:
    detail = page.levels._detail()
    rows = {row.name: row for row in detail.rows}  # type: ignore[union-attr]  # a measure
    shift = page.levels._history.until(levelled.index)[-1]
    assert rows["Breached"].link == shift.decision
    assert rows["Set"].link == shift.decision  # all of it is one decision here
    assert [row.link for row in detail.turns] == [shift.decision]  # type: ignore[union-attr]  # same
    page.levels.panel.link_activated.emit(shift.decision)
    assert levelled.at_now  # the last decision is now


def test_a_breach_becomes_a_card_with_m_and_one_choice(
    page: PrinciplesPage, levelled: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QMenu] = []
    # The offscreen platform has no keyboard that a menu could grab, and warns.
    monkeypatch.setattr(QMenu, "popup", lambda menu, _at: opened.append(menu))
    before = set(levelled.live.items.ids())
    page.levels.board.list.setFocus()
    QTest.keyClick(page.levels.board.list, Qt.Key.Key_M)
    (menu,) = opened
    assert menu.activeAction() is menu.actions()[0]
    assert [action.text() for action in menu.actions()][:2] == [
        "Choice, short-term",
        "Choice, long-term",
    ]
    menu.actions()[0].trigger()
    (key,) = set(levelled.live.items.ids()) - before
    item = levelled.live.items[key]
    assert item.title == "Restore API answers at peak to at most 250 ms"
    assert (item.forcing, item.horizon) == (Forcing.DISCRETIONARY, Horizon.SHORT_TERM)
    assert item.protects == (API,)
    cards = page.levels.panel.findChildren(ItemCard)
    assert item.title in " ".join(card.accessibleName() for card in cards)


def test_a_breach_that_simply_must_be_ended_says_why(
    page: PrinciplesPage, levelled: Session
) -> None:
    row = page.levels.chosen
    assert row is not None
    before = set(levelled.live.items.ids())
    page.levels.make_item(row, Forcing.FORCED, Horizon.SHORT_TERM, Driver.SCALING_LIMIT)
    (key,) = set(levelled.live.items.ids()) - before
    assert levelled.live.items[key].driver is Driver.SCALING_LIMIT


def test_nothing_is_restored_that_is_kept(page: PrinciplesPage, levelled: Session) -> None:
    said: list[str] = []
    levelled.refused.connect(said.append)
    page.levels.choose(UPTIME)
    page.levels.do("item")
    (sentence,) = said
    assert sentence.startswith("Payments answered is not breached: there is nothing to restore.")


def test_a_press_on_the_last_column_does_what_stands_there(page: PrinciplesPage) -> None:
    rows = page.levels.board.list
    rect = rows.row_rect(CODE).toRectF()
    spot = columns(rect.width()).within(rect, columns(rect.width()).next)
    at = QPointF(spot.left() + 10, rect.top() + 20).toPoint()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert page.side.currentWidget() is page.levels.record_form
    assert page.levels.record_form.key == CODE


def test_who_felt_a_breach_is_said_in_place(
    page: PrinciplesPage, levelled: Session, qtbot: QtBot
) -> None:
    page.levels.panel.buttons["effect"].click()
    prompt = page.levels.panel.prompt
    assert prompt is not None
    assert prompt.question == "Who felt it?"
    field = prompt.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "Checkout: time-outs")
    QTest.keyClick(field, Qt.Key.Key_Return)
    saved(levelled, qtbot)
    assert measure(page, API).next_detail == "Checkout: time-outs"
    assert page.levels.chosen is not None
    assert page.levels.chosen.effect == "Checkout: time-outs"


def test_protecting_items_open_on_the_grid(
    page: PrinciplesPage, selection: Selection, qtbot: QtBot
) -> None:
    (card,) = page.levels.panel.findChildren(ItemCard)
    with qtbot.waitSignal(page.page_requested) as asked:
        QTest.mouseClick(card, Qt.MouseButton.LeftButton)
    assert asked.args == ["grid"]
    assert selection.ids == (CACHE,)


def test_keys_open_the_forms_and_esc_leaves_them(page: PrinciplesPage) -> None:
    rows = page.levels.board.list
    rows.setFocus()
    for key, form in (
        (Qt.Key.Key_R, page.levels.record_form),
        (Qt.Key.Key_L, page.levels.minimum_form),
        (Qt.Key.Key_Insert, page.levels.measure_form),
    ):
        QTest.keyClick(rows, key)
        assert page.side.currentWidget() is form
        QTest.keyClick(form, Qt.Key.Key_Escape)
        assert page.side.currentWidget() is page.levels.panel
        assert rows.hasFocus()


def test_arrows_go_from_row_to_row_and_the_panel_follows(page: PrinciplesPage) -> None:
    rows = page.levels.board.list
    rows.setFocus()
    QTest.keyClick(rows, Qt.Key.Key_Home)
    assert page.levels.principle == page.levels.facts.rows[0].principle.id  # type: ignore[union-attr]  # shown
    assert "add_measure" in page.levels.panel.buttons
    QTest.keyClick(rows, Qt.Key.Key_Down)
    assert page.levels.chosen is not None
    assert page.levels.chosen.measure.id == PATCHES


def test_what_is_typed_is_not_lost_to_another_row(page: PrinciplesPage) -> None:
    page.levels.do("record")
    page.levels.record_form.value.line.setText("240")
    page.levels.board.list.setCurrentIndex(page.levels.model.index(0))
    assert page.side.currentWidget() is page.levels.record_form
    assert "Save what you typed" in page.levels.record_form.problem.text
    assert page.levels.board.list.face is not None
    assert page.levels.board.list.face.key == API


def test_the_past_is_read_only_and_says_so(page: PrinciplesPage, levelled: Session) -> None:
    levelled.go_to(levelled.count - 2, animate=False)
    assert not page.levels.model.rowCount() > 5  # the levels came with the last decision
    assert not page.measurements.isEnabled()
    assert "The past is read-only." in page.measurements.toolTip()
    assert not page.levels.panel.buttons["add_measure"].isEnabled()
    levelled.go_to_now(animate=False)
    assert measure(page, API).action == ""
    assert page.levels.panel.buttons["record"].isEnabled()


def test_in_the_past_nothing_is_offered(
    page: PrinciplesPage, levelled: Session, qtbot: QtBot
) -> None:
    levelled.execute([LogMeasurements(measurements=tuple(weekly(CODE, 70)))])
    saved(levelled, qtbot)
    levelled.go_to(levelled.count - 2, animate=False)
    face = measure(page, CODE)
    assert (face.next_text, face.action) == ("not measured", "")


def test_a_team_sees_its_own_measures(open_session: Opener, page_of: PageOf) -> None:
    session = open_session(
        *LEVELS,
        AddTeam(team="0000000101", fields={"name": "Runtime"}),
        EditComponent(component="Edge", fields={"team": "Runtime"}),
        AddTeam(team="0000000102", fields={"name": "Delivery"}),
    )
    page = page_of(session)
    page.team.pressed.emit()
    page.team.choose("0000000102")
    keys = {face.key for face in page.levels.model.faces}
    assert API not in keys
    assert UPTIME in keys
    page.team.choose("0000000101")
    assert API in {face.key for face in page.levels.model.faces}


def test_an_empty_page_says_what_to_begin_with(open_session: Opener, page_of: PageOf) -> None:
    page = page_of(open_session(empty=True))
    assert page.head.note.text() == "Five principles, no levels yet"
    assert page.levels.empty.isVisible()
    assert page.levels.empty.accessibleName().startswith("Five principles, no levels yet Start")
    rows = page.levels.board.list
    assert rows.viewport().height() >= rows.rows_height()
    page.levels.empty.buttons["latency"].click()
    form = page.levels.measure_form
    assert page.side.currentWidget() is form
    assert form.name.text() == "Latency of requests"


def test_the_title_of_an_empty_page_counts_the_principles_there_are(
    open_session: Opener, page_of: PageOf
) -> None:
    session = open_session(AddTeam(team="0000000101", fields={"name": "Runtime"}))
    page = page_of(session)
    keys = [each.id for each in session.state.principles.ordered()]
    session.execute([RemovePrinciple(principle=key) for key in keys[:2]])
    name = page.levels.empty.accessibleName
    assert name().startswith("Three principles, no levels yet Start")
    session.execute([RemovePrinciple(principle=key) for key in keys[2:4]])
    assert name().startswith("One principle, no level yet Start")
    session.execute([RemovePrinciple(principle=keys[4])])
    assert name().startswith("No principles yet Start")
    page.team.pressed.emit()
    page.team.choose("0000000101")
    assert name().startswith("No principles yet Start")


def test_a_team_without_measures_is_said_to_have_none(
    open_session: Opener, page_of: PageOf
) -> None:
    page = page_of(
        open_session(
            *LEVELS[:3],
            AddTeam(team="0000000101", fields={"name": "Runtime"}),
            EditComponent(component="Edge", fields={"team": "Runtime"}),
            AddTeam(team="0000000102", fields={"name": "Delivery"}),
        )
    )
    page.team.pressed.emit()
    page.team.choose("0000000102")
    assert page.levels.empty.isVisible()
    assert page.levels.empty.accessibleName().startswith("Nothing is measured for Delivery yet")


def test_narrow_the_list_and_the_panel_take_turns(page: PrinciplesPage) -> None:
    page.resize(640, 480)
    assert not page.side.isVisible()
    page.levels.board.list.setFocus()
    QTest.keyClick(page.levels.board.list, Qt.Key.Key_Return)
    assert page.side.isVisible()
    assert not page._left.isVisible()
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert page._left.isVisible()
    assert not page.side.isVisible()
    page.resize(1240, 816)
    assert page.side.isVisible()
    assert page._left.isVisible()


def test_no_number_gives_way_where_it_is_narrow() -> None:
    wide, narrow = columns(860), columns(560)
    assert wide.spark is not None
    assert wide.bar is not None
    assert narrow.spark is None
    for place in (wide, narrow):
        assert place.level[1] - place.level[0] >= 70
        ends = [place.name, place.level, place.latest, place.headroom, place.next]
        assert all(one[1] <= other[0] for one, other in pairwise(ends))


def test_everything_has_a_name_and_keys_are_listed(page: PrinciplesPage) -> None:
    kinds = (QAbstractButton, QLineEdit, QComboBox)
    for tab in ("levels", "checkups", "capabilities"):
        page.show_tab(tab)
        nameless = [
            child
            for kind in kinds
            for child in page.findChildren(kind)
            if child.isVisible() and not child.accessibleName()
        ]
        assert nameless == []
    own = page.keys()
    listed = " ".join(keys for keys, _ in own)
    for shortcut in page.findChildren(QShortcut):
        assert shortcut.key().toString() in listed
