"""A mapping file: which column of any CSV is which field, and what its words mean.

`{"source", "key", "columns": {field: header}, "values": {field: {text: value}}, "date_order",
"delimiter", "encoding"}`. The dialog writes the same.
"""

from __future__ import annotations

import difflib
import json
from pathlib import Path
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)

from roadmap.decide.source_values import CHOICE_FIELDS, KNOWN_VALUES, UPDATED
from roadmap.errors import ImportRefused
from roadmap.exchange.dates import DateOrder, order_of
from roadmap.exchange.sheet import delimiter_of, encoding_of
from roadmap.values import Name, Positive

# Besides an item's fields: for telling older exports, for counting, for hours and seconds.
SPRINTS, HOURS, SECONDS, ESTIMATE = "sprints", "estimate_hours", "estimate_seconds", "estimate"
FIELDS = KNOWN_VALUES | {UPDATED, SPRINTS, HOURS, SECONDS, ESTIMATE}

_MEANT = {
    "description": "notes",
    "summary": "title",
    "name": "title",
    "state": "status",
    "due_date": "due",
    "deadline": "due",
    "story_points": "points",
    "created": "created_on",
    "started": "started_on",
    "done": "done_on",
    "closed": "done_on",
    "updated_on": "updated",
    "sprint": "sprints",
    "tags": "labels",
    "depends_on": "prerequisites",
    "blocked_by": "prerequisites",
}
_MOST_BYTES = 1_000_000

Header = Annotated[str, Field(min_length=1, max_length=1000)]


class Mapping(BaseModel):
    """How to read a CSV file of any origin.

    A field may be fed by several columns, given as a list: lists of words are put together, else
    the first cell that is not empty counts. A name that is no field of an item is kept with the
    source's values only.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    source: Name
    key: Header
    columns: dict[Name, Header | tuple[Header, ...]] = Field(min_length=1)
    values: dict[Name, dict[str, str | None]] = Field(default_factory=dict)
    date_order: DateOrder | None = None
    delimiter: str | None = None
    encoding: str | None = None
    days_per_point: Positive | None = None

    @field_validator("columns")
    @classmethod
    def _fields(cls, columns: dict[str, Any]) -> dict[str, Any]:
        for name in columns:
            if name in FIELDS:
                continue
            near = difflib.get_close_matches(name, FIELDS, n=1, cutoff=0.8)
            meant = _MEANT.get(name.casefold().replace(" ", "_")) or (near[0] if near else None)
            if meant is not None:
                raise ValueError(f"there is no field {name!r}; did you mean {meant!r}?")
        return columns

    @field_validator("date_order", "delimiter", "encoding", mode="before")
    @classmethod
    def _setting(cls, given: Any, info: ValidationInfo) -> Any:
        read = {"date_order": order_of, "delimiter": delimiter_of, "encoding": encoding_of}
        if given is not None and not isinstance(given, str):
            return given
        try:
            return read[info.field_name or ""](given)
        except ImportRefused as error:
            raise ValueError(str(error).rstrip(".")) from error

    @model_validator(mode="after")
    def _known_values(self) -> Mapping:
        for name, words in self.values.items():
            if name not in self.columns:
                raise ValueError(
                    f"values says what {name!r} means, but columns names no such field"
                )
            choice = CHOICE_FIELDS.get(name)
            allowed = None if choice is None else [str(member) for member in choice]
            for text, value in words.items():
                if allowed is not None and value is not None and value not in allowed:
                    raise ValueError(
                        f"{text!r} cannot mean {value!r} as {name}: it is {', '.join(allowed)}"
                    )
        return self

    @property
    def unknown(self) -> list[str]:
        """The names in `columns` that are no field of an item."""
        return sorted(name for name in self.columns if name not in FIELDS)


def parse_mapping(given: object) -> Mapping:
    """Return the mapping that a JSON object describes. Raises ImportRefused."""
    try:
        return Mapping.model_validate(given)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or "the mapping"
        said = first["msg"].removeprefix("Value error, ")
        raise ImportRefused(
            f"The mapping cannot be used: {where}: {said}. It is a JSON object with source, key, "
            "columns, and where needed values, date_order, delimiter and encoding."
        ) from error


def read_mapping(path: Path) -> Mapping:
    """Return the mapping in the file at `path`. Raises ImportRefused."""
    try:
        data = path.read_bytes()[: _MOST_BYTES + 1]
    except OSError as error:
        raise ImportRefused(f"The mapping {path} cannot be read: {error.strerror}.") from error
    if len(data) > _MOST_BYTES:
        raise ImportRefused(f"{path} is too large to be a mapping file.")
    try:
        return parse_mapping(json.loads(data.decode("utf-8-sig")))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise ImportRefused(f"The mapping {path} is no JSON in UTF-8: {error}.") from error


def write_mapping(mapping: Mapping, path: Path) -> None:
    """Write `mapping` to `path`, as `read_mapping` reads it. Raises ImportRefused."""
    given = mapping.model_dump(mode="json", exclude_defaults=True)
    text = json.dumps(given, indent=2, ensure_ascii=False) + "\n"
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise ImportRefused(f"The mapping {path} cannot be written: {error.strerror}.") from error
