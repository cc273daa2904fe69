"""What do Qt's own inputs need besides the style sheet?"""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractSpinBox, QLineEdit


def pad_spin_box(box: QAbstractSpinBox) -> None:
    """Gives the text of a spin or date box the margin of a line edit.

    The style sheet's padding does not reach the edit field inside (Qt 6.8 to 6.11).
    """
    field = box.findChild(QLineEdit)
    if isinstance(field, QLineEdit):
        field.setTextMargins(7, 0, 0, 0)
