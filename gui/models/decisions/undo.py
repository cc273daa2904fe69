"""What would taking an old decision back do today: all of it, a part, or nothing, and why?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from gui.session import Session
from roadmap.analysis.words import listed, say_field
from roadmap.errors import NotUndoable, Refused
from roadmap.service import Kept

_RANK = "rank"


def _t(text: str) -> str:
    return QCoreApplication.translate("decisions", text)


@dataclass(frozen=True, slots=True)
class UndoOffer:
    """What can be offered for a decision.

    Attributes:
        blocked: Why it cannot be undone, None where it can.
        warning: What would stay as it is because it changed since, "" where nothing would.
        partly: Whether something is undone even if what changed since stays.
    """

    blocked: str | None = None
    warning: str = ""
    partly: bool = True


def undo_offer(session: Session, decision: str) -> UndoOffer:
    """Return what Undo of a decision means now; computed as Undo itself is, without writing."""
    if session.read_only is not None:
        return UndoOffer(session.read_only)
    try:
        plan = session.undo_plan(decision)
    except NotUndoable as refusal:
        return UndoOffer(str(refusal))
    except Refused as refusal:
        return _all_changed_since(session, decision, str(refusal))
    if not plan.kept:
        return UndoOffer()
    return UndoOffer(None, _why_kept(plan.kept))


def _why_kept(kept: Sequence[Kept]) -> str:
    changed = [each for each in kept if not each.tied]
    tied = [each for each in kept if each.tied]
    parts = []
    if changed:
        parts.append(_t("Changed again since: {what}.").format(what=kept_words(changed)))
    if tied:
        parts.append(_t("Named elsewhere by now: {what}.").format(what=kept_words(tied)))
    return " ".join(parts)


def _all_changed_since(session: Session, decision: str, refusal: str) -> UndoOffer:
    try:
        plan = session.undo_plan(decision, force=True)
    except Refused:
        return UndoOffer(refusal)
    what = kept_words([each for event in plan.events for each in _set_by(session, event)])
    if not what:
        return UndoOffer(None, _t("All that it set was changed again since."), partly=False)
    return UndoOffer(None, _t("Changed again since: {what}.").format(what=what), partly=False)


def _set_by(session: Session, event: object) -> Iterator[Kept]:
    """Yield what an event would set back, as far as it is about an item."""
    item = session.live.items.get(getattr(event, "item", ""))
    if item is not None:
        fields = getattr(event, "fields", None) or ((_RANK,) if hasattr(event, _RANK) else (None,))
        for field in fields:
            yield Kept(item.id, item.title, field)


def kept_words(kept: Sequence[Kept]) -> str:
    """Return "“Patch TLS” (estimate, title) and 2 more"."""
    fields: dict[str, list[str]] = {}
    for each in kept:
        fields.setdefault(each.name, []).append("" if each.field is None else say_field(each.field))
    named = []
    for name, words in fields.items():
        inside = ", ".join(dict.fromkeys(word for word in words if word))
        named.append(f"“{name}” ({inside})" if inside else f"“{name}”")
    return listed(named, 2)
