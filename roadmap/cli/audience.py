"""For whom is a file, and what else is left out of it: the options, with one meaning each."""

from __future__ import annotations

from typing import cast

from roadmap.cli.usage import Misused
from roadmap.redaction import Audience, Redacted, Redaction

_AUDIENCES = ("leadership", "team")
_REDACTED = ("people", "text")


def redaction_of(audience: str, redact: str | None, erase: str | None) -> Redaction:
    """Return what the options leave out. Raises Misused."""
    if audience not in _AUDIENCES:
        raise Misused(f"--audience {audience}: choose {' or '.join(_AUDIENCES)}.")
    parts = [part.strip() for part in redact.split(",")] if redact is not None else []
    for part in parts:
        if part not in _REDACTED:
            raise Misused(f"--redact {part}: choose {' or '.join(_REDACTED)}, or both.")
    return Redaction(cast("Audience", audience), frozenset(cast("list[Redacted]", parts)), erase)
