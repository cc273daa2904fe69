"""What does a reply say, line by line, before it is taken in?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gui.dates import plain_day
from gui.session import Session
from gui.tokens import Tone
from roadmap.analysis.phrases.sentences import decision_sentence
from roadmap.answering import Reply, worth_words
from roadmap.errors import NotFound
from roadmap.records.expectations import Answer, Ask
from roadmap.report.asking import KINDS
from roadmap.signing import Worth


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that a reply says: what it does, about what, in which words."""

    does: str
    about: str
    words: str = ""
    tone: Tone = "text"


def reply_head(reply: Reply, session: Session) -> str:
    """Return who replied, when, and to which moment."""
    day = plain_day(session.local(reply.made_at).date())
    try:
        index = session.index_of(reply.decision)
    except NotFound:
        return f"{reply.by} replied on {day}."
    seen = plain_day(session.local(session.recorded_at(index)).date())
    return f"{reply.by} replied on {day} to the roadmap as of {seen}."


def worth_line(reply: Reply, worth: Worth) -> str:
    """Return what the signature of a reply is worth, as a sentence of its own."""
    if worth is Worth.NOT_SIGNED:
        return "Nobody signed this reply: it goes on the record marked as unverified."
    said = worth_words(reply, worth)
    return f"{said[:1].upper()}{said[1:]}."


def reply_lines(reply: Reply, session: Session) -> tuple[Line, ...]:
    """Return what a reply says, answers first."""
    lines = [
        _answered(each.answer, _ask(session, each.ask), each.comment) for each in reply.answers
    ]
    for remark in reply.remarks:
        about = "all of it" if remark.decision is None else said_of(session, remark.decision)
        lines.append(Line("Comments on", about, remark.text))
    if reply.signed_off:
        lines.append(Line("Signs off", "the review", tone="ok"))
    return tuple(lines)


def _answered(answer: Answer, about: str, comment: str) -> Line:
    if answer is Answer.APPROVED:
        return Line("Approves", about, comment, "ok")
    return Line("Rejects", about, comment, "bad")


def _ask(session: Session, ask: str) -> str:
    known = session.live.asks.get(ask)
    return "an ask that is not there any more" if known is None else f"“{known.title}”"


def said_of(session: Session, decision: str) -> str:
    """Return a decision as a sentence."""
    try:
        told = session.told(session.index_of(decision))
    except NotFound:
        return "a decision that is not there"
    before, after = session.state_after(told.index - 1), session.state_after(told.index)
    return decision_sentence(told.decision, told.events, before, after).text


def wanted_words(number: int) -> str:
    """Return what is wanted of the reader, as a heading."""
    if number == 0:
        return "Nothing is wanted from you"
    numbers = ("", "One decision is", "Two decisions are", "Three decisions are")
    words = numbers[number] if number < len(numbers) else f"{number} decisions are"
    return f"{words} wanted from you"


def ask_cost(ask: Ask) -> str:
    """Return what it costs not to decide, with its probability; "" where nobody said."""
    if not ask.cost:
        return ""
    likely = "" if ask.probability is None else f" {ask.probability:.0%} likely:"
    return f"Not decided by then:{likely} {ask.cost}"


def ask_of(ask: Ask) -> str:
    """Return the kind of an ask and of whom it is wanted."""
    kind = KINDS[ask.kind]
    return f"{kind}, of {ask.wanted_from}" if ask.wanted_from else kind


def ask_until(ask: Ask, today: date) -> str:
    """Return until when an ask wants its answer."""
    if ask.by is None:
        return ""
    return f"by {plain_day(ask.by)}" + (", overdue" if ask.by < today else "")
