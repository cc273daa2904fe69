"""Why has a sprint 41.3 person-days? One row a person and skill, and the sentences around them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import fsum

from PySide6.QtCore import QCoreApplication

from gui.models.sprints.board import Board, Column
from gui.models.sprints.ends import balance_text
from gui.models.words import percent
from roadmap.analysis.planning.capacity import Capacity, Part, Pool, capacity
from roadmap.analysis.planning.capacity_parts import capacity_parts
from roadmap.analysis.words import counted, say_days, say_number
from roadmap.state import State

_LEAST = 0.05  # person-days worth saying
HEADS = ("Person", "For", "Days there", "Away", "On call", "Focus", "Speed", "Share", "pd")


def _t(text: str) -> str:
    return QCoreApplication.translate("sprints_capacity", text)


@dataclass(frozen=True, slots=True)
class Why:
    """The title, the sentences under it, the rows under ``HEADS``, and how they add up to it."""

    title: str
    sentences: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    sum: str = ""


def why_of(column: Column, board: Board, state: State, team: str | None = None) -> Why:
    """Return how the capacity of a sprint comes about; one before the plan only by pool.

    Of a committed sprint it is the whole one, as it was recorded; what is left of it from today on
    is said besides.
    """
    total = column.bar.capacity
    title = _t("Why {days} person-days?").format(days=say_number(total))
    recorded = column.stage != "planned"
    sentences = []
    if recorded:
        sentences.append(
            _t("Recorded when sprint {n} was committed: {days}.").format(
                n=column.number, days=_by_pool(column)
            )
        )
    if column.place is None:
        return Why(title, tuple(sentences), ())
    left = board.plan.problem.capacity
    sentences.append(_days_of(left, column.place, recorded=recorded, team=team))
    sentences.append(_focus(left.focus.sprints))
    because = board.plan.problem.reserve.because
    sentences.append(_t("Reserve: {why}").format(why=because[:1].lower() + because[1:]))
    balance = balance_text(board, column.place)
    if balance:
        sentences.append(balance)
    rows = _Rows(state, team, column.start if recorded else board.today, column.place, recorded)
    return Why(title, tuple(sentences), *rows.adding_up_to(total))


def _days_of(left: Capacity, place: int, *, recorded: bool, team: str | None) -> str:
    """Return how many days the sprint has, or what of it is left from today on."""
    sprint = left.sprints[place]
    working = counted(len(sprint.working), "working day")
    if sprint.left >= 1:
        return _t("The sprint has {days}.").format(days=working)
    if not recorded:
        return _t("{days} are left from today on.").format(days=working)
    found = zip(left.pools, left.cells[place], strict=True)
    days = fsum(cell.days for pool, cell in found if team is None or pool.team == team)
    text = _t("From today on {days} of it are there, in {working}: that is what People shows.")
    return text.format(days=say_days(days), working=working)


class _Rows:
    """Who brings what to a sprint: all of it where it was committed, else what is left of it."""

    def __init__(
        self, state: State, team: str | None, as_of: date, place: int, recorded: bool
    ) -> None:
        place = 0 if recorded else place
        found = capacity(state, as_of, place + 1)
        self._state, self._recorded = state, recorded
        self._cells = [
            (pool, cell)
            for pool, cell in zip(found.pools, found.cells[place], strict=True)
            if team is None or pool.team == team
        ]
        people = capacity_parts(state, as_of, place + 1)[place].people
        self._off = {each.person: each.off for each in people}

    def adding_up_to(self, total: float) -> tuple[tuple[tuple[str, ...], ...], str]:
        """Return the rows, and how they come to ``total``: "15.9 people + 2.7 gained = 18.6 pd"."""
        rows: list[tuple[str, ...]] = []
        for pool, cell in self._cells:
            rows += sorted(self._row(part, pool) for part in cell.parts)
        days = [part.days for _, cell in self._cells for part in cell.parts]
        whole = fsum(cell.days for _, cell in self._cells)
        # As the rows show them: what is rounded away lies in the gain, where there is one.
        gains = abs(whole - fsum(days)) >= _LEAST
        people = fsum(round(each, 1) for each in days) if gains else round(whole, 1)
        parts = [
            (_t("people"), people),
            (_t("gained by automation"), round(whole, 1) - people),
            (
                _t("changed since the commitment"),
                round(total, 1) - round(whole, 1) if self._recorded else 0.0,
            ),
        ]
        said = [
            f"{_sign(days, first=not place)}{say_number(abs(days))} {words}"
            for place, (words, days) in enumerate(parts)
            if not place or abs(days) >= _LEAST
        ]
        text = _t("{parts} = {days}").format(parts=" ".join(said), days=say_days(total))
        return tuple(rows), text if rows else ""

    def _row(self, part: Part, pool: Pool) -> tuple[str, ...]:
        state = self._state
        person = state.people.get(part.person)
        name = part.person if person is None else person.name
        skill = pool.skill or _t("general work")
        if part.mentors is not None:
            newcomer = state.people.get(part.mentors)
            who = part.mentors if newcomer is None else newcomer.name
            does = (
                _t("{name} interviews for {who}") if part.interviews else _t("{name} mentors {who}")
            )
            text = does.format(name=name, who=who)
            return text, skill, "", "", "", "", "", percent(part.share), _signed(part.days)
        if not part.person:
            return _t("Days off, nobody named"), skill, *[""] * 6, _signed(part.days)
        days = str(part.present)
        if part.availability != 1:
            days = f"{days} × {percent(part.availability)}"
        off = self._off.get(part.person, part.absent)
        return (
            name,
            skill,
            days,
            str(off) if off else "",
            _on_call(part, part.absent - off),
            percent(part.focus),
            percent(part.ramp) if part.ramp != 1 else "",
            percent(part.share),
            _signed(part.days),
        )


def _on_call(part: Part, rota: int) -> str:
    """Return the days of the rota and the share of the others: "5", "20%", "5, 20%"."""
    share = percent(part.on_call_share) if part.on_call_share else ""
    return ", ".join(text for text in (str(rota) if rota > 0 else "", share) if text)


def _sign(days: float, *, first: bool) -> str:
    if first:
        return "\u2212" if days < 0 else ""
    return "\u2212 " if days < 0 else "+ "


def _by_pool(column: Column) -> str:
    parts = [f"{pool.name} {say_days(pool.capacity)}" for pool in column.pools]
    return ", ".join(parts) or say_days(column.bar.capacity)


def _focus(sprints: int) -> str:
    if sprints:
        return _t("Focus is learned from {n} closed sprints.").format(n=sprints)
    return _t("Focus is the setting: meetings and support are out.")


def _signed(days: float) -> str:
    return f"−{say_number(-days)}" if days < 0 else say_number(days)


def from_today_text(column: Column, board: Board) -> str:
    """Return what is left of a committed sprint, "" where all of it is, or it is only planned."""
    problem = board.plan.problem
    if column.stage != "committed" or column.place is None:
        return ""
    cells = problem.capacity.cells[column.place]
    if problem.sprints[column.place].left >= 1 or len(cells) != len(column.pools):
        return ""
    to_do = fsum(
        problem.jobs[board.jobs[key]].days for key in column.committed if key in board.jobs
    )
    text = _t("From today on: {to_do} to do, {days} there, {reserve} of it reserve")
    return text.format(
        to_do=say_days(to_do),
        days=say_days(fsum(cell.days for cell in cells)),
        reserve=say_number(fsum(problem.reserve.days[column.place])),
    )


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
