"""How is a file taken in: looked at, mapped, tried, and then imported as one decision?

An export of a tracker brings items; a file of levels, measurements or incidents brings no items and
needs no mapping.

Whatever the person changes, the file is read again on a worker and the dry run says what would
happen; the button imports exactly that.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from gui.dialogs.form import framed, room_for
from gui.dialogs.importing.facts import brought, source_word
from gui.dialogs.importing.mapping import MappingPanel
from gui.dialogs.importing.reading import ImportReader
from gui.dialogs.importing.report import ReportPanel
from gui.dialogs.importing.rows import FirstRows
from gui.dialogs.importing.settings import ImportSettings
from gui.session import Session
from gui.settings import SettingsFile
from gui.theme import ThemeSource
from gui.views.start.page import DropHint
from gui.widgets.buttons import Button
from gui.widgets.label import Label
from gui.widgets.progress_overlay import ProgressOverlay
from gui.window.drops import dropped_files
from roadmap.analysis.items.grid import grid
from roadmap.analysis.phrases.scene import Scene
from roadmap.analysis.words import counted
from roadmap.dry_run import (
    DryRun,
    FactsRun,
    HowToRead,
    Mapping,
    Now,
    Preview,
    read_mapping,
    write_mapping,
)
from roadmap.errors import ImportRefused
from roadmap.values import Quadrant

FILES = "Exports (*.csv *.json *.tsv *.txt *.yaml *.yml);;All files (*)"
_REST_MS = 200
_ALL = 16_777_215  # QWIDGETSIZE_MAX
_SOURCES = {"jira": "Jira", "github": "GitHub", "linear": "Linear"}


class ImportDialog(QDialog):
    """The import of one file.

    Signals:
        imported(str): The id of the decision that took the file in.
    """

    imported = Signal(str)

    def __init__(
        self,
        session: Session,
        themes: ThemeSource,
        parent: QWidget,
        path: str | None = None,
        *,
        memory: SettingsFile | None = None,
    ) -> None:
        """``memory`` keeps the folder that files were chosen from last."""
        super().__init__(parent)
        self._session, self._themes, self._memory = session, themes, memory
        self._path: Path | None = None
        self._how = HowToRead()
        self._preview: Preview | None = None
        self._run: DryRun | None = None
        self._facts: FactsRun | None = None
        self._unsorted: frozenset[str] = frozenset()  # when the import began
        self._reader = ImportReader(self)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._look)
        self.settings = ImportSettings(themes)
        self.mapping = MappingPanel(themes)
        self.rows = FirstRows(themes)
        self.report = ReportPanel(themes)
        self.file = Label(themes, tone="muted", elide=True)
        self.drop = DropHint(
            themes,
            self.tr("Drop an export of Jira, GitHub or Linear, any CSV, OpenSLO or incidents"),
        )
        self.go = Button(themes, self.tr("Import"), kind="primary")
        self.progress = ProgressOverlay(themes, self)
        # Alone it takes the whole middle, so that head and buttons stay at the edges.
        self.drop.setMaximumHeight(_ALL)
        self.drop.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._build()
        self._connect()
        self._show_parts()
        if path is not None:
            self.take(path)

    @property
    def brought_to(self) -> str:
        """The id of the page that shows what was imported; "" where none shows it best."""
        if self._facts is not None:
            facts = self._facts.facts
            return "principles" if facts.baselines or facts.measurements else "interruptions"
        unsorted = set(grid(self._session.live).of(Quadrant.UNSORTED).items)
        if unsorted - self._unsorted:
            return "sort"
        return "overview" if self._run is not None and self._run.comparison.new else ""

    @staticmethod
    def choose(parent: QWidget, memory: SettingsFile | None = None) -> str:
        """Asks for a file, first in the folder of the last one; "" where the person went back."""
        last = Path(memory.settings.import_folder) if memory is not None else Path()
        folder = last if last.is_absolute() and last.is_dir() else Path.home()
        chosen, _ = QFileDialog.getOpenFileName(parent, "Import a file", str(folder), FILES)
        if chosen and memory is not None:
            memory.change(import_folder=str(Path(chosen).parent))
        return chosen

    def take(self, path: str) -> None:
        """Takes another file."""
        self._path, self._how = Path(path), HowToRead()
        self._preview = self._facts = None
        self.settings.reset()
        self.file.setText(Path(path).name)
        self._look()

    # -- build ------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.setWindowTitle(self.tr("Import a file"))
        self.setAcceptDrops(True)
        self.setMinimumSize(720, 480)
        self.resize(room_for(QSize(1000, 700), self.screen().availableGeometry()))
        choose = Button(self._themes, self.tr("Choose a file"), icon="folder-open")
        choose.clicked.connect(self._on_choose_clicked)
        self.choose_button = choose
        head = QHBoxLayout()
        head.addWidget(Label(self._themes, self.tr("Import a file"), style="title"))
        head.addSpacing(8)
        head.addWidget(self.file, 1)
        head.addWidget(choose)
        self._middle = QWidget()
        middle = QHBoxLayout(self._middle)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(20)
        self.mapping.setFixedWidth(380)
        middle.addWidget(self.mapping)
        middle.addWidget(framed(self._themes, self.rows), 1)
        cancel = Button(self._themes, self.tr("Cancel"), keys="Esc")
        cancel.clicked.connect(self.reject)
        foot = QHBoxLayout()
        said = self.tr("The import is one decision; Undo takes it back.")
        foot.addWidget(Label(self._themes, said, style="small", tone="muted"), 1)
        foot.addWidget(cancel)
        foot.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(14)
        column.addLayout(head)
        column.addWidget(self.drop, 1)
        column.addWidget(self.settings)
        column.addWidget(self._middle, 5)
        column.addWidget(self.report, 2)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.settings.changed.connect(self._rest.start)
        self.mapping.changed.connect(self._on_mapping_changed)
        self.mapping.load_requested.connect(self._on_load_requested)
        self.mapping.save_requested.connect(self._on_save_requested)
        reader, report = self._reader, self.report
        reader.begun.connect(self._on_begun)
        reader.late.connect(lambda doing: self.progress.start(doing, self.file.text()))
        reader.progressed.connect(self.progress.set_progress)
        reader.rested.connect(self.progress.finish)
        reader.looked.connect(self._on_looked)
        reader.tried.connect(self._on_tried)
        reader.facts.connect(self._on_facts)
        reader.failed.connect(self._on_failed)
        reader.stopped.connect(
            lambda: report.show_waiting(self.tr("Stopped. Nothing was changed."))
        )
        self.progress.cancel_requested.connect(reader.cancel)
        self.go.clicked.connect(self._on_go_clicked)

    def _show_parts(self) -> None:
        there = self._preview is not None
        read = there or self._facts is not None
        self.drop.setVisible(not read)
        self.settings.setVisible(read)
        self._middle.setVisible(there)
        self.report.setVisible(read or self._path is not None)
        self.mapping.setVisible(self._preview is not None and self._preview.needs_mapping)
        self._show_go()

    def _show_go(self) -> None:
        run = self._run
        if self._facts is not None:
            self._show_go_facts(self._facts)
            return
        if run is None:
            self.go.set_text(self.tr("Import"))
            self.go.set_blocked(self.tr("Choose a file first; then this says what it would do."))
            return
        number = len(run.comparison.new) + len(run.comparison.changed)
        self.go.set_text(self.tr("Import {items}").format(items=counted(number, "item")))
        nothing = self.tr("Nothing would change.")
        self.go.set_blocked(None if run.comparison.events else nothing)

    def _show_go_facts(self, run: FactsRun) -> None:
        new = brought(run)
        self.go.set_text(self.tr("Import {what}").format(what=new) if new else self.tr("Import"))
        nothing = self.tr("Nothing would change.")
        self.go.set_blocked(None if run.comparison.events else nothing)

    # -- reading ----------------------------------------------------------------------------------

    def _on_begun(self, doing: str) -> None:
        self._run = self._facts = None
        self._show_go()
        self.report.show_waiting(doing)

    def _look(self) -> None:
        if self._path is not None:
            self._how = self.settings.applied(self._how)
            session = self._session
            now = Now(session.moment, session.today)
            self._reader.look(self._path, self._how, session.live, now)

    def _on_looked(self, preview: Preview) -> None:
        first = self._preview is None
        self._preview = preview
        self.settings.show_preview(preview)
        self.rows.show_preview(preview)
        if preview.needs_mapping:
            self.mapping.show_preview(preview, None if first else self._mapping())
        self._show_parts()
        if first and preview.needs_mapping and self.focusWidget() in (None, self.choose_button):
            self.mapping.focus_missing()
        self._try()

    def _mapping(self) -> Mapping | None:
        if self._preview is None or not self._preview.needs_mapping:
            return None
        return self.mapping.mapping

    def _try(self) -> None:
        """Begins the dry run, where nothing is missing for it."""
        path = self._path
        if path is None or self._preview is None:
            return
        problem = self.mapping.problem if self._preview.needs_mapping else None
        if problem is not None:
            self._run = None
            self.report.show_waiting(problem)
            self._show_go()
            return
        try:
            how = replace(self._how, mapping=self._mapping())
        except ImportRefused as error:
            self.report.show_problem(str(error))
            return
        self._reader.try_out(self._session.live, path, how, self._session.today)

    def _on_tried(self, run: DryRun) -> None:
        self._run = run
        state = self._session.live
        self.report.show_run(run, state, Scene(state, state, self._session.today))
        counts = run.export.counts
        points = counts.unit == "points" and counts.estimated > 0
        self.settings.show_factor(run.comparison.factor, points=points)
        self._show_go()
        self._lead_to_go()

    def _on_facts(self, run: FactsRun) -> None:
        self._preview, self._facts = None, run
        self.settings.show_facts(run.facts)
        self.report.show_facts(run, self._session.live)
        self._show_parts()
        self._lead_to_go()

    def _lead_to_go(self) -> None:
        """Return imports once a file was chosen, also while its dialog still has the keyboard."""
        if self.focusWidget() in (None, self.choose_button) and self.go.isEnabled():
            self.go.setFocus()

    def _on_failed(self, why: str) -> None:
        self._show_parts()
        self.report.show_problem(why)

    # -- gestures ---------------------------------------------------------------------------------

    def _on_choose_clicked(self) -> None:
        chosen = self.choose(self, self._memory)
        if chosen:
            self.take(chosen)

    def _on_mapping_changed(self) -> None:
        self._try()

    def _on_load_requested(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, self.tr("Load mapping"), str(Path.home()), "Mappings (*.json);;All files (*)"
        )
        if chosen:
            self.load_mapping(Path(chosen))

    def load_mapping(self, path: Path) -> None:
        """Uses the mapping in a file."""
        if self._preview is None:
            return
        try:
            mapping = read_mapping(path)
        except ImportRefused as error:
            self.report.show_problem(str(error))
            return
        self.mapping.show_preview(self._preview, mapping)
        self._try()

    def _on_save_requested(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save mapping"), str(Path.home() / "mapping.json"), "Mappings (*.json)"
        )
        if chosen:
            self.save_mapping(Path(chosen))

    def save_mapping(self, path: Path) -> None:
        """Keeps the mapping in a file."""
        try:
            mapping = self.mapping.mapping
            if mapping is None:
                self.report.show_waiting(self.mapping.problem or "")
            else:
                write_mapping(mapping, path)
        except ImportRefused as error:
            self.report.show_problem(str(error))

    def _on_go_clicked(self) -> None:
        run, facts = self._run, self._facts
        self._unsorted = frozenset(grid(self._session.live).of(Quadrant.UNSORTED).items)
        if facts is not None:
            new = brought(facts) or self.tr("changes")
            source = source_word(facts.facts.source, self.file.text())
            said = self.tr("Imported {what} from {source}").format(what=new, source=source)
            self.progress.start(self.tr("Importing {what}").format(what=new), cancellable=False)
            self._session.execute_aside([facts.command], self._on_imported, said)
            return
        if run is None:
            return
        number = len(run.comparison.new) + len(run.comparison.changed)
        items, source = counted(number, "item"), run.export.source
        said = self.tr("Imported {items} from {source}").format(
            items=items, source=_SOURCES.get(source, source)
        )
        self.progress.start(self.tr("Importing {items}").format(items=items), cancellable=False)
        self._session.execute_aside([run.command], self._on_imported, said)

    def _on_imported(self, decision: str | None) -> None:
        self.progress.finish()
        if decision is not None:
            self.imported.emit(decision)
            self.accept()

    def done(self, result: int) -> None:
        """Stops what is being read."""
        self._rest.stop()
        self._reader.forget()
        super().done(result)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Takes a file."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Takes the first of the dropped files."""
        for path in dropped_files(event)[:1]:
            self.take(path)
        event.acceptProposedAction()
