"""How does a text fit into so many pixels, without being laid out twice?

Titles are measured, broken and elided once per (text, width, font); painting 10,000 cards then
costs look-ups. Everything here is plain text: nothing a file contains is ever read as markup.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QStaticText, QTextLayout, QTextOption

from gui.fonts import Fonts, Style, Weight, has_figures

LONGEST = 1000
MOST_ENTRIES = 12_000


class TextCache:
    """Broken and elided texts. Forgets everything once it holds ``MOST_ENTRIES``."""

    def __init__(self, fonts: Fonts) -> None:
        self._fonts = fonts
        self._lines: dict[tuple[str, int, str, int, int, bool], tuple[QStaticText, ...]] = {}

    def line(
        self, text: str, width: float, style: Style, weight: Weight | None = None
    ) -> QStaticText:
        """``text`` in one line of at most ``width`` pixels, with an ellipsis where it is cut."""
        return self.lines(text, width, style, weight, most=1)[0]

    def lines(
        self,
        text: str,
        width: float,
        style: Style,
        weight: Weight | None = None,
        *,
        most: int = 2,
        keep_end: bool = False,
    ) -> tuple[QStaticText, ...]:
        """``text`` in one to ``most`` lines; the last one ends in an ellipsis where it is cut.

        With ``keep_end`` the ellipsis stands within that line, and the text's end after it.
        """
        key = (text, int(width), style, weight or 0, most, keep_end)
        found = self._lines.get(key)
        if found is None:
            if len(self._lines) >= MOST_ENTRIES:
                self._lines.clear()
            font = self._fonts.font_for(text, style, weight)
            cut = Qt.TextElideMode.ElideMiddle if keep_end else Qt.TextElideMode.ElideRight
            broken = self._break(one_line(text), max(1.0, width), style, weight, most, cut)
            found = self._lines[key] = tuple(_static(part, font) for part in broken)
        return found

    def _break(
        self,
        text: str,
        width: float,
        style: Style,
        weight: Weight | None,
        most: int,
        cut: Qt.TextElideMode,
    ) -> list[str]:
        metrics = self._fonts.metrics(style, weight, figures=has_figures(text))
        parts: list[str] = []
        rest = text
        while len(parts) < most - 1 and metrics.horizontalAdvance(rest) > width:
            font = self._fonts.font_for(text, style, weight)
            head = _first_line(rest, width, font)
            parts.append(head.rstrip())
            rest = rest[len(head) :]
        parts.append(metrics.elidedText(rest, cut, width))
        return parts


def one_line(text: str) -> str:
    """``text`` without line breaks and control characters, cut where no line is that long."""
    short = text[:LONGEST]
    if short.isprintable():
        return short
    return " ".join("".join(c if c.isprintable() else " " for c in short).split())


def _first_line(text: str, width: float, font: QFont) -> str:
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(width)
    layout.endLayout()
    # Qt counts UTF-16 units, Python characters.
    units = text.encode("utf-16-le")[: 2 * line.textLength()]
    return units.decode("utf-16-le", errors="ignore") or text[:1]


def _static(text: str, font: QFont) -> QStaticText:
    static = QStaticText(text)
    static.setTextFormat(Qt.TextFormat.PlainText)
    static.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
    static.prepare(font=font)
    return static
