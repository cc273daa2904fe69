"""What is shared, and what came of it? Said in words before anything is written.

The file is written on a worker, with progress and cancel; afterwards the same dialog says what was
written, and opens it or its folder.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.dialogs.form import FormDialog
from gui.dialogs.share_form import ShareForm
from gui.session import Session
from gui.sharing import (
    FORMS,
    Order,
    Unset,
    Written,
    say_size,
    set_paper,
    show_file,
    write_shared,
)
from gui.tasks import Task
from gui.theme import ThemeSource
from gui.widgets.buttons import Button
from gui.widgets.label import Label
from gui.widgets.progress_overlay import ProgressOverlay
from roadmap.errors import RoadmapError
from roadmap.report.left_out import doubts_said, left_out
from roadmap.service import utc_now

_WIDTH = 620


class ShareDialog(FormDialog):
    """The form of a share, then what was written.

    Signals:
        open_requested(str): A snapshot is to be opened in the app.
    """

    open_requested = Signal(str)

    def __init__(
        self,
        session: Session,
        themes: ThemeSource,
        folder: Path,
        parent: QWidget | None,
        show: Callable[[Path], bool] = show_file,
    ) -> None:
        """`show` opens a file with the program that is made for it, and says whether it did."""
        super().__init__(themes, "Share", "", parent, _WIDTH)
        self._session, self._show = session, show
        self._task: Task | None = None
        self.written: Written | None = None
        self.fields = ShareForm(session, themes, folder)
        self.form.add_wide(self.fields)
        self.fields.changed.connect(self._on_changed)
        self.outcome = _Outcome(themes)
        self._column.insertWidget(0, self.outcome)
        self.outcome.open_it.clicked.connect(self._on_open_clicked)
        self.outcome.folder.clicked.connect(self._on_folder_clicked)
        self.progress = ProgressOverlay(themes, self)
        self.progress.cancel_requested.connect(self._on_cancel_requested)
        self._on_changed()

    def accept(self) -> None:
        """Writes the file; the dialog stays and says what came of it."""
        if self.written is not None:
            super().accept()
            return
        problem = self.fields.problem()
        self.show_problem(problem)
        if problem is None and self.progress.isHidden():
            self.progress.start(self.tr("Writing {name}").format(name=self.fields.target.name))
            self._session.when_saved(self._begin)

    def event(self, event: QEvent) -> bool:
        """As high as its sentences are, which other choices make longer or shorter."""
        handled = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest and self.isVisible():
            self.resize(self.width(), self._column.totalHeightForWidth(self.width()))
        return handled

    def reject(self) -> None:
        """Esc stops the writing first."""
        if self._task is not None:
            self._task.cancel()
        else:
            super().reject()

    def order(self) -> Order:
        """What is to be written."""
        session, fields, now = self._session, self.fields, utc_now()
        index = session.count - 1 if fields.at_now else session.index
        return Order(
            location=session.location,
            decision=session.told(index).id if index >= 0 else None,
            today=session.roadmap.today(now) if fields.at_now else session.today,
            shape=fields.shape,
            wanted=fields.redaction,
            target=fields.target,
            by=session.author,
            at=now,
            signed=fields.signed,
        )

    def _begin(self) -> None:
        order = self.order()
        self._task = self._session.task(
            lambda progress: write_shared(order, progress), self._on_done, self._on_failed
        )
        self._task.progressed.connect(self.progress.set_progress)
        self._task.cancelled.connect(self._end)

    def _on_changed(self) -> None:
        self.save.set_text(FORMS[self.fields.shape].save)
        self.show_problem(None)

    def _on_cancel_requested(self) -> None:
        if self._task is not None:
            self._task.cancel()

    # -- what came of it --------------------------------------------------------------------------

    def _end(self) -> None:
        self._task = None
        self.progress.finish()

    def _on_failed(self, error: RoadmapError) -> None:
        self._end()
        self.show_problem(str(error))

    def _on_done(self, found: Written | Unset) -> None:
        if isinstance(found, Written):
            self._say_written(found)
            return
        try:
            self._say_written(set_paper(found, self.themes.theme))
        except RoadmapError as error:
            self._on_failed(error)

    def _say_written(self, written: Written) -> None:
        self._end()
        self.written = written
        self.form.hide()
        self.cancel.hide()
        what = self.tr("{name} is written, {size}.")
        what = what.format(name=written.path.name, size=say_size(written.size))
        folder, doubts = str(written.path.parent), doubts_said(written.doubts)
        self.outcome.say(what, folder, left_out(self.fields.redaction), doubts)
        self.save.set_text(self.tr("Done"))
        self.save.setFocus()
        self.adjustSize()

    def _on_open_clicked(self) -> None:
        if self.written is None:
            return
        if self.fields.shape == "snapshot":
            self.open_requested.emit(str(self.written.path))
            super().accept()
        elif not self._show(self.written.path):
            self.show_problem(self.tr("No program here opens it: its folder stands above."))

    def _on_folder_clicked(self) -> None:
        if self.written is not None and not self._show(self.written.path.parent):
            self.show_problem(self.tr("No program here opens a folder: its path stands above."))


class _Outcome(QWidget):
    """What was written, where, what is not in it, and the ways to it."""

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__()
        self._what = Label(themes, style="section", wrap=True)
        self._where = Label(themes, style="small", tone="muted", wrap=True)
        self._left_out = Label(themes, wrap=True)
        self._doubts = Label(themes, tone="warn", wrap=True)
        self.open_it = Button(themes, self.tr("Open it"), icon="external-link")
        self.folder = Button(themes, self.tr("Show in folder"), icon="folder-open")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for label in (self._what, self._where, self._left_out, self._doubts):
            column.addWidget(label)
        column.addSpacing(6)
        row = QHBoxLayout()
        for button in (self.open_it, self.folder):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence that says what was written."""
        return self._what.text()

    @property
    def doubts(self) -> str:
        """The sentences that say where a word may be a name."""
        return self._doubts.text()

    def say(self, what: str, where: str, left_out: str, doubts: str) -> None:
        """Shows it; `doubts` says where a word may be a name, "" for nowhere."""
        self._what.setText(what)
        self._where.setText(where)
        self._left_out.setText(left_out)
        self._doubts.setText(doubts)
        self._doubts.setVisible(bool(doubts))
        self.setAccessibleName(what)
        self.show()
