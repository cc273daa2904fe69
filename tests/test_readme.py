"""roadmap/README.md tells the truth about the events and the records."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_type_hints

import msgspec

from roadmap.commands import COMMANDS
from roadmap.events import KINDS
from roadmap.fields.bookmarks import BookmarkFields
from roadmap.fields.expectations import (
    AskRecord,
    CapabilityFields,
    GoalRecord,
    OutcomeRecord,
    ReviewRecord,
    SignalFields,
)
from roadmap.fields.imports import SourceFields
from roadmap.fields.interruptions import InterruptionFields
from roadmap.fields.items import ItemFields
from roadmap.fields.levels import CheckupRecord, MeasureRecord
from roadmap.fields.people import ConstraintFields, FreezeFields, PersonFields
from roadmap.fields.phases import AnswerFields, OverrideFields
from roadmap.fields.risks import RiskFields
from roadmap.fields.roadmap import (
    ComponentFields,
    ConsumerFields,
    PrincipleFields,
    RoadmapFields,
    TeamFields,
)
from roadmap.fields.scenarios import ScenarioFields
from roadmap.fields.streams import StreamFields
from roadmap.records.bookmarks import Bookmark
from roadmap.records.expectations import Ask, Capability, Goal, Review
from roadmap.records.levels import Checkup, Measure
from roadmap.records.people import Constraint, Freeze, Person
from roadmap.records.phases import PhaseAnswers, PhaseOverride
from roadmap.records.risks import AcceptedRisk
from roadmap.records.scenarios import SharedScenario
from roadmap.records.streams import Stream
from roadmap.records.users import OutcomeMeasure, Signal
from roadmap.state import Component, Consumer, Interruption, Item, Principle, Roadmap, Source, Team


def test_the_readme_lists_exactly_the_kinds_of_events(root: Path) -> None:
    text = (root / "roadmap" / "README.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| `(\w+)` \| (.+) \|$", text, re.MULTILINE)
    table = {kind: what for kind, what in listed if kind in KINDS or "_" in kind}
    assert table == {kind: (cls.__doc__ or "").splitlines()[0] for kind, cls in KINDS.items()}


def test_the_fields_that_can_be_set_are_those_of_the_records() -> None:
    for record, settable in (
        (Item, ItemFields),
        (Roadmap, RoadmapFields),
        (Team, TeamFields),
        (Component, ComponentFields),
        (Consumer, ConsumerFields),
        (Principle, PrincipleFields),
        (Interruption, InterruptionFields),
        (Source, SourceFields),
        (Person, PersonFields),
        (Freeze, FreezeFields),
        (Constraint, ConstraintFields),
        (Stream, StreamFields),
        (Measure, MeasureRecord),
        (Checkup, CheckupRecord),
        (SharedScenario, ScenarioFields),
        (AcceptedRisk, RiskFields),
        (Capability, CapabilityFields),
        (Goal, GoalRecord),
        (Ask, AskRecord),
        (Review, ReviewRecord),
        (Signal, SignalFields),
        (Bookmark, BookmarkFields),
        (OutcomeMeasure, OutcomeRecord),
        (PhaseOverride, OverrideFields),
        (PhaseAnswers, AnswerFields),
    ):
        names = {field.name for field in msgspec.structs.fields(record)} - {"id"}
        assert set(get_type_hints(settable)) == names, record


def test_every_command_of_the_contract_is_there() -> None:
    verbs = ["add", "edit", "reclassify", "estimate", "move", "start", "finish"]
    verbs += ["shed", "restore", "split", "remove"]
    fixed = {f"{verb}_item" for verb in verbs} | {"log_interruption", "edit_roadmap"}
    assert fixed <= set(COMMANDS)
    for name, command in COMMANDS.items():
        assert name.replace("_", "") == command.__name__.lower()
