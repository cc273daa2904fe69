"""Which rows does the board of principles have? Heads and measures, in the principles' order."""

from __future__ import annotations

from PySide6.QtCore import Qt

from gui.models.face_model import FaceModel
from gui.paint.measure_row import Face, PrincipleFace
from gui.widgets.plain import plain_tooltip


class PrinciplesModel(FaceModel[Face]):
    """The rows; changed in place while the same principles and measures stand in them."""

    def row_of(self, key: str) -> int | None:
        """Where a principle or measure stands."""
        return next((n for n, face in enumerate(self.faces) if face.key == key), None)

    def row_key(self, face: Face) -> tuple[str, bool, bool]:
        """What decides where a row stands and how high it is."""
        if isinstance(face, PrincipleFace):
            return face.key, True, face.alone
        return face.key, False, face.last

    def text(self, face: Face, role: int) -> str | None:
        """The name; what a screen reader says, in the tooltip too."""
        if role == Qt.ItemDataRole.DisplayRole:
            return face.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(face.spoken)
        return super().text(face, role)
