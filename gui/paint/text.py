"""How is text drawn: one line in a rectangle, or runs of several tones that wrap?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextCharFormat, QTextLayout, QTextOption

from gui.fonts import SCALE, Style, Weight
from gui.tokens import Theme, Tone

Align = Literal["left", "right", "center"]


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of plain text in one tone and weight; a line feed in it starts a new line."""

    text: str
    tone: Tone = "text"
    weight: Weight = 400


def plain(runs: Sequence[Run]) -> str:
    """The text of the runs, as a screen reader says it."""
    return "".join(run.text for run in runs)


def draw_text(
    painter: QPainter,
    rect: QRectF,
    text: str,
    theme: Theme,
    style: Style = "body",
    *,
    color: QColor | None = None,
    weight: Weight | None = None,
    align: Align = "left",
) -> float:
    """Draws one elided line, vertically centred in ``rect``; returns the width it took."""
    if not text or rect.width() < 1:
        return 0.0
    static = theme.texts.line(text, rect.width(), style, weight)
    size = static.size()
    left = rect.left()
    if align == "right":
        left = rect.right() - size.width()
    elif align == "center":
        left = rect.center().x() - size.width() / 2
    painter.setFont(theme.fonts.font_for(text, style, weight))
    painter.setPen(color or theme.colors.text)
    painter.drawStaticText(QPointF(left, rect.center().y() - size.height() / 2), static)
    return size.width()


def draw_lines(
    painter: QPainter,
    rect: QRectF,
    text: str,
    theme: Theme,
    style: Style,
    *,
    color: QColor,
    weight: Weight | None = None,
    most: int = 2,
    line_height: float | None = None,
    keep_end: bool = False,
) -> None:
    """Draws up to ``most`` lines from the top of ``rect``, the last one elided.

    With ``keep_end`` it is elided within, for texts that may differ only at their end.
    """
    if rect.width() < 1:
        return
    height = line_height or SCALE[style].line
    painter.setFont(theme.fonts.font_for(text, style, weight))
    painter.setPen(color)
    top = rect.top()
    found = theme.texts.lines(text, rect.width(), style, weight, most=most, keep_end=keep_end)
    for static in found:
        inside = (height - static.size().height()) / 2
        painter.drawStaticText(QPointF(rect.left(), top + inside), static)
        top += height


def lay_out_runs(
    runs: Sequence[Run], width: float, theme: Theme, style: Style = "body"
) -> tuple[QTextLayout, float]:
    """Wraps runs to ``width``; returns the layout and its height. Colours are baked in."""
    text = "".join(_no_controls(run.text) for run in runs)
    layout = QTextLayout(text, theme.font(style))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFormats(_formats(runs, theme, style))
    line_height = SCALE[style].line
    top = 0.0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1.0, width))
        line.setPosition(QPointF(0, top + (line_height - line.height()) / 2))
        top += line_height
    layout.endLayout()
    return layout, top


def draw_runs(
    painter: QPainter, rect: QRectF, runs: Sequence[Run], theme: Theme, style: Style = "body"
) -> float:
    """Draws runs in one line, vertically centred, each elided where the room ends."""
    left = rect.left()
    for run in runs:
        room = QRectF(left, rect.top(), rect.right() - left, rect.height())
        if room.width() < 4:
            break
        left += draw_text(
            painter, room, run.text, theme, style, color=theme.tone(run.tone), weight=run.weight
        )
    return left - rect.left()


def _formats(runs: Sequence[Run], theme: Theme, style: Style) -> list[QTextLayout.FormatRange]:
    formats = []
    start = 0
    for run in runs:
        length = len(run.text.encode("utf-16-le")) // 2
        char_format = QTextCharFormat()
        char_format.setForeground(theme.tone(run.tone))
        char_format.setFont(theme.fonts.font_for(run.text, style, run.weight))
        char_format.setTextOutline(QPen(Qt.PenStyle.NoPen))
        piece = QTextLayout.FormatRange()
        piece.start, piece.length, piece.format = start, length, char_format
        formats.append(piece)
        start += length
    return formats


def _no_controls(text: str) -> str:
    """Keeps the length; a new line becomes Qt's line separator."""
    if text.isprintable():
        return text
    return "".join("\u2028" if c == "\n" else (c if c.isprintable() else " ") for c in text)
