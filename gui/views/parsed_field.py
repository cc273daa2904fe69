"""How does a person type a day or an effort, and see at once how it was understood?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from gui.models.words import long_day_text
from gui.session import Session
from gui.theme import ThemeSource
from gui.widgets.label import Label
from roadmap.analysis.typed import parse_day, parse_estimate, parse_past_day
from roadmap.analysis.words import say_estimate
from roadmap.errors import Refused
from roadmap.fields.items import EstimateFields

T = TypeVar("T")


class ParsedField(QWidget, Generic[T]):
    """A line to type in, and beside it what was understood, or what is wrong with it.

    Signals:
        returned(): Return was pressed and what stands there was understood (or is empty).
        edited(): The text changed.
    """

    returned = Signal()
    edited = Signal()

    def __init__(
        self,
        themes: ThemeSource,
        name: str,
        parse: Callable[[str], T],
        say: Callable[[T], str],
        *,
        placeholder: str = "",
        width: int = 150,
    ) -> None:
        """``parse`` raises Refused with a sentence; ``say`` tells how a value was understood."""
        super().__init__()
        self._parse, self._say = parse, say
        self._apart = self._silent = False
        self.line = QLineEdit()
        self.line.setFont(themes.theme.font())
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText(placeholder)
        self.line.setMinimumWidth(80)
        self.line.setMaximumWidth(width)
        self.hint = Label(themes, style="small", tone="muted", elide=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.line, 1)
        row.addWidget(self.hint, 1)
        self.setFocusProxy(self.line)
        self.line.textChanged.connect(self._on_text_changed)
        self.line.returnPressed.connect(self._on_return_pressed)

    @property
    def value(self) -> T | None:
        """What was understood; None while empty or wrong."""
        return self._understood()[0]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed."""
        return not self.line.text().strip()

    def set_text(self, text: str) -> None:
        """Puts a text in, selected, so that typing replaces it."""
        self.line.setText(text)
        self.line.selectAll()
        self._show(asked=False)

    def part_with_hint(self) -> Label:
        """Hands the hint to the caller's layout: it stands there only while it says something.

        Beside the line there may be no room for a sentence.
        """
        self._apart = True
        self.hint.setVisible(False)
        return self.hint

    def leave_wrong(self) -> None:
        """Leaves it to the form to say what is wrong: twice is once too often."""
        self._silent = True

    def complain(self, sentence: str) -> None:
        """Says what is wrong."""
        self._say_beside(sentence, bad=True)

    def _understood(self) -> tuple[T | None, str]:
        text = self.line.text().strip()
        if not text:
            return None, ""
        try:
            return self._parse(text), ""
        except Refused as refused:
            return None, str(refused)

    def _show(self, *, asked: bool) -> None:
        value, wrong = self._understood()
        if value is not None:
            self._say_beside(self._say(value), bad=False)
        else:
            # While somebody is still typing, half a word is no mistake yet.
            self._say_beside(wrong if asked and not self._silent else "", bad=True)

    def _say_beside(self, text: str, *, bad: bool) -> None:
        self.hint.setText(text)
        self.hint.setToolTip("")
        if self._apart:
            self.hint.setVisible(bool(text))
        self.hint.set_tone("bad" if bad else "muted")
        self.line.setAccessibleDescription(text)

    def _on_text_changed(self, _text: str) -> None:
        self._show(asked=False)
        self.edited.emit()

    def _on_return_pressed(self) -> None:
        value, _wrong = self._understood()
        if value is None and not self.is_empty:
            self._show(asked=True)
        else:
            self.returned.emit()


class DayField(ParsedField[date]):
    """A field for a day, seen from the roadmap's today: "28 Feb"."""

    def __init__(self, themes: ThemeSource, session: Session, name: str) -> None:
        super().__init__(
            themes,
            name,
            lambda text: parse_day(text, session.today),
            long_day_text,
            placeholder="28 Feb",
        )


class PastDayField(ParsedField[date]):
    """A field for a day that is over or today: "28 Feb" is the last one there was."""

    def __init__(self, themes: ThemeSource, session: Session, name: str) -> None:
        super().__init__(
            themes,
            name,
            lambda text: parse_past_day(text, session.today),
            long_day_text,
            placeholder="28 Feb",
        )


class EffortField(ParsedField[EstimateFields]):
    """A field for an effort: 3, 2-5, 2/3/8 or M."""

    def __init__(self, themes: ThemeSource, name: str) -> None:
        super().__init__(themes, name, parse_estimate, _effort_said, placeholder="3, 2-5 or M")


def _effort_said(fields: EstimateFields) -> str:
    return say_estimate(fields.get("estimate"), fields.get("size"))
