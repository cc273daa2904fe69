"""What stands in each tab of the Users page: signals, success, segments, one-offs and support?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from gui.models.users.bars import one_off_bars, one_off_note, support_bars, support_note
from gui.models.users.words import (
    STAGES,
    one_off_rows,
    outcome_rows,
    removed_rows,
    segment_items,
    segment_rows,
    signal_rows,
    spark_of,
    stage_words,
    team_rows,
)
from gui.paint.shapes import draw_box
from gui.paint.sparkline import Spark
from gui.theme import ThemeSource
from gui.tokens import GAP_PANELS, RADIUS
from gui.views.users.bars import BarsPanel
from gui.views.users.lists import (
    OutcomeList,
    item_list,
    removed_list,
    segment_list,
    signal_list,
    team_list,
)
from gui.widgets.buttons import Button
from gui.widgets.chip import Chip, ChipOption
from gui.widgets.empty_state import EmptyState
from gui.widgets.label import Label
from gui.widgets.panel import Panel
from roadmap.analysis.expectations.one_offs import OneOffs
from roadmap.analysis.expectations.outcomes import (
    OutcomeStanding,
    RemovedRequests,
    SegmentWork,
    SupportShare,
)
from roadmap.analysis.expectations.signals import Loop, SignalStanding
from roadmap.fields.items import ItemFields
from roadmap.state import EMPTY, State


def _t(text: str) -> str:
    return QCoreApplication.translate("users", text)


class _Tab(QWidget):
    """A column of panels, or what to do where there is nothing yet."""

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, GAP_PANELS, 0, 0)
        self.column.setSpacing(GAP_PANELS)


class SignalsTab(_Tab):
    """What users said.

    Signals:
        opened(str): A signal.
        wanted(str): "signal" or "outcome": one is to be added.
    """

    opened = Signal(str)
    wanted = Signal(str)

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__()
        self.list = signal_list(themes)
        self.empty = EmptyState(
            themes,
            _t(
                "Infrastructure is a product, and the teams who build on it are its users. Write "
                "down what they say, link it to the work that answers it, and tell them when it "
                "is there."
            ),
            ("signal", _t("Add a signal")),
            ("outcome", _t("Add a measure of success")),
            title=_t("Nobody was heard yet"),
            icon="message-circle",
            primary=False,
        )
        self.stage = Chip(themes, _t("Came to"), [ChipOption("", _t("all"))])
        self._shown: tuple[tuple[SignalStanding, ...], State, date] = (), EMPTY, date.min
        self.list.add_control(self.stage)
        self.column.addWidget(self.list, 1)
        self.column.addWidget(self.empty, 1)
        self.stage.pressed.connect(self._offer_stages)
        self.stage.chosen.connect(lambda _key: self._show_stage())
        self.list.opened.connect(self.opened)
        self.empty.action_requested.connect(self.wanted)

    def show_signals(
        self, rows: tuple[SignalStanding, ...], state: State, today: date, read_only: str | None
    ) -> None:
        """Shows these; without any in the roadmap, what the page is for."""
        self._shown = rows, state, today
        self._show_stage()
        nothing = not len(state.signals)
        self.list.setVisible(not nothing)
        self.empty.setVisible(nothing)
        for button in self.empty.buttons.values():
            button.set_blocked(read_only)

    def _show_stage(self) -> None:
        rows, state, today = self._shown
        wanted = STAGES.get(self.stage.value, tuple(Loop))
        found = tuple(row for row in rows if row.loop in wanted)
        self.list.set_rows(signal_rows(found, state, today))
        self.list.say_none(_t("No signal is at this stage.") if rows else "")

    def _offer_stages(self) -> None:
        rows = self._shown[0]
        options = [
            ChipOption(key, words, str(sum(row.loop in STAGES[key] for row in rows)))
            for key, words in stage_words().items()
        ]
        self.stage.set_options([ChipOption("", _t("all"), str(len(rows))), *options])


class SuccessTab(_Tab):
    """Measures of success, and a warning where only technical ones exist."""

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__()
        self.warning = _Warning(themes)
        self.list = OutcomeList(themes)
        self.column.addWidget(self.warning)
        self.column.addWidget(self.list, 1)

    def show_outcomes(
        self,
        rows: tuple[OutcomeStanding, ...],
        state: State,
        today: date,
        *,
        only_technical: bool,
        read_only: str | None,
    ) -> None:
        """Shows these."""
        found = ((row.outcome.id, spark_of(row.outcome, today)) for row in rows)
        sparks: Mapping[str, Spark] = {key: spark for key, spark in found if spark is not None}
        self.list.show_outcomes(outcome_rows(rows, state, today), sparks)
        self.list.add.set_blocked(read_only)
        self.warning.setVisible(only_technical)


class _Warning(QWidget):
    """One sentence on the ground of a warning."""

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__()
        self._themes = themes
        text = _t(
            "Only technical measures so far. They say that the platform runs, not that it helps: "
            "add one of satisfaction, adoption or business."
        )
        self.setAccessibleName(text)
        row = QHBoxLayout(self)
        row.setContentsMargins(15, 8, 15, 8)
        row.addWidget(Label(themes, text, tone="warn", wrap=True), 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the ground."""
        with QPainter(self) as painter:
            ground = self._themes.theme.colors.warn2
            draw_box(painter, QRectF(self.rect()), fill=ground, radius=RADIUS)


class SegmentsTab(_Tab):
    """The roadmap as each segment sees it, and the teams.

    Signals:
        item_opened(str): An item of the segment in view.
    """

    item_opened = Signal(str)

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__()
        self.segments, self.teams = segment_list(themes), team_list(themes)
        note = _t("Nothing is open for this segment.")
        self.items = item_list(themes, _t("What is coming"), note)
        self._rows: tuple[SegmentWork, ...] = ()
        self._state = EMPTY
        self._today = date.min
        self._chosen = ""
        self._pair = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._pair.setSpacing(GAP_PANELS)
        self._pair.addWidget(self.segments, 3)
        self._pair.addWidget(self.teams, 2)
        self.column.addLayout(self._pair, 2)
        self.column.addWidget(self.items, 3)
        self.segments.opened.connect(self.choose)
        self.items.opened.connect(self.item_opened)

    def show_segments(
        self,
        rows: tuple[SegmentWork, ...],
        state: State,
        today: date,
        team: str | None,
        read_only: str | None,
    ) -> None:
        """Shows the segments, the teams, and what is coming for the chosen segment."""
        self._rows, self._state, self._today = rows, state, today
        self.segments.set_rows(segment_rows(rows, state))
        self.teams.set_rows(team_rows(state, team))
        self.teams.add.set_blocked(read_only)
        keys = [row.segment or "-" for row in rows]
        if self._chosen not in keys:
            self._chosen = keys[0] if keys else ""
        self._show_items()

    def choose(self, key: str) -> None:
        """Shows what is coming for a segment."""
        self._chosen = key
        self._show_items()

    def _show_items(self) -> None:
        row = next((each for each in self._rows if (each.segment or "-") == self._chosen), None)
        shown = [] if row is None else segment_items(row, self._state, self._today)
        name = _t("everybody without a segment")
        if row is not None and row.segment:
            name = row.segment
        self.items.say_title(_t("What is coming for {segment}").format(segment=name))
        self.items.set_rows(shown)
        keys = [each.segment or "-" for each in self._rows]
        self.segments.table.choose(keys.index(self._chosen) if self._chosen in keys else None)


class SupportTab(_Tab):
    """One-offs against the standard, and what support takes.

    Signals:
        item_opened(str): A one-off, or what removed requests.
        fold_requested(): The proposed item is to be added.
        interruptions_requested(): What interrupted, to mark requests there.
    """

    item_opened = Signal(str)
    fold_requested = Signal()
    interruptions_requested = Signal()

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__()
        self.one_offs = BarsPanel(themes, _t("One-offs for a single team"))
        self.support = BarsPanel(themes, _t("Share of effort that answered requests"))
        self.interruptions = Button(themes, _t("Mark requests"), icon="zap", small=True)
        self.support.column.addWidget(self.interruptions, 0, Qt.AlignmentFlag.AlignLeft)
        self.support.column.setContentsMargins(15, 12, 1, 10)
        self.open = item_list(
            themes,
            _t("Open one-offs"),
            _t("No open item serves a single team alone."),
        )
        self.removed = removed_list(themes)
        self.proposal = _Proposal(themes)
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.setSpacing(GAP_PANELS)
        for parts in (
            (self.one_offs, self.proposal, self.open),
            (self.support, self.removed),
        ):
            self._sides.addLayout(_stacked(parts), 1)
        self.column.addLayout(self._sides, 1)
        self.open.opened.connect(self.item_opened)
        self.interruptions.clicked.connect(self.interruptions_requested)
        self.removed.opened.connect(self.item_opened)
        self.proposal.add.clicked.connect(self.fold_requested)

    def show_one_offs(
        self,
        found: OneOffs,
        proposed: ItemFields | None,
        state: State,
        today: date,
        read_only: str | None,
    ) -> None:
        """Shows the trend, the open ones, and what would fold them into the standard."""
        self.one_offs.show_bars(one_off_bars(found), one_off_note(found))
        self.open.set_rows(one_off_rows(found.open, state, today))
        self.proposal.show_proposal(proposed, read_only, growing=found.growing)

    def show_support(
        self,
        shares: tuple[SupportShare, ...],
        removed: tuple[RemovedRequests, ...],
        state: State,
        today: date,
    ) -> None:
        """Shows what answering requests took, and what removed some."""
        asked = any(each.requests for each in shares)
        self.support.show_bars(support_bars(shares if asked else ()), support_note(shares))
        self.removed.set_rows(removed_rows(removed, state, today))


class _Proposal(Panel):
    """The item that would fold one-offs into the standard, and the button that adds it."""

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__(themes)
        self.words = Label(themes, wrap=True)
        self.add = Button(themes, _t("Add this item"), icon="plus", small=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(15, 10, 10, 10)
        row.setSpacing(12)
        row.addWidget(self.words, 1)
        row.addWidget(self.add, 0, Qt.AlignmentFlag.AlignVCenter)
        self.hide()

    def show_proposal(
        self, proposed: ItemFields | None, read_only: str | None, *, growing: bool
    ) -> None:
        """Shows what is proposed; nothing where there is no reason for it."""
        self.setVisible(proposed is not None)
        self.add.set_blocked(read_only)
        if proposed is not None:
            why = _t("Their number grows.") if growing else _t("They add up.")
            title = _t("Fold them into the standard: “{title}”.").format(title=proposed["title"])
            self.words.setText(f"{why} {title}")


def _stacked(widgets: Sequence[QWidget]) -> QVBoxLayout:
    """Return widgets from top to bottom; the last one takes what is left."""
    column = QVBoxLayout()
    column.setSpacing(GAP_PANELS)
    for widget in widgets[:-1]:
        column.addWidget(widget)
    column.addWidget(widgets[-1], 1)
    return column
