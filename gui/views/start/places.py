"""Which four places can an item have? Shown to someone new, before there is any item."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.paint.shapes import draw_box
from gui.paint.text import draw_text
from gui.theme import Theme, ThemeSource, Tone, WorkRole

_PLACES: tuple[tuple[WorkRole, str, str], ...] = (
    ("must", "Emergencies", "vulnerabilities, incidents, key users"),
    ("must", "Preparation", "end of life, regulation, growth, by a date"),
    ("choice", "Tweaks and targeted fixes", "what teams asked for"),
    ("choice", "Generational improvements", "bets that change how all teams work"),
)
PLACE_HEIGHT, ROW_STEP, LABEL_WIDTH = 53, 61, 80
HEIGHT = 199


class PlacesPanel(QWidget):
    """The grid in words: must do and choice, done within two sprints and longer."""

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__()
        self._themes = themes
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Every item has one of four places"))
        said = "; ".join(f"{name}: {meaning}" for _, name, meaning in _PLACES)
        self.setAccessibleDescription(said)
        themes.changed.connect(self._on_theme_changed)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the panel."""
        theme = self._themes.theme
        c = theme.colors
        rect = QRectF(self.rect())
        inner = rect.adjusted(17, 0, -17, 0)
        with QPainter(self) as painter:
            draw_box(painter, rect, fill=c.surface, border=c.border, radius=8)
            head = QRectF(inner.left(), 14, inner.width(), 20)
            said = self.tr("sort with the keys 1 to 4, about 10 items a minute")
            taken = draw_text(painter, head, said, theme, "small", color=c.muted, align="right")
            head.setRight(head.right() - taken - 12)
            draw_text(painter, head, self.tr("Every item has one of four places"), theme, "section")
            self._paint_places(painter, inner, theme)

    def _paint_places(self, painter: QPainter, inner: QRectF, theme: Theme) -> None:
        c = theme.colors
        width = (inner.width() - LABEL_WIDTH - 8) / 2
        heads = (self.tr("done within two sprints"), self.tr("longer"))
        for column, text in enumerate(heads):
            left = inner.left() + LABEL_WIDTH + column * (width + 8)
            draw_text(painter, QRectF(left, 42, width, 20), text, theme, "small", color=c.muted)
        rows: tuple[tuple[str, Tone], ...] = (
            (self.tr("Must do"), "must"),
            (self.tr("Choice"), "choice"),
        )
        for line, (text, tone) in enumerate(rows):
            top = 69 + line * ROW_STEP
            label = QRectF(inner.left(), top, LABEL_WIDTH, PLACE_HEIGHT)
            draw_text(painter, label, text, theme, color=theme.tone(tone), weight=600)
        for number, (role, name, meaning) in enumerate(_PLACES):
            left = inner.left() + LABEL_WIDTH + (number % 2) * (width + 8)
            box = QRectF(left, 69 + (number // 2) * ROW_STEP, width, PLACE_HEIGHT)
            _draw_place(painter, box, role, name, meaning, theme)

    def _on_theme_changed(self, _theme: Theme) -> None:
        self.update()


def _draw_place(
    painter: QPainter, box: QRectF, role: WorkRole, name: str, meaning: str, theme: Theme
) -> None:
    c = theme.colors
    draw_box(painter, box, fill=c.surface, border=c.border)
    clip = QPainterPath()
    clip.addRoundedRect(box, 6, 6)
    painter.save()
    painter.setClipPath(clip)
    painter.fillRect(QRectF(box.topLeft(), QPointF(box.left() + 3, box.bottom())), theme.fill(role))
    painter.restore()
    words = box.adjusted(15, 8, -8, 0)
    tone: Tone = "must" if role == "must" else "choice"
    line = QRectF(words.left(), words.top(), words.width(), 20)
    draw_text(painter, line, name, theme, color=theme.tone(tone), weight=600)
    draw_text(painter, line.translated(0, 18), meaning, theme, "small", color=c.muted)
