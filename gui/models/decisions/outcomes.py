"""Which lines do past decisions and obstacles have: what it was, what came of it, in one word?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication

from gui.models.face_model import HeadedModel
from gui.models.overview.phase import phase_name
from gui.models.words import day_text
from gui.paint.outcome_row import OutcomeFace
from gui.tokens import Family
from roadmap.analysis.history.obstacles import Obstacle
from roadmap.analysis.history.outcomes import Came, Outcome, Stretch, say_came, say_counts
from roadmap.analysis.words import counted

_FAMILIES: dict[Came, Family] = {
    Came.KEPT: "ok",
    Came.LESS: "warn",
    Came.MISSED: "bad",
    Came.OPEN: "accent",
    Came.CHANGED: "neutral",
    Came.BACK: "neutral",
    Came.UNTOLD: "neutral",
}
# What the filter offers: its words, and what it lets through.
FILTERS: dict[str, tuple[Came, ...]] = {
    "kept": (Came.KEPT,),
    "not": (Came.LESS, Came.MISSED),
    "open": (Came.OPEN,),
    "anew": (Came.CHANGED, Came.BACK),
}


def _t(text: str) -> str:
    return QCoreApplication.translate("decisions", text)


class OutcomesModel(HeadedModel[OutcomeFace]):
    """Lines, replaced as a whole."""


def outcome_faces(
    stretches: Sequence[Stretch], today: date, wanted: str = ""
) -> tuple[OutcomeFace, ...]:
    """Return the decisions under their phases, the latest first; `wanted` is one of FILTERS."""
    found: list[OutcomeFace] = []
    allowed = FILTERS.get(wanted)
    for stretch in reversed(stretches):
        kept = [each for each in stretch.outcomes if allowed is None or each.came in allowed]
        if kept:
            found.append(_head(stretch, kept, today))
            found += (_face(each, today) for each in reversed(kept))
    return tuple(found)


def _head(stretch: Stretch, kept: Sequence[Outcome], today: date) -> OutcomeFace:
    name = _t("Before a phase was known") if stretch.phase is None else phase_name(stretch.phase)
    until = _t("now") if stretch.until is None else day_text(stretch.until, today)
    if stretch.since is not None:
        name = _t("{name}, {since} to {until}").format(
            name=name, since=day_text(stretch.since, today), until=until
        )
    return OutcomeFace(name, said=say_counts(kept))


def _face(each: Outcome, today: date) -> OutcomeFace:
    choice = each.choice
    why = f"\u201c{choice.why}\u201d {choice.by}" if choice.why else choice.by
    return OutcomeFace(
        what=_capital(each.what),
        said=_capital(each.said),
        day=day_text(choice.day, today),
        tag=say_came(each.came),
        family=_FAMILIES[each.came],
        why=why,
        items=each.items,
        decision=choice.decision,
    )


def obstacle_faces(found: Sequence[Obstacle], today: date) -> tuple[OutcomeFace, ...]:
    """Return the obstacles: what still stands in the way, then what was resolved."""
    lines: list[OutcomeFace] = []
    there = [each for each in found if each.until is None]
    gone = [each for each in found if each.until is not None]
    for title, part in ((_t("In the way now"), there), (_t("Resolved"), gone)):
        if part:
            lines.append(OutcomeFace(title, said=str(len(part))))
            lines += (_obstacle(each, today) for each in part)
    return tuple(lines)


def _obstacle(each: Obstacle, today: date) -> OutcomeFace:
    days = ((each.until or today) - each.since).days
    family: Family = "ok" if each.until is not None else "warn"
    return OutcomeFace(
        what=_capital(each.what),
        said=_capital(each.how),
        day=day_text(each.since, today),
        tag=counted(days, _t("day")) if days else _t("same day"),
        family=family,
        items=each.items,
        decision=each.decision or "",
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
