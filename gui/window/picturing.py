"""How does one get a picture of the open page, and for whom is it?

For leadership unless the person says otherwise: what was copied or saved says so, with one click to
the other audience beside it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from gui.pages import title_of
from gui.session import Session
from gui.widgets.progress_overlay import ProgressOverlay
from roadmap.errors import RoadmapError
from roadmap.redaction import Audience, Redaction
from roadmap.whole_file import write_whole

if TYPE_CHECKING:
    from gui.picture_taking import Kind, PictureTaking
    from gui.window.window import MainWindow

_PATIENCE_MS = 400  # what is ready sooner shows no progress


class Picturing(QObject):
    """Takes pictures of the pages of one window, one at a time."""

    def __init__(self, window: MainWindow, session: Session, folder: Callable[[], Path]) -> None:
        """`folder` is where files go at first."""
        super().__init__(window)
        self._window, self._session, self._folder = window, session, folder
        self._taking: PictureTaking | None = None
        self._overlay: ProgressOverlay | None = None
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(self._show_progress)

    @property
    def is_busy(self) -> bool:
        """Whether a picture is under way."""
        return self._taking is not None

    def copy(self, audience: Audience = "leadership") -> None:
        """Copies the open page as a picture."""
        page = self._window.page

        def copied(found: QImage) -> None:
            QGuiApplication.clipboard().setImage(found)
            said = self.tr("Copied as a picture for {audience}").format(audience=_words(audience))
            self._say(said, audience, self.copy)

        if page is not None:
            self._take(page, "image", audience, copied)

    def save(self, audience: Audience = "leadership") -> None:
        """Asks where a picture of the open page goes, and in which format."""
        from gui.sharing import free_name  # noqa: PLC0415 - brings what writes files

        page = self._window.page
        if page is None:
            return
        name = f"{self._session.title} {title_of(page)}"
        chosen, kind = QFileDialog.getSaveFileName(
            self._window,
            self.tr("Save this page as a picture for {audience}").format(audience=_words(audience)),
            str(free_name(self._folder(), name, ".png")),
            "PNG (*.png);;SVG (*.svg);;PDF (*.pdf)",
        )
        if not chosen:
            return
        path = Path(chosen)
        if not path.suffix:
            path = path.with_suffix(f".{kind[:3].lower()}" if kind else ".png")
        self.write(page, path, audience)

    def write(self, page: QWidget, path: Path, audience: Audience) -> None:
        """Writes a picture of `page`, and says where or why not."""
        from gui.view_pictures import suffix_of  # noqa: PLC0415 - when first needed

        def drawn(content: bytes) -> None:
            try:
                write_whole(path, content)
            except RoadmapError as error:
                self._refuse(error)
                return
            said = self.tr("Saved as {name} for {audience}")
            said = said.format(name=path.name, audience=_words(audience))
            self._say(said, audience, lambda other: self.write(page, path, other))

        try:
            suffix = suffix_of(path)
        except RoadmapError as error:
            self._refuse(error)
            return
        self._take(page, suffix, audience, drawn)

    def _say(self, said: str, audience: Audience, again: Callable[[Audience], None]) -> None:
        other: Audience = "team" if audience == "leadership" else "leadership"
        words = self.tr("For {audience} instead").format(audience=_words(other))
        self._window.messages.offer(said, words, lambda: again(other))

    def _refuse(self, error: RoadmapError) -> None:
        self._window.messages.refuse(self.tr("No picture was made. {why}").format(why=error))

    # -- under way --------------------------------------------------------------------------------

    def _take(
        self, page: QWidget, kind: Kind, audience: Audience, taken: Callable[..., None]
    ) -> None:
        from gui.picture_taking import PictureTaking  # noqa: PLC0415 - when first needed

        if self._taking is not None:
            return
        window = self._window
        taking = PictureTaking(page, self._session, window.themes, kind, Redaction(audience), self)
        self._taking = taking
        for signal in (taking.taken, taking.failed, taking.cancelled):
            signal.connect(self._end)
        taking.taken.connect(taken)
        taking.failed.connect(self._refuse)
        taking.progressed.connect(self._on_progressed)
        self._patience.start()
        taking.start()

    def _show_progress(self) -> None:
        if self._taking is not None:
            self._overlay = ProgressOverlay(self._window.themes, self._window)
            self._overlay.cancel_requested.connect(self._taking.cancel)
            self._overlay.start(self.tr("Drawing the picture"))

    def _on_progressed(self, done: int, total: int) -> None:
        if self._overlay is not None:
            self._overlay.set_progress(done, total)

    def _end(self, _found: object = None) -> None:
        self._patience.stop()
        if self._overlay is not None:
            self._overlay.finish()
            self._overlay.deleteLater()
            self._overlay = None
        if self._taking is not None:
            self._taking.deleteLater()
            self._taking = None


def _words(audience: Audience) -> str:
    return "leadership" if audience == "leadership" else "the team"
