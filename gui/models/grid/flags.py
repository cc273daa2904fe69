"""Which cards carry a warning of the plan: no headroom left, the cart before the horse?

Frozen values for a worker, looked up by item.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import QCoreApplication

from gui.paint.card import DOT, CardFace
from roadmap.analysis.planning.flag import Flag
from roadmap.analysis.planning.flags import flags_of
from roadmap.analysis.planning.plan import PlanKey, plan
from roadmap.state import State
from roadmap.values import Kind


def _t(text: str) -> str:
    return QCoreApplication.translate("grid", text)


@dataclass(frozen=True, slots=True)
class FlagNote:
    """What a flag puts on a card: a few words in place of the last line, and all of it."""

    words: str
    icon: str
    whole: str


def may_be_flagged(state: State) -> bool:
    """Whether a plan is worth making: something is watched, or innovations wait for others."""
    if len(state.capabilities):
        return True
    return any(
        item.kind is Kind.INNOVATION and item.prerequisites and item.is_open
        for item in state.items.ordered()
    )


def flag_notes(state: State, today: date, sprints: int) -> Mapping[str, FlagNote]:
    """Plan `state` and return the notes by item; for a worker, as a plan takes a while."""
    notes: dict[str, FlagNote] = {}
    for flag in flags_of(state, plan(state, PlanKey(today, sprints)), today):
        words = _words(flag)
        if words is not None and flag.item is not None:
            whole = f"{flag.text}\n{flag.advice}"
            notes.setdefault(flag.item, FlagNote(words[0], words[1], whole))
    return notes


def _words(flag: Flag) -> tuple[str, str] | None:
    match flag.code:
        case "headroom":
            where = _t("sprint {n}").format(n=flag.sprint)
            return DOT.join((_t("no headroom"), where)), "gauge"  # a card leaves the end out
        case "cart_before_horse":
            return _t("cart before the horse"), "alert-triangle"
        case _:
            return None


def flagged(face: CardFace, note: FlagNote) -> CardFace:
    """Return a face with the note in place of its last line."""
    return replace(
        face,
        meta=note.words,
        meta_tone="warn",
        icon=note.icon,
        tooltip=f"{face.tooltip}\n{note.whole}",
    )
