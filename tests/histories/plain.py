"""A state as plain JSON values, so that it can be written down and compared in years."""

from __future__ import annotations

import dataclasses
from datetime import date, datetime
from enum import Enum
from hashlib import sha256
from typing import Any

import msgspec

from roadmap.state import State
from roadmap.store.canonical import canonical
from roadmap.tables import Table
from roadmap.values import as_utc_text


def plain(value: Any) -> Any:
    """Return `value` as JSON values: tables as lists in the order of ids, days as text."""
    if isinstance(value, Table):
        return [plain(record) for record in value.ordered()]
    if isinstance(value, msgspec.Struct):
        return {name: plain(getattr(value, name)) for name in value.__struct_fields__}
    if dataclasses.is_dataclass(value):
        names = [field.name for field in dataclasses.fields(value)]
        return {name: plain(getattr(value, name)) for name in names}
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, tuple | list):
        return [plain(each) for each in value]
    if isinstance(value, datetime):
        return as_utc_text(value)
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value


def as_known_then(today: Any, then: Any) -> Any:
    """Return what of `today` was written down `then`: fields that came later are left out."""
    if isinstance(then, dict) and isinstance(today, dict):
        return {key: as_known_then(today.get(key), each) for key, each in then.items()}
    if isinstance(then, list) and isinstance(today, list) and len(then) == len(today):
        return [as_known_then(now, each) for now, each in zip(today, then, strict=True)]
    return today


def digest_of_plain(value: Any) -> str:
    """Return the SHA-256 of plain values."""
    return sha256(canonical(value)).hexdigest()


def state_digest(state: State) -> str:
    """Return the SHA-256 of a state, the same on every machine."""
    return digest_of_plain(plain(state))
