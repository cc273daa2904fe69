"""Do cards answer the mouse, the keyboard and what is dropped on them?"""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QEvent,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    Qt,
)
from PySide6.QtGui import (
    QAccessible,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QMouseEvent,
)
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.paint.card import CardFace
from gui.theme import ThemeSource
from gui.widgets.card_drag import ITEMS_MIME, drag_pixmap, items_from, items_mime
from gui.widgets.card_list_view import CARD_ROLE, ID_ROLE, CardListView

Index = QModelIndex | QPersistentModelIndex


class Faces(QAbstractListModel):
    """So many cards, counting how often one is asked for."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.count = count
        self.asked = 0

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else self.count

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == ID_ROLE:
            return f"RM-{index.row()}"
        if role == CARD_ROLE:
            self.asked += 1
            return CardFace(f"Card number {index.row()} with a title", "must", "Incident", "3 pd")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"Card number {index.row()}, must do"
        return None

    def resize(self, count: int) -> None:
        self.beginResetModel()
        self.count = count
        self.endResetModel()


@pytest.fixture
def view(qtbot: QtBot, themes: ThemeSource, window: QWidget) -> Iterator[CardListView]:
    """Twenty cards in two columns of a 400 x 300 list: four lines in view."""
    found = CardListView(themes, "Emergencies", parent=window)
    found.setModel(Faces(20))
    found.setGeometry(0, 0, 410, 300)
    found.show()
    yield found
    found.setModel(None)


def centre(view: CardListView, row: int) -> QPoint:
    return view.visualRect(view.model().index(row, 0)).center()


def send(view: CardListView, mime: QMimeData, at: QPoint) -> QDropEvent:
    """What Qt sends when something is dragged over the list and let go at ``at``."""
    action, button, none = (
        Qt.DropAction.MoveAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    enter = QDragEnterEvent(at, action, mime, button, none)
    move = QDragMoveEvent(at, action, mime, button, none)
    drop = QDropEvent(QPointF(at), action, mime, button, none)
    for event in (enter, move, drop):
        QApplication.sendEvent(view.viewport(), event)
    return drop


def test_a_click_selects_and_tells_the_ids(qtbot: QtBot, view: CardListView) -> None:
    got: list[object] = []
    view.picked.connect(got.append)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=centre(view, 3))
    assert got[-1] == ("RM-3",)


def test_shift_click_selects_in_reading_order(qtbot: QtBot, view: CardListView) -> None:
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=centre(view, 1))
    shift = Qt.KeyboardModifier.ShiftModifier
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, shift, pos=centre(view, 4))
    assert view.selected_ids() == ("RM-1", "RM-2", "RM-3", "RM-4")


def test_control_click_adds_one_card(qtbot: QtBot, view: CardListView) -> None:
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=centre(view, 0))
    control = Qt.KeyboardModifier.ControlModifier
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, control, pos=centre(view, 5))
    assert view.selected_ids() == ("RM-0", "RM-5")


def test_arrows_go_to_the_neighbour_in_two_columns(qtbot: QtBot, view: CardListView) -> None:
    view.setCurrentIndex(view.model().index(0, 0))
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Left):
        QTest.keyClick(view, key)
    assert view.current_id() == "RM-4"


def test_shift_and_arrows_select_a_range(qtbot: QtBot, view: CardListView) -> None:
    view.setCurrentIndex(view.model().index(2, 0))
    QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert view.selected_ids() == ("RM-2", "RM-3", "RM-4")


def test_an_arrow_at_the_edge_says_so_and_stays(qtbot: QtBot, view: CardListView) -> None:
    view.setCurrentIndex(view.model().index(1, 0))
    with qtbot.waitSignal(view.edge_reached) as caught:
        QTest.keyClick(view, Qt.Key.Key_Right)
    assert caught.args == ["right"]
    assert view.current_id() == "RM-1"


def test_alt_and_arrow_ask_for_a_move(qtbot: QtBot, view: CardListView) -> None:
    view.setCurrentIndex(view.model().index(1, 0))
    with qtbot.waitSignal(view.move_requested) as caught:
        QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert caught.args == ["down"]
    assert view.current_id() == "RM-1"


def test_return_and_double_click_open(qtbot: QtBot, view: CardListView) -> None:
    got: list[str] = []
    view.opened.connect(got.append)
    view.setCurrentIndex(view.model().index(2, 0))
    QTest.keyClick(view, Qt.Key.Key_Return)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=centre(view, 5))
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=centre(view, 5))
    assert got == ["RM-2", "RM-5"]


def drag_begun(view: CardListView, patch: pytest.MonkeyPatch, to: QPoint) -> list[tuple[str, ...]]:
    """Presses on card 1 and moves to ``to``; what was taken along, without Qt's drag loop."""
    begun: list[tuple[str, ...]] = []
    patch.setattr(view, "startDrag", lambda _actions: begun.append(view.selected_ids()))
    place, none = view.viewport(), Qt.KeyboardModifier.NoModifier
    QTest.mousePress(place, Qt.MouseButton.LeftButton, none, centre(view, 1))
    held = Qt.MouseButton.LeftButton
    event = QMouseEvent(QEvent.Type.MouseMove, QPointF(to), QPointF(to), held, held, none)
    QApplication.sendEvent(place, event)
    QTest.mouseRelease(place, Qt.MouseButton.LeftButton, none, to)
    return begun


def test_a_pull_at_a_card_begins_a_drag(
    view: CardListView, monkeypatch: pytest.MonkeyPatch
) -> None:
    far = centre(view, 1) + QPoint(-60, 30)
    assert drag_begun(view, monkeypatch, far) == [("RM-1",)]


def test_a_tremble_of_the_hand_is_no_drag(
    view: CardListView, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert drag_begun(view, monkeypatch, centre(view, 1) + QPoint(2, 1)) == []


def test_in_the_past_a_pull_drags_nothing(
    view: CardListView, monkeypatch: pytest.MonkeyPatch
) -> None:
    view.set_read_only(True)
    assert drag_begun(view, monkeypatch, centre(view, 1) + QPoint(-60, 30)) == []


def test_letters_do_not_search(qtbot: QtBot, view: CardListView) -> None:
    view.setCurrentIndex(view.model().index(2, 0))
    QTest.keyClick(view, Qt.Key.Key_C)
    assert view.current_id() == "RM-2"


def test_a_card_dropped_between_two_lands_before_the_second(view: CardListView) -> None:
    got: list[tuple[object, object]] = []
    view.dropped.connect(lambda ids, before: got.append((ids, before)))
    left_of_three = view.visualRect(view.model().index(3, 0)).topLeft() + QPoint(2, 20)
    drop = send(view, items_mime(["X-1", "X-2"]), left_of_three)
    assert drop.isAccepted()
    assert got == [(("X-1", "X-2"), "RM-3")]


def test_a_card_dropped_below_all_lands_at_the_end(view: CardListView) -> None:
    model = view.model()
    assert isinstance(model, Faces)
    model.resize(3)
    got: list[tuple[object, object]] = []
    view.dropped.connect(lambda ids, before: got.append((ids, before)))
    send(view, items_mime(["X-1"]), QPoint(200, 250))
    assert got == [(("X-1",), None)]


def test_a_card_dropped_on_an_empty_list_is_its_first(view: CardListView) -> None:
    model = view.model()
    assert isinstance(model, Faces)
    model.resize(0)
    got: list[tuple[object, object]] = []
    view.dropped.connect(lambda ids, before: got.append((ids, before)))
    send(view, items_mime(["X-1"]), QPoint(20, 20))
    assert got == [(("X-1",), None)]


def test_cards_dropped_before_themselves_name_the_next_other_card(view: CardListView) -> None:
    got: list[tuple[object, object]] = []
    view.dropped.connect(lambda ids, before: got.append((ids, before)))
    left_of_two = view.visualRect(view.model().index(2, 0)).topLeft() + QPoint(2, 20)
    send(view, items_mime(["RM-2", "RM-3"]), left_of_two)
    assert got == [(("RM-2", "RM-3"), "RM-4")]


def test_the_drop_line_comes_and_goes(view: CardListView) -> None:
    mime = items_mime(["X-1"])
    none = Qt.KeyboardModifier.NoModifier
    before = view.grab().toImage()
    action, button = Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(centre(view, 3), action, mime, button, none)
    QApplication.sendEvent(view.viewport(), enter)
    assert view.grab().toImage() != before
    QApplication.sendEvent(view.viewport(), QDragLeaveEvent())
    assert view.grab().toImage() == before


@pytest.mark.parametrize("data", [b"", b"not json", b'{"a": 1}', b"[1, 2]"])
def test_what_is_no_list_of_ids_is_not_taken(view: CardListView, data: bytes) -> None:
    mime = QMimeData()
    mime.setData(ITEMS_MIME, QByteArray(data))
    assert items_from(mime) == ()
    got: list[object] = []
    view.dropped.connect(lambda ids, _before: got.append(ids))
    assert not send(view, mime, centre(view, 1)).isAccepted()
    assert got == []


def test_in_the_past_nothing_can_be_dropped_or_moved(qtbot: QtBot, view: CardListView) -> None:
    view.set_read_only(True)
    got: list[object] = []
    view.dropped.connect(lambda ids, _before: got.append(ids))
    view.move_requested.connect(got.append)
    view.setCurrentIndex(view.model().index(1, 0))
    send(view, items_mime(["X-1"]), centre(view, 1))
    QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert got == []


def test_only_whole_lines_are_in_view_and_the_rest_is_counted(view: CardListView) -> None:
    assert view.hidden_below() == 12
    last_in_view = view.visualRect(view.model().index(7, 0))
    assert view.viewport().rect().contains(last_in_view)
    view.scrollTo(view.model().index(19, 0))
    assert view.hidden_below() == 0


def test_only_visible_cards_of_ten_thousand_are_asked_for(qtbot: QtBot, view: CardListView) -> None:
    model = view.model()
    assert isinstance(model, Faces)
    model.resize(10_000)
    model.asked = 0
    view.grab()
    assert 0 < model.asked <= 12
    view.scrollTo(model.index(9_999, 0))
    assert view.viewport().rect().contains(centre(view, 9_999))


def test_selecting_ids_scrolls_to_the_first_and_leaves_out_unknown_ones(
    view: CardListView,
) -> None:
    view.select_ids(["RM-15", "RM-17", "gone"])
    assert view.selected_ids() == ("RM-15", "RM-17")
    rect = view.card_rect("RM-15")
    assert rect is not None
    assert view.viewport().rect().contains(rect)
    assert view.card_rect("gone") is None


def test_a_narrow_list_has_one_column(view: CardListView) -> None:
    view.resize(250, 300)
    first, second = (view.visualRect(view.model().index(row, 0)) for row in (0, 1))
    assert first.left() == second.left()
    assert second.top() > first.bottom()


def test_the_pixmap_of_a_drag_is_as_sharp_as_the_screen(themes: ThemeSource) -> None:
    pixmap = drag_pixmap(CardFace("Title", "choice"), 3, 200, themes.theme, 2.0)
    assert pixmap.devicePixelRatio() == 2.0
    assert pixmap.width() > 400


def test_the_test_model_itself_is_sound() -> None:
    model = Faces(3)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.resize(5)


def test_a_screen_reader_finds_a_list_with_the_cards(view: CardListView) -> None:
    found = QAccessible.queryAccessibleInterface(view)
    assert found.role() == QAccessible.Role.List
    assert found.childCount() == 20
    first = found.child(0)
    assert first is not None
    assert first.text(QAccessible.Text.Name) == "Card number 0, must do"


def test_tab_gives_the_keyboard_a_card_to_start_from(view: CardListView) -> None:
    view.setFocus(Qt.FocusReason.TabFocusReason)
    assert view.current_id() == "RM-0"
    assert view.selected_ids() == ()
