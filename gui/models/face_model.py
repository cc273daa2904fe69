"""What is the same in all lists of painted rows: faces in order, and what is told when they change?

A face is what a row shows, ready to be painted; a view's delegate asks for it by ``FACE_ROLE``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

FACE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class Face(Protocol):
    """What a row shows."""

    @property
    def spoken(self) -> str:
        """What a screen reader says of it."""
        ...


class HeadedFace(Face, Protocol):
    """A row of a list with headings."""

    @property
    def is_head(self) -> bool:
        """Whether it is a heading."""
        ...


FaceT = TypeVar("FaceT", bound=Face)
HeadedFaceT = TypeVar("HeadedFaceT", bound=HeadedFace)


class FaceModel(QAbstractListModel, Generic[FaceT]):
    """Faces, one a row; changed in place while the same rows stand in it, else all anew."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._faces: tuple[FaceT, ...] = ()

    @property
    def faces(self) -> tuple[FaceT, ...]:
        """What is shown."""
        return self._faces

    def show_faces(self, faces: Sequence[FaceT]) -> None:
        """Shows these; nothing is said where they are the same."""
        new = tuple(faces)
        if [self.row_key(face) for face in new] != [self.row_key(face) for face in self._faces]:
            self.beginResetModel()
            self._faces = new
            self.endResetModel()
            return
        before, self._faces = self._faces, new
        for number, (old, now) in enumerate(zip(before, new, strict=True)):
            if old != now:
                at = self.index(number)
                self.dataChanged.emit(at, at)

    def row_key(self, face: FaceT) -> object:
        """What makes a row the same one; the whole face, unless a subclass says less."""
        return face

    def text(self, face: FaceT, role: int) -> str | None:
        """What a role says of a face: the same on a screen as aloud, unless a subclass differs."""
        texts = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        return face.spoken if role in texts else None

    def rowCount(self, parent: Index = _ROOT) -> int:
        """One row a face."""
        return 0 if parent.isValid() else len(self._faces)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The face, and what is said of it."""
        if not index.isValid() or index.row() >= len(self._faces):
            return None
        face = self._faces[index.row()]
        return face if role == FACE_ROLE else self.text(face, role)


class HeadedModel(FaceModel[HeadedFaceT]):
    """Faces with headings between them, which are not selected."""

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings are not selected."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
        if not self.faces[index.row()].is_head:
            flags |= Qt.ItemFlag.ItemIsSelectable
        return flags
