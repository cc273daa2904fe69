"""What does the playback of the HTML show after each decision? Frames folded here, as columns.

The page holds no interpreter of events: what an item looks like after each decision comes from the
fold, and only the cells that changed are written, column by column, so that gzip finds what
repeats. A place in the order is a whole number: all ranks that ever were, sorted.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from roadmap.analysis.estimates.effort import effort_days
from roadmap.analysis.items.dates import date_kept
from roadmap.analysis.phrases.sentences import changed_items, decision_sentence
from roadmap.analysis.words import say_driver
from roadmap.evolve import evolve
from roadmap.state import EMPTY, Item, State
from roadmap.timeline import Told
from roadmap.values import Quadrant, Status

Sentence = Callable[[Told, State, State], str]

MANY = 5_000  # decisions; of more, only those that change no card bring their sentence

PLACES = (*Quadrant, "done", "shed", "none")
_QUADRANT = {quadrant: place for place, quadrant in enumerate(Quadrant)}
_DONE, _SHED, _NONE = (PLACES.index(name) for name in ("done", "shed", "none"))
_EPOCH = date(1970, 1, 1)
CELLS = ("place", "rank", "effort", "title", "day", "driver")


@dataclass(slots=True)
class Frames:
    """Columns of all decisions and of all cells that changed.

    Per decision: minutes since the one before, the author, the reason and the sentence (places in
    `texts`, -1 for none), how many cells change. Per cell: the item, which cell, its value.
    """

    first: int = 0  # minutes since 1970 of the first decision
    minutes: list[int] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    authors: list[int] = field(default_factory=list)
    whys: list[int] = field(default_factory=list)
    said: list[int] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)
    items: list[int] = field(default_factory=list)
    cells: list[int] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)

    def columns(self) -> dict[str, Any]:
        """Return what is written into the page."""
        return {
            "first": self.first,
            "minutes": self.minutes,
            "ids": self.ids,
            "authors": self.authors,
            "whys": self.whys,
            "said": self.said,
            "counts": self.counts,
            "items": self.items,
            "cells": self.cells,
            "values": self.values,
            "names": self.names,
            "texts": self.texts,
            "keys": self.keys,
            "places": list(PLACES),
            "cellNames": list(CELLS),
        }


class _Texts:
    """Texts by their place, each once."""

    def __init__(self) -> None:
        self.all: list[str] = []
        self._places: dict[str, int] = {}

    def place(self, text: str | None) -> int:
        if not text:
            return -1
        found = self._places.get(text)
        if found is None:
            found = self._places[text] = len(self.all)
            self.all.append(text)
        return found


def frames_of(history: Iterable[Told], count: int, marked: Collection[str] = ()) -> Frames:
    """Return the frames of a whole history of `count` decisions, oldest first.

    Of many decisions only those `marked` bring their id, so that they can be answered.
    """
    return _Folding(count, _sentence, marked).fold(history)


def _sentence(told: Told, before: State, after: State) -> str:
    return decision_sentence(told.decision, told.events, before, after).text


class _Folding:
    """One pass over the history; lives as long as that."""

    def __init__(self, count: int, sentence_of: Sentence, marked: Collection[str]) -> None:
        self._frames = Frames()
        self._marked = marked
        self._says_all = count <= MANY
        self._sentence_of = sentence_of
        self._texts, self._names = _Texts(), _Texts()
        self._keys: dict[str, int] = {}
        self._cells: dict[str, tuple[Any, ...]] = {}
        self._last = 0

    def fold(self, history: Iterable[Told]) -> Frames:
        state = EMPTY
        for told in history:
            before = state
            for event in told.events:
                state = evolve(state, event)
            self._decision(told, before, state)
        return self._finished()

    def _decision(self, told: Told, before: State, after: State) -> None:
        frames = self._frames
        minute = math.floor(told.recorded_at.timestamp() / 60)
        if not frames.minutes:
            frames.first = self._last = minute
        frames.minutes.append(minute - self._last)
        self._last = minute
        is_named = self._says_all or told.id in self._marked
        frames.ids.append(told.id if is_named else "")
        frames.authors.append(self._names.place(told.by.name))
        frames.whys.append(self._texts.place(told.why))
        changed = self._changed(told, before, after)
        if changed and not self._says_all:
            frames.said.append(-1)
        else:
            frames.said.append(self._texts.place(self._sentence_of(told, before, after)))
        frames.counts.append(changed)

    def _changed(self, told: Told, before: State, after: State) -> int:
        """Write the cells that a decision changed; return how many."""
        written = 0
        for key in _touched(told, before, after):
            now = _cells(after.items.get(key), after)
            was = self._cells.get(key, _ABSENT)
            if now == was:
                continue
            self._cells[key] = now
            place = self._keys.setdefault(key, len(self._keys))
            for cell, (old, new) in enumerate(zip(was, now, strict=True)):
                if old != new:
                    self._frames.items.append(place)
                    self._frames.cells.append(cell)
                    self._frames.values.append(new)
                    written += 1
        return written

    def _finished(self) -> Frames:
        frames = self._frames
        ranks = {v for cell, v in zip(frames.cells, frames.values, strict=True) if cell == 1}
        order = {rank: place for place, rank in enumerate(sorted(ranks, key=_rank_key))}
        frames.values = [
            self._number(cell, value, order)
            for cell, value in zip(frames.cells, frames.values, strict=True)
        ]
        frames.names, frames.texts = self._names.all, self._texts.all
        frames.keys = list(self._keys)
        return frames

    def _number(self, cell: int, value: Any, order: dict[Any, int]) -> int:
        match CELLS[cell]:
            case "rank":
                return order[value]
            case "title" | "driver":
                return self._texts.place(value)
            case _:
                return int(value)


_ABSENT: tuple[Any, ...] = (_NONE, None, 0, "", 0, "")


def _touched(told: Told, before: State, after: State) -> Sequence[str]:
    """Return the items that a decision may have changed; settings may change all (sizes)."""
    if before.roadmap != after.roadmap:
        return after.items.ids()
    return () if before.items is after.items else changed_items(told.events)


def _cells(item: Item | None, state: State) -> tuple[Any, ...]:
    if item is None:
        return _ABSENT
    kept = date_kept(item)
    effort = round(100 * effort_days(item, state.roadmap).days)
    driver = "" if item.driver is None else say_driver(item.driver).lower()
    return (
        _place(item),
        item.rank,
        effort,
        item.title,
        _number_of(kept.day if kept else None),
        driver,
    )


def _place(item: Item) -> int:
    if item.status is Status.DONE:
        return _DONE
    return _SHED if item.status is Status.SHED else _QUADRANT[item.quadrant]


def _number_of(day: date | None) -> int:
    """Return days since 1970, 0 for none."""
    return 0 if day is None else (day - _EPOCH).days


def _rank_key(rank: str | None) -> tuple[bool, str]:
    return (rank is None, rank or "")
