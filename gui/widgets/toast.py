"""What just happened, and how is it taken back?"""

from __future__ import annotations

from PySide6.QtCore import (
    QEasingCurve,
    QEvent,
    QObject,
    QPoint,
    QPropertyAnimation,
    QRect,
    QRectF,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QPushButton, QTableView, QWidget

from gui.fonts import SCALE
from gui.paint.shapes import draw_box
from gui.paint.text import draw_lines, draw_text
from gui.theme import ThemeSource
from gui.tokens import RADIUS_PANEL, TOAST_MS, TOAST_STAYS_MS
from gui.widgets.overlay import Overlay

HEIGHT = 40
BOTTOM = 16
KEPT_CLEAR = "kept_clear"  # the property of a widget that no toast may lie over


class _UndoButton(QPushButton):
    """The word in the toast's own link colour, the same in both themes."""

    def __init__(self, themes: ThemeSource, parent: QWidget) -> None:
        super().__init__(parent)
        self._themes = themes
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the word and, with the focus, its ring."""
        theme = self._themes.theme
        rect = QRectF(self.rect())
        with QPainter(self) as painter:
            if self.hasFocus():
                draw_box(painter, rect, border=theme.colors.toastlink, width=2)
            color = theme.colors.toastlink
            draw_text(painter, rect, self.text(), theme, color=color, weight=600, align="center")
            if self.underMouse():
                base = rect.center().y() + 9
                painter.setPen(QPen(color, 1))
                painter.drawLine(QPoint(8, round(base)), QPoint(self.width() - 8, round(base)))


class Toast(Overlay):
    """One message at the bottom of its parent. A new one replaces the old: there are never two.

    It stays six seconds, longer while the pointer is over it or its button has the focus.

    Signals:
        action_requested(): Undo (or the other action's word) was pressed.
        closed(): It went away, by time, by its action or by ``close_now``.
    """

    action_requested = Signal()
    closed = Signal()

    def __init__(self, themes: ThemeSource, parent: QWidget) -> None:
        super().__init__(themes, parent)
        self._text = ""
        self._button = _UndoButton(themes, self)
        self._button.clicked.connect(self._on_button_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 5, 8, 5)
        row.addStretch(1)
        row.addWidget(self._button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_timeout)
        self._slide = QPropertyAnimation(self, b"pos", self)
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self.setFixedHeight(HEIGHT)

    @property
    def text(self) -> str:
        """The message in view, "" when there is none."""
        return self._text if self.isVisible() else ""

    def say(self, text: str, action: str | None = None, *, stays_ms: int = TOAST_STAYS_MS) -> None:
        """Shows ``text``; ``action`` is the button's word (None: no button)."""
        self._text = text
        self.setAccessibleName(text)
        self._button.setVisible(action is not None)
        self._button.setText(action or "")
        self._button.setAccessibleName(action or "")
        theme = self.themes.theme
        width = round(theme.fonts.width(self._button.text(), "body", 600)) + 18
        self._button.setFixedSize(width, HEIGHT - 10)
        again = self.isVisible()
        self.appear()
        self._timer.start(stays_ms)
        if not again and theme.duration(TOAST_MS):
            self._slide.setDuration(theme.duration(TOAST_MS))
            self._slide.setStartValue(self.pos() + QPoint(0, HEIGHT + BOTTOM))
            self._slide.setEndValue(self.pos())
            self._slide.start()
        # What was just added is chosen only now, and stays in sight.
        QTimer.singleShot(0, self, self._settle)

    def close_now(self) -> None:
        """Takes the message away."""
        self._timer.stop()
        if self.isVisible():
            self.hide()
            self.closed.emit()

    def place(self) -> None:
        """Bottom middle of the parent, above what must stay clear."""
        parent = self.parentWidget()
        if parent is not None:
            self._take(self._room(parent))

    def _settle(self) -> None:
        """Makes room for what came since, also on the way in."""
        parent = self.parentWidget()
        if parent is None or not self.isVisible():
            return
        if self._slide.state() == QPropertyAnimation.State.Running:
            room = self._room(parent)
            self.setFixedHeight(room.height())
            self._slide.setEndValue(room.topLeft())
        else:
            self.place()

    def _take(self, room: QRect) -> None:
        self.setFixedHeight(room.height())
        self.setGeometry(room)

    def _room(self, parent: QWidget) -> QRect:
        button = self._button.width() + 24 if not self._button.isHidden() else 16
        wanted = round(self.themes.theme.fonts.width(self._text)) + 18 + button
        width = min(wanted, max(120, parent.width() - 40))
        # The way out stands at a sentence's end: where it is narrow, it takes a second line.
        height = HEIGHT + (round(SCALE["body"].line) if width < wanted else 0)
        left = (parent.width() - width) // 2
        wanted_place = QRect(left, parent.height() - height - BOTTOM, width, height)
        for each in parent.findChildren(QWidget):
            other = _kept_clear(each) if each.isVisible() else None
            if other is not None:
                other.moveTopLeft(each.mapTo(parent, other.topLeft()))
                if other.intersects(wanted_place):
                    wanted_place.moveBottom(other.top() - 8)
        return wanted_place

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Makes room for a question that is asked while the message is in view."""
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            QTimer.singleShot(0, self, self._settle)
        return super().eventFilter(watched, event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Stays while the pointer is over it."""
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Goes on counting."""
        if self.isVisible():
            self._timer.start(TOAST_STAYS_MS)
        super().leaveEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the dark box, the same in both themes, and the message."""
        theme = self.themes.theme
        rect = QRectF(self.rect())
        with QPainter(self) as painter:
            border = theme.colors.border2 if theme.dark else None
            draw_box(painter, rect, fill=theme.colors.toast, border=border, radius=RADIUS_PANEL)
            right = self._button.width() + 20 if self._button.isVisible() else 16
            room = rect.adjusted(16, 0, -right, 0)
            if self.height() == HEIGHT:
                draw_text(painter, room, self._text, theme, color=theme.colors.ontoast)
                return
            room.adjust(0, (self.height() - 2 * SCALE["body"].line) / 2, 0, 0)
            draw_lines(painter, room, self._text, theme, "body", color=theme.colors.ontoast)

    def _on_timeout(self) -> None:
        if self._button.hasFocus():
            self._timer.start(TOAST_STAYS_MS)
        else:
            self.close_now()

    def _on_button_clicked(self) -> None:
        self.close_now()
        self.action_requested.emit()


def _kept_clear(widget: QWidget) -> QRect | None:
    """Return the part of a widget that no toast may lie over: all of it, or its chosen row."""
    if widget.property(KEPT_CLEAR):
        return widget.rect()
    if not isinstance(widget, QAbstractItemView) or widget.selectionModel() is None:
        return None
    index = widget.currentIndex()
    if not widget.selectionModel().isSelected(index):
        return None
    view, row = widget.viewport(), widget.visualRect(index)
    if isinstance(widget, QTableView):
        row.setLeft(0)
        row.setWidth(view.width())
    row = row.intersected(view.rect())
    return None if row.isEmpty() else row.translated(view.pos())
