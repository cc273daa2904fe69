"""What an export changes here: each row against the values last imported from the same source.

A field that the source changed is taken only where the item still says what the last import gave;
what was edited here is kept and listed. Equal values make no event, an absent column touches
nothing, an absent item is only listed, and an export older than the last one changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date
from typing import Any

from msgspec.structs import replace
from pydantic import ValidationError

from roadmap.collector import without_collector
from roadmap.commands.given import problem_in
from roadmap.commands.imports import ImportItems, ImportRow
from roadmap.decide.checks import check_classification
from roadmap.decide.comparison import ImportComparison, KeptLocal, Notice
from roadmap.decide.source_events import (
    CLASSIFICATION,
    change_events,
    close_dates,
    named_event,
)
from roadmap.decide.source_known import Known, source_id
from roadmap.decide.source_links import LINK_FIELDS, Links
from roadmap.decide.source_values import (
    BLANK,
    NAMED_FIELDS,
    NEVER_COMPARED,
    POINTS,
    Meaning,
)
from roadmap.errors import Refused
from roadmap.events import Event
from roadmap.events.imports import SourceImported
from roadmap.events.items import ItemAdded
from roadmap.ranks import ranks_between
from roadmap.state import Item, State
from roadmap.values import (
    ExternalRef,
    OptionStage,
    SourceValue,
    derived_id,
)

__all__ = ["ImportComparison", "KeptLocal", "Notice", "compare_import", "factor_of", "source_id"]

_BLANK: dict[str, Any] = {name: getattr(BLANK, name) for name in BLANK.__struct_fields__}
_ABSENT = object()
_PLACE = ("forcing", "horizon")  # what is left out where a classification is not whole


def factor_of(state: State, command: ImportItems) -> float:
    """Return the person-days per point: as given, else as last used for the source, else 1."""
    known = state.sources.get(source_id(command.source))
    stored = None if known is None else known.days_per_point
    return command.days_per_point or stored or 1.0


def compare_import(
    state: State, command: ImportItems, today: date | None = None
) -> ImportComparison:
    """Return what `command` changes in `state`. Pure; `today` dates classifications.

    Raises Refused where a value cannot be what its field holds.
    """
    with without_collector():
        known = Known.of(state, command)
        comparing = _Comparing(state, command, known, today)
        return comparing.stale() if known.is_newer_than(command) else comparing.compare()


@dataclass(slots=True)
class _Draft:
    """What one comparison has found so far."""

    named: list[tuple[str, Event]] = field(default_factory=list)
    used: set[str | None] = field(default_factory=set)
    events: list[Event] = field(default_factory=list)
    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    kept: list[KeptLocal] = field(default_factory=list)
    unsound: list[str] = field(default_factory=list)
    untitled: list[str] = field(default_factory=list)


class _Comparing:
    """One comparison in progress; lives as long as one call of `compare_import`."""

    def __init__(
        self, state: State, command: ImportItems, known: Known, today: date | None
    ) -> None:
        self._state = state
        self._command = command
        self._known = known
        self._today = today
        self._draft = _Draft()
        self._factor = factor_of(state, command)
        self._given = {row.key: row for row in command.rows}
        self._rows = self._given
        if known.scope:
            self._rows = {key: known.settled(row) for key, row in self._given.items()}

    def stale(self) -> ImportComparison:
        """Say that the export is older than the last import, which changes nothing."""
        until = self._command.updated_to
        day = "" if until is None else f" The latest change it knows of is from {until:%Y-%m-%d}."
        text = (
            f"This export of {self._command.source} is older than the last import; nothing was "
            f"changed.{day} Export again and import that file."
        )
        kept = tuple(item.id for key, (item, _) in self._known.scope.items() if key in self._rows)
        return ImportComparison(
            unchanged=kept, stale=True, factor=self._factor, notices=(Notice("stale_export", text),)
        )

    def compare(self) -> ImportComparison:
        """Compare every row."""
        draft = self._draft
        was, now = self._meanings()
        links = Links(self._state.items)
        linked = self._settle_links(was, now, links)
        ranks = iter(self._ranks())
        for row in self._rows.values():
            try:
                pair = self._known.refs.get(row.key)
                if pair is None:  # what is empty says nothing about a new item
                    said = {
                        name: value for name, value in row.values.items() if value or value == 0
                    }
                    fields = now.fields(said)
                    fields.update(linked.get(row.key, ()))
                    self._add(row, fields, ranks)
                else:
                    fields = now.fields(row.values)
                    fields.update(linked.get(row.key, ()))
                    self._change(row, fields, was, pair, links)
            except ValidationError as error:
                raise Refused(f"{row.key}: {problem_in(error)}.") from error
            except Refused as error:
                raise Refused(f"{row.key}: {error}") from error
        absent = tuple(sorted(key for key in self._known.scope if key not in self._rows))
        named = [event for key, event in draft.named if key in draft.used]
        events = self._source_event() + named + draft.events if draft.events else []
        return ImportComparison(
            events=tuple(events),
            new=tuple(draft.new),
            changed=tuple(draft.changed),
            unchanged=tuple(draft.unchanged),
            kept_local=tuple(draft.kept),
            absent=absent,
            factor=self._factor,
            notices=tuple(self._notices(links)),
        )

    # -- what the values mean ---------------------------------------------------------------------

    def _meanings(self) -> tuple[Meaning, Meaning]:
        """Return how the values were read at the last import and how they are read now."""
        source = self._known.source
        items = {key: item.id for key, (item, _) in self._known.refs.items()}
        named = {
            (kind, record.name.casefold()): record.id
            for kind in dict.fromkeys(NAMED_FIELDS.values())
            for record in getattr(self._state, f"{kind}s").ordered()
        }
        stored = None if source is None else source.days_per_point
        # What a name stood for at the last import, also where its record was renamed or removed.
        earlier = {
            (kind, name.casefold()): derived_id(kind, name.casefold())
            for kind, name in _names_in(ref.values for _, ref in self._known.refs.values())
        }
        was = Meaning(items, {**earlier, **named}, stored or 1.0)
        later = dict(named)
        for kind, name in _names_in(row.values for row in self._rows.values()):
            if (kind, name.casefold()) not in later:
                key = derived_id(kind, name.casefold())
                later[kind, name.casefold()] = key
                if key not in getattr(self._state, f"{kind}s"):
                    self._draft.named.append((key, named_event(kind, key, name)))
        new = {
            row.key: row.item
            for row in self._rows.values()
            if row.key not in items and row.values.get("title")
        }
        return was, Meaning({**items, **new}, later, self._factor)

    def _settle_links(self, was: Meaning, now: Meaning, links: Links) -> dict[str, dict[str, Any]]:
        """Return the links that each row wants, by its key, without those that close a circle."""
        linked: dict[str, dict[str, Any]] = {}
        settled = []
        for row in self._rows.values():
            values = row.values
            is_new = row.key not in self._known.refs
            if is_new and not any(values.get(name) for name in LINK_FIELDS):
                continue
            if row.key not in now.items:
                continue
            fields = now.fields({name: values[name] for name in LINK_FIELDS if name in values})
            names = self._open_links(row, fields, was, links)
            if names and not is_new:
                links.forget(now.items[row.key], names)
            if any(fields[name] for name in names):
                linked[row.key] = fields
                settled.append((row.key, names))
        for key, names in settled:
            links.add(now.items[key], key, linked[key], names)
        return linked

    def _open_links(
        self, row: ImportRow, fields: Mapping[str, Any], was: Meaning, links: Links
    ) -> list[str]:
        """Return which of the row's kinds of links were not edited here and so may be taken."""
        pair = self._known.refs.get(row.key)
        if pair is None:
            return [name for name in fields if fields[name]]
        item, ref = pair
        if all(getattr(item, name) == fields[name] for name in fields):
            return list(fields)
        before = was.fields({name: ref.values.get(name) for name in fields})
        return [
            name
            for name in fields
            if getattr(item, name) == before[name]
            or links.differ_by_cycle_only(item, name, before[name])
        ]

    def _ranks(self) -> Iterable[str]:
        count = sum(key not in self._known.refs for key in self._rows)
        last = max((item.rank or "" for item in self._state.items.ordered()), default="")
        return ranks_between(last or None, None, count) if count else ()

    # -- rows -------------------------------------------------------------------------------------

    def _add(self, row: ImportRow, fields: dict[str, Any], ranks: Any) -> None:
        if row.item in self._state.items:
            raise Refused(f"The id {row.item} is taken: leave it out to get a new one.")
        if not fields.get("title"):
            self._draft.untitled.append(row.key)
            return
        rank = next(ranks)
        given: Any = {name: value for name, value in fields.items() if value != _BLANK[name]}
        self._keep_rules(row.key, BLANK, given)
        if given.get("option_stage") is not OptionStage.DISCOVERED:
            given["rank"] = rank
        given["external"] = (ExternalRef(self._command.source, row.key, row.values),)
        self._use(given)
        self._draft.events.append(ItemAdded(item=row.item, fields=given))
        self._draft.new.append(row.item)

    def _change(
        self,
        row: ImportRow,
        fields: dict[str, Any],
        was: Meaning,
        pair: tuple[Item, ExternalRef],
        links: Links,
    ) -> None:
        item, ref = pair
        before: dict[str, Any] | None = None
        taken: dict[str, Any] = {}
        for name, value in fields.items():
            here = getattr(item, name)
            if here == value:
                continue
            if before is None:
                before = was.fields(ref.values)
            given = before.get(name, _BLANK[name])
            left_out = name in _PLACE and here is None and not _is_sound(BLANK, before)
            if here == given or left_out or links.differ_by_cycle_only(item, name, given):
                taken[name] = value
            else:
                kept = row.values.get(name, row.values.get(POINTS))
                self._draft.kept.append(KeptLocal(item.id, name, here, kept))
        close_dates(item, taken, fields)
        self._keep_rules(row.key, item, taken)
        if _differ(ref.values, row.values):
            taken["external"] = _with_values(item, ref, row.values)
        if not taken:
            self._draft.unchanged.append(item.id)
            return
        self._use(taken)
        self._draft.changed.append(item.id)
        self._draft.events.extend(change_events(item.id, taken))

    def _use(self, fields: Mapping[str, Any]) -> None:
        """Note which components, teams and consumers the events name: only those are added."""
        self._draft.used.update((fields.get("component"), fields.get("team")))
        self._draft.used.update(fields.get("consumers", ()))

    def _keep_rules(self, key: str, item: Item, fields: dict[str, Any]) -> None:
        """Leave a classification out that says forced without saying why or until when."""
        if CLASSIFICATION.isdisjoint(fields):
            return
        if not _is_sound(item, fields):
            self._draft.unsound.append(key)
            for name in _PLACE:
                fields.pop(name, None)
            if not _is_sound(item, fields):  # what makes it must-do here would be taken away
                for name in ("driver", "mandatory_by"):
                    fields.pop(name, None)
        if "forcing" in fields or "horizon" in fields:
            fields.setdefault("classified_on", self._today)

    # -- what is said about the whole -------------------------------------------------------------

    def _source_event(self) -> list[Event]:
        command, source = self._command, self._known.source
        fields: Any = {"name": command.source, "format": command.format}
        until = command.updated_to
        stored = None if source is None else source.updated_to
        if until is not None and (stored is None or stored < until):
            fields["updated_to"] = until.astimezone(UTC)
        if command.days_per_point or any(POINTS in row.values for row in command.rows):
            fields["days_per_point"] = self._factor
        return [SourceImported(source=source_id(command.source), fields=fields)]

    def _notices(self, links: Links) -> Iterable[Notice]:
        missing = self._known.missing_in(self._given)
        if missing:
            yield Notice(
                "narrow_export",
                f"This export lacks {', '.join(missing)}, which the last import had: nothing was "
                "changed there. Export these columns too if they should be up to date.",
            )
        for key, name, other in links.dropped:
            yield Notice(
                f"{'parent' if name == 'parent' else 'prerequisite'}_cycle",
                f"{key}: {other} was not taken as {name}, because that would close a circle. "
                "Correct one of the links in the tracker.",
            )
        if self._draft.untitled:
            yield Notice(
                "untitled",
                f"New here, but without a title, and not added: {_some(self._draft.untitled)}. "
                "Export the titles too.",
            )
        for key in self._draft.unsound:
            yield Notice(
                "incomplete_classification",
                f"{key} is must-do work without a driver, or without the date by which it is "
                "mandatory: that was not taken. Give both columns, or sort it here.",
            )


def _is_sound(item: Item, fields: Mapping[str, Any]) -> bool:
    """Whether `item` with the classification in `fields` says why and until when it is forced."""
    said = {name: value for name, value in fields.items() if name in CLASSIFICATION}
    try:
        check_classification(replace(item, **said))
    except Refused:
        return False
    return True


def _some(keys: list[str]) -> str:
    more = len(keys) - 3
    return ", ".join(keys[:3]) + (f" and {more} more" if more > 0 else "")


def _names_in(rows: Iterable[Mapping[str, SourceValue]]) -> list[tuple[str, str]]:
    """Return the (kind, name) of every component, team and consumer in `rows`, in their order."""
    found: dict[tuple[str, str], None] = {}
    values = list(rows)
    for field_name, kind in NAMED_FIELDS.items():
        for value in dict.fromkeys(each.get(field_name) for each in values):
            for name in value if isinstance(value, tuple) else (value,):
                if isinstance(name, str):
                    found[kind, name] = None
    return list(found)


def _differ(old: Mapping[str, SourceValue], new: Mapping[str, SourceValue]) -> bool:
    return any(
        old.get(name, _ABSENT) != value for name, value in new.items() if name not in NEVER_COMPARED
    )


def _with_values(
    item: Item, ref: ExternalRef, values: Mapping[str, SourceValue]
) -> tuple[ExternalRef, ...]:
    """Return the item's refs, with the new values over those of earlier imports."""
    newer = ExternalRef(ref.source, ref.key, {**ref.values, **values})
    return tuple(newer if each is ref else each for each in item.external)
