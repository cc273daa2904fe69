"""How does a short form lie over a page: in sight, closed by Esc, and nothing else blocked?"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from gui.theme import ThemeSource
from gui.widgets.buttons import Button
from gui.widgets.label import Label
from gui.widgets.overlay import Overlay

WIDTH = 630
_TOP = 60


class FormPopover(Overlay):
    """A title, rows, an error line and two buttons; a subclass adds rows and saves.

    Signals:
        closed(): Saved or left.
        added(str): The id of the item that was recorded.
    """

    closed = Signal()
    added = Signal(str)

    def __init__(self, themes: ThemeSource, parent: QWidget, heading: str, save: str) -> None:
        super().__init__(themes, parent)
        self.setAccessibleName(heading)
        self.title = QLineEdit()
        self.title.setFont(themes.theme.font())
        self.title.setMaxLength(500)
        self.title.setAccessibleName(self.tr("Title"))
        self.error = Label(themes, style="small", tone="bad", wrap=True)
        self.error.hide()
        self.save_button = Button(themes, save, kind="primary", keys="Enter")
        self._cancel = Button(themes, self.tr("Cancel"), kind="quiet", keys="Esc")
        # Esc is its key. With the focus one Tab behind Save, Return gave up what was to be saved.
        self._cancel.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 14, 16, 14)
        self._column.setSpacing(10)
        self._column.addWidget(Label(themes, heading, style="section"))
        self._column.addWidget(self.title)
        self.save_button.clicked.connect(self.save)
        self._cancel.clicked.connect(self.leave)
        self.title.textEdited.connect(lambda _text: self.complain(""))

    def add_row(self, name: str, widget: QWidget) -> Label:
        """A field with its name at the left; returns the name, to be hidden with it."""
        row = QHBoxLayout()
        row.setSpacing(10)
        label = Label(self.themes, name, tone="muted")
        label.setFixedSize(64, 28)
        row.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(widget, 1)
        if widget.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Fixed:
            row.setStretchFactor(widget, 0)
            row.addStretch(1)
        self._column.addLayout(row)
        return label

    def add_end(self) -> None:
        """The error line and the buttons."""
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.error, 1)
        row.addStretch()
        row.addWidget(self.save_button)
        row.addWidget(self._cancel)
        self._column.addLayout(row)

    def open_form(self) -> None:
        """Shows itself with the focus in the title."""
        self.complain("")
        self.appear()
        self.title.setFocus(Qt.FocusReason.PopupFocusReason)

    def leave(self) -> None:
        """Closes without saving."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def save(self) -> None:
        """Saves what was typed; a subclass says how."""
        raise NotImplementedError

    def complain(self, sentence: str) -> None:
        """Says what is missing; "" takes it away."""
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))
        self.fit()

    def fit(self) -> None:
        """Takes the height that the rows in view need."""
        self._column.activate()
        if self.isVisible():
            self.place()

    def place(self) -> None:
        """Under the head of the page, in the middle."""
        parent = self.parentWidget()
        if parent is None:
            return
        width = min(WIDTH, parent.width() - 24)
        height = self._column.totalHeightForWidth(width)
        height = height if height > 0 else self.sizeHint().height()
        self.setGeometry((parent.width() - width) // 2, _TOP, width, height)

    def event(self, event: QEvent) -> bool:
        """Takes the keys typed here before shortcuts of the page and the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            control = Qt.KeyboardModifier.ControlModifier
            if not event.modifiers() & control:
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
