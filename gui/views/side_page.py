"""How does a page have a form or an answer beside it: one at a time, and closed by Esc?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from gui.paint.button import ButtonKind
from gui.session import Session
from gui.tokens import GAP_PANELS, PAGE_MARGIN
from gui.views.people.side import SideForm, SidePanel
from gui.views.shown_page import ShownPage
from gui.widgets.buttons import Button


class SidePage(ShownPage):
    """A page over whose width a panel at the right opens. A subclass makes both, and ``lay_out``.

    Below the width ``narrow`` both take turns. One button is primary: ``add``, or the form's Save.
    """

    narrow = 0
    add: Button
    _main: QWidget

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.side = QStackedWidget()
        self.side.hide()

    def lay_out(self, head: QWidget, main: QWidget, panels: Sequence[SidePanel]) -> None:
        """Puts the page's parts in their places; panels close by themselves."""
        self._main = main
        self.side.setFixedWidth(panels[0].width())
        for panel in panels:
            self.side.addWidget(panel)
            panel.closed.connect(self.close_side)
        body = QHBoxLayout()
        body.setSpacing(GAP_PANELS)
        body.addWidget(main, 1)
        body.addWidget(self.side)
        column = QVBoxLayout(self)
        column.setContentsMargins(PAGE_MARGIN, 0, PAGE_MARGIN, 16)
        column.setSpacing(0)
        column.addWidget(head)
        column.addLayout(body, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrow, the page and what is beside it take turns."""
        super().resizeEvent(event)
        self._fit(beside=not self.side.isHidden())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes what is open beside the page, wherever the focus is."""
        if event.key() == Qt.Key.Key_Escape and not self.side.isHidden():
            self.close_side()
        else:
            super().keyPressEvent(event)

    def close_side(self) -> None:
        """Closes what is open beside; what was typed there is given up."""
        focused: QWidget | None = self.focusWidget()  # none where nothing here has the focus
        had_focus = focused is not None and self.side.isAncestorOf(focused)
        self.side.hide()
        self._show_primary("primary")
        self._fit(beside=False)
        if had_focus:
            self._focus_back()

    def _open_side(self, panel: SidePanel) -> None:
        self._fit(beside=True)  # before the side shows: together they may need more room
        self.side.setCurrentWidget(panel)
        self.side.show()
        self._show_primary("secondary" if isinstance(panel, SideForm) else "primary")

    def _is_open(self, panel: QWidget) -> bool:
        return not self.side.isHidden() and self.side.currentWidget() is panel

    def _may_leave(self) -> bool:
        """Whether nothing typed would be lost; says in the form what to do where it would."""
        form = self.side.currentWidget()
        if self.side.isHidden() or not isinstance(form, SideForm) or not form.is_changed:
            return True
        form.problem.set_problem(self.tr("Save what you typed, or cancel it, first."))
        return False

    def _fit(self, *, beside: bool) -> None:
        """Shows the page, or gives its place to what is beside it, where both have no room."""
        self._main.setVisible(not beside or self.width() >= self.narrow)

    def _show_primary(self, kind: ButtonKind) -> None:
        self.add.set_face(replace(self.add.face, kind=kind))

    def _focus_back(self) -> None:
        """Gives the focus to the page once it was beside it and that is closed."""
        raise NotImplementedError
