"""What do the marks on the time axis mean, and which kinds of them are shown?

The legend is the filter: each kind with its icon and its word, ticked while it is shown. The menu
stays open while one ticks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QWidget

from gui.paint.button import ButtonFace
from gui.theme import ThemeSource
from gui.tokens import Tone
from gui.widgets.buttons import Button


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A kind of mark with its word and its look."""

    key: str
    word: str
    icon: str
    tone: Tone


class MarksMenu(Button):
    """The button that opens the legend.

    Signals:
        hidden_changed(object): The frozenset of kinds that are not to be shown.
    """

    hidden_changed = Signal(object)

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(themes, small=True, parent=parent)
        self._themes_of_icons = themes
        self._entries: tuple[LegendEntry, ...] = ()
        self._hidden: frozenset[str] = frozenset()
        self._brief = False
        self.clicked.connect(self._on_clicked)
        self._show()

    @property
    def hidden(self) -> frozenset[str]:
        """The kinds that are not shown."""
        return self._hidden

    def set_entries(self, entries: Sequence[LegendEntry], hidden: frozenset[str]) -> None:
        """Offers these kinds, all but ``hidden`` of them ticked."""
        self._entries, self._hidden = tuple(entries), hidden
        self._show()

    def set_brief(self, brief: bool) -> None:
        """Where the room is short the numbers are left to the legend."""
        self._brief = brief
        self._show()

    def menu_now(self) -> QMenu:
        """The legend as a menu."""
        menu = _StayingMenu(self)
        theme = self._themes_of_icons.theme
        for entry in self._entries:
            icon = theme.icons.icon(entry.icon, theme.tone(entry.tone), 16)
            action = QAction(icon, entry.word, menu)
            action.setCheckable(True)
            action.setChecked(entry.key not in self._hidden)
            action.setIconVisibleInMenu(True)
            action.toggled.connect(lambda on, key=entry.key: self._on_toggled(key, on=on))
            menu.addAction(action)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _on_toggled(self, key: str, *, on: bool) -> None:
        self._hidden = self._hidden - {key} if on else self._hidden | {key}
        self._show()
        self.hidden_changed.emit(self._hidden)

    def _on_clicked(self) -> None:
        menu = self.menu_now()
        menu.popup(self.mapToGlobal(QPoint(0, -menu.sizeHint().height() - 4)))

    def _show(self) -> None:
        count = len([entry for entry in self._entries if entry.key not in self._hidden])
        every = count == len(self._entries)
        text = self.tr("All") if every else f"{count}/{len(self._entries)}"
        label = self.tr("Marks")
        words, before = (label, "") if self._brief else (text, label)
        face = ButtonFace(text=words, label=before, chevron=True, small=True, kind="secondary")
        self.set_face(face)
        words = self.tr("{n} of {all} kinds shown").format(n=count, all=len(self._entries))
        self.setAccessibleName(f"{label}: {words}")


class _StayingMenu(QMenu):
    """A menu that stays open while its boxes are ticked by mouse or Space; Return closes it."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ticks what is under the mouse."""
        action: QAction | None = self.actionAt(event.position().toPoint())
        if action is not None and action.isCheckable():
            action.trigger()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ticks by Space."""
        action: QAction | None = self.activeAction()  # Qt's own typing knows no None here
        if event.key() == Qt.Key.Key_Space and action is not None:
            action.trigger()
        else:
            super().keyPressEvent(event)
