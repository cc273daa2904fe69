"""From one window to another: start page, opening, making, the sample, leaving."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from gui.dates import long_moment, month_ticks, recent_moment
from gui.desk import Desk
from gui.dialogs.importing.dialog import ImportDialog
from gui.dialogs.new_roadmap import NewRoadmapDialog, free_path
from gui.recents import read_recent, say_folder
from gui.settings import SettingsFile
from gui.tasks import under_way
from gui.theme import ThemeSource
from gui.tokens import PLAYBACK_THIN
from gui.widgets.progress_overlay import ProgressOverlay
from gui.window.window import MainWindow
from roadmap.commands.items import AddItem
from roadmap.service import Roadmap


@pytest.fixture
def desk(
    qapp: QApplication, themes: ThemeSource, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Desk]:
    monkeypatch.setenv("ROADMAP_PORTABLE", str(tmp_path / "portable"))
    quits = qapp.quitOnLastWindowClosed()
    qapp.setQuitOnLastWindowClosed(False)
    desk = Desk(themes, SettingsFile())
    yield desk
    desk.quit()
    QThreadPool.globalInstance().waitForDone()
    qapp.processEvents()
    qapp.setQuitOnLastWindowClosed(quits)


def test_opening_replaces_the_start_page_and_is_remembered(desk: Desk, file: Path) -> None:
    desk.open_start()
    desk.open_file(str(file))
    assert desk.start is None
    assert [window.session.title for window in desk.windows] == ["Harbour"]
    assert desk.settings.settings.recent == (str(file),)


def opened(desk: Desk, file: Path, qtbot: QtBot) -> MainWindow:
    """Open a file where nothing is in view yet; the window stands before its roadmap."""
    desk.open_file(str(file))
    [window] = desk.windows
    qtbot.waitUntil(lambda: window.begun, timeout=10_000)
    return window


def test_the_first_window_is_painted_before_its_roadmap_is_read(
    desk: Desk, file: Path, qtbot: QtBot
) -> None:
    desk.open_file(str(file))
    [window] = desk.windows
    with qtbot.waitSignal(window.frame.painted, timeout=10_000):
        assert (window.isVisible(), window.begun) == (True, False)
    before = window.frame.top.search.geometry(), window.frame.nav.geometry()
    qtbot.waitUntil(lambda: window.begun, timeout=10_000)
    qtbot.waitUntil(window.frame.pages.isVisible, timeout=10_000)
    assert window.windowTitle() == "Harbour — Roadmap"
    assert (window.frame.top.search.geometry(), window.frame.nav.geometry()) == before
    assert window.frame.playback.geometry().top() == window.height() - PLAYBACK_THIN


def test_a_long_history_is_read_on_a_worker_while_its_window_says_how_far_it_is(
    desk: Desk, file: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr("gui.desk._SOON", 0)
    desk.open_file(str(file))
    [window] = desk.windows
    qtbot.waitUntil(lambda: window.findChild(ProgressOverlay) is not None, timeout=10_000)
    qtbot.waitUntil(lambda: window.begun, timeout=10_000)
    overlay = window.findChild(ProgressOverlay)
    assert isinstance(overlay, ProgressOverlay)
    assert overlay.isHidden()
    assert window.windowTitle() == "Harbour — Roadmap"


def test_reading_a_long_history_can_be_cancelled(
    desk: Desk, file: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr("gui.desk._SOON", 0)
    desk.open_file(str(file))
    [window] = desk.windows
    qtbot.waitUntil(lambda: window.findChild(ProgressOverlay) is not None, timeout=10_000)
    overlay = window.findChild(ProgressOverlay)
    assert isinstance(overlay, ProgressOverlay)
    overlay.cancel_requested.emit()
    assert desk.windows == []
    assert desk.start is not None
    qtbot.waitUntil(lambda: under_way() == 0, timeout=10_000)
    assert desk.windows == []


def test_a_file_that_is_damaged_inside_leads_to_the_start_page(
    desk: Desk, file: Path, qtbot: QtBot
) -> None:
    bytes_ = bytearray(file.read_bytes())
    at = bytes_.index(b'"kind":"roadmap_created"')
    bytes_[at : at + 6] = b'"kinK"'
    file.write_bytes(bytes_)
    desk.open_file(str(file))
    qtbot.waitUntil(lambda: desk.start is not None, timeout=10_000)
    assert desk.windows == []
    assert desk.start is not None
    assert desk.start.banner.text.startswith("Harbour.roadmap was not opened.")


def test_a_window_that_is_closed_before_its_roadmap_is_read_stays_closed(
    desk: Desk, file: Path, qtbot: QtBot
) -> None:
    desk.open_file(str(file))
    with qtbot.waitSignal(desk.emptied, timeout=10_000):
        desk.windows[0].close()
    assert desk.windows == []


def test_a_file_has_one_window(desk: Desk, file: Path) -> None:
    desk.open_file(str(file))
    desk.open_file(str(file))
    assert len(desk.windows) == 1


def test_what_cannot_be_opened_is_said_on_the_start_page(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "letter.roadmap"
    path.write_text("Dear all")
    desk.open_file(str(path))
    assert desk.windows == []
    assert desk.start is not None
    assert desk.start.banner.text.startswith("letter.roadmap was not opened.")
    desk.open_file(str(tmp_path / "absent.roadmap"))
    assert "absent.roadmap was not opened." in desk.start.banner.text


def test_a_large_file_is_opened_on_a_worker(
    desk: Desk, file: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr("gui.desk._SOON", 0)
    start = desk.open_start()
    desk.open_file(str(file))
    assert start.progress.isVisible()
    qtbot.waitUntil(lambda: len(desk.windows) == 1, timeout=5000)


def test_the_start_page_tells_how_roadmaps_stand(
    desk: Desk, file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    desk.settings.add_recent(str(tmp_path / "gone.roadmap"))
    desk.settings.add_recent(str(file))
    start = desk.open_start()
    qtbot.waitUntil(
        lambda: any(row.recent.decided_at for row in start.page.recents.rows), timeout=5000
    )
    first, second = (row.recent for row in start.page.recents.rows)
    assert first.title == "Harbour"
    assert first.must_share == pytest.approx(1 / 3, abs=0.01)
    assert second.problem == "The file is not there any more."
    start.page.recents.rows[1].forgotten.emit(second.location)
    assert len(start.page.recents.rows) == 1


def test_a_new_roadmap_is_made_where_it_was_said(desk: Desk, tmp_path: Path) -> None:
    start = desk.open_start()
    dialog = desk.wishes.make_new(start)
    dialog._folder = tmp_path
    assert dialog.check() == "A roadmap needs a name."
    dialog.name.setText("Edge / Network")
    dialog.zone.setCurrentText("Europe/Berlin")
    dialog.accept()
    [window] = desk.windows
    assert Path(window.session.location) == tmp_path / "Edge Network.roadmap"
    assert window.session.settings.zone == "Europe/Berlin"
    assert len(window.session.live.principles) == 5


def test_a_file_name_is_never_taken_twice(tmp_path: Path) -> None:
    (tmp_path / "Edge.roadmap").touch()
    assert free_path(tmp_path, "Edge").name == "Edge 2.roadmap"
    assert free_path(tmp_path, "../..").name == "Roadmap.roadmap"


def test_importing_from_the_start_page_makes_a_roadmap_first(
    desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    export = tmp_path / "storage_team.csv"
    export.write_text("Key,Title\nA-1,Patch TLS\n")
    start = desk.open_start()
    start.wished.emit("import", str(export))
    dialog = start.findChild(NewRoadmapDialog)
    assert isinstance(dialog, NewRoadmapDialog)
    assert dialog.name.text() == "Storage team"
    dialog.place.setText(str(tmp_path / "storage.roadmap"))
    dialog.accept()
    [window] = desk.windows
    importing = window.findChild(ImportDialog)
    assert isinstance(importing, ImportDialog)
    qtbot.waitUntil(importing.go.isEnabled, timeout=10_000)
    with qtbot.waitSignal(importing.imported, timeout=10_000):
        importing.go.click()
    qtbot.waitUntil(lambda: window.session.pending == 0, timeout=5000)
    assert [item.title for item in window.session.live.items.ordered()] == ["Patch TLS"]
    assert window.page_id == "sort"
    incidents = tmp_path / "incidents.csv"
    incidents.write_text(
        "id,incident_number,description,service_name,created_on,resolved_on,seconds_to_resolve\n"
        "Q1,4,Disk full,Ledger,2026-01-03T06:00:00Z,2026-01-03T09:00:00Z,10800\n"
    )
    window.import_file(str(incidents))
    facts = window.findChildren(ImportDialog)[-1]
    qtbot.waitUntil(facts.go.isEnabled, timeout=10_000)
    with qtbot.waitSignal(facts.imported, timeout=10_000):
        facts.go.click()
    qtbot.waitUntil(lambda: window.page_id == "interruptions", timeout=10_000)
    qtbot.waitUntil(lambda: window.session.pending == 0, timeout=5000)


def test_leaving_saves_what_is_pending_first(desk: Desk, file: Path, qtbot: QtBot) -> None:
    window = opened(desk, file, qtbot)
    for number in range(5):
        window.session.execute([AddItem(fields={"title": f"Item {number}"})])
    with qtbot.waitSignal(desk.emptied, timeout=5000):
        desk.quit()
    roadmap = Roadmap.open(file)
    assert len(roadmap.state.items) == 9
    roadmap.close()


def test_the_window_stands_again_where_it_stood(desk: Desk, file: Path) -> None:
    desk.open_file(str(file))
    desk.windows[0].setGeometry(40, 30, 760, 600)
    desk.windows[0].close()
    assert desk.settings.settings.window == (40, 30, 760, 600)
    desk.open_file(str(file))
    assert desk.windows[0].geometry().getRect() == (40, 30, 760, 600)


def test_a_file_to_import_is_looked_for_where_the_last_one_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> None:
    asked: list[str] = []

    def choose(_parent: QWidget, _title: str, folder: str, _files: str) -> tuple[str, str]:
        asked.append(folder)
        return str(tmp_path / "export.csv"), ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", choose)
    memory, parent = SettingsFile(tmp_path / "settings.toml"), QWidget()
    ImportDialog.choose(parent, memory)
    ImportDialog.choose(parent, SettingsFile(tmp_path / "settings.toml"))
    memory.change(import_folder=str(tmp_path / "gone"))
    ImportDialog.choose(parent, memory)
    assert asked == [str(Path.home()), str(tmp_path), str(Path.home())]


def test_folders_are_said_as_people_say_them(tmp_path: Path) -> None:
    home = Path("/home/maya")
    assert say_folder("/home/maya/Documents/Roadmaps/a.roadmap", home) == "Documents / Roadmaps"
    assert say_folder("/home/maya/a.roadmap", home) == "Home"
    assert say_folder("/srv/a/b/c/d/e/f.roadmap", home) == "… / c / d / e"


def test_a_file_that_is_no_roadmap_is_named_as_such_among_the_recent(tmp_path: Path) -> None:
    path = tmp_path / "letter.roadmap"
    path.write_text("Dear all")
    assert read_recent(str(path)).problem


@pytest.mark.skipif(sys.platform == "win32", reason="the zone cannot be set for one process")
def test_the_last_decision_is_told_in_this_computers_zone(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    try:
        decided_at = read_recent(str(file)).decided_at
        assert decided_at is not None
        assert decided_at.utcoffset() == timedelta(hours=9)
    finally:
        monkeypatch.undo()
        time.tzset()


def test_dates_are_said_short() -> None:
    today = date(2026, 11, 20)
    at = datetime(2026, 11, 20, 9, 12, tzinfo=UTC)
    assert recent_moment(at, today) == "today, 09:12"
    assert recent_moment(at.replace(day=17), today) == "Tue 17 Nov"
    assert recent_moment(at.replace(month=8, day=28), today) == "28 Aug"
    assert recent_moment(at.replace(year=2025), today) == "20 Nov 2025"
    assert long_moment(at) == "Fri 20 Nov 2026, 09:12"
    first, last = datetime(2025, 6, 2, tzinfo=UTC), at
    words = [text for _, text in month_ticks(first, last)]
    assert words[:3] == ["Jul 2025", "Sep", "Nov"]
    assert "Jan 2026" in words
    assert month_ticks(first, first) == []
