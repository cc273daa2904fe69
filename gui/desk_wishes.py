"""What do people ask of any window: a new roadmap, another one, an import, a copy, preferences?

Every wish is one dialog or one step of the desk; nothing of it is needed before somebody asks.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QMainWindow, QMenu

from gui.diagnostics import app_version
from gui.dialogs.about import AboutDialog
from gui.dialogs.importing.dialog import ImportDialog
from gui.dialogs.new_roadmap import SUFFIX, NewRoadmapDialog, documents_folder
from gui.dialogs.preferences.dialog import PreferencesDialog
from gui.recents import say_folder
from gui.settings import Settings
from gui.sharing import free_name
from gui.start_window import StartWindow
from gui.window.window import MainWindow
from roadmap.errors import RoadmapError
from roadmap.folders import data_folder
from roadmap.sample import open_sample
from roadmap.service import Roadmap, utc_now

if TYPE_CHECKING:
    from gui.desk import Desk

AnyWindow = MainWindow | StartWindow


class Wishes:
    """Does what windows wish for."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def take(self, window: AnyWindow, what: str, more: object) -> None:
        """Does what a window wishes for: see MainWindow's signal."""
        match what:
            case "file":
                self._desk.open_file(str(more))
            case "forget":
                self._desk.settings.forget_recent(str(more))
                self._desk.open_start()
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
            "open_copy": partial(self._save_copy, window, then_open=True),
            "reopen": partial(self._reopen, window),
            "quit": self._desk.quit,
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
            self._desk.themes, window, today=today, folder=documents_folder(), name=name
        )

        def accepted() -> None:
            wanted = dialog.wanted
            try:
                by = self._desk.settings.settings.author
                roadmap = Roadmap.create(wanted.path, wanted.fields, by=by, at=utc_now())
            except RoadmapError as error:
                self._desk.on_not_opened(wanted.path, error)
                return
            window = self._desk.on_opened(roadmap)
            if then is not None:
                then(window)

        dialog.accepted.connect(accepted)
        dialog.open()
        return dialog

    def _choose(self, window: QMainWindow) -> None:
        recent = self._desk.settings.settings.recent
        folder = str(Path(recent[0]).parent) if recent else str(documents_folder())
        chosen, _ = QFileDialog.getOpenFileName(
            window,
            self._desk.tr("Open a roadmap"),
            folder,
            self._desk.tr("Roadmaps and snapshots (*.roadmap *.roadsnap);;All files (*)"),
        )
        if chosen:
            self._desk.open_file(chosen)

    def _open_sample(self, _window: QMainWindow) -> None:
        try:
            path = open_sample(data_folder())
        except RoadmapError as error:
            self._desk.on_not_opened(Path("sample.roadmap"), error)
            return
        self._desk.open_file(str(path))

    def _import(self, window: AnyWindow, path: str | None) -> None:
        if isinstance(window, MainWindow):
            dialog = ImportDialog(
                window.session, self._desk.themes, window, path, memory=self._desk.settings
            )
            dialog.imported.connect(
                lambda _decision: window.open_page(dialog.brought_to, keep_message=True)
            )
            dialog.open()
            return
        source = path or ImportDialog.choose(window, self._desk.settings)
        if source:
            name = Path(source).stem.replace("-", " ").replace("_", " ").strip().capitalize()
            self.make_new(window, name, lambda opened: self._import(opened, source))

    def _preferences(self, window: AnyWindow) -> None:
        session = window.session if isinstance(window, MainWindow) else None
        dialog = PreferencesDialog(self._desk.themes, self._desk.settings.settings, session, window)
        dialog.changed.connect(self._on_settings_changed)
        dialog.open()

    def _on_settings_changed(self, settings: Settings) -> None:
        self._desk.settings.put(settings)
        self._desk.themes.set_mode(settings.theme)
        self._desk.themes.set_still(settings.reduced_motion)
        for window in self._desk.windows:
            window.set_author(settings.author)

    def _about(self, window: QMainWindow) -> None:
        AboutDialog(self._desk.themes, app_version(), window).open()

    def _save_copy(self, window: AnyWindow, *, then_open: bool = False) -> None:
        """Asks where a copy goes; of a snapshot it is a roadmap that can be changed."""
        if not isinstance(window, MainWindow):
            return
        source = Path(window.session.location)
        suggested = free_name(source.parent, f"{source.stem} copy", SUFFIX)
        chosen, _ = QFileDialog.getSaveFileName(
            window,
            self._desk.tr("Open a copy") if then_open else self._desk.tr("Save a copy"),
            str(suggested),
            self._desk.tr("Roadmaps (*.roadmap)"),
        )
        if not chosen:
            return
        target = Path(chosen) if Path(chosen).suffix else Path(chosen).with_suffix(SUFFIX)
        if self._copy(window, target) and then_open:
            self._desk.open_file(str(target))

    def _copy(self, window: MainWindow, target: Path) -> bool:
        """Writes the copy; says where, or why not."""
        try:
            window.session.save_copy(target)
        except RoadmapError as error:
            window.messages.refuse(self._desk.tr("No copy was made. {why}").format(why=error))
            return False
        folder = say_folder(str(target))
        window.messages.say(self._desk.tr("Copied to {folder}").format(folder=folder))
        return True

    def _reopen(self, window: AnyWindow) -> None:
        """Closes a window and opens what lies at its place now."""
        if isinstance(window, MainWindow):
            location = window.session.location
            window.closed.connect(lambda: self._desk.open_file(location))
            window.close()

    def _fill_recent(self, menu: QMenu) -> None:
        menu.clear()
        for location in self._desk.settings.settings.recent:
            text = f"{Path(location).stem}  ({say_folder(location)})".replace("&", "&&")
            menu.addAction(text, partial(self._desk.open_file, location))
        menu.setEnabled(bool(self._desk.settings.settings.recent))
