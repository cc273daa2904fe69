"""What is known of one row of leverage: its numbers, the items behind them, the next step?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from PySide6.QtCore import Signal

from gui.models.faces import card_face
from gui.models.principles.leverage import (
    LeverageFacts,
    category_word,
    in_category,
    payback_text,
    signed,
    verdict_of,
)
from gui.models.properties.purpose import SKIPPED
from gui.models.words import day_text, percent
from gui.paint.text import Run
from gui.session import Session
from gui.theme import Family, ThemeSource
from gui.views.double_win import DoubleWinPrompt
from gui.views.principles.inaction import InactionSource
from gui.views.principles.panel import WIDTH
from gui.widgets.buttons import Button
from gui.widgets.inspector_panel import InspectorPanel, PropertyRow
from gui.widgets.item_card import ItemCard
from roadmap.analysis.leverage.inaction import say_inaction
from roadmap.analysis.leverage.kept import Promise, Side, say_promise
from roadmap.analysis.leverage.leverage import CategoryShare, Payback
from roadmap.analysis.leverage.removed import say_removed
from roadmap.analysis.leverage.unblocked import Unblocked, dependants
from roadmap.analysis.words import counted, listed, say_days, say_number
from roadmap.values import LeverageEffect

_MOST_CARDS = 12
_NEAR = 0.05  # person-days: less is not seen with one decimal


class LeveragePanel(InspectorPanel):
    """One row of the lists.

    Signals:
        item_opened(str): The id of an item that was pressed.
        try_requested(str, object): What is to be tried in What-if, and with which items.
        cost_requested(str): What it costs not to do an item is wanted.
        answered(str, str): Whether an item also lowers later work was answered.
    """

    item_opened = Signal(str)
    try_requested = Signal(str, object)
    cost_requested = Signal(str)
    answered = Signal(str, str)

    def __init__(self, session: Session, themes: ThemeSource, costs: InactionSource) -> None:
        super().__init__(themes)
        self.setFixedWidth(WIDTH)
        self._session, self._source, self._costs = session, themes, costs
        self._facts: LeverageFacts | None = None
        self._key = ""
        self.question: DoubleWinPrompt | None = None
        self.buttons: dict[str, Button] = {}

    def show_row(self, facts: LeverageFacts | None, key: str) -> None:
        """Shows the row with this key, or what leverage is; what is being typed there stays."""
        typing = self.question is not None and self.question.is_editing
        if typing and key == self._key:
            return
        self._facts, self._key, self.buttons, self.question = facts, key, {}, None
        self.clear()
        kind, _, about = key.partition(":")
        if facts is None or not self._show(facts, kind, about):
            self.add_section(self.tr("Leverage"))
            self.add_text(
                self.tr(
                    "An item can say what it saves once it is done: fewer arrivals, less effort "
                    "each, or more done by everybody. Here stands what pays back soonest, and "
                    "afterwards what was promised beside what came."
                )
            )

    def _show(self, facts: LeverageFacts, kind: str, about: str) -> bool:
        view = facts.view
        for payback in view.paybacks:
            if kind == "pays" and payback.item == about:
                self._show_payback(facts, payback)
                return True
        for kept in facts.kept:
            if kind == "kept" and kept.item == about:
                self._show_kept(facts, kept)
                return True
        for each in facts.unblocked:
            if kind == "unblocked" and each.item == about:
                self._show_unblocked(facts, each)
                return True
        for category in view.categories:
            if kind == "category" and category.category.value == about:
                self._show_category(facts, category)
                return True
        if kind == "ask" and about in view.to_ask:
            self._show_question(about)
            return True
        return False

    # -- what pays back ---------------------------------------------------------------------------

    def _show_payback(self, facts: LeverageFacts, each: Payback) -> None:
        item = facts.state.items[each.item]
        if each.double_win:
            self.add_heading(self.tr("double win"), "ok", icon="check")
        else:
            self.add_heading(self.tr("leverage"), "neutral")
        self.add_title(item.title)
        self._add_steps(each.item)
        self.add_line()
        said = item.leverage
        confidence = 1.0 if said is None else said.confidence
        saves = f"{signed(each.saving.promised)} pd a sprint"
        rows = [PropertyRow(self.tr("Effort"), (Run(say_days(each.days)),))]
        rows.append(PropertyRow(self.tr("Promises"), (Run(saves),)))
        expected = f"{signed(each.saving.expected)} pd, "
        if 0 < each.saving.expected < each.saving.promised * confidence - _NEAR:
            why = self.tr("as no more arrives")
            rows.append(PropertyRow(self.tr("Expected"), (Run(expected), Run(why, "muted"))))
        elif confidence < 1.0:
            sure = self.tr("confidence {share}").format(share=percent(confidence))
            rows.append(PropertyRow(self.tr("Expected"), (Run(expected), Run(sure, "muted"))))
        if said is not None:
            rows.append(PropertyRow(self.tr("Acts on"), self._acts_on(each)))
        if said is not None and said.delay_sprints:
            delay = self.tr("{n} sprints after it is done").format(n=say_number(said.delay_sprints))
            rows.append(PropertyRow(self.tr("Begins"), (Run(delay),)))
        rows.append(PropertyRow(self.tr("Pays back"), (Run(payback_text(each), weight=600),)))
        if each.category is not None:
            rows.append(PropertyRow(self.tr("How"), (Run(category_word(each.category)),)))
        self.add_properties(rows)
        self._add_cost(each.item)
        self._add_cards(self.tr("The item"), [each.item])
        waiting = dependants(facts.state.items, each.item)
        opened = [key for key in waiting if facts.state.items[key].is_open]
        if opened:
            self._add_cards(self.tr("Waits for it"), opened)

    def _acts_on(self, each: Payback) -> tuple[Run, ...]:
        said = self._session.state.items[each.item].leverage
        if said is not None and said.effect is LeverageEffect.PRODUCTIVITY:
            days = self.tr("{n} pd a sprint of capacity").format(n=signed(each.saving.of))
            return (Run(days),)
        name = self.tr("all that arrives") if said is None or not said.stream else said.stream
        if each.saving.of <= 0:
            return (Run(name), Run(self.tr(": nothing of it arrives"), "warn"))
        load = self.tr(", {n} pd a sprint").format(n=signed(each.saving.of))
        return (Run(name), Run(load, "muted"))

    def _add_steps(self, item: str) -> None:
        tries = Button(self._source, self.tr("Try in What-if"), icon="git-branch")
        tries.set_blocked(self._session.read_only)
        tries.clicked.connect(partial(self.try_requested.emit, "first", (item,)))
        self.buttons["try"] = tries
        self.add_buttons(tries)

    def _add_cost(self, item: str) -> None:
        self.add_section(self.tr("What it costs not to do it"))
        found = self._costs.known(item)
        if found is not None:
            self.add_text(say_inaction(self._session.state, found, self._session.today))
            over = self.tr("Over {n} sprints, {trials} futures with it and without it.")
            self.add_text(over.format(n=found.sprints, trials=f"{found.trials:,}"))
            risky = [each.item for each in found.dates]
            if risky:
                self._add_cards(self.tr("Dates it changes"), risky)
            return
        if self._costs.asks(item):
            self.add_text(self.tr("Drawing the same futures with it and without it\u2026"))
            return
        ask = Button(self._source, self.tr("Draw the futures without it"), small=True)
        if self._session.settings.sprint_start is None:
            ask.set_blocked(self.tr("Set the first day of sprint 1 first: Preferences, Roadmap."))
        ask.clicked.connect(partial(self.cost_requested.emit, item))
        self.buttons["cost"] = ask
        self.add_buttons(ask)

    def _show_question(self, item: str) -> None:
        self.add_heading(self.tr("nobody said yet"), "warn", icon="circle-help")
        self.add_title(self._session.state.items[item].title)
        self.add_text(self.tr("It must be done, and it is large."))
        if self._session.read_only is None:
            self.question = prompt = DoubleWinPrompt(self._source)
            prompt.saved.connect(lambda answer: self._on_answered(item, answer))
            prompt.skipped.connect(lambda: self._on_answered(item, SKIPPED))
            self.body.addWidget(prompt)
            self.body.addSpacing(12)
        self._add_cost(item)
        self._add_cards(self.tr("The item"), [item])

    def _on_answered(self, item: str, answer: str) -> None:
        self.question = None
        self.answered.emit(item, answer)

    # -- what came of it --------------------------------------------------------------------------

    def _show_kept(self, facts: LeverageFacts, each: Promise) -> None:
        item = facts.state.items[each.item]
        word, tone = verdict_of(each)
        family: Family = "ok" if tone == "ok" else "warn" if tone == "warn" else "neutral"
        self.add_heading(word, family)
        self.add_title(item.title)
        self.add_text(say_promise(each))
        self.add_line()
        done = day_text(each.done_on, facts.today)
        rows = [
            PropertyRow(self.tr("Done"), (Run(done),)),
            PropertyRow(self.tr("Promised"), (Run(f"{signed(each.promised)} pd a sprint"),)),
        ]
        if each.observed is not None:
            seen = each.observed
            value = Run(f"{signed(seen.saved)} pd a sprint", weight=600)
            words = self.tr("{low} to {high} in 8 of 10 cases")
            wide = words.format(low=signed(seen.low), high=signed(seen.high))
            rows.append(PropertyRow(self.tr("Observed"), (value,)))
            rows.append(PropertyRow(self.tr("Range"), (Run(wide, "muted"),)))
        rows.append(PropertyRow(self.tr("Before"), self._side(each.before)))
        rows.append(PropertyRow(self.tr("After"), self._side(each.after)))
        if each.freed is not None:
            freed = self.tr("{n} pd so far").format(n=signed(each.freed))
            rows.append(PropertyRow(self.tr("Freed"), (Run(freed, weight=600),)))
        self.add_properties(rows)
        for gone in facts.removed:
            if gone.item == each.item:
                self.add_text(say_removed(gone))
        self._add_cards(self.tr("The item"), [each.item])
        for other in facts.unblocked:
            if other.item == each.item:
                self._add_unblocked(facts, other)

    def _side(self, side: Side) -> tuple[Run, ...]:
        if not side.sprints:
            return (Run(self.tr("no closed sprint yet"), "muted"),)
        words = self.tr("{n} arrivals, {days} a sprint").format(
            n=say_number(round(side.arrivals, 1)), days=say_days(round(side.days, 1))
        )
        if not side.counted:
            words = self.tr("{days} a sprint").format(days=say_days(round(side.days, 1)))
        over = self.tr(", {n}").format(n=counted(side.sprints, self.tr("closed sprint")))
        return (Run(words), Run(over, "muted"))

    def _show_unblocked(self, facts: LeverageFacts, each: Unblocked) -> None:
        item = facts.state.items[each.item]
        self.add_heading(self.tr("foundation"), "neutral")
        self.add_title(item.title)
        if each.done_on is not None:
            done = self.tr("Done on {day}.").format(day=day_text(each.done_on, facts.today))
            self.add_text(done)
        self._add_unblocked(facts, each)
        self._add_cards(self.tr("The item"), [each.item])

    def _add_unblocked(self, facts: LeverageFacts, each: Unblocked) -> None:
        if each.product:
            self._add_cards(self.tr("Product work it unblocked"), each.product)
        if each.other:
            self._add_cards(self.tr("Other work it unblocked"), each.other)
        if each.consumers:
            names = [facts.state.consumers[key].name for key in each.consumers]
            self.add_section(self.tr("Consuming teams"), str(len(names)))
            self.add_text(listed(names, len(names)))

    def _show_category(self, facts: LeverageFacts, each: CategoryShare) -> None:
        self.add_heading(self.tr("how work saves"), "neutral")
        self.add_title(category_word(each.category))
        keys = in_category(facts, each)
        if not keys:
            self.add_text(
                self.tr("No item says so: it is one of an item's properties, “How it saves”.")
            )
            return
        share = self.tr("{share} of the work that says how it saves.")
        self.add_text(share.format(share=percent(each.share)))
        mine = [gone for gone in facts.removed if gone.item in keys]
        for gone in mine:
            self.add_text(f"{facts.state.items[gone.item].title}: {say_removed(gone)}")
        self._add_cards(self.tr("The items"), keys)

    # -- items ------------------------------------------------------------------------------------

    def _add_cards(self, title: str, keys: Iterable[str]) -> None:
        wanted: Sequence[str] = tuple(keys)
        state, today = self._session.state, self._session.today
        self.add_section(title, str(len(wanted)) if len(wanted) > 1 else "")
        for key in wanted[:_MOST_CARDS]:
            item = state.items.get(key)
            if item is None:
                continue
            card = ItemCard(self._source, key, card_face(item, state, today))
            card.opened.connect(self.item_opened)
            self.body.addWidget(card)
            self.body.addSpacing(6)
        if len(wanted) > _MOST_CARDS:
            more = self.tr("and {n} more").format(n=len(wanted) - _MOST_CARDS)
            self.add_text(more)
        self.body.addSpacing(8)
