"""What would a file of levels, measurements or incidents change, in words, before it does?"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from gui.paint.text import Run
from gui.tokens import Tone
from roadmap.analysis.levels.levels import is_breached
from roadmap.analysis.words import (
    counted,
    listed,
    say_enum,
    say_level,
    say_measured,
    say_number,
)
from roadmap.dry_run import Facts, FactsComparison, FactsRun
from roadmap.records.levels import Measure
from roadmap.state import State

_MOST = 12
_MOST_REFUSED = 50
_TOOLS = {"pagerduty": "PagerDuty", "opsgenie": "Opsgenie"}
Line = tuple[str, tuple[Run, ...]]


def _t(text: str) -> str:
    return QCoreApplication.translate("import", text)


def source_word(source: str, file: str) -> str:
    """Return how people call where a file came from: the tool, or the name of the file."""
    return _TOOLS.get(source.casefold(), file)


def brought(run: FactsRun) -> str:
    """Return "3 levels and 24 measurements": what would be new; "" where nothing is."""
    found = run.comparison
    parts = [
        counted(number, word)
        for number, word in (
            (found.baselines, _t("level")),
            (found.measurements, _t("measurement")),
            (found.interruptions, _t("incident")),
        )
        if number
    ]
    return listed(parts)


def numbers_of(run: FactsRun) -> tuple[Run, ...]:
    """Return the counts in one line."""
    found = run.comparison
    refused = len(run.facts.refused) + len(found.refused)
    parts: list[tuple[int, str, Tone]] = [
        (found.baselines, _plural(_t("new level"), found.baselines), "text"),
        (found.measurements, _plural(_t("new measurement"), found.measurements), "text"),
        (found.interruptions, _plural(_t("new incident"), found.interruptions), "text"),
        (found.changed, _t("changed"), "text"),
        (found.unchanged, _t("unchanged"), "text"),
        (refused, _t("refused"), "bad"),
        (len(found.kept_local), _t("kept as edited here"), "text"),
    ]
    runs: list[Run] = []
    for number, word, tone in parts:
        if number:
            runs += [Run("    " if runs else ""), Run(say_number(number), tone, 600)]
            runs.append(Run(f" {word}", "muted"))
    return tuple(runs) or (Run(_t("Nothing would change."), "muted"),)


def _plural(word: str, number: int) -> str:
    return word if number == 1 else f"{word}s"


def lines_of(run: FactsRun, state: State) -> list[Line]:
    """Return notices, what is refused with its reason, what is kept, and the first of the rest."""
    facts, notices = run.facts, (*run.facts.notices, *run.comparison.notices)
    found: list[Line] = [("", (Run(notice.text, "warn"),)) for notice in notices]
    found += _refused(run)
    found += _kept(run, state)
    found += _levels(facts)
    found += _measurements(run.comparison)
    found += _incidents(facts)
    return found


def _refused(run: FactsRun) -> list[Line]:
    rows = [(each.row, each.key, each.reason) for each in run.facts.refused]
    rows += [(each.row, each.key, each.reason) for each in run.comparison.refused]
    title = _t("Refused: {rows}").format(rows=counted(len(rows), _t("record")))
    lines: list[Line] = [
        (title, (Run(f"{row}", weight=500), Run(f"  {key}  "), Run(reason, "muted")))
        for row, key, reason in sorted(rows)[:_MOST_REFUSED]
    ]
    return [*lines, *_more(title, len(rows), _MOST_REFUSED)]


def _kept(run: FactsRun, state: State) -> list[Line]:
    lines: list[Line] = []
    for each in run.comparison.kept_local:
        measure: Measure | None = state.measures.get(each.item)
        name = each.item if measure is None else measure.name
        said = _t("  {here} here, {there} in the file").format(here=each.here, there=each.source)
        lines.append((_t("Kept as edited here"), (Run(name, weight=500), Run(said, "muted"))))
    return lines


def _levels(facts: Facts) -> list[Line]:
    title = _t("Levels in the file: {n}").format(n=say_number(len(facts.baselines)))
    lines: list[Line] = []
    for each in facts.baselines[:_MOST]:
        space = "" if each.unit in ("", "%") else " "
        level = f"{say_enum(each.comparator)} {each.level:,.6g}{space}{each.unit}"
        where = each.principle + (f", {each.component}" if each.component else "")
        runs = (Run(each.name, weight=500), Run(f"  {level}"), Run(f"  {where}", "muted"))
        lines.append((title, runs))
    return [*lines, *_more(title, len(facts.baselines))]


def _measurements(comparison: FactsComparison) -> list[Line]:
    """Return the values that were understood, as they would stand here."""
    title = _t("Measurements: {n}").format(n=say_number(len(comparison.values)))
    lines: list[Line] = []
    for each in comparison.values[:_MOST]:
        value = f"  {each.row.day.isoformat()}  {say_measured(each.measure, each.value)}"
        runs = [Run(each.measure.name, weight=500), Run(value)]
        if is_breached(each.measure, each.value):
            runs.append(Run(_t("  breaks {level}").format(level=say_level(each.measure)), "warn"))
        if each.row.effect:
            runs.append(Run(f"  {each.row.effect}", "muted"))
        lines.append((title, tuple(runs)))
    return [*lines, *_more(title, len(comparison.values))]


def _incidents(facts: Facts) -> list[Line]:
    title = _t("Incidents in the file: {n}").format(n=say_number(len(facts.incidents)))
    lines: list[Line] = []
    for each in facts.incidents[:_MOST]:
        where = f"  {each.component}" if each.component else ""
        when = f"  {each.started_at:%Y-%m-%d}"
        lines.append((title, (Run(each.title, weight=500), Run(when), Run(where, "muted"))))
    return [*lines, *_more(title, len(facts.incidents))]


def _more(title: str, number: int, most: int = _MOST) -> Sequence[Line]:
    if number <= most:
        return ()
    return ((title, (Run(_t("and {n} more").format(n=say_number(number - most)), "muted"),)),)
