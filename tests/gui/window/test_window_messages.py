"""What the window says: toasts, banners, questions for a reason, conflicts."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.dialogs.conflict import ConflictDialog
from gui.dialogs.unsaved import UnsavedDialog
from gui.saving import Unsaved
from gui.session import ReasonWanted, Session
from gui.widgets.buttons import Button
from gui.window.messages import said_of_others
from gui.window.window import MainWindow
from roadmap.commands.items import EditItem
from roadmap.errors import StoreFull
from roadmap.service import Problem, Roadmap, utc_now
from tests.gui.window.conftest import MAYA, TOMAS, command, idle, item, item_id

PATCH = item_id("Patch TLS")


def test_a_toast_takes_its_decision_back(window: MainWindow, qtbot: QtBot) -> None:
    session = window.session
    session.execute([EditItem(item=PATCH, fields={"title": "Patch it"})], say="Renamed")
    assert window.messages.toast.text == "Renamed"
    window.messages.toast.action_requested.emit()
    qtbot.waitUntil(lambda: session.live.items[PATCH].title == "Patch TLS", timeout=3000)
    idle(qtbot, session)


def test_a_toast_goes_with_its_page(window: MainWindow) -> None:
    toast = window.messages.toast
    window.open_page("grid")
    window.messages.say("Renamed")
    window.open_page("grid")  # the page in view already
    assert toast.text == "Renamed"
    window.open_page("backlog")
    assert toast.text == ""
    window.messages.say("Imported 3 items")
    window.open_page("sort", keep_message=True)
    assert toast.text == "Imported 3 items"


def test_undo_says_what_it_would_take_back(window: MainWindow, qtbot: QtBot) -> None:
    window.session.execute([EditItem(item=PATCH, fields={"team": None, "value": 3.0})])
    idle(qtbot, window.session)
    tip = window.registry["undo"].toolTip()
    assert "Undo  Ctrl Z" in tip
    assert "Patch TLS value 3" in tip


def test_undo_after_what_stays_says_why_and_offers_the_decision_before(
    window: MainWindow, qtbot: QtBot
) -> None:
    session, undo, toast = window.session, window.registry["undo"], window.messages.toast
    session.execute([EditItem(item=PATCH, fields={"title": "Patch it"})])
    session.execute([command("keep_plan")])
    idle(qtbot, session)
    assert undo.isEnabled()
    assert "A kept plan stays on the record: keep another one." in undo.toolTip()
    undo.trigger()
    assert toast.text.startswith("Nothing was undone. A kept plan stays on the record")
    assert session.live.items[PATCH].title == "Patch it"
    toast.action_requested.emit()
    qtbot.waitUntil(lambda: session.live.items[PATCH].title == "Patch TLS", timeout=3000)
    assert toast.text.startswith("Undid: Patch it")
    idle(qtbot, session)


def test_a_rule_that_says_no_is_told_with_its_way_out(window: MainWindow) -> None:
    forced = {"forcing": "forced", "horizon": "long_term", "driver": "incident"}
    window.session.execute([command("reclassify_item", item=PATCH, **forced)])
    assert "mandatory" in window.messages.toast.text


def test_what_others_write_is_said_quietly(window: MainWindow, file: Path, qtbot: QtBot) -> None:
    other = Roadmap.open(file)
    other.execute([item("A"), item("B")], by=TOMAS, at=utc_now())
    other.close()
    wanted = "Tomas Ruiz changed 2 items"
    qtbot.waitUntil(lambda: window.messages.toast.text == wanted, timeout=3000)


def test_several_people_are_counted(session: Session) -> None:
    told = tuple(session.history(1))
    assert said_of_others(told) == "Maya Okafor and 1 other changed 4 items"
    assert said_of_others(tuple(session.history(4, 5))) == "Tomas Ruiz changed the roadmap"
    assert said_of_others(()) == ""


def test_a_reason_given_afterwards_is_no_change_of_the_roadmap(
    session: Session, qtbot: QtBot
) -> None:
    decision = session.execute([EditItem(item=PATCH, fields={"title": "Patch it"})])
    assert decision is not None
    idle(qtbot, session)
    session.give_reason((decision,), "The auditor asked")
    idle(qtbot, session)
    first = session.index_of(decision)
    assert said_of_others(tuple(session.history(first))) == "Maya Okafor changed 1 item"
    assert said_of_others(tuple(session.history(first + 1))) == "Maya Okafor gave a reason"


def test_a_full_disk_keeps_the_change_and_offers_retry(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    full = True
    whole = Roadmap.append

    def append(self: Roadmap, *args: object) -> object:
        if full:
            raise StoreFull("The disk is full.")
        return whole(self, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(Roadmap, "append", append)
    banner = window.frame.banner
    window.session.execute([EditItem(item=PATCH, fields={"title": "Patch it"})])
    qtbot.waitUntil(lambda: bool(banner.text), timeout=3000)
    assert banner.text == "Not saved: The disk is full. Your change stays here."
    assert window.session.state.items[PATCH].title == "Patch it"
    assert window.frame.nav._saved.text() == "Not saved"
    full = False
    banner.action_requested.emit("retry")
    idle(qtbot, window.session)
    assert banner.text == ""
    assert window.frame.nav._saved.text() == "Saved"


def test_closing_with_unsaved_changes_asks(window: MainWindow, qtbot: QtBot) -> None:
    window.messages.unsaved = Unsaved("The disk is full.", 2)
    dialogs: list[str] = []
    dialog = UnsavedDialog(window.themes, window.messages.unsaved, window)
    dialog.chosen.connect(dialogs.append)
    dialog._choose("stay")
    assert dialogs == ["stay"]


def test_closing_with_unsaved_changes_offers_a_copy_and_stays(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def full(*_args: object) -> object:
        raise StoreFull("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(Roadmap, "append", full)
        window.session.execute([EditItem(item=PATCH, fields={"title": "Patch it"})])
        qtbot.waitUntil(lambda: bool(window.frame.banner.text), timeout=3000)
        window.close()
        [dialog] = window.findChildren(UnsavedDialog)
        [copy] = [each for each in dialog.findChildren(Button) if "copy" in each.face.text]
        with qtbot.waitSignal(window.wished) as wished:
            copy.click()
        assert wished.args == ["copy", None]
        assert window.isVisible()
    window.session.discard_pending()


def test_a_copy_holds_what_is_not_saved_yet(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def full(*_args: object) -> object:
        raise StoreFull("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(Roadmap, "append", full)
        window.session.execute([EditItem(item=PATCH, fields={"title": "Patch it"})])
        qtbot.waitUntil(lambda: bool(window.frame.banner.text), timeout=3000)
    window.session.save_copy(tmp_path / "copy.roadmap")
    copy = Roadmap.open(tmp_path / "copy.roadmap")
    assert copy.state == window.session.live
    copy.close()
    window.session.discard_pending()


def test_a_copy_of_a_file_that_is_gone_is_made_of_what_was_read(
    window: MainWindow, file: Path, tmp_path: Path
) -> None:
    file.rename(tmp_path / "elsewhere.roadmap")
    window.session.save_copy(tmp_path / "copy.roadmap")
    copy = Roadmap.open(tmp_path / "copy.roadmap")
    assert copy.state == window.session.live
    assert copy.timeline.count == window.session.count
    copy.close()


def test_a_file_that_was_moved_can_be_copied_or_opened_again(
    window: MainWindow, file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    asked: list[str] = []
    window.messages.action_requested.connect(asked.append)
    banner = window.frame.banner
    file.rename(tmp_path / "elsewhere.roadmap")
    qtbot.waitUntil(lambda: "no longer" in banner.text, timeout=3000)
    assert not banner.text.startswith("Not saved")
    window.session.execute([EditItem(item=PATCH, fields={"title": "Patch it"})])
    qtbot.waitUntil(lambda: banner.text.endswith("Your change stays here."), timeout=3000)
    banner.action_requested.emit("reopen")
    assert asked == ["reopen"]
    (tmp_path / "elsewhere.roadmap").rename(file)
    banner.action_requested.emit("retry")
    idle(qtbot, window.session)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write to every file")
def test_a_read_only_file_says_so_and_offers_a_copy(
    file: Path, make_window: Callable[[Session], MainWindow]
) -> None:
    file.chmod(0o444)
    session = Session(Roadmap.open(file), MAYA)
    window = make_window(session)
    assert window.frame.banner.text == session.read_only
    assert not window.registry["emergency"].isEnabled()
    session.close()


def test_a_reason_to_be_read_only_stands_in_the_banner(
    session: Session,
    make_window: Callable[[Session], MainWindow],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reason = "Harbour.roadmap may only be read."
    monkeypatch.setattr(Roadmap, "read_only_because", property(lambda _self: reason))
    window = make_window(session)
    assert window.frame.banner.text == reason
    assert reason in window.registry["emergency"].toolTip()


def test_damage_found_in_the_background_is_said_with_its_place(window: MainWindow) -> None:
    window.session.damaged.emit((Problem(17, "the record does not follow the one before"),))
    assert "position 17" in window.frame.banner.text


def test_a_reason_is_asked_by_the_window_where_no_page_takes_it(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.messages.page = QWidget()
    told = window.session.told(1)
    wanted = ReasonWanted((told.id,), "Why is “Patch TLS” must do now?", (PATCH,))
    window.session.reason_wanted.emit(wanted)
    assert window.messages.prompt.question == "Why is “Patch TLS” must do now?"
    window.messages.prompt.saved.emit("The customer waits")
    idle(qtbot, window.session)
    qtbot.waitUntil(lambda: window.session.told(1).why == "The customer waits", timeout=3000)


def test_the_question_why_goes_with_what_was_taken_back(window: MainWindow, qtbot: QtBot) -> None:
    session, prompt = window.session, window.messages.prompt
    window.messages.page = QWidget()
    decision = session.execute([command("shed_item", item=PATCH)])
    assert decision is not None
    idle(qtbot, session)
    assert prompt.question == "Why is “Patch TLS” shed?"
    qtbot.waitUntil(prompt._input.hasFocus)
    QTest.keyClick(prompt._input, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: session.live.items[PATCH].is_open)
    assert prompt.question == ""
    idle(qtbot, session)


def test_in_a_conflict_the_person_chooses(window: MainWindow, file: Path, qtbot: QtBot) -> None:
    session = window.session
    other = Roadmap.open(file)
    other.execute([EditItem(item=PATCH, fields={"title": "Theirs"})], by=TOMAS, at=utc_now())
    other.close()
    qtbot.waitUntil(lambda: session.live.items[PATCH].title == "Theirs", timeout=3000)
    was = {"title": "Patch TLS"}
    session.execute([command("edit_item", item=PATCH, fields={"title": "Mine"}, was=was)])
    dialog = window.findChild(ConflictDialog)
    assert isinstance(dialog, ConflictDialog)
    dialog._on_mine_clicked()
    idle(qtbot, session)
    assert session.live.items[PATCH].title == "Mine"


def test_the_file_is_checked_in_the_background(window: MainWindow, qtbot: QtBot) -> None:
    window.session.check()
    QThreadPool.globalInstance().waitForDone()
    qtbot.wait(20)
    assert window.frame.banner.text == ""
