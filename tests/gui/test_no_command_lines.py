"""Does any text that can reach the window name a command line?"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import gui
import roadmap
from roadmap.cli.catalogue import COMMANDS

_ROOTS = (Path(gui.__path__[0]), Path(roadmap.__path__[0]))


def _sources() -> Iterator[Path]:
    for root in _ROOTS:
        for path in sorted(root.rglob("*.py")):
            if "cli" not in path.relative_to(root).parts:
                yield path


def _spoken(tree: ast.AST) -> Iterator[str]:
    """Yield the texts of a module that are no docstrings and not the `command` of an error."""
    silent: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            silent.add(id(node.value))
        if isinstance(node, ast.keyword) and node.arg == "command":
            silent.update(id(each) for each in ast.walk(node.value))
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in silent
        ):
            yield node.value


def test_no_text_outside_the_command_line_names_one() -> None:
    wrong = [
        f"{path.name}: {text}"
        for path in _sources()
        for text in _spoken(ast.parse(path.read_text(encoding="utf-8")))
        if any(f"`roadmap {name}" in text for name in COMMANDS)
    ]
    assert wrong == []
