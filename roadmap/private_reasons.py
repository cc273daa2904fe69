"""Which reasons are nobody's business outside the team: why somebody is away, or works less?

A reason is private where its decision is about somebody's days off, or about nothing but facts of
a person; where the decision undoes, redoes or explains such a one; and where it names a person and
speaks of an absence itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from roadmap.events import Event
from roadmap.events.people import PersonEdited
from roadmap.events.reasons import ReasonGiven
from roadmap.timeline import Told

# What of a person is between them and the team.
_OWN = frozenset(
    ("time_off", "on_call", "on_call_share", "availability", "ramp", "mentor", "contractor", "end")
)
_AWAY = re.compile(
    r"\b(?:ill|illness|sick|sickness|flu|fever|doctors?|hospital|surgery|injur\w+|baby|births?|"
    r"parents?|parental|maternity|paternity|family|mother|father|wife|husband|child|children|kids?|"
    r"daughter|funeral|wedding|burn-?out|pregnan\w+|holidays?|vacations?|on leave|away|absen\w+|"
    r"(?:days?|weeks?|months?|time) off|off (?:sick|until|till|from|for|this|next|in|on)|"
    r"(?:is|was|are|comes?|came) (?:off|back|out)|(?:part|half)[- ]time|quits?|quitting|resign\w*|"
    r"laid off|leav(?:es|ing) (?:the|us|on|in|at|for)|left (?:the (?:team|company)|us))\b",
    re.IGNORECASE,
)


def private_decisions(history: Iterable[Told]) -> frozenset[str]:
    """Return the ids of the decisions whose reasons are private; history comes oldest first."""
    found: set[str] = set()
    for told in history:
        cause = None if told.because is None else told.because.decision
        if cause in found or _is_about_days_off(told.events) or _is_about_people(told.events):
            found.add(told.id)
        elif told.events and all(isinstance(each, ReasonGiven) for each in told.events):
            explained = {
                key
                for each in told.events
                if isinstance(each, ReasonGiven)
                for key in each.decisions
            }
            if explained <= found:
                found.add(told.id)
    return frozenset(found)


def speaks_of_absence(text: str, without_names: Callable[[str], str]) -> bool:
    """Whether a text names somebody of the team and says that they are away, or why."""
    return _AWAY.search(text) is not None and without_names(text) != text


def _is_about_days_off(events: Iterable[Event]) -> bool:
    return any(isinstance(each, PersonEdited) and "time_off" in each.fields for each in events)


def _is_about_people(events: Iterable[Event]) -> bool:
    found = list(events)
    return bool(found) and all(
        isinstance(each, PersonEdited) and set(each.fields) <= _OWN for each in found
    )
