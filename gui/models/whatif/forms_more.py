"""What is asked to reorganise, to put more people on an item, to invest in a new one, to drop one?

The other forms of What-if stand in forms.py; these have the same shape.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar

from PySide6.QtCore import QCoreApplication

from gui.models.whatif.entries import Entry, Wrong
from roadmap.analysis.typed import parse_day, parse_estimate, parse_saving
from roadmap.analysis.typed_parts import parse_positive, parse_share
from roadmap.analysis.words import say_day, say_number
from roadmap.commands import Command
from roadmap.commands.items import AddItem, EditItem
from roadmap.commands.people import MoveComponent, MovePerson
from roadmap.errors import Refused
from roadmap.fields.items import ItemFields
from roadmap.scenario import levers
from roadmap.state import State

T = TypeVar("T")
Texts = Mapping[str, str]
MORE = ("person", "component", "crew", "new", "drop")
_NO_TEAM = "-"


def _t(text: str) -> str:
    return QCoreApplication.translate("whatif", text)


def more_headings() -> dict[str, str]:
    """What each form is called."""
    return {
        "person": _t("Move somebody to another team"),
        "component": _t("Move a component to another team"),
        "crew": _t("Put more people on an item"),
        "new": _t("Invest in something new"),
        "drop": _t("Drop an item"),
    }


def more_choices(kind: str, state: State) -> tuple[str, tuple[tuple[str, str], ...]] | None:
    """What a form is about, as (id, name); None where it is about an open item."""
    if kind == "person":
        return _t("Person"), tuple((each.id, each.name) for each in state.people.ordered())
    if kind == "component":
        found = tuple((each.id, each.name) for each in state.components.ordered())
        return _t("Component"), found
    return ("", ()) if kind == "new" else None


# -- what is asked --------------------------------------------------------------------------------


def more_entries(
    kind: str, about: str, state: State, today: date, command: Command | None
) -> tuple[Entry, ...]:
    """The entries with what holds now, or with what a command says that is being changed."""
    match kind:
        case "person":
            person = state.people[about]
            team, day = person.team, today
            if isinstance(command, MovePerson):
                team, day = command.team, command.on or today
            return (
                _team_entry(state, team, but=person.team),
                Entry("on", _t("From"), say_day(day, today), _t("like 14 Dec")),
            )
        case "component":
            component = state.components[about]
            team = command.team if isinstance(command, MoveComponent) else component.team
            return (_team_entry(state, team, but=component.team),)
        case "crew":
            number = state.items[about].people_at_once or 1
            if isinstance(command, EditItem):
                number = command.fields.get("people_at_once") or number
            hint = _t("how many can work on it side by side")
            return (Entry("people", _t("People at once"), say_number(number), hint),)
        case "new":
            return _new_entries(state, command)
        case _:
            return ()


def _team_entry(state: State, team: str | None, but: str | None) -> Entry:
    """The teams to choose from, another one than now first."""
    teams = sorted(state.teams.ordered(), key=lambda each: each.id == but)
    choices = (*((each.id, each.name) for each in teams), (_NO_TEAM, _t("no team")))
    chosen = choices[0][0] if team == but else team or _NO_TEAM
    return Entry("team", _t("To"), chosen, choices=choices)


def _new_entries(state: State, command: Command | None) -> tuple[Entry, ...]:
    given: ItemFields = command.fields if isinstance(command, AddItem) else {}
    estimate, leverage = given.get("estimate"), given.get("leverage")
    effort = saving = sure = stream = ""
    if estimate is not None:
        parts = (estimate.low, estimate.likely, estimate.high)
        effort = "/".join(say_number(each) for each in parts if each is not None)
    if leverage is not None:
        unit = {"arrivals": "fewer arrivals", "size": "less effort each"}
        kind = unit.get(leverage.effect.value, "higher productivity")
        saving = say_number(leverage.amount)
        if leverage.unit.value == "percent":
            saving = f"{saving}% {kind}"
        sure, stream = f"{round(100 * leverage.confidence)}%", leverage.stream or ""
    streams = tuple((each.id, each.name or each.id) for each in state.streams.ordered())
    return (
        Entry("title", _t("What"), given.get("title", ""), _t("Automate the certificates")),
        Entry("effort", _t("Effort"), effort, _t("3, 2-5, 2/3/8 or S to XL")),
        Entry("saving", _t("It saves"), saving, _t("person-days a sprint, or 30% fewer arrivals")),
        Entry("sure", _t("How sure"), sure or "70%", _t("like 70%"), beside=True),
        Entry("stream", _t("Of"), stream, choices=(("", _t("all must-do work")), *streams)),
    )


# -- what is meant --------------------------------------------------------------------------------


def more_commands(
    kind: str, about: str, texts: Texts, state: State, today: date, command: Command | None
) -> tuple[Command, ...]:
    """What was typed as commands. Raises Wrong with the entry that cannot be read."""
    team = None if texts.get("team", _NO_TEAM) == _NO_TEAM else texts["team"]
    match kind:
        case "person":
            day = _read("on", lambda text: parse_day(text, today), texts["on"])
            if team == state.people[about].team:
                raise Wrong("team", _t("That is the team already: choose another one."))
            return levers.move_person(about, team, day)
        case "component":
            if team == state.components[about].team:
                raise Wrong("team", _t("That is the team already: choose another one."))
            return levers.move_component(state, about, team)
        case "crew":
            number = _read("people", lambda t: parse_positive(t, _t("the people")), texts["people"])
            known = state.items[about]
            seen: ItemFields = {"people_at_once": known.people_at_once}
            if number == (known.people_at_once or 1):
                raise Wrong("people", _t("So many are on it already: write another number."))
            return (EditItem(item=about, fields={"people_at_once": number}, was=seen),)
        case "new":
            return _new(texts, state, command)
        case _:
            return levers.drop([about])


def _new(texts: Texts, state: State, command: Command | None) -> tuple[Command, ...]:
    title = texts["title"].strip()
    if not title:
        raise Wrong("title", _t("Say what is done, like: Automate the certificates."))
    fields: ItemFields = {"title": title}
    if not texts["effort"].strip():
        raise Wrong("effort", _t("Say how much effort it is, like 5 or 3-8."))
    said = _read("effort", parse_estimate, texts["effort"])
    fields["estimate"], fields["size"] = said.get("estimate"), said.get("size")
    leverage = _read("saving", parse_saving, texts["saving"])
    if leverage is None:
        raise Wrong("saving", _t("Say what it saves: 1.5 person-days a sprint, like 1.5."))
    sure = _read("sure", lambda text: parse_share(text, _t("how sure it is")), texts["sure"])
    stream = state.streams.get(texts["stream"])
    name = None if stream is None else stream.id
    fields["leverage"] = type(leverage)(
        leverage.effect, leverage.amount, leverage.unit, name, sure, leverage.delay_sprints
    )
    if stream is not None and stream.team is not None:
        fields["team"] = stream.team
    made = levers.invest_in_new(state, fields)
    if isinstance(command, AddItem) and isinstance(made[0], AddItem):
        return (made[0].model_copy(update={"item": command.item}),)  # the same item, told anew
    return made


def _read(entry: str, parse: Callable[[str], T], text: str) -> T:
    try:
        return parse(text.strip())
    except Refused as refused:
        raise Wrong(entry, str(refused)) from refused
