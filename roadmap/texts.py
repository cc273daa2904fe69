"""Which parts of an event are texts that people wrote, and the event with each of them changed.

The types of the event say so: ids, ranks, days, numbers and words of a closed list are no text,
names, titles, notes, captions, labels and a tracker's values are. A changed text keeps to what its
type allows: it is cut where it became too long, and a link stays one word.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Mapping
from functools import lru_cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from typing_extensions import is_typeddict

from roadmap.commands import COMMANDS
from roadmap.events import Event
from roadmap.fields.scenarios import CommandJson
from roadmap.values import TEXT_LENGTH, TITLE_LENGTH, Line, Link, Text

# What changes a text, given the name of the field that it stands in.
Change = Callable[[str, str], str]
_Changer = Callable[[Any, Change, str], Any]

_WRITTEN = {get_args(each)[1].pattern for each in (Line, Text)}
_NO_TEXT = frozenset({"zone", "do"})


def with_texts(event: Event, change: Change) -> Event:
    """Return `event` with every text replaced by what `change` makes of it and its field's name."""
    changer = _of_model(type(event))
    if changer is None:
        return event
    before = event.model_dump(mode="json", exclude_unset=True)
    after = changer(before, change, "")
    if after == before:
        return event
    return type(event).model_validate_json(json.dumps(after))


# -- one changer per type; None where nothing of the type is text ---------------------------------


@lru_cache(maxsize=1024)
def _of_model(model: type[BaseModel]) -> _Changer | None:
    hints = get_type_hints(model, include_extras=True)
    return _of_fields({name: hints[name] for name in model.model_fields})


def _of(hint: Any) -> _Changer | None:
    if hint == CommandJson:
        return _command
    origin = get_origin(hint)
    if origin is Annotated:
        return _of_annotated(hint)
    if origin in (Union, UnionType):
        return _of_union([_of(each) for each in get_args(hint)])
    if origin is tuple:
        return _of_list(_of(get_args(hint)[0]))
    if origin is dict:
        return _of_dict(*map(_of, get_args(hint)))
    if hint is str:
        return _text(TEXT_LENGTH)
    if not isinstance(hint, type) or origin is Literal:
        return None
    return _of_class(hint)


def _of_class(hint: type) -> _Changer | None:
    if issubclass(hint, BaseModel):
        return _of_model(hint)
    if hint is Link:
        return _link
    if is_typeddict(hint) or dataclasses.is_dataclass(hint):
        return _of_fields(get_type_hints(hint, include_extras=True))
    return None


def _of_annotated(hint: Any) -> _Changer | None:
    base, *constraints = get_args(hint)
    if base is not str:
        return _of(base)
    longest, is_text = TEXT_LENGTH, True
    for constraint in constraints:
        parts = constraint.metadata if isinstance(constraint, FieldInfo) else [constraint]
        for each in parts:
            pattern = getattr(each, "pattern", None)
            is_text = is_text and (pattern is None or pattern in _WRITTEN)
            longest = min(longest, getattr(each, "max_length", None) or longest)
    return _text(longest) if is_text else None


def _of_union(parts: list[_Changer | None]) -> _Changer | None:
    changers = [each for each in parts if each is not None]
    if not changers:
        return None

    def change_first(value: Any, change: Change, key: str) -> Any:
        for changer in changers:
            found = changer(value, change, key)
            if found != value:
                return found
        return value

    return change_first


def _of_list(each: _Changer | None) -> _Changer | None:
    if each is None:
        return None

    def change_list(value: Any, change: Change, key: str) -> Any:
        return [each(one, change, key) for one in value] if isinstance(value, list) else value

    return change_list


def _of_dict(name: _Changer | None, inside: _Changer | None) -> _Changer | None:
    def change_dict(value: Any, change: Change, key: str) -> Any:
        if not isinstance(value, dict):
            return value
        found: dict[str, Any] = {}
        for known, each in value.items():
            wanted = known if name is None else name(known, change, key)
            while wanted in found:
                wanted = f"{wanted}+"
            found[wanted] = each if inside is None else inside(each, change, known)
        return found

    return change_dict


def _of_fields(hints: Mapping[str, Any]) -> _Changer | None:
    changers = {
        name: changer
        for name, hint in hints.items()
        if name not in _NO_TEXT and (changer := _of(hint)) is not None
    }
    if not changers:
        return None

    def change_fields(value: Any, change: Change, _key: str) -> Any:
        if not isinstance(value, dict):
            return value
        return {
            name: changers[name](each, change, name) if name in changers else each
            for name, each in value.items()
        }

    return change_fields


def _text(longest: int) -> _Changer:
    def change_text(value: Any, change: Change, key: str) -> Any:
        found = change(value, key) if isinstance(value, str) else value
        return value if found == value else found[:longest].rstrip()

    return change_text


_LINK_TEXT = _text(TITLE_LENGTH)


def _link(value: Any, change: Change, _key: str) -> Any:
    if not isinstance(value, dict):
        return value
    url = "-".join(change(value["url"], "url").split())[:2000]
    text = {"text": _LINK_TEXT(value["text"], change, "text")} if "text" in value else {}
    return {**value, "url": url, **text}


def _command(value: Any, change: Change, _key: str) -> Any:
    """Change a command's texts by the fields of its class; of an unknown one, every text."""
    if not isinstance(value, dict):
        return value
    known = COMMANDS.get(str(value.get("do")))
    changer = None if known is None else _of_model(known)
    found = value if changer is None else changer(value, change, "")
    names = set() if known is None else set(known.model_fields)
    return {
        name: each if name in names or name in _NO_TEXT else _anything(each, change, name)
        for name, each in found.items()
    }


def _anything(value: Any, change: Change, key: str) -> Any:
    if isinstance(value, dict):
        return {name: _anything(each, change, name) for name, each in value.items()}
    if isinstance(value, list):
        return [_anything(each, change, key) for each in value]
    return change(value, key) if isinstance(value, str) else value
