"""Why does a card stand where it stands, in the few words of its last line and in full?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from gui.models.chances import chance_text, date_chance_text, range_text, rests_on_text
from gui.models.faces import Mark
from gui.models.marks import MOST
from gui.models.sprints.board import Board, Column
from gui.models.sprints.chances import chance_of, done_until
from gui.models.words import day_text, long_day_text
from gui.tokens import Tone
from roadmap.analysis.estimates.effort import Effort, effort_days, spent_days
from roadmap.analysis.planning.placing import Bound, Placement
from roadmap.analysis.planning.plan import Late, pool_name
from roadmap.analysis.planning.problem import Job
from roadmap.analysis.planning.unsaid import undescribed
from roadmap.analysis.words import listed, say_days, say_field, say_number
from roadmap.state import Item, State
from roadmap.values import Forcing, Horizon, Status


def _t(text: str) -> str:
    return QCoreApplication.translate("sprints_notes", text)


@dataclass(frozen=True, slots=True)
class CardNote:
    """The last line of a card, and the lines of its popover as (what, text).

    `basis` are lines on which the forecast stands: for the popover, too long for a tooltip.
    """

    meta: str
    effort: str
    tone: Tone = "muted"
    icon: str | None = None
    lines: tuple[tuple[str, str], ...] = ()
    basis: tuple[tuple[str, str], ...] = ()


def note_of(item: Item, board: Board, column: Column | None, state: State) -> CardNote:
    """Return the note of ``item`` in ``column``, None for below the cut line."""
    if column is not None and column.outcome is not None:
        return _closed_note(item, column, state)
    effort = effort_days(item, state.roadmap)
    number = board.jobs.get(item.id)
    # What the plan reckons with, so that the cards of a sprint sum to its bar.
    reckoned = effort.days
    if number is not None and board.plan.problem.jobs[number].parts:
        reckoned = board.plan.problem.jobs[number].days
    days = ("~" if effort.is_default else "") + say_days(reckoned)
    lines = (*_lines(item, board, column), *_line_of_effort(effort, reckoned))
    if item.status is Status.DONE:
        return CardNote(_t("done"), days, "ok", "circle-check", lines)
    if item.status is Status.SHED:
        return CardNote(_t("shed"), days, icon="x", lines=lines)
    meta, tone, icon = _reason(item, board, column, state)
    return CardNote(meta, days, tone, icon, lines, _basis(item, board))


def moved_marks(before: Board, after: Board, *, past: bool) -> dict[str, Mark]:
    """Return marks for what stands in another sprint than before; in the past it says from where.

    Where nearly everything moved, as after a jump over a year, nothing is marked.
    """
    moved = {
        key: before.homes[key]
        for key, home in after.homes.items()
        if key in before.homes and before.homes[key] != home
    }
    if len(moved) > MOST:
        return {}
    return {key: Mark(_from(number) if past else "") for key, number in moved.items()}


def _from(number: int | None) -> str:
    return _t("from below") if number is None else _t("from sprint {n}").format(n=number)


def _closed_note(item: Item, column: Column, state: State) -> CardNote:
    outcome = column.outcome
    done = {each.item: each.days for each in outcome.done} if outcome is not None else {}
    promised = item.id in column.committed
    if item.id in done:
        meta = _t("done") if promised else _t("done, not committed")
        return CardNote(meta, say_days(done[item.id]), "ok", "circle-check")
    days = say_days(spent_days(item, state.roadmap).days)
    if outcome is not None and item.id in outcome.shed:
        return CardNote(_t("shed"), days, icon="x")
    return CardNote(_t("carried over"), days, icon="arrow-right")


def _reason(
    item: Item, board: Board, column: Column | None, state: State
) -> tuple[str, Tone, str | None]:
    number = board.jobs.get(item.id)
    if number is None:
        return _t("not in the plan"), "muted", None
    job, placement = board.plan.problem.jobs[number], board.plan.placements[number]
    late = late_text(board.late.get(item.id), board, column)
    if late and job.forced:
        return late, "bad", "circle-alert"
    if column is None:
        return _below(placement, board, state), "muted", None
    if item.id in column.committed:
        return _promised(item, job, board, column)
    if column.stage == "committed":
        return _t("not committed"), "muted", None
    if late:
        return late, "warn", None
    start = board.review.latest.get(item.id)
    if start is not None and item.id in board.review.tight:
        return _t("begin by {day}").format(day=day_text(start.day, board.today)), "warn", "clock"
    icon = "play" if item.status is Status.IN_PROGRESS else None
    return _here(job, placement, board, state), "muted", icon


def late_text(late: Late | None, board: Board, column: Column | None) -> str:
    """Return "late: 15 Jan", "" where nothing is late.

    What has no date but must be done now is late only where it stands after the first sprint. In
    the first one its card says what the plan makes of it, below the cut line what is missing.
    """
    if late is None:
        return ""
    if late.date is None:
        return _t("late: due now") if column is not None and column.place else ""
    return _t("late: {day}").format(day=day_text(late.date, board.today))


def late_must_do(board: Board) -> int:
    """Return how many must-do items are late, as their cards say it."""
    return sum(
        board.plan.problem.jobs[board.jobs[key]].forced
        and bool(late_text(late, board, board.column(board.homes.get(key))))
        for key, late in board.late.items()
    )


def _promised(item: Item, job: Job, board: Board, column: Column) -> tuple[str, Tone, str | None]:
    planned = board.planned.get(item.id)
    here = column.place
    if here is not None and (planned is None or planned.last > here):
        if planned is None:
            return _t("no room in the plan"), "warn", "check"
        number = board.plan.problem.sprints[planned.last].number
        return _t("plan: sprint {n}").format(n=number), "warn", "check"
    icon = "play" if item.status is Status.IN_PROGRESS else "check"
    if item.status is Status.IN_PROGRESS:
        return _t("in progress"), "muted", icon
    if job.due_date is not None:
        return _by(job, board), "muted", icon
    return _t("committed"), "muted", icon


def _by(job: Job, board: Board) -> str:
    if job.due_date is None:
        return _t("next in rank")
    return _t("by {day}").format(day=day_text(job.due_date, board.today))


def _here(job: Job, placement: Placement, board: Board, state: State) -> str:
    match placement.bound:
        case Bound.DATE:
            return job.earliest_because or _t("not before this sprint")
        case Bound.PREREQUISITE:
            return _t("after {title}").format(title=_title(placement.other, board, state))
        case Bound.FREEZE:
            return _t("after the freeze")
        case Bound.RATE:
            return _t("first long enough")
        case Bound.POOL:
            if job.due_date is not None:
                return _by(job, board)
            name = pool_name(board.plan.problem, placement.pool)
            return _t("first room for {pool}").format(pool=name)
        case _:
            if job.due_date is not None:
                return _by(job, board)
            item = state.items[job.item]
            urgent = item.forcing is Forcing.FORCED and item.horizon is Horizon.SHORT_TERM
            return _t("must be done now") if urgent else _t("next in rank")


def _below(placement: Placement, board: Board, state: State) -> str:
    match placement.bound:
        case Bound.NOBODY:
            return _t("nobody can do it")
        case Bound.CYCLE:
            return _t("waits in a circle")
        case Bound.PREREQUISITE:
            return _t("after {title}").format(title=_title(placement.other, board, state))
        case Bound.HORIZON | Bound.DATE:
            return _t("not in sight")
        case Bound.RATE:
            return _t("too large: split it")
        case Bound.FREEZE:
            return _t("always frozen")
        case _:
            name = pool_name(board.plan.problem, placement.pool)
            short = say_number(placement.shortfall)
            return _t("short {n} of {pool}").format(n=short, pool=name)


def _title(job: int | None, board: Board, state: State) -> str:
    if job is None:
        return _t("another item")
    item = state.items.get(board.plan.problem.jobs[job].item)
    return _t("another item") if item is None else item.title


# -- in full --------------------------------------------------------------------------------------


def _lines(item: Item, board: Board, column: Column | None) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    makers: tuple[Callable[[Item, Board, Column | None], tuple[str, str] | None], ...] = (
        _line_of_commitment,
        _line_of_needs,
        _line_of_plan,
        _line_of_room,
        _line_of_date,
        _line_of_start,
        _line_of_forecast,
        _line_of_chain,
    )
    for make in makers:
        line = make(item, board, column)
        if line is not None:
            found.append(line)
    return tuple(found)


def _line_of_commitment(item: Item, board: Board, column: Column | None) -> tuple[str, str] | None:
    if column is None or item.id not in column.committed:
        return None
    planned = board.planned.get(item.id)
    text = _t("In sprint {n} as committed or pulled in").format(n=column.number)
    if planned is not None and planned.first != column.place:
        number = board.plan.problem.sprints[planned.first].number
        text = _t("{text}; the plan alone has sprint {n}").format(text=text, n=number)
    return _t("Committed"), f"{text}."


def _line_of_needs(item: Item, _board: Board, _column: Column | None) -> tuple[str, str] | None:
    missing = undescribed(item)
    if not missing:
        return None
    fields = listed([say_field(field) for field in missing], most=4)
    return _t("Needs"), _t("{fields}, before a sprint is committed with it").format(fields=fields)


def _line_of_plan(item: Item, board: Board, _column: Column | None) -> tuple[str, str] | None:
    planned, below = board.planned.get(item.id), board.cut.get(item.id)
    if planned is not None:
        text = planned.reason
        if planned.last > planned.first:
            last = board.plan.problem.sprints[planned.last].number
            text = _t("{text} Goes on until sprint {n}.").format(text=text, n=last)
        return _t("Plan"), text
    return None if below is None else (_t("Below the cut"), below.reason)


def _line_of_room(item: Item, board: Board, column: Column | None) -> tuple[str, str] | None:
    if column is None:
        below = board.cut.get(item.id)
        if below is None or below.shortfall <= 0:
            return None
        return _t("Missing"), _t("{n} in the sprint that comes closest").format(
            n=say_days(below.shortfall)
        )
    left = column.bar.left
    if left < -0.05:
        return _t("Room"), _t("sprint {n} is {days} over").format(
            n=column.number, days=say_days(-left)
        )
    return _t("Room"), _t("{days} free in sprint {n}").format(
        days=say_days(max(0.0, left)), n=column.number
    )


def _line_of_effort(effort: Effort, reckoned: float) -> tuple[tuple[str, str], ...]:
    planned = say_days(reckoned)
    if effort.is_default:
        return ((_t("Effort"), _t("{days}, as size M: not estimated yet").format(days=planned)),)
    said = say_days(effort.days)
    if said == planned:
        return ((_t("Effort"), planned),)
    text = _t("{days}: what it takes on average, estimated {said}")
    return ((_t("Effort"), text.format(days=planned, said=said)),)


def _line_of_date(item: Item, board: Board, _column: Column | None) -> tuple[str, str] | None:
    number = board.jobs.get(item.id)
    due = None if number is None else board.plan.problem.jobs[number].due_date
    if due is None:
        return None
    text = _t("due {day}").format(day=long_day_text(due))
    if item.id in board.late:
        text = _t("{text}: it comes too late").format(text=text)
    return _t("Date"), text


def _line_of_start(item: Item, board: Board, _column: Column | None) -> tuple[str, str] | None:
    start = board.review.latest.get(item.id)
    if start is None or item.status is Status.IN_PROGRESS:
        return None
    text = _t("{day}: begun by then it is done in time in 85 of 100 cases")
    if item.id in board.review.tight:
        text = _t("{day}, and it is planned to begin later")
    return _t("Latest start"), text.format(day=long_day_text(start.day))


def _line_of_chain(item: Item, board: Board, _column: Column | None) -> tuple[str, str] | None:
    chain = board.review.chain
    if item.id not in chain:
        return None
    text = _t("{place} of {all} on the critical chain: the most work that has to be done in a row")
    return _t("Chain"), text.format(place=chain.index(item.id) + 1, all=len(chain))


def _line_of_forecast(item: Item, board: Board, _column: Column | None) -> tuple[str, str] | None:
    found = board.forecast
    known = None if found is None else found.items.get(item.id)
    if found is None or known is None:
        return None
    parts = [range_text(found, item.id)]
    chance, until = chance_of(board, item.id), done_until(board, item.id)
    if chance is not None and until is not None:
        number = board.plan.problem.sprints[until].number
        text = _t("{share} done by the end of sprint {n}")
        parts.insert(0, text.format(share=chance_text(chance), n=number))
    if known.by_date is not None:
        parts.append(date_chance_text(known.by_date))
    return _t("Forecast"), "; ".join(parts)


def _basis(item: Item, board: Board) -> tuple[tuple[str, str], ...]:
    """Return what the forecast rests on, and how far earlier ones held."""
    found = board.forecast
    if found is None or item.id not in found.items:
        return ()
    text = rests_on_text(found).removeprefix(_t("Rests on: "))
    lines = ((_t("Rests on"), text), (_t("So far"), found.so_far))
    return tuple(line for line in lines if line[1])
