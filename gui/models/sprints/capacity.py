"""Why has a sprint 41.3 person-days? One row a person and skill, and the sentences around them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from gui.models.sprints.board import Board, Column
from gui.models.sprints.ends import balance_text
from gui.models.words import percent
from roadmap.analysis.planning.capacity import Part, Pool
from roadmap.analysis.words import counted, say_days, say_number
from roadmap.state import State

HEADS = ("Person", "For", "Days there", "Away", "On call", "Focus", "Speed", "Share", "pd")


def _t(text: str) -> str:
    return QCoreApplication.translate("sprints_capacity", text)


@dataclass(frozen=True, slots=True)
class Why:
    """The title, the sentences under it, and the rows under ``HEADS``."""

    title: str
    sentences: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def why_of(column: Column, board: Board, state: State, team: str | None = None) -> Why:
    """Return how the capacity of a sprint comes about; a recorded one only by pool."""
    title = _t("Why {days} person-days?").format(days=say_number(column.bar.capacity))
    capacity = board.plan.problem.capacity
    sentences = []
    if column.stage != "planned":
        sentences.append(
            _t("Recorded when sprint {n} was committed: {days}.").format(
                n=column.number, days=_by_pool(column)
            )
        )
    if column.place is None:
        return Why(title, tuple(sentences), ())
    sprint = capacity.sprints[column.place]
    working = counted(len(sprint.working), "working day")
    if sprint.left < 1:
        sentences.append(_t("{days} are left from today on.").format(days=working))
    else:
        sentences.append(_t("The sprint has {days}.").format(days=working))
    sentences.append(_focus(capacity.focus.sprints))
    because = board.plan.problem.reserve.because
    sentences.append(_t("Reserve: {why}").format(why=because[:1].lower() + because[1:]))
    balance = balance_text(board, column.place)
    if balance:
        sentences.append(balance)
    rows: list[tuple[str, ...]] = []
    gained = 0.0
    for pool, cell in zip(capacity.pools, capacity.cells[column.place], strict=True):
        if team is not None and pool.team != team:
            continue
        rows += sorted(_row(part, pool, state) for part in cell.parts)
        gained += cell.days - cell.days / cell.gain
    if gained > 0.05:
        rows.append((_t("Gained by automation"), *[""] * 7, say_number(gained)))
    total = sum(float(cell.days) for cell in capacity.cells[column.place])
    if len(rows) > 1 and team is None:
        rows.append((_t("Together"), *[""] * 7, say_number(total)))
    return Why(title, tuple(sentences), tuple(rows))


def _by_pool(column: Column) -> str:
    parts = [f"{pool.name} {say_days(pool.capacity)}" for pool in column.pools]
    return ", ".join(parts) or say_days(column.bar.capacity)


def _focus(sprints: int) -> str:
    if sprints:
        return _t("Focus is learned from {n} closed sprints.").format(n=sprints)
    return _t("Focus is the setting: meetings and support are out.")


def _row(part: Part, pool: Pool, state: State) -> tuple[str, ...]:
    person = state.people.get(part.person)
    name = part.person if person is None else person.name
    skill = pool.skill or _t("general work")
    if part.mentors is not None:
        newcomer = state.people.get(part.mentors)
        who = part.mentors if newcomer is None else newcomer.name
        does = _t("{name} interviews for {who}") if part.interviews else _t("{name} mentors {who}")
        text = does.format(name=name, who=who)
        return text, skill, "", "", "", "", "", percent(part.share), _signed(part.days)
    days = str(part.present)
    if part.availability != 1:
        days = f"{days} × {percent(part.availability)}"
    return (
        name,
        skill,
        days,
        str(part.absent) if part.absent else "",
        percent(part.on_call_share) if part.on_call_share else "",
        percent(part.focus),
        percent(part.ramp) if part.ramp != 1 else "",
        percent(part.share),
        _signed(part.days),
    )


def _signed(days: float) -> str:
    return f"−{say_number(-days)}" if days < 0 else say_number(days)


def by_pool_text(column: Column) -> str:
    """Return the pools of a sprint, a line each, for the tooltip of its bar."""
    lines = []
    for pool in column.pools:
        text = _t("{name}: {capacity}").format(name=pool.name, capacity=say_days(pool.capacity))
        if column.stage == "planned":
            text = _t("{name}: {used} of {capacity}").format(
                name=pool.name, used=say_number(pool.used), capacity=say_days(pool.capacity)
            )
        if pool.reserve:
            text = _t("{text}, reserve {days}").format(text=text, days=say_number(pool.reserve))
        lines.append(text)
    return "\n".join(lines)
