"""Which decisions are wanted of leadership, and how is each said on a card?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication

from gui.models.chances import chance_text
from gui.models.words import day_text, long_day_text, money
from gui.paint.text import Run
from gui.tokens import Family
from roadmap.analysis.expectations.asks import open_asks
from roadmap.records.expectations import Answer, Ask, AskKind, Review
from roadmap.state import State

_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")


def _t(text: str) -> str:
    return QCoreApplication.translate("overview", text)


@dataclass(frozen=True, slots=True)
class AskFace:
    """A card: what is wanted, by when, what not deciding costs, of whom, where its evidence is."""

    ask: str
    title: str
    by: str
    family: Family
    cost: tuple[Run, ...]
    wanted: str
    evidence: str
    spoken: str


def kind_words() -> dict[AskKind, str]:
    """Return the words for the kinds of asks."""
    return {
        AskKind.FUNDING: _t("Funding"),
        AskKind.HEADCOUNT: _t("Headcount"),
        AskKind.ACCEPTED_RISK: _t("Accepted risk"),
        AskKind.DROPPED_LAUNCH: _t("Dropped launch"),
        AskKind.OTHER: _t("Other"),
    }


def ask_faces(state: State, today: date) -> tuple[AskFace, ...]:
    """Return the open asks, the most urgent first."""
    return tuple(ask_face(each, state, today) for each in open_asks(state))


def ask_face(ask: Ask, state: State, today: date) -> AskFace:
    """Return the card of an ask."""
    currency = "EUR" if state.roadmap is None else state.roadmap.currency
    title = ask.title
    if ask.amount is not None:
        sum_ = money(ask.amount, currency)
        title = title if sum_ in title else f"{title}, {sum_}"
    late = ask.by is not None and ask.by < today
    by = ""
    if ask.by is not None:
        text = _t("was due {day}") if late else _t("by {day}")
        by = text.format(day=_short(ask.by, today))
    kind = kind_words()[ask.kind]
    wanted = _t("{kind}, wanted from {who}").format(kind=kind, who=ask.wanted_from)
    if ask.kind is AskKind.OTHER:
        wanted = _t("Wanted from {who}").format(who=ask.wanted_from)
    if not ask.wanted_from:
        wanted = _t("{kind}; say from whom it is wanted").format(kind=kind)
        if ask.kind is AskKind.OTHER:
            wanted = _t("Say from whom it is wanted")
    cost = _cost(ask)
    said = [title, by, "".join(run.text for run in cost), wanted]
    known = next((key for key in ask.items if key in state.items), "")
    return AskFace(
        ask.id,
        title,
        by,
        "bad" if late else "accent",
        cost,
        wanted,
        f"item:{known}" if known else "",
        ". ".join(part for part in said if part),
    )


def _short(day: date, today: date) -> str:
    """Return "Fri 11 Dec"."""
    return f"{long_day_text(day)[:3]} {day_text(day, today)}"


def _cost(ask: Ask) -> tuple[Run, ...]:
    if not ask.cost and ask.probability is None:
        return (Run(_t("What it costs not to decide is not said yet."), "muted"),)
    runs = [Run(_t("Not decided by then: "), "muted")]
    if ask.probability is not None:
        runs.append(
            Run(_t("{share} likely").format(share=chance_text(ask.probability)), "text", 600)
        )
        runs.append(Run(_t(" that ") if _is_clause(ask.cost) else ": ", "muted"))
    runs.append(Run(ask.cost or _t("something is lost"), "muted"))
    return tuple(runs)


def _is_clause(cost: str) -> bool:
    """Whether a cost reads on after "that": it begins in the small."""
    return cost[:1].islower()


def heading(count: int) -> str:
    """Return "Two decisions wanted"."""
    if not count:
        return _t("No decision is wanted")
    number = _NUMBERS[count] if count < len(_NUMBERS) else str(count)
    return (_t("{n} decision wanted") if count == 1 else _t("{n} decisions wanted")).format(
        n=number
    )


def answer_words(ask: Ask, today: date) -> tuple[str, Family]:
    """Return how an ask was answered: "approved by Helen Brandt, 12 Aug"."""
    if ask.answer is None:
        late = ask.by is not None and ask.by < today
        return (_t("overdue"), "bad") if late else (_t("open"), "accent")
    word = _t("approved") if ask.answer is Answer.APPROVED else _t("rejected")
    return word, "ok" if ask.answer is Answer.APPROVED else "neutral"


def answered_words(ask: Ask, today: date) -> str:
    """Return what kind of ask it was and what came of it."""
    note = answered_note(ask, today)
    return note if ask.kind is AskKind.OTHER else f"{kind_words()[ask.kind]}, {note}"


def answered_note(ask: Ask, today: date) -> str:
    """Return who answered, when, and what was said with it."""
    parts = []
    if ask.answered_by:
        parts.append(_t("by {who}").format(who=ask.answered_by))
    if ask.answered_on is not None:
        parts.append(day_text(ask.answered_on, today))
    if ask.verified:
        parts.append(_t("verified by the signature"))
    elif ask.unverified:
        parts.append(_t("in a file that nobody signed"))
    note = ", ".join(parts)
    return f"{note}: \u201c{ask.comment}\u201d" if ask.comment else note


def last_review(state: State, today: date) -> Review | None:
    """Return the review that was held last by `today`, None before the first."""
    return max(
        (each for each in state.reviews.ordered() if each.held_on and each.held_on <= today),
        key=lambda each: (each.held_on or date.min, each.id),
        default=None,
    )


def open_review(state: State) -> Review | None:
    """Return the review under preparation: the newest one that nobody signed off."""
    waiting = [each for each in state.reviews.ordered() if each.signed_off_on is None]
    return max(waiting, key=lambda each: (each.held_on or date.min, each.id), default=None)


def signed_words(review: Review, today: date) -> str:
    """Return "signed off by Helen Brandt, 28 Aug", or that it is not."""
    if review.signed_off_on is None:
        return _t("not signed off")
    text = _t("signed off by {who}, {day}")
    who = review.signed_off_by or _t("somebody")
    said = text.format(who=who, day=day_text(review.signed_off_on, today))
    sure = _t("verified") if review.verified else _t("unverified") if review.unverified else ""
    return f"{said}, {sure}" if sure else said


def reviews_in_order(state: State) -> list[Review]:
    """Return the reviews, those not signed off first, then the latest first."""
    return sorted(
        state.reviews.ordered(),
        key=lambda each: (each.signed_off_on is None, each.held_on or date.max, each.id),
        reverse=True,
    )
