"""How does one go back through every decision, and return?

Thin until it is used; the open dock has steps, speed, filters and the whole strip. The bar
shows and asks; whoever owns it moves through the history and tells where one is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QStackedLayout, QWidget

from gui.paint.playback import PlaybackModel
from gui.theme import Theme, ThemeSource
from gui.tokens import PLAYBACK_OPEN, PLAYBACK_THIN
from gui.widgets.marks_menu import LegendEntry
from gui.widgets.playback_dock import Dock, ThinBar

Step = Literal["decision", "sprint", "bookmark"]
STEPS: tuple[Step, ...] = ("decision", "sprint", "bookmark")


class PlaybackBar(QFrame):
    """The bar at the bottom of the window.

    Decisions are counted 1..count. While any child has the focus: Left and Right step, Shift
    by sprint, Space plays, N goes back to now, Esc closes the dock.

    Signals:
        scrubbed(int): Go to this decision.
        stepped(int, str): One step back (-1) or forward (1) by "decision", "sprint" or "bookmark".
        step_changed(str): Steps and playing advance by this from now on.
        play_toggled(bool): Start or stop playing.
        speed_changed(float): Decisions played are this many times faster.
        filter_changed(str, str, str): Keys of the person, the kind and what it is about, "" for
            all.
        marks_hidden(object): The frozenset of kinds of marks that are not to be shown.
        back_to_now_requested(): Leave the past.
        bookmarks_requested(), day_requested(), present_requested(): Bookmark this moment or choose
            one, go to a day, show the page on the full screen.
        opened_changed(bool): The dock was opened or closed.
    """

    scrubbed = Signal(int)
    stepped = Signal(int, str)
    step_changed = Signal(str)
    play_toggled = Signal(bool)
    speed_changed = Signal(float)
    filter_changed = Signal(str, str, str)
    marks_hidden = Signal(object)
    back_to_now_requested = Signal()
    bookmarks_requested = Signal()
    day_requested = Signal()
    present_requested = Signal()
    opened_changed = Signal(bool)

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._model = PlaybackModel(())
        self._playing = False
        self._step: Step = "decision"
        self.setAccessibleName(self.tr("Playback"))
        self._thin = ThinBar(themes)
        self._dock = Dock(themes)
        stack = QStackedLayout(self)
        stack.setContentsMargins(0, 1, 0, 0)
        stack.addWidget(self._thin)
        stack.addWidget(self._dock)
        self._stack = stack
        self.setFixedHeight(PLAYBACK_THIN)
        self._connect()
        themes.changed.connect(self._on_theme_changed)

    @property
    def is_open(self) -> bool:
        """Whether the dock is open."""
        return self._stack.currentIndex() == 1

    @property
    def is_scrubbing(self) -> bool:
        """Whether the person drags the handle: then nothing should fly."""
        return self._thin.strip.is_dragging or self._dock.strip.is_dragging

    @property
    def slack(self) -> int:
        """How many decisions on either side a person who drags cannot tell from this one."""
        dragged = [each for each in (self._thin.strip, self._dock.strip) if each.is_dragging]
        return dragged[0].slack if dragged else 0

    @property
    def step(self) -> Step:
        """What one step and playing advance by."""
        return self._step

    def set_model(self, model: PlaybackModel) -> None:
        """Shows a history."""
        self._model = model
        self._thin.set_model(model)
        self._dock.set_model(model)

    def set_legend(self, entries: Sequence[LegendEntry], hidden: frozenset[str]) -> None:
        """Offers these kinds of marks; all but ``hidden`` are shown."""
        self._dock.marks.set_entries(entries, hidden)

    def set_step(self, step: Step) -> None:
        """Steps and plays by this from now on."""
        self._step = step
        self._dock.segments.set_value(step)
        self.step_changed.emit(step)

    def set_bookmarked(self, bookmarked: bool) -> None:
        """Shows whether the decision shown is bookmarked."""
        self._dock.bookmark.set_active(bookmarked)
        name = self.tr("Bookmarks, one is here") if bookmarked else self.tr("Bookmarks")
        self._dock.bookmark.setAccessibleName(name)

    def show_moment(self, number: int, title: str, note: str = "") -> None:
        """Puts the handle on a decision; ``title`` is its date, ``note`` what it is there.

        The last decision is "now" unless a title says otherwise.
        """
        for strip in (self._thin.strip, self._dock.strip):
            strip.set_number(number)
        now = number >= self._model.count
        self._dock.title.setText(title)
        self._dock.note.setText(note)
        self._thin.now.setText(self.tr("Now") if now else title)
        self._thin.now.set_tone("text" if now else "accent")
        self._dock.forward.setEnabled(not now)
        self._dock.back.setEnabled(number > 1)

    def set_playing(self, playing: bool) -> None:
        """Shows whether it plays."""
        self._playing = playing
        for button in (self._thin.play, self._dock.play):
            button.set_icon("pause" if playing else "play")
            button.set_name(self.tr("Pause") if playing else self.tr("Play"))

    def set_open(self, opened: bool) -> None:
        """Opens or closes the dock."""
        if opened == self.is_open:
            return
        self._stack.setCurrentIndex(1 if opened else 0)
        self.setFixedHeight(PLAYBACK_OPEN if opened else PLAYBACK_THIN)
        strip = self._dock.strip if opened else self._thin.strip
        if any(child.hasFocus() for child in self.findChildren(QWidget)):
            strip.setFocus()
        self.opened_changed.emit(opened)

    def take_focus(self) -> None:
        """Puts the focus into its strip: from there on its keys work."""
        strip = self._dock.strip if self.is_open else self._thin.strip
        strip.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def toggle_play(self) -> None:
        """As if the play button was pressed."""
        self.set_playing(not self._playing)
        if self._playing:
            self.set_open(True)
        self.play_toggled.emit(self._playing)

    def event(self, event: QEvent) -> bool:
        """Keeps its keys from shortcuts of the same keys elsewhere while it has the focus."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() in _OWN_KEYS:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the class docstring."""
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        match event.key():
            case Qt.Key.Key_Left:
                self._on_stepped(-1, shift)
            case Qt.Key.Key_Right:
                self._on_stepped(1, shift)
            case Qt.Key.Key_Space:
                self.toggle_play()
            case Qt.Key.Key_N:
                self.back_to_now_requested.emit()
            case Qt.Key.Key_Escape if self.is_open:
                self.set_open(False)
            case _:
                super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the ground and the upper line."""
        c = self._themes.theme.colors
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), c.surface)
            painter.fillRect(0, 0, self.width(), 1, c.border)

    def _connect(self) -> None:
        for strip in (self._thin.strip, self._dock.strip):
            strip.scrubbed.connect(self.scrubbed)
            strip.stepped.connect(self._on_stepped)
        self._thin.strip.clicked.connect(lambda: self.set_open(True))
        self._thin.play.clicked.connect(self.toggle_play)
        dock = self._dock
        dock.play.clicked.connect(self.toggle_play)
        dock.back.clicked.connect(lambda: self._on_stepped(-1, False))
        dock.forward.clicked.connect(lambda: self._on_stepped(1, False))
        dock.close_button.clicked.connect(lambda: self.set_open(False))
        dock.segments.chosen.connect(self._on_segment_chosen)
        dock.person.chosen.connect(self._on_filter_chosen)
        dock.kind.chosen.connect(self._on_filter_chosen)
        dock.about.chosen.connect(self._on_filter_chosen)
        dock.marks.hidden_changed.connect(self.marks_hidden)
        dock.bookmark.clicked.connect(self.bookmarks_requested)
        dock.day.clicked.connect(self.day_requested)
        dock.present.clicked.connect(self.present_requested)
        dock.speed.chosen.connect(lambda key: self.speed_changed.emit(float(key)))

    def _on_stepped(self, direction: int, sprint: bool) -> None:
        step: Step = "sprint" if sprint else self._step
        self.stepped.emit(direction, step)

    def _on_segment_chosen(self, key: str) -> None:
        self.set_step(next((step for step in STEPS if step == key), "decision"))

    def _on_filter_chosen(self, _key: str) -> None:
        dock = self._dock
        self.filter_changed.emit(dock.person.value, dock.kind.value, dock.about.value)

    def _on_theme_changed(self, _theme: Theme) -> None:
        self.update()


_OWN_KEYS = (
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Space,
    Qt.Key.Key_N,
    Qt.Key.Key_Escape,
)
