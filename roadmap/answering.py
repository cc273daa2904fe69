"""How does an answer from leadership come back into the roadmap? As their decisions, once.

A reply names the roadmap and what it answers by ids, so that it fits a redacted copy too. It
becomes one decision by whoever wrote it, marked unverified, as nobody signed it. Taken in a second
time it changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from roadmap.authors import author_named
from roadmap.commands import Command
from roadmap.commands_expectations import AddReview, AnswerAsk, CommentReview, SignOffReview
from roadmap.errors import NotFound, Refused
from roadmap.exchange.reply import Reply
from roadmap.expectations import Review
from roadmap.service import Roadmap, Told
from roadmap.state import State
from roadmap.values import derived_id


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What came of a reply: the decision, None where all of it was known already."""

    told: Told | None
    answers: int
    remarks: int
    signed_off: bool


def take_in(roadmap: Roadmap, reply: Reply, at: datetime) -> TakenIn:
    """Record what a reply says as one decision by its author.

    Raises Refused where it answers another roadmap, an ask that is not there or that somebody
    answered otherwise meanwhile, and NotFound for a decision that is not there.
    """
    if reply.roadmap != roadmap.id:
        raise Refused(
            "This reply answers another roadmap than the one that is open: open the one it was "
            "made for."
        )
    if reply.is_empty:
        raise Refused("This reply says nothing: no answer, no comment and no sign-off.")
    for decision in [reply.decision, *(each.decision for each in reply.remarks if each.decision)]:
        _check_known(roadmap, decision)
    day = min(roadmap.today(reply.made_at), roadmap.today(at))  # another clock may be ahead
    commands = commands_of(reply, roadmap.state, day)
    why = f"Reply of {day.isoformat()}"
    told = roadmap.execute(commands, by=author_named(reply.by), at=at, why=why)
    return TakenIn(told, len(reply.answers), len(reply.remarks), reply.signed_off)


def _check_known(roadmap: Roadmap, decision: str) -> None:
    try:
        roadmap.timeline.index_of(decision)
    except NotFound as error:
        raise NotFound(
            f"This reply is about decision {decision}, which this roadmap does not have: it was "
            "made for another copy. Merge that copy first."
        ) from error


def commands_of(reply: Reply, state: State, day: date) -> list[Command]:
    """Return the commands that a reply comes to; remarks and sign-off go to a review."""
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
            unverified=True,
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
            unverified=True,
        )
        if known is None or not _is_known(comment, known):
            commands.append(comment)
    if reply.signed_off:
        commands.append(SignOffReview(review=review, by=reply.by, day=day, unverified=True))
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
        for each in review.comments
    )
