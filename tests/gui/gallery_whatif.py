"""What-if with the numbers of the visual target, to be held against its picture."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.models.whatif.levers import Newcomers, Positions
from gui.models.whatif.panel import PanelFace
from gui.models.whatif.table import Column, CompareHeads, CompareRow
from gui.paint.chart_axis import axis_for
from gui.paint.fan import FanFace, FanMark, FanPlot, FanSeries
from gui.paint.finish import FinishFace, FinishShape
from gui.paint.lever_card import LeverFace
from gui.paint.scenario_row import ScenarioFace
from gui.theme import ThemeSource
from gui.tokens import Tone
from gui.views.whatif.charts import FanChart, FinishChart
from gui.views.whatif.side import ScenarioSide
from gui.views.whatif.table import CompareTable
from gui.widgets.chip import ChipOption
from gui.widgets.panel import Panel

_DAYS = tuple(14.0 * place for place in range(21))
_TICKS = ((0.0, "28 Jul"), (56.0, "22 Sep"), (112.0, "17 Nov"), (168.0, "12 Jan"), (224.0, "9 Mar"))
_LIST = (
    ScenarioFace("", "As planned", "nothing changes"),
    ScenarioFace("hire", "Hire one engineer", "starts 17 Nov", "private"),
    ScenarioFace("shed", "Shed three items", "34 pd given up", "shared"),
    ScenarioFace("auto", "Automate patching", "26 pd now, saves 5 a sprint", "private"),
    ScenarioFace("both", "Automate and hire", "both", "adopted"),
)
_PANEL = PanelFace(
    "Automate patching",
    "Asked for after the long weekend of patches",
    Positions(hires=Newcomers(1, "databases")),
    "ready after 26 weeks",
    "ready after 8 weeks",
    (ChipOption("engineer", "engineer"), ChipOption("sre", "SRE")),
    (ChipOption("", "Any"), ChipOption("databases", "databases")),
    (ChipOption("", "usual day"), ChipOption("2025-11-17", "sprint 13", "17 Nov")),
    (LeverFace("invest", "a", "Automate OS patching", "saves 5 pd a sprint", "26 pd", "choice"),),
    (LeverFace("shed", "b", "Tidy up the old dashboards", "given up", "4 pd", "choice"),),
    reserve=9.5,
    footer="Private until you share it.",
    footer_mark="private",
)


def whatif(themes: ThemeSource) -> QWidget:
    """The side, the charts and the table."""
    page = QWidget()
    page.setProperty("ground", "bg")
    page.resize(1200, 740)
    row = QHBoxLayout(page)
    side = ScenarioSide(themes)
    side.show_list(_LIST, "auto")
    side.show_levers(_PANEL, blocked=None)
    row.addWidget(side)
    column = QVBoxLayout()
    row.addLayout(column, 1)
    charts = QHBoxLayout()
    column.addLayout(charts, 1)
    fans, finish = FanChart(themes, "Must-do backlog"), FinishChart(themes, "When it is done")
    fans.show_face(_fans())
    finish.show_face(_finish())
    for chart, stretch in ((fans, 2), (finish, 1)):
        panel = Panel(themes)
        inside = QVBoxLayout(panel)
        inside.addWidget(chart)
        charts.addWidget(panel, stretch)
    table = CompareTable(themes)
    heads = {Column.NAME: "Same 10,000 futures", Column.CHANCE: "In time"}
    table.compared.show_rows(CompareHeads(heads), [_row(each, n) for n, each in enumerate(_LIST)])
    table.show_chosen("auto")
    table.setFixedHeight(table.wanted_height(5))
    column.addWidget(table)
    return page


def _row(face: ScenarioFace, number: int) -> CompareRow:
    share = (58, 55, 79, 87, 85)[number]
    tone: Tone = "ok" if share >= 85 else "warn" if share >= 70 else "bad"
    cells = {
        Column.NAME: face.name,
        Column.CHANCE: f"{share}%",
        Column.CHANCE_APART: f"{share - 58:+}" if number else "",
        Column.RANGE: "12 Oct – 10 Nov",
        Column.MUST: "54%",
        Column.LEFT: "38 pd",
        Column.MONEY: "€16,640",
    }
    return CompareRow(face.key, face.name, cells, tone, 0.3 + number / 20, 0.6, 0.65)


def _series(name: str, value: Callable[[float], float], *, chosen: bool) -> FanSeries:
    line = tuple(value(day) for day in _DAYS)

    def band(width: float) -> tuple[float, ...]:
        wide = zip(line, _DAYS, strict=True)
        return tuple(max(0.0, each + width * (day / 280) ** 0.5) for each, day in wide)

    words = tuple(f"{each:.0f} pd" for each in line)
    return FanSeries(
        name, name, words[-1], band(-34), band(-14), line, band(16), band(40), words, chosen
    )


def _fans() -> FanFace:
    plan = _series("As planned", lambda day: 80 + 26 * day / 280, chosen=False)
    auto = _series(
        "Automate patching",
        lambda day: 80 + 6 * day / 56 if day <= 56 else 16 + 70 * math.exp((56 - day) / 70),
        chosen=True,
    )
    high = axis_for([*plan.p90, *auto.p90])
    left = FanPlot("", high, (auto, plan), 2.2, (FanMark(56, "automation done, P50"),))
    shares = tuple(_as_share(each) for each in (auto, plan))
    axis = axis_for([0.2, 0.9], percent=True, from_zero=False, lines=3)
    share = FanPlot("Must-do share of effort, mean", axis, shares, 0.8, named=False)
    return FanFace(_DAYS, (left, share), _TICKS, tuple(f"Sprint {n}" for n in range(21)))


def _as_share(series: FanSeries) -> FanSeries:
    def scaled(values: tuple[float, ...]) -> tuple[float, ...]:
        return tuple(min(1.0, 0.2 + value / 180) for value in values)

    return replace(
        series,
        end=f"{scaled(series.line)[-1]:.0%}",
        p10=scaled(series.p10),
        p25=scaled(series.p25),
        line=scaled(series.line),
        p75=scaled(series.p75),
        p90=scaled(series.p90),
    )


def _finish() -> FinishFace:
    auto = (0.0, 0.03, 0.1, 0.19, 0.19, 0.12, 0.1, 0.08, 0.07, 0.05, 0.03, 0.02, 0.02)
    plan = (0.0, 0.0, 0.02, 0.05, 0.09, 0.13, 0.15, 0.14, 0.12, 0.1, 0.07, 0.05, 0.03)
    words = tuple(f"{share:.0%} of futures" for share in (*auto, 0.0))
    shapes = (
        FinishShape("auto", "Automate patching", auto, 0.0, "87%", "ok", words, chosen=True),
        FinishShape("", "As planned", plan, 0.05, "58%", "bad", words),
    )
    months = ((0.0, "Sep"), (2.0, "Oct"), (4.0, "Nov"), (7.0, "Dec"), (9.0, "Jan"))
    sprints = tuple(f"Sprint {n}" for n in range(13))
    return FinishFace(shapes, 7.0, "due by 13 Nov", months, sprints, "in time", "Not in sight")
