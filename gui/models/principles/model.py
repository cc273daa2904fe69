"""Which rows does the board of principles have? Heads and measures, in the principles' order."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from gui.paint.measure_row import Face, PrincipleFace
from gui.widgets.plain import plain_tooltip

FACE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class PrinciplesModel(QAbstractListModel):
    """The rows; changed in place while the same principles and measures stand in them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._faces: tuple[Face, ...] = ()

    @property
    def faces(self) -> tuple[Face, ...]:
        """What is shown."""
        return self._faces

    def row_of(self, key: str) -> int | None:
        """Where a principle or measure stands."""
        return next((n for n, face in enumerate(self._faces) if face.key == key), None)

    def show_faces(self, faces: Sequence[Face]) -> None:
        """Shows these."""
        new = tuple(faces)
        if [_kind(face) for face in new] != [_kind(face) for face in self._faces]:
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
        """One row a face."""
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
            return face.spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(face.spoken)
        return None


def _kind(face: Face) -> tuple[str, bool, bool]:
    """What decides where a row stands and how high it is."""
    if isinstance(face, PrincipleFace):
        return face.key, True, face.alone
    return face.key, False, face.last
