"""Why are there no bars, and where is that changed? One line over the rows, whole at any width."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.theme import ThemeSource
from gui.widgets.buttons import Button
from gui.widgets.label import Label


class TimelineNotice(QWidget):
    """A sentence and the button of the next step.

    Signals:
        page_requested(str): "people" is wanted.
        action_requested(str): "preferences" are wanted.
    """

    page_requested = Signal(str)
    action_requested = Signal(str)

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__()
        self._way = ""
        self.sentence = Label(themes, tone="muted", wrap=True)
        self.button = Button(themes, small=True)
        self.button.clicked.connect(self._on_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 12, 4)
        row.setSpacing(12)
        row.addWidget(self.sentence, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def say(self, text: str, way: str, *, editable: bool) -> None:
        """Says a sentence; ``way`` is "people" or "preferences"."""
        self._way = way
        self.sentence.setText(text)
        words = self.tr("Add people") if way == "people" else self.tr("Set the first day")
        self.button.set_text(words)
        self.button.setVisible(editable)

    def _on_clicked(self) -> None:
        wanted = self.page_requested if self._way == "people" else self.action_requested
        wanted.emit(self._way)
