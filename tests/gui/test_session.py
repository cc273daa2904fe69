"""The session on real files: shown at once, saved by one thread, followed from elsewhere."""

from __future__ import annotations

import resource
import signal
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.session import Session, Shown
from roadmap.commands.items import AddItem, EditItem, ReclassifyItem, ShedItem
from roadmap.commands.sprints import CommitSprint
from roadmap.fields.items import Classification
from roadmap.service import Roadmap, utc_now
from roadmap.values import Author, Driver, Forcing, Horizon, Status
from tests.benchmarks.long_history import written

MAYA = Author(id="maya", name="Maya Okafor")
TOMAS = Author(id="tomas", name="Tomas Ruiz")
KEY = "0000000001"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "harbour.roadmap"
    roadmap = Roadmap.create(path, {"name": "Harbour"}, by=MAYA, at=utc_now())
    roadmap.execute([AddItem(item=KEY, fields={"title": "Patch TLS"})], by=MAYA, at=utc_now())
    roadmap.close()
    return path


@pytest.fixture
def session(path: Path, qtbot: QtBot) -> Iterator[Session]:
    session = Session(Roadmap.open(path), MAYA)
    yield session
    session.close()


def saved(qtbot: QtBot, session: Session) -> None:
    qtbot.waitUntil(lambda: session.pending == 0, timeout=5000)


def test_a_decision_is_shown_at_once_and_saved_after(
    session: Session, path: Path, qtbot: QtBot
) -> None:
    seen: list[Shown] = []
    session.shown.connect(seen.append)
    decision = session.execute([EditItem(item=KEY, fields={"title": "Patch TLS 1.1"})])
    assert session.state.items[KEY].title == "Patch TLS 1.1"
    assert seen[0].changes.items.changed == (KEY,)
    saved(qtbot, session)
    other = Roadmap.open(path)
    assert other.state == session.live
    assert other.timeline.tell(other.timeline.count - 1).id == decision
    other.close()


def test_what_another_window_writes_appears(session: Session, path: Path, qtbot: QtBot) -> None:
    other = Roadmap.open(path)
    with qtbot.waitSignal(session.others, timeout=3000) as heard:
        other.execute([ShedItem(item=KEY)], by=TOMAS, at=utc_now())
    [told] = heard.args[0]
    assert told.by == TOMAS
    assert session.state.items[KEY].status is Status.SHED
    other.close()


def test_two_windows_decide_at_once_and_both_decisions_stand(
    session: Session, path: Path, qtbot: QtBot
) -> None:
    other = Session(Roadmap.open(path), TOMAS)
    for number in range(20):
        session.execute([AddItem(fields={"title": f"Mine {number}"})])
        other.execute([AddItem(fields={"title": f"Theirs {number}"})])
    saved(qtbot, session)
    saved(qtbot, other)
    qtbot.waitUntil(lambda: session.live == other.live, timeout=5000)
    assert len(session.live.items) == 41
    other.close()


def test_the_past_is_read_only(session: Session, qtbot: QtBot) -> None:
    refused: list[str] = []
    session.refused.connect(refused.append)
    session.go_to(0)
    assert not session.at_now
    assert len(session.state.items) == 0
    assert session.execute([AddItem(fields={"title": "x"})]) is None
    assert refused == ["The past is read-only."]
    session.go_to_now()
    assert session.read_only is None
    assert KEY in session.state.items


def test_a_far_moment_of_a_history_that_was_just_opened_is_shown_once_it_is_reached(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr("roadmap.opened._CHECKPOINT_FROM", 1_000)
    path, cache = tmp_path / "long.roadmap", tmp_path / "cache"
    written(path, 4_000)
    first = Roadmap.open(path, cache)
    expected = first.timeline.state_at(1_501)
    first.close()
    session = Session(Roadmap.open(path, cache), MAYA)
    told: list[tuple[int, float]] = []
    session.awaited.connect(lambda index, share: told.append((index, share)))
    session.go_to(3_900)
    assert session.index == 3_900  # near the end: what happened there is known at once
    session.go_to(1_500)
    assert session.index == 3_900
    qtbot.waitUntil(lambda: session.index == 1_500, timeout=20_000)
    assert session.state == expected
    assert all(index == 1_500 and 0 <= share <= 1 for index, share in told)
    qtbot.waitUntil(lambda: session.is_ready, timeout=20_000)
    session.close()


def test_who_goes_back_to_now_is_not_taken_to_a_far_moment_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr("roadmap.opened._CHECKPOINT_FROM", 1_000)
    path, cache = tmp_path / "long.roadmap", tmp_path / "cache"
    written(path, 4_000)
    Roadmap.open(path, cache).close()
    session = Session(Roadmap.open(path, cache), MAYA)
    session.go_to(1_500)
    session.go_to_now()
    qtbot.waitUntil(lambda: session.is_ready, timeout=20_000)
    assert session.at_now
    session.close()


def test_undo_and_redo_restore_equal_states(session: Session, qtbot: QtBot) -> None:
    before = session.live
    session.execute([EditItem(item=KEY, fields={"notes": "x"})])
    saved(qtbot, session)
    after = session.live
    session.undo()
    saved(qtbot, session)
    assert session.live == before
    session.redo()
    saved(qtbot, session)
    assert session.live == after


def test_taking_back_what_another_person_decided_is_said(
    session: Session, path: Path, qtbot: QtBot
) -> None:
    other = Roadmap.open(path)
    with qtbot.waitSignal(session.others, timeout=3000):
        other.execute([ShedItem(item=KEY)], by=TOMAS, at=utc_now())
    other.close()
    with qtbot.waitSignal(session.offered, timeout=3000) as heard:
        session.undo()
    assert heard.args[:2] == ["Undid: Patch TLS shed, decided by Tomas Ruiz", "Redo"]
    saved(qtbot, session)
    assert session.live.items[KEY].is_open


def test_a_reason_is_wanted_for_a_reclassification_and_recorded_afterwards(
    session: Session, qtbot: QtBot
) -> None:
    choice: Classification = {"forcing": Forcing.DISCRETIONARY, "horizon": Horizon.SHORT_TERM}
    session.execute([ReclassifyItem(item=KEY, fields=choice)])
    command = ReclassifyItem(
        item=KEY, fields={"forcing": Forcing.FORCED, "driver": Driver.SECURITY_VULNERABILITY}
    )
    with qtbot.waitSignal(session.reason_wanted, timeout=1000) as heard:
        session.execute([command])
    wanted = heard.args[0]
    assert "Patch TLS" in wanted.question
    session.give_reason(wanted.decisions, "The CVE is exploited")
    qtbot.waitUntil(lambda: session.count == 5 and session.pending == 0, timeout=3000)
    assert session.told(3).why == "The CVE is exploited"


def test_undo_is_offered_only_for_what_can_be_undone(session: Session, qtbot: QtBot) -> None:
    offered: list[object] = []
    session.said.connect(lambda _text, undo: offered.append(undo))
    renamed = session.execute([EditItem(item=KEY, fields={"title": "Patch it"})], say="Renamed")
    session.execute([CommitSprint(number=1, items=(KEY,))], say="Committed")
    saved(qtbot, session)
    assert offered == [renamed, None]


def test_undo_does_not_reach_past_a_decision_that_stays_unless_it_is_named(
    session: Session, qtbot: QtBot
) -> None:
    session.execute([EditItem(item=KEY, fields={"title": "Patch it"})])
    saved(qtbot, session)
    assert (session.can_undo, session.undo_stays) == (True, None)
    renamed = session.undo_text
    session.execute([CommitSprint(number=1, items=(KEY,))])
    saved(qtbot, session)
    count = session.count
    assert not session.can_undo
    assert session.undo_stays is not None
    assert session.undo_text.startswith("Sprint 1")
    assert session.undo_text.endswith(session.undo_stays)
    with qtbot.waitSignal(session.offered, timeout=3000) as heard:
        session.undo()
    why, words, way = heard.args
    assert (session.count, session.live.items[KEY].title) == (count, "Patch it")
    assert why == f"Nothing was undone. {session.undo_stays}"
    assert words.startswith("Undo “Patch it")
    with qtbot.waitSignal(session.offered, timeout=3000) as heard:
        way()
    assert heard.args[:2] == [f"Undid: {renamed}", "Redo"]
    saved(qtbot, session)
    assert session.live.items[KEY].title == "Patch TLS"
    assert not session.can_undo


def test_undo_right_after_a_decision_that_is_still_being_saved_does_not_jump_over_it(
    session: Session, qtbot: QtBot
) -> None:
    session.execute([EditItem(item=KEY, fields={"title": "Patch it"})])
    session.execute([CommitSprint(number=1, items=(KEY,))])
    with qtbot.waitSignal(session.offered, timeout=3000) as heard:
        session.undo()
    assert heard.args[0].startswith("Nothing was undone.")
    assert session.live.items[KEY].title == "Patch it"


def test_a_full_disk_keeps_the_change_pending_and_retry_saves_it(
    session: Session, path: Path, qtbot: QtBot
) -> None:
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size, limits[1]))
        with qtbot.waitSignal(session.unsaved, timeout=3000) as heard:
            session.execute([EditItem(item=KEY, fields={"notes": "n" * 50_000})])
        with qtbot.waitSignal(session.unsaved, timeout=1000) as both:
            session.execute([EditItem(item=KEY, fields={"title": "Patch TLS now"})])
        with qtbot.waitSignal(session.refused, timeout=1000) as refused:
            session.undo()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, before)
    assert (heard.args[0].count, both.args[0].count) == (1, 2)
    assert "press Retry" in refused.args[0]
    assert session.pending == 2
    assert session.state.items[KEY].notes
    session.retry()
    saved(qtbot, session)
    other = Roadmap.open(path)
    assert other.state == session.live
    assert other.verify() == []
    other.close()


def test_a_check_in_the_background_finds_a_changed_byte(
    session: Session, path: Path, qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(session.damaged, wait=50):
        session.check()
        assert QThreadPool.globalInstance().waitForDone(5000)
    data = bytearray(path.read_bytes())
    at = data.find(b"Patch TLS")
    data[at] ^= 1
    with path.open("r+b") as file:
        file.write(data)
    with qtbot.waitSignal(session.damaged, timeout=5000) as heard:
        session.check()
    assert heard.args[0]


def test_nothing_is_told_of_work_once_the_session_is_closed(session: Session) -> None:
    go = Event()
    told: list[object] = []
    session.task(lambda _progress: go.wait(20), told.append, told.append)
    session.close()
    go.set()
    QThreadPool.globalInstance().waitForDone()
    QApplication.processEvents()
    assert told == []
