"""How does a window take a picture of its page for somebody, without waiting for it?

For the team the page is made once more over the same roadmap; for leadership over a copy without
what they do not get, made on a worker. Either way it is made off the screen, grows until all of it
is there and is painted a sheet at a time, so that the window goes on and it can be stopped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from time import monotonic
from typing import Literal

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from gui.apart import Apart
from gui.picture_page import PicturePage, page_id_of
from gui.render import is_awaited
from gui.session import Session
from gui.tasks import Progress, Task
from gui.theme import ThemeSource
from gui.view_pictures import Format, Picture, limit_of, png_of
from roadmap.errors import RoadmapError
from roadmap.redaction import Redaction
from roadmap.report.watching import Watch
from roadmap.service import Roadmap, utc_now
from roadmap.sharing import copy_for

_TICK_MS, _CALM_TICKS, _LONGEST_SECONDS = 15, 4, 15.0
Kind = Format | Literal["image"]


class PictureTaking(QObject):
    """One picture under way.

    Signals:
        progressed(object, object): So much of so much is done.
        taken(object): The bytes of the file, or the QImage for the clipboard.
        failed(object): The RoadmapError that says why there is none.
        cancelled(): It was stopped.
    """

    progressed = Signal(object, object)
    taken = Signal(object)
    failed = Signal(object)
    cancelled = Signal()

    def __init__(
        self,
        page: QWidget,
        session: Session,
        themes: ThemeSource,
        kind: Kind,
        wanted: Redaction,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._like, self._session, self._themes = page, session, themes
        self._kind, self._wanted = kind, wanted
        self._task: Task | None = None
        self._seen: Session | None = None
        self._made: PicturePage | None = None
        self._steps: Iterator[tuple[int, int]] | None = None
        self._found: Callable[[], bytes | QImage] | None = None
        self._held = ExitStack()
        self._calm, self._until = 0, 0.0
        self._over = self._unwanted = False
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._on_tick)
        session.closing.connect(self.cancel)

    @property
    def _suffix(self) -> Format:
        return ".png" if self._kind == "image" else self._kind

    def start(self) -> None:
        """Begins, once everything is saved."""
        if self._wanted.leaves_all:
            self._set_up(self._session)
        else:
            self._session.when_saved(self._copy)

    def cancel(self) -> None:
        """Stops; nothing is left of it."""
        self._unwanted = True
        if self._task is not None:
            self._task.cancel()
        elif not self._over:
            self._end()
            self.cancelled.emit()

    # -- what the audience may see ----------------------------------------------------------------

    def _copy(self) -> None:
        if self._over:  # stopped while something could not be saved
            return
        session, wanted = self._session, self._wanted
        apart = Apart(session)

        def work(progress: Progress) -> Roadmap:
            return copy_for(apart.told(), wanted, utc_now(), Watch(progress, 0, 500))

        self._task = session.task(work, self._on_copied, self._on_failed)
        self._task.progressed.connect(self.progressed)
        self._task.cancelled.connect(self._on_stopped)

    def _on_copied(self, seen: Roadmap) -> None:
        session, self._task = self._session, None
        self._seen = Session(seen, session.author, parent=self)
        if not session.at_now and session.index >= 0:
            at = session.told(session.index).id
            self._seen.go_to(self._seen.index_of(at), animate=False)
        self._set_up(self._seen)

    def _on_failed(self, error: RoadmapError) -> None:
        self._task = None
        self._end()
        self.failed.emit(error)

    def _on_stopped(self) -> None:
        self._task = None
        self._end()
        self.cancelled.emit()

    # -- growing and painting ---------------------------------------------------------------------

    def _set_up(self, session: Session) -> None:
        self._made = PicturePage(page_id_of(self._like), session, self._themes, like=self._like)
        self._wait()

    def _wait(self) -> None:
        self._calm, self._until = 0, monotonic() + _LONGEST_SECONDS
        self._timer.start()

    def _on_tick(self) -> None:
        if self._steps is not None:
            self._paint_on(self._steps)
            return
        self._calm = 0 if is_awaited() else self._calm + 1
        if self._calm < _CALM_TICKS and monotonic() < self._until:
            return
        made = self._made
        if made is None or made.grow(limit_of(self._suffix, made.page.width())):
            self._wait()
            return
        session = self._seen or self._session
        picture = Picture(made.page, made.extent(), session, self._themes.theme, self._wanted)
        painting = self._held.enter_context(picture.painted(self._suffix))
        in_pixels = self._suffix == ".png"
        self._steps = painting.in_pixels() if in_pixels else painting.steps()
        self._found = painting.image if in_pixels else painting.content

    def _paint_on(self, steps: Iterator[tuple[int, int]]) -> None:
        step = next(steps, None)
        if step is not None:
            self.progressed.emit(500 + 500 * step[0] // step[1], 1000)
            return
        found = None if self._found is None else self._found()
        self._end()
        if self._kind == ".png" and isinstance(found, QImage):
            self._task = self._session.task(lambda _progress: png_of(found), self._on_packed)
            self._task.cancelled.connect(self._on_stopped)
        else:
            self.taken.emit(found)

    def _on_packed(self, content: bytes) -> None:
        self._task = None
        if self._unwanted:  # packing cannot be stopped, only thrown away
            self.cancelled.emit()
        else:
            self.taken.emit(content)

    def _end(self) -> None:
        self._over = True
        self._timer.stop()
        self._steps = None  # its painter ends with it
        self._held.close()
        if self._made is not None:
            self._made.close()
            self._made = None
        if self._seen is not None:
            self._seen.close()
            self._seen = None
