"""What value does a person mean by what they typed into the editor of a property?

Text from a line, or the parts of a value row by row. Raises Refused with a sentence.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any, TypeVar

from pydantic import TypeAdapter

from gui.models.listed_names import parse_names
from gui.models.properties.property import Rows, Typed
from roadmap.analysis.typed import parse_day, parse_saving, parse_wait
from roadmap.analysis.typed_parts import (
    parse_lead_time,
    parse_number,
    parse_positive,
    parse_share,
)
from roadmap.errors import Refused
from roadmap.state import Item
from roadmap.values import (
    AddedLoad,
    Distribution,
    Driver,
    Kind,
    Leverage,
    LeverageCategory,
    LeverageEffect,
    LeverageUnit,
    Lifecycle,
    Link,
    OptionStage,
    Purchase,
    Reading,
    SkillEffort,
    Wait,
    WorkStage,
    clean_line,
    clean_text,
)

_DAYS = ("promised_by", "not_before", "mandatory_by")
_ENUMS: dict[str, type] = {
    "driver": Driver,
    "kind": Kind,
    "leverage_category": LeverageCategory,
    "lifecycle": Lifecycle,
    "work_stage": WorkStage,
    "option_stage": OptionStage,
    "distribution": Distribution,
    "reading": Reading,
}
_TEXTS = (
    *("notes", "problem", "approach", "alternative", "why_refused", "verified_by"),
    "double_win_answer",
)
_NUMBERS = {
    "value": "the value",
    "people_at_once": "how many people",
    "remaining_days": "person-days",
    "actual_days": "person-days",
}


T = TypeVar("T")


def _bounded(kind: type[T], fields: dict[str, Any]) -> T:
    """Return a value of several fields within the bounds that a file keeps.

    Commands take ready values as they are, so these are checked here. Raises ValidationError.
    """
    adapter: TypeAdapter[T] = TypeAdapter(kind)
    # Strict values want an instance, not its fields; these come from the parsers, in their types.
    return adapter.validate_python(fields, strict=False)


def value_of(item: Item, key: str, typed: Typed, today: date) -> object:
    """Return the value for the field ``key`` of ``item``; nothing typed clears it."""
    if not isinstance(typed, str):
        rows = tuple(tuple(clean_line(part) for part in row) for row in typed)
        return _from_rows(key, rows, today)
    if key in _TEXTS:
        return clean_text(typed).strip()
    text = clean_line(typed)
    if key in _ENUMS:
        return _ENUMS[key](text) if text else None
    if key in _DAYS:
        return parse_day(text, today) if text else None
    if key in _NUMBERS:
        return _number(key, text)
    return _listed_value(item, key, text, today)


def _number(key: str, text: str) -> float | None:
    if not text:
        return None
    if key in ("remaining_days", "actual_days"):
        return parse_number(text.removesuffix("pd").strip(), _NUMBERS[key])
    return parse_positive(text, _NUMBERS[key])


def _listed_value(item: Item, key: str, text: str, today: date) -> object:
    match key:
        case "consumers" | "protects" | "labels":
            return parse_names(text, item.labels if key == "labels" else ())
        case "waits":
            waits = (parse_wait(part, today) for part in text.split(";") if part.strip())
            return tuple(_bounded(Wait, asdict(wait)) for wait in waits)
        case "links":
            return tuple(_link(item, url) for url in text.split())
        case "leverage":
            return parse_saving(text, item.leverage)
        case "critical_workload":
            return {"yes": True, "no": False}.get(text)
        case "may_span":
            return text == "yes"
        case _:
            return text or None


def _link(item: Item, url: str) -> Link:
    known = {link.url: link for link in item.links}
    if url in known:
        return known[url]
    if not url.startswith(("http://", "https://", "mailto:")):
        raise Refused(f"{url!r} is no link: begin it with https://, http:// or mailto:.")
    return _bounded(Link, {"url": url})


# -- values in parts ------------------------------------------------------------------------------


def _from_rows(key: str, rows: Rows, today: date) -> object:
    match key:
        case "waits":
            return tuple(_wait(row, today) for row in rows if row[0] or row[1])
        case "effort_per_skill":
            return tuple(_skill(*row) for row in rows if any(row))
        case "added_load":
            return tuple(_load(*row) for row in rows if any(row))
        case "purchase":
            return _purchase(rows[0])
        case "leverage":
            return _leverage(rows[0])
        case _:  # items that were picked
            return rows[0][0] if rows else None


def _wait(row: tuple[str, ...], today: date) -> Wait:
    who, until, sure = row
    if not who:
        raise Refused("Say on whom it waits: a team, a vendor, a purchase.")
    if not until:
        raise Refused(f"Say until when it waits on {who}, like 4 Dec.")
    day = parse_day(until, today)
    return _bounded(Wait, {"on": who, "until": day, "certain": sure == "yes"})


def _skill(skill: str, days: str) -> SkillEffort:
    if not skill:
        raise Refused("Name the skill, like databases.")
    if not days:
        raise Refused(f"Say how many person-days of {skill} it takes.")
    number = parse_positive(days.removesuffix("pd").strip(), "person-days")
    return _bounded(SkillEffort, {"skill": skill, "days": number})


def _load(capability: str, amount: str) -> AddedLoad:
    if not capability:
        raise Refused("Name the capability that carries the load.")
    if not amount:
        raise Refused(f"Say how much load it adds to {capability}.")
    load = parse_positive(amount, "the load")
    return _bounded(AddedLoad, {"capability": capability, "amount": load})


def _purchase(row: tuple[str, ...]) -> Purchase | None:
    amount, currency, lead, approver = row
    if not (amount or lead or approver):
        return None
    if not amount:
        raise Refused("Say what it costs, like 12,000.")
    if not currency:
        raise Refused("Name the currency, like EUR.")
    if not lead:
        raise Refused("Say how long it takes to arrive, like 6 weeks.")
    fields = {
        "amount": parse_number(amount, "the amount"),
        "currency": currency,
        "lead_time_days": parse_lead_time(lead),
        "approver": approver or None,
    }
    return _bounded(Purchase, fields)


def _leverage(row: tuple[str, ...]) -> Leverage | None:
    effect, amount, unit, sure, delay, stream = row
    if not amount:
        if sure or delay or stream:
            raise Refused("Say how much it saves, like 1.6.")
        return None
    number = parse_number(amount.removesuffix("%").strip(), "the saving")
    percent = amount.endswith("%") or unit == LeverageUnit.PERCENT
    if percent and number > 100:
        raise Refused(f"{amount!r} is more than everything: a percentage goes up to 100.")
    fields = {
        "effect": LeverageEffect(effect),
        "amount": number,
        "unit": LeverageUnit.PERCENT if percent else LeverageUnit.DAYS_PER_SPRINT,
        "stream": stream or None,
        "confidence": parse_share(sure, "how sure it is") if sure else 1.0,
        "delay_sprints": parse_number(delay, "sprints") if delay else 0.0,
    }
    return _bounded(Leverage, fields)
