"""Which actions does the window itself have, with which keys, and when are they possible?"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from gui.actions import Actions, Group
from gui.keeping import ForecastKeeper
from gui.pages import PAGES
from gui.session import Session
from gui.window.playback import PlaybackControl


class Doings(Protocol):
    """What the window does itself; actions only name it."""

    def wish(self, what: str) -> None:
        """Asks for something beyond this window: "new", "open", "preferences", "quit"."""
        ...

    def import_file(self, path: str | None = None) -> None:
        """Opens the import dialog."""
        ...

    def rename(self) -> None:
        """Asks for another name of the roadmap."""
        ...

    def add_item(self) -> None:
        """Adds an item where the page can."""
        ...

    def capture_emergency(self) -> None:
        """Captures an emergency where a page can."""
        ...

    def search_page(self) -> None:
        """Searches within the page, or everything."""
        ...

    def open_palette(self) -> None:
        """Opens the palette."""
        ...

    def open_key_sheet(self) -> None:
        """Shows all keys."""
        ...

    def open_page(self, page_id: str) -> object:
        """Opens a page."""
        ...

    def next_pane(self, step: int = 1) -> None:
        """Puts the focus into the next pane."""
        ...

    def toggle_dock(self) -> None:
        """Opens or closes the playback."""
        ...

    def toggle_inspector(self) -> None:
        """Shows or hides the details."""
        ...

    def save_copy(self) -> None:
        """Saves a copy of the file."""
        ...

    def show_about(self) -> None:
        """Shows version and diagnostics."""
        ...


def add_actions(
    actions: Actions, window: Doings, session: Session, playback: PlaybackControl
) -> None:
    """Adds every action of a window to its registry."""
    rules = _Rules(session)
    _add_roadmap(actions, window, rules)
    _add_edit(actions, window, session, rules)
    _add_pages(actions, window)
    _add_history(actions, window, playback, rules)
    keep = ForecastKeeper(session).keep
    actions.add("keep_forecast", "Keep today's forecast", keep, group="History",
        why_not=rules.writable, icon="trending-up")  # fmt: skip
    _add_window(actions, window)


class _Rules:
    """Why something is not possible now."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def writable(self) -> str | None:
        return self._session.read_only

    def undoable(self) -> str | None:
        session = self._session
        # Where the last decision stays, pressing it says why and what there is before.
        if session.read_only is not None or session.can_undo or session.undo_stays is not None:
            return session.read_only
        return "There is nothing to undo."

    def redoable(self) -> str | None:
        if self._session.read_only is not None or self._session.can_redo:
            return self._session.read_only
        return "There is nothing to redo: only what was just undone can be redone."

    def in_past(self) -> str | None:
        return "You are at now." if self._session.at_now else None

    def has_history(self) -> str | None:
        return None if self._session.count > 1 else "There is no history yet: nothing was decided."


def _add_roadmap(actions: Actions, window: Doings, rules: _Rules) -> None:
    def wish(what: str) -> Callable[[], None]:
        return lambda: window.wish(what)

    add = actions.add
    writable = rules.writable
    group: Group = "Roadmap"
    add("rename", "Rename roadmap", window.rename, group=group, why_not=writable, icon="pencil")
    add("new", "New roadmap", wish("new"), group=group, keys=("Ctrl+N",), icon="plus")
    add("open", "Open", wish("open"), group=group, keys=("Ctrl+O",), icon="folder-open")
    add("import", "Import a backlog", window.import_file, group=group, keys=("Ctrl+I",),
        why_not=writable, icon="import")  # fmt: skip
    add("sample", "Open the sample", wish("sample"), group=group, keys=("Ctrl+D",), icon="anchor")
    add("save_copy", "Save a copy", window.save_copy, group=group, icon="copy")
    add("preferences", "Preferences", wish("preferences"), group=group, keys=("Ctrl+,",),
        icon="settings")  # fmt: skip
    add("about", "About Roadmap", window.show_about, group=group, icon="info")
    add("quit", "Quit", wish("quit"), group=group, keys=("Ctrl+Q",), icon="x")


def _add_edit(actions: Actions, window: Doings, session: Session, rules: _Rules) -> None:
    add = actions.add
    add("undo", "Undo", session.undo, group="Edit", keys=("Ctrl+Z",),
        why_not=rules.undoable, icon="undo-2")  # fmt: skip
    add("redo", "Redo", session.redo, group="Edit", keys=("Ctrl+Shift+Z", "Ctrl+Y"),
        why_not=rules.redoable, icon="redo-2")  # fmt: skip
    add("add_item", "Add item", window.add_item, group="Edit", keys=("A",),
        why_not=rules.writable, icon="plus")  # fmt: skip
    add("emergency", "Emergency", window.capture_emergency, group="Edit", keys=("E",),
        why_not=rules.writable, icon="zap")  # fmt: skip
    add("find", "Search this page", window.search_page, group="Edit", keys=("Ctrl+F", "/"),
        icon="search")  # fmt: skip


def _add_pages(actions: Actions, window: Doings) -> None:
    """Adds a way to every page; Ctrl+1 is the first in the navigation, and so on: 0 is the tenth.

    The numbers count pages that the navigation does not show yet, so that they never change.
    """
    listed = [kind.nav for kind in PAGES if kind.nav is not None]
    for number, page in enumerate(listed, start=1):
        _add_page(actions, window, page.key, page.text, page.icon, f"Ctrl+{number % 10}")
    _add_page(actions, window, "sort", "Sort unsorted items", "inbox", "U")
    _add_page(actions, window, "interruptions", "Interruptions and incidents", "zap", "Shift+E")
    for part, text, icon in _PARTS:
        _add_page(actions, window, part, text, icon)


# Parts of pages that somebody looks for by their own name.
_PARTS = (
    ("overview#goals", "Goals", "flag"),
    ("overview#asks", "Asks and reviews", "message-circle"),
    ("principles#checkups", "Check-ups", "list-checks"),
    ("principles#capabilities", "Capabilities", "gauge"),
    ("principles#leverage", "Leverage", "zap"),
    ("decisions#outcomes", "What came of past decisions", "history"),
)


def _add_page(
    actions: Actions, window: Doings, page_id: str, text: str, icon: str, key: str = ""
) -> None:
    actions.add(
        f"page_{page_id}",
        text,
        partial(window.open_page, page_id),
        group="Pages",
        keys=(key,) if key else (),
        icon=icon,
    )


def _add_history(
    actions: Actions, window: Doings, playback: PlaybackControl, rules: _Rules
) -> None:
    add = actions.add
    group: Group = "History"
    past, some = rules.in_past, rules.has_history
    add("dock", "Open or close the playback", window.toggle_dock, group=group, keys=("P",),
        icon="history")  # fmt: skip
    add("play", "Play", playback.toggle_play, group=group, keys=("Space",), why_not=some,
        icon="play", silent_keys=True)  # fmt: skip
    steps = (
        ("step_back", "One decision back", "Left", -1, False, "step-back"),
        ("step_forward", "One decision forward", "Right", 1, False, "step-forward"),
        ("sprint_back", "One sprint back", "Shift+Left", -1, True, "skip-back"),
        ("sprint_forward", "One sprint forward", "Shift+Right", 1, True, "skip-forward"),
    )
    for key, text, keys, direction, sprint, icon in steps:
        add(
            key,
            text,
            partial(playback.step, direction, sprint=sprint),
            group=group,
            keys=(keys,),
            why_not=past if direction > 0 else some,
            icon=icon,
            silent_keys=True,
        )
    add("now", "Back to now", playback.go_to_now, group=group, keys=("N",), why_not=past,
        icon="skip-forward")  # fmt: skip


def _add_window(actions: Actions, window: Doings) -> None:
    add = actions.add
    group: Group = "Window"
    add("palette", "Search or run a command", window.open_palette, group=group,
        keys=("Ctrl+K",), icon="command")  # fmt: skip
    add("keys", "All keys", window.open_key_sheet, group=group, keys=("?", "F1"),
        icon="keyboard")  # fmt: skip
    add("next_pane", "Next pane", window.next_pane, group=group, keys=("F6",),
        icon="panel-right")  # fmt: skip
    add("previous_pane", "Previous pane", lambda: window.next_pane(-1), group=group,
        keys=("Shift+F6",), icon="panel-right")  # fmt: skip
    add("inspector", "Show or hide the details", window.toggle_inspector, group=group,
        keys=("F9",), icon="panel-right")  # fmt: skip
    add("close", "Close window", lambda: window.wish("close"), group=group, keys=("Ctrl+W",),
        icon="x")  # fmt: skip
