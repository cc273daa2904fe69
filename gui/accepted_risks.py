"""Work was given up: what may go wrong, who accepts that, and when is it looked at again?

Asked in place beside the reason, and skippable: the item is given up already.
"""

from __future__ import annotations

from typing import Any

from gui.session import ReasonWanted, Session
from gui.widgets.reason_prompt import ReasonPrompt, TakesRisk
from roadmap.analysis.typed import parse_day
from roadmap.commands.risks import AcceptRisk
from roadmap.errors import Refused
from roadmap.values import derived_id


def risk_taker(session: Session, wanted: ReasonWanted) -> TakesRisk | None:
    """Return what records the accepted risk of the items that were given up, None without any."""
    if not wanted.shed:
        return None

    def take(text: str, day: str, by: str) -> str | None:
        if not text.strip():
            return "Say in a sentence what may go wrong: that is what is accepted."
        fields: Any = {"text": text.strip()}
        try:
            if day.strip():
                fields["review_on"] = parse_day(day, session.today)
        except Refused as refused:
            return str(refused)
        if by.strip():
            fields["accepted_by"] = by.strip()
        commands = []
        for item in wanted.shed:
            given: Any = {**fields, "item": item}
            commands.append(AcceptRisk(risk=derived_id("risk", item), fields=given))
        wrong = session.refusal(commands)
        if wrong is None:
            session.execute(commands)
        return wrong

    return take


def ask_reason(prompt: ReasonPrompt, session: Session, wanted: ReasonWanted) -> None:
    """Asks for a reason, and for the accepted risk where work was given up."""
    taker = risk_taker(session, wanted)
    prompt.ask(wanted.question, take_risk=taker, by=session.author.name if taker else "")
