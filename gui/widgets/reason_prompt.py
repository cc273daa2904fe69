"""Why? Asked in place, right after a move, and skippable: the move is already recorded."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from gui.paint.shapes import draw_box
from gui.theme import Theme, ThemeSource
from gui.tokens import RADIUS_PANEL
from gui.widgets.buttons import Button
from gui.widgets.label import Label
from gui.widgets.toast import KEPT_CLEAR

LONGEST_REASON = 4000


class ReasonPrompt(QFrame):
    """One question, one input with the focus, Save (Return) and Skip (Esc).

    Lies in the quadrant or column where the card landed; the owner puts it into a layout or
    sets its geometry. Hidden until ``ask``.

    Signals:
        saved(str): The reason, trimmed and not empty. Return on an empty input skips.
        skipped(): Nothing was said.
    """

    saved = Signal(str)
    skipped = Signal()

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._question = Label(themes, elide=True)
        self._input = QLineEdit()
        self._input.setFont(themes.theme.font())
        self._input.setMaxLength(LONGEST_REASON)
        self._save = Button(themes, self.tr("Save"), kind="primary")
        self._skip = Button(themes, self.tr("Skip"), kind="quiet", keys="Esc")
        self._build()
        self._save.clicked.connect(self._on_save_clicked)
        self._skip.clicked.connect(self._on_skip_clicked)
        self._input.returnPressed.connect(self._on_save_clicked)
        themes.changed.connect(self._on_theme_changed)
        self.setProperty(KEPT_CLEAR, True)
        self.hide()

    @property
    def question(self) -> str:
        """What is being asked, "" while hidden."""
        return self._question.text() if self.isVisible() else ""

    def ask(self, question: str, *, placeholder: str = "", text: str = "") -> None:
        """Shows itself with the focus in the input."""
        self._question.setText(question)
        self._input.setAccessibleName(question)
        self._input.setPlaceholderText(placeholder)
        self._input.setText(text)
        self.setAccessibleName(question)
        self.show()
        self.raise_()
        self._input.setFocus(Qt.FocusReason.PopupFocusReason)

    def skip(self) -> None:
        """Closes without a reason; nothing is lost."""
        if not self.isHidden():
            self.hide()
            self.skipped.emit()

    def event(self, event: QEvent) -> bool:
        """Takes Esc before a window's own shortcut for it: the innermost thing closes first."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc skips."""
        if event.key() == Qt.Key.Key_Escape:
            self.skip()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the accent frame."""
        c = self._themes.theme.colors
        with QPainter(self) as painter:
            rect = self.contentsRect().toRectF()
            draw_box(painter, rect, fill=c.surface, border=c.accent, radius=RADIUS_PANEL)

    def _build(self) -> None:
        self.setFocusProxy(self._input)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self._input, 1)
        row.addSpacing(8)
        row.addWidget(self._save)
        row.addWidget(self._skip)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 3, 10)
        column.setSpacing(6)
        column.addWidget(self._question)
        column.addLayout(row)

    def _on_save_clicked(self) -> None:
        reason = self._input.text().strip()
        if not reason:
            self.skip()
            return
        self.hide()
        self.saved.emit(reason)

    def _on_skip_clicked(self) -> None:
        self.skip()

    def _on_theme_changed(self, _theme: Theme) -> None:
        self.update()
