"""Which rows does the log of decisions have: days and decisions, all or those that a filter wants?

A read-only list over the history. Opening it reads nothing but the times of the decisions; rows are
made when a view asks. A filter finds its rows in slices of the event loop and adds them at the end,
new decisions come in at the top, and a view hears of no more than that.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from gui.dates import long_day
from gui.models.decisions.faces import Entries, Entry, given_reasons
from gui.models.decisions.facts import Facts, LogFilter, Sieve
from gui.models.decisions.rows import Head, LogRows
from gui.models.decisions.search import LogSearch
from gui.session import Session
from roadmap.analysis.words import counted
from roadmap.errors import NotFound

HEAD_ROLE = Qt.ItemDataRole.UserRole + 1
ENTRY_ROLE = Qt.ItemDataRole.UserRole + 2
Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()


class DecisionsModel(QAbstractListModel):
    """The decisions of a session, newest first, each day under its head.

    Signals:
        counted(): Another number of rows, or the search went on.
    """

    counted = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._filter = LogFilter()
        self._count = 0
        self._done = (0, 0)
        self._complete = True
        self.rows = LogRows(self._day_of)
        self.entries = Entries(session)
        self.search = LogSearch(Facts(session), self)
        self.search.found.connect(self._on_found)
        self.search.progressed.connect(self._on_progressed)
        self.search.finished.connect(self._on_finished)
        session.shown.connect(self._on_shown)
        session.others.connect(self._on_shown)
        session.replaced.connect(self._on_replaced)
        self._fill()

    # -- what is wanted ---------------------------------------------------------------------------

    @property
    def wanted(self) -> LogFilter:
        """The filter in force."""
        return self._filter

    @property
    def found(self) -> int:
        """The number of decisions in the log."""
        return self.rows.count

    @property
    def total(self) -> int:
        """The number of decisions in the history."""
        return self._count

    @property
    def progress(self) -> tuple[int, int]:
        """(searched, to search) of the search under way or stopped."""
        return self._done

    @property
    def is_complete(self) -> bool:
        """Whether every decision that is wanted is in the log."""
        return self._complete

    def set_filter(self, wanted: LogFilter) -> None:
        """Show what is wanted; it comes in as it is found."""
        if wanted != self._filter:
            self._filter = wanted
            self._fill()

    def stop(self) -> None:
        """Stop searching; what was found stays."""
        self.search.stop()

    def resume(self) -> None:
        """Go on searching."""
        if not self._complete:
            self.search.resume()
            self.counted.emit()

    def row_of_decision(self, index: int) -> int | None:
        """The row of a decision, None where the filter leaves it out."""
        return self.rows.row_of(index)

    # -- what Qt asks -----------------------------------------------------------------------------

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """Days and decisions."""
        return 0 if parent.isValid() else self.rows.row_count

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Heads are not selected."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
        if self.rows.head_at(index.row()) is None:
            flags |= Qt.ItemFlag.ItemIsSelectable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The head or the entry of a row, and what a screen reader says of it."""
        if not index.isValid() or index.row() >= self.rows.row_count:
            return None
        head = self.rows.head_at(index.row())
        if role == HEAD_ROLE:
            return head
        texts = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        if role not in (ENTRY_ROLE, *texts):
            return None
        if head is not None:
            return None if role == ENTRY_ROLE else head_text(head)
        entry = self._entry(index.row())
        return entry if role == ENTRY_ROLE else self._spoken(entry)

    def _entry(self, row: int) -> Entry:
        index = self.rows.index_at(row)
        assert index is not None  # noqa: S101 - a row is a head or a decision
        return self.entries.entry(index)

    def _spoken(self, entry: Entry) -> str:
        spoken = f"{entry.face.spoken}, {entry.moment}"
        if entry.index > self._session.index:
            return self.tr("{text}, after the moment shown").format(text=spoken)
        return spoken

    # -- what happens -----------------------------------------------------------------------------

    def _on_shown(self, _shown: object) -> None:
        self.catch_up()

    def catch_up(self) -> None:
        """Take in what was decided since; told by `session.shown` and by others' decisions."""
        if self._session.count <= self._count:
            return
        newer = self.search.facts.read_newer()
        self._count = self._session.count
        sieve = Sieve(self._filter)
        facts = self.search.facts
        wanted = [
            told.index
            for told in reversed(newer)
            if self._filter.holds(told.index) and sieve(facts[told.index])
        ]
        self._show_reasons(given_reasons(newer))
        for day, indices in reversed(self.rows.split_by_day(wanted)):
            self._insert_top(day, indices)
        self.counted.emit()

    def _insert_top(self, day: date, indices: Sequence[int]) -> None:
        known = self.rows.begins_with(day)
        first = 1 if known else 0
        self.beginInsertRows(QModelIndex(), first, first + len(indices) - (1 if known else 0))
        self.rows.prepend(day, indices)
        self.endInsertRows()
        if known:
            self.dataChanged.emit(self.index(0), self.index(0))

    def _on_found(self, indices: list[int]) -> None:
        for day, part in self.rows.split_by_day(indices):
            known = self.rows.ends_with(day)
            first = self.rows.row_count
            self.beginInsertRows(QModelIndex(), first, first + len(part) - (1 if known else 0))
            self.rows.append(day, part)
            self.endInsertRows()
            if known:
                head = self.index(self.rows.head_row(self.rows.heads - 1))
                self.dataChanged.emit(head, head)

    def _on_progressed(self, done: int, total: int) -> None:
        self._done = (done, total)
        self.counted.emit()

    def _on_finished(self, complete: bool) -> None:
        self._complete = complete
        self.counted.emit()

    def _on_replaced(self, _why: str) -> None:
        self.search.facts.clear()
        self.entries.clear()
        self._fill()

    def _show_reasons(self, decisions: Sequence[str]) -> None:
        indices = []
        for decision in decisions:
            try:
                indices.append(self._session.index_of(decision))
            except NotFound:
                continue  # a reason for a decision that a merge left out
        self.entries.forget(indices)
        self.search.facts.read_again(indices)
        for index in indices:
            row = self.rows.row_of(index)
            if row is not None:
                self.dataChanged.emit(self.index(row), self.index(row))

    def _fill(self) -> None:
        self.search.forget()
        self._count = self._session.count
        if self.search.facts.high < self._count:
            self.search.facts.read_newer()
        wanted = self._filter
        until = self._count if wanted.until is None else min(wanted.until, self._count)
        self.beginResetModel()
        self._complete = not wanted.needs_facts
        indices = range(until - 1, wanted.since - 1, -1) if self._complete else ()
        self.rows.fill(indices, lambda day, _index: max(self._first_of(day), wanted.since))
        self.endResetModel()
        if not self._complete:
            self.search.start(wanted, self._count)
        self.counted.emit()

    def _day_of(self, index: int) -> date:
        return self._session.local(self._session.recorded_at(index)).date()

    def _first_of(self, day: date) -> int:
        """The first decision of a day in the roadmap's zone."""
        return self._session.index_on(self._session.start_of(day)) + 1


def head_text(head: Head) -> str:
    """A day's head as a screen reader says it."""
    return f"{long_day(head.day)}, {counted(head.count, 'decision')}"
