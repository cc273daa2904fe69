"""What stands above the quadrants: how much is open, what it is filtered by, what is unsorted?"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from gui.models.words import MUST_DO, brief_days_text, items_text, percent, whole_days_text
from gui.paint.text import Run, draw_runs, plain
from gui.session import Session
from gui.theme import Theme, ThemeSource
from gui.tokens import PAGE_HEAD_HEIGHT
from gui.views.filter_chips import FilterChips
from gui.views.head_room import HeadRoom
from gui.widgets.buttons import Button
from gui.widgets.label import Label
from gui.widgets.lock import LockNote
from gui.widgets.plain import plain_tooltip
from gui.widgets.search_field import SearchField
from roadmap.analysis.items.filter import Filter
from roadmap.analysis.items.grid import Grid
from roadmap.values import Quadrant

_TYPING_MS = 120


class _Note(QWidget):
    """One line in several tones that gives way to the controls beside it."""

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__()
        self._themes = themes
        self._runs: tuple[Run, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(20)
        themes.changed.connect(self._on_theme_changed)

    def set_runs(self, runs: Sequence[Run], whole: str) -> None:
        """Shows other words; ``whole`` is what they are short for."""
        self._runs = tuple(runs)
        self.setAccessibleName(whole)
        self.setToolTip(plain_tooltip(whole))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the line, cut with an ellipsis where the room ends."""
        with QPainter(self) as painter:
            draw_runs(painter, QRectF(self.rect()), self._runs, self._themes.theme)

    def _on_theme_changed(self, _theme: Theme) -> None:
        self.update()


class GridHead(QWidget):
    """The head of the grid.

    Signals:
        filtered(object): The Filter that the person set.
        unsorted_requested(): The button with the number of unsorted items.
        add_requested(): Add item.
        left(): Esc in the empty search field: the focus goes back to the cards.
    """

    filtered = Signal(object)
    unsorted_requested = Signal()
    add_requested = Signal()
    left = Signal()

    def __init__(self, themes: ThemeSource, session: Session) -> None:
        super().__init__()
        self._themes, self._session = themes, session
        self._notes: tuple[tuple[Run, ...], ...] = ((),)
        self._title = Label(themes, self.tr("Grid"), style="page")
        self._note = _Note(themes)
        self._find = SearchField(themes, self.tr("Filter by words"))
        self._chips = FilterChips(themes, session, self)
        self._lens = Button(themes, icon="search", small=True, name=self.tr("Filter by words"))
        self.unsorted = Button(themes, "", icon="inbox", small=True)
        self.add = Button(themes, self.tr("Add item"), icon="plus", kind="primary")
        self._lock = LockNote(themes)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._build()
        self._connect()

    @property
    def filter(self) -> Filter:
        """What is asked for now."""
        text = self._find.text().strip()
        return Filter(
            self._chips.team.value or None,
            self._chips.component.value or None,
            self._chips.label.value or None,
            text or None,
        )

    def search(self) -> None:
        """Puts the focus into the search field."""
        self._find.show()
        self._lens.hide()
        self._fit(self.width())
        self._find.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._find.selectAll()

    def clear_filter(self) -> None:
        """Shows everything again."""
        self._find.clear()
        self._chips.clear()
        self._emit()

    def show_grid(self, grid: Grid, *, at_now: bool, read_only: str | None) -> None:
        """Shows the numbers, and what can be done."""
        self._notes = self._note_forms(grid, at_now=at_now)
        unsorted = grid.of(Quadrant.UNSORTED).count
        self.unsorted.set_text(self.tr("{n} unsorted").format(n=f"{unsorted:,}"))
        self.unsorted.setVisible(at_now)
        self.add.setVisible(read_only is None)
        self._lock.show_reason(read_only)
        for chip in self._chips.all:
            chip.setVisible(at_now or chip.is_filtering)
        self._lens.setVisible(at_now and self._find.isHidden())
        self._chips.show_names()
        self._fit(self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words give way before the button does."""
        super().resizeEvent(event)
        self._fit(event.size().width())

    def _fit(self, width: int) -> None:
        fonts, at_now = self._themes.theme.fonts, self._session.at_now
        widths = [
            round(sum(fonts.width(run.text, "body", run.weight) + 1 for run in runs)) + 2
            for runs in self._notes
        ]
        chips = [chip for chip in self._chips.all if at_now or chip.is_filtering]
        place = self._room.fit(width, chips, widths)
        self._note.set_runs(() if place is None else self._notes[place], plain(self._notes[0]))

    def _note_forms(self, grid: Grid, *, at_now: bool) -> tuple[tuple[Run, ...], ...]:
        """The note in full and in shorter forms, the fullest first."""
        shown = [grid.of(quadrant) for quadrant in Quadrant if quadrant is not Quadrant.UNSORTED]
        count, effort = sum(cell.count for cell in shown), sum(cell.effort for cell in shown)
        few = items_text(count)
        full = self.tr("{items}, {effort}").format(
            items=few.replace(" item", " open item"), effort=whole_days_text(effort)
        )
        rest: tuple[Run, ...] = ()
        must = sum(grid.of(quadrant).share for quadrant in MUST_DO)
        if not at_now and grid.count:
            share = self.tr("{n} must do").format(n=percent(must))
            rest = (Run(", ", "muted"), Run(share, "must", 600))
        forms = (full, f"{few} \u00b7 {brief_days_text(effort)}", few)
        return tuple((Run(form, "muted"), *rest) for form in forms)

    def _build(self) -> None:
        self.setFixedHeight(PAGE_HEAD_HEIGHT)
        self._find.setMinimumWidth(90)
        self._find.setMaximumWidth(200)
        self._find.setFixedHeight(26)
        self._find.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._title)
        row.addSpacing(4)
        row.addWidget(self._note, 1)
        right = (self._find, self._lens, *self._chips.all)
        for widget in (*right, self.unsorted, self.add, self._lock):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self._room = HeadRoom(row, self._note)

    def _connect(self) -> None:
        self._chips.changed.connect(self._emit)
        self._find.textChanged.connect(self._typing.start)
        self._typing.timeout.connect(self._emit)
        self._find.left.connect(self._on_left)
        self._find.returnPressed.connect(self.left)
        self._lens.clicked.connect(self.search)
        self.unsorted.clicked.connect(self.unsorted_requested)
        self.add.clicked.connect(self.add_requested)

    def _on_left(self) -> None:
        self._find.hide()
        self._lens.show()
        self._fit(self.width())
        self.left.emit()

    def _emit(self) -> None:
        self._typing.stop()
        self.filtered.emit(self.filter)
