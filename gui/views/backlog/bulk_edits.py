"""How does what is chosen in the bulk bar become one decision about all selected items?"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from gui.models.listed_names import parse_names
from gui.session import Session
from gui.views.backlog.bulk import BulkBar
from gui.views.backlog.editing import CellEditing
from gui.views.backlog.moves import BacklogMoves
from gui.views.backlog.table import BacklogTable
from roadmap.commands import Command
from roadmap.commands.items import EditItem
from roadmap.errors import Refused
from roadmap.values import Quadrant, clean_line


class BulkEdits(QObject):
    """Listens to the bar and acts on the selected rows."""

    def __init__(
        self,
        session: Session,
        bar: BulkBar,
        table: BacklogTable,
        editing: CellEditing,
        moves: BacklogMoves,
    ) -> None:
        super().__init__(table)
        self._session, self._bar, self._table = session, bar, table
        self._editing, self._moves = editing, moves
        self._asked: tuple[str, str] | None = None  # the field and text of the last complaint
        bar.labels_now = self._labels
        bar.quadrant_chosen.connect(self._on_quadrant_chosen)
        bar.typed.connect(self._on_typed)
        bar.closed.connect(self._on_closed)
        bar.label_removed.connect(self._on_label_removed)
        bar.shed_requested.connect(self._on_shed_requested)

    def show_selection(self) -> None:
        """Shows the bar for two rows or more; not where nothing can be changed."""
        session = self._session
        count = len(self._table.selected_ids()) if session.read_only is None else 0
        self._bar.show_selection(count, session.settings.words)

    def _labels(self) -> list[str]:
        """The labels that any of the selected items has."""
        items = self._session.state.items
        found = (items[key].labels for key in self._table.selected_ids())
        return sorted({label for labels in found for label in labels})

    def _on_quadrant_chosen(self, quadrant: Quadrant) -> None:
        self._moves.put(self._table.selected_ids(), quadrant)

    def _on_shed_requested(self) -> None:
        self._moves.shed(self._table.selected_ids())

    def _on_typed(self, key: str, text: str) -> None:
        ids = self._table.selected_ids()
        try:
            commands = self._commands(ids, key, text)
        except Refused as refused:
            self._asked = key, text
            self._bar.complain(str(refused))
            return
        wrong = self._session.refusal(commands)
        if wrong is not None:
            self._bar.complain(wrong)
            return
        self._bar.finish()
        self._session.execute(commands)

    def _on_closed(self) -> None:
        self._asked = None

    def _commands(self, ids: Sequence[str], key: str, text: str) -> list[Command]:
        if key != "labels":
            return self._editing.commands(ids, key, text, adds=self._asked == (key, text))
        self._editing.check(key, text)
        return self._labelled(ids, parse_names(clean_line(text)), ())

    def _on_label_removed(self, label: str) -> None:
        self._session.execute(self._labelled(self._table.selected_ids(), (), (label,)))

    def _labelled(
        self, ids: Sequence[str], added: Sequence[str], removed: Sequence[str]
    ) -> list[Command]:
        commands: list[Command] = []
        for key in ids:
            labels = self._session.state.items[key].labels
            kept = (each for each in (*labels, *added) if each not in removed)
            wanted = tuple(dict.fromkeys(kept))
            if wanted != labels:
                fields, was = {"labels": wanted}, {"labels": labels}
                commands.append(EditItem(item=key, fields=fields, was=was))  # type: ignore[arg-type]  # a dict of the right key
        return commands
