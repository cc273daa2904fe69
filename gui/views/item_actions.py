"""What can be done with an item as a whole: start, finish, shed, restore, split, remove?"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from gui.models.properties.property import Rows
from gui.session import Session
from gui.theme import ThemeSource
from gui.views.edits import split_command
from gui.views.split_form import SplitForm
from gui.views.try_menu import add_try_menu
from gui.widgets.buttons import Button
from roadmap.commands import Command
from roadmap.commands.items import FinishItem, RemoveItem, RestoreItem, ShedItem, StartItem
from roadmap.errors import Refused
from roadmap.state import Item
from roadmap.values import Status


class ItemActions(QWidget):
    """Buttons for what is next, a menu for the rest, and the form for a split.

    Signals:
        editing_began(QWidget): The form for a split was opened, or says what is wrong.
        editing_ended(): It was closed.
        try_requested(str, object): What is to be tried in What-if, and with which items.
    """

    editing_began = Signal(object)
    editing_ended = Signal()
    try_requested = Signal(str, object)

    def __init__(
        self, themes: ThemeSource, session: Session, item: Item, *further: QWidget
    ) -> None:
        """``further`` stands at the right end of the row."""
        super().__init__()
        self._themes, self._session, self._item = themes, session, item
        self._row = QHBoxLayout()
        self._row.setSpacing(8)
        self.form: SplitForm | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._row)
        self._column = column
        self._add_buttons()
        self._row.addStretch(1)
        for widget in further:
            self._row.addWidget(widget)

    def _add_buttons(self) -> None:
        key = self._item.id
        if not self._item.is_open:
            self._button(self.tr("Restore"), lambda: self._do(RestoreItem(item=key)))
        elif self._item.status is Status.IN_PROGRESS:
            self._button(self.tr("Finish"), lambda: self._do(FinishItem(item=key)))
        else:
            self._button(self.tr("Start"), lambda: self._do(StartItem(item=key)))
        if self._item.is_open:
            self._button(self.tr("Split"), self.open_split)
        more = Button(
            self._themes, icon="more-horizontal", kind="quiet", small=True, name=self.tr("More")
        )
        more.clicked.connect(lambda: self._open_menu(more))
        self._row.addWidget(more)

    def _button(self, text: str, do: Callable[[], None]) -> None:
        button = Button(self._themes, text, small=True)
        button.clicked.connect(do)
        self._row.addWidget(button)

    def _do(self, command: Command, say: str | None = None) -> None:
        self._session.execute([command], say=say)

    def _open_menu(self, button: Button) -> None:
        key, title = self._item.id, self._item.title
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        if self._item.status is Status.OPEN:
            self._entry(menu, self.tr("Finish"), lambda: self._do(FinishItem(item=key)))
        if self._item.is_open:
            said = self.tr("“{title}” shed").format(title=title)
            self._entry(menu, self.tr("Shed"), lambda: self._do(ShedItem(item=key), said))
            possible = self._session.read_only is None
            add_try_menu(menu, (key,), self.try_requested.emit, possible=possible)
        removed = self.tr("“{title}” removed").format(title=title)
        text = self.tr("Remove, it was added by mistake")
        self._entry(menu, text, lambda: self._do(RemoveItem(item=key), removed))
        menu.popup(button.mapToGlobal(QPoint(0, button.height() + 4)))

    def _entry(self, menu: QMenu, text: str, do: Callable[[], None]) -> None:
        action = QAction(text, menu)
        action.triggered.connect(lambda _checked=False: do())
        menu.addAction(action)

    # -- splitting --------------------------------------------------------------------------------

    @property
    def is_editing(self) -> bool:
        """Whether the form for a split is open."""
        return self.form is not None

    def open_split(self) -> None:
        """Opens the form: a row a piece, each waits for the one before."""
        if self.form is not None:
            self.form.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.form = SplitForm(self._themes, self._item)
        self.form.finished.connect(self._on_split)
        self._column.addWidget(self.form)
        self.form.show()
        self.form.rows[0].fields[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self.editing_began.emit(self.form)

    def _on_split(self, save: bool) -> None:
        if self.form is None:
            return
        wrong = self._split(self.form.pieces) if save else None
        if wrong is not None:
            self.form.complain(wrong)
            self.editing_began.emit(self.form)
            return
        form, self.form = self.form, None
        self._column.removeWidget(form)
        form.hide()
        form.deleteLater()
        self.editing_ended.emit()

    def _split(self, pieces: Rows) -> str | None:
        """Records the split; returns what is wrong with the pieces."""
        try:
            command = split_command(self._item, pieces)
        except Refused as refused:
            return str(refused)
        wrong = self._session.refusal([command])
        if wrong is None:
            self._do(command, self.tr("“{title}” split").format(title=self._item.title))
        return wrong
