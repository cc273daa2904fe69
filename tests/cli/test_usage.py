"""How the command line answers wrong usage, missing things and what nobody foresaw."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from roadmap.cli import run
from roadmap.cli.catalogue import COMMANDS
from tests.cli.conftest import Cli


def one_line(text: str) -> bool:
    return text.count("\n") == 1 and text.endswith("\n") and "Traceback" not in text


def test_the_overview_lists_every_command(cli: Cli) -> None:
    ran = cli("--help")
    assert ran.code == 0
    assert all(name in ran.out for name in COMMANDS)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_explains_itself(cli: Cli, name: str) -> None:
    ran = cli(name, "--help")
    assert ran.code == 0
    assert f"roadmap {name}" in ran.out


@pytest.mark.parametrize(
    "arguments",
    [
        ("itmes", "x.roadmap"),
        ("items",),
        ("items", "x.roadmap", "--colour"),
        ("--colour",),
        ("new", "x.roadmap"),
        ("new", "x.roadmap", "--name", "X", "--sprint-days", "many"),
        ("new", "x.roadmap", "--name", "X", "--start", "soon"),
    ],
)
def test_wrong_usage_is_exit_2_with_one_line(cli: Cli, arguments: tuple[str, ...]) -> None:
    ran = cli(*arguments)
    assert ran.code == 2
    assert ran.out == ""
    assert one_line(ran.err)


def test_a_mistyped_command_is_guessed(cli: Cli) -> None:
    assert cli("itmes").err == "There is no command 'itmes': did you mean 'items'?\n"


def test_a_missing_file_is_refused_with_the_way_out(cli: Cli, tmp_path: Path) -> None:
    ran = cli("items", tmp_path / "none.roadmap")
    assert ran.code == 1
    assert "There is no file" in ran.err
    assert "roadmap new" in ran.err
    assert one_line(ran.err)
    spaced = tmp_path / "our plan.roadmap"
    assert f"`roadmap new '{spaced}' --name NAME`" in cli("items", spaced).err


@pytest.mark.parametrize("place", ["postgresql://host/team", "postgres://host/team"])
def test_what_this_version_cannot_open_is_said(cli: Cli, place: str) -> None:
    ran = cli("items", place)
    assert ran.code == 1
    assert "cannot open yet" in ran.err
    assert one_line(ran.err)


def test_a_folder_is_no_roadmap(cli: Cli, tmp_path: Path) -> None:
    ran = cli("grid", tmp_path)
    assert ran.code == 1
    assert "is a folder" in ran.err


def test_without_a_display_the_app_is_refused_in_a_sentence(
    cli: Cli, empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    for arguments in ((), (empty,)):
        ran = cli(*arguments)
        assert ran.code == 2
        assert "display" in ran.err
        assert one_line(ran.err)


def test_what_nobody_foresaw_goes_to_a_log_and_not_to_the_screen(
    cli: Cli, empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("never shown")

    monkeypatch.setenv("ROADMAP_PORTABLE", str(tmp_path / "portable"))
    monkeypatch.setattr("roadmap.cli.reading.items_json", broken)
    ran = cli("items", empty)
    log = tmp_path / "portable" / "logs" / "errors.log"
    assert ran.code == 1
    assert one_line(ran.err)
    assert str(log) in ran.err
    assert "never shown" not in ran.err
    assert "ZeroDivisionError: never shown" in log.read_text()


def test_ctrl_c_is_said_in_a_word(cli: Cli, empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("roadmap.cli.reading.items_json", stopped)
    ran = cli("items", empty)
    assert ran.code == 130
    assert ran.err.strip() == "Stopped."


def roadmap_process(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "roadmap", *map(str, arguments)]


def test_a_reader_that_goes_away_is_no_error(filled: Path) -> None:
    command = roadmap_process("items", filled, "--json")
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        said = process.stderr.read()
        code = process.wait()
    assert said == b""
    assert code == 141


def test_a_full_disk_under_stdout_is_one_line(filled: Path) -> None:
    if not os.path.exists("/dev/full"):  # noqa: PTH110 - a device
        pytest.skip("this system has no /dev/full")
    with open("/dev/full", "wb") as full:  # noqa: PTH123 - a device
        ran = subprocess.run(
            roadmap_process("items", filled), stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert ran.returncode == 1
    assert one_line(ran.stderr.decode())


def test_a_terminal_that_cannot_write_a_letter_gets_an_escape(filled: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    line = '{"do": "add_item", "title": "Überlauf"}'
    command = roadmap_process("apply", filled, "-")
    subprocess.run(command, input=line.encode(), check=True, capture_output=True)
    ran = subprocess.run(
        roadmap_process("items", filled), env=environment, capture_output=True, check=True
    )
    assert b"\\xdcberlauf" in ran.stdout


def test_the_heavy_modules_are_loaded_only_when_they_are_needed() -> None:
    probe = "import sys, roadmap.cli; print('roadmap.service' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", probe], capture_output=True, check=True)
    assert ran.stdout.strip() == b"False"


def test_the_version_is_printed(cli: Cli) -> None:
    assert cli("--version").out.startswith("roadmap ")
    assert run(["--version"]) == 0
