"""How the script becomes a history: every beat is decided by the engine, at the beat's own time.

Nothing is written here by hand: a beat that a rule refuses stops the sample with the rule's words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from roadmap.analysis.planning.forecast import SEED, TRIALS
from roadmap.analysis.simulation.kept import forecast_today
from roadmap.analysis.sprints.commitment import completed
from roadmap.answering import commands_of
from roadmap.commands import Command
from roadmap.commands.reasons import GiveReason
from roadmap.decide import Now, decide
from roadmap.errors import Refused
from roadmap.events import Because, Decision, Drafted, Event, Record
from roadmap.events.imports import SourceImported
from roadmap.exchange.reply import FORMAT, AskReply, Reply
from roadmap.records.planning import Planning
from roadmap.sample.script import (
    Act,
    Adopt,
    Answered,
    AskAtRisk,
    Beat,
    Explain,
    TakeBack,
    ask_id,
    item_id,
    scenario_id,
)
from roadmap.scenario.scenario import Scenario, shared_one
from roadmap.timeline import Timeline
from roadmap.undo import plan_undo
from roadmap.values import derived_id

_RUN = (TRIALS, SEED, Planning().horizon_sprints)  # as every page draws them


class Player:
    """Plays beats one after the other and keeps the decisions they lead to."""

    def __init__(self) -> None:
        self.drafts: list[Drafted] = []
        self._records: list[Record] = []
        self._timeline = Timeline(lambda after, until: self._records[after:until])
        self._ids: dict[str, str] = {}

    def play(self, beats: Iterable[Beat]) -> None:
        """Decide `beats` in the order given. Raises Refused, naming the beat."""
        for beat in beats:
            try:
                self._play(beat)
            except Refused as error:
                raise Refused(f"The sample's beat of {beat.when}: {error}") from error

    def _play(self, beat: Beat) -> None:
        events, because = self._events(beat)
        if not events:
            raise Refused("it changes nothing.")
        key = derived_id("harbour", "decision", beat.when)
        self._ids[beat.when] = key
        # A reason given afterwards stands in its event; the decision itself needs none.
        explains = any(isinstance(act, Explain) for act in beat.acts)
        decision = Decision(
            id=key, by=beat.who, at=beat.at, why=None if explains else beat.why, because=because
        )
        self._keep(decision, events)

    def _events(self, beat: Beat) -> tuple[tuple[Event, ...], Because | None]:
        act = beat.acts[0]
        if isinstance(act, TakeBack):
            target = self._ids[act.beat]
            index = self._timeline.index_of(target)
            undo = plan_undo(self._timeline, index, self._timeline.state)
            return undo.events, Because(kind="redo" if act.again else "undo", decision=target)
        if isinstance(act, Adopt):
            scenario = self._scenario(act)
            because = Because(kind="adopt", decision=scenario.base)
            return self._decided(scenario.commands, beat), because
        wanted = [command for each in beat.acts for command in self._commands(each, beat)]
        events = self._decided(wanted, beat)
        imported = any(isinstance(event, SourceImported) for event in events)
        return events, Because(kind="import") if imported else None

    def _scenario(self, act: Adopt) -> Scenario:
        record = self._timeline.state.scenarios.get(scenario_id(act.scenario))
        if record is None:
            raise Refused(f"no scenario {act.scenario!r} is shared.")
        return shared_one(record)

    def _decided(self, commands: Sequence[Command], beat: Beat) -> tuple[Event, ...]:
        today = beat.at.date()
        return decide(
            self._timeline.state,
            commands,
            Now(beat.at, today),
            lambda state, command: completed(state, command, today),
        )

    def _commands(self, act: Act, beat: Beat) -> list[Command]:
        """Return what an act comes to; a reply says as much as it says."""
        if isinstance(act, Answered):
            return self._reply(act, beat)
        if isinstance(act, AskAtRisk):
            odds = self._odds(item_id(act.late), beat.at.date())
            fields: Any = {**act.ask.fields, "probability": round(1 - odds, 2)}
            return [act.ask.model_copy(update={"fields": fields})]
        return [self._command(act, beat)]

    def _reply(self, act: Answered, beat: Beat) -> list[Command]:
        """Return the commands that the reply file leads to when it is taken in."""
        reply = Reply(
            format=FORMAT,
            roadmap=derived_id("harbour", "roadmap"),
            decision=self.drafts[-1].decision.id,
            by=beat.who.name,
            made_at=beat.at,
            answers=(AskReply(ask=ask_id(act.ask), answer=act.answer, comment=act.comment),),
        )
        return commands_of(reply, self._timeline.state, beat.at.date())

    def _odds(self, item: str, today: date) -> float:
        """Return the share of futures in which `item` holds its date, as the window shows it."""
        found = forecast_today(self._timeline.state, today, *_RUN)
        odds = next(each.probability for each in found.dates if each.item == item)
        return odds or 0.0

    def _command(self, act: Any, beat: Beat) -> Command:
        if isinstance(act, Explain):
            ids = tuple(self._ids[each] for each in act.beats)
            return GiveReason(decisions=ids, why=beat.why or "")
        command: Command = act
        return command

    def _keep(self, decision: Decision, events: tuple[Event, ...]) -> None:
        recorded: datetime = decision.at
        if self._records:
            recorded = max(recorded, self._records[-1].recorded_at)
        self.drafts.append(Drafted(decision, events, recorded))
        position = len(self._records)
        records = [
            Record(position + n, recorded, decision, n, len(events), event)
            for n, event in enumerate(events, start=1)
        ]
        self._records.extend(records)
        self._timeline.append(records)
