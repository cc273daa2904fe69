"""What does an open ask want, in plain words: what kind of decision, why, and what comes of it?

What approving brings was computed by approval.py; nothing is simulated here, and no numpy loaded.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from roadmap.analysis.words import short_day
from roadmap.records.expectations import AskKind
from roadmap.report.dated import percent_words
from roadmap.state import State

LEAST = 0.01  # of a probability; less is not worth a word
KINDS = {
    AskKind.FUNDING: "Spend money",
    AskKind.HEADCOUNT: "Add people",
    AskKind.ACCEPTED_RISK: "Accept a risk",
    AskKind.DROPPED_LAUNCH: "Give up a launch",
    AskKind.OTHER: "Change the plan",
}


@dataclass(frozen=True, slots=True)
class Shift:
    """How likely one date is kept as planned, and in a scenario."""

    item: str
    day: date
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Tried:
    """What a shared scenario does to the date of an ask's work.

    `is_about` says that the scenario changes that very work. `others` are the dates of other work
    that it makes less likely, the worst first. `scenario` is an id: its name comes from the state
    that is shown, in which the audience may know it by another.
    """

    scenario: str
    is_about: bool
    subject: Shift
    others: tuple[Shift, ...]


@dataclass(frozen=True, slots=True)
class Approval:
    """What an ask is about: the work with the date least likely kept, and what was tried for it."""

    item: str
    day: date
    today: float
    tried: tuple[Tried, ...] = ()


Approvals = Mapping[str, Approval]  # by ask


@dataclass(frozen=True, slots=True)
class AskWords:
    """An ask as plain text: what kind of decision, why it is asked, what either answer comes to.

    `approved` and `undecided` are "" where nothing is known; `compared` are further scenarios.
    """

    kind: str
    why: str
    approved: str
    compared: str
    undecided: str


def ask_words(
    ask: Mapping[str, Any], approval: Approval | None, state: State, today: date
) -> AskWords:
    """Return an ask of the overview's document in words."""
    kind = AskKind(ask["kind"])
    parts = [KINDS[kind]]
    if ask["amount"] is not None:
        currency = state.roadmap.currency if state.roadmap else ""
        parts[0] += f": {currency} {ask['amount']:,.0f}".replace("  ", " ")
    if ask["wanted_from"]:
        parts.append(f"asked of {ask['wanted_from']}")
    why = f"“{ask['why']}” ({ask['asked_by']})" if ask["why"] else ""
    likely = "" if ask["probability"] is None else f"{percent_words(ask['probability'])} likely: "
    undecided = f"{likely}{ask['cost']}" if ask["cost"] else ""
    said = ("", "") if approval is None else _approved(kind, approval, state, today)
    return AskWords(", ".join(parts), why, *said, undecided)


def _approved(kind: AskKind, approval: Approval, state: State, today: date) -> tuple[str, str]:
    """Return what approving brings, and what else was compared."""
    title, day = _title(state, approval.item), short_day(approval.day, today)
    chance = percent_words(approval.today)
    about = next((each for each in approval.tried if each.is_about), None)
    rest = [each for each in approval.tried if each is not about]
    if about is not None:
        approved = (
            f"“{title}” is done by {day} in {percent_words(about.subject.after)} of futures "
            f"instead of {chance} (scenario “{_name(state, about)}”).{_others(about, state, today)}"
        )
    elif kind is AskKind.ACCEPTED_RISK:
        approved = (
            f"No date changes: “{title}” stays {chance} likely to be done by {day}. "
            "You take on what happens otherwise."
        )
    else:
        approved = (
            f"Nobody compared what it brings. As planned, “{title}” is {chance} likely to be done "
            f"by {day}."
        )
    return approved, _compared(rest, state)


def _others(tried: Tried, state: State, today: date) -> str:
    if not tried.others:
        return " No other date becomes less likely."
    found = [
        f"“{_title(state, each.item)}” by {short_day(each.day, today)}: "
        f"{percent_words(each.after)} instead of {percent_words(each.before)}"
        for each in tried.others
    ]
    return f" It costs: {'; '.join(found)}."


def _compared(rest: Sequence[Tried], state: State) -> str:
    if not rest:
        return ""
    found = [f"“{_name(state, each)}” {_makes(each.subject)}" for each in rest]
    return f"Also compared: {', '.join(found)}."


def _makes(shift: Shift) -> str:
    if abs(shift.after - shift.before) < LEAST:
        return "does not change it"
    return f"makes it {percent_words(shift.after)}"


def _name(state: State, tried: Tried) -> str:
    known = state.scenarios.get(tried.scenario)
    return "" if known is None else known.name


def _title(state: State, item: str) -> str:
    known = state.items.get(item)
    return "" if known is None else known.title
