"""How do another team, more people, something new, and what is dropped stand on a card?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import QCoreApplication

from roadmap.analysis.words import say_leverage, say_number, short_day
from roadmap.commands import Command
from roadmap.commands.items import AddItem, EditItem, RemoveItem
from roadmap.commands.people import MoveComponent, MovePerson
from roadmap.state import State


def _t(text: str) -> str:
    return QCoreApplication.translate("whatif", text)


def more_kind(command: Command) -> tuple[str, str] | None:
    """The kind of such a change and what it is about; None where it is none."""
    match command:
        case EditItem() if set(command.fields) == {"people_at_once"}:
            return "crew", command.item
        case MovePerson():
            return "person", command.person
        case MoveComponent():
            return "component", command.component
        case AddItem() if command.fields.get("leverage") is not None:
            return "new", command.item
        case RemoveItem():
            return "drop", command.item
        case _:
            return None


def more_title(command: Command, about: str, state: State) -> str:
    """What it is about, by its name; commands may name people and components by either."""
    if isinstance(command, AddItem):
        return str(command.fields.get("title", about))
    item = state.items.get(about)
    if item is not None:
        return item.title
    people = ((each.id, each.name) for each in state.people.ordered())
    components = ((each.id, each.name) for each in state.components.ordered())
    return _named(about, (*people, *components))


def more_words(command: Command, state: State, today: date) -> str:
    """What changes, in a few words."""
    match command:
        case EditItem():
            number = command.fields.get("people_at_once") or 1.0
            return _t("{n} people at once").format(n=say_number(number))
        case MovePerson():
            day = short_day(command.on or today, today)
            return _t("to {team} from {day}").format(team=_team(command.team, state), day=day)
        case MoveComponent():
            return _t("to {team}, with its items").format(team=_team(command.team, state))
        case AddItem():
            leverage = command.fields.get("leverage")
            return _t("new") if leverage is None else f"{_t('new')}, {say_leverage(leverage)}"
        case _:
            return _t("dropped")


def _team(team: str | None, state: State) -> str:
    names = ((each.id, each.name) for each in state.teams.ordered())
    return _t("no team") if team is None else _named(team, names)


def _named(key: str, known: Iterable[tuple[str, str]]) -> str:
    wanted = key.casefold()
    found = (name for each, name in known if wanted in (each.casefold(), name.casefold()))
    return next(found, key)
