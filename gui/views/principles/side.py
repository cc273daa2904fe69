"""What stands at the right of the page: what is chosen, or a form that is being filled in?"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from gui.views.people.side import SideForm
from gui.views.principles.item_panel import WIDTH


class Side(QStackedWidget):
    """Panels and forms; a form goes before the panel it came from comes back.

    Signals:
        opened(): A form or a panel that was asked for is in view.
        closed(): A form was left or saved; the panel is in view again.
    """

    opened = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(WIDTH)
        self._home: QWidget | None = None

    def put(self, *panels: QWidget) -> None:
        """Takes panels and forms in; forms close by themselves."""
        for panel in panels:
            self.addWidget(panel)
            if isinstance(panel, SideForm):
                panel.closed.connect(self.close_form)
                panel.saved.connect(lambda _key: self.close_form())

    @property
    def form(self) -> SideForm | None:
        """The form in view."""
        found = self.currentWidget()
        return found if isinstance(found, SideForm) else None

    def set_home(self, panel: QWidget) -> None:
        """The panel of the tab that is open; given up is what was typed for another."""
        self._home = panel
        self.setCurrentWidget(panel)

    def open_form(self, form: QWidget) -> None:
        """Shows a form."""
        self.setCurrentWidget(form)
        self.opened.emit()

    def close_form(self) -> None:
        """Goes back to the panel."""
        if self._home is not None and self.form is not None:
            self.setCurrentWidget(self._home)
            self.closed.emit()

    def may_leave(self) -> bool:
        """Whether nothing typed would be lost; says in the form what to do where it would."""
        form = self.form
        if form is None or not form.is_changed:
            return True
        form.problem.set_problem(self.tr("Save what you typed, or cancel it, first."))
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes a form."""
        if event.key() == Qt.Key.Key_Escape and self.form is not None:
            self.close_form()
        else:
            super().keyPressEvent(event)
