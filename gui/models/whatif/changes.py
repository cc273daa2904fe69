"""Which changes of a scenario have no lever of their own, and how does each stand on a card?

A split, another estimate, a purchase, a stream, a place in the order, an absence, another team,
more people, something new, what is dropped. Each is a command of the scenario, named by its place
there; a component brings its streams along.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from PySide6.QtCore import QCoreApplication

from gui.models.whatif.changes_more import more_kind, more_title, more_words
from gui.models.whatif.forms_more import MORE
from gui.models.whatif.levers import Positions
from gui.models.words import work_role
from gui.paint.lever_card import LeverFace
from roadmap.analysis.words import (
    counted,
    listed,
    say_estimate,
    say_number,
    short_day,
)
from roadmap.commands import Command
from roadmap.commands.items import EditItem, EstimateItem, MoveItem, SplitItem
from roadmap.commands.people import EditPerson
from roadmap.commands.streams import EditStream
from roadmap.records.streams import Stream
from roadmap.scenario.scenario import Scenario
from roadmap.state import State

CHANGES = ("split", "estimate", "rank", "buy", "stream", "away", *MORE)


def _t(text: str) -> str:
    return QCoreApplication.translate("whatif", text)


@dataclass(frozen=True, slots=True)
class Change:
    """One change: its kind, what it is about, and its `count` commands from `place` on."""

    kind: str
    about: str
    place: int
    command: Command
    count: int = 1


def changes_of(scenario: Scenario) -> tuple[Change, ...]:
    """The changes of a scenario that a form can show and change again."""
    found = []
    for place, command in enumerate(scenario.commands):
        known = _kind_of(command)
        if known is not None:
            follow = scenario.commands[place + 1 :] if known[0] == "component" else ()
            count = 1 + len(list(takewhile(_is_stream_moved, follow)))
            found.append(Change(*known, place, command, count))
    return tuple(found)


def _is_stream_moved(command: Command) -> bool:
    """Whether a stream goes to another team, as it does with its component."""
    return isinstance(command, EditStream) and set(command.fields) == {"team"}


def _kind_of(command: Command) -> tuple[str, str] | None:
    more = more_kind(command)
    if more is not None:
        return more
    match command:
        case SplitItem():
            return "split", command.item
        case EstimateItem() if command.fields.keys() & {"estimate", "size"}:
            return "estimate", command.item
        case MoveItem() if command.after is not None and command.before is None:
            return "rank", command.item
        case EditItem() if set(command.fields) == {"purchase"} and command.fields["purchase"]:
            return "buy", command.item
        case EditStream() if not _is_stream_moved(command):
            return "stream", command.stream
        case EditPerson() if set(command.fields) == {"time_off"}:
            return "away", command.person
        case _:
            return None


def with_change(scenario: Scenario, commands: Sequence[Command], change: Change | None) -> Scenario:
    """Put commands in at the end, or in place of those of `change`."""
    if change is None or change.place >= len(scenario.commands):
        return scenario.with_commands((*scenario.commands, *commands))
    before = scenario.commands[: change.place]
    after = scenario.commands[change.place + change.count :]
    return scenario.with_commands((*before, *commands, *after))


def without_change(scenario: Scenario, place: int) -> Scenario:
    """Take out the change at `place` with all its commands, or the one command there."""
    found = (each for each in changes_of(scenario) if each.place == place)
    change = next(found, None)
    count = 1 if change is None else change.count
    kept = (*scenario.commands[:place], *scenario.commands[place + count :])
    return scenario.with_commands(kept)


# -- cards ----------------------------------------------------------------------------------------


def change_face(change: Change, state: State, today: date) -> LeverFace:
    """The card of a change; its key is the place of its command."""
    item = state.items.get(change.about)
    role = "unsorted" if item is None else work_role(item.quadrant)
    title, words = title_of(change, state), _words(change, state, today)
    return LeverFace(change.kind, str(change.place), title, words, role=role)


def title_of(change: Change, state: State) -> str:
    """What a change is about, by its name."""
    if change.kind == "stream":
        stream = state.streams.get(change.about)
        return change.about if stream is None else stream.name or change.about
    if change.kind in ("away", *MORE):
        return more_title(change.command, change.about, state)
    item = state.items.get(change.about)
    return change.about if item is None else item.title


def _words(change: Change, state: State, today: date) -> str:
    if change.kind in MORE:
        return more_words(change.command, state, today)
    match change.command:
        case SplitItem() as command:
            pieces = counted(len(command.pieces), _t("piece"))
            return _t("split into {pieces}").format(pieces=pieces)
        case EstimateItem() as command:
            said = say_estimate(command.fields.get("estimate"), command.fields.get("size"))
            return _t("estimated at {effort}").format(effort=said)
        case MoveItem() as command:
            other = state.items.get(command.after or "")
            return _t("after {title}").format(title="" if other is None else other.title)
        case EditItem() as command:
            return _purchase_words(command)
        case EditStream() as command:
            return _stream_words(command, state.streams.get(command.stream))
        case EditPerson() as command:
            return _away_words(command, state, today)
        case _:
            return ""


def _purchase_words(command: EditItem) -> str:
    bought = command.fields.get("purchase")
    if bought is None:
        return ""
    lead = counted(bought.lead_time_days, _t("day"))
    cost = f"{bought.currency} {bought.amount:,.0f}"
    return _t("buy for {cost}, {lead} to get").format(cost=cost, lead=lead)


def _stream_words(command: EditStream, known: Stream | None) -> str:
    given, parts = command.fields, []
    arrivals, size = given.get("arrivals_per_sprint"), given.get("size_mean")
    growth = given.get("growth_a_year")
    if arrivals is not None:
        parts.append(_t("{n} a sprint").format(n=say_number(arrivals)))
    if size is not None:
        parts.append(_t("{n} pd each").format(n=say_number(size)))
    if growth is not None and (known is None or growth != known.growth_a_year):
        parts.append(_t("{n}% a year").format(n=f"{100 * growth:+.0f}"))
    return ", ".join(parts) or _t("changed")


def _away_words(command: EditPerson, state: State, today: date) -> str:
    person = state.people.get(command.person)
    known = () if person is None else person.time_off
    fresh = [span for span in command.fields.get("time_off", ()) if span not in known]
    said = [f"{short_day(span.first, today)} – {short_day(span.last, today)}" for span in fresh]
    return _t("away {days}").format(days=listed(said)) if said else _t("back from time off")


# -- names ----------------------------------------------------------------------------------------


def named_changes(found: Positions, changes: Sequence[Change], state: State) -> list[str]:
    """The changes as parts of a scenario's name: "split Move ingest"."""
    forms = {
        "split": _t("split {title}"),
        "estimate": _t("{title} estimated anew"),
        "rank": _t("{title} moved"),
        "buy": _t("buy for {title}"),
        "stream": _t("other {title}"),
        "away": _t("{title} away"),
        "person": _t("{title} to another team"),
        "component": _t("{title} to another team"),
        "crew": _t("more people on {title}"),
        "new": _t("{title}"),
        "drop": _t("drop {title}"),
    }
    own = [each for each in changes if each.place in found.others]
    return [forms[each.kind].format(title=title_of(each, state)) for each in own]
