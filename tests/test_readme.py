"""roadmap/README.md tells the truth about the events and the records."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_type_hints

import msgspec

from roadmap import (
    bookmarks,
    expectations,
    fields,
    fields_bookmarks,
    fields_expectations,
    fields_levels,
    fields_phases,
    fields_risks,
    fields_scenarios,
    levels,
    people,
    phases,
    risks,
    shared_scenarios,
    state,
    streams,
    users,
)
from roadmap.commands import COMMANDS
from roadmap.events import KINDS


def test_the_readme_lists_exactly_the_kinds_of_events(root: Path) -> None:
    text = (root / "roadmap" / "README.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| `(\w+)` \| (.+) \|$", text, re.MULTILINE)
    table = {kind: what for kind, what in listed if kind in KINDS or "_" in kind}
    assert table == {kind: (cls.__doc__ or "").splitlines()[0] for kind, cls in KINDS.items()}


def test_the_fields_that_can_be_set_are_those_of_the_records() -> None:
    for record, settable in (
        (state.Item, fields.ItemFields),
        (state.Roadmap, fields.RoadmapFields),
        (state.Team, fields.TeamFields),
        (state.Component, fields.ComponentFields),
        (state.Consumer, fields.ConsumerFields),
        (state.Principle, fields.PrincipleFields),
        (state.Interruption, fields.InterruptionFields),
        (state.Source, fields.SourceFields),
        (people.Person, fields.PersonFields),
        (people.Freeze, fields.FreezeFields),
        (people.Constraint, fields.ConstraintFields),
        (streams.Stream, fields.StreamFields),
        (levels.Measure, fields_levels.MeasureRecord),
        (levels.Checkup, fields_levels.CheckupRecord),
        (shared_scenarios.SharedScenario, fields_scenarios.ScenarioFields),
        (risks.AcceptedRisk, fields_risks.RiskFields),
        (expectations.Capability, fields_expectations.CapabilityFields),
        (expectations.Goal, fields_expectations.GoalRecord),
        (expectations.Ask, fields_expectations.AskRecord),
        (expectations.Review, fields_expectations.ReviewRecord),
        (users.Signal, fields_expectations.SignalFields),
        (bookmarks.Bookmark, fields_bookmarks.BookmarkFields),
        (users.OutcomeMeasure, fields_expectations.OutcomeRecord),
        (phases.PhaseOverride, fields_phases.OverrideFields),
        (phases.PhaseAnswers, fields_phases.AnswerFields),
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
