"""How does somebody answer a snapshot? Asks, comments and a sign-off become a small reply file.

The window stays open beside it, so that pages and decisions can be looked at meanwhile. Nothing
leaves it until it is saved or copied.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gui.apart import Apart
from gui.dialogs.ask_panel import AskPanel
from gui.dialogs.form import ErrorLine, Form, room_for
from gui.models.reply_words import said_of, wanted_words
from gui.session import Session
from gui.sharing import free_name
from gui.tasks import Progress
from gui.theme import ThemeSource
from gui.widgets.buttons import Button, primary
from gui.widgets.label import Label
from roadmap.analysis.overview.overview import open_asks
from roadmap.analysis.words import counted
from roadmap.answering import Reply, Said, reply_block, reply_bytes, reply_of
from roadmap.authors import author_named
from roadmap.errors import RoadmapError
from roadmap.report.asking import AskWords
from roadmap.report.asks_in_words import words_of_asks
from roadmap.report.watching import Watch
from roadmap.service import Timeline, utc_now
from roadmap.signing import MISSING, fingerprint, is_available, sign
from roadmap.whole_file import write_whole

SUFFIX = ".json"


class ReviewDialog(QDialog):
    """The open asks of a snapshot with their answers, comments, and the sign-off."""

    def __init__(
        self, session: Session, themes: ThemeSource, folder: Path, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._session, self._themes, self._folder = session, themes, folder
        self._remarks: list[tuple[str, str]] = []
        self._saved = True
        self.setWindowTitle(self.tr("Answer this snapshot"))
        self.setMinimumSize(640, 480)
        self.resize(room_for(QSize(680, 700), self.screen().availableGeometry()))
        asks = open_asks(session.live)
        self.asks = tuple(AskPanel(themes, each, session.today) for each in asks)
        self.overall = QPlainTextEdit()
        self.about_decision = Button(themes, self.tr("Comment on the decision shown"), small=True)
        self.decision_words = Label(themes, style="small", tone="muted", wrap=True)
        self.sign_off = QCheckBox(self.tr("I have seen this review and sign it off"))
        self.name = QLineEdit(session.author.name)
        self.sign = QCheckBox(self.tr("Sign it with my key, so that others see that it is from me"))
        self.status = Label(themes, style="small", tone="muted", elide=True)
        self.problem = ErrorLine(themes)
        self.copy = Button(themes, self.tr("Copy as text"), icon="copy")
        self.save = primary(themes, self.tr("Save reply"), icon="save")
        self._build()
        self._connect()
        self._show_status()
        self._reckon()

    # -- build ------------------------------------------------------------------------------------

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        head = wanted_words(len(self.asks))
        column.addWidget(Label(self._themes, head, style="page", wrap=True))
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 8, 0)
        rows.setSpacing(10)
        for panel in self.asks:
            rows.addWidget(panel)
        rows.addWidget(self._rest())
        rows.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        column.addWidget(scroll, 1)
        column.addWidget(self.problem)
        column.addWidget(self.status)
        foot = QHBoxLayout()
        foot.addStretch(1)
        close = Button(self._themes, self.tr("Close"), keys="Esc")
        close.clicked.connect(self.close)
        for button in (close, self.copy, self.save):
            button.setAutoDefault(False)
            foot.addWidget(button)
        column.addLayout(foot)

    def _rest(self) -> Form:
        form, font = Form(self._themes, 120), self._themes.theme.font()
        self.overall.setFont(font)
        self.overall.setFixedHeight(72)
        self.overall.setTabChangesFocus(True)
        self.overall.setPlaceholderText(self.tr("What you think of all of it"))
        self.sign_off.setFont(font)
        self.name.setMaxLength(200)
        beside = QWidget()
        rows = QVBoxLayout(beside)
        rows.setContentsMargins(0, 2, 0, 0)
        rows.addWidget(self.about_decision, 0, Qt.AlignmentFlag.AlignLeft)
        rows.addWidget(self.decision_words)
        self.decision_words.hide()
        self.about_decision.setAutoDefault(False)
        beside.setFocusProxy(self.about_decision)
        form.add(self.tr("Comment"), self.overall)
        form.add(self.tr("On a decision"), beside)
        form.add(self.tr("Your name"), self.name)
        form.add("", self.sign_off)
        self.sign.setFont(font)
        self.sign.setEnabled(is_available())
        form.add("", self.sign, "" if is_available() else MISSING)
        return form

    def _connect(self) -> None:
        for panel in self.asks:
            panel.changed.connect(self._on_changed)
        self.overall.textChanged.connect(self._on_changed)
        self.sign_off.toggled.connect(self._on_changed)
        self.sign.toggled.connect(self._on_changed)
        self.about_decision.clicked.connect(self._on_about_decision)
        self.copy.clicked.connect(self._on_copy_clicked)
        self.save.clicked.connect(self._on_save_clicked)

    def _reckon(self) -> None:
        """Asks a worker why each is asked and what approving brings; nobody waits for it."""
        session = self._session
        if not self.asks or session.count < 1:
            return
        told, today = session.told(session.count - 1), session.today
        apart = Apart(session)

        def work(progress: Progress) -> dict[str, AskWords]:
            def find(timeline: Timeline) -> dict[str, AskWords]:
                return words_of_asks(timeline, told.index, today, Watch(progress))

            return apart.read(told.position, find)

        task = session.task(work, self._on_reckoned)
        self.finished.connect(lambda _result: task.forsake())

    def _on_reckoned(self, found: dict[str, AskWords]) -> None:
        for panel in self.asks:
            words = found.get(panel.ask.id)
            if words is not None:
                panel.show_words(words)

    # -- what is said -----------------------------------------------------------------------------

    def said(self) -> Said:
        """What was answered and written so far; a comment without an answer stands for itself."""
        answers, remarks = [], [(None, self.overall.toPlainText())]
        for panel in self.asks:
            if panel.answer is not None:
                answers.append((panel.ask.id, panel.answer, panel.comment))
            elif panel.comment:
                remarks.append((None, f"On “{panel.ask.title}”: {panel.comment}"))
        return Said(tuple(answers), (*self._remarks, *remarks), self.sign_off.isChecked())

    def reply(self) -> Reply:
        """The reply as of the snapshot's last decision. Raises Refused where it says nothing."""
        session = self._session
        return reply_of(
            session.roadmap,
            session.told(session.count - 1).id,
            self.said(),
            by=author_named(self.name.text()),
            at=utc_now(),
            sign=sign if self.sign.isChecked() else None,
        )

    def add_remark(self, decision: str, text: str) -> None:
        """Adds a comment on one decision."""
        self._remarks.append((decision, text))
        words = [f"{said_of(self._session, key)}: “{said}”" for key, said in self._remarks]
        self.decision_words.setText("\n".join(words))
        self.decision_words.show()
        self._on_changed()

    def _show_status(self) -> None:
        answered = sum(panel.answer is not None for panel in self.asks)
        parts = [f"{answered} of {len(self.asks)} answered."] if self.asks else []
        if self._remarks:
            parts.append(f"{counted(len(self._remarks), 'comment')} on decisions.")
        parts.append(self.tr("Nothing leaves this window until you save it."))
        self.status.setText(" ".join(parts))

    # -- gestures ---------------------------------------------------------------------------------

    def _on_changed(self) -> None:
        self._saved = False
        self.problem.set_problem(None)
        self._show_status()

    def _on_about_decision(self) -> None:
        session = self._session
        if session.index < 0:
            self.problem.set_problem(self.tr("No decision is shown: go to one in the playback."))
            return
        told = session.told(session.index)
        dialog = RemarkDialog(self._themes, said_of(session, told.id), self)
        dialog.accepted.connect(lambda: self.add_remark(told.id, dialog.text))
        dialog.open()

    def _on_copy_clicked(self) -> None:
        try:
            reply = self.reply()
        except RoadmapError as refused:
            self.problem.set_problem(str(refused))
            return
        QGuiApplication.clipboard().setText(reply_block(reply))
        self._saved = True
        self.problem.set_problem(None)
        said = self.tr("Copied: paste it into a mail to whoever sent you this.")
        self.status.setText(f"{said}{_signed_words(reply)}")

    def _on_save_clicked(self) -> None:
        try:
            reply = self.reply()
        except RoadmapError as refused:
            self.problem.set_problem(str(refused))
            return
        title = self.tr("Reply of {name} to {title}")
        title = title.format(name=reply.by, title=self._session.title)
        suggested = free_name(self._folder, title, SUFFIX)
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save reply"), str(suggested), self.tr("Replies (*.json)")
        )
        if chosen:
            path = Path(chosen)
            self.write(reply, path if path.suffix else path.with_suffix(SUFFIX))

    def write(self, reply: Reply, path: Path) -> None:
        """Writes the reply file and says so."""
        try:
            write_whole(path, reply_bytes(reply))
        except RoadmapError as error:
            self.problem.set_problem(str(error))
            return
        self._saved = True
        self.problem.set_problem(None)
        said = self.tr("Saved as {name}: send it to whoever sent you this.")
        self.status.setText(f"{said.format(name=path.name)}{_signed_words(reply)}")

    def reject(self) -> None:
        """Esc asks once where something would be lost."""
        if self.may_close():
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Asks once where something would be lost."""
        if self.may_close():
            super().closeEvent(event)
        else:
            event.ignore()

    def may_close(self) -> bool:
        """Whether nothing is lost; asked again, the person has been told."""
        if self._saved:
            return True
        self._saved = True  # a second time closes
        self.problem.set_problem(
            self.tr("Your reply is not saved yet: save or copy it. Closing again gives it up.")
        )
        return False


def _signed_words(reply: Reply) -> str:
    """What is said of the key, so that the other side can ask for it on another way."""
    found = reply.signature
    return "" if found is None else f" Signed with your key {fingerprint(found.key)}."


class RemarkDialog(QDialog):
    """One comment on one decision."""

    def __init__(self, themes: ThemeSource, about: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Comment on a decision"))
        self.setMinimumWidth(480)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        column.addWidget(Label(themes, about, weight=500, wrap=True))
        self.input = QPlainTextEdit()
        self.input.setFont(themes.theme.font())
        self.input.setFixedHeight(96)
        self.input.setTabChangesFocus(True)
        self.input.setAccessibleName(self.tr("Comment"))
        column.addWidget(self.input)
        row = QHBoxLayout()
        row.addStretch(1)
        cancel = Button(themes, self.tr("Cancel"), keys="Esc")
        cancel.clicked.connect(self.reject)
        self.add = primary(themes, self.tr("Add to the reply"))
        self.add.clicked.connect(self.accept)
        row.addWidget(cancel)
        row.addWidget(self.add)
        column.addLayout(row)

    @property
    def text(self) -> str:
        """What was written."""
        return self.input.toPlainText().strip()

    def accept(self) -> None:
        """An empty comment is none."""
        if self.text:
            super().accept()
