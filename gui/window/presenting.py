"""When is the history told on the full screen, and what do the keys do there?

Space plays, arrows step, Shift by sprint, B plays the bookmarks, Page keys go from bookmark to
bookmark (remote controls send them), Up and Down change the page, N goes to now, Esc and F11 end.
The mouse steps and scrubs. Buttons of the page are left out: nobody in the room can press them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

from gui.models.lower_third import lower_third
from gui.pages import PAGES
from gui.session import Session
from gui.theme import ThemeSource
from gui.window.bookmarks import Bookmarks
from gui.window.playback import PlaybackControl

if TYPE_CHECKING:
    from gui.views.presentation import PresentationView
    from gui.window.window import MainWindow

_MOVING_MS, _RESTING_MS, _FRAMES = 33, 400, 20  # while cards may fly, and after they landed


class Presenting(QObject):
    """Starts and ends the presentation of one window."""

    def __init__(
        self,
        window: MainWindow,
        session: Session,
        themes: ThemeSource,
        playback: PlaybackControl,
        bookmarks: Bookmarks,
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._themes = window, session, themes
        self._playback, self._bookmarks = playback, bookmarks
        self.view: PresentationView | None = None
        self._left = 0
        self._frames = QTimer(self)
        self._frames.timeout.connect(self._on_frame)
        session.shown.connect(self._on_shown)
        session.closing.connect(self.end)
        themes.changed.connect(self._on_shown)
        playback.index.changed.connect(self._on_shown)

    def start(self) -> None:
        """Shows the open page on the full screen; ends where it is shown already."""
        from gui.views.presentation import PresentationView  # noqa: PLC0415 - when first shown

        if self.view is not None:
            self.end()
            return
        title = self.tr("{title} — presentation").format(title=self._session.title)
        view = self.view = PresentationView(self._themes, title)
        view.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        view.key_pressed.connect(self._on_key)
        view.stepped.connect(self._playback.step)
        view.scrubbed.connect(self._on_scrubbed)
        view.ended.connect(self._on_ended)
        view.resized.connect(self._fit_pages)
        self._themes.for_onlookers = True
        screen = self._window.screen()
        self._take_pages()
        view.setGeometry(screen.geometry())
        view.showFullScreen()
        view.setFocus(Qt.FocusReason.OtherFocusReason)
        self._on_shown()

    def end(self) -> None:
        """Goes back to the window, at the moment that is shown."""
        if self.view is not None:
            self.view.close()

    def _on_ended(self) -> None:
        self.view = None
        self._frames.stop()
        self._playback.stop()
        self._themes.for_onlookers = False
        self._window.frame.pages.update()
        layout = self._window.frame.stage.layout()
        if layout is not None:
            layout.addWidget(self._window.frame.pages)
        self._window.activateWindow()

    def _take_pages(self) -> None:
        """Lets the pages have the shape of the screen, whatever room the window has for them."""
        layout = self._window.frame.stage.layout()
        if layout is not None:
            layout.removeWidget(self._window.frame.pages)

    def _fit_pages(self) -> None:
        if self.view is not None:
            self._window.frame.pages.resize(self.view.page_size())
            self.view.update()

    # -- show -------------------------------------------------------------------------------------

    def _on_shown(self, _what: object = None) -> None:
        """Draws the moment, and draws on for as long as cards may fly and figures come late."""
        view = self.view
        if view is None:
            return
        playback, session = self._playback, self._session
        face = lower_third(session, playback.caption, self._bookmarks.spot())
        model = playback.index.model()
        view.show_moment(face, model, session.index + 1, playing=playback.is_playing)
        view.show_page(self._window.page)
        self._left = _FRAMES
        self._frames.start(_MOVING_MS)

    def _on_frame(self) -> None:
        if self.view is None:
            return
        self._left -= 1
        if self._left == 0:
            self._frames.start(_RESTING_MS)
        self.view.update()

    # -- keys and mouse ---------------------------------------------------------------------------

    def _on_key(self, key: int, shift: bool) -> None:
        playback = self._playback
        match key:
            case Qt.Key.Key_Escape | Qt.Key.Key_F11:
                self.end()
            case Qt.Key.Key_Space:
                playback.toggle_play()
                self._on_shown()
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                playback.step(-1 if key == Qt.Key.Key_Left else 1, sprint=shift)
            case Qt.Key.Key_PageUp | Qt.Key.Key_PageDown:
                playback.step_bookmark(-1 if key == Qt.Key.Key_PageUp else 1)
            case Qt.Key.Key_Up | Qt.Key.Key_Down:
                self._turn(-1 if key == Qt.Key.Key_Up else 1)
            case Qt.Key.Key_Home | Qt.Key.Key_End:
                playback.go_to(0 if key == Qt.Key.Key_Home else self._session.count - 1)
            case Qt.Key.Key_B:
                self._bookmarks.play()
                self._on_shown()
            case Qt.Key.Key_N:
                playback.go_to_now()

    def _on_scrubbed(self, number: int) -> None:
        self._playback.go_to(number - 1)

    def _turn(self, step: int) -> None:
        """Shows the next page of the navigation."""
        pages = [kind.page_id for kind in PAGES if kind.nav is not None]
        here = self._window.page_id
        place = pages.index(here) + step if here in pages else 0
        self._window.open_page(pages[place % len(pages)])
        self._on_shown()
