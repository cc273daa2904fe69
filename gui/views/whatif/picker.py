"""Which items are shed, done first or deferred? A list beside the levers, to pick or drag from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from gui.models.cards import CardsModel
from gui.theme import ThemeSource
from gui.views.sprints.popover import SprintPopover
from gui.widgets.card_list_view import CardListView
from gui.widgets.search_field import SearchField
from roadmap.state import Item, State

_WIDTH, _LIST_HEIGHT = 360, 396


class ItemPicker(SprintPopover):
    """Cards to choose from, narrowed by typing; they can be dragged to the tray too.

    Signals:
        picked(str, object): For what they were picked, and the ids.
    """

    picked = Signal(str, object)

    def __init__(self, themes: ThemeSource, parent: QWidget) -> None:
        super().__init__(themes, parent, width=_WIDTH)
        self._purpose = ""
        self._items: tuple[Item, ...] = ()
        self._state: State | None = None
        self._today = date.min
        self.cards = CardsModel(self)
        self.search = SearchField(themes, self.tr("Find an item"))
        self.list = CardListView(themes, self.tr("Items"))
        self.list.setModel(self.cards)
        self.list.setAcceptDrops(False)
        self.list.setFixedHeight(_LIST_HEIGHT)
        self.list.installEventFilter(self)
        self.search.installEventFilter(self)
        self.rows.addWidget(self.search)
        self.rows.addWidget(self.list)
        self.take = self.add_save(self.tr("Shed"))
        self.add_leave(self.tr("Close"))
        self.buttons.addStretch(1)
        self.search.textChanged.connect(self._narrow)
        self.list.opened.connect(lambda _key: self.save())
        self.list.picked.connect(lambda _ids: self._offer())

    def ask(
        self,
        purpose: str,
        heading: str,
        take: str,
        items: Sequence[Item],
        state: State,
        today: date,
        anchor: QRect,
    ) -> None:
        """Offers `items` in this order for a purpose."""
        self._purpose, self._items = purpose, tuple(items)
        self._state, self._today = state, today
        self.heading.setText(heading)
        self.take.set_text(take)
        self.search.clear()
        self._narrow("")
        self.open_at(anchor, self.list if items else self.search)

    def keep(self, items: Sequence[Item], state: State) -> None:
        """Offers other items where it is open: some were picked or changed."""
        if self.isVisible():
            self._items, self._state = tuple(items), state
            self._narrow(self.search.text())

    @property
    def purpose(self) -> str:
        """What is being picked for."""
        return self._purpose

    def save(self) -> None:
        """Hands over what is selected and stays open for more."""
        ids = self.list.selected_ids()
        if ids:
            self.picked.emit(self._purpose, ids)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Return in the list or the field picks; Down in the field goes to the list."""
        own = watched in (self.list, self.search)  # the page around is watched for its size
        if own and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.save()
                return True
            if watched is self.search and event.key() == Qt.Key.Key_Down:
                self.list.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.leave()
                return True
        return super().eventFilter(watched, event)

    def _narrow(self, text: str) -> None:
        if self._state is None:
            return
        wanted = text.casefold().split()
        ids = [
            item.id for item in self._items if all(word in item.title.casefold() for word in wanted)
        ]
        self.cards.show(self._state, ids, self._today)
        if ids and not self.list.selected_ids():
            self.list.setCurrentIndex(self.cards.index(0))
        self._offer()

    def _offer(self) -> None:
        self.take.setEnabled(bool(self.list.selected_ids()))
