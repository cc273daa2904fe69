"""How commands about asks of leadership and about reviews become events."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from roadmap.commands.expectations import (
    AddAsk,
    AddReview,
    AnswerAsk,
    CommentReview,
    EditAsk,
    EditReview,
    RemoveAsk,
    RemoveReview,
    ReopenAsk,
    SignOffReview,
)
from roadmap.decide.deciding import Deciding
from roadmap.decide.records import changed, past_day, with_fields
from roadmap.errors import NotFound, Refused
from roadmap.events.expectations import (
    AskAdded,
    AskAnswered,
    AskEdited,
    AskRemoved,
    ReviewAdded,
    ReviewCommented,
    ReviewEdited,
    ReviewRemoved,
    ReviewSignedOff,
)
from roadmap.records.expectations import Ask, Review, ReviewComment

# -- asks -----------------------------------------------------------------------------------------


def add_ask(d: Deciding, command: AddAsk) -> None:
    """Ask for a decision, from today unless said."""
    d.require_roadmap()
    d.check_new("ask", command.ask)
    fields: Any = _ask_fields(d, command.fields)
    fields.setdefault("asked_on", d.now.today)
    ask = Ask(command.ask, **fields)
    _check_ask(d, ask)
    if ask.by is not None and ask.by < d.now.today:
        raise Refused(
            f"Ask {ask.title!r}: an answer by {ask.by} comes too late already: give a day from "
            f"{d.now.today} on."
        )
    d.emit(AskAdded(ask=command.ask, fields=fields))


def edit_ask(d: Deciding, command: EditAsk) -> None:
    """Change an ask that is open."""
    ask = _ask(d, command.ask)
    was = None if command.was is None else _ask_fields(d, command.was)
    fields: Any = changed(d, ask, _ask_fields(d, command.fields), was)
    if not fields:
        return
    if not ask.is_open:
        raise Refused(
            f"Ask {ask.title!r} was answered: what was decided stands as it was asked. Open it "
            "again first (reopen_ask)."
        )
    _check_ask(d, with_fields(ask, fields))
    d.emit(AskEdited(ask=ask.id, fields=fields))


def remove_ask(d: Deciding, command: RemoveAsk) -> None:
    """Ask no longer; an answer stays on the record."""
    ask = _ask(d, command.ask)
    if not ask.is_open:
        raise Refused(f"Ask {ask.title!r} was answered: the answer stays on the record.")
    d.emit(AskRemoved(ask=ask.id))


def answer_ask(d: Deciding, command: AnswerAsk) -> None:
    """Record an answer; another one is refused, the same one again is at most verified."""
    ask = _ask(d, command.ask)
    day = past_day(d, ask.title, command.day)
    if not ask.is_open:
        same = (ask.answer, ask.comment) == (command.answer, command.comment)
        if same and command.by in (None, ask.answered_by):
            if command.verified and not ask.verified:
                d.emit(AskAnswered(ask=ask.id, fields=_sure(command)))
            return
        said = "" if ask.answered_by is None else f" by {ask.answered_by}"
        raise Refused(
            f"Ask {ask.title!r} was {ask.answer and ask.answer.value} on {ask.answered_on}{said} "
            "already: open it again first (reopen_ask)."
        )
    fields: Any = {"answer": command.answer, "answered_on": day}
    optional = {"answered_by": command.by, "comment": command.comment}
    fields |= {key: value for key, value in optional.items() if value} | _sure(command)
    d.emit(AskAnswered(ask=ask.id, fields=fields))


def _sure(command: AnswerAsk | SignOffReview) -> Any:
    """Return what is known of who said it: nothing where it was not said in a reply."""
    if command.verified:
        return {"verified": True, "unverified": False}
    return {"unverified": True} if command.unverified else {}


def reopen_ask(d: Deciding, command: ReopenAsk) -> None:
    """Ask again; the earlier answer stays in the history."""
    ask = _ask(d, command.ask)
    if not ask.is_open:
        fields: Any = dict.fromkeys(("answer", "answered_on", "answered_by"))
        fields |= {"comment": "", "unverified": False, "verified": False}
        d.emit(AskAnswered(ask=ask.id, fields=fields))


def _ask(d: Deciding, ref: str) -> Ask:
    ask: Ask = _titled(d.state.asks, ref, "ask")
    return ask


def _titled(table: Any, ref: str, what: str) -> Any:
    """Return the record with this id, or the only one with this title."""
    found = table.get(ref)
    if found is not None:
        return found
    named = [each for each in table.ordered() if each.title.casefold() == ref.casefold()]
    if len(named) > 1:
        ids = ", ".join(each.id for each in named)
        raise Refused(f"{len(named)} {what}s are called {ref!r}: name one by its id ({ids}).")
    if named:
        return named[0]
    known = ", ".join(repr(each.title) for each in table.ordered()[:8]) or "none so far"
    raise NotFound(f"There is no {what} {ref!r} (known: {known}). Add it first: add_{what}.")


def _ask_fields(d: Deciding, given: Mapping[str, Any]) -> dict[str, Any]:
    fields = dict(given)
    if fields.get("items"):
        fields["items"] = tuple(dict.fromkeys(d.item(each).id for each in fields["items"]))
    return fields


def _check_ask(d: Deciding, ask: Ask) -> None:
    if not ask.title:
        raise Refused("An ask needs a title: say in a sentence what is to be decided.")
    for other in d.state.asks.ordered():
        if other.id != ask.id and other.is_open and other.title.casefold() == ask.title.casefold():
            raise Refused(f"{other.title!r} is asked for already: change that ask (edit_ask).")


# -- reviews --------------------------------------------------------------------------------------


def add_review(d: Deciding, command: AddReview) -> None:
    """Prepare a review, held today unless said."""
    d.require_roadmap()
    d.check_new("review", command.review)
    fields: Any = dict(command.fields)
    fields.setdefault("held_on", d.now.today)
    fields.setdefault("title", f"Review of {fields['held_on'] or d.now.today}")
    _check_review(Review(command.review, **fields))
    d.emit(ReviewAdded(review=command.review, fields=fields))


def edit_review(d: Deciding, command: EditReview) -> None:
    """Change a review that is not signed off."""
    review = _open_review(d, command.review)
    fields: Any = changed(d, review, command.fields, command.was)
    if fields:
        _check_review(with_fields(review, fields))
        d.emit(ReviewEdited(review=review.id, fields=fields))


def remove_review(d: Deciding, command: RemoveReview) -> None:
    """Take a review off the record that is not signed off."""
    d.emit(ReviewRemoved(review=_open_review(d, command.review).id))


def comment_review(d: Deciding, command: CommentReview) -> None:
    """Add a comment; the same words by the same person on the same day are at most verified."""
    review = _titled(d.state.reviews, command.review, "review")
    if not command.comment:
        raise Refused("A comment says something: write a sentence.")
    comment = ReviewComment(
        command.by or "Somebody",
        past_day(d, review.title, command.day),
        command.comment,
        command.decision,
        unverified=command.unverified and not command.verified,
        verified=command.verified,
    )
    said = [each for each in review.comments if _says(each) == _says(comment)]
    if not said:
        comments = (*_open_review(d, review.id).comments, comment)
    elif comment.verified and not said[0].verified:
        comments = tuple(comment if each is said[0] else each for each in review.comments)
    else:
        return
    d.emit(ReviewCommented(review=review.id, fields={"comments": comments}))


def _says(comment: ReviewComment) -> tuple[object, ...]:
    return comment.by, comment.day, comment.text, comment.decision


def sign_off_review(d: Deciding, command: SignOffReview) -> None:
    """Sign a review off, once."""
    review = _titled(d.state.reviews, command.review, "review")
    if review.signed_off_on is not None and command.by == review.signed_off_by:
        if command.verified and not review.verified:
            d.emit(ReviewSignedOff(review=review.id, fields=_sure(command)))
        return
    review = _open_review(d, review.id)
    fields: Any = {"signed_off_on": past_day(d, review.title, command.day)}
    if command.by:
        fields["signed_off_by"] = command.by
    d.emit(ReviewSignedOff(review=review.id, fields=fields | _sure(command)))


def _open_review(d: Deciding, ref: str) -> Review:
    review: Review = _titled(d.state.reviews, ref, "review")
    if review.signed_off_on is not None:
        said = "" if review.signed_off_by is None else f" by {review.signed_off_by}"
        raise Refused(
            f"{review.title!r} was signed off{said} on {review.signed_off_on}: it stands as it "
            "was. Prepare the next review (add_review)."
        )
    return review


def _check_review(review: Review) -> None:
    if review.since and review.held_on and review.since > review.held_on:
        raise Refused(
            f"{review.title!r} looks back from {review.held_on} to {review.since}, which is later: "
            "give an earlier day."
        )


Rule = Callable[[Deciding, Any], None]
RULES: dict[type, Rule] = {
    AddAsk: add_ask,
    EditAsk: edit_ask,
    RemoveAsk: remove_ask,
    AnswerAsk: answer_ask,
    ReopenAsk: reopen_ask,
    AddReview: add_review,
    EditReview: edit_review,
    RemoveReview: remove_review,
    CommentReview: comment_review,
    SignOffReview: sign_off_review,
}
