"""Why this phase? Every condition with its figures, and the decisions behind it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from gui.models.overview.facts import Facts
from gui.models.overview.phase import ConditionFace, condition_faces, phase_name
from gui.models.words import day_text
from gui.paint.text import Run
from gui.theme import ThemeSource
from gui.views.people.side import SidePanel, scrolled
from gui.widgets.buttons import Button
from gui.widgets.inside import put_inside
from gui.widgets.label import Label
from gui.widgets.link_label import ROOM, LinkLabel
from gui.widgets.marks import Tag
from roadmap.records.phases import Phase

_MOST = 4  # decisions named under a condition

Telling = Callable[[str], str]


class WhyPanel(SidePanel):
    """The conditions, the way here, and a word against it.

    Signals:
        activated(str): A decision was followed, "decision:" and its id.
        override_requested(): The phase is to be set by hand.
        withdraw_requested(): The computed phase is to hold again.
        questions_requested(): The three questions.
    """

    activated = Signal(str)
    override_requested = Signal()
    withdraw_requested = Signal()
    questions_requested = Signal()

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__(themes, "")
        self.say_title(self.tr("Why this phase?"))
        self.override = Button(themes, self.tr("Set by hand"), small=True)
        self.withdraw = Button(themes, self.tr("Take it back"), small=True)
        self.questions = Button(themes, self.tr("Three questions"), kind="quiet", small=True)
        self.override.clicked.connect(self.override_requested)
        self.withdraw.clicked.connect(self.withdraw_requested)
        self.questions.clicked.connect(self.questions_requested)
        self._area = scrolled(QWidget())
        self.column.addWidget(self._area, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 8, 16, 12)
        foot.setSpacing(8)
        for button in (self.override, self.withdraw, self.questions):
            foot.addWidget(button)
        foot.addStretch(1)
        self.column.addLayout(foot)

    def show_why(self, facts: Facts, telling: Telling, blocked: str | None) -> None:
        """Shows the conditions of a moment; ``telling`` says a decision in a few words."""
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 4, 16, 12)
        column.setSpacing(4)
        told = facts.document["phase"]
        over = told["overridden"]
        self.override.set_text(self.tr("Change it") if over else self.tr("Set by hand"))
        for button in (self.override, self.withdraw, self.questions):
            button.set_blocked(blocked)
        self.withdraw.setVisible(over is not None)
        self.questions.setVisible(bool(told["provisional"]))
        if over is not None:
            said = self.tr("Set by hand: “{reason}”").format(reason=over["reason"])
            column.addWidget(Label(self.themes, said, wrap=True, weight=500))
            self._add_evidence(column, [over["decision"]] if over["decision"] else [], telling)
        for flag in told["flags"]:
            column.addWidget(Label(self.themes, flag["text"], tone="warn", wrap=True))
            self._add_evidence(column, flag["evidence"], telling)
        found = condition_faces(facts)
        self._add_group(
            column, self.tr("Conditions that hold"), [c for c in found if c.holds], telling
        )
        self._add_group(
            column,
            self.tr("Conditions that do not hold"),
            [c for c in found if not c.holds],
            telling,
        )
        self._add_changes(column, facts)
        column.addStretch(1)
        put_inside(self._area, inside)

    def _add_group(
        self, column: QVBoxLayout, title: str, faces: Sequence[ConditionFace], telling: Telling
    ) -> None:
        if not faces:
            return
        head = Label(self.themes, title, style="section")
        head.setContentsMargins(0, 10, 0, 2)
        column.addWidget(head)
        for number, face in enumerate(faces):
            if number:
                line = QFrame()
                line.setProperty("line", "true")
                line.setFixedHeight(1)
                column.addSpacing(4)
                column.addWidget(line)
                column.addSpacing(4)
            row = QHBoxLayout()
            row.addWidget(Label(self.themes, face.figures, style="small", tone="muted"), 1)
            row.addWidget(
                Tag(
                    self.themes,
                    self.tr("for {phase}").format(phase=face.phase),
                    family="accent" if face.holds else "neutral",
                )
            )
            column.addWidget(Label(self.themes, face.text, wrap=True))
            column.addLayout(row)
            self._add_evidence(column, face.evidence, telling)

    def _add_evidence(self, column: QVBoxLayout, ids: Sequence[str], telling: Telling) -> None:
        for key in list(ids)[-_MOST:]:
            self._add_link(column, telling(key), key)
        if len(ids) > _MOST:
            more = self.tr("and {n} earlier ones").format(n=len(ids) - _MOST)
            column.addWidget(Label(self.themes, more, style="small", tone="muted"))

    def _add_link(self, column: QVBoxLayout, words: str, key: str) -> None:
        link = LinkLabel(self.themes, (Run(words, "accent"),), f"decision:{key}")
        link.setContentsMargins(0, 0, ROOM, 0)
        link.activated.connect(self.activated)
        column.addWidget(link)

    def _add_changes(self, column: QVBoxLayout, facts: Facts) -> None:
        changes = facts.document["phase"]["changes"]
        if not changes:
            return
        head = Label(self.themes, self.tr("The way here"), style="section")
        head.setContentsMargins(0, 10, 0, 2)
        column.addWidget(head)
        for each in reversed(changes):
            day = facts.day_of(each["decision"])
            words = phase_name(Phase(each["phase"]))
            when = "" if day is None else f"{day_text(day, facts.today)}  "
            self._add_link(column, f"{when}{words}", each["decision"])
