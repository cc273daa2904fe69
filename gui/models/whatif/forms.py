"""What is asked for a change of a scenario that has no lever, and what does the answer mean?

A form is a heading, a choice of what it is about, and entries. What was typed becomes commands, or
is refused with a sentence that stands under its entry.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from PySide6.QtCore import QCoreApplication

from gui.models.whatif.changes import Change, with_change
from gui.models.whatif.entries import Entry, Wrong
from gui.models.whatif.forms_more import (
    MORE,
    more_choices,
    more_commands,
    more_entries,
    more_headings,
)
from gui.models.whatif.levers import with_attrition
from roadmap.analysis.estimates.effort import effort_days
from roadmap.analysis.inflow.inflow import Inflow, inflows_of
from roadmap.analysis.planning.capacity import capacity
from roadmap.analysis.typed import parse_day, parse_estimate
from roadmap.analysis.typed_parts import parse_lead_time, parse_number, parse_positive
from roadmap.analysis.words import say_day, say_number
from roadmap.commands import Command
from roadmap.commands.items import EditItem, EstimateItem, MoveItem, NewPiece, SplitItem
from roadmap.commands.people import EditPerson
from roadmap.commands.streams import EditStream
from roadmap.errors import Refused
from roadmap.fields.items import ItemFields
from roadmap.fields.streams import StreamFields
from roadmap.records.planning import Planning
from roadmap.records.streams import StreamBasis
from roadmap.scenario import levers
from roadmap.scenario.scenario import Scenario
from roadmap.state import Item, State
from roadmap.values import Purchase

T = TypeVar("T")
Texts = Mapping[str, str]
_PIECES = 4
_LATER, _AWAY = timedelta(weeks=2), timedelta(weeks=4)
_LEAST_GROWTH, _MOST_GROWTH = -90.0, 1000.0


def _t(text: str) -> str:
    return QCoreApplication.translate("whatif", text)


@dataclass(frozen=True, slots=True)
class FormFace:
    """What a form asks: `about` is what the (id, name) pairs of `choices` are, "" without any."""

    kind: str
    heading: str
    about: str = ""
    choices: tuple[tuple[str, str], ...] = ()


def form_face(kind: str, state: State, team: str | None = None) -> FormFace:
    """The form of a kind of change, about what is open in a team, or in all."""
    headings = {
        "split": _t("Split an item"),
        "estimate": _t("Estimate an item anew"),
        "rank": _t("Move an item in the order"),
        "buy": _t("Buy something for an item"),
        "stream": _t("Change must-do work that arrives"),
        "away": _t("Somebody is away"),
        "attrition": _t("People who leave in a year"),
        **more_headings(),
    }
    choices: tuple[tuple[str, str], ...] = ()
    about = _t("Item")
    found = more_choices(kind, state)
    if found is not None:
        about, choices = found
    elif kind == "attrition":
        about = ""
    elif kind == "stream":
        about = _t("Stream")
        choices = tuple((each.id, each.name or each.id) for each in state.streams.ordered())
    elif kind == "away":
        about = _t("Person")
        choices = tuple((each.id, each.name) for each in state.people.ordered())
    else:
        choices = tuple((each.id, each.title) for each in _open(state, team))
    return FormFace(kind, headings[kind], about, choices)


def _open(state: State, team: str | None) -> list[Item]:
    items = (each for each in state.items.ordered() if each.is_open)
    return sorted((each for each in items if team in (None, each.team)), key=lambda i: i.order)


# -- what is asked --------------------------------------------------------------------------------


def entries_of(
    kind: str,
    about: str,
    state: State,
    today: date,
    change: Change | None = None,
    assumed: float = 0.0,
) -> tuple[Entry, ...]:
    """The entries with what holds now, or with what a change says that is being changed."""
    other = change is None or (bool(about) and change.about != about)
    command = None if other or change is None else change.command
    if kind in MORE:
        return more_entries(kind, about, state, today, command)
    match kind:
        case "split":
            return _split_entries(state.items[about], state, command)
        case "estimate":
            return _estimate_entries(state.items[about], command)
        case "rank":
            return _rank_entries(about, state, command)
        case "buy":
            return _buy_entries(state.items[about], state, command)
        case "stream":
            return _stream_entries(about, state, today, command)
        case "away":
            return _away_entries(about, state, today, command)
        case _:
            planning = state.roadmap.planning if state.roadmap else Planning()
            share = assumed or planning.attrition_a_year
            text = f"{say_number(100 * share)}%"
            return (Entry("share", _t("Share of people"), text, _t("like 10%; 0 for nobody")),)


def _split_entries(item: Item, state: State, command: Command | None) -> tuple[Entry, ...]:
    if isinstance(command, SplitItem):
        rows = [
            (piece.fields.get("title", ""), _effort_text(piece.fields)) for piece in command.pieces
        ]
    else:
        half = say_number(round(effort_days(item, state.roadmap).days) / 2)
        parts = (_t("{title}, part 1"), _t("{title}, part 2"))
        rows = [(part.format(title=item.title), half) for part in parts]
    rows += [("", "")] * (max(_PIECES, len(rows) + 1) - len(rows))
    found = []
    for place, (title, effort) in enumerate(rows):
        name = _t("Piece {n}").format(n=place + 1)
        hint = _t("leave empty what is not needed") if place > 1 else _t("what is done in it")
        found.append(Entry(f"title{place}", name, title, hint))
        days = _t("Effort of piece {n}").format(n=place + 1)
        found.append(Entry(f"effort{place}", days, effort, _t("effort"), beside=True))
    return tuple(found)


def _effort_text(fields: ItemFields) -> str:
    estimate, size = fields.get("estimate"), fields.get("size")
    if estimate is not None:
        parts = (estimate.low, estimate.likely, estimate.high)
        numbers = [say_number(each) for each in parts if each is not None]
        return "/".join(numbers)
    return "" if size is None else size.value


def _estimate_entries(item: Item, command: Command | None) -> tuple[Entry, ...]:
    if isinstance(command, EstimateItem):
        text = _effort_text({**command.fields})  # type: ignore[typeddict-item]  # a part of them
    else:
        text = _effort_text({"estimate": item.estimate, "size": item.size})
    return (Entry("effort", _t("Effort"), text, _t("3, 2-5, 2/3/8 or S to XL")),)


def _rank_entries(about: str, state: State, command: Command | None) -> tuple[Entry, ...]:
    others = [each for each in _open(state, None) if each.id != about and each.rank is not None]
    choices = (("", _t("nothing: first of all")), *((each.id, each.title) for each in others))
    chosen = command.after if isinstance(command, MoveItem) else ""
    return (Entry("after", _t("Right after"), chosen or "", choices=choices),)


def _buy_entries(item: Item, state: State, command: Command | None) -> tuple[Entry, ...]:
    bought = item.purchase
    if isinstance(command, EditItem):
        bought = command.fields.get("purchase")
    amount = currency = lead = approver = ""
    if bought is not None:
        amount, currency = say_number(bought.amount), bought.currency
        lead, approver = str(bought.lead_time_days), bought.approver or ""
    usual = state.roadmap.currency if state.roadmap else "EUR"
    return (
        Entry("amount", _t("Cost"), amount, _t("like 12,000")),
        Entry("currency", _t("Currency"), currency or usual, beside=True),
        Entry("lead", _t("Lead time"), lead, _t("in days, or like 6 weeks")),
        Entry("approver", _t("Who approves"), approver, _t("may stay empty")),
    )


def _stream_entries(
    about: str, state: State, today: date, command: Command | None
) -> tuple[Entry, ...]:
    arrivals, size, growth = _stream_numbers(about, state, today)
    if isinstance(command, EditStream):
        arrivals = command.fields.get("arrivals_per_sprint") or arrivals
        size = command.fields.get("size_mean") or size
        growth = command.fields.get("growth_a_year", growth)
    return (
        Entry("arrivals", _t("Arrivals a sprint"), _brief(arrivals), _t("like 2.5")),
        Entry("size", _t("Person-days each"), _brief(size), _t("like 1.5")),
        Entry("growth", _t("Growth a year"), f"{_brief(100 * growth)}%", _t("like 10% or -20%")),
    )


def _brief(number: float) -> str:
    """A number as it is typed, so that what was left as it stood is no change."""
    return f"{round(number, 2):g}"


def _stream_numbers(about: str, state: State, today: date) -> tuple[float, float, float]:
    """Arrivals a sprint, person-days each and growth: as said, or as fitted to what was logged."""
    stream, fitted = state.streams[about], _inflow(about, state, today)
    arrivals, size = stream.arrivals_per_sprint, stream.size_mean
    if fitted is not None and (stream.basis is StreamBasis.FITTED or arrivals is None):
        arrivals = fitted.arrivals
    if fitted is not None and (stream.basis is StreamBasis.FITTED or size is None):
        size = fitted.size_mean
    return arrivals or 0.0, size or 0.0, stream.growth_a_year


def _inflow(about: str, state: State, today: date) -> Inflow | None:
    found = inflows_of(state, capacity(state, today, 1))
    return next((each for each in found if each.id == about), None)


def _away_entries(
    about: str, state: State, today: date, command: Command | None
) -> tuple[Entry, ...]:
    first, last = today + _LATER, today + _AWAY
    if isinstance(command, EditPerson):
        known = state.people[about].time_off
        spans = [each for each in command.fields.get("time_off", ()) if each not in known]
        first, last = (spans[0].first, spans[0].last) if spans else (first, last)
    hint = _t("like 14 Dec")
    return (
        Entry("first", _t("First day away"), say_day(first, today), hint),
        Entry("last", _t("Last day away"), say_day(last, today), hint),
    )


# -- what is meant --------------------------------------------------------------------------------


def answered(
    kind: str, about: str, texts: Texts, state: State, today: date, change: Change | None
) -> Callable[[Scenario], Scenario]:
    """What a scenario becomes with what was typed; `change` is the one that it replaces.

    Raises Wrong with the entry that cannot be read.
    """
    if kind == "attrition":
        share = _share("share", texts["share"])
        return lambda scenario: with_attrition(scenario, share)
    commands = _commands(kind, about, texts, state, today, change)
    return lambda scenario: with_change(scenario, commands, change)


def _commands(
    kind: str, about: str, texts: Texts, state: State, today: date, change: Change | None
) -> tuple[Command, ...]:
    if kind in MORE:
        known = None if change is None else change.command
        return more_commands(kind, about, texts, state, today, known)
    match kind:
        case "split":
            return _split(about, texts, change)
        case "estimate":
            fields = _read("effort", parse_estimate, texts["effort"])
            if fields.get("estimate") is None and fields.get("size") is None:
                raise Wrong("effort", _t("Say how much effort it is, like 5 or 3-8."))
            return levers.re_estimate(state, about, fields)
        case "rank":
            after = texts["after"]
            return levers.reprioritise(about, after=after) if after else levers.invest(state, about)
        case "buy":
            return levers.buy(state, about, _purchase(texts))
        case "stream":
            return _stream(about, texts, state, today)
        case _:
            first = _read("first", lambda text: parse_day(text, today), texts["first"])
            last = _read("last", lambda text: parse_day(text, today), texts["last"])
            if last < first:
                raise Wrong("last", _t("It ends before it begins: give a later last day."))
            return levers.leave(state, about, first, last)


def _split(about: str, texts: Texts, change: Change | None) -> tuple[Command, ...]:
    known = change.command.pieces if change and isinstance(change.command, SplitItem) else ()
    pieces: list[NewPiece] = []
    for place in range(len(texts) // 2):
        title, effort = texts[f"title{place}"].strip(), texts[f"effort{place}"].strip()
        if not title and not effort:
            continue
        if not title:
            raise Wrong(f"title{place}", _t("A piece needs a title: say what is done in it."))
        fields: ItemFields = {"title": title}
        if effort:
            said = _read(f"effort{place}", parse_estimate, effort)
            fields["estimate"], fields["size"] = said.get("estimate"), said.get("size")
        if len(pieces) < len(known):  # the same ids, so that little else changes
            pieces.append(NewPiece(item=known[len(pieces)].item, fields=fields))
        else:
            pieces.append(NewPiece(fields=fields))
    if len(pieces) < 2:
        raise Wrong("title1", _t("Cut it into two pieces or more, each with a title."))
    return (SplitItem(item=about, pieces=tuple(pieces)),)


def _purchase(texts: Texts) -> Purchase:
    if not texts["amount"].strip():
        raise Wrong("amount", _t("Say what it costs, like 12,000."))
    amount = _read("amount", lambda text: parse_number(text, "the cost"), texts["amount"].strip())
    if not texts["currency"].strip():
        raise Wrong("currency", _t("Name the currency, like EUR."))
    if not texts["lead"].strip():
        raise Wrong("lead", _t("Say how long it takes to arrive, like 6 weeks."))
    lead = _read("lead", parse_lead_time, texts["lead"].strip())
    return Purchase(amount, texts["currency"].strip(), lead, texts["approver"].strip() or None)


def _stream(about: str, texts: Texts, state: State, today: date) -> tuple[Command, ...]:
    """Only what was changed; another number for what was fitted holds from today on."""
    names = {"arrivals": _t("the arrivals"), "size": _t("the person-days")}
    was = _stream_numbers(about, state, today)
    arrivals = _read("arrivals", lambda t: parse_number(t, names["arrivals"]), texts["arrivals"])
    size = _read("size", lambda text: parse_positive(text, names["size"]), texts["size"])
    growth = _growth(texts["growth"])
    fields: StreamFields = {}
    if (_brief(was[0]), _brief(was[1])) != (_brief(arrivals), _brief(size)):
        fields["arrivals_per_sprint"], fields["size_mean"] = arrivals, size
        stream, fitted = state.streams[about], _inflow(about, state, today)
        if stream.basis is StreamBasis.FITTED:
            fields["basis"], fields["since"] = StreamBasis.ENTERED, today
            if fitted is not None:
                fields["size_cv"] = fitted.size_cv
    if _brief(100 * was[2]) != _brief(100 * growth):
        fields["growth_a_year"] = growth
    if not fields:
        raise Wrong("arrivals", _t("Nothing is changed yet: write another number."))
    return levers.change_stream(state, about, fields)


def _growth(text: str) -> float:
    """A share from text like "10%" or "-20%"; the sign may be a minus of print."""
    wanted = text.strip().removesuffix("%").strip().replace("−", "-")
    sign = -1 if wanted.startswith("-") else 1
    bare = wanted.lstrip("+-")
    number = sign * _read("growth", lambda given: parse_number(given, _t("the growth")), bare)
    if not _LEAST_GROWTH <= number <= _MOST_GROWTH:
        raise Wrong("growth", _t("Growth lies between -90% and 1,000% a year."))
    return round(number / 100, 4)


def _share(entry: str, text: str) -> float:
    bare = text.strip().removesuffix("%").strip()
    number = _read(entry, lambda given: parse_number(given, _t("the share")), bare)
    if not 0 <= number < 100:
        raise Wrong(entry, _t("Give a percentage from 0 to 99: 10% is one in ten."))
    return round(number / 100, 4)


def _read(entry: str, parse: Callable[[str], T], text: str) -> T:
    try:
        return parse(text.strip())
    except Refused as refused:
        raise Wrong(entry, str(refused)) from refused
