"""The app as a program of its own: it starts, opens a file, and ends with 0."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

PROGRAM = """
import sys
import gui.app as app
import gui.starting as starting
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

whole = starting.install_hooks

def install_hooks(themes):
    QTimer.singleShot({after}, {do})
    return whole(themes)

starting.install_hooks = install_hooks
sys.exit(app.open_window(sys.argv[1] if len(sys.argv) > 1 else None))
"""


def run(root: Path, tmp_path: Path, do: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    code = PROGRAM.replace("{after}", "300").replace("{do}", do)
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=root,
        env={**os.environ, "ROADMAP_PORTABLE": str(tmp_path / "own")},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_it_opens_a_file_and_ends_with_zero(root: Path, tmp_path: Path, file: Path) -> None:
    ended = run(root, tmp_path, "QApplication.instance().closeAllWindows", str(file))
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")
    settings = tomllib.loads((tmp_path / "own" / "config" / "settings.toml").read_text("utf-8"))
    assert settings["recent"] == [str(file)]
    assert len(settings["window"]) == 4


@pytest.mark.parametrize("there", [True, False])
def test_it_opens_the_start_page(root: Path, tmp_path: Path, there: bool) -> None:
    absent = () if there else (str(tmp_path / "absent.roadmap"),)
    ended = run(root, tmp_path, "QApplication.instance().closeAllWindows", *absent)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")


def test_workers_give_the_window_its_turn_soon(root: Path, tmp_path: Path) -> None:
    do = "lambda: (print('turn', sys.getswitchinterval()), QApplication.closeAllWindows())"
    ended = run(root, tmp_path, do)
    assert "turn 0.0005" in ended.stdout


def test_a_fault_is_logged_and_does_not_end_it(root: Path, tmp_path: Path) -> None:
    do = (
        "lambda: (QTimer.singleShot(400, QApplication.instance().closeAllWindows), "
        "QTimer.singleShot(800, QApplication.instance().closeAllWindows), 1 / 0)"
    )
    ended = run(root, tmp_path, do)
    assert ended.returncode == 0
    log = (tmp_path / "own" / "logs" / "roadmap.log").read_text("utf-8")
    assert "ZeroDivisionError" in log
