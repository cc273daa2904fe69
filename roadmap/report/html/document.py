"""How is a roadmap put into one HTML file that opens from disk, offline, in any browser?

Nothing in it loads anything: styles and scripts stand in the file and are allowed by their digests
alone, so that a title that is code stays text. What is wanted of the reader comes first.
"""

from __future__ import annotations

import base64
import gzip
import json
import math
from collections.abc import Iterator, Sequence
from hashlib import sha256
from importlib.resources import files
from itertools import islice

from roadmap.analysis.expectations.asks import open_asks
from roadmap.analysis.words import short_day
from roadmap.collector import without_collector
from roadmap.errors import NotFound
from roadmap.events.expectations import AskAdded, AskAnswered, ReviewAdded
from roadmap.events.sprints import SprintClosed, SprintItemPulled, SprintItemPushed
from roadmap.report.html.asks import asks
from roadmap.report.html.frames import PLACES, Frames, frames_of
from roadmap.report.html.marks import marks_of, noting
from roadmap.report.html.sections import QUADRANT_WORDS, TABS, all_tabs
from roadmap.report.html.source import Source
from roadmap.report.html.words import attribute, text
from roadmap.report.watching import UNWATCHED, Watch
from roadmap.timeline import Told
from roadmap.values import Quadrant

_BARS = 160
_LOGO = (
    '<svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">'
    '<rect x="1" y="1" width="8" height="8" rx="2" fill="#E0561A"/>'
    '<rect x="11" y="1" width="8" height="8" rx="2" fill="#EFA077"/>'
    '<rect x="1" y="11" width="8" height="8" rx="2" fill="#1491A5"/>'
    '<rect x="11" y="11" width="8" height="8" rx="2" fill="#7CC2CE"/></svg>'
)


_BACK = (
    '<p id="past" class="onlyjs" hidden><span></span> '
    '<button id="togrid">See it on the grid</button> <button id="tonow">Back to today</button></p>'
)


def html_document(source: Source, watch: Watch = UNWATCHED) -> str:
    """Return the whole page. Raises Cancelled where `watch` says to stop."""
    style, script = _asset("page.css"), _asset("page.js")
    allowed = (
        f"default-src 'none'; script-src '{_digest(script)}'; style-src '{_digest(style)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    marked = {each.decision for each in source.state.bookmarks.ordered()}
    count = source.index + 1
    history = islice(source.timeline.history(0, count), count)
    noted: list[Told] = []
    with without_collector():
        frames = frames_of(noting(watch.along(history, count), noted), count, marked)
    return "".join(
        (
            '<!doctype html><html lang="en"><head><meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{allowed}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="color-scheme" content="light dark"><meta name="referrer" ',
            f'content="no-referrer"><title>{text(source.title)}</title><style>{style}</style>',
            f"</head>{_body(source, frames, noted, script)}</html>\n",
        )
    )


def _asset(name: str) -> str:
    return files("roadmap.report.html").joinpath(name).read_text("utf-8")


def _digest(content: str) -> str:
    return f"sha256-{base64.b64encode(sha256(content.encode()).digest()).decode()}"


def _body(source: Source, frames: Frames, noted: Sequence[Told], script: str) -> str:
    told = source.timeline.tell(source.index) if source.index >= 0 else None
    facts = attribute(
        data_roadmap=source.roadmap_id,
        data_decision="" if told is None else told.id,
        data_by=source.by.name,
        data_places=json.dumps([*_places()]),
    )
    columns = {**frames.columns(), **marks_of(source, noted)}
    packed = gzip.compress(_json(columns), 9, mtime=0)
    tabs = "".join(all_tabs(source, noted))
    return (
        f"<body{facts}>{_header(source)}<main>{asks(source)}{_BACK}{tabs}"
        f"</main>{_dock(frames)}{_boxes()}"
        '<div id="toast" role="status" aria-live="polite"></div>'
        f'<script type="application/json" id="bookmarks">{_bookmarks(source)}</script>'
        '<script type="application/octet-stream" id="frames">'
        f"{base64.b64encode(packed).decode()}</script><script>{script}</script></body>"
    )


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _places() -> tuple[str, ...]:
    words = [QUADRANT_WORDS[each] for each in Quadrant]
    assert len(words) + 3 == len(PLACES)  # noqa: S101 - the page counts on it
    return (*words, "done", "shed", "taken off")


def _bookmarks(source: Source) -> str:
    """Return the bookmarks as JSON that no text in it can end."""
    rows = [
        {
            "decision": each.decision,
            "caption": each.caption,
            "about": list(_about(source, each.decision)),
        }
        for each in source.state.bookmarks.ordered()
    ]
    return _json(rows).decode().replace("<", "\\u003c")


def _about(source: Source, decision: str) -> Iterator[str]:
    """Yield the items that a marked decision is about where it changes none of them itself."""
    try:
        told = source.timeline.tell(source.timeline.index_of(decision))
    except NotFound:  # the copy of an audience holds no decision that is left out whole
        return
    state = source.timeline.state_after(told.index)
    for event in told.events:
        if isinstance(event, AskAdded | AskAnswered):
            ask = state.asks.get(event.ask)
            yield from ask.items if ask is not None else ()
        elif isinstance(event, SprintItemPulled | SprintItemPushed):
            yield event.item
        elif isinstance(event, SprintClosed):
            yield from (each.item for each in event.outcome.done)
        elif isinstance(event, ReviewAdded):
            yield from (item for ask in open_asks(state) for item in ask.items)


def _header(source: Source) -> str:
    links = "".join(f'<a href="#{name}">{text(words)}</a>' for name, words in TABS)
    made = short_day(source.today)
    return (
        f"<header>{_LOGO}<strong>{text(source.title)}</strong><nav>{links}</nav>"
        f'<span class="when">As of {text(made)}, from {text(source.by.name)}, '
        f"for {_AUDIENCES.get(source.audience, text(source.audience))}</span>"
        '<button id="theme" class="quiet onlyjs" '
        'aria-label="Light or dark">◐</button></header>'
    )


_AUDIENCES = {"leadership": "leadership", "team": "the team"}


_WHAT = (
    '<select id="what" aria-label="What is played"><option value="marked">Bookmarks</option>'
    '<option value="found">Found</option><option value="all">All decisions</option></select>'
)


def _dock(frames: Frames) -> str:
    counts = _density(frames)
    most = max(counts, default=1) or 1
    bars = "".join(_density_bar(place, 24 * math.sqrt(n / most)) for place, n in enumerate(counts))
    speeds = "".join(
        f'<label><input type="radio" name="speed" value="{n}"{" checked" if n == 1 else ""}> '
        f"{n}×</label>"
        for n in (1, 4, 16)
    )
    return (
        '<footer id="dock" aria-label="Playback"><div class="row">'
        '<button id="play" class="primary">Play</button>'
        f"{_WHAT}"
        '<button id="back" aria-label="One decision back">◀</button>'
        '<button id="next" aria-label="One decision forward">▶</button>'
        '<span id="now"></span><span class="faint" id="counter"></span>'
        f'<span class="row speeds" role="group" aria-label="Speed">{speeds}</span></div>'
        '<div id="scrub"><div id="marks"></div>'
        f'<svg id="density" viewBox="0 0 {_BARS * 6} 24" preserveAspectRatio="none" '
        f'aria-hidden="true">{bars}</svg>'
        '<div id="spots" role="group" aria-label="Phases and marks; '
        'the arrow keys go from one to the next"></div><div id="tip" role="status" hidden></div>'
        '<input id="range" type="range" min="-1" max="0" value="0" aria-label="Decision shown">'
        "</div></footer>"
    )


def _density_bar(place: int, height: float) -> str:
    shape = attribute(x=place * 6, y=f"{24 - height:.1f}", width=5, height=f"{height:.1f}")
    return f"<rect{shape}/>"


def _density(frames: Frames) -> list[int]:
    """Return how many decisions fall into each of equal spans of time."""
    counts = [0] * _BARS
    minute, span = 0, max(1, sum(frames.minutes))
    for delta in frames.minutes:
        minute += delta
        counts[min(_BARS - 1, minute * _BARS // span)] += 1
    return counts


def _boxes() -> str:
    return (
        '<dialog id="blockbox" aria-label="Reply as text"><h3>Your reply as text</h3>'
        "<p>Paste it into a mail to whoever sent you this page.</p>"
        '<textarea id="block" readonly rows="10"></textarea>'
        '<div class="row"><button id="blockclose">Close</button></div></dialog>'
        '<dialog id="remarkbox" aria-label="Comment on a decision"><h3>Comment</h3>'
        '<p id="remarkabout" class="muted"></p>'
        '<textarea id="remarktext" maxlength="20000"></textarea>'
        '<div class="row"><button id="remarksave" class="primary">Add to the reply</button>'
        '<button id="remarkcancel">Cancel</button></div></dialog>'
    )
