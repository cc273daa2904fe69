"""Who decided what here, when and why, and what changed? Shown in the past, nothing selected."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.dates import long_moment
from gui.paint.text import Run
from gui.session import Session
from gui.theme import ThemeSource
from gui.widgets.inspector_panel import InspectorPanel
from gui.widgets.link_label import LinkLabel
from gui.widgets.marks import Mark
from roadmap.analysis.phrases.items import Tone
from roadmap.analysis.phrases.sentences import (
    Sentence,
    changed_items,
    decision_sentence,
    event_sentence,
)
from roadmap.errors import NotFound

_MOST = 12
_ICONS = {
    "added": "plus",
    "sorted": "arrow-right",
    "reclassified": "arrow-right",
    "deferred": "clock",
    "estimate": "gauge",
    "rank": "arrow-up-down",
    "started": "play",
    "done": "check",
    "shed": "archive",
    "restored": "rotate-ccw",
    "split": "split",
    "removed": "trash-2",
    "edited": "pencil",
    "emergency": "zap",
    "interruption": "zap",
    "import": "import",
    "reason": "message-circle",
    "forecast": "trending-up",
}


def _t(text: str) -> str:
    return QCoreApplication.translate("decision_panel", text)


class _Icon(Mark):
    """One icon of 16 pixels in the accent colour."""

    def __init__(self, themes: ThemeSource, icon: str) -> None:
        super().__init__(themes, "")
        self._icon = icon

    def sizeHint(self) -> QSize:
        """The icon's square, set a little lower than the first line."""
        return QSize(16, 20)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the icon."""
        theme = self.themes.theme
        with QPainter(self) as painter:
            theme.icons.draw(painter, self._icon, QRectF(0, 1, 16, 16), theme.colors.accent)


def add_decision(panel: InspectorPanel, session: Session, themes: ThemeSource) -> None:
    """Fills ``panel`` with the decision that is shown."""
    told = session.told(session.index)
    before, after = session.state_after(told.index - 1), session.state
    said = decision_sentence(told.decision, told.events, before, after)
    because = told.because
    tag = said.tag if because is not None or said.tone is Tone.ACCENT else ""
    panel.add_author(told.by.name, long_moment(session.local(told.at)), tag)
    panel.add_title(said.text)
    if told.why:
        panel.add_quote(told.why)
    if because is not None and because.decision is not None:
        panel.add_text(_because_text(session, because.decision))
    panel.add_section(_t("What changed"))
    for event in told.events[:_MOST]:
        day = session.local(told.at).date()
        items = changed_items([event])
        here = items[0] if items and items[0] in after.items else ""
        what = event_sentence(event, before, after, day)
        panel.body.addWidget(_change(panel, themes, what, here))
        panel.body.addSpacing(8)
    more = len(told.events) - _MOST
    if more > 0:
        panel.add_text(_t("and {n} more changes").format(n=f"{more:,}"))


def _because_text(session: Session, decision: str) -> str:
    try:
        earlier = session.told(session.index_of(decision))
    except NotFound:
        return ""
    when = long_moment(session.local(earlier.at))
    return _t("It refers to the decision of {name}, {when}").format(name=earlier.by.name, when=when)


def _change(panel: InspectorPanel, themes: ThemeSource, said: Sentence, item: str) -> QWidget:
    """One change; ``item`` is where a click on it leads, "" where the item is gone."""
    lead, subject, rest = said.parts
    widget = QWidget()
    row = QHBoxLayout(widget)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    column = QVBoxLayout()
    column.addWidget(_Icon(themes, _ICONS.get(said.tag, "pencil")))
    column.addStretch(1)
    row.addLayout(column)
    detail = rest.lstrip(": ")
    runs = [Run(f"{lead}{subject}", weight=500)]
    if detail:
        runs.append(Run(f"\n{detail[:1].upper()}{detail[1:]}", "muted"))
    label = LinkLabel(themes, runs, f"item:{item}" if item else "")
    label.activated.connect(panel.link_activated)
    row.addWidget(label, 1)
    return widget
