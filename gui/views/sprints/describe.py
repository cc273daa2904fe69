"""What problem does a long-term choice solve, and how? The fields that it lacks, in one form."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from gui.models.sprints.ends import needs_text
from gui.session import Session
from gui.theme import ThemeSource
from gui.views.edits import edit_commands
from gui.views.sprints.popover import Lines, SprintPopover
from gui.widgets.label import Label
from roadmap.analysis.planning.unsaid import undescribed
from roadmap.analysis.words import listed, say_field
from roadmap.errors import Refused

_HEIGHT = 60


class DescribePopover(SprintPopover):
    """The fields without which no sprint may be committed with an item; one decision fills them."""

    def __init__(self, themes: ThemeSource, session: Session, parent: QWidget) -> None:
        super().__init__(themes, parent, width=440)
        self._session = session
        self._item = ""
        self.why = Label(themes, style="small", tone="muted", wrap=True)
        self.rows.addWidget(self.why)
        self.fields: dict[str, Lines] = {}
        self._labels: dict[str, Label] = {}
        named = (
            ("problem", self.tr("Problem"), self.tr("Which problem does it solve?")),
            ("approach", self.tr("Approach"), self.tr("By which approach?")),
            ("alternative", self.tr("In steps instead"), self.tr("How would it go in steps?")),
            ("why_refused", self.tr("Why not in steps"), self.tr("Why was that refused?")),
        )
        for key, name, hint in named:
            self._labels[key] = Label(themes, name, style="small", tone="muted")
            self.fields[key] = Lines(themes, name, hint, _HEIGHT)
            self.rows.addWidget(self._labels[key])
            self.rows.addWidget(self.fields[key])
        self.add_save(self.tr("Save"), keys="Ctrl Enter")
        self.add_leave(self.tr("Cancel"))
        self.buttons.addStretch(1)

    def ask(self, key: str, anchor: QRect) -> None:
        """Opens with the empty fields of an item; one that lacks nothing has none."""
        item = self._session.state.items.get(key)
        missing = () if item is None else undescribed(item)
        if item is None or not missing:
            return
        self._item = key
        self.heading.setText(item.title)
        text = self.tr("A long-term choice {needs} before a sprint is committed with it.")
        self.why.setText(text.format(needs=needs_text(missing)))
        for field, lines in self.fields.items():
            lines.clear()
            lines.setVisible(field in missing)
            self._labels[field].setVisible(field in missing)
        self.open_at(anchor, self.fields[missing[0]])

    def save(self) -> None:
        """Records what was typed; says what is wrong with it."""
        item = self._session.state.items.get(self._item)
        if item is None or self.isHidden():
            return
        typed = {key: lines.toPlainText().strip() for key, lines in self.fields.items()}
        filled = {key: text for key, text in typed.items() if text}
        if not filled:
            missing = listed([say_field(field) for field in undescribed(item)], most=4)
            self.complain(self.tr("Write {fields} first.").format(fields=missing))
            return
        state, today = self._session.state, self._session.today
        try:
            commands = [
                command
                for key, text in filled.items()
                for command in edit_commands(state, (item.id,), key, text, today)
            ]
        except Refused as refused:
            self.complain(str(refused))
            return
        wrong = self._session.refusal(commands)
        if wrong is not None:
            self.complain(wrong)
            return
        self.leave()
        fields = listed([say_field(field) for field in filled], most=4)
        said = self.tr("“{title}”: {fields} written down").format(title=item.title, fields=fields)
        self._session.execute(commands, say=said)
