"""How does the whole life of one item read, every decision about it from the first to the last?

Lies over the page, follows the moment shown, and leads to each moment.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.models.words import quadrant_tag
from gui.session import Session
from gui.theme import ThemeSource
from gui.views.inspector.item_story import ItemStory
from gui.widgets.buttons import icon_button
from gui.widgets.inspector_panel import InspectorPanel
from gui.widgets.label import Label
from gui.widgets.overlay import Overlay
from roadmap.analysis.words import counted
from roadmap.errors import NotFound

_WIDTH, _MARGIN = 860, 24
MOST = 500  # rows; the latest ones


class StorySheet(Overlay):
    """The sheet over the pages.

    Signals:
        closed(): Closed.
    """

    closed = Signal()

    def __init__(
        self, session: Session, themes: ThemeSource, story: ItemStory, parent: QWidget
    ) -> None:
        super().__init__(themes, parent)
        self._session, self._story = session, story
        self._item = ""
        self._words: tuple[str, ...] = ()
        self._title = Label(themes, style="page", elide=True)
        self._note = Label(themes, style="small", tone="muted")
        self._close = icon_button(themes, "x", self.tr("Close"), keys="Esc")
        self.panel = InspectorPanel(themes)
        self.panel.setMinimumWidth(0)
        self.panel.setMaximumWidth(16_777_215)  # Qt's own largest: the inspector's width is fixed
        head = QHBoxLayout()
        head.setContentsMargins(16, 14, 12, 0)
        head.addWidget(self._title, 1)
        head.addWidget(self._note)
        head.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 8)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.panel, 1)
        self._close.clicked.connect(self.leave)
        self.panel.link_activated.connect(self._on_link)
        session.shown.connect(self._on_shown)

    @property
    def words(self) -> tuple[str, ...]:
        """What the rows say, oldest first."""
        return self._words

    def tell(self, item: str) -> None:
        """Tells the life of an item up to the moment shown."""
        self._item = item
        self._show()
        self.appear()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def leave(self) -> None:
        """Closes."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def place(self) -> None:
        """In the middle of the page."""
        parent = self.parentWidget()
        if parent is not None:
            width = min(_WIDTH, parent.width() - 2 * _MARGIN)
            height = parent.height() - 2 * _MARGIN
            self.setGeometry((parent.width() - width) // 2, _MARGIN, width, height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keeps Esc from the window."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def _show(self) -> None:
        decisions = self._story.decisions(self._item)
        rows = self._story.rows(self._item, decisions[-MOST:])
        self._words = tuple("".join(run.text for run in row.what) for row in rows)
        item = self._session.state.items.get(self._item) or self._session.live.items.get(self._item)
        title = self.tr("An item that is gone") if item is None else item.title
        self._title.setText(" ".join(title.split()))
        self.setAccessibleName(self.tr("The story of {title}").format(title=title))
        note = counted(len(decisions), "decision")
        if item is not None:
            note = f"{quadrant_tag(item.quadrant)}, {note}"
        self._note.setText(note)
        self.panel.clear()
        if rows:
            self.panel.add_story(rows)
        else:
            self.panel.add_text(self.tr("At this moment nobody had decided anything about it."))

    def _on_shown(self, _shown: object) -> None:
        if not self.isHidden():
            self._show()

    def _on_link(self, decision: str) -> None:
        try:
            self._session.go_to(self._session.index_of(decision))
        except NotFound as missing:
            self._session.refused.emit(str(missing))
