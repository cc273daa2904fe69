"""What can be done with several selected items at once? A bar under the table.

It knows no command: what is chosen or typed goes to the page, which makes one decision of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, QPoint, QRectF, QStringListModel, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCompleter, QFrame, QHBoxLayout, QLineEdit, QMenu, QWidget

from gui.models.words import FOUR, items_text
from gui.theme import Theme, ThemeSource
from gui.widgets.buttons import Button
from gui.widgets.label import Label
from gui.widgets.toast import KEPT_CLEAR
from roadmap.values import Quadrant, QuadrantWords

HEIGHT = 44
_MOST_LABELS = 30  # more would not fit on a screen


class BulkBar(QFrame):
    """The bar; while something is typed for all of them, a line takes its buttons' place.

    Signals:
        quadrant_chosen(object): A Quadrant.
        typed(str, str): A field and what all of them are to have in it.
        label_removed(str): A label that none of them is to have.
        shed_requested(): Give them up.
        cleared(): Select nothing.
        closed(): The line was left; the focus belongs to the rows again.
    """

    quadrant_chosen = Signal(object)
    typed = Signal(str, str)
    label_removed = Signal(str)
    shed_requested = Signal()
    cleared = Signal()
    closed = Signal()

    def __init__(self, themes: ThemeSource, names_for: Callable[[str], Sequence[str]]) -> None:
        """``names_for`` a field gives what can be typed there already."""
        super().__init__()
        self._themes, self._names_for = themes, names_for
        self._words = QuadrantWords()
        self.labels_now: Callable[[], Sequence[str]] = tuple  # those that any of the items has
        self._count = 0
        self._field = ""
        self.menu: QMenu | None = None
        self._chosen = Label(themes, weight=600)
        self.buttons = {
            "quadrant": self._button(self.tr("Quadrant"), menu=True),
            "team": self._button(self.tr("Team")),
            "component": self._button(self.tr("Component")),
            "labels": self._button(self.tr("Label"), menu=True),
            "estimate": self._button(self.tr("Effort")),
            "shed": self._button(self.tr("Shed")),
        }
        self.clear_button = Button(themes, self.tr("Clear"), kind="quiet", small=True, keys="Esc")
        self.line = QLineEdit()
        self.hint = Label(themes, style="small", tone="muted", elide=True)
        self.apply_button = Button(themes, self.tr("Apply"), small=True)
        self.cancel_button = Button(themes, self.tr("Cancel"), kind="quiet", small=True, keys="Esc")
        self._build()
        self._connect()
        self.hide()

    def show_selection(self, count: int, words: QuadrantWords) -> None:
        """Shows itself for two items or more."""
        self._words, self._count = words, count
        self._chosen.setText(self.tr("{n} selected").format(n=f"{count:,}"))
        self.setAccessibleName(self.tr("What to do with {n} selected").format(n=items_text(count)))
        if count < 2:
            self._close_line()
        self.setVisible(count > 1)

    def complain(self, sentence: str) -> None:
        """Says beside the line what is wrong with it."""
        self.hint.setText(sentence)
        self.hint.set_tone("bad")
        self.line.setAccessibleDescription(sentence)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self) -> None:
        """What was typed was understood."""
        if self._close_line():
            self.closed.emit()

    # -- build ------------------------------------------------------------------------------------

    def _button(self, text: str, *, menu: bool = False) -> Button:
        button = Button(self._themes, text, small=True)
        button.set_face(replace(button.face, chevron=menu))
        return button

    def _build(self) -> None:
        self.setFixedHeight(HEIGHT)
        self.setProperty(KEPT_CLEAR, True)
        self.line.setFont(self._themes.theme.font("small"))
        self.line.setFixedSize(200, 28)
        self.hint.setMinimumWidth(16)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 10, 0)
        row.setSpacing(8)
        row.addWidget(self._chosen)
        row.addSpacing(4)
        for button in self.buttons.values():
            row.addWidget(button)
        row.addWidget(self.line)
        row.addWidget(self.hint, 1000)  # all the room while it is in view
        row.addWidget(self.apply_button)
        row.addWidget(self.cancel_button)
        row.addStretch(1)
        row.addWidget(self.clear_button)
        self._show_line(shown=False)

    def _connect(self) -> None:
        self.buttons["quadrant"].clicked.connect(self._open_quadrants)
        self.buttons["labels"].clicked.connect(self._open_labels)
        for key in ("team", "component", "estimate"):
            self.buttons[key].clicked.connect(partial(self._on_field, key))
        self.buttons["shed"].clicked.connect(self.shed_requested)
        self.clear_button.clicked.connect(self.cleared)
        self.apply_button.clicked.connect(self._on_apply)
        self.cancel_button.clicked.connect(self.finish)
        self.line.returnPressed.connect(self._on_apply)
        self._themes.changed.connect(self._on_theme_changed)

    def _show_line(self, *, shown: bool) -> None:
        for widget in (self.line, self.hint, self.apply_button, self.cancel_button):
            widget.setVisible(shown)
        for button in (*self.buttons.values(), self.clear_button):
            button.setVisible(not shown)

    # -- typing -----------------------------------------------------------------------------------

    def ask(self, key: str) -> None:
        """Opens the line for a field."""
        self._field = key
        name, hint = self._asked(key)
        self._chosen.setText(name)
        self.hint.set_tone("muted")
        self.hint.setText(hint)
        self.line.clear()
        self.line.setAccessibleName(name)
        completer = QCompleter(self.line)
        completer.setModel(QStringListModel(list(self._names_for(key)), completer))
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.line.setCompleter(completer)
        self._show_line(shown=True)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_field(self, key: str, _checked: bool = False) -> None:
        self.ask(key)

    def _asked(self, key: str) -> tuple[str, str]:
        what = items_text(self._count)
        return {
            "team": (
                self.tr("Team of {what}").format(what=what),
                self.tr("A new name adds the team, after a question; nothing takes it away."),
            ),
            "component": (
                self.tr("Component of {what}").format(what=what),
                self.tr("A new name adds the component, after a question; nothing takes it away."),
            ),
            "labels": (
                self.tr("Add a label to {what}").format(what=what),
                self.tr('Commas separate several; "a, b" is one label.'),
            ),
            "estimate": (
                self.tr("Effort of {what}, each").format(what=what),
                self.tr("3, 2-5, 2/3/8 or M; nothing takes it away."),
            ),
        }[key]

    def _on_apply(self) -> None:
        self.typed.emit(self._field, self.line.text())

    def _close_line(self) -> bool:
        was_open = not self.line.isHidden()
        self._show_line(shown=False)
        self._chosen.setText(self.tr("{n} selected").format(n=f"{self._count:,}"))
        return was_open

    def event(self, event: QEvent) -> bool:
        """Takes Esc before a window's own shortcut for it."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the line, then the selection."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.line.isHidden():
            self.cleared.emit()
        else:
            self.finish()

    # -- choosing ---------------------------------------------------------------------------------

    def _open_quadrants(self) -> None:
        menu = self._menu()
        for number, quadrant in enumerate((*FOUR, Quadrant.UNSORTED), start=1):
            key = "0" if quadrant is Quadrant.UNSORTED else str(number)
            name = self._words.of(quadrant)
            text = f"{name[:1].upper()}{name[1:]}\t{key}"
            self._entry(menu, text, partial(self.quadrant_chosen.emit, quadrant))
        self._open(menu, self.buttons["quadrant"])

    def _open_labels(self) -> None:
        menu = self._menu()
        self._entry(menu, self.tr("Add a label"), lambda: self.ask("labels"))
        labels = self.labels_now()
        if labels:
            menu.addSeparator()
        for label in labels[:_MOST_LABELS]:
            text = self.tr("Remove “{label}”").format(label=label)
            self._entry(menu, text, partial(self.label_removed.emit, label))
        self._open(menu, self.buttons["labels"])

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.destroyed.connect(self._on_menu_destroyed)
        self.menu = menu
        return menu

    def _entry(self, menu: QMenu, text: str, do: Callable[[], object]) -> None:
        action = QAction(text.replace("&", "&&"), menu)
        action.triggered.connect(lambda _checked=False: do())
        menu.addAction(action)

    def _open(self, menu: QMenu, button: QWidget) -> None:
        above = QPoint(0, -menu.sizeHint().height() - 4)
        menu.popup(button.mapToGlobal(above))

    def _on_menu_destroyed(self) -> None:
        self.menu = None

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A line above it parts it from the rows."""
        with QPainter(self) as painter:
            line = QRectF(1, 0, self.width() - 2, 1)
            painter.fillRect(line, self._themes.theme.colors.border)

    def _on_theme_changed(self, _theme: Theme) -> None:
        self.update()
