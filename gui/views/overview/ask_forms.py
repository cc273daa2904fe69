"""How is an ask put, how is its answer recorded, a review named? Forms beside the page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QLineEdit

from gui.models.overview.asks import kind_words
from gui.session import Session
from gui.theme import ThemeSource
from gui.views.parsed_field import DayField, PastDayField
from gui.views.people.limit_forms import ItemsField, show_day
from gui.views.people.side import SideForm, differing
from gui.widgets.inputs import pad_spin_box
from gui.widgets.label import Label
from gui.widgets.segmented import SegmentedControl
from roadmap.commands import Command
from roadmap.commands.expectations import (
    AddAsk,
    AnswerAsk,
    CommentReview,
    EditAsk,
    EditReview,
    RemoveAsk,
    RemoveReview,
)
from roadmap.records.expectations import Answer, Ask, AskKind, Review

_LONG = 4000


class AskForm(SideForm):
    """A decision that is wanted: of whom, until when, what not deciding costs."""

    def __init__(self, themes: ThemeSource, session: Session) -> None:
        super().__init__(themes, session, "")
        self.name, self.wanted_from, self.cost = QLineEdit(), QLineEdit(), QLineEdit()
        self.name.setMaxLength(500)
        self.wanted_from.setMaxLength(200)
        self.cost.setMaxLength(_LONG)
        self.name.setPlaceholderText(self.tr("Fund the second storage region"))
        self.cost.setPlaceholderText(self.tr("the AI search launch moves by a sprint"))
        self.kind = QComboBox()
        for kind, words in kind_words().items():
            self.kind.addItem(words, kind)
        self.by = DayField(themes, session, self.tr("Decide by"))
        self.chance = number_box(100, self.tr("not said"))
        self.chance.setSuffix(" %")
        self.amount = number_box(1e12, self.tr("none"))
        self.amount.setGroupSeparatorShown(True)
        self.items = ItemsField()
        self._lay_out()

    def _lay_out(self) -> None:
        form = self.form
        form.add(self.tr("Wanted"), self.name)
        form.add(self.tr("Kind"), self.kind)
        form.add(self.tr("Of whom"), self.wanted_from)
        form.add(self.tr("Decide by"), self.by)
        form.add(self.tr("Cost"), self.cost, self.tr("What not deciding by then costs."))
        form.add(self.tr("How likely"), self.chance, self.tr("That this cost is paid."))
        form.add(self.tr("Amount"), self.amount)
        form.add(self.tr("Items"), self.items, self.tr("Evidence; semicolons between titles."))
        form.finish()

    @property
    def _old(self) -> Ask | None:
        return self.session.state.asks.get(self.key) if self.key else None

    def show_record(self, key: str | None) -> None:
        """Shows an ask, or begins one."""
        self.key = key
        old = self._old
        shown = old or Ask("")
        self.say_title(self.tr("Ask for a decision") if old is None else self.tr("Ask"))
        self.save_button.set_text(self.tr("Add ask") if old is None else self.tr("Save"))
        self.name.setText(shown.title)
        self.kind.setCurrentIndex(self.kind.findData(shown.kind))
        self.wanted_from.setText(shown.wanted_from)
        show_day(self.by, shown.by)
        self.cost.setText(shown.cost)
        for line in (self.name, self.cost):
            line.setCursorPosition(0)
        self.chance.setValue(-1 if shown.probability is None else shown.probability * 100)
        self.amount.setValue(-1 if shown.amount is None else shown.amount)
        self.items.show_items(self.session.state, shown.items)
        self.begin()
        self.name.setFocus()

    def wrong(self) -> str | None:
        """The title, the day, the items."""
        if not self.name.text().strip():
            return self.tr("Say in a few words which decision is wanted.")
        if self.by.value is None and not self.by.is_empty:
            return self.tr("The day is not understood: write it as “28 Feb”.")
        return self.items.wrong()

    def commands(self) -> Sequence[Command]:
        """One command with what differs."""
        if self.wrong():
            return ()
        chance, amount, old = self.chance.value(), self.amount.value(), self._old
        same = old is not None and old.probability is not None
        if same and old is not None and round((old.probability or 0.0) * 100) == chance:
            share = old.probability
        else:
            share = None if chance < 0 else chance / 100
        fields: dict[str, Any] = {
            "title": self.name.text().strip(),
            "kind": AskKind(self.kind.currentData()),
            "wanted_from": self.wanted_from.text().strip(),
            "by": self.by.value,
            "cost": self.cost.text().strip(),
            "probability": share,
            "amount": None if amount < 0 else amount,
            "items": self.items.value,
        }
        if old is None:
            given: Any = {
                key: value for key, value in fields.items() if value not in (None, "", ())
            }
            command = AddAsk(fields=given)
            self.key = command.ask
            return (command,)
        changed, was = differing(old, fields)
        return (EditAsk(ask=old.id, fields=changed, was=was),) if changed else ()

    def removal(self) -> tuple[Command, str] | None:
        """Asked no longer."""
        if self.key is None:
            return None
        return RemoveAsk(ask=self.key), self.tr("Ask taken back")

    def said(self) -> str:
        """The toast."""
        text = self.tr("“{title}” asked") if self._old is None else self.tr("“{title}” changed")
        return text.format(title=self.name.text().strip())


class AnswerForm(SideForm):
    """The answer to an ask, with what was said; both answers weigh the same."""

    def __init__(self, themes: ThemeSource, session: Session) -> None:
        super().__init__(themes, session, self.tr("Record the answer"))
        self.about = Label(themes, wrap=True, weight=500)
        options = ((Answer.APPROVED, self.tr("Approved")), (Answer.REJECTED, self.tr("Rejected")))
        self.answer = SegmentedControl(themes, options, name=self.tr("Answer"))
        self.by, self.comment = QLineEdit(), QLineEdit()
        self.by.setMaxLength(200)
        self.comment.setMaxLength(_LONG)
        self.day = PastDayField(themes, session, self.tr("Day"))
        self.form.add_wide(self.about)
        self.form.add(self.tr("Answer"), self.answer)
        self.form.add(self.tr("Who"), self.by)
        self.form.add(self.tr("Day"), self.day, self.tr("Today where nothing stands here."))
        self.form.add(self.tr("Comment"), self.comment)
        self.form.finish()

    def show_record(self, key: str | None) -> None:
        """Asks for the answer to an ask."""
        self.key = key
        ask = self.session.state.asks.get(key) if key else None
        self.about.setText("" if ask is None else ask.title)
        self.answer.set_value(Answer.APPROVED)
        self.by.setText("" if ask is None else ask.wanted_from.split(",")[0].strip())
        self.comment.setText("")
        show_day(self.day, None)
        self.begin()
        self.remove_button.hide()
        self.answer.setFocus()

    def show_possible(self) -> None:
        """There is nothing to remove."""
        super().show_possible()
        self.remove_button.hide()

    def wrong(self) -> str | None:
        """The day has to be understood."""
        if self.day.value is None and not self.day.is_empty:
            return self.tr("The day is not understood: write it as “28 Feb”.")
        return None

    def commands(self) -> Sequence[Command]:
        """The answer."""
        if self.key is None:
            return ()
        given: dict[str, Any] = {"ask": self.key, "answer": Answer(self.answer.value)}
        given |= {"comment": self.comment.text().strip(), "day": self.day.value}
        given |= {"by": self.by.text().strip() or None}
        return (AnswerAsk(**given),)

    def said(self) -> str:
        """The toast."""
        approved = self.answer.value == Answer.APPROVED
        return self.tr("Recorded as approved") if approved else self.tr("Recorded as rejected")


class ReviewForm(SideForm):
    """A review under preparation: its title, since when, on which day, and a comment."""

    def __init__(self, themes: ThemeSource, session: Session) -> None:
        super().__init__(themes, session, self.tr("Review"))
        self.name, self.comment = QLineEdit(), QLineEdit()
        self.name.setMaxLength(500)
        self.comment.setMaxLength(_LONG)
        self.since = DayField(themes, session, self.tr("Since"))
        self.held = DayField(themes, session, self.tr("Held on"))
        self.form.add(self.tr("Title"), self.name)
        self.form.add(self.tr("Since"), self.since, self.tr("What was decided from then on."))
        self.form.add(self.tr("Held on"), self.held)
        self.form.add(self.tr("Comment"), self.comment, self.tr("Added to what was said in it."))
        self.form.finish()

    @property
    def _old(self) -> Review | None:
        return self.session.state.reviews.get(self.key) if self.key else None

    def show_record(self, key: str | None) -> None:
        """Shows a review."""
        self.key = key
        old = self._old or Review("")
        self.name.setText(old.title)
        self.comment.setText("")
        for field, day in ((self.since, old.since), (self.held, old.held_on)):
            show_day(field, day)
        self.begin()
        self.name.setFocus()

    def wrong(self) -> str | None:
        """Title and days."""
        if not self.name.text().strip():
            return self.tr("A review needs a title.")
        for field in (self.since, self.held):
            if field.value is None and not field.is_empty:
                return self.tr("The day is not understood: write it as “28 Feb”.")
        return None

    def commands(self) -> Sequence[Command]:
        """What differs, and the comment."""
        old, found = self._old, list[Command]()
        if old is None or self.wrong():
            return ()
        fields: dict[str, Any] = {
            "title": self.name.text().strip(),
            "since": self.since.value,
            "held_on": self.held.value,
        }
        changed, was = differing(old, fields)
        if changed:
            found.append(EditReview(review=old.id, fields=changed, was=was))
        if self.comment.text().strip():
            found.append(CommentReview(review=old.id, comment=self.comment.text().strip()))
        return found

    def said(self) -> str:
        """The toast."""
        return self.tr("“{name}” changed").format(name=self.name.text().strip())

    def removal(self) -> tuple[Command, str] | None:
        """Not prepared after all."""
        if self.key is None:
            return None
        return RemoveReview(review=self.key), self.tr("Review taken off")


def number_box(most: float, nothing: str) -> QDoubleSpinBox:
    """Return a box for a whole number, or for none, which it says in words."""
    box = QDoubleSpinBox()
    box.setRange(-1, most)
    box.setDecimals(0)
    box.setSpecialValueText(nothing)
    pad_spin_box(box)
    return box
