"""What can be committed: a line with a tick for each item, and what an item still needs for it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gui.models.sprints.ends import Offer, needs_text
from gui.paint.text import Run
from gui.theme import ThemeSource
from gui.widgets.label import Label
from gui.widgets.link_label import ROOM, LinkLabel

_ROW, _MARKED_ROW = 26, 46
_MOST = 10 * _ROW
_BESIDE_TICK = 5
_LEAST_TICKED = 0.1  # person-days; what only begins in a sprint's last hour is no promise
_KEY = Qt.ItemDataRole.UserRole


class OfferList(QListWidget):
    """The items, each one ticked; one that lacks a description says so and leads to its fields.

    Signals:
        describe_requested(str): The fields of this item are wanted.
    """

    describe_requested = Signal(str)

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__()
        self._themes = themes
        self._links: dict[str, LinkLabel] = {}
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFont(themes.theme.font())
        self.setAccessibleName(self.tr("Items to commit"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)

    def show_offers(self, offers: Sequence[Offer]) -> None:
        """Lists the items anew, all that are more than begun ticked."""
        with QSignalBlocker(self):
            self.clear()
            self._links = {}
            for offer in offers:
                entry = QListWidgetItem()
                entry.setData(_KEY, offer.item)
                entry.setFlags(entry.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                ticked = offer.days >= _LEAST_TICKED
                entry.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
                self.addItem(entry)
                self._say(entry, offer)
        self._fit()
        if offers:
            self.setCurrentRow(0)

    def show_needs(self, offers: Sequence[Offer]) -> bool:
        """Shows what the items need by now, and whether that is news; all ticks stay."""
        found, before = {offer.item: offer for offer in offers}, self.links
        with QSignalBlocker(self):
            for entry in self._entries():
                key = str(entry.data(_KEY))
                if key in found:
                    self._say(entry, found[key])
        self._fit()
        return before != self._links

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ids that are ticked."""
        ticked = [each for each in self._entries() if each.checkState() == Qt.CheckState.Checked]
        return tuple(str(each.data(_KEY)) for each in ticked)

    @property
    def links(self) -> dict[str, LinkLabel]:
        """What leads to the fields, by item, for the items that need some."""
        return dict(self._links)

    @property
    def needy(self) -> int:
        """How many ticked items need something."""
        return sum(key in self._links for key in self.chosen)

    def go_to_need(self) -> bool:
        """Puts the keyboard on the first ticked item that needs something; False without any."""
        first = next((key for key in self.chosen if key in self._links), None)
        if first is None:
            return False
        entry = next(each for each in self._entries() if each.data(_KEY) == first)
        self.setCurrentItem(entry)
        self.scrollToItem(entry)
        self._links[first].setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _entries(self) -> list[QListWidgetItem]:
        return [self.item(row) for row in range(self.count())]

    def _say(self, entry: QListWidgetItem, offer: Offer) -> None:
        """Says an item in one line, or in two where it needs something."""
        needs = needs_text(offer.needs)
        spoken = f"{offer.text}, {needs}" if needs else offer.text
        if entry.data(Qt.ItemDataRole.AccessibleTextRole) == spoken:
            return  # a link that has the keyboard keeps it
        if self._links.pop(offer.item, None) is not None:
            self.removeItemWidget(entry)
        entry.setText("" if needs else offer.text)
        entry.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
        entry.setSizeHint(QSize(0, _MARKED_ROW if needs else _ROW))
        if needs:
            self.setItemWidget(entry, self._marked(offer))

    def _marked(self, offer: Offer) -> QWidget:
        """The two lines beside the tick, which stays the list's own."""
        needs = needs_text(offer.needs, most=2)
        title = Label(self._themes, offer.text, elide=True)
        title.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        runs = (Run(needs, "warn"), Run(f"  {self.tr('write it down')}", "accent"))
        link = LinkLabel(self._themes, runs, offer.item)
        link.setAccessibleName(f"{offer.title}: {needs_text(offer.needs)}")
        link.activated.connect(self.describe_requested)
        self._links[offer.item] = link
        widget = QWidget()
        column = QVBoxLayout(widget)
        column.setContentsMargins(_BESIDE_TICK - ROOM, 2, 6, 2)
        column.setSpacing(0)
        first, second = QHBoxLayout(), QHBoxLayout()
        first.setContentsMargins(ROOM, 0, 0, 0)
        first.addWidget(title)
        second.addWidget(link, 0, Qt.AlignmentFlag.AlignVCenter)
        second.addStretch(1)
        column.addLayout(first)
        column.addLayout(second)
        return widget

    def _fit(self) -> None:
        height = sum(each.sizeHint().height() for each in self._entries())
        self.setFixedHeight(min(max(height, _ROW), _MOST) + 6)
