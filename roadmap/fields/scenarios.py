"""Which fields of a shared scenario can be set, and which JSON may stand for a command in one."""

from __future__ import annotations

import math
from typing import Annotated, Any

from pydantic import AfterValidator, ConfigDict, with_config
from typing_extensions import TypedDict

from roadmap.records.assumptions import Assumptions
from roadmap.values import TEXT_LENGTH, Author, Id, Moment, Name, Text, clean_text

_DEEPEST = 12
_LARGEST = 2**53


def _bounded(value: Any, depth: int = 0) -> Any:
    """Return a JSON value that every store takes. Raises ValueError for any other."""
    match value:
        case None | bool():
            return value
        case str():
            if clean_text(value) != value or len(value) > TEXT_LENGTH:
                raise ValueError("text holds characters that nothing here may hold, or is too long")
        case int() | float():
            if not math.isfinite(value) or abs(value) > _LARGEST:
                raise ValueError("a number is too large")
        case dict() | list():
            if depth > _DEEPEST:
                raise ValueError("values are nested too deeply")
            parts = value if isinstance(value, list) else [*value.keys(), *value.values()]
            for part in parts:
                _bounded(part, depth + 1)
        case _:
            raise ValueError("it is no JSON")
    return value


CommandJson = Annotated[dict[str, Any], AfterValidator(_bounded)]


@with_config(ConfigDict(extra="forbid", strict=True))
class ScenarioFields(TypedDict, total=False):
    """What can be set on a shared scenario."""

    name: Name
    note: Text
    base: Id | None
    commands: tuple[CommandJson, ...]
    assumptions: Assumptions
    by: Author | None
    at: Moment | None
