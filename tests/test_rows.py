"""Where each row of the requirements lives: its module, its page, its command and its tests.

A row is what the source documents ask for, by its id (B3: measurements over time ...). This list is
for readers who look for one of them; that it tells the truth is tested.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from gui.pages import PAGES
from roadmap.cli.catalogue import COMMANDS


@dataclass(frozen=True)
class Row:
    """`where` is below roadmap/, `page` a page's id or part of the window, `tests` below tests/."""

    what: str
    where: str
    page: str
    command: str
    tests: str


ROWS: dict[str, Row] = {
    # -- the grid ---------------------------------------------------------------------------------
    "G1": Row(
        "two axes, the tray, quick sorting with suggestions",
        "analysis/items/triage.py",
        "sort",
        "grid",
        "analysis/test_triage.py",
    ),
    "G2": Row(
        "drivers and mandatory dates", "decide/checks.py", "grid", "items", "decide/test_items.py"
    ),
    "G3": Row(
        "four quadrants with their meaning",
        "analysis/items/grid.py",
        "grid",
        "grid",
        "analysis/test_grid.py",
    ),
    "G4": Row(
        "counts, shares, reasons asked in place",
        "analysis/reasons.py",
        "grid",
        "grid",
        "analysis/test_reasons.py",
    ),
    "G5": Row(
        "an emergency in ten seconds",
        "decide/interruptions.py",
        "grid",
        "apply",
        "gui/views/test_forms.py",
    ),
    "G6": Row(
        "hidden forced work",
        "analysis/planning/hidden_forced.py",
        "timeline",
        "plan",
        "analysis/test_hidden_forced.py",
    ),
    "G7": Row(
        "the must-do share as a series",
        "analysis/sprints/forced_share.py",
        "overview",
        "overview",
        "analysis/test_forced_share.py",
    ),
    "G8": Row(
        "reclassifying rewrites no closed sprint",
        "analysis/sprints/forced_share.py",
        "overview",
        "overview",
        "analysis/test_forced_share.py",
    ),
    "G9": Row(
        "one-offs against the standard",
        "analysis/expectations/one_offs.py",
        "users",
        "users",
        "analysis/test_expectations.py",
    ),
    "G10": Row(
        "lifecycle and work stage",
        "fields/items.py",
        "preferences",
        "items",
        "gui/window/test_preferences.py",
    ),
    "G11": Row(
        "foundation or innovation",
        "analysis/overview/balance.py",
        "overview",
        "overview",
        "sample/test_kinds.py",
    ),
    "G12": Row(
        "components, repeated incidents",
        "analysis/levels/incidents_by_component.py",
        "interruptions",
        "checkups",
        "analysis/test_checkups.py",
    ),
    # -- leverage ---------------------------------------------------------------------------------
    "L1": Row(
        "what an item saves once done",
        "analysis/leverage/leverage.py",
        "principles",
        "leverage",
        "analysis/test_leverage.py",
    ),
    "L2": Row(
        "double wins by payback",
        "analysis/leverage/leverage.py",
        "principles",
        "leverage",
        "gui/views/test_leverage.py",
    ),
    "L3": Row(
        "the cost of inaction",
        "analysis/leverage/inaction.py",
        "principles",
        "leverage",
        "cli/test_advising.py",
    ),
    "L4": Row(
        "promised and observed, what was unblocked",
        "analysis/leverage/kept.py",
        "principles",
        "leverage",
        "gui/views/test_leverage.py",
    ),
    "L5": Row(
        "categories, and requests that self-service removed",
        "analysis/leverage/removed.py",
        "principles",
        "leverage",
        "gui/views/test_leverage.py",
    ),
    # -- where are we -----------------------------------------------------------------------------
    "D1": Row(
        "the phase, with its conditions and evidence",
        "analysis/phases/rules.py",
        "overview",
        "diagnose",
        "sample/test_phases.py",
    ),
    "D2": Row(
        "firefighting: what to do; the hire as last resort",
        "analysis/leverage/last_resort.py",
        "overview",
        "diagnose",
        "analysis/test_last_resort.py",
    ),
    "D3": Row(
        "investment: options, problem and approach",
        "decide/options.py",
        "sprints",
        "diagnose",
        "decide/test_options.py",
    ),
    "D4": Row(
        "principles: levels, running from one to the next",
        "analysis/levels/breaches.py",
        "principles",
        "principles",
        "analysis/test_levels.py",
    ),
    "D5": Row(
        "phase changes along the history",
        "analysis/phases/history.py",
        "overview",
        "diagnose",
        "analysis/test_diagnosis.py",
    ),
    "D6": Row(
        "constraints bind plan and scenarios",
        "analysis/planning/problem.py",
        "people",
        "constraints",
        "decide/test_people.py",
    ),
    "D7": Row(
        "a provisional phase",
        "analysis/phases/provisional.py",
        "overview",
        "diagnose",
        "analysis/test_provisional_phase.py",
    ),
    # -- principles -------------------------------------------------------------------------------
    "B1": Row(
        "five principles, presets of measures",
        "records/presets.py",
        "principles",
        "principles",
        "decide/test_levels.py",
    ),
    "B2": Row(
        "minimum acceptable levels",
        "records/levels.py",
        "principles",
        "principles",
        "analysis/test_levels.py",
    ),
    "B3": Row(
        "breach, headroom, trend to the day of breach",
        "analysis/levels/line.py",
        "principles",
        "principles",
        "analysis/test_levels_drawn.py",
    ),
    "B4": Row(
        "from a breach to an item and back",
        "analysis/levels/principles.py",
        "principles",
        "principles",
        "gui/views/test_principles_links.py",
    ),
    "B5": Row(
        "OpenSLO and CSV",
        "exchange/openslo.py",
        "import",
        "import",
        "exchange/test_openslo.py",
    ),
    "B6": Row(
        "effort per principle against its breaches",
        "analysis/levels/principles.py",
        "principles",
        "principles",
        "analysis/test_levels.py",
    ),
    # -- check-ups, capacity, expectations --------------------------------------------------------
    "A1": Row(
        "check-ups, and starting over a failing one",
        "analysis/levels/checkups.py",
        "principles",
        "checkups",
        "gui/window/test_start_over_warning.py",
    ),
    "A2": Row(
        "capabilities and headroom",
        "analysis/expectations/capabilities.py",
        "principles",
        "capabilities",
        "analysis/test_expectations.py",
    ),
    "A3": Row(
        "the cart before the horse",
        "analysis/planning/flags.py",
        "grid",
        "plan",
        "gui/test_grid_flags.py",
    ),
    "A4": Row(
        "balance of innovation and foundation",
        "analysis/overview/balance.py",
        "overview",
        "overview",
        "sample/test_kinds.py",
    ),
    "A5": Row(
        "goals and the probability of reaching them",
        "analysis/expectations/goals_forecast.py",
        "overview",
        "goals",
        "analysis/test_expectations.py",
    ),
    "A6": Row(
        "asks, answers, reviews",
        "decide/asks.py",
        "overview",
        "asks",
        "decide/test_expectations.py",
    ),
    "A7": Row(
        "splits with lineage, freezes, predictability",
        "analysis/sprints/series.py",
        "sprints",
        "sprints",
        "decide/test_splits.py",
    ),
    "A8": Row(
        "the forecast's own record",
        "analysis/forecasts/track_record.py",
        "timeline",
        "forecasts",
        "analysis/test_track_record.py",
    ),
    "A9": Row(
        "purchases with their order-by date",
        "analysis/planning/flags.py",
        "timeline",
        "plan",
        "analysis/test_plan_flags.py",
    ),
    # -- infrastructure as a product --------------------------------------------------------------
    "U1": Row(
        "signals, closed loops, support",
        "analysis/expectations/signals.py",
        "users",
        "users",
        "gui/test_users_page.py",
    ),
    "U2": Row(
        "outcome measures",
        "analysis/expectations/outcomes.py",
        "users",
        "users",
        "analysis/test_expectations.py",
    ),
    "U3": Row(
        "the roadmap by segment",
        "analysis/expectations/outcomes.py",
        "users",
        "users",
        "sample/test_users.py",
    ),
    "U4": Row(
        "past decisions with what came of them",
        "analysis/history/outcomes.py",
        "decisions",
        "outcomes",
        "analysis/test_outcomes.py",
    ),
    # -- plan, what-if, replay, exchange ----------------------------------------------------------
    "S1": Row(
        "sprints within capacity, explained",
        "analysis/planning/plan.py",
        "sprints",
        "plan",
        "analysis/test_plan.py",
    ),
    "S2": Row(
        "sizes and points",
        "analysis/estimates/effort.py",
        "preferences",
        "items",
        "analysis/test_effort.py",
    ),
    "S3": Row(
        "waits, forecast and as a cause of slip",
        "analysis/history/slips.py",
        "decisions",
        "diff",
        "analysis/test_slips.py",
    ),
    "W1": Row(
        "scenarios, compared and adopted",
        "scenario/adopting.py",
        "what-if",
        "scenario",
        "scenario/test_adopting.py",
    ),
    "W2": Row(
        "moving people and components to another team",
        "scenario/levers.py",
        "what-if",
        "scenario",
        "scenario/test_levers.py",
    ),
    "R1": Row(
        "every decision replays",
        "timeline.py",
        "playback",
        "history",
        "test_timeline.py",
    ),
    "R2": Row(
        "promised then, and now",
        "analysis/history/promises.py",
        "decisions",
        "diff",
        "analysis/test_slips.py",
    ),
    "X1": Row(
        "one file for leadership that can answer; imports keep what was edited here",
        "answering.py",
        "share",
        "answer",
        "test_answering.py",
    ),
    "X2": Row(
        "no date without its range or probability",
        "report/outlook.py",
        "share",
        "export",
        "report/test_dated.py",
    ),
    "X3": Row(
        "private until shared, by role, a person erased",
        "redaction.py",
        "share",
        "snapshot",
        "test_erasing.py",
    ),
}

# Parts of the window that are no pages.
PARTS = {"preferences", "import", "playback", "share"}


def test_every_row_is_listed() -> None:
    counts = {"G": 12, "L": 5, "D": 7, "B": 6, "A": 9, "U": 4, "S": 3, "W": 2, "R": 2, "X": 3}
    assert list(ROWS) == [f"{key}{n}" for key, last in counts.items() for n in range(1, last + 1)]


@pytest.mark.parametrize("key", ROWS)
def test_what_a_row_names_is_there(key: str, root: Path) -> None:
    row = ROWS[key]
    assert (root / "roadmap" / row.where).is_file()
    assert (root / "tests" / row.tests).is_file()
    assert row.command in COMMANDS
    assert row.page in {kind.page_id for kind in PAGES} | PARTS
