"""What stands on an item's card: title, driver and date, whom it serves, what it saves, effort?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication

from gui.models.words import day_text, driver_word, long_day_text, work_role
from gui.paint.card import DOT, CardFace
from roadmap.analysis.estimates.effort import effort_days
from roadmap.analysis.words import say_days, say_leverage
from roadmap.state import Item, State
from roadmap.values import Driver, Forcing


def _t(text: str) -> str:
    return QCoreApplication.translate("faces", text)


@dataclass(frozen=True, slots=True)
class Mark:
    """How a card stands out: it just changed (with a note), or it is the place an item left."""

    note: str = ""
    ghost: bool = False


def card_face(item: Item, state: State, today: date, mark: Mark | None = None) -> CardFace:
    """Return the face of ``item``; what was never estimated is marked with a tilde."""
    must = item.forcing is Forcing.FORCED and item.horizon is not None
    effort = effort_days(item, state.roadmap)
    meta = _must_meta(item, today) if must else _choice_meta(item, state)
    return CardFace(
        title=item.title,
        role=work_role(item.quadrant),
        meta=meta,
        effort=("~" if effort.is_default else "") + say_days(effort.days),
        icon=_icon(item.driver) if must else None,
        changed=mark is not None and not mark.ghost,
        changed_note="" if mark is None else mark.note,
        ghost=mark is not None and mark.ghost,
        tooltip=_tooltip(item, state, meta, is_default=effort.is_default),
    )


def _icon(driver: Driver | None) -> str | None:
    return None if driver is None else driver_word(driver).icon


def _must_meta(item: Item, today: date) -> str:
    parts = [driver_word(item.driver).short if item.driver else _t("no driver yet")]
    day = item.mandatory_by or item.due
    if day is not None:
        parts.append(day_text(day, today))
    return DOT.join(parts)


def _choice_meta(item: Item, state: State) -> str:
    """What speaks for a choice, the strongest first; a card leaves out what has no room."""
    said = choice_reasons(item, state)
    if said:
        return DOT.join(said[:2])
    component = state.components.get(item.component)
    return component.name if component is not None else ", ".join(item.labels[:3])


def choice_reasons(item: Item, state: State) -> list[str]:
    """What an item saves, whom it serves and what it protects, as far as that was said."""
    said = []
    if item.leverage is not None:
        said.append(say_leverage(item.leverage))
    if item.consumers:
        said.append(serves_text(item, state))
    if item.protects:
        said.append(_t("protects {names}").format(names=protects_text(item, state)))
    return said


def serves_text(item: Item, state: State) -> str:
    """Whom the item serves: the team's name, or how many there are."""
    if len(item.consumers) == 1:
        consumer = state.consumers.get(item.consumers[0])
        return consumer.name if consumer else item.consumers[0]
    return _t("{n} teams").format(n=len(item.consumers))


def protects_text(item: Item, state: State) -> str:
    """The principles, and the measures of principles, that the item protects."""
    found = (state.principles.get(key) or state.measures.get(key) for key in item.protects)
    return ", ".join(each.name for each in found if each is not None)


def _tooltip(item: Item, state: State, meta: str, *, is_default: bool) -> str:
    lines = [item.title]
    lines += choice_reasons(item, state)
    if meta and meta not in lines:
        lines.append(meta)
    if item.mandatory_by is not None:
        lines.append(_t("Mandatory by {day}").format(day=long_day_text(item.mandatory_by)))
    if is_default:
        lines.append(_t("Not estimated yet: it counts as a size M"))
    team = state.teams.get(item.team)
    if team is not None:
        lines.append(team.name)
    return "\n".join(lines)
