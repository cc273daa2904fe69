"""What is said of the moment shown, large: its caption, what was decided, who, when and why?"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from gui.dates import long_moment
from gui.paint.lower_third import LowerThirdFace
from gui.session import Session
from roadmap.analysis.phrases.sentences import decision_sentence
from roadmap.analysis.sprints.steps import sprint_number
from roadmap.analysis.words import say_number


@dataclass(frozen=True, slots=True)
class Spot:
    """Which bookmark it is of how many, from 1; 0 where it is none."""

    number: int = 0
    of: int = 0


NO_SPOT = Spot()


def _t(text: str) -> str:
    return QCoreApplication.translate("lower_third", text)


def lower_third(session: Session, caption: str, spot: Spot = NO_SPOT) -> LowerThirdFace:
    """Return what is said of the decision shown; of the last one at now."""
    index = session.index
    if index < 0:
        return LowerThirdFace(title=_t("Before the first decision"))
    told = session.told(index)
    before, after = session.state_after(index - 1), session.state_after(index)
    said = decision_sentence(told.decision, told.events, before, after)
    when = long_moment(session.local(told.at))
    parts = [told.by.name, when]
    sprint = sprint_number(session.settings, session.local(told.at).date())
    if sprint is not None:
        parts.append(_t("sprint {n}").format(n=sprint))
    place = _t("decision {n} of {all}").format(
        n=say_number(index + 1), all=say_number(session.count)
    )
    if spot.number:
        place = _t("bookmark {n} of {all}").format(n=spot.number, all=spot.of)
    return LowerThirdFace(
        title=caption or said.text,
        text=said.text if caption else "",
        meta=" · ".join(parts),
        why=f"“{' '.join(told.why.split())}”" if told.why else "",
        place=place,
    )
