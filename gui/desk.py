"""Which windows are open, where do they stand, and how does a file come into one?

One window a file: opening a file again raises its window. While no roadmap is open there is the
start window. What people ask of any window, new, import, sample, is desk_wishes.py's question.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow

from gui.settings import SettingsFile
from gui.theme import ThemeSource
from gui.window.place import fitted
from gui.window.window import MainWindow
from roadmap.collector import without_collector
from roadmap.folders import cache_folder
from roadmap.recognise import is_document

if TYPE_CHECKING:
    from gui.desk_wishes import Wishes
    from gui.start_window import StartWindow
    from roadmap.errors import RoadmapError
    from roadmap.service import Roadmap

    AnyWindow = MainWindow | StartWindow

_SOON = 4_000_000  # bytes that open while one waits; larger files show progress
_LATE_MS = 500  # a window that is not in view by then is filled all the same
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

    @cached_property
    def wishes(self) -> Wishes:
        """What leads beyond a window."""
        from gui.desk_wishes import Wishes  # noqa: PLC0415 - dialogs, when first needed

        return Wishes(self)

    # -- opening ----------------------------------------------------------------------------------

    def open_start(self, problem: str | None = None) -> StartWindow:
        """Shows the start window, with a sentence where something could not be opened."""
        from gui.diagnostics import app_version  # noqa: PLC0415 - after the first frame
        from gui.start_window import StartWindow  # noqa: PLC0415 - a file opens without it
        from roadmap.service import utc_now  # noqa: PLC0415 - after the first frame

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

    def open_file(self, location: str) -> None:
        """Opens a roadmap, or raises its window; a large file is read on a worker.

        Where nothing is in view yet, the window comes first and its roadmap right after.
        """
        path = Path(location).expanduser().absolute()
        for window in self.windows:
            if Path(window.location) == path:
                window.raise_()
                window.activateWindow()
                return
        if self.start is None and not self.windows and is_document(path):
            self._open_in_view(path)
        elif self.start is not None and path.is_file() and path.stat().st_size > _SOON:
            self._open_slowly(path)
        else:
            self._open(path)

    def _open_in_view(self, path: Path) -> None:
        """Shows the window, and fills it once it was painted."""
        window = self._new_window(str(path))
        window.show()
        late = QTimer(window)
        late.setSingleShot(True)

        def fill() -> None:
            late.stop()
            if window not in self.windows or window.begun or late.property("filled"):
                return
            late.setProperty("filled", True)
            if path.is_file() and path.stat().st_size > _SOON:
                self._read_in_view(path, window)
                return
            with _at_once(window), without_collector():  # modules and a history are no garbage
                self._open(path, window)

        # In the turn after, when what was painted is on the screen.
        window.frame.painted.connect(fill, Qt.ConnectionType.QueuedConnection)
        late.timeout.connect(fill)
        late.start(_LATE_MS)

    def _read_in_view(self, path: Path, window: MainWindow) -> None:
        """Reads a long history on a worker, saying in its window how far it is."""
        from gui.tasks import Task  # noqa: PLC0415 - after the first frame
        from gui.widgets.progress_overlay import ProgressOverlay  # noqa: PLC0415 - as above
        from roadmap.analysis.words import say_number  # noqa: PLC0415 - as above
        from roadmap.service import Roadmap  # noqa: PLC0415 - as above

        shown = ProgressOverlay(self.themes, window.frame)
        shown.start(self.tr("Opening {name}").format(name=path.stem))
        task = Task(lambda progress: Roadmap.open(path, cache_folder(), progress), self)
        shown.cancel_requested.connect(self.open_start)  # before the last window goes
        shown.cancel_requested.connect(window.close)
        window.closed.connect(task.cancel)

        def progressed(done: int, total: int) -> None:
            detail = self.tr("{done} of {total} changes read")
            words = detail.format(done=say_number(done), total=say_number(total))
            if window in self.windows:
                shown.set_progress(done, total, words)

        def opened(roadmap: Roadmap) -> None:
            if window not in self.windows:
                roadmap.close()
                return
            shown.finish()
            with _at_once(window):
                self.on_opened(roadmap, window)

        def failed(error: RoadmapError) -> None:
            if window in self.windows:
                window.close()
                self.on_not_opened(path, error)

        task.progressed.connect(progressed)
        task.done.connect(opened)
        task.failed.connect(failed)
        task.start()

    def _open(self, path: Path, window: MainWindow | None = None) -> None:
        """Opens a roadmap in a window of its own, or in the one that waits for it."""
        from roadmap.errors import RoadmapError  # noqa: PLC0415 - after the first frame
        from roadmap.service import Roadmap  # noqa: PLC0415 - after the first frame

        try:
            roadmap = Roadmap.open(path, cache_folder())
        except RoadmapError as error:
            if window is not None:
                window.close()
            self.on_not_opened(path, error)
            return
        self.on_opened(roadmap, window)

    def _open_slowly(self, path: Path) -> None:
        from gui.tasks import Task  # noqa: PLC0415 - after the first frame
        from roadmap.service import Roadmap  # noqa: PLC0415 - after the first frame

        start = self.open_start()
        start.progress.start(self.tr("Opening {name}").format(name=path.stem), cancellable=False)
        task = Task(lambda _progress: Roadmap.open(path, cache_folder()), start)

        def opened(roadmap: Roadmap) -> None:
            start.progress.finish()
            self.on_opened(roadmap)

        def failed(error: RoadmapError) -> None:
            start.progress.finish()
            self.on_not_opened(path, error)

        task.done.connect(opened)
        task.failed.connect(failed)
        task.start()

    def on_opened(self, roadmap: Roadmap, window: MainWindow | None = None) -> MainWindow:
        """Shows an open roadmap, in `window` where one waits for it, and remembers it."""
        self.settings.add_recent(str(Path(roadmap.location).absolute()))
        return self.show_roadmap(roadmap, window)

    def show_roadmap(self, roadmap: Roadmap, window: MainWindow | None = None) -> MainWindow:
        """Shows an open roadmap in a window of its own, or in the one that waits for it."""
        from gui.session import Session  # noqa: PLC0415 - after the first frame

        session = Session(roadmap, self.settings.settings.author)
        window = window or self._new_window(roadmap.location)
        try:
            window.begin(session)
        except BaseException:
            session.close()  # else its thread would take the whole app down with it
            window.close()
            self.open_start()
            raise
        window.show()
        if self.start is not None:
            self.start.close()
        if session.is_ready:
            session.check()
        else:  # both at once would hold each other up
            session.ready.connect(session.check, Qt.ConnectionType.SingleShotConnection)
        return window

    def _new_window(self, location: str) -> MainWindow:
        window = MainWindow(self.themes, location)
        window.wished.connect(partial(self._on_wished, window))
        window.closed.connect(partial(self._on_closed, window))
        self.windows.append(window)
        self._place(window)
        return window

    def on_not_opened(self, path: Path, error: RoadmapError) -> None:
        """Says why a file was not opened."""
        text = self.tr("{name} was not opened. {why}").format(name=path.name, why=error)
        if self.windows:
            self.windows[-1].messages.refuse(text)
        else:
            self.open_start(text)

    def _on_wished(self, window: AnyWindow, what: str, more: object) -> None:
        self.wishes.take(window, what, more)

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


@contextmanager
def _at_once(window: MainWindow) -> Iterator[None]:
    """Paints nothing meanwhile, else the parts of a window would appear one by one."""
    window.setUpdatesEnabled(False)
    QTimer.singleShot(0, window, lambda: window.setUpdatesEnabled(True))
    yield
