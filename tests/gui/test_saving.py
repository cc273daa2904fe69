"""Does the store thread leave deleting widgets to the window's thread, and end in silence?"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from gui.session import Session
from roadmap.commands.items import AddItem
from roadmap.service import Roadmap, utc_now
from roadmap.values import Author

MAYA = Author(id="maya", name="Maya Okafor")
TOMAS = Author(id="tomas", name="Tomas Ruiz")


@pytest.fixture
def roadmap(tmp_path: Path) -> Iterator[Roadmap]:
    made = Roadmap.create(tmp_path / "t.roadmap", {"name": "T"}, by=MAYA, at=utc_now())
    yield made
    made.close()


def test_the_collector_rests_while_the_store_thread_works(
    roadmap: Roadmap, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bool] = []

    def watched(does: Any) -> Any:
        def call(*given: Any) -> Any:
            seen.append(gc.isenabled())
            return does(*given)

        return call

    monkeypatch.setattr(roadmap, "append", watched(roadmap.append))
    monkeypatch.setattr(roadmap, "follow", watched(roadmap.follow))
    session = Session(roadmap, MAYA)
    session.execute([AddItem(fields={"title": "Patch TLS"})])
    qtbot.waitUntil(lambda: session.pending == 0, timeout=20_000)
    qtbot.waitUntil(lambda: len(seen) >= 2, timeout=20_000)  # and looked for what others wrote
    session.close()
    assert seen == [False] * len(seen)
    assert gc.isenabled()


def test_what_was_found_too_late_is_not_shown_in_a_closed_roadmap(
    roadmap: Roadmap, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    found, follow = Event(), roadmap.follow

    def told(seen: Any) -> Any:
        answer = follow(seen)
        if getattr(answer, "records", None):
            found.set()
        return answer

    monkeypatch.setattr(roadmap, "follow", told)
    session = Session(roadmap, MAYA)
    theirs: list[object] = []
    session.others.connect(theirs.append)
    other = Roadmap.open(tmp_path / "t.roadmap")
    other.execute([AddItem(fields={"title": "Theirs"})], by=TOMAS, at=utc_now())
    other.close()
    session._saver._on_poll()
    assert found.wait(20)  # while this thread lets no events in
    session.close()
    with qtbot.waitSignal(session.destroyed):
        session.deleteLater()
    assert theirs == []
    assert gc.isenabled()
