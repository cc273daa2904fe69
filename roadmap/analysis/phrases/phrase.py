"""The shape of what is said about one event: its subject, the rest, a tag and a tone."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    """The family of colours that a tag takes; the words never depend on it."""

    MUST = "must"
    CHOICE = "choice"
    OK = "ok"
    WARN = "warn"
    BAD = "bad"
    ACCENT = "accent"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class Phrase:
    """One event said: "{lead}{subject}{rest}"; `strong` is the part of `rest` that is new."""

    subject: str
    rest: str
    tag: str
    tone: Tone = Tone.NEUTRAL
    lead: str = ""
    strong: str = ""
