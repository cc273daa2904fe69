"""What does the list say of each piece of work that arrived unplanned?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication

from gui.models.people.rows import LimitRow
from gui.models.words import day_text
from gui.tokens import Tone
from roadmap.analysis.estimates.effort import interruption_days
from roadmap.analysis.levels.incidents_by_component import component_of
from roadmap.analysis.words import counted, say_driver, say_number
from roadmap.state import Interruption, State

_TONES: tuple[Tone, ...] = ("muted", "text", "text", "text", "text", "text", "muted", "text")


def _t(text: str) -> str:
    return QCoreApplication.translate("interruptions", text)


NO_COMPONENT = "none"  # as a part of the page: those of no component


def chosen(
    state: State, team: str | None, component: str | None, *, requests: bool
) -> list[Interruption]:
    """Return those of a team and a component, latest first; None for either means all.

    `component` may be `NO_COMPONENT`; `requests` leaves only what answered requests.
    """
    found = [
        each
        for each in state.interruptions.ordered()
        if team in (None, team_of(each, state))
        and component in (None, component_of(each, state) or NO_COMPONENT)
        and (each.is_request or not requests)
    ]
    return sorted(found, key=lambda each: (each.started_at, each.id), reverse=True)


def team_of(each: Interruption, state: State) -> str | None:
    """Return the team that was interrupted: the one named, else that of the item that answers."""
    item = None if each.item is None else state.items.get(each.item)
    return each.team or (None if item is None else item.team)


def rows_of(
    found: Sequence[Interruption], state: State, days: Sequence[date], today: date
) -> list[LimitRow]:
    """Return a line for each; `days` are the days on which they began, in the roadmap's zone."""
    return [_row(each, state, day, today) for each, day in zip(found, days, strict=True)]


def _row(each: Interruption, state: State, day: date, today: date) -> LimitRow:
    effort = interruption_days(each, state.roadmap)
    about = "≈ " if effort.is_default else ""
    component = state.components.get(component_of(each, state))
    team = state.teams.get(team_of(each, state))
    item = None if each.item is None else state.items.get(each.item)
    said = _effort_of(item is not None, f"{about}{say_number(effort.days)}")
    texts = (
        day_text(day, today),
        each.title,
        say_driver(each.driver),
        "" if component is None else component.name,
        "" if team is None else team.name,
        said,
        _t("request") if each.is_request else "",
        "" if item is None else item.title,
    )
    return LimitRow(each.id, texts, past=False, tones=_TONES)


def _effort_of(is_items: bool, text: str) -> str:
    return _t("its item's") if is_items else text


def note_of(found: Sequence[Interruption]) -> str:
    """Return "23 interruptions, 8 requests"."""
    parts = [counted(len(found), _t("interruption"))]
    requests = sum(each.is_request for each in found)
    if requests:
        parts.append(counted(requests, _t("request")))
    return ", ".join(parts)
