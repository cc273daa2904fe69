"""Which decision does a card dropped on a sprint mean, and what came of it once planned anew?

Into a committed sprint is pulling in, out of it pushing out. Between planned sprints the plan
decides: later sets the first day the item may start, earlier moves it up in rank. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from PySide6.QtCore import QCoreApplication

from gui.models.sprints.board import Board, Column
from gui.models.words import day_text, items_text
from roadmap.analysis.words import say_days
from roadmap.commands import Command
from roadmap.commands.items import EditItem, MoveItem
from roadmap.commands.sprints import PullSprintItem, PushSprintItem
from roadmap.errors import Refused
from roadmap.state import Item, State


def _t(text: str) -> str:
    return QCoreApplication.translate("sprints_moves", text)


@dataclass(frozen=True, slots=True)
class Change:
    """The commands of one gesture and what to tell about it.

    Attributes:
        said: What was decided, without a full stop.
        ids: The items that were moved.
        wanted: The sprint they were to land in; None means below the cut line.
        ask: A question for the reason, None where none is wanted.
        before: An item that the moved one was to stand before, within its sprint.
    """

    commands: tuple[Command, ...]
    said: str
    ids: tuple[str, ...]
    wanted: int | None
    ask: str | None = None
    before: str | None = None


@dataclass(slots=True)
class _Drop:
    """What is gathered while one item after the other is put somewhere."""

    board: Board
    state: State
    target: Column | None
    commands: list[Command] = field(default_factory=list)
    pushed: list[tuple[str, int]] = field(default_factory=list)
    pulled: list[str] = field(default_factory=list)
    later: list[str] = field(default_factory=list)
    earlier: list[str] = field(default_factory=list)


def dropped(
    board: Board, state: State, ids: Sequence[str], target: Column | None, before: str | None
) -> Change | None:
    """Return what dropping ``ids`` on a sprint means, None where it means nothing.

    ``target`` None is below the cut line; ``before`` is the card they were dropped before. Raises
    Refused where a sprint does not take them, and where no decision could bring them there.
    """
    if target is not None and target.stage == "closed":
        raise Refused(
            _t("Sprint {n} is closed and keeps its facts: reopen it first.").format(n=target.number)
        )
    here = [key for key in ids if key in state.items and key in board.homes]
    number = None if target is None else target.number
    moving = [key for key in here if board.homes[key] != number]
    if not moving:
        return _ranked_here(board, state, here, target, before)
    drop = _Drop(board, state, target)
    for key in moving:
        _put(drop, key)
    if not drop.commands:
        raise Refused(_stays(moving[0], board, state))
    return Change(tuple(drop.commands), _said(drop), tuple(moving), number, _question(drop))


def _put(drop: _Drop, key: str) -> None:
    board, target = drop.board, drop.target
    home = board.column(board.homes[key])
    item = drop.state.items[key]
    if home is not None and key in home.committed:
        drop.commands.append(PushSprintItem(item=key, number=home.number))
        drop.pushed.append((key, home.number))
    if target is None:
        if not drop.pushed or drop.pushed[-1][0] != key:
            drop.commands.append(MoveItem(item=key))
            drop.later.append(key)
    elif target.stage == "committed":
        drop.commands.append(PullSprintItem(item=key, number=target.number))
        drop.pulled.append(key)
    elif home is not None and home.number < target.number:
        if target.start > drop.board.today:
            drop.commands.append(_not_before(item, target.start))
            drop.later.append(key)
    else:
        _raise(drop, item, target)


def _not_before(item: Item, day: date | None) -> Command:
    return EditItem(item=item.id, fields={"not_before": day}, was={"not_before": item.not_before})


def _raise(drop: _Drop, item: Item, target: Column) -> None:
    """Moves an item up: its rank before the first there, and no day that keeps it away."""
    if item.not_before is not None and item.not_before >= target.end:
        drop.commands.append(_not_before(item, None))
    first = first_in_rank(drop.state, target)
    if first is not None and drop.state.items[first].order < item.order:
        drop.commands.append(MoveItem(item=item.id, before=first))
    drop.earlier.append(item.id)


def first_in_rank(state: State, column: Column) -> str | None:
    """Return the item of a sprint that has the first rank, None where it is empty."""
    items = [state.items[key] for key in column.items if key in state.items]
    return min(items, key=lambda item: item.order).id if items else None


def _ranked_here(
    board: Board, state: State, ids: Sequence[str], column: Column | None, before: str | None
) -> Change | None:
    """Dropped in its own sprint a card changes its rank."""
    shown = board.below if column is None else column.items
    staying = [key for key in shown if key not in ids]
    number = None if column is None else column.number
    if not ids or not staying:
        return None
    if before is not None and before in state.items:
        moves: list[Command] = [MoveItem(item=key, before=before) for key in ids]
        said = _t("{what} ranked before {other}")
        text = said.format(what=name_of(state, ids), other=name_of(state, [before]))
        return Change(tuple(moves), text, tuple(ids), number, before=before)
    after, moves = staying[-1], []
    for key in ids:
        moves.append(MoveItem(item=key, after=after))
        after = key
    text = _t("{what} ranked after {other}").format(
        what=name_of(state, ids), other=name_of(state, [staying[-1]])
    )
    return Change(tuple(moves), text, tuple(ids), number)


def stepped(board: Board, state: State, ids: Sequence[str], step: int) -> Change | None:
    """Return the move one rank earlier (-1) or later (1) within the sprint, None at the edge."""
    if not ids:
        return None
    column = board.column(board.homes.get(ids[0]))
    shown = board.below if column is None else column.items
    rows = [row for row, key in enumerate(shown) if key in ids]
    if not rows:
        return None
    chosen = [shown[row] for row in rows]
    if step < 0:
        return (
            None if rows[0] == 0 else _ranked_here(board, state, chosen, column, shown[rows[0] - 1])
        )
    after = rows[-1] + 1
    if after >= len(shown):
        return None
    further = shown[after + 1] if after + 1 < len(shown) else None
    return _ranked_here(board, state, chosen, column, further)


def neighbour(board: Board, key: str, step: int) -> tuple[Column | None] | None:
    """Return the sprint beside an item's own that takes items, in a tuple; None at the edge.

    Below the cut line is beyond the last sprint: ``(None,)``.
    """
    takes: list[Column | None] = [each for each in board.columns if each.stage != "closed"]
    takes.append(None)
    home = board.homes.get(key)
    at = next((n for n, each in enumerate(takes) if each and each.number == home), len(takes) - 1)
    there = at + step
    return (takes[there],) if 0 <= there < len(takes) else None


def pulled(board: Board, state: State, ids: Sequence[str]) -> Change | None:
    """Return the pull of items into the committed sprint they stand in, or the open one."""
    found: list[str] = []
    target: Column | None = None
    for key in ids:
        home = board.column(board.homes.get(key))
        if key not in state.items or (home is not None and key in home.committed):
            continue
        target = home if home is not None and home.stage == "committed" else board.open_one
        found.append(key)
    if target is None or not found:
        return None
    commands = [PullSprintItem(item=key, number=target.number) for key in found]
    said = _t("{what} pulled into sprint {n}")
    text = said.format(what=name_of(state, found), n=target.number)
    return Change(tuple(commands), text, tuple(found), target.number)


def pushed(board: Board, state: State, ids: Sequence[str]) -> Change | None:
    """Return the push of items out of the committed sprint they stand in."""
    drop = _Drop(board, state, None)
    for key in ids:
        home = board.column(board.homes.get(key))
        if home is not None and home.stage == "committed" and key in home.committed:
            drop.commands.append(PushSprintItem(item=key, number=home.number))
            drop.pushed.append((key, home.number))
    if not drop.commands:
        return None
    keys = tuple(key for key, _ in drop.pushed)
    # Where it goes is the plan's answer, so that nothing is expected.
    return Change(tuple(drop.commands), _said(drop), keys, -1, _question(drop))


# -- words ----------------------------------------------------------------------------------------


def name_of(state: State, ids: Sequence[str]) -> str:
    """Return the title of one item, or how many there are."""
    item = state.items.get(ids[0]) if len(ids) == 1 else None
    return items_text(len(ids)) if item is None else f"“{item.title}”"


def _said(drop: _Drop) -> str:
    """Return one sentence, each item named once where the same ones went through several steps."""
    parts: list[tuple[list[str], str]] = []
    target = drop.target
    if drop.pushed:
        out = _t("pushed out of sprint {n}").format(n=min(number for _, number in drop.pushed))
        parts.append(([key for key, _ in drop.pushed], out))
    if target is None:
        parts.append((drop.later, _t("ranked last")))
    else:
        day = day_text(target.start, drop.board.today)
        first = _t("set to not before {day}, the start of sprint {n}")
        parts.append((drop.pulled, _t("pulled into sprint {n}").format(n=target.number)))
        parts.append((drop.later, first.format(day=day, n=target.number)))
        before = _t("ranked before all in sprint {n}").format(n=target.number)
        parts.append((drop.earlier, before))
    said: list[str] = []
    named: list[str] = []
    for keys, text in parts:
        if not keys:
            continue
        if keys == named:
            said[-1] = _t("{said} and {text}").format(said=said[-1], text=text)
        else:
            said.append(f"{name_of(drop.state, keys)} {text}")
        named = keys
    return "; ".join(said)


def _question(drop: _Drop) -> str | None:
    keys = [key for key, _ in drop.pushed]
    if not keys:
        return None
    what, number = name_of(drop.state, keys), drop.pushed[0][1]
    if len(keys) == 1:
        return _t("Why is {what} out of sprint {n}?").format(what=what, n=number)
    return _t("Why are these {what} out of sprint {n}?").format(what=what, n=number)


def verdict(change: Change, board: Board, state: State) -> str:
    """Return what to tell once the plan is there: what was decided and where it led."""
    key = change.ids[0]
    home = board.homes.get(key)
    if change.wanted == -1 or key not in board.homes:
        return change.said
    if home != change.wanted:
        return f"{change.said}. {_instead(key, home, board)}"
    column = board.column(home)
    if column is None:
        return change.said
    if column.bar.left < -0.05 and column.stage == "committed":
        over = _t("{said}, {days} over")
        return over.format(said=change.said, days=say_days(-column.bar.left))
    if change.before in column.items and change.before is not None:
        other = change.before
        if column.items.index(other) < column.items.index(key):
            return f"{change.said}. {_comes_first(other, board, state)}"
    return change.said


def _stays(key: str, board: Board, state: State) -> str:
    """Return why an item that nothing can bring forward stays where it is."""
    planned, below = board.planned.get(key), board.cut.get(key)
    name = name_of(state, [key])
    if planned is not None:
        number = board.plan.problem.sprints[planned.first].number
        text = _t("{name} stays in sprint {n}: {why}")
        return text.format(name=name, n=number, why=_lower(planned.reason))
    why = _t("it is not in the plan.") if below is None else _lower(below.reason)
    return _t("{name} stays below the cut line: {why}").format(name=name, why=why)


def _instead(key: str, home: int | None, board: Board) -> str:
    planned, below = board.planned.get(key), board.cut.get(key)
    if planned is not None and home is not None:
        return _t("The plan has sprint {n}: {why}").format(n=home, why=_lower(planned.reason))
    if below is not None:
        return _t("It is below the cut line: {why}").format(why=_lower(below.reason))
    return ""


def _comes_first(other: str, board: Board, state: State) -> str:
    job = board.plan.problem.jobs[board.jobs[other]] if other in board.jobs else None
    if job is not None and job.due_date is not None:
        text = _t("{other} still comes first: it is due {day}, and dates go before ranks")
        day = day_text(job.due_date, board.today)
        return text.format(other=name_of(state, [other]), day=day)
    text = _t("{other} still comes first: something that is due waits for it")
    return text.format(other=name_of(state, [other]))


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:] if sentence[1:2].islower() else sentence
