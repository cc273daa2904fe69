"""Which page is open, and what comes with it: its details beside it, its ways to other pages?"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from gui.pages import OpensActions, OpensPages, PageKind, SendsTrials, ShowsParts, TakesTrials
from gui.selection import Selection
from gui.session import Session
from gui.theme import ThemeSource
from gui.window.frame import Frame
from gui.window.messages import Messages
from roadmap.analysis.in_use import parts_in_use

# Where a page that the navigation does not list belongs.
_UNDER = {"sort": "grid", "interruptions": "sprints"}


class Pages(QObject):
    """The pages of a window, each made when it is first opened.

    Signals:
        action_requested(str): A page asked for an action of the window, by its id.
    """

    action_requested = Signal(str)

    def __init__(
        self,
        kinds: Sequence[PageKind],
        session: Session,
        themes: ThemeSource,
        selection: Selection,
        frame: Frame,
        messages: Messages,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.kinds: dict[str, PageKind] = {kind.page_id: kind for kind in kinds}
        self._session, self._themes, self._selection = session, themes, selection
        self._frame, self._messages = frame, messages
        self._made: dict[str, QWidget] = {}
        self.page_id = ""
        selection.changed.connect(self._show_details)
        session.shown.connect(lambda _shown: self._list_used())
        self._list_used()

    @property
    def page(self) -> QWidget | None:
        """The open page."""
        return self._made.get(self.page_id)

    def open(self, page_id: str, *, keep_message: bool = False) -> QWidget | None:
        """Opens a page, making it the first time, and returns it; None where there is none.

        What was said on the page before goes away with it, unless ``keep_message``. After a "#" the
        id may name a part of the page.
        """
        page_id, _, part = page_id.partition("#")
        if page_id not in self.kinds:
            return None
        if page_id != self.page_id and not keep_message:
            self._messages.toast.close_now()
        page = self._made.get(page_id)
        if page is None:
            page = self.kinds[page_id].make(self._session, self._themes, self._selection)
            self._made[page_id] = page
            self._frame.pages.addWidget(page)
            if page.focusPolicy() == Qt.FocusPolicy.NoFocus:
                # Else Qt does not give the focus back to it when the window is active again.
                page.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            self.listen(page)
        self.page_id = page_id
        self._messages.page = page
        self._show_details()
        self._frame.pages.setCurrentWidget(page)
        self._list_used()
        self._frame.nav.set_current(page_id if self.kinds[page_id].nav else _UNDER[page_id])
        page.setFocus(Qt.FocusReason.OtherFocusReason)
        if part and isinstance(page, ShowsParts):
            page.show_part(part)
        return page

    def listen(self, part: QWidget) -> None:
        """Follows the ways that a page or the inspector offers."""
        if isinstance(part, OpensPages):
            part.page_requested.connect(self.open)
        if isinstance(part, OpensActions):
            part.action_requested.connect(self.action_requested)
        if isinstance(part, SendsTrials):
            part.try_requested.connect(self._on_try_requested)

    def _on_try_requested(self, kind: str, ids: Sequence[str]) -> None:
        page: object = self.open("what-if")
        if isinstance(page, TakesTrials):
            page.try_out(kind, ids)

    def _list_used(self) -> None:
        """Pages about what is not used yet wait outside the navigation until they are opened.

        What counts is the present: rows that come and go while somebody plays back would jump.
        """
        used = parts_in_use(self._session.live)
        waiting = [
            key
            for key, kind in self.kinds.items()
            if kind.when is not None and kind.when not in used and key not in self._made
        ]
        self._frame.nav.leave_out(waiting)

    def _show_details(self) -> None:
        when = self.kinds[self.page_id].details
        allowed = when == "always" or (when == "selected" and bool(self._selection.ids))
        self._frame.side.set_allowed(allowed=allowed)
