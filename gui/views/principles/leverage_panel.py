"""What is known of one row of leverage: its numbers, the items behind them, the next step?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from PySide6.QtCore import Signal

from gui.models.principles.leverage import (
    LeverageFacts,
    category_word,
    in_category,
    verdict_of,
)
from gui.models.principles.leverage_rows import kept_properties, payback_properties
from gui.models.properties.purpose import SKIPPED
from gui.models.words import day_text, percent
from gui.session import Session
from gui.theme import Family, ThemeSource
from gui.views.double_win import DoubleWinPrompt
from gui.views.principles.inaction import InactionSource
from gui.views.principles.item_panel import ItemPanel
from gui.widgets.buttons import Button
from roadmap.analysis.leverage.inaction import say_inaction
from roadmap.analysis.leverage.kept import Promise, say_promise
from roadmap.analysis.leverage.leverage import CategoryShare, Payback
from roadmap.analysis.leverage.removed import say_removed
from roadmap.analysis.leverage.unblocked import Unblocked, dependants
from roadmap.analysis.words import listed

_MOST_CARDS = 12


class LeveragePanel(ItemPanel):
    """One row of the lists.

    Signals:
        try_requested(str, object): What is to be tried in What-if, and with which items.
        cost_requested(str): What it costs not to do an item is wanted.
        answered(str, str): Whether an item also lowers later work was answered.
    """

    try_requested = Signal(str, object)
    cost_requested = Signal(str)
    answered = Signal(str, str)

    def __init__(self, session: Session, themes: ThemeSource, costs: InactionSource) -> None:
        super().__init__(session, themes)
        self._costs = costs
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
        self.add_properties(payback_properties(facts.state, each))
        self._add_cost(each.item)
        self._add_cards(self.tr("The item"), [each.item])
        waiting = dependants(facts.state.items, each.item)
        opened = [key for key in waiting if facts.state.items[key].is_open]
        if opened:
            self._add_cards(self.tr("Waits for it"), opened)

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
        self.add_properties(kept_properties(each, facts.today))
        for gone in facts.removed:
            if gone.item == each.item:
                self.add_text(say_removed(gone))
        self._add_cards(self.tr("The item"), [each.item])
        for other in facts.unblocked:
            if other.item == each.item:
                self._add_unblocked(facts, other)

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
        self.add_section(title, str(len(wanted)) if len(wanted) > 1 else "")
        self.put_cards(wanted[:_MOST_CARDS])
        if len(wanted) > _MOST_CARDS:
            more = self.tr("and {n} more").format(n=len(wanted) - _MOST_CARDS)
            self.add_text(more)
        self.body.addSpacing(8)
