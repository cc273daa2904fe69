"""What stands at the left of What-if: the scenarios and the levers of the chosen one?"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from gui.models.whatif.list import ScenarioModel
from gui.models.whatif.panel import PanelFace
from gui.paint.scenario_row import ScenarioFace
from gui.theme import ThemeSource
from gui.views.whatif.levers import FooterMark, LeversPanel
from gui.views.whatif.list import ScenarioList
from gui.widgets.buttons import Button
from gui.widgets.label import Label
from gui.widgets.panel import Panel

WIDTH, NARROW_WIDTH = 272, 240
_MOST_ROWS, _FEWER_ROWS, _FEWEST_ROWS = 5, 4, 2
_LOW, _VERY_LOW = 620, 500  # pixels of height up to which fewer rows are in view


class ScenarioSide(Panel):
    """The list above, the levers below, one line at the bottom."""

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__(themes)
        self.setFixedWidth(WIDTH)
        self.new = Button(themes, self.tr("New"), icon="plus", small=True, keys="S")
        self.listed = ScenarioModel(self)
        self.list = ScenarioList(themes, self.listed)
        self.levers = LeversPanel(themes)
        self._mark = FooterMark(themes)
        self._footer = Label(themes, style="small", tone="muted", elide=True)
        self._build(themes)

    @property
    def footer(self) -> str:
        """Whose the scenario is, as it is said."""
        return self._footer.text()

    def show_list(self, faces: Sequence[ScenarioFace], chosen: str) -> None:
        """Lists the scenarios."""
        self.listed.show_faces(faces)
        self.list.show_chosen(chosen)
        self._fit()

    def show_levers(self, face: PanelFace, *, blocked: str | None) -> None:
        """Shows the levers of the chosen scenario."""
        self.levers.show_face(face, blocked=blocked)
        self._mark.show_mark(face.footer_mark)
        # What nobody can move says why where it else says whose it is.
        self._footer.setText(blocked if blocked and not face.footer_mark else face.footer)

    def resizeEvent(self, event: object) -> None:
        """A low window shows fewer scenarios at once, so that levers stay in reach."""
        super().resizeEvent(event)  # type: ignore[arg-type]  # handed on as it came
        self._fit()

    def _fit(self) -> None:
        rows = _MOST_ROWS if self.height() > _LOW else _FEWER_ROWS
        if self.height() <= _VERY_LOW:
            rows = _FEWEST_ROWS
        self.list.setFixedHeight(self.list.wanted_height(rows))

    def _build(self, themes: ThemeSource) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(15, 0, 13, 0)
        head.addWidget(Label(themes, self.tr("Scenarios"), style="section"), 1)
        head.addWidget(self.new)
        rows = QHBoxLayout()
        rows.setContentsMargins(5, 0, 5, 0)
        rows.addWidget(self.list)
        line = QFrame()
        line.setProperty("line", True)
        line.setFixedHeight(1)
        between = QHBoxLayout()
        between.setContentsMargins(15, 0, 15, 0)
        between.addWidget(line)
        foot = QHBoxLayout()
        foot.setContentsMargins(15, 0, 15, 0)
        foot.setSpacing(6)
        foot.addWidget(self._mark)
        foot.addWidget(self._footer, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 12, 1, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addLayout(rows)
        column.addLayout(between)
        column.addWidget(self.levers, 1)
        column.addLayout(foot)
        self.setFocusProxy(self.list)
        QWidget.setTabOrder(self.list, self.levers.first)
        self.list.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
