"""What changed between two moments: in numbers, item by item, and how must-do work goes on?"""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from gui.models.decisions.compare import Comparison
from gui.models.decisions.lines import coming_lines
from gui.models.words import percent, whole_days_text
from gui.paint.text import Run
from gui.session import Session
from gui.theme import ThemeSource
from gui.tokens import GAP_PANELS
from gui.views.decisions.list import ListPanel
from gui.views.decisions.moment import DayPopover, Moment, MomentButton
from gui.views.decisions.promises import PromisesSide
from gui.views.decisions.share import SharePanel
from gui.widgets.label import Label, RunsLabel
from gui.widgets.panel import Panel
from gui.widgets.segmented import SegmentedControl
from roadmap.analysis.words import counted, say_number

_SIDE_BY_SIDE = 500
_NAMED = 600
_LOWER, _LEAST = 240, 130
_ABOVE, _ABOVE_NARROW = 300, 430  # what the numbers and a few changes need


class _Number(QWidget):
    """One number with its word below."""

    def __init__(self, themes: ThemeSource, word: str) -> None:
        super().__init__()
        self._word = word
        self._value = Label(themes, "–", style="page")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._value)
        column.addWidget(Label(themes, word, style="small", tone="muted"))

    def show_value(self, value: int) -> None:
        """Shows a number; none at all is faint."""
        self._value.setText(say_number(value))
        self._value.set_tone("text" if value else "faint")
        self.setAccessibleName(f"{value} {self._word}")


class _Share(QWidget):
    """The must-do share before and after."""

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__()
        self._value = RunsLabel(themes, (), style="page")
        self._value.setMinimumWidth(116)
        self._value.setFixedHeight(28)
        self._word = self.tr("must-do share")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._value)
        column.addWidget(Label(themes, self._word, style="small", tone="muted"))

    def show_shares(self, before: float | None, after: float | None) -> None:
        """Shows both; where they are the same, one."""
        old = "–" if before is None else percent(before)
        new = "–" if after is None else percent(after)
        runs = [Run(new, "must" if after is not None else "faint", 600)]
        if old != new:
            runs.insert(0, Run(f"{old.removesuffix('%')} → ", "muted", 400))
        self._value.set_runs(runs)
        self.setAccessibleName(f"{self._word}: {old} → {new}")


class ComparePanel(Panel):
    """The two moments and the numbers between them.

    Signals:
        chosen(object, object): The Moments to compare now.
    """

    chosen = Signal(object, object)

    def __init__(self, themes: ThemeSource, session: Session, page: QWidget) -> None:
        super().__init__(themes)
        self.before = MomentButton(themes, session, self.tr("Compare from"))
        self.after = MomentButton(themes, session, self.tr("Compare to"))
        words = {
            "added": self.tr("added"),
            "finished": self.tr("finished"),
            "shed": self.tr("shed"),
            "moved": self.tr("moved"),
            "reestimated": self.tr("resized"),
        }
        self.numbers = {key: _Number(themes, word) for key, word in words.items()}
        self.share = _Share(themes)
        self.which = SegmentedControl(
            themes,
            (("promised", self.tr("Promised")), ("changed", self.tr("Changed"))),
            name=self.tr("What to compare"),
        )
        self._popover = DayPopover(themes, session, page)
        self._asking = self.before
        self._build(themes)
        for button in (self.before, self.after):
            button.picked.connect(lambda moment, b=button: self._on_picked(b, moment))
            button.day_wanted.connect(lambda b=button: self._on_day_wanted(b))
        self._popover.picked.connect(lambda moment: self._on_picked(self._asking, moment))

    def _build(self, themes: ThemeSource) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        self._name = Label(themes, self.tr("Compare"), style="section")
        head.addWidget(self._name)
        head.addWidget(self.which)
        head.addStretch(1)
        head.addWidget(self.before)
        head.addWidget(Label(themes, "→", tone="muted"))
        head.addWidget(self.after)
        row = QHBoxLayout()
        row.setSpacing(8)
        for number in self.numbers.values():
            row.addWidget(number, 1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(8)
        self._row.addLayout(row, 5)
        self._row.addWidget(self.share, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 10)
        column.setSpacing(8)
        self._below = QHBoxLayout()
        self._head = head
        column.addLayout(head)
        column.addLayout(self._below)
        column.addLayout(self._row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The two moments need the room of the panel's name first."""
        super().resizeEvent(event)
        self._name.setVisible(event.size().width() >= _NAMED)

    def set_narrow(self, narrow: bool) -> None:
        """Puts the share below the numbers, and the choice below the moments."""
        if narrow == (self._head.indexOf(self.which) >= 0):
            (self._head if narrow else self._below).removeWidget(self.which)
            if narrow:
                self._below.addWidget(self.which)
                self._below.addStretch(1)
            else:
                self._below.takeAt(0)  # the stretch
                self._head.insertWidget(1, self.which)
        directions = QBoxLayout.Direction
        self._row.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)

    def show_moments(self, before: Moment, after: Moment) -> None:
        """Shows which moments are compared."""
        self.before.set_moment(before)
        self.after.set_moment(after)

    def show_comparison(self, found: Comparison) -> None:
        """Shows the numbers."""
        for key, number in self.numbers.items():
            number.show_value(len(getattr(found.found, key)))
        self.share.show_shares(found.before.forced_share, found.after.forced_share)

    def _on_picked(self, button: MomentButton, moment: Moment) -> None:
        button.set_moment(moment)
        self.chosen.emit(self.before.moment, self.after.moment)

    def _on_day_wanted(self, button: MomentButton) -> None:
        self._asking = button
        self._popover.ask(button)


class CompareSide(QWidget):
    """The right of the page.

    Signals:
        chosen(object, object): Other Moments are to be compared.
        item_chosen(str): An item of a list.
    """

    chosen = Signal(object, object)
    item_chosen = Signal(str)

    def __init__(self, themes: ThemeSource, session: Session, page: QWidget) -> None:
        super().__init__()
        self._session = session
        self.compare = ComparePanel(themes, session, page)
        self.changes = ListPanel(
            themes, self.tr("What changed"), self.tr("No item changed between the two moments.")
        )
        self.coming = ListPanel(
            themes,
            self.tr("Must do, by date"),
            self.tr("No long-term must-do work is open. Which dates are already fixed?"),
        )
        self.share = SharePanel(themes)
        self._lower = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lower.setSpacing(GAP_PANELS)
        self._lower.addWidget(self.share, 5)
        self._lower.addWidget(self.coming, 6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_PANELS)
        changed = QWidget()
        inside = QVBoxLayout(changed)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(GAP_PANELS)
        inside.addWidget(self.changes, 1)
        inside.addLayout(self._lower)
        self.promises = PromisesSide(themes)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.promises)
        self._stack.addWidget(changed)
        column.addWidget(self.compare)
        column.addWidget(self._stack, 1)
        self.changes.setMinimumHeight(_LEAST)
        self.compare.chosen.connect(self.chosen)
        self.compare.which.chosen.connect(self.show_part)
        self.promises.item_chosen.connect(self.item_chosen)
        for panel in (self.changes, self.coming):
            panel.view.chosen.connect(self.item_chosen)

    def show_part(self, key: str) -> None:
        """Shows what was "promised", or what "changed"."""
        self.compare.which.set_value(key)
        self._stack.setCurrentIndex(0 if key == "promised" else 1)

    def sizeHint(self) -> QSize:
        """As wide as the page gives."""
        return QSize(520, 600)

    def minimumSizeHint(self) -> QSize:
        """Narrower than its widest line: it is laid out otherwise before anything is cut."""
        return QSize(320, super().minimumSizeHint().height())

    def show_comparison(self, found: Comparison) -> None:
        """Shows numbers, lists and chart."""
        self.compare.show_comparison(found)
        self.promises.show_comparison(found)
        self.changes.view.lines.show_faces(found.lines)
        self.changes.set_note(counted(len(found.changes), "change") if found.changes else "")
        self.changes.show_filled()
        today = found.after.day
        self.coming.view.lines.show_faces(coming_lines(found.hidden.rows, today))
        self.coming.set_note(whole_days_text(found.hidden.effort) if found.hidden.rows else "")
        self.coming.show_filled()
        settings = found.after.state.roadmap
        width = 1 if settings is None else max(1, settings.thresholds.window_sprints)
        dated = settings is not None and settings.sprint_start is not None
        self.share.show_series(found.series, width, dated=dated)

    def mark(self, item: str | None) -> None:
        """Keeps the lines of other items from looking selected."""
        self.promises.mark(item)
        for panel in (self.changes, self.coming):
            panel.view.mark(item)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrow, the two lower panels stand one above the other."""
        super().resizeEvent(event)
        narrow = event.size().width() < _SIDE_BY_SIDE
        directions = QBoxLayout.Direction
        self._lower.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)
        self.compare.set_narrow(narrow)
        room = event.size().height() - (_ABOVE_NARROW if narrow else _ABOVE)
        height = max(_LEAST, min(_LOWER, room // (2 if narrow else 1)))
        self.share.setFixedHeight(height)
        self.coming.setFixedHeight(height)
        self.promises.set_narrow(narrow, height)
