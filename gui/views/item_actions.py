"""What can be done with an item as a whole: start, finish, shed, restore, split, remove?"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPlainTextEdit, QVBoxLayout, QWidget

from gui.session import Session
from gui.theme import ThemeSource
from gui.views.edits import split_command
from gui.widgets.buttons import Button
from gui.widgets.label import Label
from roadmap.commands import (
    Command,
    FinishItem,
    RemoveItem,
    RestoreItem,
    ShedItem,
    StartItem,
)
from roadmap.errors import Refused
from roadmap.state import Item
from roadmap.values import Status


class ItemActions(QWidget):
    """Buttons for what is next, a menu for the rest, and the form for a split."""

    def __init__(
        self, themes: ThemeSource, session: Session, item: Item, *further: QWidget
    ) -> None:
        """``further`` stands at the right end of the row."""
        super().__init__()
        self._themes, self._session, self._item = themes, session, item
        self._row = QHBoxLayout()
        self._row.setSpacing(8)
        self._form: QWidget | None = None
        self._text = QPlainTextEdit()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._row)
        self._column = column
        self._add_buttons()
        self._row.addStretch(1)
        for widget in further:
            self._row.addWidget(widget)

    def _add_buttons(self) -> None:
        key = self._item.id
        if not self._item.is_open:
            self._button(self.tr("Restore"), lambda: self._do(RestoreItem(item=key)))
        elif self._item.status is Status.IN_PROGRESS:
            self._button(self.tr("Finish"), lambda: self._do(FinishItem(item=key)))
        else:
            self._button(self.tr("Start"), lambda: self._do(StartItem(item=key)))
        if self._item.is_open:
            self._button(self.tr("Split"), self.open_split)
        more = Button(
            self._themes, icon="more-horizontal", kind="quiet", small=True, name=self.tr("More")
        )
        more.clicked.connect(lambda: self._open_menu(more))
        self._row.addWidget(more)

    def _button(self, text: str, do: Callable[[], None]) -> None:
        button = Button(self._themes, text, small=True)
        button.clicked.connect(do)
        self._row.addWidget(button)

    def _do(self, command: Command, say: str | None = None) -> None:
        self._session.execute([command], say=say)

    def _open_menu(self, button: Button) -> None:
        key, title = self._item.id, self._item.title
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        if self._item.status is Status.OPEN:
            self._entry(menu, self.tr("Finish"), lambda: self._do(FinishItem(item=key)))
        if self._item.is_open:
            said = self.tr("“{title}” shed").format(title=title)
            self._entry(menu, self.tr("Shed"), lambda: self._do(ShedItem(item=key), said))
        removed = self.tr("“{title}” removed").format(title=title)
        text = self.tr("Remove, it was added by mistake")
        self._entry(menu, text, lambda: self._do(RemoveItem(item=key), removed))
        menu.popup(button.mapToGlobal(QPoint(0, button.height() + 4)))

    def _entry(self, menu: QMenu, text: str, do: Callable[[], None]) -> None:
        action = QAction(text, menu)
        action.triggered.connect(lambda _checked=False: do())
        menu.addAction(action)

    # -- splitting --------------------------------------------------------------------------------

    def open_split(self) -> None:
        """Opens the form: one piece a line."""
        if self._form is not None:
            self._text.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._form = QWidget()
        column = QVBoxLayout(self._form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        hint = self.tr("One piece a line, its effort after a semicolon. Each waits for the last.")
        column.addWidget(Label(self._themes, hint, style="small", tone="muted", wrap=True))
        self._text.setPlainText(f"{self._item.title}; \n")
        self._text.setFont(self._themes.theme.font("small"))
        self._text.setFixedHeight(84)
        self._text.setTabChangesFocus(True)
        self._text.setAccessibleName(self.tr("Pieces"))
        self._text.installEventFilter(self)
        column.addWidget(self._text)
        row = QHBoxLayout()
        save = Button(self._themes, self.tr("Split"), small=True, keys="Ctrl Enter")
        cancel = Button(self._themes, self.tr("Cancel"), kind="quiet", small=True, keys="Esc")
        save.clicked.connect(self._on_split)
        cancel.clicked.connect(self._close_split)
        row.addWidget(save)
        row.addWidget(cancel)
        row.addStretch(1)
        column.addLayout(row)
        self._column.addWidget(self._form)
        self._text.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+Enter splits, Esc gives up."""
        if watched is self._text and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                return self._on_key(event)
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            self._close_split()
            return True
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._on_split()
            return True
        return False

    def _on_split(self) -> None:
        try:
            command = split_command(self._item, self._text.toPlainText())
        except Refused as refused:
            self._session.refused.emit(str(refused))
            return
        self._do(command, self.tr("“{title}” split").format(title=self._item.title))

    def _close_split(self) -> None:
        if self._form is not None:
            self._text.setParent(None)
            self._form.deleteLater()
            self._form = None
