"""Everything that an event or a decision can hold is bounded: no field takes text of any length."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pydantic import ValidationError

from roadmap.events import KINDS, Decision
from roadmap.events.scenarios import ScenarioShared
from roadmap.values import TEXT_LENGTH

# Any JSON a command may be written in: a schema cannot say its bounds, the test below holds them.
_HELD_BELOW = {"ScenarioShared.fields.commands[]"}
_LENGTHS = {"maxLength", "enum", "const", "format", "pattern"}


def unbounded(schema: dict[str, Any], definitions: dict[str, Any], path: str) -> list[str]:
    """Return the paths in a JSON schema that take text, numbers or keys without a limit."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return unbounded(definitions[name], definitions, path)
    if path in _HELD_BELOW:
        return []
    found = []
    kind = schema.get("type")
    if kind == "string" and not _LENGTHS & schema.keys():
        found.append(path)
    if kind in ("integer", "number") and "maximum" not in schema:
        found.append(path)
    inner = schema.get("additionalProperties", False)
    if kind == "object" and inner is not False:
        if "propertyNames" not in schema:
            found.append(f"{path}, its keys")
        found += unbounded(inner, definitions, f"{path}.*")
    for each in schema.get("anyOf", []):
        found += unbounded(each, definitions, path)
    for name, each in schema.get("properties", {}).items():
        found += unbounded(each, definitions, f"{path}.{name}")
    if "items" in schema:
        found += unbounded(schema["items"], definitions, f"{path}[]")
    return found


@pytest.mark.parametrize("model", [*KINDS.values(), Decision], ids=lambda model: model.__name__)
def test_every_value_is_bounded(model: type[Any]) -> None:
    schema = model.model_json_schema()
    assert unbounded(schema, schema.get("$defs", {}), model.__name__) == []


@pytest.mark.parametrize(
    "value",
    ["x" * (TEXT_LENGTH + 1), 2**54, 1e300, json.loads("[" * 20 + "]" * 20)],
    ids=["long", "whole", "large", "deep"],
)
def test_the_json_of_a_command_is_bounded(value: object) -> None:
    given: Any = {"name": "Hire", "commands": ({"do": "edit_item", "notes": value},)}
    with pytest.raises(ValidationError):
        ScenarioShared(scenario="S" * 10, fields=given)


def test_a_value_without_a_bound_is_found() -> None:
    schema = {
        "type": "object",
        "properties": {"a": {"type": "string"}, "b": {"items": {"type": "integer"}}},
        "additionalProperties": {"type": "number", "maximum": 1},
    }
    assert unbounded(schema, {}, "x") == ["x, its keys", "x.a", "x.b[]"]
