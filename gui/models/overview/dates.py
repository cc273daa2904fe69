"""Which dates are at risk, and how does what was chosen lie against its band?

A date's row leads to its item; the range is the forecast's, of what was kept in the past.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication

from gui.models.chances import chance_text, dense_tone
from gui.models.overview.facts import Facts, Json
from gui.models.overview.section import Section
from gui.models.words import day_text, long_day_text, percent
from gui.paint.balance_bar import BalanceFace
from gui.paint.overview_row import Columns, Reach, RowFace
from gui.tokens import Family, Tone
from roadmap.analysis.forecasts.forecast_then import forecast_then
from roadmap.analysis.forecasts.track_record import track_record
from roadmap.analysis.overview.overview import Asked, dates_at_risk
from roadmap.analysis.planning.forecast import MIDDLE, SAFE

MOST_DATES, MOST_OUT = 6, 2
DATE_COLUMNS = Columns(by=52, reach=84, tail=46, least=150)


def _t(text: str) -> str:
    return QCoreApplication.translate("overview", text)


def date_section(facts: Facts, running_out: Sequence[Json] = ()) -> Section:
    """Return the dates, the least likely first, each with its range and probability.

    ``running_out`` are the capabilities whose headroom the plan uses up: each is at risk as well.
    """
    asked = Asked(0, facts.today, team=facts.team, is_past=not facts.at_now)
    told = dates_at_risk(facts.state, asked, facts.forecast)
    out = running_out[:MOST_OUT]
    shown = told[: MOST_DATES - len(out)]
    ends = [_reach_days(each, facts) for each in shown]
    days = [day for three in ends for day in three if day is not None]
    days += [date.fromisoformat(each["day"]) for each in out]
    last = max(days, default=facts.today)
    span = max(28, (last - facts.today).days)
    rows = tuple(_date_row(each, days, span, facts) for each, days in zip(shown, ends, strict=True))
    risky = sum(each["at_risk"] for each in shown)
    rows = (*rows[:risky], *(_out_row(each, span, facts) for each in out), *rows[risky:])
    at_risk = sum(each["at_risk"] for each in told) + len(running_out)
    tag: tuple[str, Family] | None = None
    if out or any(each["probability"] is not None for each in told):
        tag = (_t("{n} at risk").format(n=at_risk), "bad") if at_risk else (_t("none"), "ok")
    rest = len(told) - len(shown)
    return Section(
        rows,
        tag,
        _held(facts),
        foot=_kept_on(shown, facts),
        more=_t("All {n} dates").format(n=len(told)) if rest > 0 else "",
        empty=_t("No open work has a date: end of life, audits and contracts belong here."),
    )


def _held(facts: Facts) -> str:
    record = track_record(facts.state, facts.today)
    if not record.scored:
        return ""
    text = _t("P85 dates held: {held} of {scored}")
    return text.format(held=record.held, scored=record.scored)


def _kept_on(shown: Sequence[Json], facts: Facts) -> str:
    """Return of which day the chances are, where they were kept: "Forecast of 3 Jul"."""
    days = sorted({each["forecast_on"] for each in shown if each["forecast_on"]})
    if not days:
        return ""
    first, last = (day_text(date.fromisoformat(day), facts.today) for day in (days[0], days[-1]))
    if first == last:
        return _t("Forecast of {day}").format(day=first)
    return _t("Forecasts of {first} to {last}").format(first=first, last=last)


def _reach_days(each: Json, facts: Facts) -> tuple[date | None, date | None, date]:
    """Return P50, P85 and the date."""
    due = date.fromisoformat(each["date"])
    if facts.forecast is not None and facts.at_now:
        found = facts.forecast
        return found.day(each["item"], MIDDLE), found.day(each["item"], SAFE), due
    then = forecast_then(facts.state, facts.state.items[each["item"]])
    return (None, None, due) if then is None else (then.p50, then.p85, due)


def _date_row(
    each: Json, days: tuple[date | None, date | None, date], span: int, facts: Facts
) -> RowFace:
    p50, p85, due = days
    chance, until = each["probability"], each["until"]
    by = day_text(due, facts.today)
    tone: Tone = "text"
    if chance is not None:
        tone = "text" if dense_tone(chance) == "muted" else dense_tone(chance)

    def place(day: date | None) -> float | None:
        return None if day is None else (day - facts.today).days / span

    said = [
        each["title"],
        _BASES[each["basis"]].format(day=long_day_text(due)),
    ]
    if p50 is not None:
        end = _t("not in sight") if p85 is None else day_text(p85, facts.today)
        said.append(_t("P50 {a}, P85 {b}").format(a=day_text(p50, facts.today), b=end))
    if each["forecast_for"] is None:
        said.append(_chance_said(chance, None if until is None else date.fromisoformat(until)))
    if each["forecast_on"] is not None:
        said.append(_forecast_said(each))
    return RowFace(
        each["title"],
        f"item:{each['item']}",
        by=by,
        reach=Reach(place(p50), place(p85), place(due), "must" if each["must_do"] else "choice"),
        tail="\u2013" if chance is None else chance_text(chance),
        tail_tone="muted" if chance is None else tone,
        spoken=", ".join(said),
    )


def _out_row(each: Json, span: int, facts: Facts) -> RowFace:
    """Return a capability whose headroom is used up by the end of a sprint."""
    day = date.fromisoformat(each["day"])
    title = _t("{name} runs out").format(name=each["name"])
    place = (day - facts.today).days / span
    return RowFace(
        title,
        f"page:principles#{each['capability']}",
        by=day_text(day, facts.today),
        reach=Reach(None, None, place),
        tail=_t("short"),
        tail_tone="bad",
        spoken=f"{title}, {long_day_text(day)}: {each['text']}. {each['advice']}",
    )


_BASES = {
    "mandatory": "by {day}",
    "promised": "promised for {day}",
    "due": "due {day} in the tracker",
}


def _forecast_said(each: Json) -> str:
    """Return when the forecast was kept, and for which date where that is another one by now."""
    day = long_day_text(date.fromisoformat(each["forecast_on"]))
    if each["forecast_for"] is None:
        return _t("forecast of {day}").format(day=day)
    due = long_day_text(date.fromisoformat(each["forecast_for"]))
    return _t("the forecast of {day} was for another date, {due}").format(day=day, due=due)


def _chance_said(chance: float | None, until: date | None) -> str:
    if chance is None:
        return _t("not forecast yet")
    if until is not None:
        text = _t("within this sprint: done by its end, {day}, in {share} of the futures")
        return text.format(day=long_day_text(until), share=chance_text(chance))
    return _t("in time in {share} of the futures").format(share=chance_text(chance))


# -- balance --------------------------------------------------------------------------------------


def balance_face(facts: Facts) -> BalanceFace | None:
    """Return foundation against its band, None where nothing was chosen lately."""
    told = facts.document["balance"]
    share = told["foundation"]
    if share is None:
        return None
    band = _t("band {low} to {high}").format(low=percent(told["low"]), high=percent(told["high"]))
    return BalanceFace(
        share,
        told["low"],
        told["high"],
        band,
        _t("Foundation {share}").format(share=percent(share)),
        _t("Innovation {share}").format(share=percent(1 - share)),
    )


def balance_section(facts: Facts) -> Section:
    """Return the words around the bar."""
    told = facts.document["balance"]
    if told["foundation"] is None:
        return Section(
            empty=_t("Of what was chosen and done lately nothing says foundation or innovation.")
        )
    tag: tuple[str, Family] = (_t("in the band"), "ok")
    if told["alert"] is not None:
        tag = (_t("innovation is above its part"), "bad")
    elif not told["in_band"]:
        low = told["foundation"] < told["low"]
        tag = (_t("below the band") if low else _t("above the band"), "warn")
    dug = told["dig_out"]
    foot = told["alert"] or ""
    if not foot and dug is not None:
        text = _t("{share} of it lowers later work; {target} is to be protected for that.")
        foot = text.format(share=percent(dug), target=percent(told["dig_out_target"]))
    return Section(tag=tag, foot=foot)
