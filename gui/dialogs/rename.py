"""What is this roadmap to be called?"""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from gui.session import Session
from gui.theme import ThemeSource
from gui.widgets.buttons import Button, primary
from gui.widgets.label import Label
from roadmap.commands.roadmap import EditRoadmap

LONGEST_NAME = 200


class RenameDialog(QDialog):
    """One input; an empty name cannot be saved."""

    def __init__(self, session: Session, themes: ThemeSource, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self.setWindowTitle(self.tr("Rename roadmap"))
        self.setMinimumWidth(400)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        label = Label(themes, self.tr("Name of the roadmap"), weight=500)
        self.input = QLineEdit(session.title)
        self.input.setFont(themes.theme.font())
        self.input.setMaxLength(LONGEST_NAME)
        self.input.setAccessibleName(label.text())
        self.input.selectAll()
        self.input.textChanged.connect(self._on_text_changed)
        self.save = primary(themes, self.tr("Save"))
        self.save.setDefault(True)
        self.save.clicked.connect(self.accept)
        cancel = Button(themes, self.tr("Cancel"), keys="Esc")
        cancel.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self.save)
        column.addWidget(label)
        column.addWidget(self.input)
        column.addSpacing(8)
        column.addLayout(row)

    def accept(self) -> None:
        """Records the new name."""
        name = self.input.text().strip()
        if not name:
            return
        super().accept()
        if name != self._session.title:
            fields = {"name": name}
            command = EditRoadmap.model_validate({"fields": fields})
            self._session.execute([command], say=self.tr("Renamed to {name}").format(name=name))

    def _on_text_changed(self, text: str) -> None:
        reason = None if text.strip() else self.tr("A roadmap needs a name.")
        self.save.set_blocked(reason)
