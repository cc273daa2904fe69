"""What does a reply say, and is it to go on the record? Shown before anything is taken in."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from gui.dialogs.form import FormDialog
from gui.models.reply_words import Line, reply_head, reply_lines, worth_line
from gui.session import Session
from gui.theme import ThemeSource
from gui.widgets.buttons import Button
from gui.widgets.label import Label
from gui.widgets.panel import Panel
from roadmap.answering import (
    Reply,
    Taking,
    pasted_reply,
    read_reply,
    remember_signer,
    said_in,
    taking_of,
)
from roadmap.errors import RoadmapError
from roadmap.service import utc_now

_WIDTH = 600


class TakeInDialog(FormDialog):
    """A reply file or a pasted block, what it says, and one button that takes it in."""

    def __init__(
        self, session: Session, themes: ThemeSource, parent: QWidget | None, path: str | None = None
    ) -> None:
        super().__init__(themes, "Take in a reply", "Take in", parent, _WIDTH)
        self._session = session
        self._reply: Reply | None = None
        self._taking: Taking | None = None
        self.pasted = QPlainTextEdit()
        self.choose = Button(themes, self.tr("Choose a file"), icon="file")
        self.seen = Seen(themes)
        self._build()
        self.pasted.textChanged.connect(self._on_pasted)
        self.choose.clicked.connect(self._on_choose_clicked)
        self._show(None)
        if path is not None:
            self.read(path)

    def _build(self) -> None:
        self.pasted.setFont(self.themes.theme.font("small"))
        self.pasted.setFixedHeight(96)
        self.pasted.setTabChangesFocus(True)
        self.pasted.setPlaceholderText(self.tr("Paste the block of text of a reply here"))
        self.pasted.setAccessibleName(self.tr("Block of text"))
        self.choose.setAutoDefault(False)
        said = self.tr(
            "What leadership answered to a page or a snapshot becomes their decision here, once."
        )
        self.form.add_wide(Label(self.themes, said, tone="muted", wrap=True))
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.choose)
        line.addWidget(Label(self.themes, self.tr("or paste it below"), tone="muted"))
        line.addStretch(1)
        self.form.add_wide(row)
        self.form.add_wide(self.pasted)
        self.form.add_wide(self.seen)
        self.form.finish()

    # -- reading ----------------------------------------------------------------------------------

    def read(self, path: str) -> None:
        """Reads a reply file and shows what it says."""
        try:
            reply = read_reply(Path(path))
        except RoadmapError as error:
            self._show(None)
            self.show_problem(str(error))
            return
        self._show(reply)

    def _on_pasted(self) -> None:
        text = self.pasted.toPlainText()
        if not text.strip():
            self._show(None)
            return
        try:
            reply = pasted_reply(text)
        except RoadmapError as error:
            self._show(None)
            self.show_problem(str(error))
            return
        self._show(reply)

    def _on_choose_clicked(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self,
            self.tr("Take in a reply"),
            str(Path(self._session.location).parent),
            self.tr("Replies (*.json *.txt);;All files (*)"),
        )
        if chosen:
            self.read(chosen)

    # -- show -------------------------------------------------------------------------------------

    def _show(self, reply: Reply | None) -> None:
        self._reply, self._taking = reply, None
        self.show_problem(None)
        self.seen.setVisible(reply is not None)
        if reply is None:
            self.save.set_blocked(self.tr("Choose a reply file or paste its block of text."))
            return
        problem = self._checked(reply)
        head, lines = reply_head(reply, self._session), reply_lines(reply, self._session)
        self.seen.show_lines(head, lines, self._sure_of(reply))
        self.show_problem(problem)
        self.save.set_blocked(problem)
        self.adjustSize()

    def _sure_of(self, reply: Reply) -> str:
        return "" if self._taking is None else worth_line(reply, self._taking.worth)

    def _checked(self, reply: Reply) -> str | None:
        """Return why the reply cannot be taken in, or None; keeps what it would record."""
        session = self._session
        if session.read_only is not None:
            return session.read_only
        try:
            taking = taking_of(session.roadmap, reply, session.live, utc_now())
        except RoadmapError as error:
            return str(error)
        refusal = session.refusal(taking.commands)
        if refusal is not None:
            return refusal
        if session.preview(taking.commands) is session.live:
            return self.tr("All of this was taken in before.")
        self._taking = taking
        return None

    def accept(self) -> None:
        """Takes the reply in as one decision of whoever wrote it."""
        if self._reply is None or self._taking is None:
            return
        said = self.tr("Took in {what} by {name}")
        said = said.format(what=said_in(self._reply), name=self._taking.by.name)
        taking, reply = self._taking, self._reply
        super().accept()
        made = self._session.execute(taking.commands, why=taking.why, by=taking.by, say=said)
        if made is not None:
            remember_signer(reply, taking.worth)


class Seen(Panel):
    """What a reply says: who and when, then a line for each thing."""

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__(themes)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(14, 12, 14, 12)
        self._rows.setSpacing(4)
        self._source = themes
        self.texts: tuple[str, ...] = ()

    def show_lines(self, head: str, lines: tuple[Line, ...], sure: str) -> None:
        """Shows other lines; `sure` is what is known of who wrote it."""
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        texts = [head]
        self._rows.addWidget(Label(self._source, head, style="section", wrap=True))
        for each in lines:
            self._rows.addSpacing(4)
            text = f"{each.does} {each.about}"
            self._rows.addWidget(Label(self._source, text, tone=each.tone, weight=500, wrap=True))
            texts.append(text)
            if each.words:
                self._rows.addWidget(Label(self._source, f"“{each.words}”", wrap=True))
                texts.append(each.words)
        if sure:
            self._rows.addSpacing(6)
            self._rows.addWidget(Label(self._source, sure, style="small", tone="muted", wrap=True))
            texts.append(sure)
        self.texts = tuple(texts)
