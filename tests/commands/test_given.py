"""What comes in from outside: whatever it is, it is taken or refused with a sentence that helps."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.commands import COMMANDS, parse_command
from roadmap.errors import Refused
from tests.given import item_id

TLS = item_id("Patch TLS")
HUGE = 10**400


def refusal(do: str, **fields: Any) -> str:
    with pytest.raises(Refused) as caught:
        parse_command({"do": do, **fields})
    return str(caught.value)


@pytest.mark.parametrize("fields", [None, [], ["title"], "title", 7])
def test_fields_that_are_no_object_are_refused(fields: Any) -> None:
    assert "edit_item: " in refusal("edit_item", item=TLS, fields=fields)


def test_a_range_beyond_all_numbers_is_refused() -> None:
    assert "estimate.likely" in refusal("estimate_item", item=TLS, low=HUGE, high=10 * HUGE)


@pytest.mark.parametrize(
    ("do", "fields", "what"),
    [
        ("edit_item", {"links": [{"url": "javascript:x"}]}, "a link begins with http://"),
        ("add_item", {"title": "New", "item": "no id"}, "an id has ten characters"),
        ("add_item", {"title": "New", "rank": "a-b"}, "before or after another"),
        ("edit_item", {"due": "1066-10-14"}, "due: the year must lie from 1900 to 2200"),
    ],
)
def test_a_refusal_says_the_rule_and_no_pattern(do: str, fields: Any, what: str) -> None:
    item = {} if do == "add_item" else {"item": TLS}
    message = refusal(do, **item, **fields)
    assert what in message
    assert "^" not in message
    assert "Value error" not in message


def fields(do: str, **given: Any) -> Any:
    command: Any = parse_command({"do": do, **given})
    return command.fields


def test_an_item_may_be_written_as_it_is_listed() -> None:
    said = fields(
        "add_item",
        title="New",
        quadrant="forced_long_term",
        skills=["hosts", "network"],
        estimate=6,
        external={"source": "jira", "key": "HP-1"},
    )
    assert (said["forcing"], said["horizon"]) == ("forced", "long_term")
    assert [(part.skill, part.days) for part in said["effort_per_skill"]] == [
        ("hosts", 3.0),
        ("network", 3.0),
    ]
    assert [(ref.source, ref.key, ref.values) for ref in said["external"]] == [("jira", "HP-1", {})]
    unsorted = fields("reclassify_item", item=TLS, quadrant="unsorted")
    assert unsorted == {"forcing": None, "horizon": None}
    assert fields("add_item", title="New", external=None)["external"] == ()


@pytest.mark.parametrize("name", ["skills", "effort_per_skill"])
def test_days_of_each_skill_may_be_an_object(name: str) -> None:
    said = fields("add_item", title="New", **{name: {"hosts": 2, "network": 4}})
    assert [part.days for part in said["effort_per_skill"]] == [2.0, 4.0]


def test_skills_without_days_need_an_estimate() -> None:
    assert "the days of each skill" in refusal("add_item", title="New", skills=["hosts"])
    assert "estimate" in refusal("add_item", title="New", skills=["hosts"], estimate=HUGE)
    assert "forcing" in refusal("add_item", title="New", quadrant="short_forced_term")


@pytest.mark.parametrize(
    "skills", [["a", "b"], {"a": 0.5, "b": 0.5}, [{"skill": "a"}, {"skill": "b"}]]
)
def test_a_person_splits_equally_over_skills_unless_told(skills: Any) -> None:
    said = fields("add_person", name="Ines", skills=skills)
    assert [(each.skill, each.share) for each in said["skills"]] == [("a", 0.5), ("b", 0.5)]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=6,
)
NAMES = sorted(
    {name for command in COMMANDS.values() for name in command.model_fields}
    | {"title", "estimate", "low", "high", "likely", "links", "waits", "was", "skills"}
    | {"quadrant", "external", "effort_per_skill"}
)


@given(st.sampled_from(sorted(COMMANDS)), st.dictionaries(st.sampled_from(NAMES), JSON, max_size=4))
def test_any_json_is_a_command_or_refused(do: str, fields: dict[str, Any]) -> None:
    try:
        parsed = parse_command({**fields, "do": do})
    except Refused:
        return
    assert isinstance(parsed, COMMANDS[do])
