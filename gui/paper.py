"""What does leadership get on paper? One to three pages: asks, where things stand, dates, changes.

The same document as the page that travels, set for print: black on white, no control, every future
date with its probability, every change with who and why.
"""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF
from PySide6.QtGui import QPageSize, QPainter, QPdfWriter
from PySide6.QtWidgets import QApplication

from gui.dates import long_day, plain_day
from gui.models.chances import chance_text
from gui.models.overview.facts import Facts, Json
from gui.models.overview.phase import phase_face, share_bars
from gui.models.reply_words import wanted_words
from gui.models.words import day_text
from gui.paint.logo import draw_logo
from gui.paint.share_bars import draw_share_bars
from gui.paint.text import Run
from gui.paper_flow import Column, Flow
from gui.theme import apply
from gui.tokens import LIGHT, Theme, Tone
from roadmap.analysis.levels.levels import Standing, standings
from roadmap.analysis.words import counted, say_level, say_measured
from roadmap.errors import NotFound
from roadmap.report.asking import ask_words
from roadmap.report.html.source import Source
from roadmap.whole_file import write_whole

_CHART, _MOST_DATES, _MOST_CHANGES = 190.0, 12, 8
_LIKELY, _UNLIKELY = 0.85, 0.7


def print_paper(source: Source, target: Path) -> None:
    """Writes the paper to `target`, also without a display. Raises RoadmapError."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(["roadmap"])
    themes = apply(app, "light", still=True)
    write_whole(target, paper(source, themes.theme))


def paper(source: Source, theme: Theme) -> bytes:
    """Returns the paper as a PDF, in the light colours of `theme`."""
    theme = replace(theme, dark=False, colors=LIGHT)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(f"{source.title}, {plain_day(source.today)}")
    writer.setCreator("Roadmap")
    screen = QApplication.primaryScreen()
    writer.setResolution(round(screen.logicalDotsPerInch()))  # in which the fonts were made
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    with QPainter(writer) as painter:
        _Paper(source, Flow(writer, painter, theme, _foot(source))).draw()
    content = bytes(buffer.data().data())
    buffer.close()
    return content


def _foot(source: Source) -> str:
    return f"{source.title}, as of {long_day(source.today)}, from {source.by.name}"


class _Paper:
    """Draws the sections one after the other."""

    def __init__(self, source: Source, flow: Flow) -> None:
        self._source, self._flow = source, flow
        self._today = source.today
        self._facts = Facts(
            document=source.overview,
            state=source.state,
            today=source.today,
            at_now=True,
            day_of=self._day_of,
            forecast=source.forecast,
        )

    def draw(self) -> None:
        """Draws everything."""
        self._head()
        self._asks()
        self._phase()
        self._dates()
        self._changes()
        self._principles()
        self._rests_on()

    def _head(self) -> None:
        flow, source = self._flow, self._source
        flow.drawn(32, _logo)
        flow.runs([Run(source.title or "Roadmap", weight=600)], "start")
        audience = "For leadership" if source.audience == "leadership" else "For the team"
        made = f"{audience}, as of {long_day(source.today)}, from {source.by.name}"
        flow.runs([Run(made, "muted")])

    # -- what is wanted ---------------------------------------------------------------------------

    def _asks(self) -> None:
        asks = self._source.overview["asks"]
        if not asks:
            self._flow.heading("Nothing is wanted from you", "Here is what changed.", keep=0)
            return
        self._flow.heading(wanted_words(len(asks)))
        for place, ask in enumerate(asks):
            self._flow.space(10 if place else 0)
            self._ask(ask)

    def _ask(self, ask: Json) -> None:
        flow = self._flow
        title = [Run(ask["title"], weight=600)]
        if ask["by"] is not None:
            overdue = ", overdue" if ask["overdue"] else ""
            tone: Tone = "bad" if ask["overdue"] else "accent"
            title.append(Run(f"   by {self._day(ask['by'])}{overdue}", tone, 500))
        approval = self._source.approvals.get(ask["id"])
        words = ask_words(ask, approval, self._source.state, self._today)
        kind = [Run(words.kind, "faint")]
        rows = (
            ("Why", words.why),
            ("If you approve", f"{words.approved} {words.compared}".strip()),
            ("Not decided by then", words.undecided),
        )
        said = [[Run(f"{name}: ", "muted"), Run(text)] for name, text in rows if text]
        flow.need(sum(flow.height_of(each) for each in (title, *said)) + flow.height_of(kind))
        flow.runs(title)
        flow.runs(kind, "small")
        for each in said:
            flow.runs(each)

    # -- where things stand -----------------------------------------------------------------------

    def _phase(self) -> None:
        flow, face = self._flow, phase_face(self._facts)
        bars = share_bars(self._facts)
        note = ", ".join(part for part in (face.since, *(words for words, _ in face.tags)) if part)
        is_known = any(bar.share is not None for bar in bars.bars)
        flow.heading(face.title, note, keep=_CHART + 50 if is_known else 40)
        flow.runs(face.why)
        for warning in face.warnings:
            flow.runs([Run(warning, "warn")])
        if not is_known:
            return
        flow.space(8)
        flow.drawn(_CHART, lambda painter, rect, theme: draw_share_bars(painter, rect, bars, theme))
        flow.runs(
            [Run("Work that simply must be done, share of each sprint's effort", "faint")], "axis"
        )

    # -- dates ------------------------------------------------------------------------------------

    def _dates(self) -> None:
        rows = self._source.overview["dates"]
        flow = self._flow
        flow.heading("Dates to keep", keep=80 if rows else 20)
        if not rows:
            flow.runs([Run("No open work has a date.", "muted")])
            return
        width = flow.width
        columns = (
            Column("Work", width - 404),
            Column("Date", 128),
            Column("50 to 85% by", 160),
            Column("In time", 116, "right"),
        )
        flow.table(columns, [self._date(each) for each in rows[:_MOST_DATES]])
        if len(rows) > _MOST_DATES:
            flow.space(4)
            flow.runs(
                [Run(f"and {counted(len(rows) - _MOST_DATES, 'date')} more", "faint")], "small"
            )

    def _date(self, row: Json) -> tuple[Run, ...]:
        kind = ", promise" if row["promise"] else ""
        likely = row["probability"]
        if likely is None:
            chance = Run("not forecast", "faint")
        else:
            tone: Tone = "bad" if likely < _UNLIKELY else "warn" if likely < _LIKELY else "ok"
            until = f" by {self._day(row['until'])}" if row["until"] else ""
            chance = Run(f"{chance_text(likely)}{until}", tone, 600)
        return (
            Run(row["title"], weight=500),
            Run(f"{self._day(row['date'])}{kind}"),
            Run(self._range(row), "muted"),
            chance,
        )

    def _range(self, row: Json) -> str:
        """Return from when to when the work is done, in half and in 85% of futures."""
        forecast = self._source.forecast
        middle = None if forecast is None else forecast.day(row["item"], 0.5)
        safe = self._day(row["p85"]) if row["p85"] else "not in sight"
        if middle is None:
            return safe if row["p85"] or forecast is not None else ""
        return f"{day_text(middle, self._today)} to {safe}"

    # -- what changed -----------------------------------------------------------------------------

    def _changes(self) -> None:
        source, flow = self._source, self._flow
        period = source.period
        number = counted(source.overview["changes"]["decisions"], "decision")
        flow.heading(f"Since {day_text(source.since, self._today)}", number, keep=60)
        flow.runs([Run(f"{period.sum} {period.later}".strip(), "muted")])
        for each in period.first(_MOST_CHANGES)[0]:
            what = [Run(f"{each.title}: ", weight=600), Run(each.what)]
            reason = each.reason
            why = []
            if reason is not None:
                why = [Run(f"{reason.by}, {reason.day}: “{reason.why}”", "muted")]
            flow.need(flow.height_of(what) + flow.height_of(why, "small") + 6)
            flow.space(6)
            flow.runs(what)
            if why:
                flow.runs(why, "small")

    # -- principles -------------------------------------------------------------------------------

    def _principles(self) -> None:
        rows = [
            self._measure(row.principle.name if place == 0 else "", each)
            for row in standings(self._source.state, self._today)
            for place, each in enumerate(m for m in row.measures if m.measure.level is not None)
        ]
        if not rows:
            return
        flow = self._flow
        flow.heading("Minimum acceptable levels", keep=80)
        width = flow.width
        columns = (
            Column("Principle", 92),
            Column("Measure", width - 456),
            Column("Minimum", 136),
            Column("Latest", 96, "right"),
            Column("", 132, "right"),
        )
        flow.table(columns, rows)

    def _measure(self, principle: str, each: Standing) -> tuple[Run, ...]:
        measure, latest = each.measure, each.latest
        if each.breached is None:
            standing = Run("not known", "faint")
        elif each.breached:
            since = "" if each.since is None else f" since {day_text(each.since, self._today)}"
            standing = Run(f"breached{since}", "bad", 600)
        elif (ahead := each.breach_ahead(self._today)) is not None:
            standing = Run(f"until {day_text(ahead, self._today)}", "warn", 600)
        else:
            standing = Run("kept", "ok", 500)
        provisional = ", provisional" if measure.provisional else ""
        value = "" if latest is None else say_measured(measure, latest.value)
        level = f"{say_level(measure)}{provisional}"
        return (Run(principle, weight=500), Run(measure.name), Run(level), Run(value), standing)

    def _rests_on(self) -> None:
        forecast, flow = self._source.forecast, self._flow
        flow.space(18)
        if forecast is None:
            said = "Nothing was forecast: there are no sprints or no people yet."
        else:
            said = (
                f"Dates and probabilities come from {forecast.trials:,} futures drawn from the "
                f"plan of that day. {forecast.rests_on}"
            )
        flow.runs([Run(said, "faint")], "small")

    def _day_of(self, decision: str) -> date | None:
        """Return the day of a decision, for the words beside the bars."""
        timeline = self._source.timeline
        try:
            return timeline.recorded_at(timeline.index_of(decision)).date()
        except NotFound:
            return None

    def _day(self, day: str) -> str:
        return day_text(date.fromisoformat(day), self._today)


def _logo(painter: QPainter, rect: QRectF, theme: Theme) -> None:
    draw_logo(painter, QRectF(rect.left(), rect.top(), 22, 22), theme)
