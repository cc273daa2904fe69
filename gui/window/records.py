"""Which records besides items does the palette find by their names, and on which page are they?"""

from __future__ import annotations

from collections.abc import Iterator

from gui.widgets.command_palette import PaletteEntry
from roadmap.analysis.items.haystack import fold, words_of
from roadmap.state import State

_MOST = 8
_STEP = 200  # records that are looked at between two steps


def found_records(state: State, text: str) -> Iterator[list[PaletteEntry]]:
    """Yield what is called so, the open things before those that are over, and [] in between."""
    needles = [f" {word}" for word in words_of(text)]
    if not needles:
        return
    found = 0
    for place, entry in enumerate(_named(state)):
        if place % _STEP == 0:
            yield []
        words = f" {fold(entry.title)} {fold(entry.group)}"
        if all(needle in words for needle in needles):
            yield [entry]
            found += 1
            if found == _MOST:
                return


def _named(state: State) -> Iterator[PaletteEntry]:
    for goal in sorted(state.goals.ordered(), key=lambda each: not each.is_open):
        detail = "" if goal.is_open else "closed"
        yield _entry(goal.name, f"overview#{goal.id}", "flag", "Goal", detail)
    for ask in sorted(state.asks.ordered(), key=lambda each: not each.is_open):
        detail = "" if ask.is_open else "answered"
        yield _entry(ask.title, f"overview#{ask.id}", "message-circle", "Ask", detail)
    for principle in state.principles.ordered():
        yield _entry(principle.name, f"principles#{principle.id}", "shield-check", "Principle")
    for measure in state.measures.ordered():
        yield _entry(measure.name, f"principles#{measure.id}", "shield-check", "Minimum level")
    for checkup in state.checkups.ordered():
        yield _entry(checkup.name, f"principles#{checkup.id}", "list-checks", "Check-up")
    for capability in state.capabilities.ordered():
        yield _entry(capability.name, f"principles#{capability.id}", "gauge", "Capability")
    for person in state.people.ordered():
        yield _entry(person.name, "people", "users", "Person")
    for signal in state.signals.ordered():
        yield _entry(signal.text, "users", "message-circle", "Signal")
    latest = sorted(state.interruptions.ordered(), key=lambda each: each.started_at, reverse=True)
    for arrived in latest:
        yield _entry(arrived.title, f"interruptions#{arrived.id}", "zap", "Interruption")


def _entry(title: str, page: str, icon: str, group: str, detail: str = "") -> PaletteEntry:
    return PaletteEntry(" ".join(title.split()), f"page:{page}", detail, icon, group)
