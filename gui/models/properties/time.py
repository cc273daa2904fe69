"""What does an item wait for, and by when? The rows about dates, prerequisites and purchases."""

from __future__ import annotations

from datetime import date

from gui.models.known_words import known_words
from gui.models.properties.property import Make, Part, Property, day_row, fixed_day_row, lines_of, t
from gui.models.words import day_text
from gui.paint.text import Run
from roadmap.analysis.typed_parts import say_lead_time
from roadmap.analysis.words import say_number
from roadmap.state import Item, State
from roadmap.values import Kind

_NOT_AGAIN = "none"  # what an editor hands over where somebody says that there are none


def _waits(item: Item, _state: State, today: date) -> Property:
    lines, rows = [], []
    for wait in item.waits:
        sure = t("fixed") if wait.certain else t("promised")
        day = day_text(wait.until, today)
        lines.append((Run(f"{wait.on}, {day}"), Run(f" {sure}", "muted")))
        rows.append((wait.on, day, "yes" if wait.certain else ""))
    parts = (
        Part(t("On whom"), t("Storage vendor"), line=0),
        Part(t("Until"), t("4 Dec"), line=1),
        Part(t("How sure"), options=(("", t("promised")), ("yes", t("fixed"))), line=1),
    )
    text = "; ".join(", ".join(row[:2]) for row in rows)
    return Property(
        *("waits", t("Waits on"), lines_of(lines), "parts", text),
        parts=parts,
        rows=tuple(rows),
        repeated=True,
    )


def _after(item: Item, state: State, _today: date) -> Property:
    found = [state.items.get(key) for key in item.prerequisites]
    lines = [
        (Run(other.title), *(() if other.is_open else (Run(" " + t("done"), "muted"),)))
        for other in found
        if other is not None
    ]
    if not lines and item.prerequisites_none:
        lines = [(Run(t("none")), Run(" " + t("somebody asked"), "muted"))]
    if not lines and item.kind is Kind.INNOVATION and item.is_open:
        lines = [(Run(t("not said yet: which, or none"), "warn"),)]  # design it in from the outset
    rows = tuple((key,) for key in item.prerequisites)
    said = _NOT_AGAIN if item.prerequisites_none and not rows else ""
    return Property("prerequisites", t("Comes after"), lines_of(lines), "items", said, rows=rows)


def _parent(item: Item, state: State, _today: date) -> Property:
    parent = state.items.get(item.parent)
    lines = [] if parent is None else [(Run(parent.title),)]
    rows = () if parent is None else ((parent.id,),)
    return Property("parent", t("Part of"), lines_of(lines), "items", rows=rows, most=1)


def _purchase(item: Item, state: State, _today: date) -> Property:
    currency = state.roadmap.currency if state.roadmap else "EUR"
    parts = (
        Part(t("Amount"), t("12,000")),
        Part(t("Currency"), currency, known=(currency,)),
        Part(t("Lead time"), t("6 weeks")),
        Part(t("Approver"), t("who signs"), known=known_words(state).approvers),
    )
    bought = item.purchase
    if bought is None:
        rows = (("", currency, "", ""),)
        return Property("purchase", t("Purchase"), (), "parts", parts=parts, rows=rows)
    amount, lead = f"{bought.amount:,.10g}", say_lead_time(bought.lead_time_days)
    runs = [Run(f"{amount} {bought.currency}"), Run(f", {lead}", "muted")]
    if bought.approver:
        approved = t("{name} approves").format(name=bought.approver)
        runs.append(Run(f"\n{approved}", "muted"))
    rows = ((amount, bought.currency, lead, bought.approver or ""),)
    return Property("purchase", t("Purchase"), tuple(runs), "parts", parts=parts, rows=rows)


def _load(item: Item, state: State, _today: date) -> Property:
    lines = [(Run(f"{each.capability} +{say_number(each.amount)}"),) for each in item.added_load]
    rows = tuple((each.capability, say_number(each.amount)) for each in item.added_load)
    parts = (
        Part(t("Capability"), t("Requests a second"), known=known_words(state).capabilities),
        Part(t("Amount"), t("50"), stretch=0, width=64),
    )
    return Property(
        *("added_load", t("Adds load"), lines_of(lines), "parts"),
        parts=parts,
        rows=rows,
        repeated=True,
    )


TIME_ROWS: dict[str, Make] = {
    "mandatory_by": day_row("mandatory_by", "Mandatory by", bold=True),
    "promised_by": day_row("promised_by", "Promised by", note="a promise"),
    "not_before": day_row("not_before", "Not before"),
    "due": fixed_day_row("due", "Due in tracker"),
    "waits": _waits,
    "prerequisites": _after,
    "purchase": _purchase,
    "parent": _parent,
    "added_load": _load,
}
