"""How far is the sorting, and since when?"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from gui.models.words import items_text
from gui.paint.text import Run
from gui.theme import ThemeSource
from gui.tokens import PAGE_HEAD_HEIGHT
from gui.widgets.buttons import Button
from gui.widgets.label import Label, RunsLabel
from roadmap.analysis.words import counted


class SortHead(QWidget):
    """Title, progress, and the way out.

    Signals:
        left(): Sort later.
    """

    left = Signal()

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__()
        self._title = Label(themes, self.tr("Sort"), style="page")
        self._note = Label(themes, tone="muted", elide=True)
        self._later = Button(themes, self.tr("Sort later"), kind="quiet", keys="Esc")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Sorted so far"))
        self._progress = RunsLabel(themes, style="small")
        self._later.clicked.connect(self.left)
        self._build()

    def show_progress(self, done: int, count: int, seconds: float, source: str) -> None:
        """Shows how many of how many, after how long, and where they come from."""
        self._title.setText(self.tr("Sort the import") if source else self.tr("Sort"))
        what = items_text(count)
        if source:
            what = self.tr("{items} from {source}").format(items=what, source=source)
        self._note.setText(self.tr("{what}, one key each").format(what=what))
        for widget in (self._note, self._bar, self._progress):
            widget.setVisible(count > 0)
        self._bar.setRange(0, max(1, count))
        self._bar.setValue(done)
        text = self.tr("{done} of {count}").format(done=f"{done:,}", count=f"{count:,}")
        rest = " " + self.tr("sorted")
        if done:
            rest = " " + self.tr("sorted in {time}").format(time=_spoken(seconds))
        self._progress.set_runs([Run(text, weight=600), Run(rest, "muted")])

    def _build(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(12)
        first.addWidget(self._title)
        first.addWidget(self._note, 1)
        first.addStretch(0)
        first.addWidget(self._later)
        head = QWidget()
        head.setFixedHeight(PAGE_HEAD_HEIGHT)
        head.setLayout(first)
        first.setContentsMargins(0, 0, 0, 0)
        second = QHBoxLayout()
        second.setSpacing(12)
        second.addWidget(self._bar, 1, Qt.AlignmentFlag.AlignVCenter)
        second.addWidget(self._progress)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 14)
        column.setSpacing(0)
        column.addWidget(head)
        column.addLayout(second)


def _spoken(seconds: float) -> str:
    if seconds < 90:
        return counted(max(1, round(seconds)), "second")
    return counted(round(seconds / 60), "minute")
