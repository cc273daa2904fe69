"""The backlog's rows, and what its view hears: the least, and always what is true."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from gui.models.backlog.model import BacklogModel
from gui.models.backlog.rows import GROUP, Wanted
from gui.models.backlog.steps import steps
from gui.models.faces import Mark
from roadmap.analysis.items.filter import Filter
from roadmap.state import State
from roadmap.values import Quadrant
from tests.given import after, begun, command, item_id, with_items

TODAY = date(2026, 11, 20)
TITLES = ("Patch TLS", "Move ingest", "Cost tags", "Restore drill")


class Heard:
    """What a model said, in order."""

    def __init__(self, model: QAbstractItemModel) -> None:
        self.said: list[str] = []
        model.rowsInserted.connect(lambda _p, first, last: self._say("insert", first, last))
        model.rowsRemoved.connect(lambda _p, first, last: self._say("remove", first, last))
        model.rowsMoved.connect(self._on_moved)
        model.modelReset.connect(lambda: self.said.append("reset"))
        model.dataChanged.connect(self._on_data_changed)

    def _say(self, what: str, first: int, last: int) -> None:
        self.said.append(f"{what} {first}-{last}")

    def _on_moved(
        self, _from: QModelIndex, first: int, last: int, _to: QModelIndex, target: int
    ) -> None:
        self.said.append(f"move {first}-{last} to {target}")

    def _on_data_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        rows = f"{first.row()}-{last.row()}"
        self.said.append(f"data {rows} columns {first.column()}-{last.column()}")


@pytest.fixture
def model(qtbot: QtBot) -> BacklogModel:
    model = BacklogModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    return model


def titles(model: BacklogModel) -> list[str]:
    return [model.index(row, 1).data() for row in range(model.rowCount())]


def classified(state: State, title: str, quadrant: Quadrant, **more: str) -> State:
    forcing, _, horizon = quadrant.value.partition("_")
    fields = {"forcing": forcing, "horizon": horizon, **more}
    return after(state, command("reclassify_item", item=item_id(title), **fields))


# -- from one list of rows to the next ------------------------------------------------------------


@given(
    st.lists(st.sampled_from("abcdefghij"), unique=True),
    st.lists(st.sampled_from("abcdefghij"), unique=True),
)
def test_the_steps_lead_from_any_rows_to_any_others(old: list[str], new: list[str]) -> None:
    found = steps(tuple(old), tuple(new))
    assert found is not None
    rows = old
    for step in found:
        if step.kind == "insert":
            at = step.first
            rows = [*rows[:at], *step.rows[at : step.last + 1], *rows[at:]]
        elif step.kind == "remove":
            rows = [*rows[: step.first], *rows[step.last + 1 :]]
        else:
            part = rows[step.first : step.last + 1]
            target = step.target - (len(part) if step.target > step.last else 0)
            rest = [key for key in rows if key not in part]
            rows = [*rest[:target], *part, *rest[target:]]
        assert tuple(rows) == step.rows
    assert rows == new


def test_a_row_that_goes_far_is_told_as_one_move() -> None:
    old = tuple(str(number) for number in range(10_000))
    found = list(steps(old, (old[-1], *old[:-1])) or ())
    assert [(step.kind, step.first, step.last, step.target) for step in found] == [
        ("move", 9999, 9999, 0)
    ]


def test_where_too_much_differs_a_reset_is_better() -> None:
    old = tuple(str(number) for number in range(1000))
    assert steps(old, old[::-1]) is None


# -- what the view hears --------------------------------------------------------------------------


def test_nothing_is_said_where_nothing_changed(model: BacklogModel) -> None:
    state = with_items(*TITLES)
    model.show(state, Wanted(), TODAY)
    heard = Heard(model)
    model.show(state, Wanted(), TODAY, changed=())
    assert heard.said == []


def test_a_renamed_item_says_its_row_only(model: BacklogModel) -> None:
    state = with_items(*TITLES)
    model.show(state, Wanted(), TODAY)
    heard = Heard(model)
    key = item_id("Cost tags")
    renamed = after(state, command("edit_item", item=key, title="Tags"))
    model.show(renamed, Wanted(), TODAY, changed={key})
    assert heard.said == ["data 2-2 columns 0-12"]
    assert titles(model)[2] == "Tags"


def test_a_ranked_item_moves_and_the_numbers_follow(model: BacklogModel) -> None:
    state = with_items(*TITLES)
    model.show(state, Wanted(), TODAY)
    heard = Heard(model)
    last, first = item_id(TITLES[-1]), item_id(TITLES[0])
    moved = after(state, command("move_item", item=last, before=first))
    model.show(moved, Wanted(), TODAY, changed={last})
    assert heard.said == [
        "move 3-3 to 0",
        "data 0-0 columns 0-12",
        "data 0-3 columns 0-0",
    ]
    assert [model.index(row, 0).data() for row in range(4)] == ["1", "2", "3", "4"]


def test_a_finished_item_leaves_and_comes_back_under_done(model: BacklogModel) -> None:
    state = with_items(*TITLES)
    model.show(state, Wanted(), TODAY)
    heard = Heard(model)
    key = item_id("Move ingest")
    done = after(state, command("finish_item", item=key))
    model.show(done, Wanted(), TODAY, changed={key})
    assert heard.said[0] == "remove 1-1"
    model.show(done, Wanted(statuses="done"), TODAY, changed=())
    assert titles(model) == ["Move ingest"]
    assert model.index(0, 0).data() == ""  # what is done has no rank


def test_a_mark_says_its_row_and_its_note_stands_in_the_title(model: BacklogModel) -> None:
    state = with_items(*TITLES)
    model.show(state, Wanted(), TODAY)
    heard = Heard(model)
    key = item_id("Cost tags")
    model.show(state, Wanted(), TODAY, changed=(), marks={key: Mark("from Tweaks")})
    assert heard.said == ["data 2-2 columns 0-12"]
    assert model.cell(2, 1).note == "from Tweaks"


# -- filter, order, groups ------------------------------------------------------------------------


def test_rows_are_filtered_by_words_in_rank_order(model: BacklogModel) -> None:
    state = with_items("Patch TLS", "Move ingest", "TLS 1.1 off")
    model.show(state, Wanted(Filter(text="tls")), TODAY)
    assert titles(model) == ["Patch TLS", "TLS 1.1 off"]
    assert [model.index(row, 0).data() for row in range(2)] == ["1", "3"]


def test_what_is_missing_sorts_last_in_either_direction(model: BacklogModel) -> None:
    state = with_items(*TITLES)
    for title, day in (("Move ingest", "2027-02-26"), ("Restore drill", "2027-01-15")):
        state = classified(
            state, title, Quadrant.FORCED_LONG_TERM, driver="regulation", mandatory_by=day
        )
    by = model.columns[model.column_of("mandatory_by")]
    model.show(state, Wanted(sorted_by=by), TODAY)
    assert titles(model) == ["Restore drill", "Move ingest", "Patch TLS", "Cost tags"]
    model.show(state, Wanted(sorted_by=by, descending=True), TODAY, changed=())
    assert titles(model) == ["Move ingest", "Restore drill", "Patch TLS", "Cost tags"]


def test_groups_have_heads_with_sums_and_fold(model: BacklogModel) -> None:
    state = classified(with_items(*TITLES), "Cost tags", Quadrant.DISCRETIONARY_SHORT_TERM)
    estimate = {"likely": 3.0}
    state = after(state, command("estimate_item", item=item_id("Cost tags"), estimate=estimate))
    model.show(state, Wanted(grouped=True), TODAY)
    heads = [key for key in model.rows.ids if key.startswith(GROUP)]
    assert heads == [
        GROUP + quadrant.value
        for quadrant in (
            Quadrant.FORCED_SHORT_TERM,
            Quadrant.FORCED_LONG_TERM,
            Quadrant.DISCRETIONARY_SHORT_TERM,
            Quadrant.DISCRETIONARY_LONG_TERM,
            Quadrant.UNSORTED,
        )
    ]
    group = model.rows.groups[GROUP + "discretionary_short_term"]
    assert (group.count, group.effort, group.folded) == (1, 3.0, False)
    folded = Wanted(grouped=True, folded=frozenset([Quadrant.UNSORTED]))
    heard = Heard(model)
    model.show(state, folded, TODAY, changed=())
    assert heard.said == ["remove 6-8", "data 5-5 columns 0-0"]
    assert model.rows.count == 4


def test_the_head_of_a_group_cannot_be_selected(model: BacklogModel) -> None:
    model.show(with_items("Patch TLS"), Wanted(grouped=True), TODAY)
    assert not model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsSelectable


# -- cells ----------------------------------------------------------------------------------------


def test_an_effort_says_who_sized_it(model: BacklogModel) -> None:
    state = with_items("Default", "Sized", "Estimated")
    state = after(
        state,
        command("estimate_item", item=item_id("Sized"), size="M"),
        command("estimate_item", item=item_id("Estimated"), low=2.0, likely=3.0, high=8.0),
    )
    model.show(state, Wanted(), TODAY)
    effort = model.column_of("estimate")
    cells = [model.cell(row, effort) for row in range(3)]
    assert cells[0].text.startswith("~")
    assert "size M" in cells[0].tooltip
    assert cells[1].text.startswith("M ≈ ")
    assert (cells[2].text, cells[2].tooltip) == ("3 pd", "3 pd, 2 to 8")


def test_a_day_that_is_over_is_said_to_be(model: BacklogModel) -> None:
    state = classified(
        with_items("Patch TLS"),
        "Patch TLS",
        Quadrant.FORCED_LONG_TERM,
        driver="regulation",
        mandatory_by="2026-11-01",
    )
    model.show(state, Wanted(), TODAY)
    cell = model.cell(0, model.column_of("mandatory_by"))
    assert (cell.text, cell.tone, cell.icon) == ("1 Nov", "bad", "alert-triangle")
    assert cell.tooltip == "Was mandatory by Sun 1 Nov 2026 (2026-11-01)"


def test_each_cell_is_read_with_the_name_of_its_column(model: BacklogModel) -> None:
    model.show(with_items("Patch TLS"), Wanted(), TODAY)
    role = Qt.ItemDataRole.AccessibleTextRole
    assert model.index(0, 1).data(role) == "Title: Patch TLS"
    assert model.index(0, model.column_of("team")).data(role) == "Team: empty"


def test_markup_in_a_title_stays_text(model: BacklogModel) -> None:
    title = "<img src=x> & <b>bold</b>"
    model.show(with_items(title), Wanted(), TODAY)
    assert model.index(0, 1).data() == title
    tooltip = model.index(0, 1).data(Qt.ItemDataRole.ToolTipRole)
    assert "<img" not in tooltip
    assert "&lt;img" in tooltip


def test_an_empty_roadmap_has_no_rows(model: BacklogModel) -> None:
    model.show(begun(), Wanted(), TODAY)
    assert model.rowCount() == 0
    assert model.rows.effort == 0
