"""How does a dialog show details that can be passed on, under what it says?"""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from gui.theme import ThemeSource
from gui.widgets.buttons import Button
from gui.widgets.label import Label


class DetailsDialog(QDialog):
    """A column that a subclass begins; ``say`` ends it with a sentence, the details and a copy."""

    def __init__(self, themes: ThemeSource, details: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._themes, self._details = themes, details
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(20, 16, 20, 16)
        self.column.setSpacing(8)
        self.text = QPlainTextEdit(details)
        self.text.setReadOnly(True)
        self.text.setFont(themes.theme.font("small"))
        self.text.setAccessibleName(self.tr("Diagnostics"))
        self.copy = Button(themes, self.tr("Copy diagnostics"), icon="copy")
        self.copy.clicked.connect(self._on_copy_clicked)

    def say(self, sentence: str, leave: str) -> None:
        """Adds the sentence, the details and the buttons; ``leave`` is the word on the last."""
        self.column.addWidget(Label(self._themes, sentence, tone="muted", wrap=True))
        self.column.addWidget(self.text, 1)
        row = QHBoxLayout()
        close = Button(self._themes, leave, kind="primary")
        close.setDefault(True)
        close.setFocus()
        close.clicked.connect(self.accept)
        row.addWidget(self.copy)
        row.addStretch(1)
        row.addWidget(close)
        self.column.addLayout(row)

    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self._details)
        self.copy.set_text(self.tr("Copied"))
