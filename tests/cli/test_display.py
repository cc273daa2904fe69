"""Is there a display, asked before Qt is loaded; and what is said where there is no app."""

from __future__ import annotations

import socket

import pytest

from roadmap.cli import display, plugins
from roadmap.cli.display import display_problem
from tests.cli.conftest import Cli


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")


def test_nothing_set_is_no_display() -> None:
    assert "neither DISPLAY nor WAYLAND_DISPLAY" in (display_problem() or "")


def test_a_local_display_has_to_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":64999")
    assert display_problem() == "the display :64999 does not answer."
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as server:
        server.bind("\0/tmp/.X11-unix/X64999")
        server.listen()
        assert display_problem() is None


@pytest.mark.parametrize(
    ("name", "value"), [("WAYLAND_DISPLAY", "wayland-0"), ("DISPLAY", "far.example:10.0")]
)
def test_what_cannot_be_asked_is_believed(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    assert display_problem() is None


def test_a_platform_without_windows_shows_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", "far.example:10.0")
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert "offscreen" in (display_problem() or "")


def test_where_the_app_is_not_installed_it_is_said(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*, group: str) -> tuple[()]:
        return ()

    monkeypatch.setattr(plugins, "entry_points", none)
    monkeypatch.setattr(display, "display_problem", lambda: None)
    monkeypatch.setattr("roadmap.cli.window.display_problem", lambda: None)
    ran = cli()
    assert ran.code == 2
    assert "not installed" in ran.err
    assert plugins.painter() is None
