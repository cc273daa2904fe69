"""What is around the start page: its window, its keys, its palette, dropped files?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from gui.actions import Actions
from gui.recents import read_recents, unread
from gui.settings import Settings
from gui.tasks import Task
from gui.theme import ThemeSource
from gui.views.start.page import StartPage
from gui.widgets.banner import Banner
from gui.widgets.command_palette import CommandPalette
from gui.widgets.key_sheet import KeySheet
from gui.widgets.progress_overlay import ProgressOverlay
from gui.window.drops import dropped_files, is_roadmap
from gui.window.keys import key_groups
from gui.window.place import SMALLEST

_ACTIONS = (
    ("import", "Import your backlog", ("Ctrl+I",), "import"),
    ("sample", "Open the sample", ("Ctrl+D",), "anchor"),
    ("new", "New roadmap", ("Ctrl+N",), "plus"),
    ("open", "Open", ("Ctrl+O",), "folder-open"),
    ("preferences", "Preferences", ("Ctrl+,",), "settings"),
    ("about", "About Roadmap", (), "info"),
    ("quit", "Quit", ("Ctrl+Q",), "x"),
)


class StartWindow(QMainWindow):
    """The window while no roadmap is open.

    Signals:
        wished(str, object): As MainWindow's; also "recent" and "forget" with a location.
        closed(): The window is gone.
    """

    wished = Signal(str, object)
    closed = Signal()

    def __init__(self, themes: ThemeSource, version: str) -> None:
        super().__init__()
        self.setObjectName("start")
        self.setWindowTitle("Roadmap")
        self.setAcceptDrops(True)
        self.setMinimumSize(SMALLEST)
        self._reading: Task | None = None
        self.page = StartPage(themes, version)
        self.banner = Banner(themes)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addWidget(self.page, 1)
        self.setCentralWidget(body)
        self.registry = Actions(self)
        for key, text, keys, icon in _ACTIONS:
            self.registry.add(key, text, self._wish(key), group="Roadmap", keys=keys, icon=icon)
        self.palette_ = CommandPalette(themes, self)
        self.key_sheet = KeySheet(themes, self)
        self.progress = ProgressOverlay(themes, self)
        self._add_own_actions()
        self.page.action_requested.connect(lambda key: self.wished.emit(key, None))
        self.page.recent_chosen.connect(lambda at: self.wished.emit("file", at))
        self.page.recent_forgotten.connect(lambda at: self.wished.emit("forget", at))

    def show_recents(self, settings: Settings, today: date) -> None:
        """Shows the roadmaps opened before, at first by name, then with what their files say."""
        locations = settings.recent[:5]
        self.page.set_recents([unread(location) for location in locations], today)
        if self._reading is not None:
            self._reading.cancel()
        if not locations:
            return
        task = Task(lambda progress: read_recents(locations, progress), self)
        task.done.connect(lambda found: self.page.set_recents(found, today))
        self._reading = task
        task.start()

    def say(self, text: str) -> None:
        """A sentence over the page: why a file could not be opened."""
        self.banner.say(text)

    def open_palette(self) -> None:
        """Opens the palette."""
        self.palette_.set_actions([entry.action for entry in self.registry.entries])
        self.palette_.open_now()

    def open_key_sheet(self) -> None:
        """Shows all keys."""
        self.key_sheet.set_groups(key_groups(self.registry, None, ""))
        self.key_sheet.open_now()

    def _wish(self, key: str) -> Callable[[], None]:
        return lambda: self.wished.emit(key, None)

    def _add_own_actions(self) -> None:
        add = self.registry.add
        add(
            "palette",
            "Run a command",
            self.open_palette,
            group="Window",
            keys=("Ctrl+K",),
            icon="command",
        )
        add(
            "keys",
            "All keys",
            self.open_key_sheet,
            group="Window",
            keys=("?", "F1"),
            icon="keyboard",
        )
        add("close", "Close window", self.close, group="Window", keys=("Ctrl+W",), icon="x")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Takes files and shows so."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()
            self.page.drop.set_over(over=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Shows that nothing hovers any more."""
        self.page.drop.set_over(over=False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Opens a dropped roadmap, imports anything else."""
        self.page.drop.set_over(over=False)
        for path in dropped_files(event):
            self.wished.emit("file" if is_roadmap(path) else "import", path)
        event.acceptProposedAction()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stops reading."""
        if self._reading is not None:
            self._reading.cancel()
        self.closed.emit()
        super().closeEvent(event)
