"""What do the panels beside the tabs share: their width, and the cards of items behind a number?"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal

from gui.models.faces import card_face
from gui.session import Session
from gui.theme import ThemeSource
from gui.widgets.inspector_panel import InspectorPanel
from gui.widgets.item_card import ItemCard

WIDTH = 340


class ItemPanel(InspectorPanel):
    """A panel that leads to items.

    Signals:
        item_opened(str): The id of an item that was pressed.
    """

    item_opened = Signal(str)

    def __init__(self, session: Session, themes: ThemeSource) -> None:
        super().__init__(themes)
        self.setFixedWidth(WIDTH)
        self._session, self._source = session, themes

    def put_cards(self, keys: Iterable[str], most: int | None = None) -> int:
        """Adds the cards of items, at most so many; returns how many items there are."""
        state, today = self._session.state, self._session.today
        found = [item for item in (state.items.get(key) for key in keys) if item is not None]
        for item in found[:most]:
            card = ItemCard(self._source, item.id, card_face(item, state, today))
            card.opened.connect(self.item_opened)
            self.body.addWidget(card)
            self.body.addSpacing(6)
        return len(found)
