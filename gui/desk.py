"""Which windows are open, and what leads from one to another: open, new, import, sample, quit?

One window a file: opening a file again raises its window. While no roadmap is open there is the
start window.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from PySide6.QtCore import QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMainWindow, QMenu

from gui.dialogs.about import AboutDialog
from gui.dialogs.import_dialog import ImportDialog
from gui.dialogs.new_roadmap import NewRoadmapDialog, documents_folder
from gui.dialogs.preferences import PreferencesDialog
from gui.recents import say_folder
from gui.session import Session
from gui.settings import Settings, SettingsFile
from gui.start_window import StartWindow
from gui.tasks import Task
from gui.theme import ThemeSource
from gui.window import MainWindow
from gui.window_place import fitted
from roadmap.analysis.grid import grid
from roadmap.errors import RoadmapError
from roadmap.folders import cache_folder, data_folder
from roadmap.sample import open_sample
from roadmap.service import Roadmap, utc_now
from roadmap.values import Quadrant

AnyWindow = MainWindow | StartWindow
_SOON = 4_000_000  # bytes that open while one waits; larger files show progress
_MAXIMIZED = Qt.WindowState.WindowMaximized


class Desk(QObject):
    """The open windows and the settings they share.

    Signals:
        emptied(): The last window was closed.
    """

    emptied = Signal()

    def __init__(self, themes: ThemeSource, settings: SettingsFile) -> None:
        super().__init__()
        self.themes, self.settings = themes, settings
        self.windows: list[MainWindow] = []
        self.start: StartWindow | None = None

    # -- opening ----------------------------------------------------------------------------------

    def open_start(self, problem: str | None = None) -> StartWindow:
        """Shows the start window, with a sentence where something could not be opened."""
        if self.start is None:
            window = StartWindow(self.themes, app_version())
            window.wished.connect(partial(self._on_wished, window))
            window.closed.connect(partial(self._on_start_closed, window))
            self.start = window
            self._place(window)
            window.show()
        self.start.show_recents(self.settings.settings, utc_now().astimezone().date())
        if problem:
            self.start.say(problem)
        self.start.raise_()
        return self.start

    def open_file(self, location: str, *, then: Callable[[MainWindow], None] | None = None) -> None:
        """Opens a roadmap, or raises its window; a large file is read on a worker."""
        path = Path(location).expanduser().absolute()
        for window in self.windows:
            if Path(window.session.location) == path:
                window.raise_()
                window.activateWindow()
                if then is not None:
                    then(window)
                return
        large = path.is_file() and path.stat().st_size > _SOON
        if large and self.start is not None:
            self._open_slowly(path, then)
            return
        try:
            roadmap = Roadmap.open(path, cache_folder())
        except RoadmapError as error:
            self._on_not_opened(path, error)
            return
        self._on_opened(roadmap, then)

    def _open_slowly(self, path: Path, then: Callable[[MainWindow], None] | None) -> None:
        start = self.open_start()
        start.progress.start(self.tr("Opening {name}").format(name=path.stem), cancellable=False)
        task = Task(lambda _progress: Roadmap.open(path, cache_folder()), start)

        def opened(roadmap: Roadmap) -> None:
            start.progress.finish()
            self._on_opened(roadmap, then)

        def failed(error: RoadmapError) -> None:
            start.progress.finish()
            self._on_not_opened(path, error)

        task.done.connect(opened)
        task.failed.connect(failed)
        task.start()

    def _on_opened(self, roadmap: Roadmap, then: Callable[[MainWindow], None] | None) -> None:
        self.settings.add_recent(str(Path(roadmap.location).absolute()))
        window = self.show_roadmap(roadmap)
        if then is not None:
            then(window)

    def show_roadmap(self, roadmap: Roadmap) -> MainWindow:
        """Shows an open roadmap in a window of its own."""
        session = Session(roadmap, self.settings.settings.author)
        try:
            window = MainWindow(session, self.themes)
        except BaseException:
            session.close()  # else its thread would take the whole app down with it
            raise
        window.wished.connect(partial(self._on_wished, window))
        window.closed.connect(partial(self._on_closed, window))
        self.windows.append(window)
        self._place(window)
        window.show()
        if self.start is not None:
            self.start.close()
        session.check()
        return window

    def _on_not_opened(self, path: Path, error: RoadmapError) -> None:
        text = self.tr("{name} was not opened. {why}").format(name=path.name, why=error)
        if self.windows:
            self.windows[-1].messages.refuse(text)
        else:
            self.open_start(text)

    # -- wishes -----------------------------------------------------------------------------------

    def _on_wished(self, window: AnyWindow, what: str, more: object) -> None:
        match what:
            case "file":
                self.open_file(str(more))
            case "forget":
                self.settings.forget_recent(str(more))
                self.open_start()
            case "import":
                self._import(window, None if more is None else str(more))
            case "fill_recent" if isinstance(more, QMenu):
                self._fill_recent(more)
            case _:
                self._doings(window)[what]()

    def _doings(self, window: AnyWindow) -> dict[str, Callable[[], object]]:
        return {
            "new": partial(self.make_new, window),
            "open": partial(self._choose, window),
            "sample": partial(self._open_sample, window),
            "preferences": partial(self._preferences, window),
            "about": partial(self._about, window),
            "copy": partial(self._save_copy, window),
            "reopen": partial(self._reopen, window),
            "quit": self.quit,
            "keys": window.open_key_sheet,
            "palette": window.open_palette,
        }

    def make_new(
        self,
        window: QMainWindow,
        name: str = "",
        then: Callable[[MainWindow], None] | None = None,
    ) -> NewRoadmapDialog:
        """Asks for a new roadmap, makes it and opens it."""
        now = utc_now()
        today = now.astimezone().date()
        dialog = NewRoadmapDialog(
            self.themes, window, today=today, folder=documents_folder(), name=name
        )

        def accepted() -> None:
            wanted = dialog.wanted
            try:
                by = self.settings.settings.author
                roadmap = Roadmap.create(wanted.path, wanted.fields, by=by, at=utc_now())
            except RoadmapError as error:
                self._on_not_opened(wanted.path, error)
                return
            self._on_opened(roadmap, then)

        dialog.accepted.connect(accepted)
        dialog.open()
        return dialog

    def _choose(self, window: QMainWindow) -> None:
        recent = self.settings.settings.recent
        folder = str(Path(recent[0]).parent) if recent else str(documents_folder())
        chosen, _ = QFileDialog.getOpenFileName(
            window,
            self.tr("Open a roadmap"),
            folder,
            self.tr("Roadmaps (*.roadmap);;All files (*)"),
        )
        if chosen:
            self.open_file(chosen)

    def _open_sample(self, _window: QMainWindow) -> None:
        try:
            path = open_sample(data_folder())
        except RoadmapError as error:
            self._on_not_opened(Path("sample.roadmap"), error)
            return
        self.open_file(str(path))

    def _import(self, window: AnyWindow, path: str | None) -> None:
        if isinstance(window, MainWindow):
            dialog = ImportDialog(window.session, self.themes, window, path, memory=self.settings)
            dialog.imported.connect(lambda _decision: self._after_import(window))
            dialog.open()
            return
        source = path or ImportDialog.choose(window, self.settings)
        if source:
            name = Path(source).stem.replace("-", " ").replace("_", " ").strip().capitalize()
            self.make_new(window, name, lambda opened: self._import(opened, source))

    def _after_import(self, window: MainWindow) -> None:
        """Goes on with sorting where items wait for it."""
        if grid(window.session.live).of(Quadrant.UNSORTED).count:
            window.open_page("sort", keep_message=True)

    def _preferences(self, window: AnyWindow) -> None:
        session = window.session if isinstance(window, MainWindow) else None
        dialog = PreferencesDialog(self.themes, self.settings.settings, session, window)
        dialog.changed.connect(self._on_settings_changed)
        dialog.open()

    def _on_settings_changed(self, settings: Settings) -> None:
        self.settings.put(settings)
        self.themes.set_mode(settings.theme)
        self.themes.set_still(settings.reduced_motion)
        for window in self.windows:
            window.set_author(settings.author)

    def _about(self, window: QMainWindow) -> None:
        AboutDialog(self.themes, app_version(), window).open()

    def _save_copy(self, window: AnyWindow) -> None:
        if not isinstance(window, MainWindow):
            return
        source = Path(window.session.location)
        suggested = source.with_name(f"{source.stem} copy{source.suffix}")
        chosen, _ = QFileDialog.getSaveFileName(
            window, self.tr("Save a copy"), str(suggested), self.tr("Roadmaps (*.roadmap)")
        )
        if chosen:
            self._copy(window, Path(chosen))

    def _copy(self, window: MainWindow, target: Path) -> None:
        try:
            window.session.save_copy(target)
        except RoadmapError as error:
            window.messages.refuse(self.tr("No copy was made. {why}").format(why=error))
            return
        folder = say_folder(str(target))
        window.messages.say(self.tr("Copied to {folder}").format(folder=folder))

    def _reopen(self, window: AnyWindow) -> None:
        """Closes a window and opens what lies at its place now."""
        if isinstance(window, MainWindow):
            location = window.session.location
            window.closed.connect(lambda: self.open_file(location))
            window.close()

    def _fill_recent(self, menu: QMenu) -> None:
        menu.clear()
        for location in self.settings.settings.recent:
            text = f"{Path(location).stem}  ({say_folder(location)})".replace("&", "&&")
            menu.addAction(text, partial(self.open_file, location))
        menu.setEnabled(bool(self.settings.settings.recent))

    # -- closing ----------------------------------------------------------------------------------

    def quit(self) -> None:
        """Closes every window; one with something unsaved may refuse."""
        for window in (*self.windows, self.start):
            if window is not None:
                window.close()

    def _on_closed(self, window: MainWindow) -> None:
        self._remember(window)
        self.windows.remove(window)
        window.deleteLater()
        # Later, so that whoever closed it to open another one has done so.
        QTimer.singleShot(0, self, self._say_emptied)

    def _on_start_closed(self, window: StartWindow) -> None:
        if not self.windows:
            self._remember(window)
        self.start = None
        window.deleteLater()
        self._say_emptied()

    def _say_emptied(self) -> None:
        if not self.windows and self.start is None:
            self.emptied.emit()

    # -- where windows stand ----------------------------------------------------------------------

    def _place(self, window: QMainWindow) -> None:
        remembered = self.settings.settings.window
        wanted = None if remembered is None else QRect(*remembered)
        others = [each for each in self.windows if each is not window]
        if others:
            wanted = others[-1].geometry().translated(28, 28)
        elif self.start is not None and window is not self.start:
            wanted = self.start.geometry()
        screens = QGuiApplication.screens()
        window.setGeometry(fitted(wanted, [screen.availableGeometry() for screen in screens]))
        if self.settings.settings.maximized and not others:
            window.setWindowState(window.windowState() | _MAXIMIZED)

    def _remember(self, window: QMainWindow) -> None:
        at = window.normalGeometry()
        place = (at.x(), at.y(), at.width(), at.height())
        self.settings.change(window=place, maximized=window.isMaximized())


def app_version() -> str:
    """Return the version of the installed program."""
    try:
        return version("roadmap")
    except PackageNotFoundError:
        return "0"
