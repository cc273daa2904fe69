"""Minimum acceptable levels out of files of service level objectives: OpenSLO, Pyrra and Sloth.

Each objective becomes a measure: the share of what was good, in percent, at least the target. The
service becomes the component; an objective about latency belongs to Latency, any other to
Reliability, which a person may change here. What is no objective is named and left out.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from roadmap.commands.facts import BaselineRow
from roadmap.errors import ImportRefused
from roadmap.exchange.export import RefusedRow
from roadmap.exchange.facts import Facts
from roadmap.exchange.gather import NAME_LENGTH, line_of
from roadmap.exchange.safe_yaml import read_documents
from roadmap.records.levels import Comparator, Statistic

FORMAT = "slo-yaml"
SOURCE = "slo"
SUFFIXES = (".yaml", ".yml")

_LATENCY = re.compile(r"latenc|response.?time|duration|\bslow|searching time", re.IGNORECASE)
_SPAN = re.compile(r"(\d+)\s*([a-zA-Z]+)")
_UNITS = {
    **dict.fromkeys(("m", "min", "minute"), "minute"),
    **dict.fromkeys(("h", "hour"), "hour"),
    **dict.fromkeys(("d", "day"), "day"),
    **dict.fromkeys(("w", "week"), "week"),
    **dict.fromkeys(("M", "month"), "month"),
    **dict.fromkeys(("Q", "quarter"), "quarter"),
    **dict.fromkeys(("Y", "y", "year"), "year"),
}
_WORDS = {"lt": "below", "lte": "at most", "gt": "above", "gte": "at least"}


class _Unusable(Exception):
    """An objective that cannot be taken, with the reason."""


def fits(path: Path) -> bool:
    """Whether the file's name says that it is YAML."""
    return path.suffix.lower() in SUFFIXES


def read(path: Path, encoding: str | None = None) -> Facts:
    """Return the objectives in the file at `path`. Raises ImportRefused."""
    documents, encoding = read_documents(path, encoding)
    rows: dict[str, BaselineRow] = {}
    refused: list[RefusedRow] = []
    number = 0
    for document in documents:
        if document is None:
            continue  # what stands between two lines of dashes may be a comment only
        number += 1
        try:
            for row in _objectives(document, number):
                if row.key in rows:
                    text = f"The key {row.key} was already used, and the first one was taken."
                    refused.append(RefusedRow(number, row.key, text))
                else:
                    rows[row.key] = row
        except _Unusable as error:
            refused.append(RefusedRow(number, _name_of(document), str(error)))
    if number == 0:
        raise ImportRefused(f"{path.name} is empty: give a file of service level objectives.")
    return Facts(
        SOURCE,
        FORMAT,
        baselines=tuple(rows.values()),
        documents=number,
        refused=tuple(refused),
        encoding=encoding,
    )


def _objectives(document: Any, number: int) -> Iterator[BaselineRow]:
    """Yield the objectives of one document. Raises _Unusable where it is of another kind."""
    if not isinstance(document, dict):
        raise _Unusable("This is no service level objective but a bare value or a list.")
    api, kind = str(document.get("apiVersion", "")), document.get("kind")
    if api.startswith("openslo/") and kind == "SLO":
        yield from _openslo(document, number)
    elif api.startswith("pyrra.dev/") and kind == "ServiceLevelObjective":
        yield from _pyrra(document, number)
    elif api.startswith("sloth.slok.dev/") and kind == "PrometheusServiceLevel":
        spec = _part(document, "spec")
        yield from _sloth(spec, number)
    elif str(document.get("version", "")).startswith("prometheus/") and "slos" in document:
        yield from _sloth(document, number)
    else:
        known = "SLO of OpenSLO, ServiceLevelObjective of Pyrra and the files of Sloth are read"
        called = f"of the kind {kind!r}" if kind else "of no known kind"
        raise _Unusable(f"This document is {called} and was skipped: {known}.")


# -- the three forms ------------------------------------------------------------------------------


def _openslo(document: dict[str, Any], number: int) -> Iterator[BaselineRow]:
    metadata, spec = _part(document, "metadata"), _part(document, "spec")
    name = _text(metadata.get("name"))
    title = _text(metadata.get("displayName")) or name
    indicator = spec.get("indicator") if isinstance(spec.get("indicator"), dict) else {}
    about = " ".join(map(str, (title, spec.get("description"), indicator)))
    objectives = spec.get("objectives")
    if not isinstance(objectives, list) or not objectives:
        raise _Unusable("It names no objectives (spec.objectives).")
    for place, objective in enumerate(objectives):
        if not isinstance(objective, dict):
            raise _Unusable(f"Objective {place + 1} is no mapping.")
        own = _text(objective.get("displayName"))
        limit, target = _limit(objective), _openslo_target(objective)
        several = (own or f"{target:g}%") if len(objectives) > 1 else ""
        said = ", ".join(part for part in (several, limit) if part)
        yield _row(
            number=number,
            key=_joined(spec.get("service"), name, own or str(place + 1)),
            name=f"{title} ({said})" if said else title,
            service=spec.get("service"),
            target=target,
            window=_openslo_window(spec),
            about=f"{about} {own} {limit and 'latency'}" if "value" in objective else about,
        )


def _limit(objective: dict[str, Any]) -> str:
    """Return "below 500" where an objective compares each single value."""
    value, word = objective.get("value"), _WORDS.get(str(objective.get("op")))
    if isinstance(value, bool) or not isinstance(value, int | float) or word is None:
        return ""
    return f"{word} {value:g}"


def _openslo_target(objective: dict[str, Any]) -> float:
    if "targetPercent" in objective:
        return _percent(objective["targetPercent"], "targetPercent")
    share = _number(objective.get("target"), "target")
    if not 0 < share <= 1:
        raise _Unusable(f"Its target is {share:g}; OpenSLO gives a share above 0, at most 1.")
    return round(share * 100, 10)


def _openslo_window(spec: dict[str, Any]) -> str:
    windows = spec.get("timeWindow") or spec.get("timeWindows") or []
    first = windows[0] if isinstance(windows, list) and windows else windows
    if not isinstance(first, dict):
        return ""
    if "count" in first:  # v1alpha
        span = _span(f"{first['count']}{str(first.get('unit', '')).lower()}")
    else:
        span = _span(_in_calendar(first))
    return f"{span}, rolling" if span and first.get("isRolling") is True else span


def _in_calendar(window: dict[str, Any]) -> Any:
    """Return the duration, "1M" for a calendar's "1m": a window of minutes follows no calendar."""
    duration = window.get("duration")
    if isinstance(duration, str) and "calendar" in window and window.get("isRolling") is not True:
        return re.sub(r"(?<=\d)\s*m$", "M", duration.strip())
    return duration


def _pyrra(document: dict[str, Any], number: int) -> Iterator[BaselineRow]:
    metadata, spec = _part(document, "metadata"), _part(document, "spec")
    name = _text(metadata.get("name"))
    indicator = spec.get("indicator") if isinstance(spec.get("indicator"), dict) else {}
    kinds = str(indicator)
    yield _row(
        number=number,
        key=_joined(metadata.get("namespace"), name),
        name=name,
        service=None,
        target=_percent(spec.get("target"), "target"),
        window=_span(spec.get("window")),
        about=f"{name} {kinds}",
    )


def _sloth(spec: dict[str, Any], number: int) -> Iterator[BaselineRow]:
    slos = spec.get("slos")
    if not isinstance(slos, list) or not slos:
        raise _Unusable("It names no objectives (slos).")
    service = _text(spec.get("service"))
    for place, slo in enumerate(slos):
        if not isinstance(slo, dict):
            raise _Unusable(f"Objective {place + 1} is no mapping.")
        name = _text(slo.get("name"))
        yield _row(
            number=number,
            key=_joined(service, name),
            name=f"{service}: {name}" if service else name,
            service=service,
            target=_percent(slo.get("objective"), "objective"),
            window="30 days, rolling",  # Sloth's own default; its files say none
            about=f"{name} {slo.get('description', '')}",
        )


# -- parts ----------------------------------------------------------------------------------------


def _row(
    *,
    number: int,
    key: str,
    name: str,
    service: Any,
    target: float,
    window: str,
    about: str,
) -> BaselineRow:
    if not name or not key:
        raise _Unusable("It has no name (metadata.name).")
    return BaselineRow(
        row=number,
        key=key[:NAME_LENGTH],
        name=name[:NAME_LENGTH],
        principle="Latency" if _LATENCY.search(about) else "Reliability",
        component=_text(service)[:NAME_LENGTH] or None,
        statistic=Statistic.RATIO,
        comparator=Comparator.AT_LEAST,
        unit="%",
        window=window,
        level=target,
    )


def _part(document: dict[str, Any], name: str) -> dict[str, Any]:
    part = document.get(name)
    if not isinstance(part, dict):
        raise _Unusable(f"It has no {name}.")
    return part


def _text(value: Any) -> str:
    return line_of(value) if isinstance(value, str) else ""


def _joined(*parts: Any) -> str:
    return "/".join(filter(None, map(_text, parts)))


def _number(value: Any, name: str) -> float:
    if isinstance(value, str):
        try:
            value = float(value.strip().removesuffix("%"))
        except ValueError:
            value = None
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise _Unusable(f"Its {name} is no number.")
    return float(value)


def _percent(value: Any, name: str) -> float:
    percent = _number(value, name)
    if not 0 < percent <= 100:
        raise _Unusable(f"Its {name} is {percent:g}; it is a percentage above 0, at most 100.")
    return percent


def _span(value: Any) -> str:
    """Return "4 weeks" for "4w"; the text itself where it is written in another way."""
    text = str(value).strip() if isinstance(value, str | int) else ""
    match = _SPAN.fullmatch(text)
    unit = None
    if match is not None:
        unit = _UNITS.get(match[2]) or _UNITS.get(match[2].lower().removesuffix("s"))
    if match is None or unit is None:
        return line_of(text)[:NAME_LENGTH]
    count = int(match[1])
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"


def _name_of(document: Any) -> str:
    metadata = document.get("metadata") if isinstance(document, dict) else None
    name = metadata.get("name") if isinstance(metadata, dict) else None
    return _text(name)[:NAME_LENGTH]
