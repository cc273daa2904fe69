"""How far is an item? Person-days left and spent, typed in two short fields."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from gui.models.sprints.ends import parse_person_days
from gui.session import Session
from gui.theme import ThemeSource
from gui.views.sprints.popover import SprintPopover
from gui.widgets.label import Label
from roadmap.analysis.words import say_days
from roadmap.commands import Command
from roadmap.commands.items import StartItem
from roadmap.commands.sprints import LogProgress
from roadmap.errors import Refused
from roadmap.fields.items import Progress
from roadmap.state import Item
from roadmap.values import Status


class ProgressPopover(SprintPopover):
    """The form to log progress; an item that was not begun is begun with it."""

    def __init__(self, themes: ThemeSource, session: Session, parent: QWidget) -> None:
        super().__init__(themes, parent, width=320)
        self._session = session
        self._item: Item | None = None
        self.left, self.spent = QLineEdit(), QLineEdit()
        names = (self.tr("Person-days left"), self.tr("Spent so far"))
        for name, line in zip(names, (self.left, self.spent), strict=True):
            line.setFont(themes.theme.font())
            line.setAccessibleName(name)
            line.setFixedWidth(110)
            line.returnPressed.connect(self.save)
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(Label(themes, name, tone="muted"), 1)
            row.addWidget(line)
            self.rows.addLayout(row)
        self.add_save(self.tr("Log"))
        self.add_leave(self.tr("Cancel"))
        self.buttons.addStretch(1)

    def ask(self, item: Item, anchor: QRect) -> None:
        """Opens with what is known of ``item``."""
        self._item = item
        self.heading.setText(self.tr("Progress of “{title}”").format(title=item.title))
        self.left.setText("" if item.remaining_days is None else f"{item.remaining_days:g}")
        self.spent.setText("" if item.actual_days is None else f"{item.actual_days:g}")
        self.left.selectAll()
        self.open_at(anchor, self.left)

    def save(self) -> None:
        """Logs what was typed; says what is wrong with it."""
        item = self._item
        if item is None or self.isHidden():
            return
        try:
            fields = self._fields()
        except Refused as refused:
            self.complain(str(refused))
            return
        commands: list[Command] = []
        if item.status is Status.OPEN:
            commands.append(StartItem(item=item.id))
        commands.append(LogProgress(item=item.id, fields=fields))
        self.leave()
        parts = []
        left, spent = fields.get("remaining_days"), fields.get("actual_days")
        if left is not None:
            parts.append(self.tr("{days} left").format(days=say_days(left)))
        if spent is not None:
            parts.append(self.tr("{days} spent").format(days=say_days(spent)))
        said = self.tr("“{title}”: {what}").format(title=item.title, what=", ".join(parts))
        self._session.execute(commands, say=said if parts else None)

    def _fields(self) -> Progress:
        fields: Progress = {}
        left, spent = self.left.text().strip(), self.spent.text().strip()
        if not left and not spent:
            raise Refused(self.tr("Say how many person-days are left, or how many were spent."))
        if left:
            fields["remaining_days"] = parse_person_days(left)
        if spent:
            fields["actual_days"] = parse_person_days(spent)
        return fields
