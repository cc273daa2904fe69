"""Which scenarios are there? The plan as it is first, then those that were thought of."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from gui.paint.scenario_row import ScenarioFace
from gui.widgets.plain import plain_tooltip

FACE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class ScenarioModel(QAbstractListModel):
    """The list; rows are changed in place while the same scenarios stand in it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._faces: tuple[ScenarioFace, ...] = ()

    @property
    def faces(self) -> tuple[ScenarioFace, ...]:
        """What is listed."""
        return self._faces

    def row_of(self, key: str) -> int | None:
        """Where a scenario stands."""
        return next((n for n, face in enumerate(self._faces) if face.key == key), None)

    def show_faces(self, faces: Sequence[ScenarioFace]) -> None:
        """Lists these."""
        new = tuple(faces)
        if [face.key for face in new] != [face.key for face in self._faces]:
            self.beginResetModel()
            self._faces = new
            self.endResetModel()
            return
        before, self._faces = self._faces, new
        for number, (old, now) in enumerate(zip(before, new, strict=True)):
            if old != now:
                at = self.index(number)
                self.dataChanged.emit(at, at)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """One row a scenario."""
        return 0 if parent.isValid() else len(self._faces)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The name, what a screen reader says, the whole in the tooltip, and the face."""
        if not index.isValid():
            return None
        face = self._faces[index.row()]
        if role == FACE_ROLE:
            return face
        if role == Qt.ItemDataRole.DisplayRole:
            return face.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return face.spoken or f"{face.name}, {face.detail}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(f"{face.name}\n{face.spoken or face.detail}")
        return None
