"""How do the parts of a roadmap's window work together?

Pages and parts speak through the session, the selection and the actions only, never to each other.
The layout is window_frame.py's question, messages are window_messages.py's, the actions
window_actions.py's.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QMainWindow, QMenu, QWidget

from gui.actions import Actions
from gui.dialogs.rename import RenameDialog
from gui.dialogs.unsaved import UnsavedDialog
from gui.pages import (
    PAGES,
    AddsItems,
    CanFind,
    OpensActions,
    OpensPages,
    PageKind,
    TakesEmergencies,
    title_of,
)
from gui.selection import Selection
from gui.session import Session, Shown
from gui.theme import ThemeSource
from gui.views.inspector import InspectorView
from gui.widgets.command_palette import CommandPalette
from gui.widgets.key_sheet import KeySheet
from gui.window_actions import add_actions
from gui.window_drops import dropped_files, is_roadmap
from gui.window_frame import Frame
from gui.window_keys import PastKeys, key_groups
from gui.window_messages import Messages
from gui.window_panes import go_to_pane, holds
from gui.window_place import SMALLEST
from gui.window_playback import PlaybackControl
from gui.window_search import Finder
from gui.window_status import Status
from roadmap.values import Author

MENU = (
    ("rename", "import", "save_copy"),
    ("new", "open", "sample"),
    ("preferences", "keys", "about"),
    ("close", "quit"),
)


class MainWindow(QMainWindow):
    """The window of one roadmap.

    Signals:
        wished(str, object): Something beyond this window: "new", "open", "file" and "import" with
            a path or None, "recent" with a location, "sample", "preferences", "about", "quit".
        closed(): The window is gone and its session closed.
    """

    wished = Signal(str, object)
    closed = Signal()

    def __init__(self, session: Session, themes: ThemeSource) -> None:
        super().__init__()
        self.session, self.themes = session, themes
        self.selection = Selection(self)
        self.registry = Actions(self)
        self.inspector = InspectorView(session, themes, self.selection)
        self.frame = Frame(themes, self.inspector)
        self.playback = PlaybackControl(self.frame.playback, session, themes, self)
        self.messages = Messages(session, themes, self.frame.banner, self.frame.stage, self)
        self._kinds: dict[str, PageKind] = {kind.page_id: kind for kind in PAGES}
        self._pages: dict[str, QWidget] = {}
        self._page_id = ""
        self._recent: QMenu | None = None
        self._gives_up = False
        self._build()
        self._connect()
        self._listen(self.inspector)
        self.open_page("grid")
        self.status.show_all()
        self._show()

    # -- build ------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.setObjectName("main")
        self.setAcceptDrops(True)
        self.setMinimumSize(SMALLEST)
        self.setCentralWidget(self.frame)
        add_actions(self.registry, self, self.session, self.playback)
        self.status = Status(self.session, self.frame, self.registry, self)
        self.past_keys = PastKeys(self, self.playback)
        self.palette_ = CommandPalette(self.themes, self, results=Finder(self.session))
        self.key_sheet = KeySheet(self.themes, self)
        self.frame.nav.set_items([kind.nav for kind in self._kinds.values() if kind.nav])
        top = self.frame.top
        top.undo.follow(self.registry["undo"])
        top.redo.follow(self.registry["redo"])
        top.emergency.follow(self.registry["emergency"])
        top.details.clicked.connect(self.toggle_inspector)
        top.set_menu(self._menu())

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        for number, group in enumerate(MENU):
            if number:
                menu.addSeparator()
            for key in group:
                menu.addAction(self.registry[key])
                if key == "open":
                    self._recent = menu.addMenu(self.tr("Open recent"))
        menu.aboutToShow.connect(lambda: self.wished.emit("fill_recent", self._recent))
        return menu

    def _connect(self) -> None:
        frame, session = self.frame, self.session
        frame.nav.chosen.connect(self.open_page)
        frame.top.search_requested.connect(self.open_palette)
        frame.top.time_requested.connect(self.toggle_dock)
        frame.top.back_to_now_requested.connect(self.playback.go_to_now)
        self.palette_.entry_chosen.connect(self._on_entry_chosen)
        self.messages.action_requested.connect(self._on_way_out)
        session.shown.connect(self._on_shown)
        self.selection.changed.connect(self._show_details)

    def _listen(self, part: QWidget) -> None:
        if isinstance(part, OpensPages):
            part.page_requested.connect(self.open_page)
        if isinstance(part, OpensActions):
            part.action_requested.connect(self._on_action_requested)

    # -- pages ------------------------------------------------------------------------------------

    @property
    def page(self) -> QWidget | None:
        """The open page."""
        return self._pages.get(self._page_id)

    @property
    def page_id(self) -> str:
        """The open page's id."""
        return self._page_id

    def open_page(self, page_id: str, *, keep_message: bool = False) -> QWidget | None:
        """Opens a page, making it the first time, and returns it; None where there is none.

        What was said on the page before goes away with it, unless ``keep_message``.
        """
        if page_id not in self._kinds:
            return None
        if page_id != self._page_id and not keep_message:
            self.messages.toast.close_now()
        page = self._pages.get(page_id)
        if page is None:
            page = self._kinds[page_id].make(self.session, self.themes, self.selection)
            self._pages[page_id] = page
            self.frame.pages.addWidget(page)
            self._listen(page)
        self._page_id = page_id
        self.messages.page = page
        self._show_details()
        self.frame.pages.setCurrentWidget(page)
        self.frame.nav.set_current(page_id if self._kinds[page_id].nav else "grid")
        page.setFocus(Qt.FocusReason.OtherFocusReason)
        return page

    def _show_details(self) -> None:
        when = self._kinds[self._page_id].details
        allowed = when == "always" or (when == "selected" and bool(self.selection.ids))
        self.frame.side.set_allowed(allowed=allowed)

    def next_pane(self, step: int = 1) -> None:
        """Puts the focus into the next pane: navigation, page, details, playback."""
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
        title = title_of(self.page) if self.page is not None else ""
        self.key_sheet.set_groups(key_groups(self.registry, self.page, title))
        self.key_sheet.open_now()

    def toggle_dock(self) -> None:
        """Opens or closes the playback."""
        self.frame.playback.set_open(not self.frame.playback.is_open)

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

    def _on_action_requested(self, key: str) -> None:
        if key in self.registry:
            self.registry[key].trigger()

    def _on_way_out(self, key: str) -> None:
        self.wished.emit(key, None)

    # -- events -----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that no part wanted: Esc closes the innermost thing, Space plays."""
        if event.key() == Qt.Key.Key_Escape:
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lets parts give way."""
        super().resizeEvent(event)
        self.frame.fit(event.size().width())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Takes files."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Opens a dropped roadmap, imports anything else."""
        for path in dropped_files(event):
            self.wished.emit("file" if is_roadmap(path) else "import", path)
        event.acceptProposedAction()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closes the session; what is pending is written first."""
        if self.session.pending and not self._gives_up:
            event.ignore()
            self._finish_saving()
            return
        self.playback.stop()
        self.session.close()
        self.closed.emit()
        super().closeEvent(event)

    def _finish_saving(self) -> None:
        """Closes once everything is saved; where that is not possible, the person chooses."""
        if self.messages.unsaved is None:
            self.session.when_saved(self.close)
            return
        dialog = UnsavedDialog(self.themes, self.messages.unsaved, self)
        dialog.chosen.connect(self._on_unsaved_chosen)
        dialog.open()

    def _on_unsaved_chosen(self, key: str) -> None:
        if key == "retry":
            self.session.when_saved(self.close)
            self.session.retry()
        elif key == "lose":
            self._gives_up = True
            self.close()
