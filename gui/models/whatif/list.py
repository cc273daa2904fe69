"""Which scenarios are there? The plan as it is first, then those that were thought of."""

from __future__ import annotations

from PySide6.QtCore import Qt

from gui.models.face_model import FaceModel
from gui.paint.scenario_row import ScenarioFace
from gui.widgets.plain import plain_tooltip


class ScenarioModel(FaceModel[ScenarioFace]):
    """The list; rows are changed in place while the same scenarios stand in it."""

    def row_of(self, key: str) -> int | None:
        """Where a scenario stands."""
        return next((n for n, face in enumerate(self.faces) if face.key == key), None)

    def row_key(self, face: ScenarioFace) -> str:
        """A scenario keeps its row."""
        return face.key

    def text(self, face: ScenarioFace, role: int) -> str | None:
        """The name, what a screen reader says, and the whole in the tooltip."""
        if role == Qt.ItemDataRole.DisplayRole:
            return face.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return face.spoken or f"{face.name}, {face.detail}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(f"{face.name}\n{face.spoken or face.detail}")
        return None
