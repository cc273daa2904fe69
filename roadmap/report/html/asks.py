"""What is wanted of the reader, with the answers to choose: the first thing on the page."""

from __future__ import annotations

from datetime import date
from typing import Any

from roadmap.analysis.words import counted
from roadmap.report.asking import AskWords, ask_words
from roadmap.report.html.source import Source
from roadmap.report.html.words import day, text


def asks(source: Source) -> str:
    """Return the open asks with their answers to choose, and the rest of the reply."""
    found: list[dict[str, Any]] = source.overview["asks"]
    cards = "".join(_ask(each, source) for each in found)
    name = (
        '<label class="row reply">Your name '
        '<input id="by" autocomplete="name" maxlength="200"></label>'
    )
    whole = (
        '<details class="reply"><summary>Comment on all of it, or sign it off</summary>'
        '<label class="row"><input type="checkbox" id="signoff"> '
        "I have seen this review and sign it off</label>"
        '<label>Comment<textarea id="overall" maxlength="20000"></textarea></label></details>'
    )
    return (
        '<section id="asks" aria-label="What is wanted of you">'
        f'<div class="row head"><h1>{_asked(len(found))}</h1>'
        f"{_SHOW if found else ''}{whole}"
        f'<span class="grow"></span>{name}'
        '<span class="row reply"><button id="copy">Copy as text</button>'
        '<button id="save" class="primary">Save reply</button></span></div>'
        f'<div class="two">{cards}</div>'
        '<p class="faint reply" id="status" role="status"></p></section>'
    )


_SHOW = '<button id="toasks" class="quiet onlyjs">Show and answer</button>'


def _asked(number: int) -> str:
    if number == 0:
        return "Nothing is wanted from you. Here is what changed."
    numbers = ("", "One decision is", "Two decisions are", "Three decisions are")
    words = numbers[number] if number < len(numbers) else f"{number} decisions are"
    return f"{words} wanted from you"


def _ask(ask: dict[str, Any], source: Source) -> str:
    words = ask_words(ask, source.approvals.get(ask["id"]), source.state, source.today)
    compared = f' <span class="faint">{text(words.compared)}</span>' if words.compared else ""
    rows = (
        ("Why", text(words.why)),
        ("If you approve", f"{text(words.approved)}{compared}" if words.approved else ""),
        ("Not decided by then", text(words.undecided)),
    )
    facts = "".join(f"<dt>{name}</dt><dd>{said}</dd>" for name, said in rows if said)
    return (
        f'<article class="ask" data-ask="{text(ask["id"])}">'
        f'<div class="row"><h2 class="grow">{text(ask["title"])}</h2>{_by(ask, source.today)}</div>'
        f'<p class="kind">{_kind(words)}</p><dl>{facts}</dl>'
        '<div class="row reply"><button class="yes" aria-pressed="false">Approve</button>'
        '<button class="no" aria-pressed="false">Reject</button>'
        '<button class="quiet">Comment</button></div>'
        f'<textarea hidden maxlength="20000" aria-label="Comment on {text(ask["title"])}">'
        "</textarea></article>"
    )


def _kind(words: AskWords) -> str:
    """Return the kind of decision, in bold, and of whom it is wanted."""
    kind, comma, whom = words.kind.partition(", asked of ")
    return f"<b>{text(kind)}</b>{text(comma + whom)}"


def _by(ask: dict[str, Any], today: date) -> str:
    """Return by when an answer is wanted, and how far off that is."""
    if ask["by"] is None:
        return ""
    left = (date.fromisoformat(ask["by"]) - today).days
    near = "today" if left == 0 else f"in {counted(left, 'day')}" if left > 0 else "overdue"
    tone = "bad" if ask["overdue"] else "accent"
    return f'<span class="tag {tone}">Answer by {day(ask["by"], today)}, {near}</span>'
