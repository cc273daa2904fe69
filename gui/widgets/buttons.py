"""Which buttons are there, and how does one follow a QAction?"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAction, QEnterEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from gui.paint.button import ButtonFace, ButtonKind, ButtonState, button_width, draw_button
from gui.theme import Theme, ThemeSource, Tone
from gui.widgets.plain import set_plain_tooltip

# The property of a button whose words say what is shown, to onlookers and in pictures.
KEPT_IN_PICTURES = "kept_in_pictures"


class Button(QPushButton):
    """A painted push button: primary (one a page), secondary or quiet, with an optional key cap.

    A disabled one says why in its tooltip: ``set_blocked(reason)``.
    """

    def __init__(
        self,
        themes: ThemeSource,
        text: str = "",
        *,
        kind: ButtonKind = "secondary",
        icon: str | None = None,
        icon_tone: Tone | None = None,
        keys: str = "",
        small: bool = False,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """``name`` is the accessible name and tooltip; an icon button must have one."""
        super().__init__(parent)
        self._themes = themes
        self._hint = name
        self._action: QAction | None = None
        self._face = ButtonFace(
            text=text, kind=kind, icon=icon, icon_tone=icon_tone, keys=keys, small=small
        )
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(name or text)
        if name and not text:
            set_plain_tooltip(self, f"{name}  {keys}" if keys else name)
        themes.changed.connect(self._on_theme_changed)

    @property
    def face(self) -> ButtonFace:
        """What is shown."""
        return self._face

    @property
    def tells(self) -> bool:
        """Whether it says what is shown: a heading, a chosen filter, a moment compared."""
        kept = bool(self.property(KEPT_IN_PICTURES))
        return kept or self._face.active or self._face.strong

    def set_face(self, face: ButtonFace) -> None:
        """Shows another face."""
        if face == self._face:
            return
        self._face = face
        if not self._hint:
            self.setAccessibleName(" ".join(part for part in (face.label, face.text) if part))
        self.updateGeometry()
        self.update()

    def set_text(self, text: str) -> None:
        """Changes the words."""
        self.set_face(replace(self._face, text=text))

    def set_icon(self, icon: str | None) -> None:
        """Changes the icon by its Lucide name."""
        self.set_face(replace(self._face, icon=icon))

    def set_name(self, name: str) -> None:
        """Changes the accessible name and the tooltip."""
        self._hint = name
        self.setAccessibleName(name)
        keys = self._face.keys
        set_plain_tooltip(self, f"{name}  {keys}" if keys else name)

    def set_active(self, active: bool) -> None:
        """Marks a chosen filter or a pressed toggle."""
        self.set_face(replace(self._face, active=active))

    def set_blocked(self, reason: str | None) -> None:
        """Disables the button and says why, or enables it (None)."""
        self.setEnabled(reason is None)
        set_plain_tooltip(self, reason or ("" if self._face.text else self._hint))

    def follow(self, action: QAction) -> None:
        """Triggers ``action`` and mirrors whether it is enabled, visible, and its tooltip."""
        self._action = action
        self.clicked.connect(self._on_clicked_for_action)
        action.changed.connect(self._on_action_changed)
        self._on_action_changed()

    def _on_clicked_for_action(self) -> None:
        if self._action is not None:
            self._action.trigger()

    def _on_action_changed(self) -> None:
        action = self._action
        if action is None:
            return
        self.setEnabled(action.isEnabled())
        self.setToolTip(action.toolTip())
        if not action.isVisible():
            self.hide()
        elif self.parentWidget() is not None and self.testAttribute(
            Qt.WidgetAttribute.WA_WState_ExplicitShowHide
        ):
            self.show()

    def sizeHint(self) -> QSize:
        """The size of the face."""
        return QSize(button_width(self._face, self._themes.theme), self._face.height)

    def minimumSizeHint(self) -> QSize:
        """Buttons are never squeezed."""
        return self.sizeHint()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Shows the hover ground."""
        super().enterEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return presses as Space does; both on the press, as in the rest of the app."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.isEnabled():
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the face; for onlookers only where it says what is shown."""
        if self._themes.for_onlookers and not self.tells:
            return
        state = ButtonState(
            hover=self.underMouse(),
            pressed=self.isDown(),
            focused=self.hasFocus(),
            enabled=self.isEnabled(),
        )
        with QPainter(self) as painter:
            draw_button(painter, QRectF(self.rect()), self._face, self._themes.theme, state)

    def _on_theme_changed(self, _theme: Theme) -> None:
        self.update()


def primary(themes: ThemeSource, text: str, *, icon: str | None = None, keys: str = "") -> Button:
    """The one primary button of a page."""
    return Button(themes, text, kind="primary", icon=icon, keys=keys)


def secondary(themes: ThemeSource, text: str, *, icon: str | None = None, keys: str = "") -> Button:
    """A secondary button."""
    return Button(themes, text, kind="secondary", icon=icon, keys=keys)


def quiet(themes: ThemeSource, text: str, *, icon: str | None = None, keys: str = "") -> Button:
    """A quiet button without a border."""
    return Button(themes, text, kind="quiet", icon=icon, keys=keys)


def icon_button(themes: ThemeSource, icon: str, name: str, *, keys: str = "") -> Button:
    """A square quiet button; ``name`` is read out and shown as the tooltip."""
    button = Button(themes, icon=icon, kind="quiet", name=name)
    if keys:
        set_plain_tooltip(button, f"{name}  {keys}")
    return button
