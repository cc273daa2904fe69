"""Which rows does "What to look at" have: the thing, its number, what one can do, and a button?"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from gui.models.face_model import FaceModel
from gui.models.sprints.board import Board
from gui.models.sprints.review import Review
from gui.paint.sprint_look import LookFace
from gui.tokens import Tone
from roadmap.analysis.planning.flag import Flag, Level
from roadmap.analysis.words import counted
from roadmap.state import State

_ICONS: dict[str, str] = {
    "late": "circle-alert",
    "past_date": "circle-alert",
    "promise": "clock",
    "split": "split",
    "nobody": "users",
    "cycle": "refresh-cw",
    "overcommitted": "gauge",
    "unfit": "gauge",
    "cart_before_horse": "arrow-up-down",
    "headroom": "gauge",
    "unknown_capability": "gauge",
    "undescribed": "circle-help",
    "prerequisites_unsaid": "link",
    "order_late": "circle-euro",
    "order_soon": "circle-euro",
    "tight": "clock",
    "overrun": "clock",
    "unlikely": "gauge",
    "in_progress_limit": "play",
    "unestimated": "circle-help",
    "foundation_low": "scale",
    "foundation_high": "scale",
    "kind_unsaid": "scale",
    "dig_out_low": "trending-down",
}
_TONES: dict[Level, Tone] = {Level.ACT: "bad", Level.WATCH: "warn", Level.NOTE: "muted"}


def _t(text: str) -> str:
    return QCoreApplication.translate("sprints_look", text)


@dataclass(frozen=True, slots=True)
class Look:
    """One row: `ids` are the items it is about, `sprint` the column where it is about one.

    `action` is what its button does, "" without one; `key` stays the same while the thing does.
    """

    key: str
    face: LookFace
    ids: tuple[str, ...] = ()
    sprint: int | None = None
    action: str = ""

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return self.face.spoken


def looks_of(review: Review, board: Board, state: State, *, editable: bool) -> tuple[Look, ...]:
    """Return the rows, the most urgent first; without `editable` those that only show."""
    return tuple(_look(flag, board, state, editable=editable) for flag in review.flags)


def _look(flag: Flag, board: Board, state: State, *, editable: bool) -> Look:
    action, words = _action(flag, board, editable=editable)
    tone = _TONES[flag.level]
    urgency = {Level.ACT: _t("act"), Level.WATCH: _t("watch"), Level.NOTE: _t("know")}[flag.level]
    face = LookFace(flag.text, flag.advice, _ICONS.get(flag.code, "info"), tone, words, urgency)
    ids = tuple(key for key in flag.items if key in state.items)
    key = f"{flag.code} {flag.item or flag.sprint or ''}"
    return Look(key, face, ids, flag.sprint, action)


def _action(flag: Flag, board: Board, *, editable: bool) -> tuple[str, str]:
    """Return what the button of a row does and says."""
    found = _change(flag, board) if editable else None
    if found is not None:
        return found
    match flag.code:
        case "unestimated" | "kind_unsaid":
            return "backlog", _t("Show in Backlog")
        case "unlikely":
            return "what-if", _t("Try what helps")
        case "nobody":
            return "people", _t("Open People")
        case _ if flag.item is not None:
            return "details", _t("Open details")
        case _:
            return "", ""


def _change(flag: Flag, board: Board) -> tuple[str, str] | None:
    """Return what could be changed at once, None where one has to think first."""
    open_one = board.open_one
    match flag.code:
        case "late" if open_one is not None and _is_ahead(flag, board):
            return "pull", _t("Pull into {n}").format(n=open_one.number)
        case "unfit":
            return "push", _t("Push out")
        case "cart_before_horse" if _is_committed(flag, board):
            return "push", _t("Push out")
        case "prerequisites_unsaid":
            return "needs_nothing", _t("It needs nothing")
        case "overrun":
            return "progress", _t("Log progress")
        case _:
            return None


def _is_committed(flag: Flag, board: Board) -> bool:
    column = board.column(board.homes.get(flag.item or ""))
    return column is not None and flag.item in column.committed


def _is_ahead(flag: Flag, board: Board) -> bool:
    """Whether the item stands elsewhere than in the committed sprint and might be done there."""
    job, open_one = board.jobs.get(flag.item or ""), board.open_one
    if job is None or open_one is None or _is_committed(flag, board):
        return False
    return board.plan.problem.jobs[job].earliest <= (open_one.place or 0)


def counts_text(review: Review) -> str:
    """Return "3 to act on, 5 to watch, 2 to know", "" without any."""
    named = ((Level.ACT, _t("{n} to act on")), (Level.WATCH, _t("{n} to watch")))
    parts = [text.format(n=review.count(level)) for level, text in named if review.count(level)]
    notes = review.count(Level.NOTE)
    if notes:
        parts.append(_t("{n} to know").format(n=notes))
    return ", ".join(parts)


def spoken_count(review: Review) -> str:
    """Return what the chip says to a screen reader."""
    count = len(review.flags)
    if not count:
        return _t("What to look at: nothing")
    things = counted(count, _t("thing"))
    return _t("What to look at: {things}; {parts}").format(things=things, parts=counts_text(review))


class LooksModel(FaceModel[Look]):
    """The rows, replaced as a whole."""

    def row_of(self, key: str) -> int | None:
        """Return where a row stands, None where it is gone."""
        return next((row for row, look in enumerate(self.faces) if look.key == key), None)
