"""Do the rows, sparklines and charts of levels draw what they say, in both themes?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from gui.paint.headroom_chart import HeadroomBar, draw_headroom
from gui.paint.measure_chart import (
    ChartMark,
    ChartPoint,
    MeasureChart,
    draw_measure_chart,
    point_at,
)
from gui.paint.measure_row import (
    MEASURE_ROW,
    MeasureFace,
    PrincipleFace,
    RowState,
    RowTag,
    columns,
    draw_row,
    row_height,
)
from gui.paint.sparkline import Spark, draw_sparkline
from gui.theme import Theme, apply

TODAY = date(2026, 11, 20)
AREA = QRectF(0, 0, 320, 190)


@pytest.fixture(params=["light", "dark"])
def theme(request: pytest.FixtureRequest, qapp: QApplication) -> Theme:
    source = apply(qapp, request.param, still=True)
    found = source.theme
    qapp.setStyleSheet("")
    source.deleteLater()
    return found


def drawn(theme: Theme, paint: Callable[[QPainter], None], area: QRectF = AREA) -> QImage:
    image = QImage(round(area.width()), round(area.height()), QImage.Format.Format_RGB32)
    image.fill(theme.colors.surface)
    painter = QPainter(image)
    paint(painter)
    painter.end()
    return image


def has(image: QImage, color: QColor) -> bool:
    wanted = color.rgb()
    return any(
        image.pixel(x, y) == wanted for x in range(image.width()) for y in range(image.height())
    )


def spark(*values: float, breached: bool, ahead: tuple[date, float] | None = None) -> Spark:
    first = TODAY - timedelta(weeks=26)
    points = tuple((first + timedelta(weeks=4 * n), value) for n, value in enumerate(values))
    return Spark(points, first, TODAY, 250.0, breached=breached, ahead=ahead)


def test_a_sparkline_ends_in_bad_only_in_a_breach(theme: Theme) -> None:
    kept = drawn(theme, lambda p: draw_sparkline(p, AREA, spark(200, 220, breached=False), theme))
    broken = drawn(theme, lambda p: draw_sparkline(p, AREA, spark(200, 290, breached=True), theme))
    assert not has(kept, theme.colors.bad)
    assert has(kept, theme.colors.text)
    assert has(broken, theme.colors.bad)


def test_a_sparkline_dots_the_way_to_a_breach(theme: Theme) -> None:
    ahead = (TODAY, 252.0)
    face = spark(200, 220, 240, breached=False, ahead=ahead)
    image = drawn(theme, lambda p: draw_sparkline(p, AREA, face, theme))
    assert has(image, theme.colors.warn)


def test_a_sparkline_of_one_value_or_none_is_no_trouble(theme: Theme) -> None:
    one = drawn(theme, lambda p: draw_sparkline(p, AREA, spark(250, breached=False), theme))
    assert has(one, theme.colors.text)
    none = Spark((), TODAY, TODAY)
    drawn(theme, lambda p: draw_sparkline(p, AREA, none, theme))


def chart(*values: float) -> MeasureChart:
    first = TODAY - timedelta(weeks=len(values) - 1)
    points = tuple(
        ChartPoint(first + timedelta(weeks=n), value, f"{value:g} ms", breached=value > 250)
        for n, value in enumerate(values)
    )
    path = ((first, 200.0, 190.0, 210.0), (TODAY, 270.0, 255.0, 285.0))
    mark = ChartMark(TODAY, "breached 20 Nov", breached=True)
    end = f"{values[-1]:g}" if values else ""
    return MeasureChart(points, first, TODAY, 250.0, "250", end, "ms", marks=(mark,), path=path)


def test_the_chart_shows_breaches_and_the_value_under_the_pointer(theme: Theme) -> None:
    face = chart(210, 230, 262)
    image = drawn(theme, lambda p: draw_measure_chart(p, AREA, face, theme))
    assert has(image, theme.colors.bad)
    assert not has(image, theme.colors.accent)
    marked = drawn(theme, lambda p: draw_measure_chart(p, AREA, face, theme, 1))
    assert has(marked, theme.colors.accent)


def test_the_nearest_measurement_is_told(theme: Theme) -> None:
    face = chart(210, 230, 262)
    assert point_at(AREA, face, QPointF(40, 50)) == 0
    assert point_at(AREA, face, QPointF(270, 50)) == 2
    assert point_at(AREA, face, QPointF(900, 50)) is None
    assert point_at(AREA, MeasureChart((), TODAY, TODAY), QPointF(40, 50)) is None
    assert theme.fonts.width("262") > 0


def test_a_chart_without_measurements_or_of_one_draws(theme: Theme) -> None:
    def image(face: MeasureChart) -> QImage:
        return drawn(theme, lambda p: draw_measure_chart(p, AREA, face, theme))

    assert not has(image(MeasureChart((), TODAY, TODAY)), theme.colors.bad)
    assert has(image(chart(250)), theme.colors.text)


def row(share: float | None, tone: str) -> MeasureFace:
    return MeasureFace(
        key="a",
        name="API answers",
        detail="p99",
        level="250 ms",
        latest="262 ms",
        headroom="−5%",
        share=share,
        tone=tone,  # type: ignore[arg-type]  # one of the tones
        spark=None,
        last=True,
    )


def test_a_bar_goes_to_the_left_of_its_axis_in_a_breach(theme: Theme) -> None:
    wide = QRectF(0, 0, 860, MEASURE_ROW)
    place = columns(860).bar
    assert place is not None
    middle = int(place[0] + 27)

    def colored(face: MeasureFace, color: QColor) -> list[int]:
        image = drawn(theme, lambda p: draw_row(p, wide, face, theme, RowState()), wide)
        y = MEASURE_ROW // 2
        return [x for x in range(int(place[0]), int(place[1])) if image.pixel(x, y) == color.rgb()]

    broken = colored(row(-0.14, "bad"), theme.colors.bad)
    kept = colored(row(0.3, "ok"), theme.colors.ok)
    assert broken
    assert max(broken) <= middle
    assert kept
    assert min(kept) >= middle
    assert len(kept) > len(broken)


def test_a_head_alone_keeps_a_gap_below_and_names_never_cover_effort(theme: Theme) -> None:
    head = PrincipleFace(
        "p", "1", "A principle with a very long name indeed " * 4, RowTag("met", "ok", "check"),
        effort="no effort for three sprints", effort_tone="bad", alone=True,
    )  # fmt: skip
    assert row_height(head) > row_height(PrincipleFace("p", "1", "Short", None, alone=False))
    area = QRectF(0, 0, 560, 46)
    image = drawn(theme, lambda p: draw_row(p, area, head, theme, RowState(focused=True)), area)
    assert has(image, theme.colors.accent)
    assert has(image, theme.colors.bad)


def test_what_exceeds_a_capacity_is_hatched_in_bad(theme: Theme) -> None:
    bars = [
        HeadroomBar(39, "30 Nov", 10, 9.0),
        HeadroomBar(40, "14 Dec", 10, 11.5, items=1),
    ]

    def image(of: list[HeadroomBar]) -> QImage:
        words = ("load", "capacity")
        return drawn(theme, lambda p: draw_headroom(p, AREA, of, words, theme))

    assert has(image(bars), theme.colors.bad)
    assert not has(image(bars[:1]), theme.colors.bad)
    assert not image([]).isNull()
