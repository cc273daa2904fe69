"""How do the things that a scenario changes stand among its levers, and where are items dropped?"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from gui.models.whatif.changes import CHANGES
from gui.paint.lever_card import CARD_HEIGHT, LeverFace, cross_rect, draw_lever_card
from gui.paint.shapes import draw_box, draw_focus_ring
from gui.paint.text import draw_text
from gui.theme import Theme, ThemeSource
from gui.widgets.card_drag import items_from
from gui.widgets.plain import set_plain_tooltip

_TRAY_HEIGHT = 40
_GAP = 6
_OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
CHANGED_AGAIN = (*CHANGES, "defer", "leave", "attrition")


class LeverCard(QWidget):
    """One card; its cross, Delete or Backspace take it out, a click or Return opens it.

    Signals:
        removed(str, str): Its kind and key.
        opened(str, str): The same, where it can be changed again.
    """

    removed = Signal(str, str)
    opened = Signal(str, str)

    def __init__(self, themes: ThemeSource, face: LeverFace, *, editable: bool) -> None:
        super().__init__()
        self._themes, self._editable = themes, editable
        self._face = face
        self.setFixedHeight(CARD_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(face.spoken or f"{face.title}, {face.detail}")
        self._opens = editable and face.kind in CHANGED_AGAIN
        if self._opens:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setAccessibleDescription(self.tr("Return changes it, Delete takes it out."))
        set_plain_tooltip(self, "\n".join(p for p in (face.title, face.detail, face.effort) if p))
        themes.changed.connect(self._on_theme_changed)

    @property
    def face(self) -> LeverFace:
        """What is shown."""
        return self._face

    def sizeHint(self) -> QSize:
        """Any width."""
        return QSize(200, CARD_HEIGHT)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The cross takes it out."""
        if self._editable and cross_rect(QRectF(self.rect())).adjusted(-6, -6, 6, 6).contains(
            event.position()
        ):
            self.removed.emit(self._face.kind, self._face.key)
        elif self._opens and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(self._face.kind, self._face.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes it out, Return and Space open it."""
        if self._editable and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit(self._face.kind, self._face.key)
        elif self._opens and event.key() in _OPENING:
            self.opened.emit(self._face.kind, self._face.key)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the card."""
        with QPainter(self) as painter:
            draw_lever_card(
                painter,
                QRectF(self.rect()),
                self._face,
                self._themes.theme,
                hover=self.underMouse(),
                focused=self.hasFocus(),
                editable=self._editable,
            )

    def _on_theme_changed(self, _theme: Theme) -> None:
        self.update()


class LeverCards(QWidget):
    """Cards under one another.

    Signals:
        removed(str, str): A card's kind and key.
        opened(str, str): The same, to be changed again.
    """

    removed = Signal(str, str)
    opened = Signal(str, str)

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__()
        self._themes = themes
        self.follows: QWidget | None = None  # what the keyboard comes from
        self._shown: tuple[tuple[LeverFace, ...], bool] = ((), True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(_GAP)
        self.hide()

    @property
    def cards(self) -> list[LeverCard]:
        """The cards in order."""
        found = (self._column.itemAt(n) for n in range(self._column.count()))
        widgets = (item.widget() for item in found if item is not None)
        return [widget for widget in widgets if isinstance(widget, LeverCard)]

    def show_faces(self, faces: tuple[LeverFace, ...], *, editable: bool) -> None:
        """Shows these; those that stand there already keep the focus."""
        if (faces, editable) == self._shown:
            return
        self._shown = (faces, editable)
        focused = next((card.face.key for card in self.cards if card.hasFocus()), None)
        for card in self.cards:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        before = self.follows
        for face in faces:
            card = LeverCard(self._themes, face, editable=editable)
            card.removed.connect(self.removed)
            card.opened.connect(self.opened)
            self._column.addWidget(card)
            if before is not None:
                QWidget.setTabOrder(before, card)
            before = card
            if face.key == focused:
                card.setFocus()
        self.setVisible(bool(faces))


class ShedTray(QWidget):
    """Where items are dropped to be shed; Return and a click choose them from a list instead.

    Signals:
        dropped(object): The ids of items that landed here.
        choose_requested(): Choose from a list.
    """

    dropped = Signal(object)
    choose_requested = Signal()

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__()
        self._themes = themes
        self._over = False
        self._text = self.tr("Drop items here to shed them")
        self.setFixedHeight(_TRAY_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAcceptDrops(True)
        self.setAccessibleName(self._text)
        set_plain_tooltip(self, self.tr("Drop items here, or click to choose them from a list."))
        themes.changed.connect(self._on_theme_changed)

    def sizeHint(self) -> QSize:
        """Any width."""
        return QSize(200, _TRAY_HEIGHT)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Items may land."""
        if items_from(event.mimeData()):
            self._lit(over=True)
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Items may land."""
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """They went on."""
        super().dragLeaveEvent(event)
        self._lit(over=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """They landed."""
        self._lit(over=False)
        ids = items_from(event.mimeData())
        if ids:
            event.acceptProposedAction()
            self.dropped.emit(ids)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click chooses from a list."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.choose_requested.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return and Space choose from a list."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.choose_requested.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the dashed box; the accent while something would land."""
        theme = self._themes.theme
        c = theme.colors
        rect = QRectF(self.rect())
        with QPainter(self) as painter:
            painter.setOpacity(1.0 if self.isEnabled() else 0.4)
            if self._over:
                draw_box(painter, rect, fill=c.accent2, border=c.accent, width=2)
            else:
                fill = c.hover if self.underMouse() and self.isEnabled() else None
                draw_box(painter, rect, fill=fill, border=c.border2, dashed=True)
            color = c.accent if self._over else c.muted
            draw_text(painter, rect, self._text, theme, "small", color=color, align="center")
            if self.hasFocus():
                draw_focus_ring(painter, rect, theme)

    def _lit(self, *, over: bool) -> None:
        self._over = over
        self.update()

    def _on_theme_changed(self, _theme: Theme) -> None:
        self.update()
