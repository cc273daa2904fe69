"""One view alone as a picture, and the paper for leadership, looked at as a reader of the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QPoint, QSize, QThreadPool
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QTableView

from gui import view_pictures
from gui.paper import print_paper
from gui.picture_page import PicturePage, sheets
from gui.render import settle
from gui.selection import Selection
from gui.session import Session
from gui.theme import ThemeSource, apply
from gui.view_pictures import draw
from gui.views.whatif.page import WhatifPage
from roadmap.errors import NotFound, Refused
from roadmap.redaction import Redaction
from roadmap.report.html.source import Source
from roadmap.service import Roadmap
from roadmap.sharing import source_for
from roadmap.what_if import WhatIf
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


def words_of(picture: Path) -> str:
    """All words of an SVG, without spaces: a line may be cut into pieces."""
    tree = ET.parse(picture)  # noqa: S314 - written here
    texts = (each.text or "" for each in tree.iter("{http://www.w3.org/2000/svg}text"))
    return "".join("".join(texts).split())


def more_items(file: Path, count: int) -> None:
    roadmap = Roadmap.open(file)
    items = [command("add_item", title=f"Work {n:03}.", estimate=1) for n in range(count)]
    roadmap.execute(items, by=MAYA, at=NOON)
    roadmap.close()


def test_a_long_view_is_drawn_whole(themes: ThemeSource, file: Path, tmp_path: Path) -> None:
    more_items(file, 200)  # 7,200 pixels of rows
    draw(file, None, "backlog", tmp_path / "a.svg")
    text = words_of(tmp_path / "a.svg")
    assert all(f"Work{n:03}." in text for n in range(200))
    assert "noroom" not in text
    draw(file, None, "backlog", tmp_path / "a.pdf")
    assert pages_of(tmp_path / "a.pdf") >= 4


def test_what_has_no_room_in_a_picture_is_said_in_it(
    themes: ThemeSource, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(view_pictures._LONGEST, ".svg", 2_000)
    more_items(file, 200)
    draw(file, None, "backlog", tmp_path / "a.svg")
    text = words_of(tmp_path / "a.svg")
    found = re.search(r"Thefirst(\d+)of201rowsofthispage", text)
    assert found is not None
    shown = sum(f"Work{n:03}." in text for n in range(200))
    assert 30 < int(found[1]) <= shown + 2
    assert shown < 200


def test_no_sheet_ends_inside_a_row(themes: ThemeSource, file: Path) -> None:
    more_items(file, 120)
    session = Session(Roadmap.open(file), MAYA)
    made = PicturePage("backlog", session, themes)
    settle()
    while made.grow(QSize(2_000, 20_000)):
        settle()
    assert made.extent().is_whole
    [table] = made.page.findChildren(QTableView)
    above = table.viewport().mapTo(made.page, QPoint(0, 0)).y()
    cuts = [bottom for _, bottom in sheets(made.page, 1_000)]
    assert cuts[-1] == made.page.height()
    assert len(cuts) > 4
    for cut in cuts[:-1]:
        row = table.visualRect(table.indexAt(QPoint(40, cut - above)))
        assert row.top() == cut - above
    made.close()
    settle()
    session.close()


def test_decisions_that_are_told_while_they_are_painted_are_all_there(
    themes: ThemeSource, file: Path, tmp_path: Path
) -> None:
    roadmap = Roadmap.open(file)
    for n in range(150):
        added = command("add_item", title=f"Work {n:03}.", estimate=1)
        roadmap.execute([added], by=MAYA, at=NOON)
    roadmap.close()
    draw(file, None, "decisions", tmp_path / "a.svg")
    text = words_of(tmp_path / "a.svg")
    assert all(f"Work{n:03}." in text for n in range(150))


def test_a_picture_is_for_leadership_unless_it_is_for_the_team(
    themes: ThemeSource, file: Path, tmp_path: Path
) -> None:
    roadmap = Roadmap.open(file)
    away = {"first": "2026-02-02", "last": "2026-02-06"}
    roadmap.execute(
        [command("edit_person", person="Ada", fields={"time_off": [away]})],
        by=MAYA,
        at=NOON,
        why="Her father is ill",
    )
    roadmap.execute([command("add_item", title="Ask Ada", notes="x")], by=MAYA, at=NOON)
    roadmap.close()
    for view in ("people", "decisions", "overview", "sprints", "backlog"):
        draw(file, None, view, tmp_path / "a.svg")
        text = words_of(tmp_path / "a.svg")
        assert "Ada" not in text, view
        assert "2to6Feb" not in text, view
        assert "father" not in text, view
        assert "forleadership" in text, view
    draw(file, None, "people", tmp_path / "a.svg", Redaction("team"))
    assert "Ada" in words_of(tmp_path / "a.svg")
    assert "fortheteam" in words_of(tmp_path / "a.svg")


def test_a_picture_for_leadership_shows_the_dates_that_the_team_sees(
    themes: ThemeSource, file: Path, tmp_path: Path
) -> None:
    roadmap = Roadmap.open(file)
    away = {"first": "2026-01-05", "last": "2026-06-30"}
    edit = command("edit_person", person="Ada", fields={"time_off": [away]})
    roadmap.execute([edit], by=MAYA, at=NOON)
    roadmap.close()
    for audience in ("leadership", "team"):
        target = tmp_path / f"{audience}.svg"
        draw(file, None, "timeline", target, Redaction(audience))
    found = [words_of(tmp_path / f"{each}.svg") for each in ("leadership", "team")]
    assert found[0].replace("forleadership", "") == found[1].replace("fortheteam", "")


def test_a_picture_of_a_comparison_draws_the_scenario_that_is_chosen(
    themes: ThemeSource, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROADMAP_PORTABLE", str(tmp_path / "portable"))
    roadmap = Roadmap.open(file)
    made = WhatIf(roadmap).new("Another way", by=MAYA, at=NOON)
    session = Session(roadmap, MAYA)
    page = WhatifPage(session, themes, Selection())
    page.show()
    settle()
    page.desk.choose(made.id)
    again = PicturePage("what-if", session, themes, like=page)
    settle()
    assert isinstance(again.page, WhatifPage)
    assert again.page.desk.key == made.id
    again.close()
    page.close()
    page.deleteLater()
    settle()
    session.close()


def test_private_scenarios_are_drawn_for_nobody_else(
    themes: ThemeSource, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROADMAP_PORTABLE", str(tmp_path / "portable"))
    roadmap = Roadmap.open(file)
    WhatIf(roadmap).new("Between us", by=MAYA, at=NOON)
    roadmap.close()
    for audience, is_there in (("leadership", False), ("team", True)):
        draw(file, None, "what-if", tmp_path / "a.svg", Redaction(audience))  # type: ignore[arg-type]
        assert ("Betweenus" in words_of(tmp_path / "a.svg")) is is_there


def test_a_button_that_says_what_is_shown_stays_in_a_picture(
    themes: ThemeSource, file: Path, tmp_path: Path
) -> None:
    draw(file, None, "decisions", tmp_path / "a.svg")
    text = words_of(tmp_path / "a.svg")
    assert "PersonAll" in text
    assert "Now" in text
    assert "Copybrief" not in text


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
