"""What does the log show of a decision: its sentence, its reason or what it concerned, its effect?

Made when a view asks and kept for the rows that were last in view.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from gui.dates import plain_day
from gui.models.words import percent
from gui.paint.log_row import LogRowFace
from gui.paint.text import Run
from gui.session import Session
from gui.widgets.marks import initials
from roadmap.analysis.items.grid import grid
from roadmap.analysis.phrases.sentences import Sentence, changed_items, decision_sentence
from roadmap.analysis.words import listed, say_enum, say_estimate, say_place
from roadmap.service import Told
from roadmap.state import Item, State
from roadmap.values import Status

_KEPT = 2_000
_LONGEST = 400  # characters of a text from data; a row shows fewer


def _t(text: str) -> str:
    return QCoreApplication.translate("decisions", text)


@dataclass(frozen=True, slots=True)
class Entry:
    """A decision in the log.

    Attributes:
        items: The ids of the items it is about.
        named: Whether the sentence's bold words name the one item that it is about.
        silent: It says a reason itself or begins the roadmap: no reason is asked for.
    """

    index: int
    decision: str
    face: LogRowFace
    items: tuple[str, ...]
    named: bool
    has_reason: bool
    silent: bool
    moment: str


class Entries:
    """Makes the entries of a session's history."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._kept: OrderedDict[int, Entry] = OrderedDict()

    def clear(self) -> None:
        """Forget everything."""
        self._kept.clear()

    def forget(self, indices: list[int]) -> None:
        """Forget decisions whose reason was given since."""
        for index in indices:
            self._kept.pop(index, None)

    def is_known(self, index: int) -> bool:
        """Whether the entry costs nothing."""
        return index in self._kept

    def entry(self, index: int) -> Entry:
        """Return the entry of a decision; the first time it reads up to two states."""
        found = self._kept.get(index)
        if found is None:
            found = self._kept[index] = self._made(index)
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(index)
        return found

    def _made(self, index: int) -> Entry:
        session = self._session
        told = session.told(index)
        before, after = session.state_after(index - 1), session.state_after(index)
        said = decision_sentence(told.decision, told.events, before, after, self._earlier)
        items = changed_items(told.events)
        at = session.local(told.recorded_at)
        lead, subject, rest = (part.replace("\n", " ")[:_LONGEST] for part in said.parts)
        face = LogRowFace(
            time=f"{at:%H:%M}",
            initials=initials(told.by.name),
            what=_runs(lead, subject, rest),
            reason=" ".join((told.why or "").split())[:_LONGEST],
            detail=concern(items, after, before)[:_LONGEST],
            tag=said.tag,
            family=said.tone.value,
        )
        title = _title(items[0], after, before) if len(items) == 1 else ""
        silent = told.events[0].kind in ("reason_given", "roadmap_created")
        named = bool(subject) and subject == title.replace("\n", " ")[:_LONGEST]
        moment = f"{told.by.name}, {plain_day(at.date())}, {at:%H:%M}"
        return Entry(index, told.id, face, items, named, told.why is not None, silent, moment)

    def _earlier(self, decision: str) -> Sentence | None:
        """Return the sentence of the decision that an undo took back, in the end the first one."""
        session = self._session
        told = session.first_decided(decision)
        if told is None:
            return None
        before, after = session.state_after(told.index - 1), session.state_after(told.index)
        return decision_sentence(told.decision, told.events, before, after)

    def effect(self, entry: Entry) -> str:
        """Return what came of a decision, as far as the grid and the items tell it."""
        session = self._session
        before, after = session.state_after(entry.index - 1), session.state_after(entry.index)
        parts = []
        was, now = _must_share(before), _must_share(after)
        if None not in (was, now) and was != now:
            parts.append(_t("Must do {was} → {now}").format(was=was, now=now))
        if len(entry.items) == 1:
            since = _since(after.items.get(entry.items[0]), session.live.items.get(entry.items[0]))
            if since:
                parts.append(since)
        return ", ".join(parts)


def _runs(lead: str, subject: str, rest: str) -> tuple[Run, ...]:
    runs = (Run(lead), Run(subject, weight=600), Run(rest))
    return tuple(run for run in runs if run.text)


def concern(items: tuple[str, ...], after: State, before: State) -> str:
    """Return what a decision is about, where no reason says more: where it stands, or titles."""
    if not items:
        return ""
    if len(items) > 1:
        return listed([_title(key, after, before) for key in items[:3]] + list(items[3:]))
    item = after.items.get(items[0]) or before.items.get(items[0])
    if item is None:
        return ""
    parts = [say_place(item.forcing, item.horizon)]
    if item.driver is not None:
        parts.append(say_enum(item.driver))
    if item.estimate is not None or item.size is not None:
        parts.append(say_estimate(item.estimate, item.size))
    text = ", ".join(parts)
    return text[:1].upper() + text[1:]


def _title(key: str, after: State, before: State) -> str:
    item = after.items.get(key) or before.items.get(key)
    return key if item is None else item.title or key


def _must_share(state: State) -> str | None:
    share = grid(state).forced_share
    return None if share is None else percent(share)


def _since(then: Item | None, now: Item | None) -> str:
    """Return what happened to an item after the decision."""
    if then is None:
        return ""
    if now is None:
        return _t("removed since")
    if now.status is then.status:
        return ""
    return {
        Status.DONE: _t("done since"),
        Status.SHED: _t("shed since"),
        Status.IN_PROGRESS: _t("started since"),
        Status.OPEN: _t("open again since"),
    }[now.status]


def given_reasons(newer: list[Told]) -> list[str]:
    """Return the ids of the decisions that these decisions give a reason for."""
    events = (event for told in newer for event in told.events if event.kind == "reason_given")
    return [key for event in events for key in getattr(event, "decisions", ())]
