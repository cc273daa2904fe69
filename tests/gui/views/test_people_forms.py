"""Are people, limits and settings changed in place, as one decision each, and never by accident?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QLineEdit, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from gui.models.people.settings import sections, value_of
from gui.models.people.typed import parse_span, span_text
from gui.selection import Selection
from gui.session import Session
from gui.theme import ThemeSource
from gui.views.people.form import PersonForm
from gui.views.people.limit_forms import ConstraintForm, FreezeForm, HolidayForm
from gui.views.people.lists import SkillsEditor
from gui.views.people.page import PeoplePage
from roadmap.analysis.planning.capacity import capacity
from roadmap.errors import Refused
from roadmap.records.planning import Planning
from roadmap.records.staff import ConstraintKind, Ramp, ReserveKind, SkillShare, Span
from tests.gui.views.conftest import Opener
from tests.gui.views.harbour import BUS, CACHE, TODAY
from tests.gui.views.staffed import ARUN, CAP, CHRISTMAS, DELIVERY, INES, PEAK, STAFF, TOMAS


@pytest.fixture
def session(open_session: Opener) -> Session:
    return open_session(*STAFF)


@pytest.fixture
def page(
    session: Session,
    themes: ThemeSource,
    selection: Selection,
    put: Callable[[QWidget], QWidget],
) -> PeoplePage:
    page = PeoplePage(session, themes, selection)
    put(page)
    return page


def opened(page: PeoplePage, key: str) -> PersonForm:
    page.open_person(key)
    return page.person


# -- people ---------------------------------------------------------------------------------------


def test_a_person_is_added_with_everything_at_once(page: PeoplePage, session: Session) -> None:
    page.add_person()
    form = page.person
    form.name.setText("Lena Svensson")
    form.role.setText("Build engineer")
    form.team.setCurrentIndex(form.team.findData(DELIVERY))
    form.skills.set_value((SkillShare("build", 0.6), SkillShare("deploy", 0.4)), ())
    form.start.set_text("1 Dec 2026")
    form.time_off._append("21 Dec to 1 Jan", "Christmas")
    form.on_call_share.setValue(10)
    form.contractor.setChecked(True)
    form.own_ramp.setChecked(True)
    form.ramp_weeks.setValue(4)
    form.mentor.setCurrentIndex(form.mentor.findData(TOMAS))
    before = session.live.people
    form.save()
    lena = next(each for each in session.live.people.ordered() if each.id not in before)
    assert lena.name == "Lena Svensson"
    assert lena.team == DELIVERY
    assert lena.skills == (SkillShare("build", 0.6), SkillShare("deploy", 0.4))
    assert lena.start == date(2026, 12, 1)
    assert lena.time_off == (Span(date(2026, 12, 21), date(2027, 1, 1), "Christmas"),)
    assert lena.on_call_share == 0.1
    assert lena.contractor
    assert lena.ramp == Ramp(4.0, 0.1, 0.25)
    assert lena.mentor == TOMAS
    assert page.side.isHidden()
    assert page.model.row_of(lena.id) is not None


def test_opening_and_saving_changes_nothing(page: PeoplePage, session: Session) -> None:
    for key in (INES, TOMAS, ARUN):
        before = session.live
        opened(page, key).save()
        assert session.live is before


def test_only_what_differs_is_changed_and_past_days_are_kept(
    page: PeoplePage, session: Session
) -> None:
    form = opened(page, INES)
    assert len(form.time_off.rows) == 1  # the days of October are past
    form.time_off._append("24 Nov", "")
    command = form.commands()[0]
    assert set(command.model_dump(exclude_unset=True)["fields"]) == {"time_off"}
    form.save()
    assert [span.first for span in session.live.people[INES].time_off] == [
        date(2026, 10, 5),
        date(2026, 11, 24),
        date(2026, 12, 21),
    ]


def test_shares_have_to_sum_to_one_and_the_sum_is_seen(page: PeoplePage, session: Session) -> None:
    form = opened(page, INES)
    assert form.skills.sum.text() == "Sums to 100%."
    box = form.skills.rows[0].findChild(QSpinBox)
    assert isinstance(box, QSpinBox)
    box.setValue(60)
    assert form.skills.sum.text() == "Sums to 90%: 10% to give away."
    form.save()
    assert form.problem.text.startswith("The shares of the skills sum to 90%")
    assert session.live.people[INES].skills[0].share == 0.7
    form.skills.add.click()
    row = form.skills.rows[-1]
    line, rest = row.findChild(QLineEdit, "skill"), row.findChild(QSpinBox)
    assert isinstance(rest, QSpinBox)
    assert rest.value() == 10
    assert isinstance(line, QLineEdit)
    line.setText("network")
    form.save()
    assert form.problem.text == ""
    assert [each.share for each in session.live.people[INES].skills] == [0.6, 0.3, 0.1]


def test_thirds_stay_thirds(themes: ThemeSource) -> None:
    editor = SkillsEditor(themes)
    third = tuple(SkillShare(name, 1 / 3) for name in ("a", "b", "c"))
    editor.set_value(third, ())
    assert editor.sum.text() == "Sums to 100%."
    assert editor.wrong() is None
    editor.deleteLater()


def test_a_last_day_shows_what_changes_before_it_is_saved(
    page: PeoplePage, session: Session
) -> None:
    form = opened(page, TOMAS)
    before = [capacity(session.live, TODAY, 12).total(place) for place in range(12)]
    form.end.set_text("13 Dec 2026")
    text = form.preview_text()
    assert text.splitlines()[0] == "What changes:"
    assert text.splitlines()[1].startswith(f"Sprint 3: {before[2]:.1f} to ")
    assert "Sprint 1:" not in text
    assert "and 5 more sprints" in text
    form.save()
    after = [capacity(session.live, TODAY, 12).total(place) for place in range(12)]
    assert after[:2] == before[:2]
    assert all(new < old for new, old in zip(after[2:], before[2:], strict=True))


def test_what_a_rule_refuses_is_said_in_the_form(page: PeoplePage, session: Session) -> None:
    form = opened(page, ARUN)
    form.end.set_text("1 Oct 2026")
    form.save()
    assert "before starting" in form.problem.text
    form.end.set_text("some day")
    form.save()
    assert "not understood" in form.problem.text
    form.end.set_text("")
    form.name.setText("ines")
    form.save()
    assert "There is a person" in form.problem.text
    form.name.setText("")
    form.save()
    assert form.problem.text == "A person needs a name."
    assert session.live.people[ARUN].name == "Arun"


def test_what_was_typed_is_not_lost_by_a_click_elsewhere(page: PeoplePage) -> None:
    form = opened(page, INES)
    form.role.setText("Something else")
    page.open_person(TOMAS)
    assert form.key == INES
    assert "Save what you typed" in form.problem.text
    page.ask_why(0)
    assert page.side.currentWidget() is form
    QTest.keyClick(form.role, Qt.Key.Key_Escape)
    page.open_person(TOMAS)
    assert form.key == TOMAS


def test_an_untouched_form_gives_way(page: PeoplePage) -> None:
    page.add_person()
    page.open_person(TOMAS)
    assert page.person.key == TOMAS


def test_return_saves_and_focus_goes_back_to_the_table(page: PeoplePage, session: Session) -> None:
    form = opened(page, TOMAS)
    form.role.setFocus()
    QTest.keyClicks(form.role, "Hosts")
    QTest.keyClick(form.role, Qt.Key.Key_Return)
    assert session.live.people[TOMAS].role == "Hosts"
    assert page.side.isHidden()
    assert page.table.table.hasFocus()


def test_letters_typed_into_the_form_are_no_shortcuts(page: PeoplePage) -> None:
    form = opened(page, TOMAS)
    form.team.setFocus()
    QTest.keyClick(form.team, Qt.Key.Key_Insert)
    assert form.key == TOMAS


def test_removing_a_person_can_be_undone(page: PeoplePage, session: Session) -> None:
    said: list[str] = []
    session.said.connect(lambda text, _undo: said.append(text))
    opened(page, TOMAS).remove()
    assert TOMAS not in session.live.people
    assert said == ["Tomas taken off the roadmap"]
    assert session.live.people[ARUN].mentor is None
    assert page.side.isHidden()


# -- spans ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("24 Dec", date(2026, 12, 24), date(2026, 12, 24)),
        ("21 to 24 Dec", date(2026, 12, 21), date(2026, 12, 24)),
        ("21 Dec to 1 Jan", date(2026, 12, 21), date(2027, 1, 1)),
        ("16 Nov - 27 Nov", date(2026, 11, 16), date(2026, 11, 27)),
        ("28 Dec 2026 – 8 Jan 2027", date(2026, 12, 28), date(2027, 1, 8)),
    ],
)
def test_spans_are_read_as_people_say_them(text: str, first: date, last: date) -> None:
    span = parse_span(text, TODAY)
    assert (span.first, span.last) == (first, last)
    assert parse_span(span_text(span, TODAY), TODAY) == span


@pytest.mark.parametrize("text", ["soon", "1 to 2 to 3", "24 Dec 2026 to 1 Dec 2026", " to "])
def test_spans_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(Refused):
        parse_span(text, TODAY)


# -- limits ---------------------------------------------------------------------------------------


def test_limits_stand_in_three_lists(page: PeoplePage) -> None:
    page.show_tab("limits")
    rows = {name: each.model.rowCount() for name, each in page.limits.lists.items()}
    assert rows == {"constraint": 1, "freeze": 1, "holiday": 1}
    index = page.limits.constraints.model.index
    texts = [str(index(0, column).data()) for column in range(7)]
    assert texts[:2] == ["Vendor", "Vendor delivers in December"]
    assert texts[-1] == "Faster cache"


def test_a_constraint_is_changed_added_and_removed(page: PeoplePage, session: Session) -> None:
    page.show_tab("limits")
    page.open_limit("constraint", CAP)
    form = page.forms["constraint"]
    assert isinstance(form, ConstraintForm)
    form.until.set_text("18 Dec 2026")
    form.items.setText("Faster cache; event bus")
    form.save()
    changed = session.live.constraints[CAP]
    assert changed.until == date(2026, 12, 18)
    assert changed.items == (CACHE, BUS)
    page.open_limit("constraint", None)
    form.kind.setCurrentIndex(form.kind.findData(ConstraintKind.HEADCOUNT_CAP))
    form.text.setText("Five engineers until the hire is approved")
    form.amount.setValue(5)
    form.save()
    added = next(each for each in session.live.constraints.ordered() if each.id != CAP)
    assert (added.kind, added.amount) == (ConstraintKind.HEADCOUNT_CAP, 5.0)
    page.open_limit("constraint", CAP)
    form.remove()
    assert CAP not in session.live.constraints


def test_a_constraint_says_what_it_needs(page: PeoplePage, session: Session) -> None:
    page.show_tab("limits")
    page.open_limit("constraint", None)
    form = page.forms["constraint"]
    assert isinstance(form, ConstraintForm)
    form.save()
    assert form.problem.text == "A constraint needs a sentence that says what it limits."
    form.text.setText("Something")
    form.items.setText("No such item")
    form.save()
    assert form.problem.text == "There is no open item “No such item”."
    assert len(session.live.constraints) == 1


def test_a_freeze_window_is_moved_and_added(page: PeoplePage, session: Session) -> None:
    page.show_tab("limits")
    page.open_limit("freeze", PEAK)
    form = page.forms["freeze"]
    assert isinstance(form, FreezeForm)
    assert form.days.text() == "27 to 30 Nov"
    form.days.setText("26 Nov to 1 Dec")
    form.save()
    assert session.live.freezes[PEAK].days == Span(
        date(2026, 11, 26), date(2026, 12, 1), "Peak season"
    )
    page.open_limit("freeze", None)
    form.save()
    assert "needs its days" in form.problem.text
    form.days.setText("23 Dec to 3 Jan")
    form.save()
    assert len(session.live.freezes) == 2


def test_a_holiday_is_added_and_moved(page: PeoplePage, session: Session) -> None:
    page.show_tab("limits")
    page.open_limit("holiday", None)
    form = page.forms["holiday"]
    assert isinstance(form, HolidayForm)
    form.save()
    assert "needs its day" in form.problem.text
    form.day.set_text("1 Jan 2027")
    form.name.setText("New Year's Day")
    form.save()
    assert len(session.live.holidays) == 2
    page.open_limit("holiday", CHRISTMAS)
    form.day.set_text("24 Dec 2026")
    form.save()
    days = {each.day for each in session.live.holidays.ordered()}
    assert days == {date(2026, 12, 24), date(2027, 1, 1)}


# -- settings -------------------------------------------------------------------------------------


def planning(session: Session) -> Planning:
    assert session.live.roadmap is not None
    return session.live.roadmap.planning


def test_every_setting_exists_and_says_its_default_and_source(page: PeoplePage) -> None:
    page.show_tab("settings")
    for section in sections():
        for setting in section.settings:
            value_of(Planning(), setting.key)
            line = page.settings.line(setting.key)
            assert line.source.text().startswith("Default: ")
            assert setting.source in line.source.text()
            assert line.back.isHidden()


def test_a_changed_setting_is_saved_at_once_and_goes_back(
    page: PeoplePage, session: Session
) -> None:
    page.show_tab("settings")
    line = page.settings.line("ramp.weeks")
    assert isinstance(line.field, QDoubleSpinBox)
    line.field.setValue(12)
    line.field.editingFinished.emit()
    assert planning(session).ramp == Ramp(12.0, 0.1, 0.25)
    assert not line.back.isHidden()
    line.back.click()
    assert planning(session) == Planning()


def test_shares_limits_switches_and_the_reserve(page: PeoplePage, session: Session) -> None:
    page.show_tab("settings")
    focus, limit = page.settings.line("focus"), page.settings.line("in_progress_limit")
    assert isinstance(focus.field, QSpinBox)
    assert isinstance(limit.field, QSpinBox)
    focus.field.setValue(55)
    focus.field.editingFinished.emit()
    limit.field.setValue(3)
    limit.field.editingFinished.emit()
    assert (planning(session).focus, planning(session).in_progress_limit) == (0.55, 3)
    limit.field.setValue(0)
    limit.field.editingFinished.emit()
    assert planning(session).in_progress_limit is None
    page.settings.line("focus_learned").field.click()  # type: ignore[attr-defined]  # a check box
    assert not planning(session).focus_learned
    kind = page.settings.line("reserve").field
    assert isinstance(kind, QComboBox)
    kind.setCurrentIndex(kind.findData(ReserveKind.DAYS))
    kind.activated.emit(kind.currentIndex())
    assert planning(session).reserve is ReserveKind.DAYS


def test_a_setting_half_typed_is_not_saved_by_another_window_in_front(
    page: PeoplePage, session: Session, qtbot: QtBot, put: Callable[[QWidget], QWidget]
) -> None:
    page.show_tab("settings")
    field = page.settings.line("focus").field
    assert isinstance(field, QSpinBox)
    field.setFocus()
    before = session.live
    field.selectAll()
    QTest.keyClicks(field, "7")
    other = put(QWidget())  # waits until it is in front
    assert session.live is before
    other.close()
    page.activateWindow()
    qtbot.waitUntil(field.hasFocus)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert planning(session).focus == 0.07


def test_showing_settings_saves_nothing(page: PeoplePage, session: Session) -> None:
    before = session.live
    page.show_tab("settings")
    for section in sections():
        for setting in section.settings:
            field = page.settings.line(setting.key).field
            if isinstance(field, QSpinBox | QDoubleSpinBox):
                field.editingFinished.emit()
    assert session.live is before


def test_a_person_moves_to_another_team_from_a_day_on(page: PeoplePage, session: Session) -> None:
    form = opened(page, INES)
    form.moves_to.setCurrentIndex(form.moves_to.findData(DELIVERY))
    assert form.wrong() is not None
    form.moves_on.line.setText("2 Mar 2027")
    assert form.wrong() is None
    form.save()
    moved = session.live.people[INES]
    assert moved.team_on(date(2027, 3, 1)) != DELIVERY
    assert moved.team_on(date(2027, 3, 2)) == DELIVERY
    again = opened(page, INES)
    assert "Delivery" in again.moves_hint.text()
    assert not again.team.isEnabled()
