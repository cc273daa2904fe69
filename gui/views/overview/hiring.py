"""Is a hire needed? Answered under the step of the playbook that speaks of hiring."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from gui.session import Session
from gui.theme import Tone
from gui.views.overview.steps import StepsPanel

if TYPE_CHECKING:
    from gui.views.whatif.resort import ResortSource

ASK, TRY = "ask:hire", "try:hire"  # where the step leads before the answer, and after it


class HireAnswer(QObject):
    """Weighs the ways out without a hire, in the background, and says what came of it."""

    def __init__(self, session: Session, panel: StepsPanel) -> None:
        super().__init__(panel)
        self._session, self._panel = session, panel
        self._resort: ResortSource | None = None
        self._asked = False

    @property
    def is_possible(self) -> bool:
        """Whether there is capacity to reckon with."""
        return self._session.settings.sprint_start is not None and bool(
            len(self._session.state.people)
        )

    def ask(self) -> None:
        """Begins to weigh; the answer follows in the row."""
        # Then: the simulator takes 150 ms to load, which the first page does not wait for.
        from gui.views.whatif.resort import ResortSource  # noqa: PLC0415
        from gui.views.whatif.source import Ground  # noqa: PLC0415

        if self._resort is None:
            self._resort = ResortSource(self._session, self)
            self._resort.found.connect(self._on_found)
        row = self._panel.row_of("hire")
        if row is not None:
            row.show_answer(self.tr("Weighing what could be done without\u2026"), "muted")
        session = self._session
        self._asked = True
        horizon = session.settings.planning.horizon_sprints
        self._resort.want(Ground(session.state, session.today, horizon))

    def forget(self) -> None:
        """Another moment is shown: what was weighed is not about it."""
        self._asked = False
        if self._resort is not None:
            self._resort.forget()

    def _on_found(self, needed: bool, sentence: str) -> None:
        row = self._panel.row_of("hire")
        if self._asked and row is not None:
            tone: Tone = "text" if needed else "muted"
            row.show_answer(sentence, tone, (self.tr("Hire in What-if"), TRY))
            row.button.set_blocked(self._session.read_only)
