"""Which commands there are, in which module each lives, and one line about it.

The lines stand here so that the overview loads none of the modules.
"""

from __future__ import annotations

import difflib
from typing import NamedTuple

import typer

from roadmap.cli.output import table, tell


class Entry(NamedTuple):
    """One command: the module that holds it, and what it does in one line."""

    module: str
    help: str


_READING = "roadmap.cli.reading"
_LEVELS = "roadmap.cli.levels"
_PLANNING = "roadmap.cli.planning"
_EXPECTED = "roadmap.cli.expectations"
_BACK = "roadmap.cli.taking_back"

COMMANDS: dict[str, Entry] = {
    "open": Entry("roadmap.cli.window", "open the app, on FILE where one is named"),
    "demo": Entry("roadmap.cli.demo", "the sample roadmap in the app, or as files in a folder"),
    "new": Entry("roadmap.cli.making", "make a new roadmap file"),
    "commands": Entry("roadmap.cli.applying", "the commands that apply takes, with their schema"),
    "apply": Entry("roadmap.cli.applying", "carry out commands, one a line, as one decision"),
    "import": Entry("roadmap.cli.taking_in", "take in the exports of a tracker"),
    "items": Entry(_READING, "the items in rank order"),
    "grid": Entry(_READING, "the quadrants with count, effort and share"),
    "plan": Entry(_PLANNING, "which items go into which sprint, and why"),
    "simulate": Entry("roadmap.cli.simulating", "when items will be finished, in how many futures"),
    "sweep": Entry("roadmap.cli.sweeping", "many scenarios at once: what each changes and costs"),
    "forecasts": Entry("roadmap.cli.foretold", "the kept forecasts, and which dates held"),
    "scenario": Entry("roadmap.cli.scenarios", "think a change out, compare, share and adopt it"),
    "shed": Entry("roadmap.cli.advising", "what to give up for a capacity, and what was given up"),
    "outcomes": Entry("roadmap.cli.outcomes", "what came of past decisions, and the obstacles"),
    "leverage": Entry("roadmap.cli.advising", "what lowers later work, and what came of it"),
    "people": Entry(_PLANNING, "who is there, and the capacity of the coming sprints"),
    "sprints": Entry(_PLANNING, "the committed and closed sprints"),
    "constraints": Entry(_PLANNING, "the register of limits from outside"),
    "principles": Entry(_LEVELS, "the principles with their minimum acceptable levels"),
    "checkups": Entry(_LEVELS, "the check-ups of components, due and done"),
    "capabilities": Entry(_EXPECTED, "what the platform can do so much of, and its headroom"),
    "goals": Entry(_EXPECTED, "the goals, and how likely each is to be reached"),
    "asks": Entry(_EXPECTED, "the decisions that are wanted, and the answers"),
    "users": Entry(_EXPECTED, "what users said, what came of it, and outcomes"),
    "overview": Entry("roadmap.cli.diagnosing", "asks, phase, dates at risk, what changed"),
    "diagnose": Entry("roadmap.cli.diagnosing", "the phase the team is in, why, and what to do"),
    "teams": Entry(_READING, "the teams"),
    "components": Entry(_READING, "the components of the infrastructure"),
    "consumers": Entry(_READING, "the teams that are served"),
    "history": Entry("roadmap.cli.looking_back", "who decided what, when and why"),
    "diff": Entry("roadmap.cli.comparing", "what differs between two moments"),
    "brief": Entry("roadmap.cli.comparing", "what happened between two moments, and why"),
    "undo": Entry(_BACK, "take a decision back, by default the last one"),
    "redo": Entry(_BACK, "take the last undo back"),
    "verify": Entry("roadmap.cli.checking", "check the whole file"),
    "export": Entry("roadmap.cli.exporting", "write the items or the grid to a file"),
    "snapshot": Entry("roadmap.cli.sharing", "one file that others read, as of any moment"),
    "answer": Entry("roadmap.cli.sharing", "take in what leadership replied"),
    "copy": Entry("roadmap.cli.making", "copy a roadmap, byte for byte"),
    "doctor": Entry("roadmap.cli.checking", "versions, paths, libraries and display"),
    "version": Entry("roadmap.cli.about", "the version of this program"),
}


# What is known by name, and said to come: the sentence that answers it.
LATER: dict[str, str] = {
    "merge": "Merging two files comes in a later version: until then write to one file, several "
    "windows and commands may at once.",
    "--roadmap": "--roadmap chooses a roadmap of a team store (postgresql://), which this version "
    "cannot open yet: give a .roadmap file.",
}


def command_group() -> typer.Typer:
    """Return an empty group of commands; every module of commands has one, called `app`."""
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    app.callback()(_nothing)  # without it, a group of one command would not take its name
    return app


def _nothing() -> None:
    """Plan an infrastructure team's work as a history of decisions."""


def overview() -> int:
    """Print what can be asked for."""
    tell("Usage: roadmap [FILE]                 open the app")
    tell("       roadmap COMMAND --help         what a command takes")
    tell("")
    rows = [(name, entry.help) for name, entry in COMMANDS.items()]
    table(("Command", ""), rows)
    tell("FILE is a .roadmap file. `--json` prints one JSON document, `--version` the version.")
    return 0


def nearest(name: str) -> str:
    """Return how a sentence about a mistyped command ends: with the nearest, or the way to all."""
    near = difflib.get_close_matches(name, COMMANDS, n=1)
    return f": did you mean {near[0]!r}?" if near else ": `roadmap --help` lists them."
