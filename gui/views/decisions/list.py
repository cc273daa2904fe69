"""How does a list of items with a title and a note stand on the page, filled or empty?"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from gui.theme import ThemeSource
from gui.views.decisions.lines import LinesView
from gui.widgets.label import Label
from gui.widgets.panel import Panel


class ListPanel(Panel):
    """A title, a note at the right, and lines; or the sentence that says why there are none."""

    def __init__(self, themes: ThemeSource, title: str, empty: str) -> None:
        super().__init__(themes)
        self._note = Label(themes, style="small", tone="muted")
        self.view = LinesView(themes, title)
        self._empty = Label(themes, empty, style="small", tone="muted", wrap=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._empty.setContentsMargins(14, 0, 14, 10)
        head = QHBoxLayout()
        head.setContentsMargins(14, 0, 14, 0)
        head.addWidget(Label(themes, title, style="section"))
        head.addStretch(1)
        head.addWidget(self._note)
        below = QWidget()
        self._stack = QStackedLayout(below)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.view)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 12, 1, 6)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(below, 1)

    def set_note(self, note: str) -> None:
        """The words at the right of the title."""
        self._note.setText(note)

    def show_filled(self) -> None:
        """Shows the lines where there are any."""
        self._stack.setCurrentIndex(1 if self.view.lines.faces else 0)
