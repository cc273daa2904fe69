"""How is an item cut into sprint-sized pieces? A row a piece: title, effort, how it is verified."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from gui.models.properties.property import Part, Rows
from gui.theme import ThemeSource
from gui.views.inspector.parts_editor import PartsForm
from roadmap.state import Item


def _t(text: str) -> str:
    return QCoreApplication.translate("SplitForm", text)


class SplitForm(PartsForm):
    """Two pieces to start with; the first one keeps the item's title until it is changed."""

    def __init__(self, themes: ThemeSource, item: Item) -> None:
        parts = (
            Part(_t("Piece"), _t("what is done in it"), line=0),
            Part(_t("Effort"), line=1, stretch=0, width=72),
            Part(_t("Verified in production by"), line=1),
        )
        super().__init__(
            *(themes, _t("Split"), parts, ((item.title, "", ""), ("", "", ""))),
            repeated=True,
            save=_t("Split"),
            more=_t("Add a piece"),
            only_control=True,
        )

    @property
    def pieces(self) -> Rows:
        """The rows that were filled in."""
        return tuple(row.texts for row in self.rows if not row.is_blank)
