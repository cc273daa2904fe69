"""By which team, component and label is a page filtered? Three chips, the same on every page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from gui.session import Session
from gui.theme import ThemeSource
from gui.widgets.chip import Chip, ChipOption
from roadmap.state import Component, State, Team

_MOST_LABELS = 40


class FilterChips(QObject):
    """The chips; a page puts them into its head.

    Signals:
        changed(): The person chose another value.
    """

    changed = Signal()

    def __init__(self, themes: ThemeSource, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self.team = Chip(themes, self.tr("Team"), [ChipOption("", self.tr("All"))])
        self.component = Chip(themes, self.tr("Component"), [ChipOption("", self.tr("Any"))])
        self.label = Chip(themes, self.tr("Label"), [ChipOption("", self.tr("Any"))])
        for chip in self.all:
            chip.chosen.connect(self._on_chosen)
        self.team.pressed.connect(self._offer_teams)
        self.component.pressed.connect(self._offer_components)
        self.label.pressed.connect(self._offer_labels)

    @property
    def all(self) -> tuple[Chip, ...]:
        """The three of them in order."""
        return self.team, self.component, self.label

    def clear(self) -> None:
        """Filters by nothing, without the signal."""
        for chip in self.all:
            chip.set_value("")

    def show_names(self) -> None:
        """A chip that filters goes on naming its value, whatever state is shown."""
        state = self._session.state
        for chip, table in ((self.team, state.teams), (self.component, state.components)):
            record: Team | Component | None = table.get(chip.value)
            if chip.value and record is not None:
                neutral = ChipOption("", self.tr("All") if chip is self.team else self.tr("Any"))
                chip.set_options([neutral, ChipOption(record.id, record.name)])

    # The options are counted when a menu is about to open, not at every frame of the playback.

    def _offer_teams(self) -> None:
        state = self._session.state
        _offer(self.team, self.tr("All"), state.teams.ordered(), _counts(state, "team"))

    def _offer_components(self) -> None:
        state = self._session.state
        counts = _counts(state, "component")
        _offer(self.component, self.tr("Any"), state.components.ordered(), counts)

    def _offer_labels(self) -> None:
        items = self._session.state.items.ordered()
        counts = Counter(label for item in items if item.is_open for label in item.labels)
        common = sorted(counts, key=lambda label: (-counts[label], label))[:_MOST_LABELS]
        options = [ChipOption(label, label, str(counts[label])) for label in sorted(common)]
        self.label.set_options([ChipOption("", self.tr("Any")), *options])

    def _on_chosen(self, _key: str) -> None:
        self.changed.emit()


def _counts(state: State, field: str) -> Counter[str]:
    return Counter(getattr(item, field) for item in state.items.ordered() if item.is_open)


def _offer(
    chip: Chip, neutral: str, records: Iterable[Team | Component], counts: Counter[str]
) -> None:
    found = sorted(records, key=lambda record: record.name.casefold())
    options = [ChipOption(each.id, each.name, str(counts[each.id])) for each in found]
    chip.set_options([ChipOption("", neutral), *options])
