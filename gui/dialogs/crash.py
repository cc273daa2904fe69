"""Something went wrong that nobody foresaw: what is said, and what can be passed on?"""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from gui.theme import ThemeSource
from gui.widgets.buttons import Button
from gui.widgets.label import Label


class CrashDialog(QDialog):
    """Says that the work is safe, shows the details, and copies them."""

    def __init__(self, themes: ThemeSource, details: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._details = details
        self.setWindowTitle("Roadmap")
        self.setMinimumSize(560, 360)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        head = self.tr("Something went wrong that should not have.")
        column.addWidget(Label(themes, head, style="title", wrap=True))
        said = self.tr(
            "What you decided is saved, or stays pending and is saved when possible. You can go "
            "on. With the diagnostics below the fault can be found; they hold versions, paths and "
            "the place in the program."
        )
        column.addWidget(Label(themes, said, tone="muted", wrap=True))
        self.text = QPlainTextEdit(details)
        self.text.setReadOnly(True)
        self.text.setFont(themes.theme.font("small"))
        self.text.setAccessibleName(self.tr("Diagnostics"))
        column.addWidget(self.text, 1)
        row = QHBoxLayout()
        self.copy = Button(themes, self.tr("Copy diagnostics"), icon="copy")
        self.copy.clicked.connect(self._on_copy_clicked)
        close = Button(themes, self.tr("Go on"), kind="primary")
        close.setDefault(True)
        close.setFocus()
        close.clicked.connect(self.accept)
        row.addWidget(self.copy)
        row.addStretch(1)
        row.addWidget(close)
        column.addLayout(row)

    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self._details)
        self.copy.set_text(self.tr("Copied"))
