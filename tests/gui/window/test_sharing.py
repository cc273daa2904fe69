"""Leading out of the window and back: sharing, answering a snapshot, taking a reply in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TypeVar, cast
from xml.etree import ElementTree as ET

import keyring
import pytest
from keyring.backends.fail import Keyring as NoKeyring
from PySide6.QtCore import QMimeData, QPointF, Qt, QThreadPool, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from gui.dialogs.review import ReviewDialog
from gui.dialogs.share import ShareDialog
from gui.dialogs.take_in import TakeInDialog
from gui.models.overview.asks import answered_note
from gui.picture_taking import PictureTaking
from gui.session import Session
from gui.sharing import SUFFIXES, Order, write_shared
from gui.tasks import Progress
from gui.theme import ThemeSource
from gui.views.principles.page import PrinciplesPage
from gui.widgets.chip import Chip, ChipOption
from gui.widgets.label import Label
from gui.window.drops import kind_of
from gui.window.window import MainWindow
from roadmap import signing
from roadmap.answering import Reply, Said, pasted_reply, read_reply, reply_bytes, reply_of
from roadmap.errors import Cancelled, Damaged
from roadmap.records.expectations import Answer
from roadmap.redaction import Redaction
from roadmap.service import Roadmap, utc_now
from roadmap.sharing import share
from roadmap.values import Author
from tests.gui.window.conftest import MAYA, START, command, idle

T = TypeVar("T", bound=QWidget)
HELEN = Author(id="helen", name="Helen Brandt")
ASK = "A" * 10


@pytest.fixture
def asked(file: Path) -> Path:
    """The file with something that is wanted of leadership."""
    roadmap = Roadmap.open(file)
    fields = {"title": "Fund the second region", "by": "2026-02-10", "cost": "No headroom"}
    wanted = command("add_ask", ask=ASK, wanted_from="Helen", probability=0.62, **fields)
    roadmap.execute([wanted], by=MAYA, at=START)
    roadmap.close()
    return file


@pytest.fixture
def pm(asked: Path, qapp: QApplication) -> Iterator[Session]:
    """The PM's session."""
    session = Session(Roadmap.open(asked), MAYA)
    yield session
    QThreadPool.globalInstance().waitForDone()
    session.close()


@pytest.fixture
def snapshot(asked: Path, tmp_path: Path) -> Path:
    """What leadership gets of it."""
    roadmap = Roadmap.open(asked)
    path = tmp_path / "Harbour.roadsnap"
    share(roadmap, path, roadmap.moment(None), Redaction(), by=MAYA, at=START)
    roadmap.close()
    return path


@pytest.fixture
def leader(snapshot: Path, qapp: QApplication) -> Iterator[Session]:
    """The session of somebody who got the snapshot."""
    session = Session(Roadmap.open(snapshot), HELEN)
    yield session
    QThreadPool.globalInstance().waitForDone()
    session.close()


def shared(qtbot: QtBot, dialog: ShareDialog) -> Path:
    """Write what the dialog asks for; return the file."""
    dialog.accept()
    qtbot.waitUntil(lambda: dialog.written is not None, timeout=30_000)
    assert dialog.written is not None
    return dialog.written.path


def says(dialog: ShareDialog, problem: str) -> bool:
    return problem in dialog.problem.text


def found(window: MainWindow, kind: type[T]) -> T:
    dialog = window.findChild(kind)
    assert isinstance(dialog, kind)
    return dialog


def chosen(monkeypatch: pytest.MonkeyPatch, name: str, path: Path) -> None:
    monkeypatch.setattr(QFileDialog, name, lambda *_args: (str(path), ""))


# -- sharing --------------------------------------------------------------------------------------


def test_a_page_for_leadership_is_written_beside_the_roadmap(
    qtbot: QtBot, pm: Session, make_window: Callable[[Session], MainWindow]
) -> None:
    window = make_window(pm)
    window.registry["share"].trigger()
    dialog = found(window, ShareDialog)
    assert "names of people" in dialog.fields.left_out.text()
    path = shared(qtbot, dialog)
    assert path == Path(pm.location).with_suffix(".html")
    assert "Fund the second region" in path.read_text("utf-8")
    assert dialog.outcome.text.startswith("Harbour.html is written")
    dialog.accept()
    assert dialog.isHidden()


def test_a_snapshot_leaves_out_what_the_dialog_says(
    qtbot: QtBot, pm: Session, themes: ThemeSource, tmp_path: Path
) -> None:
    dialog = ShareDialog(pm, themes, tmp_path, None)
    qtbot.addWidget(dialog)
    dialog.fields.what.set_value("snapshot")
    dialog.fields.erase.setCurrentText("Tomas Ruiz")
    dialog.fields.text.setChecked(True)
    said = dialog.fields.left_out.text()
    assert "reasons and other free text and one person's name" in said
    dialog.fields.place.setText(str(tmp_path / "less.roadsnap"))
    got = Roadmap.open(shared(qtbot, dialog))
    assert {told.by.name for told in got.history()} == {"Maya Okafor", "Somebody"}
    assert not any(told.why for told in got.history())
    got.close()


def test_the_dialog_lists_where_a_word_may_be_a_name(
    qtbot: QtBot, pm: Session, themes: ThemeSource, tmp_path: Path
) -> None:
    added = [
        command("add_person", fields={"name": "Will May"}),
        command("add_item", title="Ask Will about the racks, it will take a day"),
    ]
    pm.execute(added)
    dialog = ShareDialog(pm, themes, tmp_path, None)
    qtbot.addWidget(dialog)
    dialog.fields.what.set_value("snapshot")
    dialog.fields.erase.setCurrentText("Will May")
    assert "“Somebody” stands for the erased name" in dialog.fields.left_out.text()
    shared(qtbot, dialog)
    assert "Replaced in 1 place: “Ask Will about the racks" in dialog.outcome.doubts
    assert "Left as it was in 1 place" in dialog.outcome.doubts


def test_the_moment_shown_can_be_shared(
    qtbot: QtBot, pm: Session, themes: ThemeSource, tmp_path: Path
) -> None:
    pm.go_to(2, animate=False)
    dialog = ShareDialog(pm, themes, tmp_path, None)
    qtbot.addWidget(dialog)
    dialog.fields.what.set_value("snapshot")
    dialog.fields.place.setText(str(tmp_path / "then.roadsnap"))
    got = Roadmap.open(shared(qtbot, dialog))
    assert got.timeline.count == 3
    got.close()


def test_what_cannot_be_written_is_said_in_the_dialog(
    qtbot: QtBot, pm: Session, themes: ThemeSource, tmp_path: Path
) -> None:
    dialog = ShareDialog(pm, themes, tmp_path, None)
    qtbot.addWidget(dialog)
    for name, problem in (
        ("taken.html", "already a file"),
        ("page.txt", "ends in .html"),
        ("absent/page.html", "There is no folder"),
    ):
        (tmp_path / "taken.html").touch()
        dialog.fields.place.setText(str(tmp_path / name))
        dialog.accept()
        qtbot.waitUntil(partial(says, dialog, problem), timeout=30_000)
        qtbot.waitUntil(dialog.progress.isHidden, timeout=30_000)
    assert dialog.written is None
    assert (tmp_path / "taken.html").read_bytes() == b""


def test_what_was_written_opens_with_its_program_and_a_snapshot_in_the_app(
    qtbot: QtBot, pm: Session, themes: ThemeSource, tmp_path: Path
) -> None:
    opened: list[Path] = []

    def show(path: Path) -> bool:
        opened.append(path)
        return True

    dialog = ShareDialog(pm, themes, tmp_path, None, show)
    qtbot.addWidget(dialog)
    path = shared(qtbot, dialog)
    dialog.outcome.open_it.click()
    dialog.outcome.folder.click()
    assert opened == [path, path.parent]
    again = ShareDialog(pm, themes, tmp_path, None, lambda _path: False)
    qtbot.addWidget(again)
    again.fields.what.set_value("snapshot")
    again.fields.place.setText(str(tmp_path / "b.roadsnap"))
    target = shared(qtbot, again)
    again.outcome.folder.click()
    assert "its path stands above" in again.problem.text
    with qtbot.waitSignal(again.open_requested) as asked:
        again.outcome.open_it.click()
    assert asked.args == [str(target)]


def test_a_snapshot_is_signed_where_that_is_wanted(
    qtbot: QtBot,
    pm: Session,
    themes: ThemeSource,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ROADMAP_PORTABLE", str(tmp_path / "portable"))
    before = keyring.get_keyring()
    keyring.set_keyring(NoKeyring())  # type: ignore[no-untyped-call]
    dialog = ShareDialog(pm, themes, tmp_path, None)
    qtbot.addWidget(dialog)
    dialog.fields.what.set_value("snapshot")
    dialog.fields.sign.setChecked(True)
    dialog.fields.place.setText(str(tmp_path / "signed.roadsnap"))
    got = Roadmap.open(shared(qtbot, dialog))
    keyring.set_keyring(before)
    assert "signed by Maya Okafor" in (got.read_only_because or "")
    got.close()


def test_paper_is_set_for_whoever_it_is_for(
    qtbot: QtBot, pm: Session, themes: ThemeSource, tmp_path: Path
) -> None:
    for audience in ("leadership", "team"):
        dialog = ShareDialog(pm, themes, tmp_path, None)
        qtbot.addWidget(dialog)
        dialog.fields.what.set_value("paper")
        dialog.fields.audience.set_value(audience)
        dialog.fields.place.setText(str(tmp_path / f"{audience}.pdf"))
        assert shared(qtbot, dialog).read_bytes().startswith(b"%PDF")


def test_what_other_programs_read_is_for_leadership_unless_it_is_for_the_team(
    qtbot: QtBot, pm: Session, themes: ThemeSource, tmp_path: Path
) -> None:
    pm.execute([command("add_item", item="N" * 10, title="Noted", notes="Between us", estimate=1)])
    for audience in ("leadership", "team"):
        for shape in ("workbook", "calendar", "table", "text"):
            dialog = ShareDialog(pm, themes, tmp_path, None)
            qtbot.addWidget(dialog)
            dialog.fields.what.set_value("data")
            dialog.fields.data.set_value(shape)
            dialog.fields.audience.set_value(audience)
            dialog.fields.data.chosen.emit(shape)
            path = shared(qtbot, dialog)
            assert path.suffix == SUFFIXES[dialog.fields.shape]
            if shape in ("table", "text"):
                text = path.read_text("utf-8")
                assert "Patch TLS" in text
                assert ("Between us" in text) is (shape == "table" and audience == "team")


def test_what_is_stopped_leaves_no_file_whatever_its_form(pm: Session, tmp_path: Path) -> None:
    def stop(_done: int, _total: int) -> bool:
        return False

    for shape, suffix in SUFFIXES.items():
        order = Order(
            location=pm.location,
            decision=pm.told(pm.count - 1).id,
            today=pm.today,
            shape=shape,
            wanted=Redaction(),
            target=tmp_path / f"stopped{suffix}",
            by=MAYA,
            at=utc_now(),
        )
        with pytest.raises(Cancelled):
            write_shared(order, cast("Progress", stop))
    assert not [each for each in tmp_path.iterdir() if "stopped" in each.name]


def pictured(qtbot: QtBot, window: MainWindow) -> None:
    """Wait until the picture under way is there, or was refused."""
    qtbot.waitUntil(lambda: not window.sharing.pictures.is_busy, timeout=60_000)


def test_a_page_is_copied_and_saved_as_a_picture(
    qtbot: QtBot,
    pm: Session,
    make_window: Callable[[Session], MainWindow],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window = make_window(pm)
    window.open_page("grid")
    window.registry["copy_picture"].trigger()
    pictured(qtbot, window)
    assert QGuiApplication.clipboard().image().width() > window.page.width()  # type: ignore[union-attr]
    assert "for leadership" in window.messages.toast.text
    chosen(monkeypatch, "getSaveFileName", tmp_path / "grid.svg")
    window.registry["save_picture"].trigger()
    pictured(qtbot, window)
    assert "Patch" in (tmp_path / "grid.svg").read_text("utf-8")
    chosen(monkeypatch, "getSaveFileName", tmp_path / "grid.gif")
    window.registry["save_picture"].trigger()
    pictured(qtbot, window)
    assert not (tmp_path / "grid.gif").exists()
    assert "ends in .png" in window.messages.toast.text


def test_a_picture_is_for_leadership_and_one_click_makes_it_for_the_team(
    qtbot: QtBot,
    pm: Session,
    make_window: Callable[[Session], MainWindow],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    person = command("add_person", name="Zoë Quint", role="Engineer")
    named = command("add_item", title="Ask Zoë Quint", estimate=3)
    pm.execute([person, named])
    window = make_window(pm)
    window.open_page("backlog")
    out = tmp_path / "grid.svg"
    chosen(monkeypatch, "getSaveFileName", out)
    window.registry["save_picture"].trigger()
    pictured(qtbot, window)
    text = words_of(out)
    assert "AskEngineer1" in text
    assert "forleadership" in text
    assert "Zoë" not in text
    window.messages.toast.action_requested.emit()
    pictured(qtbot, window)
    assert "AskZoëQuint" in words_of(out)
    assert "fortheteam" in words_of(out)
    window.registry["save_picture_team"].trigger()
    pictured(qtbot, window)
    assert "for the team" in window.messages.toast.text


def words_of(picture: Path) -> str:
    """All words of an SVG, without spaces: a line may be cut into pieces."""
    tree = ET.parse(picture)  # noqa: S314 - written here
    texts = (each.text or "" for each in tree.iter("{http://www.w3.org/2000/svg}text"))
    return "".join("".join(texts).split())


def test_a_picture_shows_what_the_page_is_filtered_by(
    qtbot: QtBot,
    pm: Session,
    make_window: Callable[[Session], MainWindow],
    tmp_path: Path,
) -> None:
    pm.execute([command("add_team", team="T" * 10, name="Runtime")])
    pm.execute([command("add_item", title="Theirs alone", team="T" * 10, estimate=2)])
    window = make_window(pm)
    page = window.open_page("backlog")
    assert page is not None
    [team] = [each for each in page.findChildren(Chip) if each.face.label == "Team"]
    team.take_over(ChipOption("T" * 10, "Runtime"))
    window.sharing.pictures.write(page, tmp_path / "a.svg", "leadership")
    pictured(qtbot, window)
    text = words_of(tmp_path / "a.svg")
    assert "Theirsalone" in text
    assert "PatchTLS" not in text


def test_a_picture_shows_the_tab_that_is_open(
    qtbot: QtBot, pm: Session, make_window: Callable[[Session], MainWindow], tmp_path: Path
) -> None:
    component = command("add_component", component="C" * 10, name="Edge")
    checkup = command("add_checkup", name="Restore drill", component="Edge", every_days=30)
    pm.execute([component, checkup])
    window = make_window(pm)
    page = window.open_page("principles")
    assert isinstance(page, PrinciplesPage)
    for tab, is_there in (("levels", False), ("checkups", True)):
        page.show_part(tab)
        window.sharing.pictures.write(page, tmp_path / "a.svg", "leadership")
        pictured(qtbot, window)
        assert ("Restoredrill" in words_of(tmp_path / "a.svg")) is is_there


def test_a_picture_under_way_can_be_stopped_and_leaves_nothing(
    qtbot: QtBot, pm: Session, make_window: Callable[[Session], MainWindow], tmp_path: Path
) -> None:
    window = make_window(pm)
    page = window.open_page("grid")
    assert page is not None
    for audience in ("leadership", "team"):
        window.sharing.pictures.write(page, tmp_path / "a.svg", audience)
        taking = window.sharing.pictures.findChild(PictureTaking)
        assert taking is not None
        taking.cancel()
        pictured(qtbot, window)
        qtbot.waitUntil(
            lambda: window.sharing.pictures.findChild(PictureTaking) is None, timeout=30_000
        )
    assert not (tmp_path / "a.svg").exists()


# -- a snapshot in the app ------------------------------------------------------------------------


def test_a_snapshot_is_read_only_and_says_what_can_be_done(
    leader: Session, make_window: Callable[[Session], MainWindow]
) -> None:
    window = make_window(leader)
    assert "snapshot that Maya Okafor made on 5 January 2026" in window.frame.banner.text
    assert leader.execute([command("start_item", item="AAAAAAAAA1")]) is None
    assert not window.registry["take_in"].isEnabled()
    assert window.registry["answer"].isEnabled()
    window.frame.banner.action_requested.emit("answer")
    assert found(window, ReviewDialog).isVisible()


def test_who_answers_reads_why_it_is_asked_and_is_not_warned_once_it_is_saved(
    leader: Session, make_window: Callable[[Session], MainWindow], qtbot: QtBot, tmp_path: Path
) -> None:
    window = make_window(leader)
    dialog = window.sharing.answer()
    [panel] = dialog.asks
    qtbot.waitUntil(lambda: bool(panel.why.accessibleName()), timeout=30_000)
    assert panel.why.accessibleName().startswith("Why: ")
    panel.approve.click()
    assert not dialog.may_close()
    assert dialog.problem.text
    dialog.write(dialog.reply(), tmp_path / "reply.json")
    assert not dialog.problem.text
    assert dialog.may_close()


def test_answers_comments_and_sign_off_become_a_reply_file(
    leader: Session, themes: ThemeSource, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot, make_window: Callable[[Session], MainWindow],
) -> None:  # fmt: skip
    window = make_window(leader)
    dialog = window.sharing.answer()
    [panel] = dialog.asks
    panel.approve.click()
    panel._input.setText("From the spring budget")
    dialog.overall.setPlainText("Good quarter")
    dialog.add_remark(leader.told(3).id, "Why not sooner?")
    dialog.sign_off.setChecked(True)
    chosen(monkeypatch, "getSaveFileName", tmp_path / "reply")
    dialog.save.click()
    reply = read_reply(tmp_path / "reply.json")
    assert [(each.answer, each.comment) for each in reply.answers] == [
        (Answer.APPROVED, "From the spring budget")
    ]
    assert [each.text for each in reply.remarks] == ["Why not sooner?", "Good quarter"]
    assert (reply.by, reply.signed_off) == ("Helen Brandt", True)
    dialog.copy.click()
    assert pasted_reply(QGuiApplication.clipboard().text()).answers == reply.answers
    assert window.sharing.may_close()


@pytest.fixture
def own_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine of its own that never saw a signature and has no keyring."""
    monkeypatch.setenv("ROADMAP_PORTABLE", str(tmp_path / "portable"))
    before = keyring.get_keyring()
    keyring.set_keyring(NoKeyring())  # type: ignore[no-untyped-call]
    yield
    keyring.set_keyring(before)


@pytest.mark.usefixtures("own_keys")
def test_a_reply_signed_on_a_snapshot_is_verified_where_it_is_taken_in(
    leader: Session,
    pm: Session,
    themes: ThemeSource,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
    make_window: Callable[[Session], MainWindow],
) -> None:
    answering = make_window(leader).sharing.answer()
    answering.asks[0].approve.click()
    answering.sign.setChecked(True)
    chosen(monkeypatch, "getSaveFileName", tmp_path / "reply.json")
    answering.save.click()
    assert "Signed with your key" in answering.status.text()
    dialog = TakeInDialog(pm, themes, None, str(tmp_path / "reply.json"))
    qtbot.addWidget(dialog)
    assert dialog.seen.texts[-1].startswith("Verified: signed by Helen Brandt, whose key")
    dialog.accept()
    idle(qtbot, pm)
    ask = pm.live.asks[ASK]
    assert ask.verified
    assert "verified by the signature" in answered_note(ask, pm.today)
    again = TakeInDialog(pm, themes, None, str(tmp_path / "reply.json"))
    qtbot.addWidget(again)
    assert "taken in before" in again.problem.text
    changed = (tmp_path / "reply.json").read_text().replace('"approved"', '"rejected"')
    again.pasted.setPlainText(changed)
    assert "does not fit" in again.problem.text
    assert not again.save.isEnabled()


@pytest.mark.usefixtures("own_keys")
def test_without_the_extra_a_sentence_says_why_nothing_can_be_signed(
    leader: Session,
    make_window: Callable[[Session], MainWindow],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(signing, "find_spec", lambda _name: None)
    dialog = make_window(leader).sharing.answer()
    assert not dialog.sign.isEnabled()
    said = [each.text() for each in dialog.findChildren(Label)]
    assert any("extra `sign`" in text for text in said)


def test_a_reply_that_says_nothing_is_not_written_and_one_unsaved_is_not_lost_at_once(
    leader: Session, make_window: Callable[[Session], MainWindow]
) -> None:
    window = make_window(leader)
    dialog = window.sharing.answer()
    dialog.save.click()
    assert "say nothing" in dialog.problem.text
    dialog.asks[0].reject.click()
    assert not window.sharing.may_close()
    assert "not saved yet" in dialog.problem.text
    dialog.close()
    assert dialog.isHidden()


def test_on_a_roadmap_that_can_be_changed_there_is_nothing_to_answer(
    pm: Session, make_window: Callable[[Session], MainWindow]
) -> None:
    window = make_window(pm)
    assert not window.registry["answer"].isEnabled()
    assert window.registry["take_in"].isEnabled()


def test_a_snapshot_with_a_flipped_byte_is_refused_with_its_place(snapshot: Path) -> None:
    content = bytearray(snapshot.read_bytes())
    content[len(content) // 2] ^= 1
    snapshot.write_bytes(content)
    with pytest.raises(Damaged, match="was changed or cut"):
        Roadmap.open(snapshot)


# -- taking a reply in ----------------------------------------------------------------------------


def reply_to(session: Session, **changed: object) -> Reply:
    said = Said(answers=((ASK, Answer.APPROVED, "Yes, if the vendor confirms"),), signed_off=True)
    last = session.told(session.count - 1).id
    reply = reply_of(session.roadmap, last, said, by=HELEN, at=utc_now())
    return reply.model_copy(update=changed)


def test_a_reply_is_shown_and_then_taken_in_as_their_decision(
    qtbot: QtBot, pm: Session, make_window: Callable[[Session], MainWindow], tmp_path: Path
) -> None:
    window = make_window(pm)
    path = tmp_path / "reply.json"
    path.write_bytes(reply_bytes(reply_to(pm)))
    before = pm.count
    dialog = window.sharing.take_in(str(path))
    assert dialog.seen.texts[0].startswith("Helen Brandt replied on")
    assert "Approves “Fund the second region”" in dialog.seen.texts
    assert "Yes, if the vendor confirms" in dialog.seen.texts
    assert pm.count == before
    dialog.save.click()
    idle(qtbot, pm)
    told = pm.told(pm.count - 1)
    assert told.by.name == "Helen Brandt"
    assert pm.live.asks[ASK].answer is Answer.APPROVED
    assert window.messages.toast.isVisible()
    again = window.sharing.take_in(str(path))
    assert "taken in before" in again.problem.text
    again.accept()
    assert pm.count == before + 1


def test_what_is_no_reply_or_answers_another_roadmap_is_said(
    qtbot: QtBot, pm: Session, themes: ThemeSource, tmp_path: Path
) -> None:
    dialog = TakeInDialog(pm, themes, None)
    qtbot.addWidget(dialog)
    assert not dialog.save.isEnabled()
    dialog.pasted.setPlainText("Dear Maya, yes.")
    assert "no reply" in dialog.problem.text
    dialog.pasted.setPlainText(reply_bytes(reply_to(pm, roadmap="0" * 32)).decode())
    assert "another roadmap" in dialog.problem.text
    assert not dialog.save.isEnabled()
    dialog.pasted.setPlainText(reply_bytes(reply_to(pm, decision="Z" * 10)).decode())
    assert "does not have" in dialog.problem.text
    dialog.read(str(tmp_path / "absent.json"))
    assert "There is no file" in dialog.problem.text
    dialog.pasted.setPlainText(reply_bytes(reply_to(pm)).decode())
    assert dialog.save.isEnabled()


def test_an_ask_that_was_answered_otherwise_meanwhile_is_refused_before_it_is_taken_in(
    qtbot: QtBot, pm: Session, themes: ThemeSource
) -> None:
    reply = reply_to(pm)
    rejected = {"ask": ASK, "answer": "rejected", "by": "Tom", "day": "2026-01-20"}
    pm.execute([command("answer_ask", **rejected)])
    idle(qtbot, pm)
    dialog = TakeInDialog(pm, themes, None)
    qtbot.addWidget(dialog)
    dialog.pasted.setPlainText(reply_bytes(reply).decode())
    assert "rejected" in dialog.problem.text
    assert not dialog.save.isEnabled()


def test_a_dropped_reply_is_taken_in_and_a_dropped_export_imported(
    pm: Session, make_window: Callable[[Session], MainWindow], tmp_path: Path, qtbot: QtBot
) -> None:
    window = make_window(pm)
    reply, other = tmp_path / "reply.json", tmp_path / "issues.json"
    reply.write_bytes(reply_bytes(reply_to(pm)))
    other.write_text("[]")
    assert (kind_of(str(reply)), kind_of(str(other))) == ("reply", "source")
    assert kind_of(str(tmp_path / "a.roadsnap")) == "roadmap"
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(reply))])
    drop = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    window.dropEvent(drop)
    assert found(window, TakeInDialog).seen.texts
