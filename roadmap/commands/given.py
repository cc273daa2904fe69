"""How commands are read at the boundary: cleaned text, flat fields, whole estimates, fresh ids."""

from __future__ import annotations

import math
import secrets
from collections.abc import Container
from typing import Any, ClassVar

from pydantic import (
    BaseModel,
    ConfigDict,
    GetJsonSchemaHandler,
    ValidationError,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from roadmap.values import ID_ALPHABET, Name, clean_line, clean_text

Ref = Name  # an id, an item's key in its tracker, or the name of a team, component or principle

_LONG_TEXT = frozenset(
    (
        "notes",
        "problem",
        "approach",
        "alternative",
        "why_refused",
        "double_win_answer",
        "verified_by",
        "why",
        "values",
        "objective",
        "cost",
        "comment",
    )
)


def new_id() -> str:
    """Return a fresh id of ten random Crockford base32 characters (50 bits)."""
    return "".join(secrets.choice(ID_ALPHABET) for _ in range(10))


def _cleaned(value: Any, long: bool) -> Any:
    if type(value) is str:  # an enumeration stays what it is
        return clean_text(value) if long else clean_line(value)
    if isinstance(value, dict):
        return {key: _cleaned(each, long or key in _LONG_TEXT) for key, each in value.items()}
    if isinstance(value, list):
        return [_cleaned(each, long) for each in value]
    if isinstance(value, tuple) and type(value) is tuple:
        return tuple(_cleaned(each, long) for each in value)
    return value


def _whole_estimate(given: Any) -> Any:
    """Take a single number as likely; where only a range was said, likely is its middle.

    The middle is the lognormal median sqrt(low x high), or the mean where low is 0.
    """
    if isinstance(given, int | float) and not isinstance(given, bool):
        return {"likely": given}
    if isinstance(given, dict) and "likely" not in given and {"low", "high"} <= given.keys():
        low, high = given["low"], given["high"]
        if isinstance(low, int | float) and isinstance(high, int | float):
            return {**given, "likely": _middle(low, high)}
    return given


def _whole_fields(fields: dict[str, Any], known: Container[str]) -> dict[str, Any]:
    """Take what may be said in short, or as `roadmap items` prints it, as the record's fields."""
    whole = dict(fields)
    if "estimate" in whole:
        whole["estimate"] = _whole_estimate(whole["estimate"])
    if "quadrant" in whole and "forcing" in known:
        whole = {**_sides(whole.pop("quadrant")), **whole}
    if "external" in whole:
        whole["external"] = _references(whole["external"])
    if "skills" in whole and "skills" in known:
        whole["skills"] = _shares(whole["skills"])
    elif "skills" in whole and "effort_per_skill" in known and "effort_per_skill" not in whole:
        whole["effort_per_skill"] = _parts(whole.pop("skills"), whole.get("estimate"))
    if "effort_per_skill" in whole:
        whole["effort_per_skill"] = _listed(whole["effort_per_skill"], "days")
    return whole


def _sides(quadrant: Any) -> dict[str, Any]:
    """Return how must-do or choice, and short or long term, are said for a quadrant."""
    if quadrant in (None, "unsorted"):
        return {"forcing": None, "horizon": None}
    forcing, _, horizon = str(quadrant).partition("_")
    return {"forcing": forcing, "horizon": horizon}


def _references(given: Any) -> Any:
    """Take one reference to a tracker, or none, as the list of them."""
    refs = [] if given is None else [given] if isinstance(given, dict) else given
    if not isinstance(refs, list):
        return given
    return [{"values": {}, **ref} if isinstance(ref, dict) else ref for ref in refs]


def _listed(given: Any, word: str) -> Any:
    """Take {skill: number} as the list of skills, each with its number as `word`."""
    if not isinstance(given, dict):
        return given
    return [{"skill": skill, word: number} for skill, number in given.items()]


def _shares(given: Any) -> Any:
    """Take skills without shares as equal shares of a person."""
    rows = _listed(given, "share")
    if not isinstance(rows, list):
        return rows
    equal = 1 / max(len(rows), 1)
    whole = [{"skill": row} if isinstance(row, str) else row for row in rows]
    if any(isinstance(row, dict) and "share" in row for row in whole):
        return whole
    return [{**row, "share": equal} if isinstance(row, dict) else row for row in whole]


def _parts(given: Any, estimate: Any) -> Any:
    """Take skills without days as equal parts of the estimate."""
    if not isinstance(given, list) or not all(isinstance(row, str) for row in given):
        return given
    days = estimate.get("likely") if isinstance(estimate, dict) else None
    if not given:
        return []
    if days is None:
        raise ValueError("say the effort beside its skills (estimate), or the days of each skill")
    try:
        part = float(days) / len(given)
    except (OverflowError, TypeError, ValueError):  # the estimate is refused for it
        part = math.inf
    return [{"skill": skill, "days": part} for skill in given]


def _middle(low: float, high: float) -> float:
    try:
        return math.sqrt(low * high) if low > 0 and high > 0 else (low + high) / 2
    except OverflowError:  # a whole number beyond all floats: the bounds of the field refuse it
        return math.inf


# What a text must be that does not match the pattern of its field, by the field's name; else it is
# an id, or text in which characters stand that nothing here may hold.
_PATTERNS = {
    "url": "a link begins with http://, https:// or mailto: and has no spaces",
    "rank": "a rank is no text to be written: move the item before or after another",
}
_NO_ID = (
    "an id has ten characters, 0 to 9 and A to Z without I, L, O and U; leave it out for a new one"
)
_NO_TEXT = "it holds control characters; take them out"


def problem_in(error: ValidationError) -> str:
    """Return "field: what is wrong with it" for the first thing that is wrong, without a stop."""
    first = error.errors(include_url=False)[0]
    path = [str(part) for part in first["loc"] if part != "fields"]
    what = first["msg"].removeprefix("Value error, ")
    if first["type"] == "string_pattern_mismatch":
        other = _NO_ID if "{10}" in str(first.get("ctx")) else _NO_TEXT
        what = _PATTERNS.get(path[-1] if path else "", other)
    return f"{'.'.join(path) or 'the command'}: {what}"


class Given(BaseModel):
    """What comes in: its text is cleaned, and `fields` may stand flat beside the other keys."""

    # Built when first used, as events are: see `events/base.py`.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def _lift(cls, given: Any) -> Any:
        if not isinstance(given, dict):
            return given
        given = {key: _cleaned(value, key in _LONG_TEXT) for key, value in given.items()}
        if "fields" not in cls.model_fields or not isinstance(given.get("fields", {}), dict):
            return given
        own = cls.model_fields
        flat = {key: value for key, value in given.items() if key not in own}
        rest = {key: value for key, value in given.items() if key in own}
        fields = {**rest.get("fields", {}), **flat}
        return {**rest, "fields": _whole_fields(fields, cls._known())}

    @classmethod
    def _known(cls) -> Container[str]:
        """Return the names of the record's fields."""
        names: Container[str] = getattr(
            cls.model_fields["fields"].annotation, "__annotations__", ()
        )
        return names

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Show the record's fields flat, as they are written for `apply`."""
        schema = handler.resolve_ref_schema(handler(core_schema))
        properties = schema.get("properties", {})
        if "fields" in properties:
            fields = handler.resolve_ref_schema(properties.pop("fields"))
            schema["properties"] = {**properties, **fields.get("properties", {})}
            schema["required"] = [key for key in schema.get("required", []) if key != "fields"]
        return schema


class CommandBase(Given):
    """The base of all commands. `do` is the name that `roadmap apply` knows it by."""

    do: ClassVar[str]
    version: ClassVar[int] = 1  # of the shape that a scenario keeps; see scenario/scenario.py
