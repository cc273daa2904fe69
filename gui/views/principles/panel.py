"""What stands beside the board: the measure or principle that is chosen, and what one can do?"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.models.principles.detail import MeasureDetail, PrincipleDetail
from gui.paint.button import ButtonKind
from gui.paint.shapes import draw_box
from gui.paint.sprint_series import SERIES_HEIGHT, SeriesFace, draw_series
from gui.paint.text import Run
from gui.session import Session
from gui.theme import ThemeSource
from gui.views.principles.chart import MeasureChartView
from gui.views.principles.item_panel import WIDTH, ItemPanel
from gui.widgets.buttons import Button
from gui.widgets.label import RunsLabel
from gui.widgets.marks import Mark
from gui.widgets.reason_prompt import ReasonPrompt
from roadmap.analysis.words import counted, say_number

_MOST_CARDS = 5


class LevelPanel(ItemPanel):
    """The panel at the right.

    Signals:
        asked(str): What a button asks for: "item", "record", "level", "paste", "edit", "remove",
            "add_measure", "rename", "up", "down", "retire".
        effect_said(str): Who felt the breach.
    """

    asked = Signal(str)
    effect_said = Signal(str)

    def __init__(self, session: Session, themes: ThemeSource) -> None:
        super().__init__(session, themes)
        self._shown: tuple[object, ...] = ()
        self.chart: MeasureChartView | None = None
        self.prompt: ReasonPrompt | None = None
        self.buttons: dict[str, Button] = {}

    @property
    def is_typing(self) -> bool:
        """Whether somebody is saying who felt it."""
        return self.prompt is not None and self.prompt.isVisible()

    def show_detail(self, detail: MeasureDetail | PrincipleDetail | None) -> None:
        """Shows a measure, a principle, or that nothing is chosen; nothing where it is the same."""
        items = self._items(detail)
        shown = (detail, self._session.read_only, items)
        if shown == self._shown or self.is_typing:
            return
        same = _key(self._shown[0] if self._shown else None) == _key(detail)
        scroll = self.scroll_position()
        focused = next((key for key, each in self.buttons.items() if each.hasFocus()), "")
        self._shown = shown
        self.chart, self.prompt, self.buttons = None, None, {}
        self.clear()
        if isinstance(detail, MeasureDetail):
            self._build_measure(detail)
        elif isinstance(detail, PrincipleDetail):
            self._build_principle(detail)
        else:
            self.add_section(self.tr("Details"))
            self.add_text(self.tr("Choose a measure to see how it went and what protects it."))
        if same:
            self.set_scroll_position(scroll)
        if same and focused in self.buttons:
            self.buttons[focused].setFocus()

    def focus_first(self) -> None:
        """Puts the focus on the first thing one can do."""
        first = next((each for each in self.buttons.values() if each.isEnabled()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def ask_effect(self) -> None:
        """Opens the line for who felt the breach."""
        if self.prompt is None or self._session.read_only is not None:
            return
        detail = self._shown[0]
        text = detail.effect if isinstance(detail, MeasureDetail) else ""
        self.prompt.ask(
            self.tr("Who felt it?"), placeholder=self.tr("Checkout: time-outs at lunch"), text=text
        )

    def _items(self, detail: MeasureDetail | PrincipleDetail | None) -> tuple[object, ...]:
        """The items on cards, so that a change of one of them is seen."""
        keys = () if detail is None else detail.protecting
        return tuple(self._session.state.items.get(key) for key in keys)

    # -- a measure --------------------------------------------------------------------------------

    def _build_measure(self, detail: MeasureDetail) -> None:
        tag = detail.tag
        self.add_heading(tag.text, tag.family, icon=tag.icon, reference=detail.principle)
        self.add_title(detail.measure.name)
        if detail.chart.points:
            name = self.tr("{measure}, measured over time").format(measure=detail.measure.name)
            self.chart = MeasureChartView(self._source, detail.chart, name, detail.spoken)
            self.body.addWidget(self.chart)
            self.body.addSpacing(12)
        else:
            self.add_text(self.tr("Nothing was measured yet: record what you know already."))
        if detail.breached:
            self._add_effect(detail)
        self._add_measure_buttons(detail)
        self.add_line()
        self.add_properties(detail.rows)
        self.add_line()
        self._add_protecting(detail.protecting, detail.effort)
        if detail.effects:
            self.add_section(self.tr("What finished items did"))
            for runs in detail.effects:
                self.body.addWidget(RunsLabel(self._source, runs, style="detail"))
                self.body.addSpacing(8)
        if detail.turns:
            self.add_section(self.tr("Breaches"))
            self.add_story(detail.turns)
        self._add_quiet(
            (("edit", self.tr("Edit"), "pencil"), ("remove", self.tr("Remove"), "trash-2"))
        )

    def _add_effect(self, detail: MeasureDetail) -> None:
        box = _EffectBox(self._source, detail.effect)
        self.body.addWidget(box)
        self.body.addSpacing(6)
        self.prompt = ReasonPrompt(self._source)
        self.prompt.saved.connect(self.effect_said)
        self.body.addWidget(self.prompt)
        words = self.tr("Change") if detail.effect else self.tr("Say who felt it")
        button = self._button("effect", words, icon="pencil", kind="quiet", small=True)
        button.clicked.connect(self.ask_effect)
        self.add_buttons(button)

    def _add_measure_buttons(self, detail: MeasureDetail) -> None:
        unanswered = detail.breached and not detail.protecting
        rest: ButtonKind = "secondary" if unanswered else "primary"
        if detail.breached:
            words = self.tr("Make an item from this breach")
            kind: ButtonKind = "primary"
            if not unanswered:
                words, kind = self.tr("Make another item from this breach"), "secondary"
            make = self._button("item", words, icon="plus", kind=kind, keys="M")
            self.body.addWidget(make)
            self.body.addSpacing(12)
        record = self._button("record", self.tr("Record measurement"), kind=rest, small=True)
        words = self.tr("Change the minimum")
        if detail.measure.level is None:
            words = self.tr("Set the minimum")
        level = self._button("level", words, small=True)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(record, 1)
        row.addWidget(level, 1)
        self.body.addLayout(row)
        self.body.addSpacing(14)

    # -- a principle ------------------------------------------------------------------------------

    def _build_principle(self, detail: PrincipleDetail) -> None:
        tag = detail.tag
        place = self.tr("{n} of {all}").format(n=detail.number, all=detail.count)
        self.add_heading(tag.text, tag.family, icon=tag.icon, reference=place)
        self.add_title(detail.row.principle.name)
        if not detail.row.measures:
            self.add_text(
                self.tr(
                    "No level yet. Start with one measure you already have: a dashboard's number, "
                    "a share that somebody counts."
                )
            )
        add = self._button(
            "add_measure", self.tr("Add a measure"), icon="plus", kind="primary", keys="Ins"
        )
        self.body.addWidget(add)
        self.body.addSpacing(12)
        self.add_line()
        if any(detail.by_sprint):
            self.body.addWidget(_Series(self._source, detail))
            self.body.addSpacing(8)
        self.add_text(self._breaches(detail))
        self.body.addSpacing(8)
        self._add_protecting(detail.protecting, detail.effort)
        self._add_quiet(
            (
                ("up", "", "arrow-up"),
                ("down", "", "arrow-down"),
                ("rename", self.tr("Rename"), "pencil"),
                ("retire", self.tr("Retire"), "archive"),
            )
        )
        self.buttons["up"].set_name(self.tr("Move up"))
        self.buttons["down"].set_name(self.tr("Move down"))
        self.buttons["up"].setEnabled(detail.number > 1 and self._session.read_only is None)
        last = detail.number == detail.count
        self.buttons["down"].setEnabled(not last and self._session.read_only is None)

    def _breaches(self, detail: PrincipleDetail) -> str:
        if not detail.breaches:
            return self.tr("No level of it was newly breached in the last six sprints.")
        return self.tr("Newly breached {times} in the last six sprints.").format(
            times=counted(detail.breaches, self.tr("time"))
        )

    # -- parts ------------------------------------------------------------------------------------

    def _add_protecting(self, keys: Sequence[str], effort: str) -> None:
        self.add_section(self.tr("Protected by"))
        count = self.put_cards(keys, _MOST_CARDS)
        if count > _MOST_CARDS:
            rest = counted(count - _MOST_CARDS, self.tr("more item"))
            self.add_text(self.tr("and {rest}").format(rest=rest))
        if not count:
            self.add_text(self.tr("No open item protects it."))
        self.body.addSpacing(4)
        if effort:
            self.add_text(effort)
        self.body.addSpacing(8)

    def _add_quiet(self, actions: Sequence[tuple[str, str, str]]) -> None:
        self.add_line()
        made = [
            self._button(key, words, icon=icon, kind="quiet", small=True)
            for key, words, icon in actions
        ]
        self.add_buttons(*made)

    def _button(
        self,
        key: str,
        words: str,
        *,
        icon: str | None = None,
        kind: ButtonKind = "secondary",
        keys: str = "",
        small: bool = False,
    ) -> Button:
        button = Button(self._source, words, icon=icon, kind=kind, keys=keys, small=small)
        button.set_blocked(self._session.read_only)
        if key != "effect":
            button.clicked.connect(self._asker(key))
        self.buttons[key] = button
        return button

    def _asker(self, key: str) -> Callable[[], None]:
        return lambda: self.asked.emit(key)


def _key(detail: object) -> str:
    if isinstance(detail, MeasureDetail):
        return detail.measure.id
    return detail.row.principle.id if isinstance(detail, PrincipleDetail) else ""


class _EffectBox(QWidget):
    """Who felt the breach, on the ground of what is bad."""

    def __init__(self, themes: ThemeSource, effect: str) -> None:
        super().__init__()
        self._themes = themes
        said = Run(effect) if effect else Run(self.tr("Nobody said yet."), "muted")
        runs = (Run(self.tr("Who felt it"), weight=600), Run("\n"), said)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.addWidget(RunsLabel(themes, runs))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the ground."""
        with QPainter(self) as painter:
            draw_box(painter, QRectF(self.rect()), fill=self._themes.theme.colors.bad2)


class _Series(Mark):
    """The effort for a principle in the last sprints, a bar each."""

    def __init__(self, themes: ThemeSource, detail: PrincipleDetail) -> None:
        days = tuple(detail.by_sprint)
        spoken = ", ".join(say_number(each) for each in days)
        super().__init__(themes, self.tr("Person-days by sprint: {days}").format(days=spoken))
        total = self.tr("{n} pd").format(n=say_number(sum(days)))
        self._face = SeriesFace(
            *(self.tr("Person-days by sprint"), "", tuple(detail.sprints), days, total),
            hue="grey",
            most=max(1.0, *days),
        )

    def sizeHint(self) -> QSize:
        """As wide as the panel's column."""
        return QSize(WIDTH - 34, SERIES_HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the bars."""
        with QPainter(self) as painter:
            draw_series(painter, QRectF(self.rect()), self._face, self.themes.theme)
