"""How do the bars of sprints stand in their panel, and how are they read one by one?"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from gui.paint.shapes import draw_focus_ring
from gui.paint.sprint_bars import BarsFace, bar_columns, draw_sprint_bars
from gui.theme import Theme, ThemeSource
from gui.widgets.label import Label
from gui.widgets.panel import Panel
from gui.widgets.plain import plain_tooltip

_HEIGHT = 128


class SprintBars(QWidget):
    """The painted bars. Left and Right move from sprint to sprint."""

    def __init__(self, themes: ThemeSource, name: str) -> None:
        super().__init__()
        self._themes = themes
        self._face = BarsFace()
        self._at: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_HEIGHT)
        self.setAccessibleName(name)
        themes.changed.connect(self._on_theme_changed)

    @property
    def face(self) -> BarsFace:
        """What is shown."""
        return self._face

    def show_face(self, face: BarsFace) -> None:
        """Shows other bars."""
        self._face = face
        if self._at is not None and self._at >= len(face.bars):
            self._at = None
        self._describe()
        self.update()

    def minimumSizeHint(self) -> QSize:
        """Narrow windows squeeze the bars."""
        return QSize(240, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the bars, and the ring while it has the focus."""
        with QPainter(self) as painter:
            theme = self._themes.theme
            draw_sprint_bars(painter, QRectF(self.rect()), self._face, theme, at=self._at)
            if self.hasFocus():
                draw_focus_ring(painter, QRectF(self.rect()), theme)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Marks the bar under the pointer and says it."""
        columns = bar_columns(QRectF(self.rect()), len(self._face.bars))
        spot = event.position()
        self._mark(next((n for n, each in enumerate(columns) if each.contains(spot)), None))

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the pointer."""
        super().leaveEvent(event)
        if not self.hasFocus():
            self._mark(None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The cursor begins at the newest bar."""
        super().focusInEvent(event)
        if self._at is None and self._face.bars:
            self._mark(len(self._face.bars) - 1)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The cursor goes with the focus."""
        super().focusOutEvent(event)
        self._mark(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left, Right, Home and End move over the bars."""
        last = len(self._face.bars) - 1
        place = last if self._at is None else self._at
        moves = {
            Qt.Key.Key_Left: max(0, place - 1),
            Qt.Key.Key_Right: min(last, place + 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        key = Qt.Key(event.key())
        if key in moves and last >= 0:
            self._mark(moves[key])
        else:
            super().keyPressEvent(event)

    def _mark(self, place: int | None) -> None:
        if place != self._at:
            self._at = place
            self._describe()
            self.update()

    def _describe(self) -> None:
        """All bars, or the one that is marked, in words."""
        words = self._face.spoken if self._at is None else self._face.bars[self._at].words
        self.setAccessibleDescription(words)
        self.setToolTip("" if self._at is None else plain_tooltip(words))

    def _on_theme_changed(self, _theme: Theme) -> None:
        self.update()


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
