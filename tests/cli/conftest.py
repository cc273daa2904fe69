"""How the tests ask the command line: in this process, with what it printed and its exit code."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from roadmap.cli import run


@dataclass(frozen=True)
class Ran:
    """One command that ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What it printed, which is one JSON document and nothing else."""
        return json.loads(self.out)


Cli = Callable[..., Ran]


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Cli:
    """Run `roadmap` with the arguments given; `stdin` is text for it to read."""

    def call(*arguments: str | Path, stdin: str = "") -> Ran:
        with monkeypatch.context() as patch:
            patch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
            capsys.readouterr()
            code = run([str(each) for each in arguments])
        said = capsys.readouterr()
        return Ran(code, said.out, said.err)

    return call


@pytest.fixture
def empty(tmp_path: Path, cli: Cli) -> Path:
    """A new roadmap file."""
    path = tmp_path / "t.roadmap"
    assert cli("new", path, "--name", "T", "--start", "2026-06-01").code == 0
    return path


@pytest.fixture
def filled(empty: Path, cli: Cli) -> Path:
    """A roadmap with a team, three items and two decisions more."""
    lines = "\n".join(
        json.dumps(each)
        for each in (
            {"do": "add_team", "name": "Runtime"},
            {
                "do": "add_item",
                "item": "AAAAAAAAA1",
                "title": "Patch TLS",
                "forcing": "forced",
                "horizon": "short_term",
                "estimate": 3.0,
                "driver": "security_vulnerability",
                "team": "Runtime",
            },
            {"do": "add_item", "item": "AAAAAAAAA2", "title": "Leave the old site"},
            {
                "do": "add_item",
                "item": "AAAAAAAAA3",
                "title": "Faster builds",
                "forcing": "discretionary",
                "horizon": "long_term",
                "size": "L",
            },
        )
    )
    assert cli("apply", empty, "-", "--by", "Maya", "--why", "First", stdin=lines).code == 0
    sort = json.dumps(
        {
            "do": "reclassify_item",
            "item": "AAAAAAAAA2",
            "forcing": "forced",
            "horizon": "long_term",
            "driver": "cost_ceiling",
            "mandatory_by": "2027-02-28",
        }
    )
    assert cli("apply", empty, "-", "--by", "Tomas", "--why", "Rent", stdin=sort).code == 0
    return empty
