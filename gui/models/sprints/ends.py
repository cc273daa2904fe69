"""What is said when a sprint is committed or closed: how much, is it too much, what came?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import fsum

from PySide6.QtCore import QCoreApplication

from gui.models.chances import chance_text
from gui.models.sprints.board import Board, Column
from gui.models.words import percent
from gui.paint.sprint_series import SeriesFace
from gui.tokens import Tone
from roadmap.analysis.planning.sprint_risk import arrivals_alone
from roadmap.analysis.planning.unsaid import undescribed
from roadmap.analysis.sprints.commitment import days_early, proposed_for
from roadmap.analysis.sprints.series import SprintResult, sprint_series
from roadmap.analysis.typed import parse_estimate
from roadmap.analysis.words import counted, listed, say_days, say_field
from roadmap.errors import Refused
from roadmap.records.sprints import Outcome, Sprint
from roadmap.state import State

SHOWN = 12  # closed sprints that the series go back
_LOOKED_AT = 6  # closed sprints that a commitment is measured by


def _t(text: str) -> str:
    return QCoreApplication.translate("sprints_ends", text)


@dataclass(frozen=True, slots=True)
class Offer:
    """One item that can be committed: its id, title, person-days, and how likely it is done.

    `needs` are the fields that have to be filled before.
    """

    item: str
    title: str
    days: float
    chance: float | None = None
    needs: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The line in the list."""
        chance = "" if self.chance is None else f"   {chance_text(self.chance)}"
        return f"{say_days(self.days)}   {self.title}{chance}"


def offers_of(board: Board, column: Column, state: State) -> tuple[Offer, ...]:
    """Return what the plan does in a sprint, with its person-days there."""
    place = column.place
    if place is None:
        return ()
    proposed = proposed_for(state, board.plan, place)
    return tuple(
        Offer(item.id, item.title, days, _chance(board, item.id, place), undescribed(item))
        for item, days in ((state.items.get(key), days) for key, days in proposed.items())
        if item is not None
    )


def needs_text(fields: Sequence[str], most: int = 4) -> str:
    """Return "needs problem and approach", "" where nothing is missing."""
    said = listed([say_field(field) for field in fields], most)
    return _t("needs {fields}").format(fields=said) if said else ""


def _chance(board: Board, key: str, place: int) -> float | None:
    return None if board.forecast is None else board.forecast.done_by(key, place)


def risk_of(board: Board, column: Column, state: State) -> float | None:
    """Return the person-days that arrive at most in 85 of 100 sprints like this one."""
    if column.place is None:
        return None
    return arrivals_alone(state, board.plan.problem.capacity, column.place)


def load_text(
    column: Column, days: float, state: State, risk: float | None = None
) -> tuple[tuple[str, Tone], ...]:
    """Return what to say about committing ``days`` to a sprint, the most pressing first.

    ``risk`` is what arrives at most in 85 of 100 sprints like this one, None where nobody knows.
    """
    room = max(0.0, column.bar.capacity - column.bar.reserve)
    lines: list[tuple[str, Tone]] = []
    if days > room + 0.05:
        text = _t("{over} more than fits: {room} are left of {all} after the reserve.")
        over, left = say_days(days - room), say_days(room)
        lines.append((text.format(over=over, room=left, all=say_days(column.bar.capacity)), "bad"))
    else:
        text = _t("{days} of {room} that the reserve leaves; {left} stay free.")
        left = say_days(max(0.0, room - days))
        lines.append((text.format(days=say_days(days), room=say_days(room), left=left), "muted"))
    if column.bar.reserve > 0:
        text = _t("{days} are kept for work that arrives.")
        if risk is not None:
            text = _t(
                "{days} are kept for work that arrives; in 15 of 100 sprints more than {risk}."
            )
        said = text.format(days=say_days(column.bar.reserve), risk=say_days(risk or 0.0))
        lines.append((said, "muted"))
    results = sprint_series(state)[-_LOOKED_AT:]
    best = max((result.done_days for result in results), default=0.0)
    if len(results) >= 3 and days > best + 0.05:
        text = _t("More than was done in any of the last {n} sprints (at most {best}).")
        lines.append((text.format(n=len(results), best=say_days(best)), "warn"))
    return tuple(lines)


def early_text(sprint: Sprint, outcome: Outcome, today: date) -> str:
    """Return that a sprint closed `today` ends early, "" from its last day on."""
    early = days_early(sprint, today)
    if not early:
        return ""
    days = counted(early, _t("day"))
    if not sprint.items:
        return _t("This ends the sprint {days} early.").format(days=days)
    done = len(set(sprint.items) & {each.item for each in outcome.done})
    text = _t("This ends the sprint {days} early with {done} of {items} done.")
    return text.format(days=days, done=done, items=counted(len(sprint.items), _t("item")))


def outcome_lines(outcome: Outcome, state: State) -> tuple[tuple[str, str], ...]:
    """Return what came of a sprint as (what, text)."""
    done = counted(len(outcome.done), "item")
    lines = [(_t("Done"), f"{done}, {say_days(outcome.done_days)}")]
    carried = _titles(outcome.carried, state)
    lines.append((_t("Carried over"), carried or _t("nothing")))
    if outcome.shed:
        lines.append((_t("Shed"), _titles(outcome.shed, state)))
    if outcome.interruption_days:
        lines.append((_t("Arrived"), say_days(outcome.interruption_days)))
    return tuple(lines)


def _titles(ids: Sequence[str], state: State) -> str:
    items = [state.items.get(key) for key in ids]
    return listed([f"“{item.title}”" for item in items if item is not None], most=4)


def parse_person_days(text: str) -> float:
    """Return person-days as typed ("2.5", "0"). Raises Refused with a sentence."""
    plain = text.strip().replace(",", ".").removesuffix("pd").strip()
    try:
        days = float(plain)
    except ValueError:
        estimate = parse_estimate(text).get("estimate")
        if estimate is None:
            raise Refused(f"{text!r} is no number of person-days: write 2.5.") from None
        return estimate.likely
    if not 0 <= days < 100_000:
        raise Refused(f"{text!r}: person-days have to be 0 or more.")
    return days


# -- how the closed sprints went ------------------------------------------------------------------


def kept_text(results: Sequence[SprintResult]) -> str:
    """Return "90% of committed work was done in the last 12 sprints", "" without any."""
    shown = [result for result in results[-SHOWN:] if result.predictability is not None]
    committed = fsum(result.committed_days for result in shown)
    if committed <= 0:
        return ""
    done = fsum((result.predictability or 0.0) * result.committed_days for result in shown)
    sprints = _t("the last sprint") if len(shown) == 1 else _t("the last {n} sprints")
    text = _t("{share} of committed work was done in {sprints}")
    return text.format(share=percent(done / committed), sprints=sprints.format(n=len(shown)))


def series_of(results: Sequence[SprintResult]) -> tuple[SeriesFace, ...]:
    """Return the three small charts of the last closed sprints."""
    shown = results[-SHOWN:]
    numbers = tuple(result.number for result in shown)
    kept = tuple(result.predictability for result in shown)
    must = tuple(result.forced_share for result in shown)
    carried = tuple(float(result.carried_over) for result in shown)
    last = counted(int(carried[-1]), "item") if carried else ""
    return (
        SeriesFace(
            _t("Done of what was committed"),
            _t("dashed: all of it"),
            numbers,
            kept,
            _last_share(kept),
            whole=1.0,
        ),
        SeriesFace(
            _t("Must-do share of effort"),
            "",
            numbers,
            must,
            _last_share(must),
            "must",
            most=0.5,
        ),
        SeriesFace(_t("Carried over, items"), "", numbers, carried, last, "pale", most=4.0),
    )


def balance_face(board: Board) -> SeriesFace | None:
    """Return the share of foundation in the coming sprints with its band, None without any."""
    balance = board.review.balance
    if balance is None or balance.foundation is None:
        return None
    shares = board.review.foundation[:SHOWN]
    while shares and shares[-1] is None:
        shares = shares[:-1]
    numbers = tuple(sprint.number for sprint in board.plan.problem.sprints[: len(shares)])
    low, high = percent(balance.low), percent(balance.high)
    return SeriesFace(
        _t("Foundation of choices"),
        _t("band {low}–{high}").format(low=low.removesuffix("%"), high=high),
        numbers,
        shares,
        percent(balance.foundation),
        band=(balance.low, balance.high),
    )


def balance_text(board: Board, place: int | None) -> str:
    """Return how the choices of one sprint of the plan divide, "" where nothing says so."""
    balance, shares = board.review.balance, board.review.foundation
    share = shares[place] if place is not None and place < len(shares) else None
    if balance is None or share is None:
        return ""
    text = _t("Of its choices {share} strengthen the foundation; the band is {low} to {high}.")
    return text.format(share=percent(share), low=percent(balance.low), high=percent(balance.high))


def _last_share(values: Sequence[float | None]) -> str:
    last = values[-1] if values else None
    return "" if last is None else percent(last)


SERIES_HEADS = (
    "Sprint",
    "Committed",
    "Done of it",
    "All done",
    "Must do",
    "Carried over",
    "Shed",
)


def series_rows(results: Sequence[SprintResult]) -> tuple[tuple[str, ...], ...]:
    """Return the same numbers as rows under ``SERIES_HEADS``, the newest first."""
    return tuple(
        (
            str(result.number),
            f"{counted(result.committed, 'item')}, {say_days(result.committed_days)}",
            _share(result.predictability),
            say_days(result.done_days),
            _share(result.forced_share),
            str(result.carried_over),
            str(result.shed),
        )
        for result in reversed(results)
    )


def _share(value: float | None) -> str:
    return "–" if value is None else percent(value)
