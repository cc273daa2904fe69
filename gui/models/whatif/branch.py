"""What does a scenario come to over what is shown, and does a change to it fit in?"""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from roadmap.scenario.branch import Branch, branch
from roadmap.scenario.scenario import Scenario
from roadmap.state import State
from roadmap.what_if import Now


def branched(scenario: Scenario, state: State, today: date) -> Branch:
    """A scenario on what is shown, whatever it was thought out on; pure, for a worker."""
    noon = datetime.combine(today, time(12), tzinfo=UTC)
    return branch(state, scenario.commands, Now(noon, today), insist=True)


def refusal(before: Scenario, after: Scenario, state: State, today: date) -> str | None:
    """Why what is new in `after` cannot be done, None where it can."""
    problems = branched(after, state, today).problems
    fresh = (each for each in problems if after.commands[each.place] not in before.commands)
    return next((each.text for each in fresh), None)
