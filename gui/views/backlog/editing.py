"""How is a cell of the backlog edited: which editor, which commands, and where next?

Each edit is one decision that names what the person saw. What cannot be understood, or what a rule
refuses, is said under the cell, and nothing is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from gui.models.backlog.columns import Column
from gui.models.listed_names import parse_names
from gui.models.new_names import new_names, question
from gui.models.words import FOUR, drivers, long_day_text, status_word
from gui.session import Session
from gui.theme import ThemeSource
from gui.views.backlog.editor import CellEditor, CellFace
from gui.views.backlog.table import BacklogTable
from gui.views.edits import edit_commands
from roadmap.analysis.typed import parse_day, parse_estimate
from roadmap.analysis.words import say_estimate
from roadmap.commands import Command
from roadmap.errors import Refused
from roadmap.state import Item
from roadmap.values import Forcing, Quadrant, Status

_LONGEST_NAME = 200


class CellEditing(QObject):
    """The editor of a table and what comes of it.

    Signals:
        quadrant_chosen(object, object): The ids and their Quadrant.
        status_chosen(object, object): The ids and their Status.
    """

    quadrant_chosen = Signal(object, object)
    status_chosen = Signal(object, object)

    def __init__(self, themes: ThemeSource, session: Session, table: BacklogTable) -> None:
        super().__init__(table)
        self._session, self._table = session, table
        self.editor = CellEditor(themes, table.viewport())
        self.menu: QMenu | None = None
        self._at: tuple[str, int] | None = None
        self._asked: str | None = None  # the text that the last complaint was about
        self.editor.done.connect(self._on_done)
        self.editor.left.connect(self._on_left)
        self.editor.cancelled.connect(self._on_cancelled)
        table.edit_requested.connect(self.begin)
        table.verticalScrollBar().valueChanged.connect(self.follow)
        table.horizontalScrollBar().valueChanged.connect(self.follow)
        table.head.sectionResized.connect(self.follow)

    def begin(self, row: int, column: int, typed: str | None = None) -> None:
        """Opens what the cell is edited with."""
        item = self._table.backlog.item_at(row)
        if item is None:
            return
        if self._session.read_only is not None:
            self._session.refused.emit(self._session.read_only)
            return
        self._table.put_cursor(row, column)
        kind = self._table.backlog.columns[column]
        if kind.editing == "none":
            self._session.refused.emit(kind.fixed)
        elif kind.editing == "menu":
            self._open_menu(item, kind, row, column)
        else:
            self._at, self._asked = (item.id, column), None
            rect = self._table.visualRect(self._table.backlog.index(row, column))
            self.editor.open(rect, self._face(item, kind), typed)

    def follow(self) -> None:
        """Stays over its cell while rows and columns move; where that is gone, it closes."""
        if not self.editor.is_open or self._at is None:
            return
        key, column = self._at
        row = self._table.backlog.row_of(key)
        if row is None or self._table.isColumnHidden(column):
            self._close()
            return
        self.editor.place(self._table.visualRect(self._table.backlog.index(row, column)))

    # -- typing -----------------------------------------------------------------------------------

    def _face(self, item: Item, column: Column) -> CellFace:
        names = self.names_for(column.key)
        several = column.editing == "list"
        longest = 500 if column.key == "title" else 2000 if several else _LONGEST_NAME
        text = column.typed(item, self._table.backlog.seen)
        name = f"{column.name}, {item.title}"
        return CellFace(name, text, names, several, self._sayer(column.key), longest)

    def names_for(self, key: str) -> Sequence[str]:
        """What a field can be completed with."""
        state = self._session.state
        if key == "team":
            return sorted(team.name for team in state.teams.ordered())
        if key == "component":
            return sorted(component.name for component in state.components.ordered())
        if key == "consumers":
            return sorted(consumer.name for consumer in state.consumers.ordered())
        if key == "labels":
            return sorted({label for item in state.items.ordered() for label in item.labels})
        return ()

    def _sayer(self, key: str) -> Callable[[str], str] | None:
        if key == "estimate":
            return _effort_said
        if key == "mandatory_by":
            return lambda text: long_day_text(parse_day(text, self._session.today))
        return None

    def _on_done(self, step: int) -> None:
        wrong = self._take(asked=self._asked)
        if wrong is not None:
            self._asked = self.editor.text()
            self.editor.complain(wrong)
            return
        at = self._at
        self._close()
        if step and at is not None:
            self._go_on(at, step)

    def _on_left(self) -> None:
        """Somebody went on elsewhere: what was understood counts, what was not is told."""
        wrong = self._take()
        self.editor.close_now()
        if wrong is not None:
            self._session.refused.emit(self.tr("Not changed. {why}").format(why=wrong))

    def _on_cancelled(self) -> None:
        self._close()

    def _close(self) -> None:
        self.editor.close_now()
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self, *, asked: str | None = None) -> str | None:
        """Decides what was typed; returns what is wrong with it.

        ``asked`` is the text that a complaint was about: a new name in it was asked for.
        """
        if self._at is None:
            return None
        key, at = self._at
        item = self._session.state.items.get(key)
        column = self._table.backlog.columns[at]
        text = self.editor.text()
        if item is None or text == column.typed(item, self._table.backlog.seen):
            return None
        try:
            commands = self.commands((key,), column.key, text, adds=text == asked)
        except Refused as refused:
            return str(refused)
        wrong = self._session.refusal(commands)
        if wrong is None:
            self._session.execute(commands)
        return wrong

    def commands(
        self, ids: Sequence[str], key: str, text: str, *, adds: bool = False
    ) -> list[Command]:
        """Return the commands that set a field of items.

        Raises Refused with a sentence; also with a question, where a record of a new name would be
        added and ``adds`` does not say that somebody answered it.
        """
        self.check(key, text)
        new = () if adds else new_names(self._session.state, key, text)
        if new:
            raise Refused(question(key, new))
        return edit_commands(self._session.state, ids, key, text, self._session.today)

    def check(self, key: str, text: str) -> None:
        """Raises Refused where a text is no value of the field, whichever item it is for."""
        if key == "title" and not text.strip():
            raise Refused(self.tr("Say in a few words what has to be done."))
        if key in ("labels", "consumers"):
            long = next((name for name in parse_names(text) if len(name) > _LONGEST_NAME), None)
            if long is not None:
                said = self.tr("“{name}…” is too long: 200 characters at most.")
                raise Refused(said.format(name=long[:20]))

    def _go_on(self, at: tuple[str, int], step: int) -> None:
        """Tab goes to the next cell that is edited, at the end of a row to the next row."""
        table, model = self._table, self._table.backlog
        key, column = at
        row = model.row_of(key)
        if row is None:
            return
        editable = [
            number
            for number, each in enumerate(model.columns)
            if each.editing != "none" and not table.isColumnHidden(number)
        ]
        place = editable.index(column) + step
        while not 0 <= place < len(editable):
            row += step
            if not 0 <= row < model.rowCount():
                return
            if model.group_at(row) is None:
                place = 0 if step > 0 else len(editable) - 1
        table.put_cursor(row, editable[place])
        if model.columns[editable[place]].editing != "menu":
            self.begin(row, editable[place])

    # -- choosing ---------------------------------------------------------------------------------

    def _open_menu(self, item: Item, column: Column, row: int, at: int) -> None:
        menu = QMenu(self._table)
        menu.aboutToHide.connect(menu.deleteLater)
        add = _Choices(menu)
        if column.key == "quadrant":
            self._add_quadrants(add, item)
        elif column.key == "status":
            self._add_statuses(add, item)
        else:
            self._add_drivers(add, item)
        rect = self._table.visualRect(self._table.backlog.index(row, at))
        self.menu = menu
        menu.destroyed.connect(self._on_menu_destroyed)
        menu.popup(self._table.viewport().mapToGlobal(rect.bottomLeft() + QPoint(0, 2)))

    def _on_menu_destroyed(self) -> None:
        self.menu = None

    def _add_quadrants(self, add: _Choices, item: Item) -> None:
        words, ids = self._session.settings.words, (item.id,)
        for number, quadrant in enumerate(FOUR, start=1):
            add(
                words.of(quadrant),
                partial(self.quadrant_chosen.emit, ids, quadrant),
                key=str(number),
                chosen=item.quadrant is quadrant,
            )
        unsorted = Quadrant.UNSORTED
        add(
            self.tr("Unsorted"),
            lambda: self.quadrant_chosen.emit(ids, unsorted),
            key="0",
            chosen=item.quadrant is unsorted,
        )

    def _add_statuses(self, add: _Choices, item: Item) -> None:
        for status in Status:
            # Work that was begun cannot be made not begun; undo takes back a mistake.
            if status is Status.OPEN and item.status is Status.IN_PROGRESS:
                continue
            add(
                status_word(status),
                partial(self.status_chosen.emit, (item.id,), status),
                chosen=item.status is status,
            )

    def _add_drivers(self, add: _Choices, item: Item) -> None:
        for word in drivers():
            add(
                word.text,
                partial(self._set_driver, item.id, word.driver.value),
                chosen=item.driver is word.driver,
            )
        if item.forcing is not Forcing.FORCED:
            add(self.tr("None"), lambda: self._set_driver(item.id, ""), chosen=item.driver is None)

    def _set_driver(self, key: str, value: str) -> None:
        commands = edit_commands(self._session.state, (key,), "driver", value, self._session.today)
        self._session.execute(commands)


class _Choices:
    """Adds entries to a menu, the one that holds now with a tick."""

    def __init__(self, menu: QMenu) -> None:
        self._menu = menu

    def __call__(
        self, text: str, do: Callable[[], object], *, key: str = "", chosen: bool = False
    ) -> None:
        words = text.replace("&", "&&")
        action = QAction(f"{words}\t{key}" if key else words, self._menu)
        action.setCheckable(True)
        action.setChecked(chosen)
        action.triggered.connect(lambda _checked=False: do())
        self._menu.addAction(action)
        if chosen:
            self._menu.setActiveAction(action)


def _effort_said(text: str) -> str:
    fields = parse_estimate(text)
    return say_estimate(fields.get("estimate"), fields.get("size"))
