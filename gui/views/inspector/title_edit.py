"""How is a title read, and renamed in its place?"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from gui.paint.shapes import draw_box, draw_focus_ring
from gui.paint.text import Run
from gui.theme import ThemeSource
from gui.widgets.label import RunsLabel
from gui.widgets.leaving import has_left
from roadmap.values import TITLE_LENGTH


class _Title(RunsLabel):
    """The title, pressed by mouse or Return."""

    activated = Signal()

    def __init__(self, themes: ThemeSource, text: str, *, editable: bool) -> None:
        super().__init__(themes, (Run(text, weight=600),), style="title")
        self._source = themes
        self._editable = editable
        if editable:
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.setCursor(Qt.CursorShape.IBeamCursor)
            self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click edits."""
        if self._editable and event.button() == Qt.MouseButton.LeftButton:
            self.activated.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return edits."""
        if self._editable and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.activated.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Hover ground and focus ring around the words."""
        theme = self._source.theme
        if self._editable and self.underMouse():
            with QPainter(self) as painter:
                draw_box(painter, QRectF(self.rect()), fill=theme.colors.hover, radius=4)
        super().paintEvent(event)
        if self.hasFocus():
            with QPainter(self) as painter:
                draw_focus_ring(painter, QRectF(self.rect()), theme, radius=4)


class TitleEdit(QWidget):
    """A title that becomes a line to type in.

    Signals:
        edited(str): Another title was typed.
        editing_ended(): The line was closed, with or without a change.
    """

    edited = Signal(str)
    editing_ended = Signal()

    def __init__(self, themes: ThemeSource, title: str, *, editable: bool) -> None:
        super().__init__()
        self._title = title
        self._editable = editable
        self._label = _Title(themes, title, editable=editable)
        self._line = QLineEdit()
        self._line.setFont(themes.theme.font("body", 500))
        self._line.setMaxLength(TITLE_LENGTH)
        self._line.setAccessibleName(self.tr("Title"))
        self._line.installEventFilter(self)
        self._line.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._label)
        column.addWidget(self._line)
        self._label.activated.connect(self.edit)

    @property
    def is_editing(self) -> bool:
        """Whether the line is open."""
        return not self._line.isHidden()

    def edit(self) -> None:
        """Opens the line with the whole title selected."""
        if not self._editable or self.is_editing:
            return
        self._line.setText(self._title)
        self._line.selectAll()
        self._label.hide()
        self._line.show()
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Return and leaving save, Esc gives up."""
        if watched is not self._line or not self.is_editing:
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self._close(save=False)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._close(save=True)
                return True
        elif has_left(event):
            self._close(save=True)
        return False

    def _close(self, *, save: bool) -> None:
        text = self._line.text().strip()
        self._line.hide()
        self._label.show()
        self._label.setFocus(Qt.FocusReason.OtherFocusReason)
        if save and text and text != self._title:
            self.edited.emit(text)
        self.editing_ended.emit()
