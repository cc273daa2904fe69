"""Which actions does a window have, and when is each one possible?

One registry of QActions with ids, words, keys and the rule that says why not. Menus, the top bar,
the palette and the key sheet all read it, so that none of them can differ.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from gui.widgets.plain import plain_tooltip

Why = Callable[[], str | None]
Group = Literal["Roadmap", "Edit", "Pages", "History", "Window"]


def always() -> str | None:
    """The rule of an action that is always possible."""
    return None


@dataclass(frozen=True, slots=True)
class Entry:
    """One action: its id, the group it is listed in, its rule, and its Lucide icon."""

    key: str
    action: QAction
    group: Group
    why_not: Why
    icon: str | None
    keys: tuple[str, ...]


class Actions(QObject):
    """The actions of one window, by id, in the order in which they were added."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._entries: dict[str, Entry] = {}
        self._hints: dict[str, str] = {}

    def add(
        self,
        key: str,
        text: str,
        do: Callable[[], object],
        *,
        group: Group,
        keys: tuple[str, ...] = (),
        why_not: Why = always,
        icon: str | None = None,
        silent_keys: bool = False,
    ) -> QAction:
        """Adds an action.

        Args:
            key: Its id, such as "undo".
            text: Its words; data in them is shown as it is, without mnemonics.
            do: What it does.
            group: Under which head the key sheet lists it.
            keys: Its shortcuts as QKeySequence reads them, the first one shown.
            why_not: A sentence that says why it is not possible now, or None.
            icon: The Lucide name for menus and the palette.
            silent_keys: The keys are listed, but somebody else listens for them.
        """
        action = QAction(text.replace("&", "&&"), self._window)
        action.setObjectName(key)
        action.setData(icon)  # the palette draws the icon by its name
        if keys and not silent_keys:
            action.setShortcuts([QKeySequence(each) for each in keys])
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.setAutoRepeat(key in ("undo", "redo"))
        action.triggered.connect(lambda _checked=False: do())
        self._window.addAction(action)
        self._entries[key] = Entry(key, action, group, why_not, icon, keys)
        self._show(self._entries[key])
        return action

    def __getitem__(self, key: str) -> QAction:
        return self._entries[key].action

    def __contains__(self, key: object) -> bool:
        return key in self._entries

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All actions in order."""
        return tuple(self._entries.values())

    def why_not(self, key: str) -> str | None:
        """Why the action is not possible now, or None."""
        return self._entries[key].why_not()

    def set_hint(self, key: str, hint: str) -> None:
        """Says in the tooltip what the action would do now ("Estimate 18 → 14 pd")."""
        if self._hints.get(key, "") != hint:
            self._hints[key] = hint
            self._show(self._entries[key])

    def refresh(self) -> None:
        """Asks every rule again; called after each change of what is shown."""
        for entry in self._entries.values():
            self._show(entry)

    def _show(self, entry: Entry) -> None:
        reason = entry.why_not()
        entry.action.setEnabled(reason is None)
        entry.action.setStatusTip(reason or "")
        words = entry.action.text().replace("&&", "&")
        keys = shown_keys(entry.keys[0]) if entry.keys else ""
        hint = self._hints.get(entry.key)
        lines = [f"{words}  {keys}" if keys else words, *([hint] if hint else [])]
        tip = reason or "\n".join(lines)
        entry.action.setToolTip(plain_tooltip(tip))


def shown_keys(sequence: str) -> str:
    """Returns keys as caps show them: "Ctrl+Shift+Z" becomes "Ctrl Shift Z"."""
    if sequence.endswith("+") and len(sequence) > 1:
        return sequence[:-1].replace("+", " ").strip() + " +"
    return sequence.replace("+", " ") if len(sequence) > 1 else sequence
