"""Are levels, measures and measurements changed beside the board, with reasons asked in place?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from gui.selection import Selection
from gui.session import Session
from gui.theme import ThemeSource
from gui.views.principles.page import PrinciplesPage
from roadmap.records.levels import Comparator, Statistic
from tests.gui.views.conftest import Opener
from tests.gui.views.harbour import TODAY
from tests.gui.views.levelled import API, CODE, LEVELS, PATCHES, UPTIME

Put = Callable[[QWidget], QWidget]


@pytest.fixture
def session(open_session: Opener) -> Session:
    return open_session(*LEVELS)


@pytest.fixture
def page(
    session: Session, themes: ThemeSource, selection: Selection, put: Put, qtbot: QtBot
) -> PrinciplesPage:
    page = PrinciplesPage(session, themes, selection)
    session.reason_wanted.connect(page.claim_reason)
    put(page)
    page.resize(1240, 816)
    qtbot.waitUntil(lambda: page.levels._history.is_complete, timeout=10_000)
    return page


def saved(session: Session, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: session.pending == 0, timeout=10_000)


def values(session: Session, key: str) -> dict[date, float | None]:
    return {each.day: each.value for each in session.live.measures[key].measurements}


# -- measurements ---------------------------------------------------------------------------------


def test_a_value_is_recorded_with_its_day_source_and_who_felt_it(
    page: PrinciplesPage, session: Session
) -> None:
    page.levels.do("record")
    form = page.levels.record_form
    form.value.line.setText("270 ms")
    assert form.value.hint.text() == "270 ms breaks the minimum: at most 250 ms."
    form.day.line.setText("18 Nov")
    form.effect.setText("Checkout: time-outs")
    form.save()
    found = session.live.measures[API].measurements
    entry = next(each for each in found if each.day == date(2026, 11, 18))
    assert (entry.value, entry.source, entry.effect) == (270, "dashboard", "Checkout: time-outs")
    assert page.side.currentWidget() is page.levels.panel


def test_a_value_in_another_unit_is_refused_while_it_is_typed(
    page: PrinciplesPage, session: Session
) -> None:
    before = values(session, API)
    page.levels.do("record")
    form = page.levels.record_form
    form.value.line.setText("3 days")
    assert "is measured in ms" in form.value.hint.text()
    form.save()
    assert "is measured in ms" in form.problem.text
    assert values(session, API) == before
    form.value.line.setText("fast")
    form.save()
    assert form.problem.text.startswith("A measurement needs its value")


def test_a_day_that_is_still_to_come_is_refused(page: PrinciplesPage) -> None:
    page.levels.do("record")
    form = page.levels.record_form
    form.value.line.setText("200")
    form.day.line.setText((TODAY + timedelta(days=3)).isoformat())
    QTest.keyClick(form.day.line, Qt.Key.Key_Return)
    form.save()
    assert form.problem.text == "Write a day up to today, as “28 Feb”."
    assert "is still to come" in form.day.hint.text()


def test_pasted_lines_are_read_and_refused_in_sight(page: PrinciplesPage, session: Session) -> None:
    page.levels.choose(CODE)
    page.levels.do("paste")
    form = page.levels.paste_form
    form.text.setPlainText("date\tvalue\n2026-11-02\t70 %\n2026-11-09\tmany\n2026-11-16\t72")
    assert form.read.text() == "2 values read, 2 Nov to 16 Nov, 1 line left out"
    assert form.refused.text().startswith("Line 3: 'many' is no number")
    assert form.save_button.face.text == "Record 2 values"
    form.save()
    assert values(session, CODE) == {date(2026, 11, 2): 70, date(2026, 11, 16): 72}


def test_days_that_can_be_read_in_two_ways_are_asked_about(page: PrinciplesPage) -> None:
    page.levels.choose(CODE)
    page.levels.do("paste")
    form = page.levels.paste_form
    form.text.setPlainText("6/7/2026\t70\n8/7/2026\t71")
    assert form.order.isVisible()
    form.order.set_value("mdy")
    form.order.chosen.emit("mdy")
    assert [row.day.month for row in form.pasted().rows] == [6, 8]
    form.text.setPlainText("nothing here 2")
    form.save()
    assert form.problem.text == "Paste lines with a day up to today and a value each."


def test_a_share_of_a_percentage_is_read_in_percent_and_said_so(
    page: PrinciplesPage, session: Session
) -> None:
    before = values(session, UPTIME)
    page.levels.choose(UPTIME)
    page.levels.do("record")
    form = page.levels.record_form
    form.value.line.setText("0.994 %")
    assert form.value.hint.text().startswith("0.994% breaks the minimum")
    form.value.line.setText("0.9998")
    assert form.value.hint.text().startswith("99.98% keeps the minimum")
    assert "Write % after the number" in form.value.hint.text()
    form.save()
    assert values(session, UPTIME) == {**before, TODAY: 99.98}
    page.levels.do("paste")
    paste = page.levels.paste_form
    day = TODAY - timedelta(days=3)
    paste.text.setPlainText(f"{day.isoformat()}\t0.9997")
    assert paste.read.text().startswith("1 value read, of 17 Nov; up to 1 is read as a share")
    assert paste.rows.text() == f"{day.isoformat()}   99.97%"
    paste.save()
    assert values(session, UPTIME)[day] == 99.97


def test_a_pasted_day_that_is_still_to_come_is_marked_and_the_rest_recorded(
    page: PrinciplesPage, session: Session
) -> None:
    page.levels.choose(CODE)
    page.levels.do("paste")
    form = page.levels.paste_form
    later = TODAY + timedelta(days=5)
    form.text.setPlainText(f"2026-11-02\t70\n{later.isoformat()}\t72\n2026-11-09\t7 ms")
    assert form.save_button.face.text == "Record 1 value"
    assert form.refused.text().splitlines() == [
        f"Line 2: {later} is still to come: this is no fact yet.",
        "Line 3: It is in ms, not in %: convert it.",
    ]
    form.save()
    assert values(session, CODE) == {date(2026, 11, 2): 70}


# -- minimum acceptable levels --------------------------------------------------------------------


def test_relaxing_a_level_says_what_it_means_and_asks_why_beside_the_row(
    page: PrinciplesPage, session: Session, qtbot: QtBot
) -> None:
    page.levels.do("level")
    form = page.levels.minimum_form
    form.level.line.setText("300")
    assert form.level.hint.text() == ("Relaxed from 250 ms. The latest value, 262 ms, keeps it.")
    form.save()
    prompt = page.levels.prompt
    assert prompt.question == (
        "Why is the minimum acceptable level of API answers at peak relaxed from 250 ms to 300 ms?"
    )
    row = page.levels.board.list.row_rect(API)
    below = page.levels.board.list.viewport().mapTo(page.levels, row.bottomLeft())
    assert prompt.geometry().top() >= min(below.y(), page.levels.height() - prompt.height() - 12)
    field = prompt.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "The launch comes first")
    QTest.keyClick(field, Qt.Key.Key_Return)
    saved(session, qtbot)
    reasons = [told.why for told in session.history()]
    assert "The launch comes first" in reasons
    assert session.live.measures[API].level == 300


def test_raising_a_level_tells_how_often_it_would_have_been_broken(page: PrinciplesPage) -> None:
    page.levels.do("level")
    form = page.levels.minimum_form
    form.level.line.setText("230")
    assert form.level.hint.text() == (
        "Raised from 250 ms. The latest value, 262 ms, breaks it. Of the last 6 values 4 would "
        "break it."
    )


def test_a_first_level_is_not_asked_about_and_may_be_taken_away(
    page: PrinciplesPage, session: Session
) -> None:
    page.levels.choose(CODE)
    page.levels.do("level")
    form = page.levels.minimum_form
    assert form.provisional.isChecked()
    assert form.remove_button.isHidden()
    form.level.line.setText("80 %")
    form.save()
    assert (session.live.measures[CODE].level, session.live.measures[CODE].provisional) == (
        80,
        True,
    )
    assert page.levels.prompt.question == ""
    page.levels.do("level")
    assert not form.remove_button.isHidden()
    form.remove()
    assert session.live.measures[CODE].level is None


# -- measures and principles ----------------------------------------------------------------------


def test_a_preset_fills_a_measure_but_sets_no_level(page: PrinciplesPage, session: Session) -> None:
    page.levels.choose(UPTIME)
    page.levels.do("add_measure")
    form = page.levels.measure_form
    offered = [form.preset.itemText(place) for place in range(form.preset.count())]
    assert offered[:2] == ["A measure of your own", "Availability"]
    assert "Security: Age of open critical patches" in offered
    form.preset.setCurrentIndex(form.preset.findData("recovery_time"))
    assert form.level.line.placeholderText() == "often 1"
    form.save()
    measure = next(m for m in session.live.measures.ordered() if m.preset == "recovery_time")
    assert (measure.name, measure.unit, measure.level) == ("Time to recover", "h", None)
    assert (measure.statistic, measure.comparator) == (Statistic.MEAN, Comparator.AT_MOST)
    assert page.levels.chosen is not None
    assert page.levels.chosen.measure.id == measure.id


def test_a_measure_without_a_name_or_with_a_taken_one_is_refused(page: PrinciplesPage) -> None:
    page.levels.do("add_measure")
    form = page.levels.measure_form
    form.save()
    assert form.problem.text == "Say what is measured."
    form.name.setText("Age of patches")
    form.save()
    assert "There is a measure 'Age of patches' already" in form.problem.text


def test_a_measure_is_edited_and_removed(page: PrinciplesPage, session: Session) -> None:
    page.levels.choose(PATCHES)
    page.levels.do("edit")
    form = page.levels.measure_form
    assert form.level.isHidden()
    form.name.setText("Age of open patches")
    form.save()
    assert session.live.measures[PATCHES].name == "Age of open patches"
    page.levels.do("remove")
    assert PATCHES not in session.live.measures


def test_principles_are_added_renamed_moved_and_retired(
    page: PrinciplesPage, session: Session
) -> None:
    def names() -> list[str]:
        found = sorted(session.live.principles.ordered(), key=lambda each: each.place)
        return [each.name for each in found]

    page.levels.do("add_principle")
    form = page.levels.principle_form
    form.name.setText("Portability")
    form.save()
    assert names()[-1] == "Portability"
    assert page.levels.panel.buttons["down"].isEnabled() is False
    page.levels.do("up")
    assert names()[-2:] == ["Portability", "Latency"]
    page.levels.do("rename")
    form.name.setText("Openness")
    form.save()
    assert names()[-2] == "Openness"
    page.levels.do("retire")
    assert "Openness" not in names()


def test_a_principle_whose_level_is_protected_is_not_retired(
    page: PrinciplesPage, session: Session
) -> None:
    said: list[str] = []
    session.refused.connect(said.append)
    latency = next(p for p in session.live.principles.ordered() if p.name == "Latency")
    page.levels.choose(latency.id)
    page.levels.do("retire")
    assert latency.id in session.live.principles
    assert "protect 'API answers at peak'" in said[0]


def test_values_come_by_hand_by_paste_and_by_file(page: PrinciplesPage, qtbot: QtBot) -> None:
    menu = page.measurements_menu()
    words = [action.text() for action in menu.actions() if action.text()]
    assert words[:3] == [
        "Record a value\tR",
        "Paste values",
        "Import a CSV, OpenSLO or incident file",
    ]
    with qtbot.waitSignal(page.action_requested) as asked:
        menu.actions()[2].trigger()
    assert asked.args == ["import"]
    menu.deleteLater()
