"""What does the sentence above the charts say, and to which items do its numbers lead?"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from gui.models.whatif.finish import GOOD, chance_tone, in_time
from gui.models.whatif.lines import Number, Said, Spot, moved_words, titled
from gui.models.whatif.seen import Seen
from gui.models.words import percent
from gui.paint.text import Run
from gui.tokens import Tone
from roadmap.analysis.simulation.advice import advice, which_keep
from roadmap.analysis.words import counted, listed, say_number

_LONGEST_SAID = 44
_MOST_NAMED = 2


def _t(text: str) -> str:
    return QCoreApplication.translate("whatif", text)


def advice_said(
    base: Seen,
    chosen: Seen | None,
    others: Sequence[Seen],
    item: str | None,
    *,
    ranks: bool = False,
    is_so: bool = False,
) -> list[Said]:
    """The numbers in a sentence or two, the item of the charts first.

    `ranks` says that the scenario moves items in the order, `is_so` that all of it is so already.
    """
    if chosen is None or chosen.change is None:
        return _plan_said(base, others, item)
    if is_so:
        text = _t("All of “{name}” is so already: the plan is what came of it.")
        return [_plain(text.format(name=_brief(chosen.name)))]
    if changes_nothing(chosen):
        return _nothing_said(chosen, ranks=ranks)
    said = [] if item is None else _item_said(base, chosen, item)
    if not said:
        told = advice(base.compared, chosen.compared, chosen.change)
        return [_plain(told[0]), _plain(" "), _moved(chosen)]
    same = _shown(base, item) == _shown(chosen, item)
    dip = chosen.change.cost.dip
    kept = _kept(base, chosen, item)
    if kept is not None:
        said += _kept_said(base, chosen, kept)
    late = _late_said(base, chosen, item)
    if kept is None and same and dip is None and not late:
        said += _others_said(base, chosen, item)
    said += late
    if dip is not None:
        sprint = (base.model.first_sprint or 1) + dip[0]
        said += [
            _plain(_t(" Until sprint {n} the team has ").format(n=sprint)),
            Said(Run(_person_days(dip[1]), weight=600), Spot(chosen.key, Number.COST)),
            _plain(_t(" less.")),
        ]
    return said


def advice_rest(base: Seen, chosen: Seen | None) -> str:
    """All that the numbers say about a scenario, for the tooltip and Advanced."""
    if chosen is None or chosen.change is None:
        return ""
    return "\n".join(advice(base.compared, chosen.compared, chosen.change))


def keepers(base: Seen, others: Sequence[Seen]) -> tuple[str, ...]:
    """For each mandatory date at risk the scenarios that keep it and what they cost."""
    changed = [(each.compared, each.change) for each in others if each.change is not None]
    return which_keep(base.compared, [one for one, _ in changed], [two for _, two in changed])


def changes_nothing(chosen: Seen) -> bool:
    """Whether every item is done in the same sprint in every future, by the same people."""
    change = chosen.change
    if change is None or change.only_here or change.only_in_base or change.cost.purchases:
        return False
    if change.cost.paid_days or any(abs(days) > 1e-9 for days in change.cost.capacity):
        return False
    return all(each.apart.same == each.apart.trials for each in change.items.values())


# -- parts ----------------------------------------------------------------------------------------


def _plain(text: str) -> Said:
    return Said(Run(text, weight=500))


def _brief(name: str) -> str:
    """A name in a sentence of two lines; all of it stands elsewhere."""
    return name if len(name) <= _LONGEST_SAID else name[: _LONGEST_SAID - 1].rstrip() + "…"


def _quoted(seen: Seen, item: str) -> str:
    return f"“{_brief(titled(seen.compared.state, item, quoted=False))}”"


def _shown(seen: Seen, item: str | None) -> str:
    """The probability as it stands on the screen."""
    return percent(in_time(seen, item or "").probability or 0)


def _nothing_said(chosen: Seen, *, ranks: bool) -> list[Said]:
    name, futures = _brief(chosen.name), f"{chosen.trials:,}"
    said = _t("“{name}” changes no item’s date in any of {n} futures.")
    found = [_plain(said.format(name=name, n=futures))]
    if ranks:
        rule = _t(
            " Work is planned by its due date first: a place in the order moves only the rest."
        )
        found.append(_plain(rule))
    return found


def _item_said(base: Seen, chosen: Seen, item: str) -> list[Said]:
    before, after = in_time(base, item).probability, in_time(chosen, item).probability
    if before is None or after is None:
        return []
    same = percent(before) == percent(after)
    verb = _t("leaves") if same else _t("lifts") if after > before else _t("lowers")
    words = _t("“{name}” {verb} {title} ")
    words = words.format(name=_brief(chosen.name), verb=verb, title=_quoted(base, item))
    said = [_plain(words)]
    if same:
        said.append(_plain(_t("at ")))
    else:
        said += [_plain(_t("from ")), _chance("", before), _plain(_t(" to "))]
    said.append(_chance(chosen.key, after))
    change = chosen.change.items.get(item) if chosen.change is not None else None
    later = 0.0 if change is None else change.apart.later / change.apart.trials
    if not later:
        return [*said, _plain(_t(" in time."))]
    share = Said(Run(percent(later), weight=600), Spot(chosen.key, Number.APART))
    return [*said, _plain(_t(" in time and is later in ")), share, _plain(_t(" of futures."))]


def _chance(key: str, probability: float, item: str | None = None) -> Said:
    tone: Tone = chance_tone(probability)
    return Said(Run(percent(probability), tone, 600), Spot(key, Number.CHANCE, item=item))


def _kept(base: Seen, chosen: Seen, but: str | None) -> str | None:
    """The must-do item whose date a scenario makes safe, the nearest date but that of `but`."""
    if chosen.change is None:
        return None
    forced = {item.id for item in base.model.items if item.forced}
    rows = [
        (row.chances.date, row.id)
        for row in chosen.change.items.values()
        if row.chances is not None and row.id in forced and row.id != but
        if row.chances.base < GOOD <= row.chances.here and row.chances.is_clear
    ]
    return min(rows)[1] if rows else None


def _kept_said(base: Seen, chosen: Seen, item: str) -> list[Said]:
    before, after = in_time(base, item).probability, in_time(chosen, item).probability
    return [
        _plain(_t(" It lifts {title} from ").format(title=_quoted(base, item))),
        _chance("", before or 0.0, item),
        _plain(_t(" to ")),
        _chance(chosen.key, after or 0.0, item),
        _plain(_t(".")),
    ]


def _late_said(base: Seen, chosen: Seen, but: str | None) -> list[Said]:
    """Must-do work that a scenario makes later in most futures: what its gains are paid with."""
    rows = {} if chosen.change is None else chosen.change.items
    late = [
        _quoted(base, item.id)
        for item in chosen.model.items
        if item.forced and item.id != but and item.id in rows
        if rows[item.id].apart.later > rows[item.id].apart.trials / 2
    ]
    if not late:
        return []
    text = _t(" It makes must-do {names} later.").format(names=listed(late, 2))
    return [Said(Run(text, "warn", 500), Spot(chosen.key, Number.APART))]


def _others_said(base: Seen, chosen: Seen, item: str | None) -> list[Said]:
    """The other dates that clearly change, or how many items move."""
    rows = [
        (row.id, row.chances)
        for row in (chosen.change.items.values() if chosen.change is not None else ())
        if row.chances is not None and row.chances.is_clear and row.id != item
    ]
    rows.sort(key=lambda row: -abs(row[1].difference))
    if not rows:
        return [_plain(" "), _moved(chosen)]
    parts = [
        f"{_quoted(base, key)} {percent(each.base)} → {percent(each.here)}"
        for key, each in rows[:_MOST_NAMED]
    ]
    text = _t(" Other dates: {dates}.").format(dates=listed(parts))
    return [Said(Run(text, weight=500), Spot(chosen.key, Number.APART))]


def _moved(chosen: Seen) -> Said:
    """How many items are done earlier, and how many later, in most futures."""
    rows = [] if chosen.change is None else [row.apart for row in chosen.change.items.values()]
    earlier = sum(row.earlier > row.trials / 2 for row in rows)
    later = sum(row.later > row.trials / 2 for row in rows)
    text = _t("In most futures {moved}.").format(moved=moved_words(earlier, later))
    return Said(Run(text, weight=500), Spot(chosen.key, Number.APART))


def _plan_said(base: Seen, others: Sequence[Seen], item: str | None) -> list[Said]:
    if item is None:
        return [_plain(_t("No open item has a date: there is nothing to be late for."))]
    title = _quoted(base, item)
    found = in_time(base, item)
    if found.probability is None:
        return [_plain(_no_date_words(base, item, title))]
    now = found.probability
    said = [
        _plain(_t("As planned {title} is in time in ").format(title=title)),
        _chance("", now),
        _plain(_t(" of futures.")),
    ]
    changed = [each for each in others if each.change is not None]
    if now < GOOD and changed:
        kept = [each for each in changed if (in_time(each, item).probability or 0) >= GOOD]
        names = listed([f"“{each.name}”" for each in kept])
        with_some = _t(" 85% or more with {names}.").format(names=names)
        nothing = _t(" Nothing compared here lifts it to 85%.")
        said.append(_plain(with_some if kept else nothing))
        other = None if kept else _best_other(base, changed, item)
        if other is not None:
            seen, key = other
            said.append(_plain(_t(" “{name}” makes another one safe.").format(name=seen.name)))
            said += _kept_said(base, seen, key)
    return said


def _best_other(base: Seen, changed: Sequence[Seen], item: str) -> tuple[Seen, str] | None:
    """The first scenario that makes another mandatory date safe, and whose that is."""
    found = ((seen, _kept(base, seen, item)) for seen in changed)
    return next(((seen, key) for seen, key in found if key is not None), None)


def _no_date_words(base: Seen, item: str, title: str) -> str:
    """Why an item has no probability: it has no date, it is not open, or its date is far away."""
    place = base.place(item)
    if place is None:
        return _t("{title} is not open: there is nothing to forecast of it.").format(title=title)
    if base.model.items[place].due_date is None:
        return _t("{title} has no date: the chart says when it is done.").format(title=title)
    words = _t("The date of {title} lies beyond the {n} looked at.")
    return words.format(title=title, n=counted(base.model.sprints, "sprint"))


def _person_days(days: float) -> str:
    if days >= 9.95:
        return counted(round(days), "person-day")
    return _t("{n} person-days").format(n=say_number(days))
