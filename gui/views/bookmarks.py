"""Which moments does a person want to find and tell again? The bookmarks, and a caption for one.

The panel shows and asks; who opened it decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from gui.paint.text import Run
from gui.theme import ThemeSource
from gui.widgets.buttons import Button, icon_button
from gui.widgets.label import Label
from gui.widgets.link_label import LinkLabel
from gui.widgets.overlay import Overlay
from roadmap.analysis.words import counted

LONGEST_CAPTION = 200
_WIDTH, _MARGIN, _LIST_MOST = 460, 16, 320


@dataclass(frozen=True, slots=True)
class BookmarkRow:
    """A bookmark in the list; ``here`` marks the moment that is shown."""

    key: str
    when: str
    caption: str
    here: bool


class BookmarksPanel(Overlay):
    """The list over the page, with the caption of the moment shown above it.

    Signals:
        saved(str): Bookmark the moment shown with this caption.
        removed(): Take its bookmark away.
        chosen(str): Go to the moment of the bookmark with this id.
        play_requested(): Play nothing but the bookmarks.
        closed(): Closed.
    """

    saved = Signal(str)
    removed = Signal()
    chosen = Signal(str)
    play_requested = Signal()
    closed = Signal()

    def __init__(self, themes: ThemeSource, parent: QWidget) -> None:
        super().__init__(themes, parent)
        self.setAccessibleName(self.tr("Bookmarks"))
        self._moment = Label(themes, style="small", tone="muted", elide=True)
        self.caption = QLineEdit()
        self.caption.setMaxLength(LONGEST_CAPTION)
        self.caption.setFont(themes.theme.font())
        self.caption.setAccessibleName(self.tr("Caption"))
        self.caption.setPlaceholderText(self.tr("What is said while this moment is shown"))
        self.save = Button(themes, self.tr("Bookmark"), kind="primary", small=True, keys="Enter")
        self.remove = Button(themes, self.tr("Remove"), small=True)
        self.play = Button(themes, self.tr("Play bookmarks"), icon="play", small=True)
        self.close_button = icon_button(themes, "x", self.tr("Close"), keys="Esc")
        self._note = Label(themes, style="small", tone="muted")
        self._rows = QWidget()
        self._list = QVBoxLayout(self._rows)
        self._area = QScrollArea()
        self._build()
        self.save.clicked.connect(self._on_saved)
        self.caption.returnPressed.connect(self._on_saved)
        self.remove.clicked.connect(self.removed)
        self.play.clicked.connect(self.play_requested)
        self.close_button.clicked.connect(self.leave)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(Label(self.themes, self.tr("Bookmarks"), style="section"))
        head.addWidget(self._note)
        head.addStretch(1)
        head.addWidget(self.play)
        head.addWidget(self.close_button)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._moment, 1)
        buttons.addWidget(self.remove)
        buttons.addWidget(self.save)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(2)
        self._area.setWidget(self._rows)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.viewport().setAutoFillBackground(False)
        self._rows.setAutoFillBackground(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 12, 14)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.caption)
        column.addLayout(buttons)
        column.addWidget(self._area, 1)

    def show_moment(self, words: str, caption: str | None, blocked: str | None) -> None:
        """Asks for the caption of a moment; None is one without a bookmark.

        ``blocked`` says why nothing can be bookmarked, None where it can.
        """
        self._moment.setText(words)
        self.caption.setText(caption or "")
        self.caption.setEnabled(blocked is None)
        self.save.set_text(self.tr("Bookmark") if caption is None else self.tr("Save"))
        self.save.set_blocked(blocked)
        self.remove.set_blocked(blocked)
        self.remove.setVisible(caption is not None)

    def show_rows(self, rows: Sequence[BookmarkRow]) -> None:
        """Lists the bookmarks in order of the history."""
        while self._list.count():
            taken = self._list.takeAt(0)
            widget = None if taken is None else taken.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for row in rows:
            runs = [
                Run(f"{row.when}  ", "accent" if row.here else "muted"),
                Run(row.caption or self.tr("without a caption"), "text", 600 if row.here else 400),
            ]
            label = LinkLabel(self.themes, runs, row.key)
            label.activated.connect(self.chosen)
            self._list.addWidget(label)
        if not rows:
            empty = self.tr("Nothing is bookmarked yet. A caption makes a moment easy to tell.")
            self._list.addWidget(Label(self.themes, empty, style="small", tone="muted", wrap=True))
        self._list.addStretch(1)
        self._note.setText(counted(len(rows), "moment") if rows else "")
        self.play.set_blocked(None if rows else self.tr("Nothing is bookmarked yet."))
        self.place()

    def open_now(self) -> None:
        """Shows itself with the focus in the caption."""
        self.appear()
        self.caption.setFocus(Qt.FocusReason.PopupFocusReason)
        self.caption.selectAll()

    def leave(self) -> None:
        """Closes."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def place(self) -> None:
        """At the lower right of the page, near the button it belongs to."""
        parent = self.parentWidget()
        if parent is None:
            return
        width = min(_WIDTH, parent.width() - 2 * _MARGIN)
        wanted = self._list.totalHeightForWidth(width - 28)
        listed = min(_LIST_MOST, max(wanted, self._list.sizeHint().height()))
        self._area.setFixedHeight(max(24, min(listed, parent.height() - 180)))
        height = self.sizeHint().height()
        left = parent.width() - width - _MARGIN
        self.setGeometry(left, max(8, parent.height() - height - 8), width, height)

    def event(self, event: QEvent) -> bool:
        """Takes the keys typed here before shortcuts of the page and the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            control = Qt.KeyboardModifier.ControlModifier
            if not event.modifiers() & control:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _on_saved(self) -> None:
        self.saved.emit(" ".join(self.caption.text().split()))
