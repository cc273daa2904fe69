"""Does the Users page show who said what, what came of it, and how well they are served?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from gui.pages import PAGES
from gui.paint.sprint_bars import Bar, BarsFace, draw_sprint_bars
from gui.selection import Selection
from gui.session import Session
from gui.theme import ThemeSource
from gui.views.people.table import LimitList
from gui.views.users.forms import ConsumerForm, SignalForm
from gui.views.users.outcome_forms import OutcomeForm, ReadingForm
from gui.views.users.page import UsersPage
from roadmap.commands import Command
from roadmap.records.users import OutcomeKind
from roadmap.state import Item, State
from tests.gui.views.conftest import Opener, open_session, put, selection, themes  # noqa: F401
from tests.gui.views.harbour import BUS, CACHE, DISK, DNS, PATCH, TODAY
from tests.gui.window.conftest import command

Put = Callable[[QWidget], QWidget]
PageOf = Callable[[Session], UsersPage]

CHECKOUT, SEARCH, SUPPORT = "0000000501", "0000000502", "0000000503"
WAITS, NAMES, SLOW = "0000000601", "0000000602", "0000000603"
LIKED, ADOPTED = "0000000701", "0000000702"
DELIVERY = "0000000801"

HEARD: tuple[Command, ...] = (
    command("edit_roadmap", sprint_start="2026-11-02"),
    command("add_team", team=DELIVERY, name="Delivery"),
    command("add_consumer", consumer=CHECKOUT, name="Checkout", segment="developers"),
    command("add_consumer", consumer=SEARCH, name="Search", segment="developers"),
    command("add_consumer", consumer=SUPPORT, name="Support", segment="operators"),
    command("edit_item", item=DNS, consumers=[CHECKOUT, SEARCH], team=DELIVERY),
    command("edit_item", item=CACHE, consumers=[SEARCH]),
    command("edit_item", item=DISK, consumers=[SUPPORT]),
    command("add_signal", signal=WAITS, text="We wait six days", consumer=CHECKOUT),
    command("add_signal", signal=NAMES, text="A name takes a day", consumer=SEARCH, item=DNS),
    command(
        "add_signal",
        signal=SLOW,
        text="The first build waits",
        consumer=SEARCH,
        item=CACHE,
        heard_on="2026-11-10",
    ),
    command("start_item", item=CACHE),
    command("finish_item", item=CACHE),
    command("add_outcome", outcome=LIKED, name="Would recommend us", unit="of 10", target=7.5),
    command("add_outcome", outcome=ADOPTED, name="On self-service", kind="adoption", unit="%"),
    command("read_outcome", outcome=LIKED, value=6.1, day="2026-10-05"),
    command("read_outcome", outcome=LIKED, value=7.8, day="2026-11-16", source="survey"),
)


@pytest.fixture
def page_of(themes: ThemeSource, selection: Selection, put: Put) -> PageOf:  # noqa: F811
    def make(session: Session) -> UsersPage:
        page = UsersPage(session, themes, selection)
        put(page)
        page.resize(1200, 800)
        return page

    return make


@pytest.fixture
def heard(open_session: Opener) -> Session:  # noqa: F811
    return open_session(*HEARD)


@pytest.fixture
def page(heard: Session, page_of: PageOf) -> UsersPage:
    return page_of(heard)


def row_of(found: LimitList, key: str) -> int:
    return next(row for row in range(found.model.rowCount()) if found.model.key_at(row) == key)


def cell(found: LimitList, key: str, column: str) -> str:
    place = [each.key for each in found.model.columns].index(column)
    return str(found.model.index(row_of(found, key), place).data())


def signal_form(page: UsersPage) -> SignalForm:
    found = page.forms["signal"]
    assert isinstance(found, SignalForm)
    return found


def reading_form(page: UsersPage) -> ReadingForm:
    found = page.forms["reading"]
    assert isinstance(found, ReadingForm)
    return found


def outcome_form(page: UsersPage) -> OutcomeForm:
    found = page.forms["outcome"]
    assert isinstance(found, OutcomeForm)
    return found


def item_titled(state: State, title: str) -> Item:
    return next(each for each in state.items.ordered() if each.title == title)


def test_the_window_offers_the_page_in_the_foundation(
    heard: Session,
    themes: ThemeSource,  # noqa: F811
    selection: Selection,  # noqa: F811
    qtbot: QtBot,
) -> None:
    kind = next(kind for kind in PAGES if kind.page_id == "users")
    made = kind.make(heard, themes, selection)
    qtbot.addWidget(made)
    assert isinstance(made, UsersPage)
    assert kind.nav is not None
    assert kind.details == "selected"


def test_the_models_keep_qts_rules(page: UsersPage, heard: Session) -> None:
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    lists = (page.signals.list, page.success.list, page.segments.items, page.support.open)
    testers = [QAbstractItemModelTester(each.model, fatal) for each in lists]
    page.team.choose(DELIVERY)
    page.team.choose("")
    heard.execute([command("remove_signal", signal=WAITS)])
    assert len(testers) == 4


# -- signals --------------------------------------------------------------------------------------


def test_signals_say_who_said_what_and_what_came_of_it(page: UsersPage) -> None:
    found = page.signals.list
    assert [found.model.key_at(row) for row in range(3)][-1] == SLOW
    assert cell(found, WAITS, "from") == "Checkout"
    assert cell(found, WAITS, "loop") == "not answered"
    assert cell(found, NAMES, "item") == "Self-service DNS"
    assert cell(found, NAMES, "loop") == "Open"
    assert cell(found, SLOW, "loop") == "done: tell them"
    assert cell(found, SLOW, "days") == "10"
    assert page.head.note.text() == "3 signals, 0 closed; half were answered within 10 days"
    assert page.tabs.tabs["signals"].accessibleDescription() == "2 to answer or to tell"


def test_signals_are_filtered_by_what_came_of_them(page: UsersPage) -> None:
    chip, found = page.signals.stage, page.signals.list
    chip.pressed.emit()
    chip.choose("tell")
    assert [found.model.key_at(row) for row in range(found.model.rowCount())] == [SLOW]
    chip.choose("closed")
    assert found.model.rowCount() == 0
    assert not found.isHidden()
    chip.choose("")
    assert found.model.rowCount() == 3


def test_a_signal_is_written_down_by_keyboard_and_a_new_team_comes_with_it(
    page: UsersPage, heard: Session
) -> None:
    QTest.keyClick(page, Qt.Key.Key_Insert)
    form = signal_form(page)
    assert not page.side.isHidden()
    QTest.keyClicks(form.text, "Partners see our staging")
    form.consumer.setText("Partners")
    form.segment.setText("end users")
    QTest.keyClick(form.text, Qt.Key.Key_Return)
    signal = next(
        each for each in heard.state.signals.ordered() if each.text == "Partners see our staging"
    )
    consumer = heard.state.consumers[signal.consumer or ""]
    assert (consumer.name, consumer.segment) == ("Partners", "end users")
    assert (signal.segment, signal.heard_on) == ("end users", TODAY)
    assert page.side.isHidden()


def test_a_signal_without_words_or_with_two_items_is_refused_in_place(page: UsersPage) -> None:
    page.add_signal()
    form = signal_form(page)
    form.save()
    assert "write it down in a sentence" in form.problem.text
    form.text.setText("Slow")
    form.item.setText("Self-service DNS; Event bus")
    form.save()
    assert form.problem.text.startswith("One item answers a signal")
    form.item.setText("Nothing like it")
    form.save()
    assert "no open item" in form.problem.text


def test_a_signal_becomes_an_item_in_one_decision(
    page: UsersPage, heard: Session, qtbot: QtBot
) -> None:
    page.signals.list.opened.emit(WAITS)
    form = signal_form(page)
    assert form.make.isVisible()
    assert not form.close_loop.isVisible()
    count = heard.count
    form.make.click()
    item = item_titled(heard.state, "We wait six days")
    assert heard.state.signals[WAITS].item == item.id
    assert (item.consumers, item.segment) == ((CHECKOUT,), "developers")
    qtbot.waitUntil(lambda: heard.count == count + 1 and not heard.pending)
    assert form.item.text() == "We wait six days"
    assert not form.make.isVisible()


def test_the_loop_is_closed_with_one_press_once_the_item_is_done(
    page: UsersPage, heard: Session
) -> None:
    page.signals.list.opened.emit(SLOW)
    form = signal_form(page)
    assert form.close_loop.isVisible()
    form.close_loop.click()
    assert heard.state.signals[SLOW].told_on == TODAY
    assert cell(page.signals.list, SLOW, "loop") == "told 20 Nov"
    assert not form.close_loop.isVisible()


def test_what_is_typed_is_not_lost_by_opening_something_else(page: UsersPage) -> None:
    page.signals.list.opened.emit(WAITS)
    form = signal_form(page)
    form.text.setText("We wait seven days")
    page.signals.list.opened.emit(SLOW)
    assert form.key == WAITS
    assert form.problem.text == "Save what you typed, or cancel it, first."
    page.show_tab("success")
    assert page.tabs.value == "signals"
    QTest.keyClick(form, Qt.Key.Key_Escape)
    assert page.side.isHidden()


def test_the_form_follows_the_state_and_closes_where_its_signal_is_gone(
    page: UsersPage, heard: Session
) -> None:
    page.signals.list.opened.emit(WAITS)
    heard.execute([command("edit_signal", signal=WAITS, text="We wait a week")])
    assert signal_form(page).text.text() == "We wait a week"
    heard.execute([command("remove_signal", signal=WAITS)])
    assert page.side.isHidden()


# -- success --------------------------------------------------------------------------------------


def test_measures_of_success_stand_with_line_latest_and_target(page: UsersPage) -> None:
    page.show_tab("success")
    found = page.success.list
    assert cell(found, LIKED, "latest") == "7.8 of 10"
    assert cell(found, LIKED, "target") == "at least 7.5"
    assert cell(found, LIKED, "line") == "6.1 of 10 to 7.8 of 10 since 5 Oct"
    assert cell(found, ADOPTED, "latest") == "not read"
    assert set(found._delegate.sparks) == {LIKED}


def test_a_value_is_recorded_and_says_whether_it_reaches_the_target(
    page: UsersPage, heard: Session
) -> None:
    page.show_tab("success")
    page.success.list.opened.emit(LIKED)
    form = reading_form(page)
    assert "16 Nov: 7.8 of 10" in form.earlier.text()
    form.save()
    assert "needs its value" in form.problem.text
    form.value.line.setText("7.1")
    assert form.value.hint.text() == "7.1 of 10 misses the target: at least 7.5."
    form.value.line.setText("71 %")
    form.save()
    assert form.problem.text == "It is measured in of 10: convert the value."
    form.value.line.setText("8")
    form.day.set_text("18 Nov")
    form.save()
    last = heard.state.outcomes[LIKED].readings[-1]
    assert (last.day, last.value, last.source) == (date(2026, 11, 18), 8.0, "survey")


def test_a_measure_is_added_and_changed(page: UsersPage, heard: Session) -> None:
    page.show_tab("success")
    page.success.list.add.click()
    form = outcome_form(page)
    form.save()
    assert form.problem.text == "A measure of success needs a name."
    form.name.setText("Cost of an order")
    form.kind.setCurrentIndex(form.kind.findData(OutcomeKind.BUSINESS))
    form.comparator.setCurrentIndex(1)
    form.target.line.setText("three")
    form.save()
    assert "no number" in form.problem.text
    form.target.line.setText("3.5")
    form.consumer.setText("Nobody known")
    form.save()
    assert "no consuming team" in form.problem.text
    form.consumer.setText("checkout")
    form.save()
    made = next(each for each in heard.state.outcomes.ordered() if each.target == 3.5)
    assert (made.kind, made.consumer) == (OutcomeKind.BUSINESS, CHECKOUT)
    assert not made.comparator.more_is_better
    page.success.list.opened.emit(made.id)
    reading_form(page).change.click()
    assert outcome_form(page).name.text() == "Cost of an order"


def test_a_reading_that_is_due_again_is_said(open_session: Opener, page_of: PageOf) -> None:  # noqa: F811
    page = page_of(
        open_session(
            *HEARD,
            command("edit_item", item=CACHE, done_on="2026-10-01", started_on="2026-09-20"),
            command("edit_outcome", outcome=ADOPTED, item=CACHE),
        )
    )
    assert cell(page.success.list, ADOPTED, "read") == "read again: due 29 Oct"
    assert page.tabs.tabs["success"].accessibleDescription() == "1 to look at"


def test_only_technical_measures_are_a_warning(
    open_session: Opener,  # noqa: F811
    page_of: PageOf,
    heard: Session,
    page: UsersPage,
) -> None:
    page.show_tab("success")
    assert page.success.warning.isHidden()
    other = page_of(open_session(command("add_outcome", name="Uptime", kind="technical", unit="%")))
    other.show_tab("success")
    assert not other.success.warning.isHidden()
    assert "Only technical measures" in other.success.warning.accessibleName()


# -- segments, one-offs, support ------------------------------------------------------------------


def test_each_segment_sees_its_part_of_the_roadmap(page: UsersPage) -> None:
    page.show_tab("segments")
    tab = page.segments
    assert cell(tab.segments, "developers", "open") == "1"
    assert cell(tab.segments, "developers", "unheard") == "1"
    assert cell(tab.segments, "operators", "must") == "100%"
    assert cell(tab.items, DNS, "serves") == "Checkout and Search"
    tab.segments.opened.emit("operators")
    assert tab.items.model.key_at(0) == DISK
    assert tab.items.model.rowCount() == 1
    assert tab.items.table.accessibleName() == "What is coming for operators"
    assert cell(tab.teams, SEARCH, "signals") == "2"


def test_a_consuming_team_is_added_and_changed(page: UsersPage, heard: Session) -> None:
    page.show_tab("segments")
    page.segments.teams.add.click()
    form = page.forms["team"]
    assert isinstance(form, ConsumerForm)
    form.save()
    assert form.problem.text == "A consuming team needs its name."
    form.name.setText("Fraud")
    form.save()
    fraud = next(each for each in heard.state.consumers.ordered() if each.name == "Fraud")
    page.segments.teams.opened.emit(fraud.id)
    form.segment.setText("developers")
    form.save()
    assert heard.state.consumers[fraud.id].segment == "developers"


def test_an_item_opens_its_details(page: UsersPage, selection: Selection, qtbot: QtBot) -> None:  # noqa: F811
    page.show_tab("segments")
    with qtbot.waitSignal(page.action_requested) as wanted:
        page.segments.items.opened.emit(DNS)
    assert selection.ids == (DNS,)
    assert wanted.args == ["next_pane"]
    page.add_signal()
    assert not selection.ids


def test_one_offs_have_a_trend_and_one_press_folds_them_into_the_standard(
    open_session: Opener,  # noqa: F811
    page_of: PageOf,
) -> None:
    alone = [
        command("edit_item", item=key, consumers=[team])
        for key, team in ((PATCH, CHECKOUT), (BUS, SEARCH))
    ]
    session = open_session(*HEARD, *alone)
    page = page_of(session)
    page.show_tab("support")
    tab = page.support
    assert {tab.open.model.key_at(row) for row in range(3)} == {PATCH, DISK, BUS}
    assert tab.one_offs.note.text().startswith("4 one-offs so far, 3 still open (dark), not grow")
    assert tab.one_offs.bars.face.bars[-1].words == "Sprint 2: 3 open, 1 done"
    assert not tab.proposal.isHidden()
    tab.proposal.add.click()
    item = item_titled(session.state, "One standard instead of 3 one-offs")
    assert set(item.consumers) == {CHECKOUT, SEARCH, SUPPORT}
    assert "Event bus" in item.problem


def test_few_one_offs_are_no_reason_for_a_proposal(page: UsersPage) -> None:
    page.show_tab("support")
    assert page.support.open.model.rowCount() == 1
    assert page.support.proposal.isHidden()


def test_the_share_of_support_is_said_sprint_by_sprint(
    open_session: Opener,  # noqa: F811
    page_of: PageOf,
) -> None:
    asked = command(
        "log_interruption",
        title="A database, please",
        driver="key_user",
        effort_days=1,
        is_request=True,
        started_at=datetime(2026, 11, 5, 9, tzinfo=UTC).isoformat(),
    )
    page = page_of(open_session(*HEARD, asked))
    page.show_tab("support")
    bars = page.support.support.bars
    assert bars.face.bars[0].words == "Sprint 1: 100%, 1 pd on 1 request"
    assert "1 request" in page.support.support.note.text()
    bars.setFocus()
    QTest.keyClick(bars, Qt.Key.Key_Home)
    assert bars.accessibleDescription() == "Sprint 1: 100%, 1 pd on 1 request"
    QTest.keyClick(bars, Qt.Key.Key_Right)
    assert bars.accessibleDescription().startswith("Sprint 2: ")


def test_the_team_filter_leaves_what_other_teams_answer_out(page: UsersPage) -> None:
    page.team.choose(DELIVERY)
    found = page.signals.list
    assert {found.model.key_at(row) for row in range(found.model.rowCount())} == {WAITS, NAMES}
    page.show_tab("segments")
    assert cell(page.segments.segments, "developers", "done") == "0"
    page.show_tab("support")
    assert page.support.open.model.rowCount() == 0


# -- empty, past, looks ---------------------------------------------------------------------------


def test_an_empty_roadmap_says_what_the_page_is_for_and_offers_the_next_step(
    open_session: Opener,  # noqa: F811
    page_of: PageOf,
) -> None:
    page = page_of(open_session(empty=True))
    assert not page.signals.empty.isHidden()
    assert page.signals.list.isHidden()
    page.signals.empty.buttons["outcome"].click()
    assert page.side.currentWidget() is page.forms["outcome"]
    page.close_side()
    page.signals.empty.buttons["signal"].click()
    assert page.side.currentWidget() is page.forms["signal"]


def test_the_past_is_shown_and_read_only(page: UsersPage, heard: Session, qtbot: QtBot) -> None:
    count = heard.count
    heard.execute([command("add_signal", text="Later")])
    qtbot.waitUntil(lambda: heard.count == count + 1 and not heard.pending)
    assert page.signals.list.model.rowCount() == 4
    heard.go_to(heard.count - 2, animate=False)
    assert page.signals.list.model.rowCount() == 3
    assert not page.add.isEnabled()
    assert not page.success.list.add.isEnabled()
    page.show_tab("segments")
    assert not page.segments.teams.add.isEnabled()
    page.show_tab("signals")
    page.signals.list.opened.emit(WAITS)
    form = signal_form(page)
    assert form.problem.text == "The past is read-only."
    assert not form.make.isEnabled()
    assert not form.save_button.isEnabled()
    page.close_side()
    page.add_signal()
    assert page.side.isHidden()


def test_where_it_is_narrow_page_and_form_take_turns(page: UsersPage) -> None:
    page.resize(900, 700)
    page.add_signal()
    assert page._page.isHidden()
    assert not page.side.isHidden()
    page.close_side()
    assert not page._page.isHidden()


def test_everything_that_takes_keys_has_a_name(page: UsersPage) -> None:
    for tab in ("signals", "success", "segments", "support"):
        page.show_tab(tab)
        for kind in (QAbstractButton, QLineEdit, QComboBox):
            for each in page.findChildren(kind):
                if each.isVisible() and each.focusPolicy() is not Qt.FocusPolicy.NoFocus:
                    assert each.accessibleName(), each
    assert page.support.one_offs.bars.accessibleName() == "One-offs for a single team"


def test_bars_show_the_newest_value_and_mark_the_one_that_is_asked(themes: ThemeSource) -> None:  # noqa: F811
    bars = tuple(Bar(str(n), float(n), 1.0, f"Sprint {n}") for n in range(1, 6))
    face = BarsFace(bars)
    assert face.spoken.startswith("Sprint 1. Sprint 2")

    def drawn(shown: BarsFace, at: int | None = None) -> QImage:
        image = QImage(400, 128, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.white)
        with QPainter(image) as painter:
            draw_sprint_bars(painter, QRectF(0, 0, 400, 128), shown, themes.theme, at=at)
        return image

    assert drawn(face) == drawn(face)
    assert drawn(face) != drawn(face, 2)
    assert drawn(face) != drawn(replace(face, warns=True))
    assert drawn(BarsFace()) != drawn(face)


def test_without_requests_there_are_words_instead_of_bars(page: UsersPage) -> None:
    page.show_tab("support")
    face = page.support.support.bars.face
    assert face.bars == ()
    assert page.support.support.note.text() == "No interruption is marked as a request yet."


def test_a_tab_that_is_clicked_takes_the_focus_from_its_neighbour(page: UsersPage) -> None:
    tabs = page.tabs.tabs
    tabs["signals"].setFocus(Qt.FocusReason.TabFocusReason)
    QTest.mouseClick(tabs["success"], Qt.MouseButton.LeftButton)
    assert tabs["success"].hasFocus()
    page.add.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.mouseClick(tabs["signals"], Qt.MouseButton.LeftButton)
    assert not tabs["signals"].hasFocus()


def test_a_page_on_which_nothing_stands_warns_of_nothing(
    open_session: Opener,  # noqa: F811
    page_of: PageOf,
) -> None:
    measured = command("add_measure", name="Availability", principle="Reliability")
    page = page_of(open_session(measured, empty=True))
    assert page.tabs.tabs["success"].accessibleDescription() == "0 to look at"
