"""Do capacity bars and series show what is there, in both themes, on screen and as vectors?"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QBuffer, QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QApplication

from gui.paint.capacity_bar import (
    BAR_HEIGHT,
    SPRINT_HEAD_HEIGHT,
    BarFace,
    SprintFace,
    draw_capacity_bar,
    draw_sprint_head,
)
from gui.paint.sprint_series import SERIES_HEIGHT, SeriesFace, draw_series, series_columns
from gui.paint.text import Run
from gui.theme import ThemeSource, apply
from gui.tokens import Mode, Theme

WIDTH = 202  # of which 200 are person-days and 2 the capacity line


@pytest.fixture(params=["light", "dark"])
def theme(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Theme]:
    mode: Mode = request.param
    source: ThemeSource = apply(qapp, mode, still=True)
    yield source.theme
    qapp.setStyleSheet("")
    source.deleteLater()


def bar(face: BarFace, scale: float, theme: Theme) -> QImage:
    image = QImage(WIDTH, BAR_HEIGHT + 8, QImage.Format.Format_RGB32)
    image.fill(theme.colors.bg)
    with QPainter(image) as painter:
        draw_capacity_bar(painter, QRectF(0, 4, WIDTH, BAR_HEIGHT), face, scale, theme)
    return image


def colors_of(image: QImage, left: int, right: int) -> set[str]:
    found = set()
    for x in range(left, right):
        for y in range(6, 4 + BAR_HEIGHT - 2):
            found.add(QColor(image.pixel(x, y)).name())
    return found


def test_reserve_work_and_room_lie_side_by_side_up_to_the_line(theme: Theme) -> None:
    c = theme.colors
    image = bar(BarFace(20, reserve=4, must=6, choice=4), 20, theme)
    assert c.mustf.name() in colors_of(image, 5, 35)  # hatched
    assert c.surface.name() in colors_of(image, 5, 35)
    assert colors_of(image, 45, 95) == {c.mustf.name()}
    assert colors_of(image, 105, 135) == {c.chf.name()}
    assert colors_of(image, 145, 195) == {c.sunken.name()}
    assert QColor(image.pixel(200, 2)).name() == c.text.name()  # stands out above the bar


def test_what_is_over_the_capacity_is_hatched_beyond_the_line(theme: Theme) -> None:
    c = theme.colors
    face = BarFace(10, reserve=2, must=6, choice=6)
    assert face.left == -4
    assert face.extent == 14
    image = bar(face, 20, theme)
    over = colors_of(image, 104, 138)
    assert c.bad.name() in over
    assert c.chf.name() not in over
    assert colors_of(image, 144, 200) == {c.bg.name()}


def test_a_sprint_without_capacity_shows_an_empty_well(theme: Theme) -> None:
    image = bar(BarFace(0.0), 0.0, theme)
    assert theme.colors.sunken.name() in colors_of(image, 10, 190)


def test_a_head_is_drawn_narrow_and_wide_and_as_vectors(theme: Theme) -> None:
    face = SprintFace(
        "Sprint 40",
        "30 Nov–13 Dec",
        BarFace(40, 8, 16, 18),
        45,
        tag="committed",
        tag_family="ok",
        tag_icon="check",
        amount="34 of 40 pd",
        rest="2 over",
        rest_tone="bad",
        parts=(Run("reserve 8", "muted"), Run("  "), Run("must do 16", "must")),
    )
    assert face.spoken == (
        "Sprint 40, committed, 30 Nov–13 Dec, 34 of 40 pd, 2 over, reserve 8, must do 16"
    )
    for width in (60, 180, 400):
        buffer, generator = QBuffer(), QSvgGenerator()
        generator.setOutputDevice(buffer)
        generator.setSize(QSize(width, SPRINT_HEAD_HEIGHT))
        with QPainter(generator) as painter:
            draw_sprint_head(painter, QRectF(0, 0, width, SPRINT_HEAD_HEIGHT), face, theme)
        assert len(bytes(buffer.data().data())) > 500


def test_a_series_has_a_bar_for_each_value_and_none_for_nothing(theme: Theme) -> None:
    face = SeriesFace("Done", "", (36, 37, 38), (1.0, None, 0.5), "50%", whole=1.0)
    rect = QRectF(0, 0, 300, SERIES_HEIGHT)
    image = QImage(300, SERIES_HEIGHT, QImage.Format.Format_RGB32)
    image.fill(theme.colors.surface)
    with QPainter(image) as painter:
        draw_series(painter, rect, face, theme)
    grey = theme.colors.grey.name()
    feet = [
        QColor(image.pixel(int(column.center().x()), int(column.bottom()) - 4)).name()
        for column in series_columns(rect, 3)
    ]
    assert [foot == grey for foot in feet] == [True, False, True]


def test_a_series_without_values_is_only_its_title(theme: Theme) -> None:
    image = QImage(200, SERIES_HEIGHT, QImage.Format.Format_RGB32)
    image.fill(theme.colors.surface)
    with QPainter(image) as painter:
        draw_series(painter, QRectF(image.rect()), SeriesFace("Done", "", (), (), ""), theme)
    assert QColor(image.pixel(100, 60)).name() == theme.colors.surface.name()
