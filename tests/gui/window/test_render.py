"""Pictures without a screen: the real window, grabbed."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from gui.render import HEIGHT, PAGES, WIDTH, pictures, render
from gui.theme import ThemeSource
from roadmap.errors import NotFound


def test_every_page_is_drawn_in_both_themes(
    qapp: QApplication, themes: ThemeSource, file: Path, tmp_path: Path
) -> None:
    written = render(file, tmp_path / "out")
    names = [path.name for path in written]
    drawn = [f"{page}-{mode}.png" for mode in ("light", "dark") for page in PAGES]
    assert names == [*drawn, "grid-past-light.png"]
    images = {path.name: QImage(str(path)) for path in written}
    assert {(image.width(), image.height()) for image in images.values()} == {(WIDTH, HEIGHT)}
    light, dark = (images[f"grid-{mode}.png"].pixelColor(5, 300) for mode in ("light", "dark"))
    assert light.lightness() > 200
    assert dark.lightness() < 60


def test_only_what_was_asked_for_is_drawn(
    qapp: QApplication, themes: ThemeSource, file: Path, tmp_path: Path
) -> None:
    written = pictures(file, tmp_path, pages=("backlog",), modes=("dark",))
    assert [path.name for path in written] == ["backlog-dark.png", "grid-past-light.png"]


def test_a_file_that_is_not_there_is_said(
    qapp: QApplication, themes: ThemeSource, tmp_path: Path
) -> None:
    with pytest.raises(NotFound):
        pictures(tmp_path / "absent.roadmap", tmp_path)
