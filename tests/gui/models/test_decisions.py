"""Does the log's model tell a view no more and no less than what happened to its rows?"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from gui.models.decisions.faces import Entry
from gui.models.decisions.facts import LogFilter
from gui.models.decisions.model import ENTRY_ROLE, HEAD_ROLE, DecisionsModel
from gui.models.decisions.undo import undo_offer
from gui.session import Session
from roadmap.commands import Command
from roadmap.commands.items import AddItem, EditItem, EstimateItem, ShedItem
from roadmap.service import Roadmap
from roadmap.values import Author, Estimate

MAYA = Author(id="maya", name="Maya Okafor")
TOMAS = Author(id="tomas", name="Tomas Ruiz")
BEGIN = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
DNS, TLS = "0000000001", "0000000002"

Make = Callable[..., Session]


def decided(roadmap: Roadmap, command: Command, day: int, by: Author = MAYA, why: str = "") -> None:
    roadmap.execute([command], by=by, at=BEGIN + timedelta(days=day), why=why or None)


@pytest.fixture
def session(qtbot: QtBot) -> Iterator[Session]:
    """Six decisions by two people on four days."""
    roadmap = Roadmap.in_memory({"name": "Harbour", "zone": "Europe/Berlin"}, by=MAYA, at=BEGIN)
    decided(roadmap, AddItem(item=DNS, fields={"title": "Self-service DNS"}), 0)
    decided(roadmap, AddItem(item=TLS, fields={"title": "Patch TLS"}), 1, TOMAS)
    decided(roadmap, EstimateItem(item=DNS, fields={"estimate": Estimate(8)}), 2, MAYA, "A guess")
    decided(roadmap, EstimateItem(item=DNS, fields={"estimate": Estimate(5)}), 2, TOMAS)
    decided(roadmap, EditItem(item=TLS, fields={"notes": "Old"}), 3, TOMAS, "Auditors asked")
    now = BEGIN + timedelta(days=4)
    found = Session(roadmap, MAYA, clock=lambda: now)
    yield found
    found.close()


@pytest.fixture
def model(session: Session) -> DecisionsModel:
    found = DecisionsModel(session)
    QAbstractItemModelTester(found, QAbstractItemModelTester.FailureReportingMode.Fatal, found)
    return found


def entries(model: DecisionsModel) -> list[Entry]:
    found = (model.index(row).data(ENTRY_ROLE) for row in range(model.rowCount()))
    return [entry for entry in found if isinstance(entry, Entry)]


def shown(model: DecisionsModel) -> list[int]:
    return [entry.index for entry in entries(model)]


def searched(qtbot: QtBot, model: DecisionsModel, wanted: LogFilter) -> list[int]:
    model.set_filter(wanted)
    qtbot.waitUntil(lambda: model.is_complete)
    return shown(model)


def saved(qtbot: QtBot, session: Session) -> None:
    qtbot.waitUntil(lambda: session.pending == 0)


def test_every_decision_stands_there_newest_first(model: DecisionsModel) -> None:
    assert shown(model) == [5, 4, 3, 2, 1, 0]
    heads = [model.index(row).data(HEAD_ROLE) for row in range(model.rowCount())]
    assert [head.count for head in heads if head is not None] == [1, 2, 1, 2]


def test_heads_cannot_be_selected(model: DecisionsModel) -> None:
    selectable = Qt.ItemFlag.ItemIsSelectable
    assert not model.flags(model.index(0)) & selectable
    assert model.flags(model.index(1)) & selectable


def test_a_row_is_read_out_with_time_person_and_reason(model: DecisionsModel) -> None:
    spoken = model.index(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Patch TLS" in spoken
    assert "Auditors asked" in spoken
    assert "Tomas Ruiz" in spoken
    assert model.index(0).data(Qt.ItemDataRole.AccessibleTextRole).endswith("1 decision")


def test_opening_reads_no_decision(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object) -> object:
        raise AssertionError

    monkeypatch.setattr(Session, "told", refuse)
    monkeypatch.setattr(Session, "state_after", refuse)
    assert DecisionsModel(session).rowCount() == 10


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (LogFilter(person="tomas"), [5, 4, 2]),
        (LogFilter(kind="Estimated"), [4, 3]),
        (LogFilter(item=TLS), [5, 2]),
        (LogFilter(text="audit"), [5]),
        (LogFilter(text="self dns"), [4, 3, 1]),
        (LogFilter(person="maya", text="dns"), [3, 1]),
        (LogFilter(since=2, until=4), [3, 2]),
        (LogFilter(person="tomas", since=3), [5, 4]),
        (LogFilter(person="tomas", until=3), [2]),
        (LogFilter(person="nobody"), []),
    ],
)
def test_filters_find_what_they_name(
    qtbot: QtBot, model: DecisionsModel, wanted: LogFilter, found: list[int]
) -> None:
    assert searched(qtbot, model, wanted) == found


def test_taking_a_filter_away_shows_everything_again(qtbot: QtBot, model: DecisionsModel) -> None:
    searched(qtbot, model, LogFilter(person="tomas"))
    assert searched(qtbot, model, LogFilter()) == [5, 4, 3, 2, 1, 0]


def test_a_new_decision_comes_in_at_the_top_and_nothing_else_is_said(
    qtbot: QtBot, model: DecisionsModel, session: Session
) -> None:
    inserted: list[tuple[int, int]] = []
    model.rowsInserted.connect(lambda _parent, first, last: inserted.append((first, last)))
    with qtbot.assertNotEmitted(model.modelReset):
        session.execute([ShedItem(item=TLS)], why="Nobody uses it")
        saved(qtbot, session)
        qtbot.waitUntil(lambda: model.total == 7)
    assert inserted == [(0, 1)]
    assert shown(model)[0] == 6


def test_a_new_decision_that_a_filter_leaves_out_is_only_counted(
    qtbot: QtBot, model: DecisionsModel, session: Session
) -> None:
    searched(qtbot, model, LogFilter(person="tomas"))
    session.execute([ShedItem(item=TLS)])
    qtbot.waitUntil(lambda: model.total == 7)
    assert shown(model) == [5, 4, 2]


def test_a_reason_given_later_stands_at_its_decision(
    qtbot: QtBot, model: DecisionsModel, session: Session
) -> None:
    assert not entries(model)[1].has_reason
    session.give_reason((session.told(4).id,), "The drill showed it")
    qtbot.waitUntil(lambda: model.total == 7)
    late = next(entry for entry in entries(model) if entry.index == 4)
    assert (late.has_reason, late.face.reason) == (True, "The drill showed it")
    assert searched(qtbot, model, LogFilter(text="drill")) == [4]


def test_a_stopped_search_goes_on_where_it_stopped(
    qtbot: QtBot, model: DecisionsModel, session: Session
) -> None:
    search = model.search
    model.set_filter(LogFilter(person="tomas"))
    search._at, search._top = 3, 6  # as if a slice had ended there
    model.beginResetModel()
    model.rows.fill([5, 4], None)
    model.endResetModel()
    model._complete = False
    model.resume()
    qtbot.waitUntil(lambda: model.is_complete)
    assert shown(model) == [5, 4, 2]


def test_without_a_reason_the_log_says_what_it_was_about(model: DecisionsModel) -> None:
    first = next(entry for entry in entries(model) if entry.index == 4)
    assert first.face.detail == "Unsorted, 5 pd"
    assert first.named


def test_an_effect_tells_what_came_of_it(
    qtbot: QtBot, model: DecisionsModel, session: Session
) -> None:
    entry = next(entry for entry in entries(model) if entry.index == 5)
    assert model.entries.effect(entry) == ""
    session.execute([ShedItem(item=TLS)])
    saved(qtbot, session)
    assert model.entries.effect(entry) == "shed since"


# -- taking back ----------------------------------------------------------------------------------


def test_undo_of_an_untouched_decision_is_offered_plainly(session: Session) -> None:
    offer = undo_offer(session, session.told(5).id)
    assert (offer.blocked, offer.warning) == (None, "")


def test_undo_says_what_changed_since(session: Session) -> None:
    offer = undo_offer(session, session.told(3).id)
    assert offer.blocked is None
    assert not offer.partly
    assert offer.warning == "Changed again since: “Self-service DNS” (estimate)."


def test_undo_names_the_part_that_would_stay(qtbot: QtBot, session: Session) -> None:
    decision = session.execute([EditItem(item=DNS, fields={"notes": "A", "labels": ("edge",)})])
    saved(qtbot, session)
    session.execute([EditItem(item=DNS, fields={"notes": "B"})])
    saved(qtbot, session)
    assert decision is not None
    offer = undo_offer(session, decision)
    assert (offer.partly, offer.blocked) == (True, None)
    assert offer.warning == "Changed again since: “Self-service DNS” (notes)."


def test_what_cannot_be_undone_says_why(session: Session) -> None:
    assert undo_offer(session, session.told(0).id).blocked == (
        "The beginning of a roadmap cannot be undone: make a new file."
    )


def test_in_the_past_nothing_is_undone(session: Session) -> None:
    session.go_to(2)
    assert undo_offer(session, session.told(1).id).blocked == "The past is read-only."


def test_no_row_is_asked_for_beyond_the_last(model: DecisionsModel) -> None:
    assert model.data(QModelIndex()) is None
    assert not model.index(model.rowCount()).isValid()
