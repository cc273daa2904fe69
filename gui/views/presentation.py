"""How does the history look to a room? The page large on the full screen, what was decided below.

The page itself goes on living in its window; here it is drawn larger, so that everything on it
grows, and what is told of the moment stands in a lower third. The mouse steps as presenters expect:
a click goes on, a right click back, the wheel either way, and on the strip it goes to the moment.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from gui.paint.lower_third import LowerThirdFace, draw_lower_third
from gui.paint.playback import PlaybackModel, draw_bands, draw_density, draw_handle
from gui.paint.shapes import draw_line
from gui.paint.text import draw_text
from gui.theme import Theme, ThemeSource

_USUAL_HEIGHT = 820  # of a screen, in pixels, on which the words have their usual size
_TOLD, _STRIP, _EDGE = 190, 48, 24
_PAGE_WIDTH, _PAGE_HEIGHT = 1100, 600  # what a page needs to be told from
_NOTCH = 120  # eighths of a degree, of a wheel
_POINTER_MS = 2000  # how long the pointer is seen after it was moved


class PresentationView(QWidget):
    """The full screen: the page, the lower third, and where in time one is.

    Signals:
        key_pressed(int, bool): A key and whether Shift is held.
        stepped(int): Forward (1) or back (-1), by the mouse.
        scrubbed(int): Go to this decision (1..count).
        resized(): The page should have another size.
        ended(): Closed.
    """

    key_pressed = Signal(int, bool)
    stepped = Signal(int)
    scrubbed = Signal(int)
    resized = Signal()
    ended = Signal()

    def __init__(self, themes: ThemeSource, title: str) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setWindowTitle(title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.BlankCursor)
        self._pointer = QTimer(self, singleShot=True, interval=_POINTER_MS)
        self._pointer.timeout.connect(self._on_pointer_rested)
        self.resize(1280, 720)
        self._themes = themes
        self._model = PlaybackModel(())
        self._number = 0
        self._face = LowerThirdFace()
        self._page: QWidget | None = None
        self._playing = False
        self._scrubbing = False
        self._turned = 0

    @property
    def face(self) -> LowerThirdFace:
        """What is told."""
        return self._face

    @property
    def page(self) -> QWidget | None:
        """The page that is drawn."""
        return self._page

    def page_size(self) -> QSize:
        """The size in which the page fills its part of the screen, as large as it can be drawn."""
        room = self._room()
        scale = max(0.5, min(room.width() / _PAGE_WIDTH, room.height() / _PAGE_HEIGHT))
        return QSize(round(room.width() / scale), round(room.height() / scale))

    def show_page(self, page: QWidget | None) -> None:
        """Draws this page from now on."""
        self._page = page
        self.update()

    def show_moment(
        self, face: LowerThirdFace, model: PlaybackModel, number: int, *, playing: bool
    ) -> None:
        """Tells of decision ``number`` (1..count) of a history."""
        self._face, self._model, self._number, self._playing = face, model, number, playing
        self.setAccessibleName(face.words)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hands every key on."""
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self.key_pressed.emit(event.key(), shift)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Goes on, back, or on the strip to the moment under the pointer."""
        if event.button() == Qt.MouseButton.LeftButton and self._on_strip(event.position()):
            self._scrubbing = True
            self._scrub(event.position())
        elif event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton):
            self.stepped.emit(1 if event.button() == Qt.MouseButton.LeftButton else -1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Shows the pointer for a while; drags the handle of the strip."""
        on_strip = self._scrubbing or self._on_strip(event.position())
        hand = Qt.CursorShape.PointingHandCursor
        self.setCursor(hand if on_strip else Qt.CursorShape.ArrowCursor)
        self._pointer.start()
        if self._scrubbing:
            self._scrub(event.position())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Ends the drag."""
        self._scrubbing = False

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Goes on for a notch down, back for a notch up."""
        self._turned += event.angleDelta().y()
        while abs(self._turned) >= _NOTCH:
            step = -1 if self._turned > 0 else 1
            self._turned += step * _NOTCH
            self.stepped.emit(step)

    def _on_pointer_rested(self) -> None:
        self.setCursor(Qt.CursorShape.BlankCursor)

    def _on_strip(self, point: QPointF) -> bool:
        return point.y() >= self.height() - _STRIP * self._scale()

    def _scrub(self, point: QPointF) -> None:
        edge = _EDGE * self._scale()
        number = self._model.number_at((point.x() - edge) / max(1.0, self.width() - 2 * edge))
        if number and number != self._number:
            self.scrubbed.emit(number)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tells that it is over."""
        self.ended.emit()
        super().closeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Asks for another page size."""
        super().resizeEvent(event)
        self.resized.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws page, words and strip."""
        theme = self._themes.theme
        scale = self._scale()
        width, height = self.width() / scale, self.height() / scale
        top = height - _TOLD - _STRIP
        with QPainter(self) as painter:
            painter.setRenderHints(
                QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
            )
            painter.fillRect(self.rect(), theme.colors.bg)
            self._paint_page(painter, self._room())
            painter.scale(scale, scale)
            draw_lower_third(painter, QRectF(0, top, width, _TOLD), self._face, theme)
            self._paint_strip(painter, QRectF(0, top + _TOLD, width, _STRIP), theme)

    def _scale(self) -> float:
        return max(1.0, self.height() / _USUAL_HEIGHT)

    def _room(self) -> QRectF:
        """Where the page is drawn."""
        told = (_TOLD + _STRIP) * self._scale()
        return QRectF(0, 0, self.width(), max(1.0, self.height() - told))

    def _paint_page(self, painter: QPainter, room: QRectF) -> None:
        page = self._page
        if page is None or page.width() < 1 or page.height() < 1:
            return
        scale = min(room.width() / page.width(), room.height() / page.height())
        painter.save()
        painter.translate((room.width() - page.width() * scale) / 2, 0)
        painter.scale(scale, scale)
        page.render(painter, QPoint(0, 0), QRegion(), QWidget.RenderFlag.DrawChildren)
        painter.restore()

    def _paint_strip(self, painter: QPainter, rect: QRectF, theme: Theme) -> None:
        """Where in time one is: density and phases, or the keys while nothing plays."""
        c, model = theme.colors, self._model
        painter.fillRect(rect, c.surface)
        bars = rect.adjusted(_EDGE, 2, -_EDGE, -26)
        draw_density(painter, bars, model, theme, number=self._number)
        draw_line(painter, bars.bottomLeft(), bars.bottomRight(), c.border2)
        below = QRectF(bars.left(), bars.bottom() + 6, bars.width(), 16)
        if self._playing:
            draw_bands(painter, below, model.bands, theme)
        else:
            keys = self.tr(
                "Space plays   ← → or click decision   Shift ← → sprint   B bookmarks   ↑ ↓ page   "
                "N now   Esc ends"
            )
            draw_text(painter, below, keys, theme, "small", color=c.faint, align="center")
        if model.count:
            at = bars.bottomLeft()
            at.setX(bars.left() + bars.width() * model.share_of(self._number))
            draw_handle(painter, at, at.y(), theme)
