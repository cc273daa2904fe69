"""What is the window of a roadmap, and what can be asked of it?

It stands with its frame alone until ``begin`` gives it a session; what it consists of from then on
is window/parts.py's question, how it is laid out window/frame.py's. Parts speak through the
session, the selection and the actions only, never to each other.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QMainWindow

from gui.dates import long_day
from gui.pages import OPENS, PAGES, AddsItems, CanFind, TakesEmergencies, opening, title_of
from gui.theme import ThemeSource
from gui.window.frame import Frame
from gui.window.place import SMALLEST

if TYPE_CHECKING:  # types of Qt as well: each is made when first named, some by the hundred
    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

    from gui.session import Session, Shown
    from gui.window.parts import Parts
    from roadmap.values import Author


class MainWindow(QMainWindow):
    """The window of one roadmap.

    Signals:
        wished(str, object): Something beyond this window: "new", "open", "file" and "import" with
            a path or None, "recent" with a location, "copy", "open_copy", "sample", "preferences",
            "about", "quit".
        closed(): The window is gone and its session closed.

    Attributes:
        begun: Whether it has its session; until then only its frame is there.
    """

    wished = Signal(str, object)
    closed = Signal()

    session: Session

    def __init__(self, themes: ThemeSource, location: str = "") -> None:
        """`location` is where the roadmap lies that will be shown."""
        super().__init__()
        self.location = location
        self.themes = themes
        self.begun = False
        listed = [kind.nav for kind in PAGES if kind.nav is not None]
        self.frame = Frame(themes, listed, next(item for item in listed if item.key == OPENS))
        waiting = [kind.page_id for kind in PAGES if kind.when is not None]
        self.frame.nav.leave_out(waiting)  # until the roadmap was read
        self.setObjectName("main")
        self.setWindowTitle("Roadmap")
        self.setAcceptDrops(True)
        self.setMinimumSize(SMALLEST)
        self.setCentralWidget(self.frame)
        for button in (self.frame.top.undo, self.frame.top.redo, self.frame.top.share):
            button.setEnabled(False)  # until their actions say more
        today = date.today()  # noqa: DTZ011 - until the roadmap says its zone
        self.frame.top.show_now(long_day(today), today.isoformat())

    def begin(self, session: Session) -> None:
        """Shows the roadmap of ``session``, which the window closes in its end."""
        from gui.window.focus import FocusKeeper  # noqa: PLC0415
        from gui.window.parts import make_parts  # noqa: PLC0415

        self.session, self.location = session, session.location
        self._take(make_parts(self, session))
        self.focus_keeper = FocusKeeper(self.frame)
        self.begun = True
        self.palette_.entry_chosen.connect(self._on_entry_chosen)
        self.messages.action_requested.connect(self._on_way_out)
        self.pages.action_requested.connect(self._on_action_requested)
        session.shown.connect(self._on_shown)
        self.pages.listen(self.inspector)
        self.open_page(opening(session.state))
        self.status.show_all()
        self._show()

    def _take(self, parts: Parts) -> None:
        self.selection, self.registry = parts.selection, parts.registry
        self.inspector, self.playback = parts.inspector, parts.playback
        self.bookmarks, self.presenting = parts.bookmarks, parts.presenting
        self.messages, self.pages, self.status = parts.messages, parts.pages, parts.status
        self.past_keys, self.key_sheet = parts.past_keys, parts.key_sheet
        self.closing, self.sharing = parts.closing, parts.sharing
        self.palette_ = parts.palette  # QWidget has a palette

    # -- pages ------------------------------------------------------------------------------------

    @property
    def page(self) -> QWidget | None:
        """The open page."""
        return self.pages.page

    @property
    def page_id(self) -> str:
        """The open page's id."""
        return self.pages.page_id

    def open_page(self, page_id: str, *, keep_message: bool = False) -> QWidget | None:
        """Opens a page and returns it; see ``Pages.open``."""
        return self.pages.open(page_id, keep_message=keep_message)

    def next_pane(self, step: int = 1) -> None:
        """Puts the focus into the next pane: navigation, page, details, playback."""
        from gui.window.panes import go_to_pane, holds  # noqa: PLC0415

        frame, here = self.frame, self.focusWidget()
        if step > 0 and holds(frame.stage, here) and self.selection.ids:
            frame.side.open_now()
        go_to_pane((frame.nav, frame.stage, frame.side, frame.playback), here, step)

    # -- what actions do --------------------------------------------------------------------------

    def wish(self, what: str) -> None:
        """Asks for something beyond this window."""
        if what == "close":
            self.close()
        else:
            self.wished.emit(what, None)

    def import_file(self, path: str | None = None) -> None:
        """Opens the import dialog."""
        self.wished.emit("import", path)

    def rename(self) -> None:
        """Asks for another name."""
        from gui.dialogs.rename import RenameDialog  # noqa: PLC0415 - when first opened

        RenameDialog(self.session, self.themes, self).open()

    def add_item(self) -> None:
        """Adds an item on this page, or on the grid."""
        page: object = self.page
        if not isinstance(page, AddsItems):
            page = self.open_page("grid")
        if isinstance(page, AddsItems):
            page.add_item()

    def capture_emergency(self) -> None:
        """Captures an emergency on this page, or on the grid."""
        page: object = self.page
        if not isinstance(page, TakesEmergencies):
            page = self.open_page("grid")
        if isinstance(page, TakesEmergencies):
            page.capture_emergency()

    def search_page(self) -> None:
        """Searches within the page; everywhere where the page has no search."""
        page: object = self.page
        if isinstance(page, CanFind):
            page.find_in_page()
        else:
            self.open_palette()

    def open_palette(self) -> None:
        """Opens the palette."""
        self.palette_.set_actions([entry.action for entry in self.registry.entries])
        self.palette_.open_now()

    def open_key_sheet(self) -> None:
        """Shows all keys."""
        from gui.window.keys import key_groups  # noqa: PLC0415

        title = title_of(self.page) if self.page is not None else ""
        self.key_sheet.set_groups(key_groups(self.registry, self.page, title))
        self.key_sheet.open_now()

    def toggle_dock(self) -> None:
        """Opens the playback with the focus in it, or closes it."""
        self.frame.playback.set_open(not self.frame.playback.is_open)
        if self.frame.playback.is_open:
            self.frame.playback.take_focus()

    def toggle_inspector(self) -> None:
        """Shows or hides the details."""
        self.frame.side.toggle()

    def save_copy(self) -> None:
        """Saves a copy of the file."""
        self.wished.emit("copy", None)

    def show_about(self) -> None:
        """Shows version and diagnostics."""
        self.wished.emit("about", None)

    def set_author(self, author: Author) -> None:
        """Decides in this name from now on."""
        self.session.author = author
        self.status.show_saved()

    # -- show -------------------------------------------------------------------------------------

    def _on_shown(self, _shown: Shown) -> None:
        self._show()

    def _show(self) -> None:
        self.setWindowTitle(f"{self.session.title} — Roadmap")
        self.past_keys.set_on(on=not self.session.at_now)

    def _on_entry_chosen(self, key: str) -> None:
        kind, _, what = key.partition(":")
        if kind == "item":
            self.selection.select((what,))
            self.frame.side.open_now()
        elif kind == "decision":
            self.session.go_to(self.session.index_of(what))
        elif kind == "day":
            self.session.go_to(self.session.index_at_end_of(date.fromisoformat(what)))
        elif kind == "page":
            self.open_page(what)

    def _on_action_requested(self, key: str) -> None:
        if key in self.registry:
            self.registry[key].trigger()

    def _on_way_out(self, key: str) -> None:
        if key in self.registry:
            self.registry[key].trigger()
        else:
            self.wished.emit(key, None)

    # -- events -----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that no part wanted: Esc closes the innermost thing, Space plays."""
        if not self.begun:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Escape:
            self._close_innermost()
        elif event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.registry["play"].trigger()
        else:
            super().keyPressEvent(event)

    def _close_innermost(self) -> None:
        if self.messages.toast.isVisible():
            self.messages.toast.close_now()
        elif self.frame.side.close_over():
            return
        elif self.frame.playback.is_open:
            self.frame.playback.set_open(False)
        else:
            self.selection.clear()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes on; where what had the focus went away, it goes back to where it was."""
        from gui.window.focus import has_lost_focus  # noqa: PLC0415

        if not (self.begun and has_lost_focus(self)):
            return super().focusNextPrevChild(forward)
        self.focus_keeper.go_back()
        return True

    def changeEvent(self, event: QEvent) -> None:
        """After a dialog: what had the focus before may be gone."""
        from gui.window.focus import has_lost_focus  # noqa: PLC0415

        super().changeEvent(event)
        activated = event.type() == QEvent.Type.ActivationChange and self.isActiveWindow()
        if activated and self.begun and has_lost_focus(self):
            self.focus_keeper.go_back()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lets parts give way."""
        super().resizeEvent(event)
        self.frame.fit(event.size().width())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Takes files."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Opens a dropped roadmap, takes a reply in, imports anything else."""
        from gui.window.drops import dropped_files, kind_of  # noqa: PLC0415

        for path in dropped_files(event):
            kind = kind_of(path)
            if kind == "reply" and self.begun:
                self.sharing.take_in(path)
            else:
                self.wished.emit("file" if kind == "roadmap" else "import", path)
        event.acceptProposedAction()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closes the session; what is pending is written first."""
        if self.begun:
            if not (self.closing.is_allowed() and self.sharing.may_close()):
                event.ignore()
                return
            self.playback.stop()
            self.session.close()
        self.closed.emit()
        super().closeEvent(event)
