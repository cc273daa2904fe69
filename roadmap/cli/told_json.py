"""A decision as JSON: `history --json` and what writes a decision show it in the same shape."""

from __future__ import annotations

from typing import Any

from roadmap.service import Told
from roadmap.values import as_utc_text


def told_json(told: Told) -> dict[str, Any]:
    """Return a decision in the shape of cli.md, its events with their fields flat."""
    because = told.because
    return {
        "id": told.id,
        "position": told.position,
        "at": as_utc_text(told.at),
        "recorded_at": as_utc_text(told.recorded_at),
        "by": told.by.name,
        "why": told.why,
        "events": [event_json(event) for event in told.events],
        "by_id": told.by.id,
        "because": None if because is None else because.model_dump(mode="json"),
    }


def event_json(event: Any) -> dict[str, Any]:
    """Return an event as its kind, what it is about and the fields that it sets.

    A record's own field `kind` is named after the record: `item_kind`, `ask_kind`.
    """
    flat = _flat(event.model_dump(mode="json", exclude_unset=True))
    if "kind" in flat:
        flat[event.kind.partition("_")[0] + "_kind"] = flat.pop("kind")
    return {"kind": event.kind, **flat}


def _flat(data: dict[str, Any]) -> dict[str, Any]:
    own = {key: value for key, value in data.items() if key not in ("fields", "pieces")}
    flat = {**own, **data.get("fields", {})}
    if "pieces" in data:
        flat["pieces"] = [_flat(piece) for piece in data["pieces"]]
    return flat
