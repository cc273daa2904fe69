"""How does a question about a sprint or a card lie over the page, beside what it is about?"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from gui.theme import ThemeSource
from gui.widgets.buttons import Button
from gui.widgets.label import Label
from gui.widgets.overlay import Overlay

WIDTH, QUESTION_WIDTH = 380, 460
_GAP = 8


class SprintPopover(Overlay):
    """A heading, rows, an error line and buttons; Esc closes, Return does the first button's work.

    Signals:
        closed(): Saved or left.
    """

    closed = Signal()

    def __init__(self, themes: ThemeSource, parent: QWidget, *, width: int = WIDTH) -> None:
        super().__init__(themes, parent)
        self._wide = width
        self._anchor = QRect()
        self._came_from: QWidget | None = None
        self.heading = Label(themes, style="section", wrap=True)
        self.error = Label(themes, style="small", tone="bad", wrap=True)
        self.error.hide()
        self.rows = QVBoxLayout()
        self.rows.setSpacing(8)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(16, 14, 16, 14)
        self._layout.setSpacing(10)
        self._layout.addWidget(self.heading)
        self._layout.addLayout(self.rows)
        self._layout.addWidget(self.error)
        self._layout.addLayout(self.buttons)

    def add_save(self, text: str, *, keys: str = "Enter") -> Button:
        """The button that Return presses, with Ctrl where text is typed."""
        button = Button(self.themes, text, kind="primary", keys=keys)
        button.clicked.connect(self.save)
        self.buttons.addWidget(button)
        return button

    def add_leave(self, text: str) -> Button:
        """The button that Esc presses."""
        button = Button(self.themes, text, kind="quiet", keys="Esc")
        button.clicked.connect(self.leave)
        self.buttons.addWidget(button)
        return button

    def open_at(self, anchor: QRect, first: QWidget) -> None:
        """Shows itself beside ``anchor`` (in the parent's coordinates), the focus in ``first``."""
        parent = self.parentWidget()
        if self.isHidden():
            self._came_from = parent.window().focusWidget() if parent is not None else None
        self._anchor = anchor
        self.setAccessibleName(self.heading.text())
        self.complain("")
        self.appear()
        first.setFocus(Qt.FocusReason.PopupFocusReason)

    def complain(self, sentence: str) -> None:
        """Says what is wrong; "" takes it away."""
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))
        self.fit()

    def fit(self) -> None:
        """Takes the height that its rows need."""
        self._layout.activate()
        if self.isVisible():
            self.place()

    def save(self) -> None:
        """What Return does; closes unless a subclass has something to save."""
        self.leave()

    def leave(self) -> None:
        """Closes; the keyboard goes back to where it came from."""
        if self.isHidden():
            return
        self.hide()
        came_from = self._came_from  # what was pressed may be gone since
        if came_from is not None and isValid(came_from) and came_from.isVisible():
            came_from.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()

    def place(self) -> None:
        """Right of the anchor, else left of it, else under it; always inside the parent."""
        parent = self.parentWidget()
        if parent is None:
            return
        width = min(self._wide, parent.width() - 24)
        height = self._layout.totalHeightForWidth(width)
        height = height if height > 0 else self.sizeHint().height()
        height = min(height, parent.height() - 24)
        anchor = self._anchor
        at = QPoint(anchor.right() + _GAP, anchor.top())
        if at.x() + width > parent.width() - 12:
            at.setX(anchor.left() - _GAP - width)
        if at.x() < 12:
            at = QPoint(max(12, anchor.right() - width), anchor.bottom() + _GAP)
        at.setX(max(12, min(at.x(), parent.width() - width - 12)))
        at.setY(max(12, min(at.y(), parent.height() - height - 12)))
        self.setGeometry(at.x(), at.y(), width, height)

    def event(self, event: QEvent) -> bool:
        """Takes the keys typed here before shortcuts of the page and the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            control = Qt.KeyboardModifier.ControlModifier
            if not event.modifiers() & control or event.key() == Qt.Key.Key_Return:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return saves, Esc leaves; other keys end here."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.save()
        else:
            event.accept()


def lay_under(question: QWidget, card: QRect, width: int = QUESTION_WIDTH) -> None:
    """Lays a question under the card it is about, whole within the page."""
    page = question.parentWidget()
    if page is None:
        return
    width, height = min(width, page.width() - 24), question.sizeHint().height()
    left = max(12, min(card.left(), page.width() - width - 12))
    top = min(card.bottom() + 8, page.height() - height - 12)
    question.setGeometry(left, top, width, height)
    question.raise_()


class Lines(QPlainTextEdit):
    """A few lines of plain text; Tab goes on, Ctrl+Return is left to the popover."""

    def __init__(self, themes: ThemeSource, name: str, placeholder: str, height: int) -> None:
        super().__init__()
        self.setFont(themes.theme.font("small"))
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setFixedHeight(height)
        self.setTabChangesFocus(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Return and Esc go to the popover."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape or (control and enter):
            event.ignore()
        else:
            super().keyPressEvent(event)
