"""What events about the phase say."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from roadmap.analysis.phrases.phrase import Phrase, Tone
from roadmap.analysis.phrases.scene import Scene
from roadmap.analysis.words import counted, listed
from roadmap.events.phases import (
    PhaseAnswersEdited,
    PhaseAnswersWithdrawn,
    PhaseOverridden,
    PhaseOverrideEdited,
    PhaseOverrideWithdrawn,
    PhaseQuestionsAnswered,
)
from roadmap.records.phases import Phase

_TAG = "phase"
_NAMES = {
    Phase.FIREFIGHTING: "firefighting",
    Phase.PRINCIPLES_IN_BREACH: "principles, in breach",
    Phase.INVESTMENT: "investment",
    Phase.PRINCIPLES_SETTING_LEVELS: "principles, setting levels",
    Phase.PRINCIPLES_HOLDING: "principles, holding",
}


def say_phase(phase: Phase) -> str:
    """Return the name of a phase inside a sentence: "principles, in breach"."""
    return _NAMES[phase]


def _overridden(event: PhaseOverridden | PhaseOverrideEdited, scene: Scene) -> Phrase:
    override = scene.after.overrides.get(event.override)
    if override is None:
        return Phrase("Phase", " overridden", _TAG, Tone.WARN)
    word = say_phase(override.phase)
    return Phrase(word, f": {override.reason}", _TAG, Tone.WARN, "Phase set by hand to ")


def _withdrawn(event: PhaseOverrideWithdrawn, scene: Scene) -> Phrase:
    del event, scene
    return Phrase("Phase", " is the computed one again", _TAG)


def _answered(event: PhaseQuestionsAnswered | PhaseAnswersEdited, scene: Scene) -> Phrase:
    fields, said = event.fields, []
    share, dates = fields.get("unplanned_share"), fields.get("fixed_dates")
    if share is not None:
        said.append(f"{share:.0%} of the last sprint was unplanned")
    if dates is not None:
        said.append(f"{counted(dates, 'date')} cannot move")
    broke = [_broke(each.what, each.principle, scene) for each in fields.get("broke", ())]
    if broke:
        said.append(f"what broke last: {listed(broke)}")
    return Phrase("Three questions", f" answered: {'; '.join(said) or 'confirmed'}", _TAG)


def _broke(what: str, principle: str | None, scene: Scene) -> str:
    if principle is None:
        return what
    return f"{what} ({scene.name('principles', principle).casefold()})"


def _answers_withdrawn(event: PhaseAnswersWithdrawn, scene: Scene) -> Phrase:
    del event, scene
    return Phrase("Three questions", " not answered any more", _TAG)


SAID_OF_PHASES: dict[type, Callable[[Any, Scene], Phrase]] = {
    PhaseOverridden: _overridden,
    PhaseOverrideEdited: _overridden,
    PhaseOverrideWithdrawn: _withdrawn,
    PhaseQuestionsAnswered: _answered,
    PhaseAnswersEdited: _answered,
    PhaseAnswersWithdrawn: _answers_withdrawn,
}
