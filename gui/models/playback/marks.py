"""What is marked on the time axis of the playback, and which shape, word and tone has each kind?

The first kinds of the table give way last where marks would stand upon each other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gui.tokens import Family, Tone
from roadmap.analysis.history.markers import Marker, MarkKind
from roadmap.analysis.phrases.phases import say_phase
from roadmap.records.phases import Phase
from roadmap.service import Told
from roadmap.state import State


@dataclass(frozen=True, slots=True)
class Look:
    """How a kind of mark looks: its word in the legend, its icon (no two alike), its tone."""

    word: str
    icon: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class Mark:
    """A decision worth finding again; ``index`` counts from 0, ``kind`` is a key of LOOKS."""

    index: int
    kind: str
    text: str


LOOKS: dict[str, Look] = {
    MarkKind.BOOKMARK: Look("Bookmarks", "bookmark", "accent"),
    MarkKind.PHASE: Look("Phase changes", "flag", "text"),
    MarkKind.BREACH: Look("Levels breached", "alert-triangle", "bad"),
    MarkKind.RESTORED: Look("Levels kept again", "shield-check", "ok"),
    MarkKind.ADOPTED: Look("Scenarios adopted", "git-branch", "accent"),
    MarkKind.ANSWER: Look("Asks answered", "message-circle", "muted"),
    MarkKind.REVIEW: Look("Reviews", "list-checks", "muted"),
    MarkKind.HIRE: Look("People joining", "user-plus", "muted"),
    "emergency": Look("Emergencies", "zap", "must"),
    "import": Look("Imports", "import", "muted"),
    "shed": Look("Work shed", "archive", "muted"),
    MarkKind.SPRINT: Look("Sprints closed", "columns-3", "faint"),
}
ORDER = tuple(LOOKS)
_MANY: dict[str, int] = {str(MarkKind.SPRINT): 0, "emergency": 12}  # more would hide the rest
_FAMILIES: dict[Phase, Family] = {
    Phase.FIREFIGHTING: "must",
    Phase.INVESTMENT: "choice",
    Phase.PRINCIPLES_IN_BREACH: "bad",
    Phase.PRINCIPLES_SETTING_LEVELS: "warn",
    Phase.PRINCIPLES_HOLDING: "ok",
}


def mark_of_marker(marker: Marker) -> Mark:
    """Return what the engine found as a mark of the axis."""
    return Mark(marker.index, str(marker.kind), marker.text)


def own_mark(told: Told, live: State) -> Mark | None:
    """Return the mark of a decision that people look for besides: a fire, shed work, an import."""
    for event in told.events:
        fields = getattr(event, "fields", {})
        if event.kind == "interruption_logged":
            return Mark(told.index, "emergency", fields.get("title", ""))
        if event.kind == "source_imported":
            return Mark(told.index, "import", f"{fields.get('name', '')} import".strip())
    shed = [key for each in told.events if each.kind == "item_shed" for key in _items(each)]
    if len(shed) > 1:
        return Mark(told.index, "shed", f"{len(shed)} shed")
    if shed and (item := live.items.get(shed[0])) is not None:
        return Mark(told.index, "shed", f"shed: {item.title}")
    return None


def _items(event: object) -> tuple[str, ...]:
    item = getattr(event, "item", None)
    return () if item is None else (item,)


def hidden_at_first(marks: Iterable[Mark]) -> frozenset[str]:
    """Return the kinds that are not shown until somebody asks for them."""
    counts = Counter(mark.kind for mark in marks)
    return frozenset(kind for kind, most in _MANY.items() if counts[kind] > most or not most)


def chosen(marks: Iterable[Mark], hidden: frozenset[str], most: int) -> list[Mark]:
    """Return at most ``most`` marks of the kinds that are not hidden, in order of the history.

    Where there are too many, kinds that come last in the table are thinned out first.
    """
    shown = [mark for mark in marks if mark.kind not in hidden]
    shown.sort(key=lambda mark: ORDER.index(mark.kind))
    kept: list[Mark] = []
    for kind in ORDER:
        of_kind = [mark for mark in shown if mark.kind == kind]
        kept += _thinned(of_kind, most - len(kept))
    return sorted(kept, key=lambda mark: (mark.index, ORDER.index(mark.kind)))


def _thinned(marks: Sequence[Mark], most: int) -> Sequence[Mark]:
    """Return at most ``most`` marks, spread evenly over the history."""
    if len(marks) <= most:
        return marks
    return [marks[place * len(marks) // most] for place in range(most)]


def phase_words(phase: Phase) -> tuple[str, Family]:
    """Return the words of a phase on its band, and the band's colours."""
    name = say_phase(phase)
    return f"{name[:1].upper()}{name[1:]}", _FAMILIES[phase]
