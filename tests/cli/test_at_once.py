"""The start of the window alone goes around the commands, and nothing else does."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from roadmap.cli import display, plugins, run
from roadmap.cli.at_once import window_at_once
from tests import sampled

PROGRAM = """
import sys
from roadmap.cli import display, plugins, run
display.display_problem = lambda: None
plugins.window = lambda: lambda path: print(path) or 7
code = run(sys.argv[1:])
print(code, sorted({"typer", "rich", "pydantic", "roadmap.service"} & sys.modules.keys()))
"""


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("at_once") / "sample.roadmap"
    sampled.write(path)
    return path


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path | None]:
    """The paths that a window was opened on."""
    paths: list[Path | None] = []

    def open_window(path: Path | None) -> int:
        paths.append(path)
        return 0

    monkeypatch.setattr(display, "display_problem", lambda: None)
    monkeypatch.setattr(plugins, "window", lambda: open_window)
    return paths


def test_a_window_on_a_file_loads_no_commands(sample: Path) -> None:
    words = [sys.executable, "-c", PROGRAM, str(sample)]
    ended = subprocess.run(words, capture_output=True, text=True, check=True)
    assert ended.stdout.splitlines() == [str(sample), "7 []"]


def test_a_file_or_nothing_is_opened_at_once(sample: Path, opened: list[Path | None]) -> None:
    for arguments in ([], [str(sample)]):
        assert run(arguments) == 0
    assert opened == [None, sample]


@pytest.mark.parametrize(
    "arguments",
    [["items"], ["--help"], ["absent.roadmap"], ["."], ["items", "a.roadmap"], ["open"]],
)
def test_everything_else_is_a_matter_of_commands(
    arguments: list[str], opened: list[Path | None]
) -> None:
    assert window_at_once(arguments) is None
    assert opened == []


def test_without_a_display_a_command_says_so(
    sample: Path, opened: list[Path | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(display, "display_problem", lambda: "there is none.")
    assert window_at_once([str(sample)]) is None


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [(KeyboardInterrupt(), 130, "Stopped."), (ZeroDivisionError(), 1, "(ZeroDivisionError)")],
)
def test_a_start_that_fails_ends_as_a_command_does(
    sample: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    error: BaseException,
    code: int,
    said: str,
) -> None:
    def fails() -> Callable[[Path | None], int]:
        def open_window(_path: Path | None) -> int:
            raise error

        return open_window

    monkeypatch.setenv("ROADMAP_PORTABLE", str(tmp_path))
    monkeypatch.setattr(display, "display_problem", lambda: None)
    monkeypatch.setattr(plugins, "window", fails)
    assert run([str(sample)]) == code
    assert said in capsys.readouterr().err
