"""Scenarios as tests give them."""

from __future__ import annotations

from typing import Any

from roadmap.commands import Command
from roadmap.scenario.scenario import Scenario
from roadmap.values import derived_id
from tests.given import MAYA, NOON

BASE = derived_id("decision", "base")


def scenario(name: str, *commands: Command, **more: Any) -> Scenario:
    """Return a private scenario whose id follows from its name."""
    made = Scenario(derived_id("scenario", name), name, base=BASE, by=MAYA, at=NOON)
    return Scenario(
        **{
            **{field: getattr(made, field) for field in made.__dataclass_fields__},
            "commands": commands,
            **more,
        }
    )
