"""What a frame of the timeline costs: against a plain list of the same size, and against few rows.

Wall times of one run are printed; what is held are ratios.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import count

import pytest
from PySide6.QtCore import QStringListModel
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QListView
from pytestqt.qtbot import QtBot

from gui.paint.timeline_face import GroupFace, RowFace, SprintFace, TimelineFace
from gui.theme import ThemeSource, apply
from gui.views.timeline.canvas import TimelineCanvas
from tests.benchmarks.ratio import Ratio, hold, measure

ROWS, TODAY = 10_000, 739_940
WIDTH, HEIGHT = 1160, 720


@pytest.fixture
def themes(qapp: QApplication) -> Iterator[ThemeSource]:
    source = apply(qapp, "light", still=True)
    yield source
    qapp.setStyleSheet("")
    source.deleteLater()


def row(number: int) -> RowFace:
    """A row with everything that a row can have."""
    start = TODAY + number % 200
    return RowFace(
        str(number),
        f"Item number {number} with a usual title",
        "must" if number % 3 == 0 else "choice",
        number % 2 == 0,
        start,
        start + 14 + number % 30,
        start + 60 if number % 3 == 0 else None,
        None,
        start + 20 if number % 3 == 0 else None,
        (start,) if number % 7 == 0 else (),
        (str(number - 2),) if number % 4 == 0 and number > 2 else (),
        f"by {number % 28 + 1} Jan",
    )


def face(rows: int) -> TimelineFace:
    sprints = tuple(
        SprintFace(number, TODAY + 14 * number, TODAY + 14 * (number + 1), 20, number % 20)
        for number in range(26)
    )
    group = GroupFace("Must do", "all of them", tuple(map(row, range(rows))))
    return TimelineFace((group,), sprints, (), TODAY, "Now", TODAY - 60, TODAY + 500)


def canvas_of(rows: int, themes: ThemeSource, qtbot: QtBot) -> TimelineCanvas:
    canvas = TimelineCanvas(themes, lambda found: "")
    qtbot.addWidget(canvas)
    canvas.resize(WIDTH, HEIGHT)
    canvas.show_face(face(rows))
    canvas.show()
    return canvas


class Frames:
    """Paints frame after frame of a scrolled view into one image."""

    def __init__(self, view: TimelineCanvas | QListView, most: int) -> None:
        self._view, self._most, self._at = view, most, count()
        self._image = QImage(WIDTH, HEIGHT, QImage.Format.Format_ARGB32_Premultiplied)

    def __call__(self) -> None:
        bar = self._view.verticalScrollBar()
        bar.setValue(next(self._at) * 37 % max(1, min(self._most, bar.maximum())))
        self._view.viewport().render(self._image)


def test_a_frame_of_10000_rows_against_a_plain_list(themes: ThemeSource, qtbot: QtBot) -> None:
    canvas = canvas_of(ROWS, themes, qtbot)
    plain = QListView()
    qtbot.addWidget(plain)
    plain.setUniformItemSizes(True)
    plain.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
    plain.setModel(QStringListModel([f"Item number {number}" for number in range(ROWS)], plain))
    plain.resize(WIDTH, HEIGHT)
    plain.show()
    ours, bound = Frames(canvas, 20_000), Frames(plain, 20_000)
    for _ in range(20):
        ours()
        bound()

    def attempt() -> Ratio:
        return measure(ours, bound, rounds=61, clock=time.perf_counter)

    hold("a frame of the timeline, 10,000 rows, against a plain list", 3.0, attempt)


def test_a_frame_costs_what_is_in_view(themes: ThemeSource, qtbot: QtBot) -> None:
    many, few = canvas_of(ROWS, themes, qtbot), canvas_of(60, themes, qtbot)
    ours, bound = Frames(many, 1200), Frames(few, 1200)
    for _ in range(20):
        ours()
        bound()

    def attempt() -> Ratio:
        return measure(ours, bound, rounds=61, clock=time.perf_counter)

    hold("a frame of 10,000 rows, against one of 60", 1.3, attempt)
