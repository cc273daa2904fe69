"""How do the charts of What-if stand on the page: hover, keys, settling, as a table?"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.models.whatif.charts import fan_rows
from gui.models.whatif.finish import finish_rows
from gui.paint.fan import FanFace, between, day_at, draw_fan
from gui.paint.finish import FinishFace, draw_finish, shape_rects, sprint_at
from gui.paint.shapes import draw_focus_ring
from gui.theme import Theme, ThemeSource

SETTLE_MS = 180
Rows = tuple[tuple[str, ...], list[tuple[str, ...]]]


class CrosshairChart(QWidget):
    """A painted chart whose places are asked about by the pointer or by Left and Right.

    Signals:
        opened(int, QPoint): The items behind a place are wanted; the point that was asked about.
    """

    opened = Signal(int, QPoint)

    def __init__(self, themes: ThemeSource, name: str) -> None:
        super().__init__()
        self.themes = themes
        self._at: int | None = None
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        themes.changed.connect(self._on_theme_changed)

    @property
    def at(self) -> int | None:
        """The place under the crosshair."""
        return self._at

    def rows(self) -> Rows:
        """The chart as a table: its heads and rows."""
        raise NotImplementedError

    def place_at(self, x: float) -> int | None:
        """The place under the pointer."""
        raise NotImplementedError

    def draw(self, painter: QPainter, theme: Theme) -> None:
        """Draws the chart into the widget."""
        raise NotImplementedError

    def sizeHint(self) -> QSize:
        """As large as there is room."""
        return QSize(320, 240)

    def minimumSizeHint(self) -> QSize:
        """Narrow windows squeeze it."""
        return QSize(200, 150)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the chart, and the ring while it has the focus."""
        theme = self.themes.theme
        with QPainter(self) as painter:
            self.draw(painter, theme)
            if self.hasFocus():
                draw_focus_ring(painter, QRectF(self.rect()), theme)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The crosshair follows the pointer."""
        self._ask(self.place_at(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click lists the items behind the place under the pointer."""
        super().mouseReleaseEvent(event)
        place = self.place_at(event.position().x())
        if place is not None and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(place, event.position().toPoint())

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is asked any more."""
        super().leaveEvent(event)
        self._ask(None)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Nothing is asked any more."""
        super().focusOutEvent(event)
        self._ask(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left, Right, Home, End move the crosshair, Return lists its items, Esc takes it away."""
        last = len(self.rows()[1]) - 1
        place = self._at
        moves = {
            Qt.Key.Key_Left: last if place is None else max(0, place - 1),
            Qt.Key.Key_Right: 0 if place is None else min(last, place + 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        key = Qt.Key(event.key())
        if key in moves and last >= 0:
            self._ask(moves[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and last >= 0:
            self.opened.emit(last if place is None else place, self.rect().center())
        elif key == Qt.Key.Key_Escape and place is not None:
            self._ask(None)
        else:
            super().keyPressEvent(event)

    def inside(self) -> QRectF:
        """Where the chart is drawn."""
        return QRectF(self.rect()).adjusted(4, 4, -4, -4)

    def describe(self) -> None:
        """Says the same to a screen reader: one row at the crosshair, else all of them."""
        heads, rows = self.rows()
        if self._at is not None and self._at < len(rows):
            rows = [rows[self._at]]
        self.setAccessibleDescription(" ".join(_sentence(heads, row) for row in rows))

    def _ask(self, place: int | None) -> None:
        if place != self._at:
            self._at = place
            self.describe()
            self.update()

    def _on_theme_changed(self, _theme: Theme) -> None:
        self.update()


def _sentence(heads: Sequence[str], row: Sequence[str]) -> str:
    said = "; ".join(f"{head}: {text}" for head, text in zip(heads[1:], row[1:], strict=True))
    return f"{row[0]}. {said}."


class FanChart(CrosshairChart):
    """Courses with bands. While a lever moves they are redrawn at once; at rest they settle."""

    def __init__(self, themes: ThemeSource, name: str) -> None:
        super().__init__(themes, name)
        self._face = FanFace((), (), (), ())
        self._from = self._face
        self._shown = self._face
        self._settling = QVariantAnimation(self)
        self._settling.setStartValue(0.0)
        self._settling.setEndValue(1.0)
        self._settling.valueChanged.connect(self._on_settling)

    @property
    def face(self) -> FanFace:
        """What is shown, or is being settled to."""
        return self._face

    def show_face(self, face: FanFace, *, settle: bool = False) -> None:
        """Shows other numbers; `settle` lets the bands move there."""
        self._settling.stop()
        self._from, self._face = self._shown, face
        duration = self.themes.theme.duration(SETTLE_MS)
        if settle and duration and self.isVisible() and self._from.days == face.days:
            self._settling.setDuration(duration)
            self._settling.start()
        else:
            self._shown = face
            self.update()
        self.describe()

    def rows(self) -> Rows:
        """The same numbers as a table."""
        return fan_rows(self._face)

    def inside(self) -> QRectF:
        """The titles within stand under that of the panel."""
        return super().inside().adjusted(10, 0, 0, 0)

    def place_at(self, x: float) -> int | None:
        """The day nearest to the pointer."""
        return day_at(self.inside(), self._face, x)

    def draw(self, painter: QPainter, theme: Theme) -> None:
        """Draws the fans."""
        if self._shown.days:
            draw_fan(painter, self.inside(), self._shown, theme, at=self._at)

    def _on_settling(self, share: float) -> None:
        self._shown = between(self._from, self._face, share)
        self.update()


class FinishChart(CrosshairChart):
    """When one item is finished, in two scenarios."""

    def __init__(self, themes: ThemeSource, name: str) -> None:
        super().__init__(themes, name)
        self._face = FinishFace((), None, "", (), (), "", "")

    @property
    def face(self) -> FinishFace:
        """What is shown."""
        return self._face

    def show_face(self, face: FinishFace) -> None:
        """Shows other numbers."""
        self._face = face
        self.describe()
        self.update()

    def rows(self) -> Rows:
        """The same numbers as a table."""
        return finish_rows(self._face)

    def shape_at(self, y: float) -> int:
        """Which shape a height belongs to."""
        areas = shape_rects(self.inside(), self._face)
        below = [n for n, area in enumerate(areas) if y <= area.bottom()]
        return below[0] if below else max(0, len(areas) - 1)

    def place_at(self, x: float) -> int | None:
        """The sprint under the pointer."""
        return sprint_at(self.inside(), self._face, x)

    def draw(self, painter: QPainter, theme: Theme) -> None:
        """Draws the shapes."""
        if self._face.shapes:
            draw_finish(painter, self.inside(), self._face, theme, at=self._at)
