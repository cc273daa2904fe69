"""The demo without a window: files in a folder, and a sentence about what was left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import sampled
from tests.cli.conftest import Cli


@pytest.fixture(autouse=True)
def no_display(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)


@pytest.fixture
def made_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sample is written without being drafted anew."""
    monkeypatch.setattr("roadmap.sample.sample_drafts", lambda _now: sampled.drafts())


def test_without_a_painter_it_writes_the_sample_and_says_what_is_left_out(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("roadmap.cli.demo.painter", lambda: None)
    out = tmp_path / "shown"
    ran = cli("demo", "--out", out)
    assert ran.code == 0
    assert {each.name for each in out.iterdir()} == {
        "sample.roadmap",
        "sample.html",
        "summary.txt",
    }
    page = (out / "sample.html").read_text("utf-8")
    assert "Harbour Platform" in page
    assert "Content-Security-Policy" in page
    assert "Harbour Platform" in (out / "summary.txt").read_text("utf-8")
    assert "left out" in ran.err
    assert cli("verify", out / "sample.roadmap").code == 0
    assert cli("demo", "--out", out).code == 0


@pytest.mark.usefixtures("made_before")
def test_the_painter_gets_the_sample_and_its_pictures_are_named(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def draw(path: Path, folder: Path) -> list[Path]:
        assert path.exists()
        return [folder / "grid-light.png"]

    monkeypatch.setattr("roadmap.cli.demo.painter", lambda: draw)
    ran = cli("demo", "--out", tmp_path)
    assert ran.code == 0
    assert str(tmp_path / "grid-light.png") in ran.out


@pytest.mark.usefixtures("made_before")
def test_without_a_display_and_a_folder_it_goes_to_out(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("roadmap.cli.demo.painter", lambda: None)
    ran = cli("demo")
    assert ran.code == 0
    assert (tmp_path / "out" / "sample.roadmap").exists()
    assert "out" in ran.err


@pytest.mark.usefixtures("made_before")
def test_with_a_display_the_app_opens_on_the_kept_copy(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []

    def window(path: Path) -> int:
        opened.append(path)
        return 0

    monkeypatch.setenv("ROADMAP_PORTABLE", str(tmp_path))
    monkeypatch.setattr("roadmap.cli.demo.display_problem", lambda: None)
    monkeypatch.setattr("roadmap.cli.demo.show_window", window)
    assert cli("demo").code == 0
    assert opened == [tmp_path / "data" / "sample.roadmap"]
    assert opened[0].exists()
