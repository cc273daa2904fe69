"""The overview's pictures: every state draws, in both themes and at every width."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from gui.paint.balance_bar import BalanceFace, draw_balance
from gui.paint.overview_row import (
    Columns,
    Reach,
    RowFace,
    RowState,
    draw_heads,
    draw_row,
)
from gui.paint.share_bars import PhaseBand, ShareBar, ShareBarsFace, bar_columns, draw_share_bars
from gui.theme import Mode, Theme, apply

WHITE = "#ffffff"


@pytest.fixture(params=["light", "dark"])
def theme(qapp: QApplication, request: pytest.FixtureRequest) -> Theme:
    """Each theme."""
    mode: Mode = request.param
    return apply(qapp, mode, still=True).theme


def painted(width: int, height: int, draw: Callable[[QPainter, QRectF], object]) -> QImage:
    """Draws on white."""
    image = QImage(width, height, QImage.Format.Format_ARGB32)
    image.fill(WHITE)
    with QPainter(image) as painter:
        draw(painter, QRectF(0, 0, width, height))
    return image


def bars(count: int, now: float | None = 0.3) -> ShareBarsFace:
    shares = [None if n % 5 == 4 else (n % 4) / 3 for n in range(count)]
    return ShareBarsFace(
        bars=tuple(
            ShareBar(n + 1, s, n >= count - 3, f"Sprint {n + 1}") for n, s in enumerate(shares)
        ),
        bands=(
            PhaseBand("Firefighting", 0, count / 2, "must"),
            PhaseBand("Holding", count / 2, count, "ok"),
        ),
        ticks=((0.0, "Jun 2025"), (count / 2, "Oct")),
        notes=((0.0, "patch automation done"),),
        line=0.5,
        line_text=("50% short-term", "is firefighting"),
        now=now,
        now_words="30%",
        now_text="last three",
    )


@pytest.mark.parametrize("count", [0, 1, 3, 40, 400])
@pytest.mark.parametrize("now", [None, 0.0, 0.48, 1.0])
def test_bars_of_any_number_stay_inside(theme: Theme, count: int, now: float | None) -> None:
    face = bars(count, now)
    rect = QRectF(0, 0, 600, 240)
    columns = bar_columns(rect, face)
    assert len(columns) == count
    assert all(rect.contains(column) for column in columns)
    image = painted(600, 240, lambda p, r: draw_share_bars(p, r, face, theme, at=0))
    assert image.pixelColor(599, 239).name() == WHITE


def test_short_term_work_has_the_full_hue_and_the_sprints_that_count_now_a_rule(
    theme: Theme,
) -> None:
    face = ShareBarsFace(
        bars=tuple(ShareBar(n, 1.0, n == 3, f"Sprint {n}", fire=0.4) for n in (1, 2, 3)), now=1.0
    )
    image = painted(600, 240, lambda p, r: draw_share_bars(p, r, face, theme))
    first, _, last = bar_columns(QRectF(0, 0, 600, 240), face)
    upper, lower = QPointF(0, first.height() * 0.3), QPointF(0, first.height() * 0.8)
    middle = QPointF(first.center().x(), first.top())
    assert image.pixelColor((middle + upper).toPoint()) == theme.colors.must3
    assert image.pixelColor((middle + lower).toPoint()) == theme.colors.mustf
    below = QPointF(0, first.height() + 2)
    assert image.pixelColor((middle + below).toPoint()).name() == WHITE
    at = (QPointF(last.center().x(), last.top()) + below).toPoint()
    assert image.pixelColor(at) == theme.colors.text


def test_a_narrow_row_keeps_its_words_and_its_numbers() -> None:
    columns = Columns(spark=76, value=72, tail=48, least=72)
    assert columns.fitted(400) == columns
    assert 36 <= columns.fitted(270).spark < 76
    narrow = columns.fitted(210)
    assert (narrow.spark, narrow.value, narrow.tail) == (0, 72, 48)


@pytest.mark.parametrize("width", [120, 320, 900])
def test_rows_draw_at_any_width(theme: Theme, width: int) -> None:
    columns = Columns(lead=48, by=52, value=56, reach=84, tail=46, person=24, lines=2)
    face = RowFace(
        "A title that is much too long for the room that there is",
        "item:1",
        "and a note that is no shorter",
        "18 Nov",
        by="31 Mar",
        value="66%",
        tail="71%",
        tail_tone="warn",
        tag="4 days over",
        family="warn",
        person="MO",
        reach=Reach(0.2, None, 1.4),
    )
    for state in (RowState(), RowState(hover=True, focused=True, last=True)):
        draw = partial(draw_row, face=face, columns=columns, theme=theme, state=state)
        image = painted(width, columns.height, draw)
        assert not image.isNull()
    heads = painted(width, 24, lambda p, r: draw_heads(p, r, face, columns, theme))
    assert heads.pixelColor(0, 0).name() == WHITE


@pytest.mark.parametrize("share", [0.0, 0.28, 1.0])
def test_foundation_fills_its_share_of_the_bar(theme: Theme, share: float) -> None:
    face = BalanceFace(share, 0.25, 0.4, "band 25% to 40%", "Foundation", "Innovation")
    image = painted(400, 64, lambda p, r: draw_balance(p, r, face, theme))
    assert (image.pixelColor(8, 28) == theme.colors.chf) is (share > 0.02)
    assert (image.pixelColor(392, 28) == theme.colors.ch3) is (share < 0.98)
