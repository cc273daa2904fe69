from pathlib import Path

import pytest

from gui.settings import RECENT_FILES, Settings, SettingsFile
from roadmap.authors import own_name
from roadmap.folders import config_folder


def test_what_was_remembered_is_there_again(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "settings.toml"
    wanted = Settings(
        name='Maya "M" Okafor \\ Ä\n'.strip(),
        theme="dark",
        text_size=150,
        reduced_motion=True,
        recent=("/a/Ümlaut.roadmap", "C:\\b.roadmap"),
        window=(-10, 5, 1200, 800),
        maximized=True,
    )
    SettingsFile(path).put(wanted)
    assert SettingsFile(path).settings == wanted


def test_the_command_line_reads_the_same_name(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    SettingsFile(path).change(name="Maya Okafor")
    assert own_name(path) == "Maya Okafor"


def test_a_file_that_cannot_be_read_counts_as_empty(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("name = [unclosed")
    assert SettingsFile(path).settings == Settings()


def test_values_of_another_shape_count_as_absent(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('name = "Ines"\ntheme = "pink"\ntext_size = 110\nwindow = [1, 2]\nrecent = 3\n')
    assert SettingsFile(path).settings == Settings(name="Ines")


def test_a_folder_that_cannot_be_made_costs_only_the_memory(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    file = SettingsFile(tmp_path / "file" / "settings.toml")
    file.change(name="Ines")
    assert file.settings.name == "Ines"


def test_the_latest_roadmap_is_first_and_listed_once(tmp_path: Path) -> None:
    file = SettingsFile(tmp_path / "settings.toml")
    for number in range(RECENT_FILES + 3):
        file.add_recent(f"/{number}")
    file.add_recent("/5")
    assert file.settings.recent[0] == "/5"
    assert len(file.settings.recent) == len(set(file.settings.recent)) == RECENT_FILES
    file.forget_recent("/5")
    assert "/5" not in file.settings.recent


def test_a_portable_folder_holds_everything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROADMAP_PORTABLE", str(tmp_path))
    assert config_folder().is_relative_to(tmp_path)
    SettingsFile().change(name="Ines")
    assert [path.name for path in tmp_path.rglob("*.toml")] == ["settings.toml"]


def test_without_a_name_the_login_name_decides() -> None:
    assert Settings(name="Maya").author.name == "Maya"
    assert Settings().author.name
