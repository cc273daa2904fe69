"""Bars with their range: to P50, then P85, the chance of a date, and the same in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from PySide6.QtCore import QRectF, QSize, QThreadPool
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.fonts import Fonts
from gui.icons import IconSet
from gui.models.planned import outlook_of, planned_rows
from gui.models.timeline.forecast import RowForecasts
from gui.models.timeline.schedule import Schedule, face_of, schedule
from gui.models.timeline.table import FORECAST_COLUMN, TimelineTable
from gui.paint.text import plain
from gui.paint.timeline_face import RowFace
from gui.paint.timeline_row import draw_row
from gui.paint.timeline_scale import Scale
from gui.selection import Selection
from gui.session import Session
from gui.text_cache import TextCache
from gui.theme import ThemeSource, apply
from gui.tokens import LIGHT, Theme
from gui.views.timeline.page import TimelinePage
from roadmap.analysis.items.filter import Filter
from roadmap.analysis.planning.forecast import DateChance, ItemForecast, PlanForecast
from roadmap.service import Roadmap
from roadmap.values import Author
from tests.analysis.test_plan import FORCED, MONDAY, add, ready
from tests.given import after, command, item_id

DATED = {**FORCED, "horizon": "long_term"}
CHOICE = {"forcing": "discretionary", "horizon": "short_term"}
A, B, C, D = (item_id(title) for title in "abcd")
DAYS = (date(2026, 1, 18), date(2026, 2, 1))
FOUND = PlanForecast(
    100,
    1,
    (1, 2),
    DAYS,
    {
        A: ItemForecast((60, 90), DateChance(date(2026, 2, 1), 0.9, 0.83, 0.94)),
        B: ItemForecast((10, 60), DateChance(date(2026, 1, 18), 0.1, 0.06, 0.17)),
        C: ItemForecast((55, 99)),
        D: ItemForecast((0, 20)),
    },
    "Rests on: 4 items, sized by people.",
    "Nothing says yet how far dates like these held.",
)


def scheduled() -> Schedule:
    state = after(
        ready({"name": "Ines"}, {"name": "Juri"}),
        add("a", 9, **DATED, mandatory_by="2026-02-01"),
        add("b", 25, may_span=True, **DATED, mandatory_by="2026-01-18"),
        add("c", 3, **CHOICE),
        add("d", 3, **CHOICE),
    )
    return schedule(state, MONDAY, 6)


def forecasts(found: Schedule) -> RowForecasts:
    return RowForecasts(FOUND, found.where, found.as_of)


def drawn(key: str) -> RowFace:
    found = scheduled()
    return forecasts(found)(found.rows[key])


def test_a_row_gets_its_range_and_the_chance_of_its_date() -> None:
    row = drawn(A)
    assert row.p50 == date(2026, 1, 19).toordinal()
    assert row.p85 == date(2026, 2, 2).toordinal()
    assert (row.chance, row.chance_tone) == ("90%", "text")
    assert row.note == "by 1 Feb"


def test_a_date_in_danger_is_coloured_and_says_what_is_wrong() -> None:
    row = drawn(B)
    assert (row.chance, row.chance_tone) == ("10%", "bad")
    assert row.note == "by 18 Jan, late"
    assert row.flagged
    assert row.unending
    assert row.p85 is None


def test_work_without_a_date_says_its_p85_or_that_it_is_not_in_sight() -> None:
    assert drawn(C).note == "P85 1 Feb"
    assert drawn(C).chance == ""
    assert drawn(D).note == "P85 not in sight"


def test_a_day_of_the_tracker_is_marked_and_told_where_the_work_must_be_done() -> None:
    short = {**FORCED, "horizon": "short_term"}
    state = after(
        ready({"name": "Ines"}), add("a", 2, **short, due="2026-01-15"), add("c", 3, **CHOICE)
    )
    found = schedule(state, MONDAY, 6)
    made = RowForecasts(replace(FOUND, as_of=MONDAY), found.where, MONDAY)(found.rows[A])
    assert made.mandatory == date(2026, 1, 15).toordinal()
    assert (made.chance, made.note) == ("60%", "by 18 Jan, due 15 Jan")
    assert not found.where[A].late


def test_groups_count_the_dates_that_are_likely_kept() -> None:
    found = scheduled()
    face = face_of(found, Filter(), forecasts=forecasts(found))
    assert face.groups[0].note.endswith("; 1 of 2 dates at 85% or more")
    assert face.drawn(found.rows[A]).chance == "90%"
    without = face_of(found, Filter())
    assert "the plan keeps" in without.groups[0].note
    assert without.drawn(found.rows[A]) is found.rows[A]


def test_the_table_and_the_details_tell_the_same_in_words() -> None:
    found = scheduled()
    made = forecasts(found)
    table = TimelineTable()
    QAbstractItemModelTester(table, QAbstractItemModelTester.FailureReportingMode.Fatal, table)
    table.show(found, face_of(found, Filter()))
    row = table.row_of(A)
    assert row is not None
    assert table.index(row, FORECAST_COLUMN).data() == ""
    table.show_forecasts(made)
    assert table.index(row, FORECAST_COLUMN).data() == "P50 18 Jan, P85 1 Feb"
    assert table.index(row, FORECAST_COLUMN + 1).data() == "90% by 1 Feb"
    lines = made.details(A)
    assert lines[0] == "Forecast: P50 18 Jan, P85 1 Feb"
    assert lines[1] == (
        "Sun 1 Feb 2026 is kept in 90% of the futures (83% to 94%: simulation error only)"
    )
    assert made.details("nobody") == ()


def test_the_details_have_a_row_for_the_forecast() -> None:
    found = scheduled()
    outlook = outlook_of(found.state, MONDAY, 6)
    rows = {row.key: row for row in planned_rows(found.state.items[A], found.state, outlook, FOUND)}
    assert plain(rows["forecast"].runs) == "90% in time\nP50 18 Jan, P85 1 Feb"
    assert "simulation error only" in rows["forecast"].hint
    assert "Nothing says yet how far" in rows["forecast"].hint
    plain_item = found.state.items[C]
    rows = {row.key: row for row in planned_rows(plain_item, found.state, outlook, FOUND)}
    assert plain(rows["forecast"].runs) == "P50 18 Jan, P85 1 Feb"
    without = {row.key for row in planned_rows(plain_item, found.state, outlook)}
    assert "forecast" not in without


# -- pixels ---------------------------------------------------------------------------------------

SIZE = QSize(400, 40)


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    fonts = Fonts()
    return Theme(False, LIGHT, fonts, IconSet(), TextCache(fonts), True)


def painted(theme: Theme, row: RowFace) -> QImage:
    image = QImage(SIZE, QImage.Format.Format_RGB32)
    image.fill(theme.colors.surface)
    with QPainter(image) as painter:
        draw_row(painter, QRectF(0, 0, 400, 40), row, Scale(0, 100, 4.0), 20, theme)
    return image


def color(image: QImage, x: int, y: int) -> QColor:
    return image.pixelColor(x, y)


def test_the_bar_is_full_to_p50_and_thin_in_the_tint_to_p85(theme: Theme) -> None:
    row = RowFace("a", "A", "must", False, 110, 130, p50=140, p85=160)
    image = painted(theme, row)
    c = theme.colors
    assert color(image, 120, 15) == c.mustf  # before P50, near the upper edge of the thick bar
    assert color(image, 200, 20) == c.must3  # between P50 and P85
    assert color(image, 200, 15) == c.surface  # where only the thick one would reach
    assert color(image, 250, 20) == c.surface  # after P85


def test_what_is_not_in_sight_goes_on_to_the_edge(theme: Theme) -> None:
    row = RowFace("a", "A", "choice", True, 110, 130, p50=140, unending=True)
    assert color(painted(theme, row), 395, 20) == theme.colors.ch3


def test_words_end_before_a_date_at_the_edge(theme: Theme) -> None:
    row = RowFace("a", "A", "must", True, 110, 130, mandatory=197, note="by 1 Feb, late")
    image = painted(theme, replace(row, chance="74%"))
    plain_one = painted(theme, replace(row, chance="", note=""))
    last = range(380, 400)
    assert all(color(image, x, 20) == color(plain_one, x, 20) for x in last)


# -- the page -------------------------------------------------------------------------------------

MAYA = Author(id="maya", name="Maya Okafor")
NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[TimelinePage]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    themes: ThemeSource = apply(app, "light", still=True)
    fields: Any = {"name": "Harbour", "sprint_start": MONDAY}
    roadmap = Roadmap.in_memory(fields, by=MAYA, at=NOW)
    commands = [
        command("add_person", name="Ines"),
        add("a", 9, **DATED, mandatory_by="2026-02-20"),
        add("c", 3, **CHOICE),
    ]
    roadmap.execute(commands, by=MAYA, at=NOW)
    session = Session(roadmap, MAYA, clock=lambda: NOW)
    page = TimelinePage(session, themes, Selection())
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    yield page
    qtbot.waitUntil(lambda: not page._source.is_busy)
    QThreadPool.globalInstance().waitForDone()
    session.close()
    app.setStyleSheet("")
    themes.deleteLater()


def test_ranges_come_after_the_bars_and_say_what_they_rest_on(
    page: TimelinePage, qtbot: QtBot
) -> None:
    assert page.canvas.face.count == 2
    qtbot.waitUntil(lambda: page.canvas.face.forecasts is not None)
    qtbot.waitUntil(lambda: not page._source.is_busy)
    row = page.canvas.lines.row(page.canvas.lines.line_of(A))
    assert row is not None
    assert page.canvas.face.drawn(row).has_range
    assert page.basis.isVisible()
    assert page.basis.text().startswith("Rests on: 2 items, sized by people")
    assert "to P50, then P85" in page.head.legend.accessibleDescription()
    assert "Forecast: P50" in page._details(row)


def test_without_capacity_nothing_is_forecast_any_more(page: TimelinePage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.canvas.face.forecasts is not None)
    (person,) = page._session.state.people.ordered()
    page._session.execute([command("remove_person", person=person.id)])
    assert page.canvas.face.forecasts is None
    assert not page.basis.isVisible()
    assert page.notice.isVisible()
