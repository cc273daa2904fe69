"""Where are the questions of the backlog asked? Under the rows; no room is kept while none is."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget


class Questions(QWidget):
    """Holds prompts, in view as long as any of them is."""

    def __init__(self, *prompts: QWidget) -> None:
        super().__init__()
        self._prompts = prompts
        column = QVBoxLayout(self)
        column.setContentsMargins(7, 7, 7, 7)
        for prompt in prompts:
            column.addWidget(prompt)
            prompt.installEventFilter(self)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Comes and goes with its prompts, before they take the focus."""
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self.setVisible(any(not prompt.isHidden() for prompt in self._prompts))
        return super().eventFilter(watched, event)
