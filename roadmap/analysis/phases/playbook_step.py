"""What is one step of a playbook: a sentence, and the commands that do it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from roadmap.commands import Command, parse_command


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do. `given` are commands as `apply` takes them, to be decided as one.

    Without commands a person has to fill something in; `code` says what. `about` are ids of items,
    measures or principles.
    """

    code: str
    text: str
    given: tuple[Mapping[str, Any], ...] = ()
    about: tuple[str, ...] = ()

    def commands(self) -> tuple[Command, ...]:
        """Return the commands, ready to be decided."""
        return tuple(parse_command(dict(each)) for each in self.given)

    def as_json(self) -> dict[str, Any]:
        """Return the step as `diagnose --json` shows it."""
        commands = [dict(each) for each in self.given]
        about = list(self.about)
        return {"code": self.code, "text": self.text, "commands": commands, "about": about}
