"""What would the import do, and what should a person know before it does?"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from gui.dialogs.importing import facts as import_facts
from gui.paint.text import Run
from gui.theme import ThemeSource, Tone
from gui.widgets.inside import put_inside
from gui.widgets.label import Label, RunsLabel
from roadmap.analysis.phrases.scene import Scene
from roadmap.analysis.words import counted, say_field, say_number
from roadmap.dry_run import DryRun, FactsRun, KeptLocal, Notice, RefusedRow
from roadmap.state import State

_MOST = 50


class ReportPanel(QWidget):
    """Three numbers, then refused rows, warnings and what is kept here, each with its reason."""

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__()
        self._themes = themes
        self.numbers = RunsLabel(themes)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setAccessibleName(self.tr("What the import would do"))
        self._area.viewport().setAutoFillBackground(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(Label(themes, self.tr("What the import would do"), style="section"))
        column.addWidget(self.numbers)
        column.addWidget(self._area, 1)

    def show_waiting(self, text: str) -> None:
        """Says what is missing, or that the file is being read."""
        self.numbers.set_runs((Run(text, "muted"),))
        self._fill([])

    def show_problem(self, text: str) -> None:
        """Says why the file cannot be imported."""
        self.numbers.set_runs((Run(text, "bad"),))
        self._fill([])

    def show_run(self, run: DryRun, state: State, scene: Scene) -> None:
        """Shows a dry run."""
        self.numbers.set_runs(numbers_of(run))
        lines: list[tuple[str, tuple[Run, ...]]] = []
        lines += [("", (Run(notice.text, "warn"),)) for notice in notices_of(run)]
        lines += _refused_lines(run.export.refused)
        lines += _kept_lines(run.comparison.kept_local, state, scene)
        self._fill(lines)

    def show_facts(self, run: FactsRun, state: State) -> None:
        """Shows the dry run of a file of levels, measurements or incidents."""
        self.numbers.set_runs(import_facts.numbers_of(run))
        self._fill(import_facts.lines_of(run, state))

    def _fill(self, lines: Sequence[tuple[str, tuple[Run, ...]]]) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(4)
        head = ""
        for title, runs in lines:
            if title and title != head:
                head = title
                label = Label(self._themes, title, style="small", weight=600)
                label.setContentsMargins(0, 6, 0, 0)
                column.addWidget(label)
            row = QHBoxLayout()
            row.addWidget(RunsLabel(self._themes, runs, style="small"), 1)
            column.addLayout(row)
        column.addStretch(1)
        put_inside(self._area, content)
        policy = Qt.FocusPolicy.StrongFocus if lines else Qt.FocusPolicy.NoFocus
        self._area.setFocusPolicy(policy)


def numbers_of(run: DryRun) -> tuple[Run, ...]:
    """Return "45 new, 3 changed, 12 unchanged; 2 refused, 4 kept as edited here"."""
    comparison = run.comparison
    parts = [
        (len(comparison.new), "new", "text"),
        (len(comparison.changed), "changed", "text"),
        (len(comparison.unchanged), "unchanged", "muted"),
        (len(run.export.refused), "refused", "bad"),
        (len(comparison.kept_local), "kept as edited here", "text"),
        (len(comparison.absent), "no longer in the file, left alone", "muted"),
    ]
    runs: list[Run] = []
    for number, word, tone in parts:
        if number or word in ("new", "changed"):
            said = say_number(number)
            loud: Tone = "bad" if tone == "bad" else "text"
            runs += [Run("    " if runs else ""), Run(said, loud, 600), Run(f" {word}", "muted")]
    counts = run.export.counts
    if counts.estimated:
        total = f"{say_number(counts.estimate_total)} {counts.unit}"
        runs.append(Run(f"    {counted(counts.estimated, 'estimate')}, {total} in all", "muted"))
    return tuple(runs)


def notices_of(run: DryRun) -> list[Notice]:
    """Return what should be known of the file and of the comparison."""
    return [*run.export.notices, *run.comparison.notices]


def _refused_lines(refused: Sequence[RefusedRow]) -> list[tuple[str, tuple[Run, ...]]]:
    title = f"Refused: {counted(len(refused), 'row')}"
    lines = [
        (
            title,
            (Run(f"Row {row.row}", weight=500), Run(f"  {row.key}  "), Run(row.reason, "muted")),
        )
        for row in refused[:_MOST]
    ]
    return [*lines, *_more(title, len(refused))]


def _kept_lines(
    kept: Sequence[KeptLocal], state: State, scene: Scene
) -> list[tuple[str, tuple[Run, ...]]]:
    title = "Kept as edited here"
    lines = []
    for each in kept[:_MOST]:
        item = state.items.get(each.item)
        name = item.title if item is not None else each.item
        here, there = scene.say(each.field, each.here), scene.say(each.field, each.source)
        said = f"  {say_field(each.field)}: {here} here, {there} in the file"
        lines.append((title, (Run(name, weight=500), Run(said, "muted"))))
    return [*lines, *_more(title, len(kept))]


def _more(title: str, number: int) -> list[tuple[str, tuple[Run, ...]]]:
    if number <= _MOST:
        return []
    return [(title, (Run(f"and {say_number(number - _MOST)} more", "muted"),))]
