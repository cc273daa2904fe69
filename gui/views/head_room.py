"""What gives way in the head of a page where its room is short, and in which order?

First the words of chips that filter nothing ("Team All" becomes "Team"), then the note, which has
shorter forms and is left out rather than cut, and at last such chips as a whole. Buttons stay.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.widgets.chip import Chip


class HeadRoom:
    """The row of a head: a note that takes what is left, chips, and what never gives way."""

    def __init__(self, row: QHBoxLayout, note: QWidget, *others: QWidget) -> None:
        """``others`` are shown only where there is room to spare: they are not reckoned with."""
        self._row, self._apart = row, {note, *others}
        self.is_brief = False

    def fit(self, width: int, chips: Sequence[Chip], notes: Sequence[int]) -> int | None:
        """Makes room in ``width`` pixels.

        Args:
            width: Of the whole head.
            chips: Those that are wanted, the first ones the longest.
            notes: How wide the forms of the note are, the fullest first.

        Returns:
            Which form of the note has room whole, None where none has.
        """
        self._set_brief(chips, brief=False)
        for chip in chips:
            chip.show()
        if self.taken() + notes[0] <= width:
            return 0
        self._set_brief(chips, brief=True)
        for number, wanted in enumerate(notes):
            if self.taken() + wanted <= width:
                return number
        for chip in reversed(chips):
            if self.taken(least=True) <= width:
                break
            chip.setVisible(chip.is_filtering)
        return None

    def taken(self, *, least: bool = False) -> int:
        """How many pixels all but the note take, at least or as they want."""
        width, count = 0, 1  # the note
        for number in range(self._row.count()):
            part = self._row.itemAt(number)
            if part is None or part.widget() in self._apart:
                continue
            if part.widget() is not None and part.isEmpty():
                continue
            width += (part.minimumSize() if least else part.sizeHint()).width()
            count += part.widget() is not None
        return width + self._row.spacing() * (count - 1)

    def _set_brief(self, chips: Sequence[Chip], *, brief: bool) -> None:
        self.is_brief = brief
        for chip in chips:
            chip.set_brief(brief)
