"""Which program is this, in which version, and what does a bug report need?"""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from gui.diagnostics import diagnostics
from gui.theme import ThemeSource
from gui.widgets.buttons import Button
from gui.widgets.label import Label
from gui.widgets.marks import Logo


class AboutDialog(QDialog):
    """The sign, the version, the diagnostics and a button that copies them."""

    def __init__(self, themes: ThemeSource, version: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About Roadmap"))
        self.setMinimumSize(520, 400)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Logo(themes, 32))
        head.addWidget(Label(themes, f"Roadmap {version}", style="page"))
        head.addStretch(1)
        column.addLayout(head)
        said = self.tr(
            "A roadmap as a history of decisions, in one file on this computer. Apache-2.0; the "
            "font Inter (OFL) and the icons of Lucide (ISC) come with it."
        )
        column.addWidget(Label(themes, said, tone="muted", wrap=True))
        self.text = QPlainTextEdit(diagnostics())
        self.text.setReadOnly(True)
        self.text.setFont(themes.theme.font("small"))
        self.text.setAccessibleName(self.tr("Diagnostics"))
        column.addWidget(self.text, 1)
        row = QHBoxLayout()
        self.copy = Button(themes, self.tr("Copy diagnostics"), icon="copy")
        self.copy.clicked.connect(self._on_copy_clicked)
        close = Button(themes, self.tr("Close"), kind="primary")
        close.setDefault(True)
        close.setFocus()
        close.clicked.connect(self.accept)
        row.addWidget(self.copy)
        row.addStretch(1)
        row.addWidget(close)
        column.addLayout(row)

    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.copy.set_text(self.tr("Copied"))
