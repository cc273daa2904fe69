"""How are a person's skills and spans of days edited: a few rows, each taken away by its cross?"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from gui.models.people.rows import coming
from gui.models.people.typed import parse_span, span_text
from gui.theme import ThemeSource, Tone
from gui.widgets.buttons import Button
from gui.widgets.inputs import pad_spin_box
from gui.widgets.label import Label
from roadmap.errors import Refused
from roadmap.records.staff import SkillShare, Span


class _Row(QWidget):
    """Fields side by side and a cross.

    Signals:
        removed(object): The row itself, whose cross was pressed.
    """

    removed = Signal(object)

    def __init__(self, themes: ThemeSource, name: str, *fields: tuple[QWidget, int]) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for field, stretch in fields:
            field.setFont(themes.theme.font())
            row.addWidget(field, stretch)
        self.cross = Button(themes, icon="x", kind="quiet", small=True, name=name)
        self.cross.clicked.connect(lambda: self.removed.emit(self))
        row.addWidget(self.cross)


class _Rows(QWidget):
    """Rows above a button that adds one.

    Signals:
        edited(): Something was typed, added or taken away.
    """

    edited = Signal()

    def __init__(self, themes: ThemeSource, add: str) -> None:
        super().__init__()
        self.themes = themes
        self.rows: list[_Row] = []
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(4)
        self.foot = QHBoxLayout()
        self.add = Button(themes, add, icon="plus", kind="quiet", small=True)
        self.foot.addWidget(self.add)
        self.foot.addStretch(1)
        self.column.addLayout(self.foot)

    def keep(self, row: _Row) -> None:
        """Puts a row above the button."""
        row.removed.connect(self._on_removed)
        self.column.insertWidget(len(self.rows), row)
        self.rows.append(row)

    def clear_rows(self) -> None:
        """Takes all rows away."""
        for row in self.rows:
            _drop(row)
        self.rows.clear()

    def _on_removed(self, row: _Row) -> None:
        self.rows.remove(row)
        _drop(row)
        self.add.setFocus()
        self.edited.emit()


def _drop(row: _Row) -> None:
    row.hide()
    row.setParent(None)
    row.deleteLater()


class SkillsEditor(_Rows):
    """Skills with their shares in percent, and the sum as one types."""

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__(themes, "")
        self.add.set_text(self.tr("Add skill"))
        self.sum = Label(themes, style="small", tone="muted", wrap=True)
        self.column.addWidget(self.sum)
        self._known: tuple[str, ...] = ()
        self.add.clicked.connect(self._on_add)
        self._show_sum()

    @property
    def value(self) -> tuple[SkillShare, ...]:
        """The skills as they stand; shares that were only rounded to percent add up exactly."""
        found = [(skill, share) for skill, share in self._typed() if skill]
        total = sum(share for _, share in found)
        if total != 100:
            return tuple(SkillShare(skill, share / 100) for skill, share in found)
        return tuple(SkillShare(skill, share / total) for skill, share in found)

    def set_value(self, skills: Sequence[SkillShare], known: Sequence[str]) -> None:
        """Shows these; ``known`` are offered while one types."""
        self.clear_rows()
        self._known = tuple(known)
        for each, share in zip(skills, _whole([s.share for s in skills]), strict=True):
            self._append(each.skill, share)
        self._show_sum()

    def wrong(self) -> str | None:
        """Return why the shares cannot be saved, None where they can."""
        named = [(skill, share) for skill, share in self._typed() if skill or share]
        if any(not skill for skill, _ in named):
            return self.tr("A skill needs a name, or take its row away.")
        total = sum(share for _, share in named)
        if named and total != 100:
            return self.tr(
                "The shares of the skills sum to {total}%; they have to sum to 100%."
            ).format(total=total)
        return None

    def _typed(self) -> list[tuple[str, int]]:
        found = []
        for row in self.rows:
            line, box = row.findChild(QLineEdit, "skill"), row.findChild(QSpinBox)
            if isinstance(line, QLineEdit) and isinstance(box, QSpinBox):
                found.append((line.text().strip(), box.value()))
        return found

    def _append(self, skill: str, share: int) -> QLineEdit:
        line, box = QLineEdit(skill), QSpinBox()
        line.setObjectName("skill")
        line.setMaxLength(200)
        line.setAccessibleName(self.tr("Skill"))
        line.setPlaceholderText(self.tr("databases"))
        completer = QCompleter(list(self._known), line)
        line.setCompleter(completer)
        box.setRange(0, 100)
        box.setSingleStep(5)
        box.setValue(share)
        box.setSuffix(" %")
        box.setAccessibleName(self.tr("Share of the skill"))
        pad_spin_box(box)
        line.textChanged.connect(self._on_edited)
        box.valueChanged.connect(self._on_edited)
        self.keep(_Row(self.themes, self.tr("Take this skill away"), (line, 1), (box, 0)))
        return line

    def _on_add(self) -> None:
        left = max(0, 100 - sum(share for _, share in self._typed()))
        self._append("", left).setFocus()
        self._on_edited()

    def _on_removed(self, row: _Row) -> None:
        super()._on_removed(row)
        self._show_sum()

    def _on_edited(self, _value: object = None) -> None:
        self._show_sum()
        self.edited.emit()

    def _show_sum(self) -> None:
        shares = [share for _, share in self._typed()]
        total = sum(shares)
        tone: Tone = "muted"
        text = self.tr("No skill: the team's general work.")
        if shares and total == 100:
            text, tone = self.tr("Sums to 100%."), "ok"
        elif shares:
            rest = self.tr("{n}% to give away") if total < 100 else self.tr("{n}% too much")
            text = self.tr("Sums to {total}%: {rest}.").format(
                total=total, rest=rest.format(n=abs(100 - total))
            )
            tone = "bad"
        self.sum.setText(text)
        self.sum.set_tone(tone)


def _whole(shares: Sequence[float]) -> list[int]:
    """Return shares as whole percent that sum to 100 where the shares sum to 1."""
    whole = [math.floor(share * 100 + 1e-9) for share in shares]
    rest = round(math.fsum(shares) * 100) - sum(whole)
    by_loss = sorted(range(len(shares)), key=lambda n: whole[n] - shares[n] * 100)
    for place in by_loss[: max(0, rest)]:
        whole[place] += 1
    return whole


class SpansEditor(_Rows):
    """Spans of days with a note; those that are past are kept and only counted."""

    def __init__(self, themes: ThemeSource, add: str, name: str) -> None:
        super().__init__(themes, add)
        self._name = name
        self._today = date.min
        self._past: tuple[Span, ...] = ()
        self._given: dict[str, Span] = {}
        self._earlier = Label(themes, style="small", tone="faint")
        self.foot.addWidget(self._earlier)
        self.add.clicked.connect(lambda: self._append("", "").setFocus())

    @property
    def value(self) -> tuple[Span, ...]:
        """The spans as they stand, past ones first. Raises Refused."""
        return (*self._past, *(span for span in map(self._span, self._typed()) if span))

    def set_value(self, spans: Sequence[Span], today: date) -> None:
        """Shows those that are not past."""
        self.clear_rows()
        self._today = today
        ahead = coming(spans, today)
        self._past = tuple(span for span in spans if span not in ahead)
        self._given = {span_text(span, today): span for span in ahead}
        for span in ahead:
            self._append(span_text(span, today), span.note)
        earlier = self.tr("{n} earlier").format(n=len(self._past))
        self._earlier.setText(earlier if self._past else "")

    def wrong(self) -> str | None:
        """Return what is wrong with the first span that is not understood."""
        try:
            _ = self.value
        except Refused as refused:
            return str(refused)
        return None

    def _span(self, typed: tuple[str, str]) -> Span | None:
        text, note = typed
        if not text:
            return None
        given = self._given.get(text)
        if given is not None:
            return Span(given.first, given.last, note)
        return parse_span(text, self._today, note)

    def _typed(self) -> list[tuple[str, str]]:
        found = []
        for row in self.rows:
            days, note = row.findChild(QLineEdit, "days"), row.findChild(QLineEdit, "note")
            if isinstance(days, QLineEdit) and isinstance(note, QLineEdit):
                found.append((days.text().strip(), note.text().strip()))
        return found

    def _append(self, text: str, note: str) -> QLineEdit:
        days, why = QLineEdit(text), QLineEdit(note)
        days.setObjectName("days")
        days.setAccessibleName(self._name)
        days.setPlaceholderText(self.tr("21 Dec to 1 Jan"))
        why.setObjectName("note")
        why.setMaxLength(200)
        why.setAccessibleName(self.tr("Note"))
        why.setPlaceholderText(self.tr("Note"))
        for line in (days, why):
            line.textChanged.connect(lambda _text: self.edited.emit())
            line.setCursorPosition(0)
        self.keep(_Row(self.themes, self.tr("Take these days away"), (days, 3), (why, 2)))
        return days


def percent_box(name: str, value: float = 0.0, step: int = 5) -> QSpinBox:
    """Return a box for a share in percent."""
    box = QSpinBox()
    box.setRange(0, 100)
    box.setSingleStep(step)
    box.setSuffix(" %")
    box.setValue(round(value * 100))
    box.setAccessibleName(name)
    box.setToolTip("")
    pad_spin_box(box)
    return box


def share_of(box: QSpinBox, old: float) -> float:
    """Return what a percent box says, or the old share where it shows that one, rounded."""
    return old if box.value() == round(old * 100) else box.value() / 100
