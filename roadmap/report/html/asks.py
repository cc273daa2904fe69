"""What is wanted of the reader, with the answers to choose: the first thing on the page."""

from __future__ import annotations

from datetime import date
from typing import Any

from roadmap.report.html.source import Source
from roadmap.report.html.words import day, text


def asks(source: Source) -> str:
    """Return the open asks with their answers to choose, and the rest of the reply."""
    found: list[dict[str, Any]] = source.overview["asks"]
    heading = _asked(len(found))
    cards = "".join(_ask(each, source.today) for each in found)
    names = (
        '<label class="row">Your name <input id="by" autocomplete="name" maxlength="200"></label>'
    )
    return (
        '<section id="asks" aria-label="What is wanted of you">'
        f'<div class="row"><h1 class="grow">{heading}</h1>'
        '<span class="faint reply" id="status" role="status"></span>'
        '<span class="row reply"><button id="copy">Copy as text</button>'
        '<button id="save" class="primary">Save reply</button></span></div>'
        f'<div class="two">{cards}</div>'
        '<details class="reply panel"><summary>Comment on all of it, or sign it off</summary>'
        f'<div class="row">{names}<label class="row"><input type="checkbox" id="signoff"> '
        "I have seen this review and sign it off</label></div>"
        '<label>Comment<textarea id="overall" maxlength="20000"></textarea></label></details>'
        "</section>"
    )


def _asked(number: int) -> str:
    if number == 0:
        return "Nothing is wanted from you. Here is what changed."
    numbers = ("", "One decision is", "Two decisions are", "Three decisions are")
    words = numbers[number] if number < len(numbers) else f"{number} decisions are"
    return f"{words} wanted from you"


def _ask(ask: dict[str, Any], today: date) -> str:
    by = ""
    if ask["by"] is not None:
        tone = "bad" if ask["overdue"] else "accent"
        by = f'<span class="tag {tone}">by {day(ask["by"], today)}</span>'
    likely = "" if ask["probability"] is None else f" <b>{ask['probability']:.0%}</b> likely:"
    cost = f"<p>Not decided by then:{likely} {text(ask['cost'])}</p>" if ask["cost"] else ""
    whom = f" · of {text(ask['wanted_from'])}" if ask["wanted_from"] else ""
    kind = ask["kind"].replace("_", " ")
    return (
        f'<article class="ask" data-ask="{text(ask["id"])}">'
        f'<div class="row"><h2 class="grow">{text(ask["title"])}</h2>{by}</div>'
        f'<p class="faint">{text(kind)}{whom}</p>{cost}'
        '<div class="row reply"><button class="yes" aria-pressed="false">Approve</button>'
        '<button class="no" aria-pressed="false">Reject</button>'
        '<button class="quiet">Comment</button></div>'
        f'<textarea hidden maxlength="20000" aria-label="Comment on {text(ask["title"])}">'
        "</textarea></article>"
    )
