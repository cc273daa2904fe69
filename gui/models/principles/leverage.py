"""What do the lists of leverage say: what pays back, what came of it, what it unblocked?

Every row has a key that says of which list it is and about what: "pays:<id>", "ask:<id>",
"kept:<id>", "unblocked:<id>", "category:automation".
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from math import fsum

from PySide6.QtCore import QCoreApplication

from gui.models.people.rows import LimitRow
from gui.models.words import day_text, percent
from gui.tokens import Tone
from roadmap.analysis.items.filter import Filter
from roadmap.analysis.leverage.kept import Promise, Verdict, promises
from roadmap.analysis.leverage.leverage import (
    CategoryShare,
    LeverageKey,
    LeverageView,
    Payback,
    leverage,
)
from roadmap.analysis.leverage.removed import Removed, requests_removed
from roadmap.analysis.leverage.unblocked import Unblocked, unblocked
from roadmap.analysis.words import counted, listed, say_days, say_number
from roadmap.state import State
from roadmap.values import LeverageCategory, Status

_CATEGORIES = {
    LeverageCategory.AUTOMATION: "Automation",
    LeverageCategory.SELF_SERVICE: "Self-service",
    LeverageCategory.API: "API",
    LeverageCategory.OTHER: "Other",
}
_VERDICTS: dict[Verdict, tuple[str, Tone]] = {
    Verdict.KEPT: ("as promised", "ok"),
    Verdict.MORE: ("more than promised", "ok"),
    Verdict.LESS: ("less than promised", "warn"),
    Verdict.TOO_EARLY: ("too early to tell", "muted"),
    Verdict.NOT_APART: ("many reasons", "muted"),
}


def _t(text: str) -> str:
    return QCoreApplication.translate("principles", text)


@dataclass(frozen=True, slots=True)
class LeverageFacts:
    """What lowers later work in a state, for all or for one team."""

    state: State
    today: date
    team: str
    view: LeverageView
    kept: tuple[Promise, ...]
    unblocked: tuple[Unblocked, ...]
    removed: tuple[Removed, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nobody said yet that something lowers later work, or what waits for what."""
        said = any(each.open or each.done for each in self.view.categories)
        asked = self.view.paybacks or self.view.to_ask
        return not (asked or self.kept or self.unblocked or said)

    @property
    def freed(self) -> float | None:
        """Person-days freed so far, None where nothing can be judged."""
        known = [each.freed for each in self.kept if each.freed is not None]
        return fsum(known) if known else None


def leverage_facts(state: State, today: date, team: str) -> LeverageFacts:
    """Read it; for a worker, because a large roadmap takes a while."""
    wanted = Filter(team=team or None)
    kept = promises(state, wanted)
    return LeverageFacts(
        *(state, today, team),
        leverage(state, LeverageKey(today, wanted)),
        kept,
        unblocked(state, wanted),
        requests_removed(state, kept),
    )


def category_word(category: LeverageCategory) -> str:
    """Return "Self-service"."""
    return _t(_CATEGORIES[category])


def verdict_of(each: Promise) -> tuple[str, Tone]:
    """Return what can be said of a promise, and its tone."""
    silent = each.verdict is Verdict.TOO_EARLY and each.observed is None
    if silent and min(each.before.sprints, each.after.sprints) and each.before.counted == 0:
        return _t("nothing logged"), "muted"
    word, tone = _VERDICTS[each.verdict]
    if each.verdict is Verdict.NOT_APART and not each.after.sprints:
        word = _VERDICTS[Verdict.TOO_EARLY][0]
    return _t(word), tone


def signed(days: float) -> str:
    """Return person-days with one decimal; what was lost instead has its sign."""
    return f"{0.0 if abs(days) < 0.05 else days:.1f}".replace("-", "\u2212")


def headline(facts: LeverageFacts) -> str:
    """Return what was freed so far, and what pays back next."""
    parts = []
    if facts.freed is not None:
        parts.append(_t("{days} pd freed so far").format(days=signed(facts.freed)))
    wins = [each for each in facts.view.paybacks if each.double_win and each.sprints is not None]
    if wins:
        many = counted(len(wins), _t("double win"))
        parts.append(_t("{many} to do").format(many=many))
    return ", ".join(parts) or _t("What lowers later work, and what came of it")


# -- the lists ------------------------------------------------------------------------------------


def payback_rows(facts: LeverageFacts) -> list[LimitRow]:
    """Return what pays back, the soonest first, then must-do items to ask about."""
    titles = facts.state.items
    soonest = sorted(facts.view.paybacks, key=_when)
    rows = [_payback_row(each, titles[each.item].title) for each in soonest]
    for key in facts.view.to_ask:
        texts = (titles[key].title, _t("to ask"), "", "", _t("nobody said yet"))
        tones: tuple[Tone, ...] = ("text", "muted", "muted", "muted", "warn")
        rows.append(LimitRow(f"ask:{key}", texts, past=False, tones=tones))
    return rows


def _when(each: Payback) -> float:
    return math.inf if each.sprints is None else each.sprints


def _payback_row(each: Payback, title: str) -> LimitRow:
    kind = _t("double win") if each.double_win else _t("leverage")
    if each.saving.of <= 0:
        kind = _t("nothing arrives that it would lower")
    texts = (
        title,
        kind,
        say_days(each.days),
        f"{signed(each.saving.expected)} pd",
        payback_text(each),
    )
    tones: tuple[Tone, ...] = (
        "text",
        "ok" if each.double_win and each.sprints is not None else "muted",
        "text",
        "text",
        "text" if each.sprints is not None else "muted",
    )
    return LimitRow(f"pays:{each.item}", texts, past=False, tones=tones)


def payback_text(each: Payback) -> str:
    """Return "15.6 sprints", or that it never does."""
    if each.sprints is None:
        return _t("never")
    return _t("{n} sprints").format(n=f"{each.sprints:.1f}")


def kept_rows(facts: LeverageFacts) -> list[LimitRow]:
    """Return the promises of finished items: those that can be judged, then the newest first."""
    rows = []
    for each in sorted(facts.kept, key=lambda each: each.freed is None):
        word, tone = verdict_of(each)
        seen = each.observed
        texts = (
            facts.state.items[each.item].title,
            day_text(each.done_on, facts.today),
            f"{signed(each.promised)} pd",
            "" if seen is None else f"{signed(seen.saved)} pd",
            "" if each.freed is None else f"{signed(each.freed)} pd",
            word,
        )
        tones: tuple[Tone, ...] = ("text", "muted", "text", "text", "text", tone)
        rows.append(LimitRow(f"kept:{each.item}", texts, past=False, tones=tones))
    return rows


def unblocked_rows(facts: LeverageFacts) -> list[LimitRow]:
    """Return finished foundation, what unblocked the most product work first."""
    items = facts.state.items
    rows = []
    for each in facts.unblocked:
        product = listed([items[key].title for key in each.product], 2)
        texts = (
            items[each.item].title,
            product or "–",
            str(len(each.other)) if each.other else "–",
            str(len(each.consumers)) if each.consumers else "–",
        )
        rows.append(LimitRow(f"unblocked:{each.item}", texts, past=False))
    return rows


def category_rows(facts: LeverageFacts) -> list[LimitRow]:
    """Return the categories with their share of all work that has one."""
    rows = []
    for each in facts.view.categories:
        has = each.open + each.done > 0
        texts = (
            category_word(each.category),
            str(each.open),
            str(each.done),
            say_days(round(each.days, 1)),
            percent(each.share) if has else "–",
        )
        tone: Tone = "text" if has else "faint"
        rows.append(
            LimitRow(f"category:{each.category.value}", texts, past=False, tones=(tone,) * 5)
        )
    return rows


def category_note(facts: LeverageFacts) -> str:
    """Return the part of all work with a category, and the requests that were removed."""
    parts = []
    if facts.view.share is not None:
        share = percent(facts.view.share)
        parts.append(_t("{share} of all work says how it saves.").format(share=share))
    fewer = fsum(each.removed for each in facts.removed)
    if facts.removed:
        words = _t("Self-service removed {n} requests so far.")
        parts.append(words.format(n=say_number(round(fewer, 1))))
    return " ".join(parts)


def in_category(facts: LeverageFacts, each: CategoryShare) -> tuple[str, ...]:
    """Return the items of a category, the open ones first."""
    found = [
        item
        for item in facts.state.items.ordered()
        if item.leverage_category is each.category
        and (not facts.team or item.team == facts.team)
        and item.status is not Status.SHED
    ]
    found.sort(key=lambda item: (not item.is_open, -(item.done_on or date.min).toordinal()))
    return tuple(item.id for item in found)
