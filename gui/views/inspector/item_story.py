"""How did an item come to be what it is? Its decisions as rows, the latest first."""

from __future__ import annotations

from collections.abc import Sequence

from gui.models.story import StoryIndex
from gui.models.words import day_text
from gui.paint.text import Run
from gui.session import Session
from gui.widgets.inspector_panel import StoryRow
from roadmap.analysis.history.item_story import life_sentence
from roadmap.service import Told

MOST_KEPT = 400


class ItemStory:
    """Tells stories; what was told once is kept, for it never changes."""

    def __init__(self, session: Session, index: StoryIndex) -> None:
        self._session, self._index = session, index
        self._kept: dict[tuple[str, str, str | None], tuple[Run, ...]] = {}

    def decisions(self, item: str) -> list[int]:
        """The decisions about ``item`` up to the moment that is shown, oldest first."""
        return self._index.decisions(item, self._session.index)

    def rows(self, item: str, decisions: Sequence[int]) -> list[StoryRow]:
        """The rows for some of its decisions, in the order given."""
        return [self._row(item, self._session.told(index)) for index in decisions]

    def _row(self, item: str, told: Told) -> StoryRow:
        key = (item, told.id, told.why)
        runs = self._kept.get(key)
        if runs is None:
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            runs = self._kept[key] = self._runs(item, told)
        day = self._session.local(told.at).date()
        return StoryRow(day_text(day, self._session.today), runs, told.why or "", told.id)

    def _runs(self, item: str, told: Told) -> tuple[Run, ...]:
        before = self._session.state_after(told.index - 1)
        after = self._session.state_after(told.index)
        said = life_sentence(item, told.decision, told.events, before, after)
        lead, strong, rest = said.parts
        runs = (Run(lead), Run(strong, weight=600), Run(f"{rest}, {_first_name(told)}"))
        return tuple(run for run in runs if run.text)


def _first_name(told: Told) -> str:
    return told.by.name.split()[0] if told.by.name.split() else told.by.name
