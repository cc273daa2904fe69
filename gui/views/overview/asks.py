"""Which decisions are wanted? The open asks as cards, before everything else on the page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from gui.models.overview.asks import AskFace, heading
from gui.theme import ThemeSource
from gui.tokens import GAP_PANELS
from gui.views.overview.section import link_to
from gui.widgets.buttons import Button
from gui.widgets.label import Label, RunsLabel
from gui.widgets.marks import Tag
from gui.widgets.panel import Panel

_MOST, _TWO_FROM = 4, 760


class AskCard(Panel):
    """One ask. A click on it, or Return, opens it.

    Signals:
        opened(str): The ask is to be changed.
        answer_requested(str): Its answer is to be recorded.
        activated(str): The link to its evidence.
    """

    opened = Signal(str)
    answer_requested = Signal(str)
    activated = Signal(str)

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__(themes)
        self.set_accent(accent=True)
        self._ask, self._link = "", ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.title = Label(themes, style="section", elide=True)
        self.by = Tag(themes, "", icon="calendar")
        self.cost = RunsLabel(themes)
        self.wanted = Label(themes, style="small", tone="muted", elide=True)
        self.evidence = Button(themes, self.tr("Evidence"), kind="quiet", small=True)
        self.answer = Button(themes, self.tr("Record answer"), small=True)
        self.evidence.clicked.connect(lambda: self.activated.emit(self._link))
        self.answer.clicked.connect(lambda: self.answer_requested.emit(self._ask))
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.title, 1)
        head.addWidget(self.by)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.wanted, 1)
        foot.addWidget(self.evidence)
        foot.addWidget(self.answer)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 11, 14, 10)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.cost)
        column.addStretch(1)
        column.addLayout(foot)

    @property
    def ask(self) -> str:
        """The id of the ask."""
        return self._ask

    def show_ask(self, face: AskFace, blocked: str | None) -> None:
        """Shows an ask; ``blocked`` says why it cannot be answered now."""
        self._ask, self._link = face.ask, face.evidence
        self.title.setText(face.title)
        self.by.setVisible(bool(face.by))
        self.by.set_tag(face.by, face.family, "calendar")
        self.cost.set_runs(face.cost)
        self.wanted.setText(face.wanted)
        self.evidence.setVisible(bool(face.evidence))
        self.answer.set_blocked(blocked)
        self.setAccessibleName(face.spoken)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Opens the ask."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(self._ask)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return opens the ask."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self._ask)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Shows where the focus is."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().event(event)


class AsksStrip(QWidget):
    """The cards under their heading; with none, one line.

    Signals:
        opened(str): An ask is to be changed.
        answer_requested(str): Its answer is to be recorded.
        add_requested(): A new ask.
        list_requested(): All asks and reviews.
        activated(str): A link to evidence.
    """

    opened = Signal(str)
    answer_requested = Signal(str)
    add_requested = Signal()
    list_requested = Signal()
    activated = Signal(str)

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__()
        self._themes = themes
        self.cards: list[AskCard] = []
        self._columns = 0
        self.heading = Label(themes, style="section")
        self.add = Button(themes, self.tr("Add ask"), icon="plus", kind="quiet", small=True)
        self.all = link_to(themes, "asks", self.tr("All asks and reviews"))
        self.add.clicked.connect(self.add_requested)
        self.all.activated.connect(lambda _link: self.list_requested.emit())
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.heading)
        head.addStretch(1)
        head.addWidget(self.add)
        head.addWidget(self.all)
        self._grid = QGridLayout()
        self._grid.setSpacing(GAP_PANELS)
        self._grid.setContentsMargins(0, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addLayout(self._grid)

    def show_asks(self, faces: Sequence[AskFace], blocked: str | None) -> None:
        """Shows the most urgent asks."""
        shown = faces[:_MOST]
        self.heading.setText(heading(len(faces)))
        self.add.set_blocked(blocked)
        while len(self.cards) < len(shown):
            self.cards.append(self._make())
        for number, card in enumerate(self.cards):
            card.setVisible(number < len(shown))
            if number < len(shown):
                card.show_ask(shown[number], blocked)
        self._columns = 0
        self.arrange(self.width())

    def arrange(self, width: int) -> None:
        """Two cards in a row where there is room for them."""
        shown = [card for card in self.cards if not card.isHidden()]
        columns = 2 if width >= _TWO_FROM and len(shown) > 1 else 1
        if columns == self._columns:
            return
        self._columns = columns
        for card in self.cards:
            self._grid.removeWidget(card)
        for number, card in enumerate(shown):
            self._grid.addWidget(card, number // columns, number % columns)
        for place in range(2):
            self._grid.setColumnStretch(place, 1 if place < columns else 0)

    def _make(self) -> AskCard:
        card = AskCard(self._themes)
        card.setParent(self)
        card.opened.connect(self.opened)
        card.answer_requested.connect(self.answer_requested)
        card.activated.connect(self.activated)
        return card
