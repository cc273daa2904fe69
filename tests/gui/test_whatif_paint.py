"""Do axes, labels and crosshairs of the What-if charts stand where the values are?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from gui.paint.chart_axis import Axis, axis_for, spread_apart
from gui.paint.fan import FanFace, FanPlot, FanSeries, between, day_at, draw_fan, plot_rects
from gui.paint.finish import FinishFace, FinishShape, draw_finish, shape_rects, sprint_at
from gui.paint.lever_card import LeverFace, cross_rect, draw_lever_card
from gui.paint.scenario_row import ScenarioFace, draw_scenario
from gui.theme import ThemeSource, apply

RECT = QRectF(0, 0, 600, 360)


@pytest.fixture
def themes(qapp: QApplication) -> Iterator[ThemeSource]:
    source = apply(qapp, "light", still=True)
    yield source
    qapp.setStyleSheet("")
    source.deleteLater()


def series(key: str, *line: float, chosen: bool = False) -> FanSeries:
    low, high = (tuple(value * factor for value in line) for factor in (0.5, 1.5))
    words = tuple(f"{value:g} pd" for value in line)
    return FanSeries(key, key, words[-1], low, low, line, high, high, words, chosen)


def fan(*shown: FanSeries) -> FanFace:
    days = tuple(14.0 * place for place in range(len(shown[0].line)))
    axis = axis_for([value for each in shown for value in each.p90])
    words = tuple(f"day {day:g}" for day in days)
    return FanFace(days, (FanPlot("", axis, shown),), ((0.0, "now"),), words)


def finish(*shapes: FinishShape) -> FinishFace:
    words = tuple(f"Sprint {n}" for n in range(4))
    return FinishFace(
        shapes, 2.0, "due by 1 Mar", ((0.0, "Jan"),), words, "in time", "not in sight"
    )


def shape(key: str, *shares: float, beyond: float = 0.0, chosen: bool = False) -> FinishShape:
    words = tuple(f"{share:.0%}" for share in (*shares, beyond))
    return FinishShape(key, key, shares, beyond, "80%", "warn", words, chosen)


def drawn(paint: Callable[[QPainter], None]) -> QImage:
    image = QImage(600, 360, QImage.Format.Format_ARGB32)
    image.fill(0)
    with QPainter(image) as painter:
        paint(painter)
    return image


def colors(image: QImage) -> set[str]:
    return {image.pixelColor(x, y).name() for x in range(0, 600, 2) for y in range(0, 360, 2)}


@pytest.mark.parametrize("highest", [0.4, 3, 7, 19, 48, 106, 990, 25_000])
def test_an_axis_holds_its_values_in_four_round_steps(highest: float) -> None:
    axis = axis_for([0.0, highest])
    assert axis.bottom == 0
    assert axis.top >= highest
    assert 1 <= len(axis.levels()) - 1 <= 4


def test_an_axis_of_shares_names_the_sign_once() -> None:
    axis = axis_for([0.35, 0.82], percent=True, from_zero=False, lines=3)
    assert axis.bottom <= 0.35
    assert 0.82 <= axis.top <= 1
    words = [axis.word(level) for level in axis.levels()]
    assert [word.endswith("%") for word in words] == [False] * (len(words) - 1) + [True]


def test_an_axis_of_things_has_no_fractions() -> None:
    assert all(level == int(level) for level in axis_for([3.0], whole=True).levels())


def test_values_beyond_the_axis_stay_in_the_plot() -> None:
    area, axis = QRectF(0, 10, 100, 50), Axis(0, 10, 5)
    assert [axis.y(area, value) for value in (0, 10)] == [60, 10]
    assert [axis.y(area, value) for value in (-5, 99)] == [60, 10]


def test_labels_keep_apart_and_inside() -> None:
    found = spread_apart([50.0, 52.0, 51.0], 20, 0, 100)
    assert found[0] < found[2] < found[1]
    ordered = sorted(found)
    assert all(b - a >= 20 for a, b in pairwise(ordered))
    low = spread_apart([99.0, 98.0], 20, 0, 100)
    assert max(low) <= 90
    assert abs(low[0] - low[1]) >= 20


def test_the_crosshair_finds_the_nearest_day() -> None:
    face = fan(series("a", 10, 20, 30))
    area = plot_rects(RECT, face)[0]
    assert day_at(RECT, face, area.left()) == 0
    assert day_at(RECT, face, area.center().x() + 2) == 1
    assert day_at(RECT, face, area.right()) == 2
    assert day_at(RECT, face, RECT.right()) is None


def test_a_face_settles_from_the_old_values_to_the_new() -> None:
    old, new = fan(series("a", 10, 20, 30)), fan(series("a", 20, 40, 60))
    halfway = between(old, new, 0.5).plots[0].series[0]
    assert list(halfway.line) == [15, 30, 45]
    assert between(old, new, 1.0) is new
    longer = replace(new, days=(0.0, 14.0))
    assert between(old, longer, 0.5) is longer


def test_a_scenario_that_comes_new_is_there_at_once() -> None:
    old, new = fan(series("a", 10, 20)), fan(series("a", 10, 20), series("b", 5, 6))
    assert list(between(old, new, 0.5).plots[0].series[1].line) == [5, 6]


def test_both_scenarios_are_drawn_in_their_hues(themes: ThemeSource) -> None:
    theme = themes.theme
    face = fan(series("a", 90, 60, 30, chosen=True), series("b", 90, 95, 99))
    seen = colors(drawn(lambda painter: draw_fan(painter, RECT, face, theme, at=1)))
    assert theme.colors.accent.name() in seen
    assert theme.colors.grey.name() in seen


def test_late_bars_are_paler_and_beyond_has_its_column(themes: ThemeSource) -> None:
    theme = themes.theme
    face = finish(
        shape("a", 0.1, 0.4, 0.3, 0.1, beyond=0.1, chosen=True), shape("b", 0, 0.2, 0.5, 0.3)
    )
    image = drawn(lambda painter: draw_finish(painter, RECT, face, theme, at=4))
    area = shape_rects(RECT, face)[0]
    step = area.width() / 4
    y = int(area.bottom()) - 3
    in_time = image.pixelColor(int(area.left() + step * 1.5), y)
    late = image.pixelColor(int(area.left() + step * 2.5), y)
    assert in_time.name() == theme.colors.accent.name()
    assert late.alpha() < 200
    assert sprint_at(RECT, face, area.left() + step * 2.5) == 2
    assert sprint_at(RECT, face, RECT.right() - 2) == 4


def test_without_a_chance_to_slip_there_is_no_column_beyond() -> None:
    face = finish(shape("a", 0.5, 0.5, 0, 0))
    assert shape_rects(RECT, face)[0].right() == RECT.right()
    assert sprint_at(RECT, face, RECT.left() - 5) is None


def test_rows_and_cards_draw_in_every_state(themes: ThemeSource) -> None:
    theme = themes.theme
    row = ScenarioFace("k", "Hire one engineer with a very long name indeed", "starts", "shared")
    card = LeverFace("shed", "k", "Self-service DNS", "given up", "5 pd", "choice")
    rect = QRectF(0, 0, 240, 50)
    chosen = colors(drawn(lambda p: draw_scenario(p, rect, row, theme, chosen=True, focused=True)))
    assert theme.colors.accent2.name() in chosen
    seen = colors(drawn(lambda p: draw_lever_card(p, rect, card, theme, hover=True)))
    assert theme.fill("choice").name() in seen
    assert rect.contains(cross_rect(rect))
