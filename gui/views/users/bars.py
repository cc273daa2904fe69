"""How do the bars of sprints stand in their panel, and how are they read one by one?"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout

from gui.paint.sprint_bars import BarsFace, bar_columns, draw_sprint_bars
from gui.theme import Theme, ThemeSource
from gui.widgets.label import Label
from gui.widgets.marked_chart import MarkedChart
from gui.widgets.panel import Panel
from gui.widgets.plain import plain_tooltip

_HEIGHT = 128


class SprintBars(MarkedChart):
    """The painted bars. Left and Right move from sprint to sprint, from the newest on."""

    from_last = True

    def __init__(self, themes: ThemeSource, name: str) -> None:
        super().__init__(themes, name)
        self._face = BarsFace()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_HEIGHT)

    @property
    def face(self) -> BarsFace:
        """What is shown."""
        return self._face

    def show_face(self, face: BarsFace) -> None:
        """Shows other bars."""
        self._face = face
        if self._marked is not None and self._marked >= len(face.bars):
            self._marked = None
        self.describe()
        self.update()

    def minimumSizeHint(self) -> QSize:
        """Narrow windows squeeze the bars."""
        return QSize(240, _HEIGHT)

    def count(self) -> int:
        """The bars."""
        return len(self._face.bars)

    def part_at(self, spot: QPointF) -> int | None:
        """The bar at a point."""
        columns = bar_columns(QRectF(self.rect()), len(self._face.bars))
        return next((n for n, each in enumerate(columns) if each.contains(spot)), None)

    def draw(self, painter: QPainter, theme: Theme) -> None:
        """Draws the bars."""
        draw_sprint_bars(painter, QRectF(self.rect()), self._face, theme, at=self._marked)

    def describe(self) -> None:
        """All bars, or the one that is marked, in words."""
        at = self._marked
        words = self._face.spoken if at is None else self._face.bars[at].words
        self.setAccessibleDescription(words)
        self.setToolTip("" if at is None else plain_tooltip(words))


class BarsPanel(Panel):
    """Bars under their title and what they come to; a subclass adds more below."""

    def __init__(self, themes: ThemeSource, title: str) -> None:
        super().__init__(themes)
        self.bars = SprintBars(themes, title)
        self.note = Label(themes, style="small", tone="muted", wrap=True)
        words = QVBoxLayout()
        words.setContentsMargins(15, 0, 15, 4)
        words.setSpacing(0)
        words.addWidget(Label(themes, title, style="section"))
        words.addWidget(self.note)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(1, 12, 1, 6)
        self.column.setSpacing(0)
        self.column.addLayout(words)
        self.column.addWidget(self.bars)

    def show_bars(self, face: BarsFace, note: str) -> None:
        """Shows bars and the sentence about them; bars only where there are some."""
        self.bars.show_face(face)
        self.bars.setVisible(bool(face.bars))
        self.note.setText(note)
