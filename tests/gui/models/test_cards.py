"""Do views hear the least there is to hear when the cards of a quadrant change?"""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from gui.models.cards import CardsModel
from gui.models.faces import Mark
from gui.paint.card import CardFace
from gui.widgets.card_list_view import CARD_ROLE, ID_ROLE
from roadmap.state import Item, State, Table

TODAY = date(2026, 11, 20)
KEYS = [f"{number:010d}" for number in range(40)]
STATE = State(items=Table.of((key, Item(key, title=f"Item {key}")) for key in KEYS))
ORDERS = st.lists(st.sampled_from(KEYS), unique=True)


class Heard:
    """What a model told, as words."""

    def __init__(self, model: CardsModel) -> None:
        self.words: list[str] = []
        model.rowsInserted.connect(lambda _p, a, b: self.words.append(f"in {a}-{b}"))
        model.rowsRemoved.connect(lambda _p, a, b: self.words.append(f"out {a}-{b}"))
        model.rowsMoved.connect(lambda _p, a, _b, _d, to: self.words.append(f"move {a} to {to}"))
        model.modelReset.connect(lambda: self.words.append("reset"))
        model.dataChanged.connect(lambda a, b: self.words.append(f"data {a.row()}-{b.row()}"))


@pytest.fixture
def model(qapp: QApplication) -> CardsModel:
    model = CardsModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    model.show(STATE, KEYS[:10], TODAY)
    return model


def test_a_card_that_came_is_told_as_one_row(model: CardsModel) -> None:
    heard = Heard(model)
    model.show(STATE, [*KEYS[:4], KEYS[20], *KEYS[4:10]], TODAY, changed=[])
    assert heard.words == ["in 4-4"]


def test_cards_that_left_together_are_told_as_one(model: CardsModel) -> None:
    heard = Heard(model)
    model.show(STATE, [*KEYS[:2], *KEYS[5:10]], TODAY, changed=[])
    assert heard.words == ["out 2-4"]


def test_a_moved_card_stays_the_same_row_to_a_view(model: CardsModel) -> None:
    heard = Heard(model)
    model.show(STATE, [KEYS[7], *KEYS[:7], *KEYS[8:10]], TODAY, changed=[])
    assert heard.words == ["move 7 to 0"]


def test_a_changed_item_is_told_alone(model: CardsModel) -> None:
    heard = Heard(model)
    items = STATE.items.put(KEYS[3], Item(KEYS[3], title="Renamed"))
    model.show(State(items=items), KEYS[:10], TODAY, changed=[KEYS[3]])
    assert heard.words == ["data 3-3"]
    face = model.index(3).data(CARD_ROLE)
    assert isinstance(face, CardFace)
    assert face.title == "Renamed"


def test_nothing_changed_says_nothing(model: CardsModel) -> None:
    heard = Heard(model)
    model.show(STATE, KEYS[:10], TODAY, changed=[])
    assert heard.words == []


def test_a_mark_that_went_is_told(model: CardsModel) -> None:
    model.show(STATE, KEYS[:10], TODAY, changed=[], marks={KEYS[1]: Mark("new")})
    heard = Heard(model)
    model.show(STATE, KEYS[:10], TODAY, changed=[])
    assert heard.words == ["data 1-1"]


def test_a_place_that_was_left_is_neither_an_item_nor_draggable(model: CardsModel) -> None:
    model.show(STATE, KEYS[:3], TODAY, changed=[], left={1: STATE.items[KEYS[9]]})
    assert model.ids == (KEYS[0], f"ghost:{KEYS[9]}", KEYS[1], KEYS[2])
    assert model.flags(model.index(1)) == Qt.ItemFlag.NoItemFlags
    face = model.index(1).data(CARD_ROLE)
    assert isinstance(face, CardFace)
    assert face.ghost


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(orders=st.lists(ORDERS, min_size=1, max_size=6))
def test_whatever_comes_the_model_ends_with_it(qapp: QApplication, orders: list[list[str]]) -> None:
    model = CardsModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    for order in orders:
        model.show(STATE, order, TODAY, changed=[])
        assert list(model.ids) == order
        assert [model.index(row).data(ID_ROLE) for row in range(model.rowCount())] == order
        assert all(model.row_of(key) == row for row, key in enumerate(order))


def test_a_view_may_ask_for_a_row_that_is_on_its_way_out() -> None:
    cards = CardsModel()
    ids = [f"{number:010d}" for number in range(3)]
    items = [Item(id=key, title=f"Item {key}") for key in ids]
    cards.show(State(items=Table.of((each.id, each) for each in items)), ids, date(2026, 1, 5))
    asked: list[object] = []
    cards.rowsAboutToBeRemoved.connect(
        lambda _parent, first, _last: asked.append(cards.index(first).data())
    )
    cards.show(State(items=Table.of([(ids[1], items[1])])), [ids[1]], date(2026, 1, 5))
    assert sorted(map(str, asked)) == [f"Item {ids[0]}", f"Item {ids[2]}"]
