"""Which keys move through the past, and which ones stand on the sheet of keys?

In the past the arrows and Space belong to the playback wherever the focus is, except while text is
typed; at now they belong to the page.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from gui.actions import Actions, shown_keys
from gui.pages import ListsKeys
from gui.widgets.key_sheet import KeyGroup
from gui.window.playback import PlaybackControl

_STEPS = (
    ("Left", -1, False),
    ("Right", 1, False),
    ("Shift+Left", -1, True),
    ("Shift+Right", 1, True),
)


class PastKeys(QObject):
    """The shortcuts of the past; off at now."""

    def __init__(self, window: QWidget, playback: PlaybackControl) -> None:
        super().__init__(window)
        self._playback = playback
        self._shortcuts: list[QShortcut] = []
        for keys, direction, sprint in _STEPS:
            shortcut = self._shortcut(keys, window)
            shortcut.activated.connect(
                lambda direction=direction, sprint=sprint: playback.step(direction, sprint=sprint)
            )
        space = self._shortcut("Space", window)
        space.setAutoRepeat(False)
        space.activated.connect(self._on_space)
        self.set_on(on=False)

    def set_on(self, *, on: bool) -> None:
        """Listens, or leaves the keys to the page."""
        for shortcut in self._shortcuts:
            shortcut.setEnabled(on)

    def _shortcut(self, keys: str, window: QWidget) -> QShortcut:
        shortcut = QShortcut(QKeySequence(keys), window)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        self._shortcuts.append(shortcut)
        return shortcut

    def _on_space(self) -> None:
        focused = QApplication.focusWidget()
        if isinstance(focused, QAbstractButton):
            focused.click()
        else:
            self._playback.toggle_play()


def own_keys(page: object) -> tuple[tuple[str, str], ...]:
    """Return the keys of a page, none where it lists none."""
    return page.keys() if isinstance(page, ListsKeys) else ()


def key_groups(actions: Actions, page: QWidget | None, title: str) -> tuple[KeyGroup, ...]:
    """Return all keys: those of the page first, then those of the window by group."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for entry in actions.entries:
        if entry.keys:
            words = entry.action.text().replace("&&", "&")
            groups.setdefault(entry.group, []).append((shown_keys(entry.keys[0]), words))
    groups.setdefault("Window", []).append(("Esc", "Close the innermost thing"))
    own = own_keys(page)
    first = (KeyGroup(title, tuple((shown_keys(k), text) for k, text in own)),) if own else ()
    return (*first, *(KeyGroup(name, tuple(keys)) for name, keys in groups.items()))
