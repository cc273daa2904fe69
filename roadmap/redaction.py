"""What is left out of a shared history, and for whom?

Leadership gets decisions with who, when and why, and no notes, no days off and people by their
role; whoever else accepted a risk is somebody outside the team. Reasons that say why somebody is
away are left out; how many working days a team lacks in a sprint is told instead, so that nothing
looks sooner than it is. On request authors go by role too, free text is left out, or one person's
name is erased wherever it stands. No item is ever dropped: what must be done is not to be hidden
from those who decide. What was left out gives the history a chain of its own.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from roadmap.aliases import ERASED, Aliases, accepted_by, aliases_of
from roadmap.events import Decision, Drafted, Event
from roadmap.events.people import PersonAdded, PersonEdited
from roadmap.events.reasons import ReasonGiven
from roadmap.events.roadmap import RoadmapEdited
from roadmap.events.scenarios import ScenarioShared
from roadmap.names import Doubt
from roadmap.private_reasons import private_decisions, speaks_of_absence
from roadmap.texts import with_texts
from roadmap.timeline import Told
from roadmap.unnamed_absences import UnnamedAbsences
from roadmap.values import ID_ALPHABET

__all__ = ["ERASED", "LEFT_OUT", "Audience", "Redacted", "Redaction", "accepted_by", "redacted"]

Audience = Literal["leadership", "team"]
Redacted = Literal["people", "text"]

LEFT_OUT = "(left out)"

_NOTES = ("notes", "note")
_FREE_TEXT = (
    *("problem", "approach", "alternative", "why_refused", "double_win_answer", "verified_by"),
    *("effect", "comment", "text", "reason", "what"),
)
_SINGLE_LINES = frozenset({"text", "reason"})  # must not be empty
_REASONS = frozenset({"why", "reason", "caption", "comment"})
_ID_LENGTH = 10


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
            found += ["notes", "days off with their reasons"]
        if "people" in self.redact:
            found.append("names of people and of those who decided")
        elif self.audience == "leadership":
            found.append("names of people of the team")
        if "text" in self.redact:
            found.append("reasons and other free text")
        if self.erase is not None:
            found.append("one person's name")
        return tuple(found)

    def instead(self) -> tuple[str, ...]:
        """Return in sentences what stands for what is left out."""
        found = []
        if self.audience == "leadership":
            found.append(
                "Capacity and dates stay those of the roadmap: told is how many days each skill "
                "lacks in a sprint, not whose; of a skill that one person alone has, it can be "
                "guessed."
            )
        if "people" in self.redact:
            found.append(
                "People go by their role and a number, others who decided as authors with a number."
            )
        elif self.audience == "leadership":
            found.append(
                "People go by their role and a number; beside their decisions, those who decided "
                "keep their names."
            )
        if self.erase is not None:
            found.append(f"“{ERASED}” stands for the erased name in every text.")
        return tuple(found)


def redacted(history: Sequence[Told], wanted: Redaction) -> Iterator[Drafted]:
    """Yield the decisions of `history` without what `wanted` leaves out.

    About 0.1 ms an event, and some ms for a decision that changes a capacity with days off.
    """
    leaves = _leaving(history, wanted)
    absences = UnnamedAbsences() if wanted.audience == "leadership" else None
    for told in history:
        events = [changed for event in told.events if (changed := leaves.event(event)) is not None]
        if absences is not None:
            events += absences.after(told, events, is_last=told is history[-1])
        if not events:
            events = [RoadmapEdited(fields={})]  # the decision stays: answers name it
        yield Drafted(leaves.decision(told.decision), tuple(events), told.recorded_at)


def doubts_in(history: Sequence[Told], wanted: Redaction) -> tuple[Doubt, ...]:
    """Return where a word may be a name that `wanted` leaves out and may be none, as they come."""
    leaves = _leaving(history, wanted)
    if leaves.aliases.names.has_guesses:
        for told in history:
            leaves.decision(told.decision)
            for event in told.events:
                leaves.event(event)
    return tuple(leaves.aliases.names.doubts)


def _leaving(history: Sequence[Told], wanted: Redaction) -> _Leaving:
    is_leadership = wanted.audience == "leadership"
    aliases = aliases_of(
        history,
        by_role=is_leadership or "people" in wanted.redact,
        authors_too="people" in wanted.redact,
        erase=wanted.erase,
    )
    private = private_decisions(history) if is_leadership else frozenset()
    return _Leaving(wanted, aliases, private)


@dataclass(frozen=True, slots=True)
class _Leaving:
    """What is left out of each decision and each event."""

    wanted: Redaction
    aliases: Aliases
    private: Collection[str]

    def decision(self, decision: Decision) -> Decision:
        """Return a decision as the audience may see it."""
        why = decision.why
        if why is not None:
            why = None if "text" in self.wanted.redact else self._text(why, "why")
            why = LEFT_OUT if why and decision.id in self.private else why
        by = self.aliases.author(decision.by)
        return decision.model_copy(update={"why": why, "by": by})

    def event(self, event: Event) -> Event | None:
        """Return an event as the audience may see it; None where nothing is left of it."""
        data = event.model_dump(mode="json", exclude_unset=True)
        changed = self._value(data)
        if isinstance(event, PersonAdded | PersonEdited):
            if "name" in data["fields"] and event.person in self.aliases.people:
                changed["fields"]["name"] = self.aliases.people[event.person]
            if self.wanted.audience == "leadership":
                changed["fields"].pop("time_off", None)
                if data["fields"] and not changed["fields"]:
                    return None
        if isinstance(event, ScenarioShared) and (self.aliases.people or self.wanted.erase):
            # The decision says who shared it, perhaps by another name.
            changed["fields"]["by"] = None
        if isinstance(event, ReasonGiven):
            changed |= self._reason(event, changed["why"])
        if changed != data:
            event = type(event).model_validate_json(json.dumps(changed))
        return with_texts(event, self._text)

    def _reason(self, event: ReasonGiven, why: str) -> dict[str, Any]:
        """Return what is told of a reason given afterwards: nothing of private decisions."""
        told = [key for key in event.decisions if key not in self.private]
        if told or not why:
            return {"decisions": told or list(event.decisions)}
        return {"why": LEFT_OUT}

    def _text(self, text: str, key: str) -> str:
        """Return a text without names; of a reason that says why somebody is away, nothing."""
        is_id = len(text) == _ID_LENGTH and set(text) <= set(ID_ALPHABET)
        if is_id and not self.aliases.names.is_word(text):
            return text
        if (
            key in _REASONS
            and self.wanted.audience == "leadership"
            and speaks_of_absence(text, self.aliases.names)
        ):
            return LEFT_OUT
        return self.aliases.text(text, key)

    def _value(self, value: Any, key: str = "") -> Any:
        wanted = self.wanted
        if isinstance(value, dict):
            # Of leverage, `effect` is one of three words; of a measurement, it says who felt it.
            plain = key == "leverage"
            return {name: self._value(each, "" if plain else name) for name, each in value.items()}
        if key == "time_off" and wanted.audience == "leadership":
            return []
        if isinstance(value, list):
            return [self._value(each, key) for each in value]
        if not isinstance(value, str):
            return value
        if key in _NOTES and (wanted.audience == "leadership" or "text" in wanted.redact):
            return ""
        if "text" in wanted.redact and (key in _FREE_TEXT or key == "why"):
            return LEFT_OUT if value and (key in _SINGLE_LINES or key == "why") else ""
        return value
