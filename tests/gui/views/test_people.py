"""Does the People page show who is there, how much they can do, and why?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from gui.models.people.capacity import bar_of, part_words
from gui.pages import PAGES
from gui.paint.capacity_over_time import column_rects, draw_capacity
from gui.selection import Selection
from gui.session import Session
from gui.theme import ThemeSource
from gui.views.people.page import PeoplePage
from roadmap.analysis.planning.capacity import capacity
from roadmap.analysis.planning.capacity_parts import capacity_parts
from roadmap.commands.items import AddItem
from roadmap.commands.roadmap import EditRoadmap
from tests.gui.views.conftest import Opener
from tests.gui.views.harbour import TODAY
from tests.gui.views.staffed import ARUN, DELIVERY, INES, RUNTIME, STAFF, TOMAS

Put = Callable[[QWidget], QWidget]
PageOf = Callable[[Session], PeoplePage]


@pytest.fixture
def staffed(open_session: Opener) -> Session:
    return open_session(*STAFF)


@pytest.fixture
def page_of(themes: ThemeSource, selection: Selection, put: Put) -> PageOf:
    def make(session: Session) -> PeoplePage:
        page = PeoplePage(session, themes, selection)
        put(page)
        return page

    return make


@pytest.fixture
def page(staffed: Session, page_of: PageOf) -> PeoplePage:
    return page_of(staffed)


def cell(page: PeoplePage, key: str, column: str) -> str:
    row = page.model.row_of(key)
    place = [each.key for each in page.model.columns].index(column)
    assert row is not None
    return str(page.model.index(row, place).data())


def test_the_window_offers_the_page_in_the_foundation(
    staffed: Session, themes: ThemeSource, selection: Selection, qtbot: QtBot
) -> None:
    kind = next(kind for kind in PAGES if kind.page_id == "people")
    made = kind.make(staffed, themes, selection)
    qtbot.addWidget(made)
    assert isinstance(made, PeoplePage)
    assert kind.nav is not None
    assert kind.details == "never"


def test_people_stand_in_rows_with_what_is_known_of_them(page: PeoplePage) -> None:
    assert page.model.rowCount() == 3
    assert cell(page, INES, "skills") == "databases 70%, hosts 30%"
    assert cell(page, INES, "time_off") == "21 Dec to 1 Jan 2027"
    assert cell(page, TOMAS, "skills") == "general work"
    assert cell(page, TOMAS, "on_call") == "10%"
    assert cell(page, ARUN, "availability") == "80%"
    assert cell(page, ARUN, "dates") == "from 16 Nov"
    assert cell(page, ARUN, "newcomer") == "12%, full on 17 May 2027"
    assert cell(page, ARUN, "mentor") == "Tomas"


def test_the_models_keep_qts_rules(page: PeoplePage, staffed: Session) -> None:
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    models = [page.model, *(each.model for each in page.limits.lists.values())]
    testers = [QAbstractItemModelTester(model, fatal) for model in models]
    page.model.sort_by(0)
    page.model.sort_by(0)
    page.team.choose(DELIVERY)
    page.team.choose("")
    assert len(testers) == 4


def test_columns_sort_up_down_and_not(page: PeoplePage) -> None:
    def names() -> list[str]:
        return [str(page.model.index(row, 0).data()) for row in range(3)]

    place = [each.key for each in page.model.columns].index("availability")
    assert names() == ["Arun", "Ines", "Tomas"]
    page.table.head.sectionClicked.emit(0)
    page.table.head.sectionClicked.emit(0)
    assert names() == ["Tomas", "Ines", "Arun"]
    page.table.head.sectionClicked.emit(place)
    assert names()[0] == "Arun"


def test_the_chart_has_the_numbers_of_the_capacity(page: PeoplePage, staffed: Session) -> None:
    found = capacity(staffed.state, TODAY, 12)
    bars = page.capacity.chart._bars
    assert len(bars) == 12
    for place, bar in enumerate(bars):
        assert bar.days == pytest.approx(found.total(place))
    first = capacity_parts(staffed.state, TODAY, 1)[0].total
    assert sum(days for _, days in bars[0].parts) == pytest.approx(first.gross)


def test_the_chart_answers_to_keys_and_says_its_numbers(page: PeoplePage) -> None:
    chart = page.capacity.chart
    chart.setFocus()
    assert chart.accessibleDescription().startswith("Sprint 1, what is left of it from today on: ")
    assert "meetings, support" in chart.accessibleDescription()
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert chart.accessibleDescription().startswith("Sprint 2 from 30 Nov: ")
    QTest.keyClick(chart, Qt.Key.Key_Return)
    assert page.side.currentWidget() is page.why
    assert page.why.answer is not None
    assert "Sprint 2" in page.why.answer.days


def test_a_click_on_a_bar_tells_why_in_words(page: PeoplePage, staffed: Session) -> None:
    chart = page.capacity.chart
    spot = column_rects(chart._inside(), 12)[0].center()
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPointF(spot).toPoint())
    answer = page.why.answer
    assert answer is not None
    total = capacity(staffed.state, TODAY, 1).total(0)
    assert answer.title == f"Why {total:.1f} person-days?"
    steps = {step.text: step.days for step in answer.steps}
    last = steps.pop("Person-days to plan with")
    assert last == pytest.approx(total)
    assert sum(steps.values()) == pytest.approx(total, abs=0.3)
    assert steps["Mentoring newcomers"] < 0
    assert steps["Ramping up"] < 0
    people = {each.name: each for each in answer.people}
    assert sum(each.days for each in people.values()) == pytest.approx(total)
    assert "for mentoring Arun" in people["Tomas"].because
    assert people["Arun"].there == "6 days x 80%"


def test_the_answer_follows_the_state_and_closes_with_its_sprint(
    page: PeoplePage, staffed: Session
) -> None:
    page.ask_why(0)
    before = page.why.answer
    page.open_person(TOMAS)
    page.person.availability.setValue(50)
    page.person.save()
    page.ask_why(0)
    after = page.why.answer
    assert before is not None
    assert after is not None
    assert after.title != before.title
    staffed.go_to(1)
    assert page.side.isHidden()


def test_a_team_filters_people_and_capacity(page: PeoplePage, staffed: Session) -> None:
    page.team.pressed.emit()
    page.team.choose(RUNTIME)
    assert page.model.rowCount() == 2
    expected = capacity_parts(staffed.state, TODAY, 1, RUNTIME)[0].total.days
    assert page.capacity.chart._bars[0].days == pytest.approx(expected)


def test_nobody_yet_teaches_and_offers_the_first_person(
    open_session: Opener, page_of: PageOf
) -> None:
    page = page_of(open_session(empty=True))
    assert page._empty.isVisible()
    assert not page._filled.isVisible()
    page._empty.action_requested.emit("add")
    assert page.side.currentWidget() is page.person
    page.person.name.setText("Lena")
    page.person.save()
    assert page._filled.isVisible()
    assert page.model.rowCount() == 1


def test_without_sprints_the_chart_says_what_is_missing(
    open_session: Opener, page_of: PageOf
) -> None:
    page = page_of(open_session(EditRoadmap(fields={"sprint_start": None}), *STAFF[1:]))
    assert page.capacity.chart._bars == ()
    assert "sprint 1 starts" in page.capacity._note.text()


def test_the_past_can_be_read_and_not_changed(
    page: PeoplePage, staffed: Session, qtbot: QtBot
) -> None:
    staffed.execute([AddItem(fields={"title": "Later"})])
    qtbot.waitUntil(lambda: staffed.pending == 0)
    staffed.go_to(staffed.count - 2)
    assert page.model.rowCount() == 3
    assert not page.add.isEnabled()
    page.open_person(INES)
    assert not page.person.save_button.isEnabled()
    assert not page.person.form.isEnabled()
    assert page.person.problem.text == "The past is read-only."
    assert not page.settings.line("focus").field.isEnabled()
    assert not page.limits.constraints.add.isEnabled()
    QTest.keyClick(page, Qt.Key.Key_Insert)
    assert page.person.key == INES


def form_of(page: PeoplePage) -> str | None:
    return page.person.key


def emphasis(page: PeoplePage) -> str:
    return page.add.face.kind


def test_keys_add_open_and_close(page: PeoplePage) -> None:
    QTest.keyClick(page.table.table, Qt.Key.Key_Insert)
    assert form_of(page) is None
    assert page.person.name.hasFocus()
    QTest.keyClick(page.person.name, Qt.Key.Key_Escape)
    assert page.side.isHidden()
    page.table.choose(INES)
    QTest.keyClick(page.table.table, Qt.Key.Key_Return)
    assert form_of(page) == INES
    QTest.keyClick(page.person.name, Qt.Key.Key_Escape)
    assert page.table.table.hasFocus()


def test_every_control_has_a_name(page: PeoplePage) -> None:
    page.open_person(INES)
    for tab in ("people", "limits", "settings"):
        page.show_tab(tab)
        for kind in (QAbstractButton, QLineEdit, QComboBox, QSpinBox):
            for control in page.findChildren(kind):
                inner = control.objectName().startswith("qt_")
                shown = control.isVisible() and not inner
                assert not shown or control.accessibleName(), control


def test_one_primary_button_at_a_time(page: PeoplePage) -> None:
    assert emphasis(page) == "primary"
    page.open_person(INES)
    assert emphasis(page) == "secondary"
    page.close_side()
    assert emphasis(page) == "primary"


def test_a_narrow_page_shows_one_thing_at_a_time(page: PeoplePage) -> None:
    page.resize(700, 700)
    page.open_person(INES)
    assert page.side.isVisible()
    assert not page._stack.isVisible()
    page.close_side()
    assert page._stack.isVisible()


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_chart_draws_every_part(themes: ThemeSource, staffed: Session, mode: str) -> None:
    themes.set_mode("dark" if mode == "dark" else "light")
    bars = [bar_of(each) for each in capacity_parts(staffed.state, TODAY, 12)]
    image = QImage(800, 260, QImage.Format.Format_ARGB32)
    image.fill(themes.theme.colors.surface)
    with QPainter(image) as painter:
        draw_capacity(painter, image.rect().toRectF(), bars, part_words(), themes.theme, chosen=0)
    colors = {image.pixelColor(x, y).name() for x in range(0, 800, 3) for y in range(0, 260, 3)}
    c = themes.theme.colors
    assert {c.grey.name(), c.border2.name(), c.sunken.name(), c.accent2.name()} <= colors


def test_a_chart_of_nothing_is_drawn(themes: ThemeSource) -> None:
    image = QImage(300, 200, QImage.Format.Format_ARGB32)
    with QPainter(image) as painter:
        draw_capacity(painter, image.rect().toRectF(), [], part_words(), themes.theme)
    assert column_rects(image.rect().toRectF(), 0) == []


def test_dates_of_a_leaver_go_last(page: PeoplePage, staffed: Session) -> None:
    page.open_person(ARUN)
    page.person.end.set_text("17 Nov 2026")
    page.person.save()
    assert staffed.live.people[ARUN].end == date(2026, 11, 17)
    assert page.model.key_at(2) == ARUN
    assert page.model.index(2, 0).data(Qt.ItemDataRole.ForegroundRole) is not None


def test_a_tab_with_something_typed_stays(page: PeoplePage) -> None:
    page.open_person(INES)
    page.person.role.setText("Else")
    page.show_tab("limits")
    assert page.tabs.value == "people"
    assert page._stack.currentIndex() == 0
    page.close_side()
    page.show_tab("limits")
    assert page.tabs.value == "limits"
    assert page.limits.constraints.table.hasFocus()
