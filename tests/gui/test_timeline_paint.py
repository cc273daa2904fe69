"""The timeline as pixels and as vectors: bands, today, bars, links, words at the right edge."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QApplication

from gui.fonts import Fonts
from gui.icons import IconSet
from gui.paint.timeline import Areas, Look, Words, areas, draw_timeline
from gui.paint.timeline_face import (
    FreezeFace,
    GroupFace,
    Lines,
    RowFace,
    SprintFace,
    TimelineFace,
)
from gui.text_cache import TextCache
from gui.tokens import DARK, LIGHT, Theme

TODAY = 739_940
SIZE = QSize(1000, 500)
RECT = QRectF(0, 0, SIZE.width(), SIZE.height())
WORDS = Words("sprint", "Capacity for dated work", "person-days a sprint")
LOOK = Look(TODAY - 20, 4.0)


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    fonts = Fonts()
    return Theme(False, LIGHT, fonts, IconSet(), TextCache(fonts), True)


def rows() -> tuple[RowFace, ...]:
    return (
        RowFace("a", "First", "must", True, TODAY + 5, TODAY + 33, mandatory=TODAY + 60),
        RowFace("b", "Second", "choice", False, TODAY + 40, TODAY + 70, waits_for=("a",)),
        RowFace("c", "Third", "choice", note="not in sight", out_of_sight=True),
    )


def face() -> TimelineFace:
    sprints = tuple(
        SprintFace(n, TODAY + 14 * n, TODAY + 14 * (n + 1), 20.0, 5.0 * n) for n in range(5)
    )
    freeze = FreezeFace(TODAY + 90, TODAY + 110, "freeze")
    groups = (GroupFace("All", "3 items", rows()),)
    return TimelineFace(groups, sprints, (freeze,), TODAY, "Now", TODAY - 50, TODAY + 300)


def painted(theme: Theme, look: Look = LOOK, shown: TimelineFace | None = None) -> QImage:
    shown = shown or face()
    image = QImage(SIZE, QImage.Format.Format_RGB32)
    with QPainter(image) as painter:
        draw_timeline(painter, RECT, shown, Lines(shown), look, WORDS, theme)
    return image


def place(item: str, day: float, look: Look = LOOK) -> QPoint:
    """The pixel of a day in the middle of an item's row."""
    shown = face()
    parts, lines = areas(RECT, shown, look), Lines(shown)
    line = lines.line_of(item)
    assert line is not None
    return QPoint(round(parts.scale.x(day)), round(parts.chart.top() + lines.middle(line)))


def color(image: QImage, point: QPoint) -> QColor:
    return image.pixelColor(point)


def test_bars_have_the_hue_of_their_work_and_long_ones_the_tint(theme: Theme) -> None:
    image = painted(theme)
    assert color(image, place("a", TODAY + 20)) == LIGHT.mustf
    assert color(image, place("b", TODAY + 55)) == LIGHT.ch3
    assert color(image, place("b", TODAY + 40) + QPoint(2, 0)) == LIGHT.chf


def test_today_and_freezes_stand_behind_the_rows(theme: Theme) -> None:
    image = painted(theme)
    below = QPoint(0, 12)
    assert color(image, place("c", TODAY) + below) == LIGHT.accent
    assert color(image, place("a", TODAY + 100) + below) == LIGHT.sunken
    assert color(image, place("a", TODAY + 86) + below) == LIGHT.surface


def test_a_mandatory_date_is_a_filled_diamond_at_the_end_of_its_day(theme: Theme) -> None:
    assert color(painted(theme), place("a", TODAY + 61)) == LIGHT.text


def test_a_promised_date_is_an_outline(theme: Theme) -> None:
    promised = replace(rows()[0], mandatory=None, promised=TODAY + 60)
    shown = replace(face(), groups=(GroupFace("All", "", (promised,)),))
    assert color(painted(theme, shown=shown), place("a", TODAY + 61)) == LIGHT.surface


def test_what_is_below_the_cut_says_so_at_the_right_edge_wherever_one_scrolls(
    theme: Theme,
) -> None:
    for origin in (TODAY - 20, TODAY + 150):
        look = replace(LOOK, origin=origin)
        chart = parts_of(look).chart
        y = place("c", TODAY, look).y()
        assert color(painted(theme, look), QPoint(round(chart.right()) - 9, y)) == LIGHT.sunken


def parts_of(look: Look) -> Areas:
    return areas(RECT, face(), look)


def test_the_links_of_the_selected_row_are_dark(theme: Theme) -> None:
    bend = place("b", TODAY + 36) - QPoint(0, 16)
    plain, selected = painted(theme), painted(theme, replace(LOOK, selected="b"))
    spots = [bend + QPoint(0, dy) for dy in (-2, -1, 0, 1)]
    assert min(color(selected, spot).lightness() for spot in spots) < 90
    assert min(color(plain, spot).lightness() for spot in spots) > 120


def test_the_selected_row_has_its_ground_and_with_the_focus_a_ring(theme: Theme) -> None:
    spot = place("a", TODAY + 80)
    assert color(painted(theme, replace(LOOK, selected="a")), spot) == LIGHT.accent2
    edge = QPoint(round(parts_of(LOOK).names.left()) + 1, spot.y())
    ringed = painted(theme, replace(LOOK, selected="a", focused=True))
    assert color(ringed, edge) == LIGHT.accent


def test_it_can_be_drawn_as_vectors_and_in_the_dark(theme: Theme, tmp_path: Path) -> None:
    dark = replace(theme, dark=True, colors=DARK)
    assert color(painted(dark), place("a", TODAY + 20)) == DARK.mustf
    path = tmp_path / "timeline.svg"
    generator = QSvgGenerator()
    generator.setFileName(str(path))
    generator.setSize(SIZE)
    shown = face()
    with QPainter(generator) as painter:
        draw_timeline(painter, RECT, shown, Lines(shown), LOOK, WORDS, theme)
    assert LIGHT.mustf.name() in path.read_text(encoding="utf-8").lower()


def test_a_small_place_leaves_out_the_strip_and_still_draws(theme: Theme) -> None:
    small = QRectF(0, 0, 300, 120)
    shown = face()
    assert areas(small, shown, LOOK).strip.height() == 0
    image = QImage(300, 120, QImage.Format.Format_RGB32)
    with QPainter(image) as painter:
        draw_timeline(painter, small, shown, Lines(shown), LOOK, WORDS, theme)
    assert not image.isNull()


def words_at(image: QImage, left: QPoint) -> bool:
    """Whether something dark is written right of a pixel."""
    spots = (left + QPoint(dx, dy) for dx in range(6, 60) for dy in range(-5, 6))
    return any(color(image, spot).lightness() < 130 for spot in spots)


def test_words_stand_behind_the_last_mark_that_is_in_view(theme: Theme) -> None:
    bar = replace(rows()[0], note="by 1 January", mandatory=TODAY + 60)
    far = replace(bar, mandatory=TODAY + 5000)
    for row, day in ((bar, TODAY + 61), (far, TODAY + 33)):
        shown = replace(face(), groups=(GroupFace("All", "", (row,)),))
        assert words_at(painted(theme, shown=shown), place("a", day) + QPoint(8, 0))
    over = replace(LOOK, origin=TODAY + 80)
    shown = replace(face(), groups=(GroupFace("All", "", (bar,)),))
    edge = QPoint(round(parts_of(over).chart.left()) + 14, place("a", TODAY).y())
    assert words_at(painted(theme, over, shown), edge)


def test_how_likely_a_date_is_stays_in_view_beyond_the_edge(theme: Theme) -> None:
    row = RowFace("a", "First", "must", True, TODAY + 5, TODAY + 33, mandatory=TODAY + 300)
    look = replace(LOOK, day=8.0)  # the date is far beyond the right edge
    said, silent = (
        painted(theme, look, replace(face(), groups=(GroupFace("All", "", (each,)),)))
        for each in (replace(row, end=TODAY + 400, chance="67%"), replace(row, end=TODAY + 400))
    )
    at = place("a", TODAY, look)
    edge = areas(RECT, face(), look).chart.right()
    ground = QPoint(round(edge) - 8, at.y() - 8)
    assert color(said, ground) == theme.colors.sunken
    assert color(silent, ground) != theme.colors.sunken


def test_a_low_place_keeps_the_capacity_of_dated_work_in_view() -> None:
    low = QRectF(0, 0, 900, 380)
    parts = areas(low, face(), LOOK)
    assert 0 < parts.strip.height() < areas(RECT, face(), LOOK).strip.height()
    assert parts.chart.height() > parts.strip.height()
