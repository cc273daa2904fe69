"""Of which team does a page speak? A chip that offers the teams there are, and all of them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from gui.session import Session
from gui.theme import ThemeSource
from gui.widgets.chip import Chip, ChipOption
from roadmap.state import Team


class TeamChip(Chip):
    """The teams by name, read when the menu is about to open."""

    def __init__(
        self,
        themes: ThemeSource,
        session: Session,
        detail: Callable[[Team], str] = lambda _team: "",
    ) -> None:
        """``detail`` says what stands beside a team's name."""
        super().__init__(themes, QCoreApplication.translate("TeamChip", "Team"))
        self._session, self._detail = session, detail
        self.set_options([self._all])
        self.pressed.connect(self._offer)

    @property
    def team(self) -> str | None:
        """The team's id, None for all."""
        return self.value or None

    def keep_known(self) -> None:
        """Goes back to all where the team is gone."""
        if self.value and self.value not in self._session.state.teams:
            self.set_value("")

    @property
    def _all(self) -> ChipOption:
        return ChipOption("", self.tr("All"))

    def _offer(self) -> None:
        teams = self._session.state.teams.ordered()
        named = sorted(teams, key=lambda team: team.name.casefold())
        options = [ChipOption(team.id, team.name, self._detail(team)) for team in named]
        self.set_options([self._all, *options])
