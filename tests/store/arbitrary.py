"""Events of every kind with every field that their models allow, for Hypothesis."""

from __future__ import annotations

import dataclasses
import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st
from pydantic import BaseModel
from typing_extensions import is_typeddict

from roadmap.events import KINDS, Because, Decision, Event
from roadmap.fields.roadmap import Weekday
from roadmap.fields.scenarios import CommandJson
from roadmap.values import (
    FIRST_DAY,
    ID_ALPHABET,
    LAST_DAY,
    Amount,
    Author,
    Count,
    Day,
    Id,
    Line,
    Moment,
    Name,
    Positive,
    Rank,
    Share,
    SourceNumber,
    Text,
    Title,
    clean_line,
    clean_text,
)

_ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
_LINE = _ANY_TEXT.map(clean_line)
_FEW = 3

_MOMENTS = st.datetimes(
    datetime(1901, 1, 1),  # noqa: DTZ001 - Hypothesis adds the zone
    datetime(2199, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=-3, minutes=-30))]),
)

_KNOWN: dict[Any, st.SearchStrategy[Any]] = {
    Line: _LINE,
    Name: _LINE.filter(bool),
    Title: _LINE.filter(bool),
    Text: _ANY_TEXT.map(clean_text),
    Id: st.text(ID_ALPHABET, min_size=10, max_size=10),
    Rank: st.from_regex(r"[0-9A-Za-z]{0,9}[1-9A-Za-z]", fullmatch=True),
    Day: st.dates(FIRST_DAY, LAST_DAY),
    Moment: _MOMENTS,
    Amount: st.floats(0, 1e12),
    Positive: st.floats(0, 1e12, exclude_min=True),
    Share: st.floats(0, 1),
    SourceNumber: st.floats(-1e12, 1e12),
    Count: st.integers(0, 2**53),
    Weekday: st.integers(1, 7),
    CommandJson: st.dictionaries(
        _LINE,
        st.recursive(
            st.none()
            | st.booleans()
            | st.integers(-(2**53), 2**53)
            | st.floats(-1e12, 1e12)
            | _LINE,
            lambda each: st.lists(each, max_size=3) | st.dictionaries(_LINE, each, max_size=3),
            max_leaves=5,
        ),
        max_size=3,
    ),
}


def of_type(hint: Any) -> st.SearchStrategy[Any]:
    """Return a strategy for values of `hint` that its model accepts."""
    for known, strategy in _KNOWN.items():
        if hint == known:
            return strategy
    origin = get_origin(hint)
    if origin is Annotated:
        return _of_annotated(hint)
    if origin in (Union, UnionType):
        return st.one_of([of_type(each) for each in get_args(hint)])
    if origin is Literal:
        return st.sampled_from(get_args(hint))
    if origin is tuple:
        return st.lists(of_type(get_args(hint)[0]), max_size=_FEW).map(tuple)
    if origin is dict:
        keys, values = map(of_type, get_args(hint))
        return st.dictionaries(keys, values, max_size=_FEW)
    return _of_class(hint)


def _of_annotated(hint: Any) -> st.SearchStrategy[Any]:
    base, *constraints = get_args(hint)
    bounds: dict[str, Any] = {}
    for constraint in constraints:
        for each in (constraint, *getattr(constraint, "metadata", ())):
            names = ("ge", "gt", "le", "min_length", "max_length", "pattern")
            bounds |= {name: getattr(each, name) for name in names if hasattr(each, name)}
    if base in (int, float):
        return _numbers(base, bounds)
    if get_origin(base) is tuple:
        each = of_type(get_args(base)[0])
        most = bounds.get("max_length") or _FEW
        return st.lists(each, min_size=bounds.get("min_length") or 0, max_size=most).map(tuple)
    if str(bounds.get("pattern")).startswith("^(https"):
        return st.sampled_from(["https://example.org/ü?a=1", "http://x", "mailto:a@b.example"])
    if bounds.get("max_length") == 8:
        return st.sampled_from(["EUR", "USD", "€"])
    if base is str and str(bounds.get("pattern")).startswith("^[^"):
        least = bounds.get("min_length") or 0
        return (_LINE if "\\n" in bounds["pattern"] else _KNOWN[Text]).filter(
            lambda text: len(text) >= least
        )
    raise NotImplementedError(f"no examples for {hint}")


def _numbers(base: type, bounds: dict[str, Any]) -> st.SearchStrategy[Any]:
    low, high = bounds.get("ge", bounds.get("gt", -1e9)), bounds.get("le", 1e9)
    if base is int:
        return st.integers(int(low) + ("gt" in bounds), int(high))
    return st.floats(low, high, exclude_min="gt" in bounds)


def _of_class(hint: Any) -> st.SearchStrategy[Any]:
    if hint in (None, NoneType):
        return st.none()
    plain = {bool: st.booleans(), int: st.integers(0, 99), float: st.floats(0, 1e9)}
    if hint in plain:
        return plain[hint]
    if hint in (date, datetime):
        return _KNOWN[Day if hint is date else Moment]
    if hint is str:
        return _ANY_TEXT.map(lambda text: unicodedata.normalize("NFC", text))
    if issubclass(hint, Enum):
        return st.sampled_from(list(hint))
    hints = get_type_hints(hint, include_extras=True)
    if is_typeddict(hint):
        return st.fixed_dictionaries({}, optional={key: of_type(hints[key]) for key in hints})
    if not issubclass(hint, BaseModel):
        names = [field.name for field in dataclasses.fields(hint)]
        given = st.fixed_dictionaries({name: of_type(hints[name]) for name in names})
        return given.map(lambda values: hint(**values))
    each = {name: of_type(hints[name]) for name in hint.model_fields}
    required = {name for name, field in hint.model_fields.items() if field.is_required()}
    return st.fixed_dictionaries(
        {name: each[name] for name in required},
        optional={name: each[name] for name in each if name not in required},
    ).map(lambda values: hint(**values))


EVENTS: st.SearchStrategy[Event] = st.sampled_from(sorted(KINDS)).flatmap(
    lambda kind: of_type(KINDS[kind])
)

DECISIONS: st.SearchStrategy[Decision] = st.builds(
    Decision,
    id=_KNOWN[Id],
    by=st.builds(Author, id=_KNOWN[Name], name=_KNOWN[Name]),
    at=_MOMENTS,
    why=st.none() | _KNOWN[Text],
    because=st.none()
    | st.builds(
        Because,
        kind=st.sampled_from(["undo", "redo", "adopt", "import", "merge", "resolve"]),
        decision=st.none() | _KNOWN[Id],
    ),
)
