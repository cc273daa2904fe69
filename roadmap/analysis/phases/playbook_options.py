"""What to do in the phase of investment: which choices to validate, to explore or to put back (D3)?

A discovered option is unranked and outside capacity; few are explored at once. A long-term choice
carries its problem and approach before it is committed, a rewrite also the incremental way that was
refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from roadmap.analysis.phases.playbook_step import Step
from roadmap.analysis.sprints.facts import committed_bets, is_validated
from roadmap.analysis.words import counted, listed
from roadmap.decide.options import missing_of
from roadmap.state import Item, State
from roadmap.values import Forcing, OptionStage

_MOST = 5


def option_steps(state: State, today: date) -> Iterator[Step]:
    """Yield what to validate, to explore and to put back."""
    del today
    bets = committed_bets(state, state.items.ordered())
    open_bets = [state.items[key] for key in bets.items if state.items[key].is_open]
    yield from _validate([item for item in open_bets if not is_validated(item)])
    yield from _explore(state, bets.items)


def _validate(items: list[Item]) -> Iterator[Step]:
    ready = [item for item in items if not missing_of(item)][:_MOST]
    for item in ready:
        yield Step(
            "validate",
            f"'{item.title}' is committed and says its problem and approach: call it validated "
            "where the approach was tried.",
            ({"do": "edit_item", "item": item.id, "option_stage": OptionStage.VALIDATED.value},),
            (item.id,),
        )
    for item in [item for item in items if missing_of(item)][:_MOST]:
        said = listed([_WORDS[field] for field in missing_of(item)], 4)
        yield Step(
            "describe", f"'{item.title}' is committed without {said}: write it.", (), (item.id,)
        )
        yield Step(
            "put_back",
            f"Or put '{item.title}' back among the discovered options, outside capacity.",
            ({"do": "edit_item", "item": item.id, "option_stage": OptionStage.DISCOVERED.value},),
            (item.id,),
        )


_WORDS = {
    "problem": "the problem",
    "approach": "the approach",
    "alternative": "the incremental alternative",
    "why_refused": "why that was refused",
}


def _explore(state: State, committed: tuple[str, ...]) -> Iterator[Step]:
    most = state.thresholds.exploring_at_once
    options = [i for i in state.items.ordered() if i.is_open and i.forcing is not Forcing.FORCED]
    explored = [i for i in options if i.option_stage is OptionStage.SELECTED]
    found = [i for i in options if i.option_stage is OptionStage.DISCOVERED]
    for item in explored[:_MOST]:
        if not missing_of(item) and item.id not in committed:
            yield Step(
                "validate",
                f"'{item.title}' is explored and says its problem and approach: call it validated "
                "where the approach was tried, or put it back.",
                ({"do": "edit_item", "item": item.id, "option_stage": "validated"},),
                (item.id,),
            )
    if found and len(explored) < most:
        best = max(found, key=lambda item: (item.value or 0.0, item.id))
        yield Step(
            "select",
            f"{counted(len(explored), 'option')} of at most {most} explored: take up "
            f"'{best.title}'.",
            ({"do": "edit_item", "item": best.id, "option_stage": OptionStage.SELECTED.value},),
            (best.id,),
        )
    if not found and not explored:
        yield Step(
            "discover",
            "No option is on the list: ask consuming teams for problems and write them down as "
            "discovered options.",
        )
