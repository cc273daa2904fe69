"""What events about accepted risks say."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from roadmap.analysis.phrases.phrase import Phrase, Tone
from roadmap.analysis.phrases.scene import Scene
from roadmap.analysis.words import listed, say_day
from roadmap.events.risks import RiskAccepted, RiskEdited, RiskWithdrawn

_LEAD = "Risk of going without "


def _accepted(event: RiskAccepted, scene: Scene) -> Phrase:
    review = event.fields.get("review_on")
    until = "" if review is None else f", review on {say_day(review, scene.today)}"
    rest = f" accepted: {event.fields.get('text', '')}{until}"
    return Phrase(_item(event.risk, scene), rest, "shed", Tone.WARN, _LEAD, "accepted")


def _edited(event: RiskEdited, scene: Scene) -> Phrase:
    changes = scene.changes(event.fields, scene.before.risks.get(event.risk))
    rest = f": {listed(changes)}" if changes else " confirmed"
    return Phrase(_item(event.risk, scene), rest, "shed", lead=_LEAD)


def _withdrawn(event: RiskWithdrawn, scene: Scene) -> Phrase:
    return Phrase(_item(event.risk, scene), " no longer accepted", "shed", lead=_LEAD)


def _item(key: str, scene: Scene) -> str:
    risk = scene.after.risks.get(key) or scene.before.risks.get(key)
    return key if risk is None else scene.title(risk.item)


SAID_OF_RISKS: dict[type, Callable[[Any, Scene], Phrase]] = {
    RiskAccepted: _accepted,
    RiskEdited: _edited,
    RiskWithdrawn: _withdrawn,
}
