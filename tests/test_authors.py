"""Who decides: names as authors, and the name in the settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from roadmap.authors import author_named, own_name
from roadmap.errors import Refused
from roadmap.folders import settings_path


def test_the_same_name_is_the_same_author_however_it_is_spaced_or_cased() -> None:
    one, other = author_named("Maya Okafor"), author_named("  maya   OKAFOR\n")
    assert one.id == other.id
    assert one.name == "Maya Okafor"


@pytest.mark.parametrize("name", ["", "  \n ", "x" * 201])
def test_a_name_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(Refused, match="1 to 200"):
        author_named(name)


def test_the_settings_name_the_person_and_else_the_login_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "maya")
    settings = tmp_path / "settings.toml"
    assert own_name(settings) == "maya"
    settings.write_text('name = "Maya Okafor"\n', "utf-8")
    assert own_name(settings) == "Maya Okafor"
    settings.write_text("name = 3\n", "utf-8")
    assert own_name(settings) == "maya"


def test_settings_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    settings = tmp_path / "settings.toml"
    settings.write_text("name = \n", "utf-8")
    with pytest.raises(Refused, match=r"settings\.toml"):
        own_name(settings)


def test_a_portable_folder_holds_the_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROADMAP_PORTABLE", str(tmp_path))
    assert settings_path() == tmp_path / "config" / "settings.toml"
