"""The window is to close and changes could not be saved: what is to happen with them?"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from gui.saving import Unsaved
from gui.theme import ThemeSource
from gui.widgets.buttons import Button
from gui.widgets.label import Label
from roadmap.analysis.words import counted


class UnsavedDialog(QDialog):
    """Retry, save a copy, stay, or close and lose the changes; never closed silently.

    Signals:
        chosen(str): "retry", "copy", "lose" or "stay".
    """

    chosen = Signal(str)

    def __init__(self, themes: ThemeSource, unsaved: Unsaved, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Not saved"))
        self.setMinimumWidth(460)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        head = self.tr("{changes} could not be saved.").format(
            changes=counted(unsaved.count, "change")
        )
        column.addWidget(Label(themes, head, style="title", wrap=True))
        column.addWidget(Label(themes, unsaved.message, tone="muted", wrap=True))
        column.addSpacing(8)
        row = QHBoxLayout()
        lose = (
            self.tr("Close and lose it") if unsaved.count == 1 else self.tr("Close and lose them")
        )
        row.addWidget(self._button(themes, "lose", lose, "quiet"))
        row.addStretch(1)
        row.addWidget(self._button(themes, "copy", self.tr("Save a copy…"), "secondary"))
        row.addWidget(self._button(themes, "stay", self.tr("Keep the window open"), "secondary"))
        retry = self._button(themes, "retry", self.tr("Retry"), "primary")
        row.addWidget(retry)
        column.addLayout(row)
        retry.setDefault(True)
        retry.setFocus()

    def _button(self, themes: ThemeSource, key: str, text: str, kind: str) -> Button:
        button = Button(themes, text, kind="primary" if kind == "primary" else "secondary")
        if kind == "quiet":
            button = Button(themes, text, kind="quiet")
        button.clicked.connect(lambda _checked=False: self._choose(key))
        return button

    def _choose(self, key: str) -> None:
        self.accept()
        self.chosen.emit(key)
