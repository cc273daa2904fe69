"""Which levers does a scenario pull, each in one sentence? "Hire 2 platform engineers from 12 May".

Read off the commands themselves, so that lines written for `roadmap apply` are told as well as what
was chosen on the What-if page. Neighbours that belong together are one lever: people who are taken
on alike, and commands about one item.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from itertools import groupby
from typing import Any

from roadmap.analysis.estimates.effort import sizes_of
from roadmap.analysis.items.layout import layout
from roadmap.analysis.phrases.scene import Scene
from roadmap.analysis.phrases.sentences import event_sentence
from roadmap.analysis.words import (
    counted,
    listed,
    say_day,
    say_days,
    say_estimate,
    say_field,
    say_leverage,
    say_number,
)
from roadmap.commands import Command
from roadmap.commands.items import (
    AddItem,
    EditItem,
    EstimateItem,
    MoveItem,
    RemoveItem,
    RestoreItem,
    ShedItem,
    SplitItem,
)
from roadmap.commands.people import AddPerson, EditPerson, MoveComponent, MovePerson
from roadmap.commands.roadmap import EditRoadmap
from roadmap.commands.streams import EditStream
from roadmap.evolve import fold
from roadmap.records.assumptions import Assumptions
from roadmap.records.planning import Planning
from roadmap.records.staff import ReserveKind
from roadmap.scenario.branch import Step
from roadmap.state import State


@dataclass(frozen=True, slots=True)
class Lever:
    """One lever: `kind` is its word, `first` and `count` say which commands it is made of.

    A lever without commands is an assumption. `problem` says why it cannot be pulled here.
    """

    kind: str
    sentence: str
    first: int = 0
    count: int = 0
    commands: tuple[Command, ...] = ()
    problem: str | None = None


def levers_of(
    steps: Sequence[Step], assumed: Assumptions, today: date, state: State
) -> tuple[Lever, ...]:
    """Return the levers of a branch's `steps`, then what is assumed; `state` names the streams."""
    levers = []
    numbered = list(enumerate(steps))
    for _, group in groupby(numbered, key=lambda pair: _belongs_to(pair[0], pair[1].command)):
        places, own = zip(*group, strict=True)
        levers.append(_lever(places[0], own, today))
    return (*levers, *assumed_levers(assumed, state))


def assumed_levers(assumed: Assumptions, state: State) -> tuple[Lever, ...]:
    """Return a lever for each assumption."""
    levers = []
    if assumed.attrition_a_year:
        share = f"{assumed.attrition_a_year:.0%}"
        levers.append(Lever("attrition", f"Assume that {share} of people leave within a year"))
    for each in assumed.inflow:
        name = "All must-do work that arrives"
        if each.stream is not None:
            stream = state.streams.get(each.stream)
            name = f"Arrivals of “{each.stream if stream is None else stream.name}”"
        levers.append(Lever("inflow", f"{name} × {say_number(each.factor)}"))
    return tuple(levers)


def _belongs_to(place: int, command: Command) -> tuple[str, Any]:
    if isinstance(command, AddPerson):
        given = {key: value for key, value in command.fields.items() if key != "name"}
        return "people", repr(sorted(given.items()))
    about = getattr(command, "item", None)
    return ("item", about) if isinstance(about, str) else ("", place)


def _lever(first: int, steps: Sequence[Step], today: date) -> Lever:
    commands = tuple(step.command for step in steps)
    problems = [step.problem for step in steps if step.problem is not None]
    told = [_say(step, today) for step in steps]
    if isinstance(commands[0], AddPerson):
        told = [(_kind_of_newcomers(commands[0]), _newcomers(commands[0], steps, today))]
    kinds = [kind for kind, _ in told]
    sentences = [sentence for _, sentence in told if sentence]
    kind = "invest" if "invest" in kinds else kinds[-1]
    later = [each[:1].lower() + each[1:] for each in sentences[1:]]
    return Lever(
        kind,
        listed([*sentences[:1], *later]),
        first,
        len(steps),
        commands,
        problems[0] if problems else None,
    )


# -- one command ----------------------------------------------------------------------------------


def _say(step: Step, today: date) -> tuple[str, str]:
    """Return the kind of lever that a command is, and its sentence."""
    said = _SAID.get(type(step.command))
    found = None if said is None else said(step.command, _scene(step, today))
    if found is not None:
        return found
    kind = step.command.do.replace("_", " ")
    told = [event_sentence(event, *_around(step, n), today).text for n, event in _numbered(step)]
    return "other", listed(told, 2) if told else kind.capitalize()


def _numbered(step: Step) -> Sequence[tuple[int, Any]]:
    return list(enumerate(step.events))


def _around(step: Step, n: int) -> tuple[State, State]:
    """Return the states before and after event `n` of a step."""
    before = fold(step.events[:n], step.before)
    return before, fold(step.events[n : n + 1], before)


def _scene(step: Step, today: date) -> Scene:
    return Scene(step.before, step.after, today)


def _kind_of_newcomers(command: AddPerson) -> str:
    return "contractor" if command.fields.get("contractor") else "hire"


def _newcomers(command: AddPerson, steps: Sequence[Step], today: date) -> str:
    given, number = command.fields, len(steps)
    scene = _scene(steps[-1], today)
    contractor = given.get("contractor", False)
    role = _role(given.get("role") or ("contractor" if contractor else "newcomer"))
    who = f"{_article(role)} {role}" if number == 1 else counted(number, role)
    said = f"{'Take on' if contractor else 'Hire'} {who}"
    if contractor and "contractor" not in role:
        said += " as contractor" if number == 1 else " as contractors"
    team = given.get("team")
    if team:
        said += f" for {scene.name('teams', team)}"
    start, end = given.get("start"), given.get("end")
    if start is not None:
        said += f" from {say_day(start, today)}"
    return said if end is None else f"{said} to {say_day(end, today)}"


def _is_acronym(role: str) -> bool:
    first = role.partition(" ")[0]
    return len(first) > 1 and first.isupper()


def _role(role: str) -> str:
    """Return a role as it stands within a sentence."""
    return role if _is_acronym(role) else role[:1].lower() + role[1:]


def _article(role: str) -> str:
    """Return "a" or "an"; an acronym is spelt out: an SRE, a DBA."""
    vowels = "AEFHILMNORSX" if _is_acronym(role) else "aeiou"
    return "an" if role[:1] in vowels else "a"


def _person_edited(command: EditPerson, scene: Scene) -> tuple[str, str] | None:
    given = command.fields
    person = _named_person(scene, command.person)
    if person is None:
        return None
    if given.keys() == {"end"} and given["end"] is not None:
        return "leave", f"{person.name} leaves after {say_day(given['end'], scene.today)}"
    if given.keys() == {"time_off"}:
        new = [span for span in given["time_off"] if span not in person.time_off]
        away = listed([scene.say("time_off", span) for span in new])
        return ("leave", f"{person.name} is away {away}") if new else None
    return None


def _named_person(scene: Scene, ref: str) -> Any:
    people = scene.before.people
    named = (each for each in people.ordered() if each.name.casefold() == ref.casefold())
    return people.get(ref) or next(named, None)


def _person_moved(command: MovePerson, scene: Scene) -> tuple[str, str]:
    person = _named_person(scene, command.person)
    name = command.person if person is None else person.name
    to = "no team" if command.team is None else scene.name("teams", command.team)
    day = say_day(command.on or scene.today, scene.today)
    return "reorganise", f"Move {name} to {to} on {day}"


def _component_moved(command: MoveComponent, scene: Scene) -> tuple[str, str]:
    to = "no team" if command.team is None else scene.name("teams", command.team)
    name = scene.name("components", command.component)
    return "reorganise", f"Move {name} and its open items to {to}"


def _shed(command: ShedItem, scene: Scene) -> tuple[str, str]:
    return "shed", f"Shed “{_title(scene, command.item)}”"


def _dropped(command: RemoveItem, scene: Scene) -> tuple[str, str]:
    return "drop", f"Drop “{_title(scene, command.item)}”"


def _restored(command: RestoreItem, scene: Scene) -> tuple[str, str]:
    return "restore", f"Take “{_title(scene, command.item)}” up again"


def _item_edited(command: EditItem, scene: Scene) -> tuple[str, str] | None:
    given, title = command.fields, f"“{_title(scene, command.item)}”"
    if given.keys() == {"not_before"} and given["not_before"] is not None:
        return "defer", f"Defer {title}: not before {say_day(given['not_before'], scene.today)}"
    bought = given.get("purchase")
    if given.keys() == {"purchase"} and bought is not None:
        cost = f"{bought.currency} {bought.amount:,.0f}"
        lead = f", {counted(bought.lead_time_days, 'day')} to get" if bought.lead_time_days else ""
        return "buy", f"Buy for {title}: {cost}{lead}"
    return None


def _moved(command: MoveItem, scene: Scene) -> tuple[str, str]:
    title = f"“{_title(scene, command.item)}”"
    item = scene.after.items.get(command.item)
    saves = item is not None and item.leverage is not None
    if item is not None and _is_first(scene.after, item.id):
        return "invest" if saves else "reprioritise", f"Do {title} first"
    for word, other in (("before", command.before), ("after", command.after)):
        if other is not None:
            return "reprioritise", f"Do {title} {word} “{_title(scene, other)}”"
    return "reprioritise", f"Do {title} last"


def _is_first(state: State, key: str) -> bool:
    item = state.items.get(key)
    if item is None or not item.is_open or item.rank is None:
        return False
    return layout(state.items, sizes_of(state.roadmap)).place(item) == 1


def _estimated(command: EstimateItem, scene: Scene) -> tuple[str, str] | None:
    given = command.fields
    if not given.keys() & {"estimate", "size"}:
        return None
    said = say_estimate(given.get("estimate"), given.get("size"))
    return "re-estimate", f"Estimate “{_title(scene, command.item)}” at {said}"


def _split(command: SplitItem, scene: Scene) -> tuple[str, str]:
    pieces = counted(len(command.pieces), "piece")
    return "split", f"Split “{_title(scene, command.item)}” into {pieces}"


def _added(command: AddItem, scene: Scene) -> tuple[str, str]:
    given = command.fields
    said = f"Add “{given.get('title', command.item)}”"
    leverage = given.get("leverage")
    if leverage is not None:
        said += f", which {say_leverage(leverage)}"
    first = " first" if _is_first(scene.after, command.item) else ""
    return "add" if leverage is None else "invest", said + (f", and do it{first}" if first else "")


def _stream_edited(command: EditStream, scene: Scene) -> tuple[str, str]:
    streams = scene.before.streams
    stream = streams.get(command.stream) or next(
        (s for s in streams.ordered() if s.name.casefold() == command.stream.casefold()), None
    )
    name = command.stream if stream is None else stream.name
    changes = scene.changes(dict(command.fields), stream)
    return "stream", f"“{name}”: {listed(changes) or 'unchanged'}"


def _settings(command: EditRoadmap, scene: Scene) -> tuple[str, str] | None:
    wanted, roadmap = command.fields.get("planning"), scene.before.roadmap
    if command.fields.keys() != {"planning"} or wanted is None or roadmap is None:
        return None
    was = roadmap.planning
    changed = {
        each.name
        for each in fields(Planning)
        if getattr(was, each.name) != getattr(wanted, each.name)
    }
    if changed and changed <= {"reserve", "reserve_percentile", "reserve_days"}:
        return "reserve", f"Keep {_reserve(wanted)} of each sprint for must-do work that arrives"
    if changed == {"dig_out_share"}:
        share = f"{was.dig_out_share:.0%} → {wanted.dig_out_share:.0%}"
        return "dig-out", f"Share protected for digging out {share}"
    said = [_setting(name, was, wanted) for name in sorted(changed)]
    return "settings", f"Settings: {listed(said)}" if said else "Settings as they are"


def _setting(name: str, was: Planning, wanted: Planning) -> str:
    before, after = getattr(was, name), getattr(wanted, name)
    plain = isinstance(before, int | float) and isinstance(after, int | float)
    change = f" {say_number(before)} → {say_number(after)}" if plain else " changed"
    return say_field(name) + change


def _reserve(planning: Planning) -> str:
    if planning.reserve is ReserveKind.OFF:
        return "nothing"
    if planning.reserve is ReserveKind.DAYS:
        return say_days(planning.reserve_days or 0.0)
    return f"what {planning.reserve_percentile:.0%} of futures need"


def _title(scene: Scene, ref: str) -> str:
    found = scene.before.items.get(ref) or scene.after.items.get(ref)
    if found is None:
        items = scene.before.items.ordered()
        found = next((i for i in items if any(each.key == ref for each in i.external)), None)
    return ref if found is None else found.title or ref


_SAID: dict[type, Callable[[Any, Scene], tuple[str, str] | None]] = {
    EditPerson: _person_edited,
    MovePerson: _person_moved,
    MoveComponent: _component_moved,
    ShedItem: _shed,
    RemoveItem: _dropped,
    RestoreItem: _restored,
    EditItem: _item_edited,
    MoveItem: _moved,
    EstimateItem: _estimated,
    SplitItem: _split,
    AddItem: _added,
    EditStream: _stream_edited,
    EditRoadmap: _settings,
}
