"""Is there a way that also lowers later must-do work? Asked once of large must-do items (L2)."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout

from gui.paint.shapes import draw_box
from gui.theme import Theme, ThemeSource
from gui.tokens import RADIUS_PANEL
from gui.widgets.buttons import Button
from gui.widgets.label import Label
from roadmap.analysis.estimates.effort import effort_days
from roadmap.state import Item, Roadmap
from roadmap.values import Forcing


def is_asked(item: Item, settings: Roadmap) -> bool:
    """Whether the question is still open: estimated must-do work over the threshold."""
    if not item.is_open or item.forcing is not Forcing.FORCED or item.double_win_answer:
        return False
    effort = effort_days(item, settings)
    return not effort.is_default and effort.days > settings.thresholds.double_win_days


class DoubleWinPrompt(QFrame):
    """The question with "Say how" and "Skip"; the line for the answer comes when it is wanted.

    Signals:
        saved(str): The answer, trimmed and not empty.
        skipped(): Nobody knows of one; not to be asked again.
    """

    saved = Signal(str)
    skipped = Signal()

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__()
        self._themes = themes
        text = self.tr("Is there a way that also lowers later must-do work?")
        self.setAccessibleName(text)
        self.line = QLineEdit()
        self.line.setFont(themes.theme.font("small"))
        self.line.setAccessibleName(text)
        self.line.setPlaceholderText(self.tr("Automate it, remove the cause"))
        self.line.hide()
        self.save = Button(themes, self.tr("Say how"), small=True)
        self.skip = Button(themes, self.tr("Skip"), kind="quiet", small=True)
        self._build(text)
        self.line.installEventFilter(self)
        self.line.textChanged.connect(self._on_typed)
        self.save.clicked.connect(self._on_saved)
        self.skip.clicked.connect(self.skipped)
        themes.changed.connect(self._on_theme_changed)

    @property
    def is_editing(self) -> bool:
        """Whether the line for the answer is open."""
        return not self.line.isHidden()

    def open_line(self) -> None:
        """Shows the line for the answer, with the focus."""
        self.line.show()
        self.save.set_text(self.tr("Save"))
        self._on_typed("")
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_line(self) -> None:
        self.line.clear()
        self.line.hide()
        self.save.set_text(self.tr("Say how"))
        self.save.set_blocked(None)
        self.save.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Return saves; Esc closes the line."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._on_saved()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self._close_line()
                return True
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the ground."""
        c = self._themes.theme.colors
        with QPainter(self) as painter:
            rect = self.rect().toRectF()
            draw_box(painter, rect, fill=c.sunken, radius=RADIUS_PANEL)

    def _build(self, text: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(6)
        column.addWidget(Label(self._themes, text, style="small", wrap=True))
        column.addWidget(self.line)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.save)
        row.addWidget(self.skip)
        row.addStretch(1)
        column.addLayout(row)

    def _on_typed(self, _text: str) -> None:
        typed = bool(self.line.text().strip())
        why = None if typed else self.tr("Say how, or skip the question.")
        self.save.set_blocked(why)

    def _on_saved(self) -> None:
        if not self.is_editing:
            self.open_line()
            return
        answer = self.line.text().strip()
        if answer:
            self.saved.emit(answer)

    def _on_theme_changed(self, _theme: Theme) -> None:
        self.update()
