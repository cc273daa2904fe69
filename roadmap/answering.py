"""How does an answer from leadership come back into the roadmap? As their decisions, once.

A reply names the roadmap and what it answers by ids, so that it fits a redacted copy too. It
becomes one decision by whoever wrote it: verified where it is signed with the key that this person
is known by, or that is seen for the first time; else marked unverified. Taken in a second time it
changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from roadmap.analysis.words import counted, listed, say_day
from roadmap.authors import author_named
from roadmap.commands import Command
from roadmap.commands.expectations import AddReview, AnswerAsk, CommentReview, SignOffReview
from roadmap.errors import NotFound, Refused
from roadmap.exchange.reply import (
    BEGIN,
    LARGEST,
    AskReply,
    Remark,
    ReplySignature,
    cleaned,
    parse_reply,
    reply_text,
)
from roadmap.exchange.reply import FORMAT as REPLY_FORMAT
from roadmap.exchange.reply import Reply as Reply
from roadmap.exchange.reply import reply_bytes as reply_bytes
from roadmap.records.expectations import Answer, Review
from roadmap.service import Roadmap, Told
from roadmap.signing import Signed, Worth, fingerprint, remember, worth_of
from roadmap.state import State
from roadmap.values import Author, derived_id

_NAMES = ("format", "roadmap", "decision", "by", "made_at")


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What came of a reply: the decision, None where all of it was known already."""

    told: Told | None
    answers: int
    remarks: int
    signed_off: bool
    worth: Worth


@dataclass(frozen=True, slots=True)
class Taking:
    """The decision that a reply comes to: by whom, why, and its commands."""

    by: Author
    why: str
    commands: tuple[Command, ...]
    worth: Worth = Worth.NOT_SIGNED


def take_in(roadmap: Roadmap, reply: Reply, at: datetime) -> TakenIn:
    """Record what a reply says as one decision by its author.

    Raises Refused where it answers another roadmap, an ask that is not there or that somebody
    answered otherwise meanwhile, NotFound for a decision that is not there, and Damaged where its
    signature does not fit.
    """
    taking = taking_of(roadmap, reply, roadmap.state, at)
    told = roadmap.execute(taking.commands, by=taking.by, at=at, why=taking.why)
    remember_signer(reply, taking.worth)
    answers, remarks = len(reply.answers), len(reply.remarks)
    return TakenIn(told, answers, remarks, reply.signed_off, taking.worth)


def remember_signer(reply: Reply, worth: Worth) -> None:
    """Remember the key of a reply that was taken in, where it was seen for the first time."""
    signed = _signature(reply)
    if worth is Worth.FIRST_SEEN and signed is not None:
        remember(reply.by, signed)


def _signature(reply: Reply) -> Signed | None:
    found = reply.signature
    return None if found is None else Signed(found.key, found.value)


def worth_words(reply: Reply, worth: Worth) -> str:
    """Return what the signature of a reply is worth: "verified: signed with the key ..."."""
    if worth is Worth.KNOWN:
        return f"verified: signed with the key that {reply.by} always used"
    if worth is Worth.FIRST_SEEN and reply.signature is not None:
        key = fingerprint(reply.signature.key)
        return (
            f"verified: signed by {reply.by}, whose key {key} is seen for the first time and "
            "remembered from now on"
        )
    if worth is Worth.NOT_LOOKED_AT:
        return "unverified: signed, but the signature was not looked at: install the extra `sign`"
    if worth is Worth.NO_LONGER_SIGNED:
        return f"unverified: not signed though {reply.by} signed others before"
    return "unverified: nobody signed the reply"


def taking_of(roadmap: Roadmap, reply: Reply, state: State, at: datetime) -> Taking:
    """Return what taking `reply` in would record on `state`. Raises as `take_in` does."""
    if reply.roadmap != roadmap.id:
        raise Refused(
            "This reply answers another roadmap than the one that is open: open the one it was "
            "made for."
        )
    if reply.is_empty:
        raise Refused("This reply says nothing: no answer, no comment and no sign-off.")
    for decision in [reply.decision, *(each.decision for each in reply.remarks if each.decision)]:
        _check_known(roadmap, decision)
    message = reply.signed()
    worth = worth_of(f"The reply of {reply.by}", reply.by, message, _signature(reply))
    day = min(roadmap.today(reply.made_at), roadmap.today(at))  # another clock may be ahead
    commands = commands_of(reply, state, day, verified=worth.is_verified)
    sure = f"verified: signed by {reply.by}" if worth.is_verified else "unverified"
    why = f"Reply of {say_day(day)}, {sure}"
    return Taking(author_named(reply.by), why, tuple(commands), worth)


def read_reply(path: Path) -> Reply:
    """Return what the reply file at `path` says. Raises NotFound, Refused, ImportRefused."""
    if not path.is_file():
        raise NotFound(f"There is no file {path}.")
    try:
        with path.open("rb") as content:
            return parse_reply(content.read(LARGEST + 1))
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror or error}.") from error


def looks_like_reply(path: Path) -> bool:
    """Return whether a file seems to be a reply; what is wrong with it is said by `read_reply`."""
    try:
        with path.open("rb") as content:
            start = content.read(LARGEST).decode("utf-8-sig", "replace").lstrip()
    except OSError:
        return False
    is_json = start.startswith("{") and all(f'"{name}"' in start for name in _NAMES)
    return is_json or BEGIN in start


def pasted_reply(text: str) -> Reply:
    """Return what a pasted block says, or the text of a reply file. Raises ImportRefused."""
    return parse_reply(text.strip().encode())


def said_in(reply: Reply) -> str:
    """Return what a reply holds in a few words: "2 answers, 1 comment and the sign-off"."""
    parts = [
        counted(len(reply.answers), "answer") if reply.answers else "",
        counted(len(reply.remarks), "comment") if reply.remarks else "",
        "the sign-off" if reply.signed_off else "",
    ]
    return listed([part for part in parts if part])


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody answers, until it is written down: answers and comments by ask or decision.

    `remarks` are (decision or None for all of it, text).
    """

    answers: tuple[tuple[str, Answer, str], ...] = ()
    remarks: tuple[tuple[str | None, str], ...] = ()
    signed_off: bool = False


def reply_of(
    roadmap: Roadmap,
    decision: str,
    said: Said,
    *,
    by: Author,
    at: datetime,
    sign: Callable[[bytes], Signed] | None = None,
) -> Reply:
    """Return the reply of `by` to `roadmap` as of `decision`, signed by `sign` where that is given.

    Raises Refused where it is empty, or cannot be signed.
    """
    made = Reply(
        format=REPLY_FORMAT,
        roadmap=roadmap.id,
        decision=decision,
        by=by.name,
        made_at=at,
        answers=tuple(
            AskReply(ask=ask, answer=answer, comment=comment.strip())
            for ask, answer, comment in said.answers
        ),
        remarks=tuple(
            Remark(text=text.strip(), decision=about)
            for about, text in said.remarks
            if text.strip()
        ),
        signed_off=said.signed_off,
    )
    reply = cleaned(made)
    if reply.is_empty:
        raise Refused("Answer an ask, comment or sign off first: the reply would say nothing.")
    if sign is None:
        return reply
    signed = sign(reply.signed())
    signature = ReplySignature(key=signed.key, value=signed.value)
    return reply.model_copy(update={"signature": signature})


def reply_block(reply: Reply) -> str:
    """Return the block of text that says `reply`, to be pasted into a mail."""
    return reply_text(reply)


def _check_known(roadmap: Roadmap, decision: str) -> None:
    try:
        roadmap.timeline.index_of(decision)
    except NotFound as error:
        raise NotFound(
            f"This reply is about decision {decision}, which this roadmap does not have: it was "
            "made for another copy. Merge that copy first."
        ) from error


def commands_of(reply: Reply, state: State, day: date, *, verified: bool = False) -> list[Command]:
    """Return the commands that a reply comes to; remarks and sign-off go to a review."""
    sure = {"verified": verified, "unverified": not verified}
    for each in reply.answers:
        if each.ask not in state.asks:
            raise NotFound(
                f"This reply answers ask {each.ask}, which is not there (any more): it was taken "
                "back."
            )
    commands: list[Command] = [
        AnswerAsk(
            ask=each.ask,
            answer=each.answer,
            by=reply.by,
            day=day,
            comment=each.comment,
            **sure,
        )
        for each in reply.answers
    ]
    if not (reply.remarks or reply.signed_off):
        return commands
    review = _review(reply, state, day)
    if review not in state.reviews:
        title = f"Review by {reply.by}, {day.isoformat()}"
        commands.append(AddReview(review=review, fields={"title": title, "held_on": day}))
    known = state.reviews.get(review)
    for remark in reply.remarks:
        comment = CommentReview(
            review=review,
            comment=remark.text,
            by=reply.by,
            day=day,
            decision=remark.decision,
            **sure,
        )
        if known is None or not _is_known(comment, known):
            commands.append(comment)
    if reply.signed_off:
        commands.append(SignOffReview(review=review, by=reply.by, day=day, **sure))
    return commands


def _review(reply: Reply, state: State, day: date) -> str:
    """Return the review that a reply belongs to: where it went before, the open one, or its own."""
    words = {(reply.by, each.text) for each in reply.remarks}
    for review in state.reviews.ordered():
        known = {(each.by, each.text) for each in review.comments}
        signed = (review.signed_off_by, review.signed_off_on) == (reply.by, day)
        if words <= known and (signed if reply.signed_off else bool(words)):
            return review.id
    still = [each for each in state.reviews.ordered() if each.signed_off_on is None]
    if still:
        return max(still, key=lambda each: (each.held_on or date.min, each.id)).id
    return derived_id("review", f"{reply.by.casefold()} {reply.made_at.isoformat()}")


def _is_known(comment: CommentReview, review: Review) -> bool:
    return any(
        (each.by, each.text, each.decision) == (comment.by, comment.comment, comment.decision)
        and (each.verified or not comment.verified)
        for each in review.comments
    )
