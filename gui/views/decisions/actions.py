"""What does one do with the open decision of the log: go there, take it back, say why?

One row of real buttons that lies over the open row and moves with it; in the same place a reason is
typed, and what an undo would leave alone is said before it is done.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QSizePolicy, QWidget

from gui.models.decisions.faces import Entry
from gui.models.decisions.undo import UndoOffer, undo_offer
from gui.paint.log_row import TEXT_LEFT
from gui.session import Session
from gui.theme import ThemeSource
from gui.tokens import CONTROL_SMALL
from gui.views.decisions.log import DecisionsLog
from gui.widgets.buttons import Button
from gui.widgets.label import Label
from gui.widgets.reason_prompt import LONGEST_REASON
from roadmap.analysis.words import counted

_TOP, _GAP = 53, 6
_MOST_IN_MENU = 20
_HUGE = 300  # events; above, what undo means is asked when the button is pressed


@dataclass(frozen=True, slots=True)
class _Parts:
    """The buttons and words of the row."""

    go: Button
    undo: Button
    story: Button
    reason: Button
    compare: Button
    effect: Label


class DecisionActions(QWidget):
    """The actions of the open decision.

    Signals:
        go_requested(object): Go to the Entry's moment.
        story_requested(object): Show the story of these items.
        compare_requested(int): Compare this decision with now.
        left(): Esc or an answer: the focus goes back to the log.
    """

    go_requested = Signal(object)
    story_requested = Signal(object)
    compare_requested = Signal(int)
    left = Signal()

    def __init__(self, themes: ThemeSource, session: Session, log: DecisionsLog) -> None:
        super().__init__(log.viewport())
        self._themes, self._session, self._log = themes, session, log
        self._entry: Entry | None = None
        self._offer: UndoOffer | None = None
        self._parts = self._made_parts()
        self._input = QLineEdit()
        self._save = Button(themes, self.tr("Save"), kind="primary", small=True)
        self._warning = Label(themes, style="small", tone="warn", elide=True)
        self._rest = Button(themes, self.tr("Undo the rest"), small=True)
        self._anyway = Button(themes, self.tr("Undo anyway"), small=True)
        self._cancel = Button(themes, self.tr("Cancel"), kind="quiet", small=True, keys="Esc")
        self._asking = QTimer(self)
        self._asking.setSingleShot(True)
        self._asking.setInterval(60)
        self._asking.timeout.connect(self._on_rest)
        self._build()
        self._connect()
        self.hide()

    def _made_parts(self) -> _Parts:
        def button(text: str, *, quiet: bool = False) -> Button:
            return Button(self._themes, text, kind="quiet" if quiet else "secondary", small=True)

        return _Parts(
            button(self.tr("Go to this moment")),
            button(self.tr("Undo")),
            button(self.tr("Item story"), quiet=True),
            button(self.tr("Give a reason"), quiet=True),
            button(self.tr("Compare"), quiet=True),
            Label(self._themes, style="small", tone="muted", elide=True),
        )

    def _build(self) -> None:
        parts = self._parts
        self.setAccessibleName(self.tr("What to do with this decision"))
        self._input.setFont(self._themes.theme.font("small"))
        self._input.setFixedHeight(CONTROL_SMALL)
        self._input.setProperty("small", True)
        self._input.setMaxLength(LONGEST_REASON)
        self._input.setAccessibleName(self.tr("Why was this decided?"))
        self._input.setPlaceholderText(self.tr("Why was this decided?"))
        parts.effect.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        parts.effect.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        for widget in (parts.go, parts.undo, parts.story, parts.reason, parts.compare):
            row.addWidget(widget)
        row.addWidget(parts.effect, 1)
        row.addWidget(self._input, 1)
        row.addWidget(self._warning, 1)
        for widget in (self._save, self._rest, self._anyway, self._cancel):
            row.addWidget(widget)

    def _connect(self) -> None:
        parts = self._parts
        parts.go.clicked.connect(self._on_go)
        parts.undo.clicked.connect(self._on_undo)
        parts.story.clicked.connect(self._on_story)
        parts.reason.clicked.connect(self.ask_reason)
        parts.compare.clicked.connect(self._on_compare)
        self._input.returnPressed.connect(self._on_save)
        self._save.clicked.connect(self._on_save)
        self._rest.clicked.connect(lambda: self._take_back(force=False))
        self._anyway.clicked.connect(lambda: self._take_back(force=True))
        self._cancel.clicked.connect(self.leave)
        self._log.picked.connect(self._on_picked)
        self._log.verticalScrollBar().valueChanged.connect(self.place)
        self._log.log.rowsInserted.connect(self._on_rows)
        self._log.log.dataChanged.connect(self._on_data_changed)
        self._log.viewport().installEventFilter(self)
        self._session.shown.connect(self._on_shown)

    # -- show -------------------------------------------------------------------------------------

    @property
    def entry(self) -> Entry | None:
        """The decision that the buttons are about."""
        return self._entry

    @property
    def offer(self) -> UndoOffer | None:
        """What Undo means, as far as it is known."""
        return self._offer

    @property
    def is_asking(self) -> bool:
        """Whether a reason is typed or an undo is asked about."""
        return not self._cancel.isHidden()

    def _on_picked(self, entry: Entry | None) -> None:
        self._entry, self._offer = entry, None
        self._parts.effect.setText("")
        self.setVisible(entry is not None)
        self._asking.stop()
        if entry is not None:
            self._show_buttons()
            self._asking.start()

    def _show_buttons(self) -> None:
        entry, parts = self._entry, self._parts
        if entry is None:
            return
        for widget in (self._input, self._save, self._warning, self._rest, self._anyway):
            widget.hide()
        self._cancel.hide()
        parts.go.show()
        parts.undo.show()
        parts.effect.show()
        here = entry.index == self._session.index
        parts.go.set_blocked(self.tr("This moment is shown.") if here else None)
        parts.undo.set_blocked(self._blocked())
        parts.story.setVisible(bool(entry.items))
        several = len(entry.items) > 1
        words = counted(len(entry.items), "item") if several else self.tr("Item story")
        parts.story.set_text(words)
        parts.reason.setVisible(not entry.has_reason and not entry.silent)
        parts.reason.set_blocked(self._session.read_only)
        self.place()

    def _blocked(self) -> str | None:
        if self._offer is not None:
            return self._offer.blocked
        return self._session.read_only

    def _on_rest(self) -> None:
        """What takes longer comes when one stays on a decision: its effect, and what Undo means."""
        entry = self._entry
        if entry is None:
            return
        self._parts.effect.setText(self._log.log.entries.effect(entry))
        if self._session.pending:
            self._asking.start()
        elif self._size(entry) <= _HUGE:
            self._offer = undo_offer(self._session, entry.decision)
            if not self.is_asking:
                self._parts.undo.set_blocked(self._offer.blocked)

    def _size(self, entry: Entry) -> int:
        return len(self._session.told(entry.index).events)

    def place(self) -> None:
        """Lies under the sentence of the open row."""
        row = self._log.open_row()
        if row is None or self._entry is None:
            self.hide()
            return
        rect = self._log.visualRect(self._log.log.index(row))
        width = rect.width() - TEXT_LEFT - 14
        self.setGeometry(TEXT_LEFT, rect.top() + _TOP, width, CONTROL_SMALL)
        if not self.is_asking:
            self._fit(width)
        self.show()

    def _fit(self, width: int) -> None:
        """Where there is no room for all buttons, they say less or stand back."""
        parts = self._parts
        parts.compare.show()
        parts.go.set_text(self.tr("Go to this moment"))
        if self._needed() > width:
            parts.compare.hide()
        if self._needed() > width:
            parts.go.set_text(self.tr("Go there"))

    def _needed(self) -> int:
        parts = self._parts
        buttons = (parts.go, parts.undo, parts.story, parts.reason, parts.compare)
        widths = [each.sizeHint().width() for each in buttons if not each.isHidden()]
        return sum(widths) + _GAP * len(widths) + parts.effect.minimumWidth()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follows the width of the log."""
        if event.type() == QEvent.Type.Resize:
            self.place()
        return super().eventFilter(watched, event)

    def _on_rows(self, _parent: QModelIndex, _first: int, _last: int) -> None:
        self.place()

    def _on_data_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        row = self._log.open_row()
        if row is not None and first.row() <= row <= last.row():
            self._on_picked(self._log.open_entry())

    def _on_shown(self, _shown: object) -> None:
        if self._entry is not None and not self.is_asking:
            self._offer = None
            self._show_buttons()
            self._asking.start()

    # -- gestures ---------------------------------------------------------------------------------

    def ask_reason(self) -> None:
        """Takes a reason in place."""
        self._hide_buttons()
        self._input.clear()
        self._input.show()
        self._save.show()
        self._cancel.show()
        self._input.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Closes what is asked; nothing is changed."""
        self._show_buttons()
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes what is asked; the Return that ends a reason goes nowhere further."""
        if event.key() == Qt.Key.Key_Escape and self.is_asking:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Takes Esc before a window's own shortcut for it: the innermost thing closes first."""
        override = event.type() == QEvent.Type.ShortcutOverride and self.is_asking
        if override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def _hide_buttons(self) -> None:
        parts = self._parts
        for widget in (parts.go, parts.undo, parts.story, parts.reason, parts.compare):
            widget.hide()
        parts.effect.hide()

    def _on_go(self) -> None:
        if self._entry is not None:
            self.go_requested.emit(self._entry)

    def _on_compare(self) -> None:
        if self._entry is not None:
            self.compare_requested.emit(self._entry.index)

    def _on_undo(self) -> None:
        entry = self._entry
        if entry is None:
            return
        self._offer = undo_offer(self._session, entry.decision)
        if self._offer.blocked is not None:
            self._parts.undo.set_blocked(self._offer.blocked)
        elif self._offer.warning:
            self._ask_undo(self._offer)
        else:
            self._take_back(force=False)

    def _ask_undo(self, offer: UndoOffer) -> None:
        self._hide_buttons()
        self._warning.setText(offer.warning)
        self._warning.show()
        self._rest.setVisible(offer.partly)
        self._anyway.show()
        self._cancel.show()
        first = self._rest if offer.partly else self._cancel
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_back(self, *, force: bool) -> None:
        if self._entry is not None:
            decision = self._entry.decision
            self._show_buttons()
            self.left.emit()
            self._session.undo(decision, force=force)

    def _on_save(self) -> None:
        why = self._input.text().strip()
        if why and self._entry is not None:
            self._session.give_reason((self._entry.decision,), why)
        self.leave()

    def _on_story(self) -> None:
        entry = self._entry
        if entry is None:
            return
        if len(entry.items) == 1:
            self.story_requested.emit(entry.items)
            return
        menu = self.items_menu(entry)
        button = self._parts.story
        menu.popup(button.mapToGlobal(QPoint(0, button.height() + 4)))

    def items_menu(self, entry: Entry) -> QMenu:
        """The items of a decision about several, by their titles."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        known = self._session.live.items
        for key in entry.items[:_MOST_IN_MENU]:
            item = known.get(key)
            text = self.tr("(removed since)") if item is None else " ".join(item.title.split())
            action = menu.addAction(text[:80].replace("&", "&&"))
            action.setEnabled(item is not None)
            action.triggered.connect(
                lambda _checked=False, key=key: self.story_requested.emit((key,))
            )
        more = len(entry.items) - _MOST_IN_MENU
        if more > 0:
            menu.addAction(self.tr("and {n} more").format(n=f"{more:,}")).setEnabled(False)
        return menu
