"""Where does this one item go? Its title, the suggestion with its reasons, the four targets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from gui.models.words import (
    FOUR,
    driver_word,
    family_of,
    short_meaning,
    short_name,
    whole_days_text,
    work_role,
)
from gui.paint.text import Run
from gui.session import Session
from gui.theme import ThemeSource
from gui.views.must_do_prompt import MustDoPrompt
from gui.views.sort.parts import TargetButton
from gui.widgets.buttons import Button
from gui.widgets.label import Label, RunsLabel
from gui.widgets.marks import KeyCap, Tag
from gui.widgets.panel import Panel
from gui.widgets.plain import set_plain_tooltip
from roadmap.analysis.items.grid import Grid
from roadmap.analysis.words import listed
from roadmap.values import Driver, Quadrant

_HINTS_FROM = 720


@dataclass(frozen=True, slots=True)
class SortFace:
    """What the card shows of one item, or of several selected ones.

    Attributes:
        facts: Key, type, priority and due date, as far as they are known.
        suggested: Where triage would put it, None without a suggestion.
        reasons: Why.
        left: How many are left in its group.
        ready: How many of those "Accept for all" would sort.
        recent: The last titles that were sorted into each target.
    """

    title: str
    facts: tuple[str, ...] = ()
    suggested: Quadrant | None = None
    driver: Driver | None = None
    day: str = ""
    reasons: tuple[str, ...] = ()
    left: int = 0
    ready: int = 0
    recent: Mapping[Quadrant, tuple[str, ...]] = field(default_factory=dict)


class SortCard(Panel):
    """The item to sort.

    Signals:
        target_chosen(object): One of the four quadrants was clicked.
        accepted(): Accept for this one.
        all_accepted(): Accept for all in the group.
    """

    target_chosen = Signal(object)
    accepted = Signal()
    all_accepted = Signal()

    def __init__(self, themes: ThemeSource, session: Session) -> None:
        super().__init__(themes)
        self._session = session
        self._hints: list[QWidget] = []
        self.set_accent(True)
        self._facts = RunsLabel(themes, style="small")
        self._left = Label(themes, style="small", tone="muted")
        self._title = Label(themes, style="page", elide=True)
        self._tag = Tag(themes, "")
        self._because = RunsLabel(themes, style="small")
        self._targets = {
            quadrant: TargetButton(themes, place + 1, work_role(quadrant))
            for place, quadrant in enumerate(FOUR)
        }
        self._accept = Button(themes, self.tr("Accept for this one"), kind="primary", keys="Enter")
        self._all = Button(themes, "", keys="Shift Enter")
        self.prompt = MustDoPrompt(themes, session, columns=8)
        self._build(themes)
        self._accept.clicked.connect(self.accepted)
        self._all.clicked.connect(self.all_accepted)
        for quadrant, button in self._targets.items():
            button.clicked.connect(lambda _checked=False, q=quadrant: self.target_chosen.emit(q))

    def show_face(self, face: SortFace, grid: Grid) -> None:
        """Shows another item, and what the targets hold now."""
        words = self._session.settings.words
        self.setAccessibleName(face.title)
        self._title.setText(face.title)
        set_plain_tooltip(self._title, face.title)
        runs = [Run("   ".join(face.facts), "muted")] if face.facts else []
        self._facts.set_runs(runs)
        self._left.setText(self.tr("{n} left in this group").format(n=face.left))
        for quadrant, button in self._targets.items():
            cell = grid.of(quadrant)
            button.show_target(
                short_name(words.of(quadrant)),
                short_meaning(quadrant),
                f"{cell.count:,}",
                whole_days_text(cell.effort),
                suggested=quadrant is face.suggested,
            )
            last = face.recent.get(quadrant, ())
            lines = [words.of(quadrant), *(self.tr("last: {t}").format(t=each) for each in last)]
            set_plain_tooltip(button, "\n".join(lines))
        self._show_suggestion(face)
        self._show_buttons(face)

    def _show_suggestion(self, face: SortFace) -> None:
        if face.suggested is None:
            self._tag.set_tag(self.tr("No suggestion"), "neutral")
            self._because.set_runs([Run(self.tr("press 1 to 4, or Space for later"), "muted")])
            return
        parts = [short_name(self._session.settings.words.of(face.suggested))]
        icon = None
        if face.driver is not None:
            word = driver_word(face.driver)
            parts.append(word.text.casefold())
            icon = word.icon
        if face.day:
            parts.append(self.tr("by {day}").format(day=face.day))
        text = self.tr("Suggested: {what}").format(what=", ".join(parts))
        self._tag.set_tag(text, family_of(face.suggested), icon)
        why = self.tr("because of {reasons}").format(reasons=listed(face.reasons, most=4))
        self._because.set_runs([Run(why, "muted")] if face.reasons else [])

    def _show_buttons(self, face: SortFace) -> None:
        none = self.tr("There is no suggestion: press 1 to 4.")
        self._accept.set_blocked(None if face.suggested is not None else none)
        self._all.set_text(self.tr("Accept for all {n}").format(n=face.ready))
        self._all.setVisible(face.ready > 1)

    def _build(self, themes: ThemeSource) -> None:
        first = QHBoxLayout()
        first.addWidget(self._facts, 1)
        first.addWidget(self._left)
        said = QHBoxLayout()
        said.setSpacing(8)
        said.addWidget(self._tag)
        said.addWidget(self._because, 1)
        targets = QGridLayout()
        targets.setSpacing(8)
        for place, button in enumerate(self._targets.values()):
            targets.addWidget(button, place // 2, place % 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(6)
        column.addLayout(first)
        column.addWidget(self._title)
        column.addLayout(said)
        column.addSpacing(6)
        column.addLayout(targets)
        column.addSpacing(6)
        column.addWidget(self.prompt)
        column.addLayout(self._last_row(themes))

    def _last_row(self, themes: ThemeSource) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._accept)
        row.addWidget(self._all)
        row.addStretch(1)
        hints = (
            ("D", self.tr("driver")),
            ("T", self.tr("date")),
            ("Space", self.tr("later")),
            ("Z", self.tr("undo")),
        )
        for keys, text in hints:
            self._hints.append(_hint(themes, keys, text))
            row.addWidget(self._hints[-1])
        return row

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The hints give way where there is no room; the sheet of keys has them too."""
        super().resizeEvent(event)
        for hint in self._hints:
            hint.setVisible(self.width() >= _HINTS_FROM)


def _hint(themes: ThemeSource, keys: str, text: str) -> QWidget:
    hint = QWidget()
    row = QHBoxLayout(hint)
    row.setContentsMargins(4, 0, 0, 0)
    row.setSpacing(5)
    row.addWidget(KeyCap(themes, keys), 0, Qt.AlignmentFlag.AlignVCenter)
    row.addWidget(Label(themes, text, style="small", tone="muted"))
    return hint
