"""What stands above the backlog: how much is shown, what it is filtered by, how it is arranged?"""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from gui.models.backlog.rows import Rows, Statuses
from gui.models.words import brief_days_text, items_text, whole_days_text
from gui.session import Session
from gui.theme import ThemeSource
from gui.tokens import PAGE_HEAD_HEIGHT
from gui.views.filter_chips import FilterChips
from gui.views.head_room import HeadRoom
from gui.widgets.buttons import Button
from gui.widgets.chip import Chip, ChipOption
from gui.widgets.label import Label
from gui.widgets.lock import LockNote
from gui.widgets.plain import plain_tooltip
from gui.widgets.search_field import SearchField
from roadmap.analysis.items.filter import Filter

_TYPING_MS = 120


class BacklogHead(QWidget):
    """The head of the backlog.

    Signals:
        changed(): Another filter or status is wanted.
        view_requested(): The button for groups, order and columns.
        add_requested(): Add item.
        left(): Esc in the empty search field: the focus goes back to the rows.
    """

    changed = Signal()
    view_requested = Signal()
    add_requested = Signal()
    left = Signal()

    def __init__(self, themes: ThemeSource, session: Session) -> None:
        super().__init__()
        self._themes, self._session = themes, session
        self._counts = ("", "", "")
        self._title = Label(themes, self.tr("Backlog"), style="page")
        self._note = Label(themes, tone="muted", elide=True)
        self._find = SearchField(themes, self.tr("Filter by words"))
        self._lens = Button(themes, icon="search", small=True, name=self.tr("Filter by words"))
        self.chips = FilterChips(themes, session, self)
        self.status = Chip(themes, self.tr("Status"), self._status_options())
        name = self.tr("Groups, order and columns")
        self.view = Button(themes, icon="sliders-horizontal", small=True, name=name)
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
        chips = self.chips
        return Filter(
            chips.team.value or None,
            chips.component.value or None,
            chips.label.value or None,
            self._find.text().strip() or None,
        )

    @property
    def statuses(self) -> Statuses:
        """Which statuses are shown."""
        return cast("Statuses", self.status.value)

    def search(self) -> None:
        """Puts the focus into the search field."""
        self._find.show()
        self._lens.hide()
        self._fit(self.width())
        self._find.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._find.selectAll()

    def clear_filter(self) -> None:
        """Shows everything open again."""
        self._find.clear()
        self._typing.stop()
        self.chips.clear()
        self.status.set_value("open")
        self.changed.emit()

    def show_rows(self, rows: Rows, *, read_only: str | None) -> None:
        """Shows the numbers, and what can be done."""
        items = items_text(rows.count)
        if self.statuses == "open":
            items = items.replace(" item", " open item")
        few, effort = items_text(rows.count), whole_days_text(rows.effort)
        self._counts = (
            self.tr("{items}, {effort}").format(items=items, effort=effort),
            f"{few} \u00b7 {brief_days_text(rows.effort)}",
            few,
        )
        self.add.setVisible(read_only is None)
        self._lock.show_reason(read_only)
        # In the past there is room for what was, and only a filter that is on is in view.
        at_now = self._session.at_now
        for chip in (*self.chips.all, self.status):
            chip.setVisible(at_now or chip.is_filtering)
        self._lens.setVisible(at_now and self._find.isHidden())
        self.chips.show_names()
        self._fit(self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words give way before the button does."""
        super().resizeEvent(event)
        self._fit(event.size().width())

    def _fit(self, width: int) -> None:
        """Beside the open search field there is room for one number: how many match."""
        forms = self._counts if self._find.isHidden() else self._counts[-1:]
        at_now = self._session.at_now
        chips = [each for each in (*self.chips.all, self.status) if at_now or each.is_filtering]
        fonts = self._themes.theme.fonts
        place = self._room.fit(width, chips, [round(fonts.width(form)) + 2 for form in forms])
        self._note.setText("" if place is None else forms[place])
        self._note.setToolTip(plain_tooltip(self._counts[0]))
        self._note.setAccessibleName(self._counts[0])

    def _status_options(self) -> list[ChipOption]:
        return [
            ChipOption("open", self.tr("Open")),
            ChipOption("in_progress", self.tr("In progress")),
            ChipOption("done", self.tr("Done")),
            ChipOption("shed", self.tr("Shed")),
            ChipOption("all", self.tr("All")),
        ]

    def _build(self) -> None:
        self.setFixedHeight(PAGE_HEAD_HEIGHT)
        self._find.setMinimumWidth(90)
        self._find.setMaximumWidth(150)
        self._find.setFixedHeight(26)
        self._find.hide()
        self._note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._title)
        row.addSpacing(6)
        row.addWidget(self._note, 1)
        right = (self._find, self._lens, *self.chips.all, self.status, self.view)
        for widget in (*right, self.add, self._lock):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self._room = HeadRoom(row, self._note)

    def _connect(self) -> None:
        self.chips.changed.connect(self.changed)
        self.status.chosen.connect(lambda _key: self.changed.emit())
        self._find.textChanged.connect(self._typing.start)
        self._typing.timeout.connect(self.changed)
        self._find.left.connect(self._on_left)
        self._find.returnPressed.connect(self.left)
        self._lens.clicked.connect(self.search)
        self.view.clicked.connect(self.view_requested)
        self.add.clicked.connect(self.add_requested)

    def _on_left(self) -> None:
        self._find.hide()
        self._lens.show()
        self._fit(self.width())
        self.left.emit()
