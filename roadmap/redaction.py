"""What is left out of a shared history, and for whom?

Leadership gets decisions with who, when and why, and no notes, no time off (nor why somebody is
off) and people by their role; whoever else accepted a risk is somebody outside the team. On request
authors go by role too, free text is left out, or one person's name is erased wherever it stands. No
item is ever dropped: what must be done is not to be hidden from those who decide. What was left out
gives the history a chain of its own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from roadmap.events import Decision, Drafted, Event
from roadmap.events.people import PersonAdded, PersonEdited
from roadmap.events.risks import RiskAccepted, RiskEdited
from roadmap.events.scenarios import ScenarioShared
from roadmap.records.staff import Span
from roadmap.timeline import Told
from roadmap.values import Author

Audience = Literal["leadership", "team"]
Redacted = Literal["people", "text"]
Away = Mapping[str, tuple[Span, ...]]  # by person

ERASED = "Somebody"
LEFT_OUT = "(left out)"

_NOTES = ("notes", "note")
_FREE_TEXT = (
    *("problem", "approach", "alternative", "why_refused", "double_win_answer", "verified_by"),
    *("effect", "comment", "text", "reason", "what"),
)
# First names that are more often a word, an office or a month.
_WORDS = frozenset(
    (
        *("april", "art", "august", "bill", "chance", "chase", "dawn", "faith", "frank", "grace"),
        *("grant", "hope", "iris", "ivy", "jack", "june", "mark", "may", "miles", "pat", "pearl"),
        *("ray", "rich", "rob", "rose", "ruby", "sky", "sue", "summer", "team", "victor", "will"),
    )
)
_SINGLE_LINES = frozenset({"text", "reason"})  # must not be empty


@dataclass(frozen=True, slots=True)
class Redaction:
    """For whom a history is meant, and what else is left out of it."""

    audience: Audience = "leadership"
    redact: frozenset[Redacted] = frozenset()
    erase: str | None = None

    @property
    def leaves_all(self) -> bool:
        """Whether nothing is left out: the records stay as they are, with their chain."""
        return self.audience == "team" and not self.redact and self.erase is None

    def words(self) -> tuple[str, ...]:
        """Return what is left out, as people say it."""
        found = []
        if self.audience == "leadership":
            found += ["notes", "time off"]
        if self.audience == "leadership" or "people" in self.redact:
            found.append("names of people")
        if "people" in self.redact:
            found.append("names of those who decided")
        if "text" in self.redact:
            found.append("reasons and other free text")
        if self.erase is not None:
            found.append("one person's name")
        return tuple(found)


def redacted(
    history: Sequence[Told], wanted: Redaction, away: Away | None = None
) -> Iterator[Drafted]:
    """Yield the decisions of `history` without what `wanted` leaves out; about 30 us an event.

    With `away` days off go on counting: for what is drawn from the history and not given away, so
    that it shows the dates that everybody else sees. Each person has them from the beginning, so
    that no decision tells of them.
    """
    by_role = wanted.audience == "leadership" or "people" in wanted.redact
    people = _roles(history) if by_role else {}
    authors = _authors(history, people) if "people" in wanted.redact else {}
    outsiders = _outsiders(history, people) if by_role else {}
    names = _Names(people, outsiders, history if authors else (), authors, wanted.erase)
    for told in history:
        events = tuple(_event(event, people, names, wanted, away) for event in told.events)
        decision = _decision(told.decision, authors, names, wanted)
        if wanted.audience == "leadership" and _is_about_days_off(told.events):
            decision = decision.model_copy(update={"why": None})  # nobody's business either
        yield Drafted(decision, events, told.recorded_at)


# -- people ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Known:
    """A person: every name they went by, and what stands for them."""

    names: frozenset[str]
    role: str


def _roles(history: Iterable[Told]) -> dict[str, _Known]:
    """Return what stands for each person: the role with a number, in the order they were added."""
    names: dict[str, set[str]] = {}
    roles: dict[str, str] = {}
    for told in history:
        for event in told.events:
            if isinstance(event, PersonAdded | PersonEdited):
                fields = event.fields
                names.setdefault(event.person, set()).update(filter(None, [fields.get("name")]))
                roles[event.person] = fields.get("role") or roles.get(event.person, "Team member")
    counts: dict[str, int] = {}
    found: dict[str, _Known] = {}
    for person, role in roles.items():
        counts[role] = counts.get(role, 0) + 1
        found[person] = _Known(frozenset(names[person]), f"{role} {counts[role]}")
    return found


def _authors(history: Iterable[Told], people: dict[str, _Known]) -> dict[str, Author]:
    """Return what stands for each author, by id: their role where they are on the team."""
    roles = {name.casefold(): known.role for known in people.values() for name in known.names}
    found: dict[str, Author] = {}
    for told in history:
        if told.by.id not in found:
            alias = roles.get(told.by.name.casefold(), f"Author {len(found) + 1}")
            found[told.by.id] = Author(f"author-{len(found) + 1}", alias)
    return found


def accepted_by(told: Told) -> Iterator[str]:
    """Yield who accepted a risk in a decision, and in the scenarios that it shared."""
    for event in told.events:
        if isinstance(event, RiskAccepted | RiskEdited):
            by = event.fields.get("accepted_by")
            if by:
                yield by
        elif isinstance(event, ScenarioShared):
            yield from _named(event.fields.get("commands", ()))


def _named(value: Any) -> Iterator[str]:
    """Yield what stands under `accepted_by` anywhere in a command."""
    if isinstance(value, Mapping):
        by = value.get("accepted_by")
        if isinstance(by, str) and by:
            yield by
        value = value.values()
    elif not isinstance(value, list | tuple):
        return
    for each in value:
        yield from _named(each)


def _outsiders(history: Iterable[Told], people: dict[str, _Known]) -> dict[str, str]:
    """Return what stands for those who accepted a risk and neither decided nor are on the team.

    Their names come as written, in the order in which they accepted something.
    """
    known = {name.casefold() for person in people.values() for name in person.names}
    found: dict[str, None] = {}
    for told in history:
        known.add(told.by.name.casefold())
        found.update(dict.fromkeys(name.casefold() for name in accepted_by(told)))
    outside = [name for name in found if name not in known]
    return {name: f"Somebody outside the team {n}" for n, name in enumerate(outside, 1)}


class _Names:
    """Replaces names wherever they stand in a text.

    Of somebody outside the team a single word may be the name of an office ("CTO", "Finance"): it
    is replaced only where it stands alone, as whoever accepted a risk.
    """

    def __init__(
        self,
        people: dict[str, _Known],
        outsiders: dict[str, str],
        history: Iterable[Told],
        authors: dict[str, Author],
        erase: str | None,
    ) -> None:
        stands_for = {told.by.name.casefold(): authors[told.by.id].name for told in history}
        for known in people.values():
            stands_for |= {name.casefold(): known.role for name in known.names}
        stands_for |= {name: alias for name, alias in outsiders.items() if " " in name}
        if erase is not None:
            stands_for[erase.casefold()] = ERASED
        self._stands_for, self._alone = stands_for, {**outsiders, **stands_for}
        self._pattern = _whole_words(stands_for, re.IGNORECASE)
        self._given = _given_names(people, stands_for)
        self._given_pattern = _whole_words(self._given)

    def __call__(self, text: str) -> str:
        if not self._stands_for:
            return text
        text = self._pattern.sub(lambda found: self._stands_for[found[0].casefold()], text)
        if not self._given:
            return text
        return self._given_pattern.sub(lambda found: self._given[found[0]], text)

    def alone(self, name: str) -> str:
        """Return what stands for a name that is all of a field."""
        return self._alone.get(name.casefold()) or self(name)


def _given_names(people: dict[str, _Known], stands_for: Mapping[str, str]) -> dict[str, str]:
    """Return what stands for the first names of people, written as such; ordinary words do not."""
    found: dict[str, str] = {}
    for known in people.values():
        for name in sorted(known.names):
            first = name.split()[0]
            is_name = len(first) > 2 and first[0].isupper() and first.casefold() not in _WORDS
            if is_name and first.casefold() not in stands_for:
                found.setdefault(first, known.role)
    return found


def _whole_words(names: Iterable[str], flags: int = 0) -> re.Pattern[str]:
    pattern = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", flags)


# -- decisions and events -------------------------------------------------------------------------


def _decision(
    decision: Decision, authors: dict[str, Author], names: _Names, wanted: Redaction
) -> Decision:
    why = None if decision.why is None or "text" in wanted.redact else names(decision.why)
    by = authors.get(decision.by.id, decision.by)
    if wanted.erase is not None and decision.by.name.casefold() == wanted.erase.casefold():
        by = Author("erased", ERASED)
    return decision.model_copy(update={"why": why, "by": by})


def _event(
    event: Event,
    people: dict[str, _Known],
    names: _Names,
    wanted: Redaction,
    away: Away | None,
) -> Event:
    data = event.model_dump(mode="json", exclude_unset=True)
    person = event.person if isinstance(event, PersonAdded | PersonEdited) else None
    if person in people and "name" in data["fields"]:
        data["fields"]["name"] = people[person].role
    if isinstance(event, ScenarioShared) and (people or wanted.erase):
        data["fields"]["by"] = None  # the decision says who shared it, perhaps by another name
    changed = _value(data, names, wanted)
    if away is not None and wanted.audience == "leadership" and _has_days_off(event):
        spans = away.get(person or "", ())
        changed["fields"]["time_off"] = [
            {"first": span.first.isoformat(), "last": span.last.isoformat()} for span in spans
        ]
    return type(event).model_validate_json(json.dumps(changed))


def _is_about_days_off(events: Sequence[Event]) -> bool:
    return all(
        isinstance(each, PersonEdited) and set(each.fields) == {"time_off"} for each in events
    )


def _has_days_off(event: Event) -> bool:
    is_edited = isinstance(event, PersonEdited) and "time_off" in event.fields
    return is_edited or isinstance(event, PersonAdded)


def _value(value: Any, names: _Names, wanted: Redaction, key: str = "") -> Any:
    if isinstance(value, dict):
        # Of leverage, `effect` is one of three words; of a measurement, it says who felt it.
        plain = key == "leverage"
        return {
            name: _value(each, names, wanted, "" if plain else name) for name, each in value.items()
        }
    if key == "time_off" and wanted.audience == "leadership":
        return []
    if isinstance(value, list):
        return [_value(each, names, wanted, key) for each in value]
    if not isinstance(value, str):
        return value
    if key in _NOTES and (wanted.audience == "leadership" or "text" in wanted.redact):
        return ""
    if "text" in wanted.redact and (key in _FREE_TEXT or key == "why"):
        return LEFT_OUT if value and (key in _SINGLE_LINES or key == "why") else ""
    return names.alone(value) if key == "accepted_by" else names(value)
