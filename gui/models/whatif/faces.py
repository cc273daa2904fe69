"""How do the scenarios stand in the list? The plan as it is first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication

from gui.models.whatif.levers import positions
from gui.models.whatif.panel import is_adopted, other_sentences, problems_text
from gui.models.whatif.words import detail
from gui.paint.scenario_row import Mark, ScenarioFace
from roadmap.scenario.branch import Branch
from roadmap.scenario.scenario import Scenario
from roadmap.state import State


def _t(text: str) -> str:
    return QCoreApplication.translate("whatif", text)


def scenario_faces(
    scenarios: Sequence[Scenario], branches: Mapping[str, Branch], state: State, today: date
) -> list[ScenarioFace]:
    """The rows; `branches` are those that were folded already."""
    plan = ScenarioFace("", _t("As planned"), _t("nothing changes"))
    return [plan, *(_face(each, branches.get(each.id), state, today) for each in scenarios)]


def _face(scenario: Scenario, branch: Branch | None, state: State, today: date) -> ScenarioFace:
    found = positions(scenario, state)
    told = () if branch is None else other_sentences(found, branch, state, today)
    words = detail(found, state, today, told)
    problem = scenario.problem or ("" if branch is None else problems_text(branch))
    mark: Mark = "shared" if scenario.shared else "private"
    said = _t("shared") if scenario.shared else _t("private")
    if is_adopted(scenario, branch):
        mark, said = "adopted", _t("adopted")
        words = _t("adopted")
    elif problem:
        mark, words = "problem", problem
    parts = (scenario.name, words, said, scenario.note)
    return ScenarioFace(
        scenario.id, scenario.name, words, mark, ", ".join(part for part in parts if part)
    )
