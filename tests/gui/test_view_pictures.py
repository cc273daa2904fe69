"""One view alone as a picture, and the paper for leadership, looked at as a reader of the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from gui.paper import print_paper
from gui.theme import ThemeSource, apply
from gui.view_pictures import draw
from roadmap.errors import NotFound, Refused
from roadmap.redaction import Redaction
from roadmap.report.html.source import Source
from roadmap.service import Roadmap
from roadmap.sharing import source_for
from tests.given import MAYA, NOON, command

START = datetime(2026, 1, 5, 9, tzinfo=UTC)


@pytest.fixture
def themes(qapp: QApplication) -> Iterator[ThemeSource]:
    source = apply(qapp, "light", still=True)
    yield source
    QThreadPool.globalInstance().waitForDone()
    qapp.setStyleSheet("")
    source.deleteLater()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "Harbour.roadmap"
    roadmap = Roadmap.create(
        path, {"name": "Harbour", "sprint_start": START.date()}, by=MAYA, at=NOON
    )
    forced = {"forcing": "forced", "horizon": "long_term", "driver": "regulation"}
    roadmap.execute(
        [
            command("add_person", fields={"name": "Ada", "role": "Engineer"}),
            command(
                "add_item", title="Patch <TLS>", estimate=3, mandatory_by="2026-05-01", **forced
            ),
        ],
        by=MAYA,
        at=NOON,
        why="The auditor asks for it",
    )
    wanted = {"title": "Hire one", "cost": "Late by a month", "probability": 0.62}
    roadmap.execute([command("add_ask", **wanted)], by=MAYA, at=NOON)
    roadmap.close()
    return path


def pages_of(path: Path) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", path.read_bytes()))


def test_a_view_is_drawn_in_every_format_without_a_window(
    themes: ThemeSource, file: Path, tmp_path: Path
) -> None:
    for suffix in (".png", ".svg", ".pdf"):
        draw(file, None, "grid", tmp_path / f"grid{suffix}")
    image = QImage(str(tmp_path / "grid.png"))
    assert image.width() > 2 * 1000
    assert (
        len({image.pixelColor(x, y).rgb() for x in range(0, 2000, 40) for y in range(0, 800, 40)})
        > 5
    )
    tree = ET.parse(tmp_path / "grid.svg")  # noqa: S314 - written here
    words = "".join(each.text or "" for each in tree.iter("{http://www.w3.org/2000/svg}text"))
    assert "Patch" in words
    assert "Harbour, as of" in words
    assert "Add item" not in words
    assert b"sans-serif" in (tmp_path / "grid.svg").read_bytes()
    assert pages_of(tmp_path / "grid.pdf") == 1


def test_an_earlier_moment_is_drawn_as_it_was(
    themes: ThemeSource, file: Path, tmp_path: Path
) -> None:
    roadmap = Roadmap.open(file)
    first = roadmap.timeline.tell(0).id
    roadmap.close()
    draw(file, first, "grid", tmp_path / "then.svg")
    assert "Patch" not in (tmp_path / "then.svg").read_text("utf-8")


def test_what_cannot_be_drawn_is_said_and_leaves_nothing(
    themes: ThemeSource, file: Path, tmp_path: Path
) -> None:
    with pytest.raises(Refused, match="no view 'moon'"):
        draw(file, None, "moon", tmp_path / "a.png")
    with pytest.raises(Refused, match=r"ends in .png"):
        draw(file, None, "grid", tmp_path / "a.gif")
    with pytest.raises(NotFound, match="no folder"):
        draw(file, None, "grid", tmp_path / "absent" / "a.png")
    assert [each.name for each in tmp_path.iterdir()] == ["Harbour.roadmap"]


def source(file: Path, wanted: Redaction) -> tuple[Roadmap, Source]:
    roadmap = Roadmap.open(file)
    today = roadmap.today(NOON)
    made = source_for(roadmap, roadmap.moment(None), wanted, by=MAYA, at=NOON, today=today)
    return roadmap, made


def test_the_paper_has_one_to_three_pages(themes: ThemeSource, file: Path, tmp_path: Path) -> None:
    roadmap, made = source(file, Redaction())
    print_paper(made, tmp_path / "paper.pdf")
    roadmap.close()
    assert 1 <= pages_of(tmp_path / "paper.pdf") <= 3
    assert (tmp_path / "paper.pdf").read_bytes().startswith(b"%PDF")


def test_a_roadmap_with_very_much_still_fits_on_three_pages(
    themes: ThemeSource, file: Path, tmp_path: Path
) -> None:
    roadmap = Roadmap.open(file)
    forced = {"forcing": "forced", "horizon": "long_term", "driver": "regulation"}
    long = (
        "A title that goes on and on, so that it has to be set in several lines of the table " * 2
    )
    items = [
        command("add_item", title=f"{long}{n}", mandatory_by="2026-06-01", **forced)
        for n in range(60)
    ]
    roadmap.execute(items, by=MAYA, at=NOON, why="All of it was found in one audit. " * 8)
    roadmap.close()
    opened, made = source(file, Redaction("team"))
    print_paper(made, tmp_path / "paper.pdf")
    opened.close()
    assert pages_of(tmp_path / "paper.pdf") <= 3


def test_a_roadmap_in_which_nothing_was_decided_has_a_paper_too(
    themes: ThemeSource, tmp_path: Path
) -> None:
    path = tmp_path / "empty.roadmap"
    Roadmap.create(path, {"name": "Empty"}, by=MAYA, at=NOON).close()
    roadmap, made = source(path, Redaction())
    print_paper(made, tmp_path / "paper.pdf")
    roadmap.close()
    assert pages_of(tmp_path / "paper.pdf") == 1
