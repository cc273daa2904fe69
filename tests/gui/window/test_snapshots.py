"""A snapshot in the app: opened, remembered, refused where it is damaged or newer, copied."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QThreadPool, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from gui.desk import Desk
from gui.recents import read_recent
from gui.settings import SettingsFile
from gui.theme import ThemeSource
from gui.window.window import MainWindow
from roadmap.redaction import Redaction
from roadmap.service import Roadmap
from roadmap.sharing import share
from tests.gui.window.conftest import MAYA, START, command, idle, item_id


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


@pytest.fixture
def snapshot(file: Path, tmp_path: Path) -> Path:
    roadmap = Roadmap.open(file)
    path = tmp_path / "Shared.roadsnap"
    share(roadmap, path, roadmap.moment(None), Redaction(), by=MAYA, at=START)
    roadmap.close()
    return path


def opened(desk: Desk, path: Path, qtbot: QtBot) -> MainWindow:
    desk.open_file(str(path))
    window = desk.windows[-1]
    qtbot.waitUntil(lambda: window.begun, timeout=10_000)
    return window


def test_a_snapshot_opens_like_a_roadmap_and_is_remembered(
    desk: Desk, snapshot: Path, qtbot: QtBot
) -> None:
    window = opened(desk, snapshot, qtbot)
    assert window.session.title == "Harbour"
    assert "snapshot" in (window.session.read_only or "")
    assert desk.settings.settings.recent == (str(snapshot),)
    recent = read_recent(str(snapshot))
    assert (recent.title, recent.problem) == ("Harbour", None)


def test_a_dropped_snapshot_opens_in_a_window_of_its_own(
    desk: Desk, file: Path, snapshot: Path, qtbot: QtBot
) -> None:
    window = opened(desk, file, qtbot)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(snapshot))])
    drop = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(drop)
    qtbot.waitUntil(lambda: len(desk.windows) == 2, timeout=10_000)
    qtbot.waitUntil(lambda: desk.windows[-1].begun, timeout=10_000)
    assert desk.windows[-1].session.read_only is not None


def test_a_copy_of_a_snapshot_is_opened_and_can_be_changed(
    desk: Desk, snapshot: Path, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    suggested: list[str] = []

    def choose(*given: object) -> tuple[str, str]:
        suggested.append(Path(str(given[2])).name)
        return str(tmp_path / "mine"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    window = opened(desk, snapshot, qtbot)
    window.frame.banner.action_requested.emit("open_copy")
    qtbot.waitUntil(lambda: len(desk.windows) == 2, timeout=10_000)
    copy = desk.windows[-1]
    qtbot.waitUntil(lambda: copy.begun, timeout=10_000)
    assert suggested == ["Shared copy.roadmap"]
    assert copy.session.read_only is None
    assert copy.session.execute([command("start_item", item=item_id("Patch TLS"))]) is not None
    idle(qtbot, copy.session)
    assert window.session.count == copy.session.count - 1


def test_a_damaged_snapshot_is_refused_with_its_place(
    desk: Desk, snapshot: Path, qtbot: QtBot
) -> None:
    content = bytearray(snapshot.read_bytes())
    content[-200] ^= 1
    snapshot.write_bytes(content)
    desk.open_file(str(snapshot))
    qtbot.waitUntil(lambda: desk.start is not None, timeout=10_000)
    assert desk.windows == []
    assert "changed or cut" in str(read_recent(str(snapshot)).problem)


def test_a_snapshot_of_a_newer_version_says_what_to_do(
    desk: Desk, snapshot: Path, qtbot: QtBot
) -> None:
    with zipfile.ZipFile(snapshot) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        events = archive.read("events.jsonl")
    with zipfile.ZipFile(snapshot, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", json.dumps({**manifest, "format": 99}))
        archive.writestr("events.jsonl", events)
        archive.comment = b"0" * 64
    problem = str(read_recent(str(snapshot)).problem)
    assert "newer version" in problem
    desk.open_file(str(snapshot))
    qtbot.waitUntil(lambda: desk.start is not None, timeout=10_000)
    assert desk.windows == []
