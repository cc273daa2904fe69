"""Where in the history is one, and how is one taken elsewhere by mouse and keyboard?"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gui.paint.playback import (
    BAND_HEIGHT,
    Marker,
    PlaybackModel,
    draw_axis,
    draw_bands,
    draw_density,
    draw_handle,
    draw_marks,
    marks_near,
)
from gui.paint.shapes import draw_focus_ring, draw_line
from gui.theme import Theme, ThemeSource
from gui.widgets.plain import plain_tooltip

EDGE = 5
_MARKS_BOTTOM = 20


class PlaybackStrip(QWidget):
    """The histogram with its handle; thin (bars only) or tall (marks, bars, bands, axis).

    Decisions are counted from 1; ``count`` is the last one.

    Signals:
        scrubbed(int): The person dragged or clicked to this decision; also Home and End.
        stepped(int, bool): Left (-1) or Right (+1); True with Shift, one sprint.
        clicked(): Pressed and released without moving (the thin bar opens the dock).
    """

    scrubbed = Signal(int)
    stepped = Signal(int, bool)
    clicked = Signal()

    def __init__(
        self, themes: ThemeSource, *, tall: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._themes = themes
        self._tall = tall
        self._model = PlaybackModel(())
        self._number = 0
        self._pressed_at: QPointF | None = None
        self._dragging = False
        self.slack = 0  # decisions that lie within a pixel of where one points
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("History"))
        self.setFixedHeight(92 if tall else 28)
        themes.changed.connect(self._on_theme_changed)

    @property
    def number(self) -> int:
        """The decision the handle stands on."""
        return self._number

    @property
    def is_dragging(self) -> bool:
        """Whether the person holds the handle."""
        return self._dragging

    def set_model(self, model: PlaybackModel) -> None:
        """Shows another history."""
        self._model = model
        self.update()

    def set_number(self, number: int) -> None:
        """Moves the handle without a signal."""
        if number != self._number:
            self._number = number
            self.setAccessibleDescription(
                self.tr("decision {number} of {count}").format(
                    number=number, count=self._model.count
                )
            )
            self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(400, self.height())

    def event(self, event: QEvent) -> bool:
        """Says what is marked where one points."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            tips = [mark.tip for mark in self.marks_at(QPointF(event.pos()))]
            QToolTip.showText(event.globalPos(), plain_tooltip("\n".join(tips)), self)
            return True
        return super().event(event)

    def marks_at(self, point: QPointF) -> list[Marker]:
        """The marks at a point of the line of marks; none in the thin strip."""
        if not self._tall or point.y() > _MARKS_BOTTOM:
            return []
        return marks_near(self._marks_rect(), self._model.marks, point.x())

    def _marks_rect(self) -> QRectF:
        return QRectF(EDGE, 2, self.width() - 2 * EDGE, 16)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remembers where; the tall strip goes there at once."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        marks = self.marks_at(event.position())
        if marks:
            self.set_number(marks[0].number)
            self.scrubbed.emit(marks[0].number)
            return
        self._pressed_at = event.position()
        if self._tall:
            self._scrub(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drags the handle."""
        if self._pressed_at is None:
            return
        moved = abs(event.position().x() - self._pressed_at.x()) > 3
        if self._dragging or moved:
            self._dragging = True
            self._scrub(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ends the drag, or tells of a click."""
        if self._pressed_at is not None and not self._dragging and not self._tall:
            self.clicked.emit()
        self._pressed_at = None
        self._dragging = False
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right step, with Shift by sprint; Home and End go to the ends."""
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        match event.key():
            case Qt.Key.Key_Left:
                self.stepped.emit(-1, shift)
            case Qt.Key.Key_Right:
                self.stepped.emit(1, shift)
            case Qt.Key.Key_Home if self._model.count:
                self.scrubbed.emit(1)
            case Qt.Key.Key_End if self._model.count:
                self.scrubbed.emit(self._model.count)
            case _:
                super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the strip."""
        theme = self._themes.theme
        with QPainter(self) as painter:
            if self._tall:
                self._paint_tall(painter, theme)
            else:
                self._paint_thin(painter, theme)
            if self.hasFocus():
                draw_focus_ring(painter, QRectF(self.rect()), theme)

    def _paint_thin(self, painter: QPainter, theme: Theme) -> None:
        bars = QRectF(EDGE, 6, self.width() - 2 * EDGE, 14)
        past = self._number < self._model.count
        draw_density(painter, bars, self._model, theme, number=self._number if past else None)
        base = bars.bottom()
        line = theme.colors.border2
        draw_line(painter, QPointF(EDGE, base), QPointF(bars.right(), base), line)
        if self._model.count:
            at = bars.left() + bars.width() * self._model.share_of(self._number)
            draw_handle(painter, QPointF(at, base), base, theme)

    def _paint_tall(self, painter: QPainter, theme: Theme) -> None:
        width = self.width() - 2 * EDGE
        bars = QRectF(EDGE, 28, width, 28)
        below = bars.bottom() + 2
        draw_marks(painter, self._marks_rect(), self._model.marks, theme, base=bars.bottom() + 2)
        draw_density(painter, bars, self._model, theme, number=self._number)
        base = QPointF(bars.right(), bars.bottom())
        draw_line(painter, QPointF(EDGE, bars.bottom()), base, theme.colors.border2)
        if self._model.bands:
            bands = QRectF(EDGE, below, width, BAND_HEIGHT)
            draw_bands(painter, bands, self._model.bands, theme)
            below = bands.bottom() + 1
        draw_axis(painter, QRectF(EDGE, below, width, 17), self._model.axis, theme)
        if self._model.count:
            at = bars.left() + bars.width() * self._model.share_of(self._number)
            draw_handle(painter, QPointF(at, 23), below + 1, theme)

    def _scrub(self, point: QPointF) -> None:
        width = max(1, self.width() - 2 * EDGE)
        at, number_at = point.x() - EDGE, self._model.number_at
        number = number_at(at / width)
        self.slack = (number_at((at + 1) / width) - number_at((at - 1) / width)) // 2
        if number and number != self._number:
            self.set_number(number)
            self.scrubbed.emit(number)

    def _on_theme_changed(self, _theme: Theme) -> None:
        self.update()
