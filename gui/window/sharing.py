"""What leads out of a window and back: sharing, answering a snapshot, taking a reply in?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from gui.actions import Actions
from gui.pages import title_of
from gui.session import Session
from roadmap.errors import RoadmapError
from roadmap.whole_file import write_whole

if TYPE_CHECKING:
    from gui.dialogs.review import ReviewDialog
    from gui.dialogs.share import ShareDialog
    from gui.dialogs.take_in import TakeInDialog
    from gui.window.window import MainWindow

_CHANGEABLE = (
    "This roadmap can be changed here: a reply is what one writes to a snapshot that somebody sent."
)
_EMPTY = "There is nothing to share yet: nothing was decided."


class Sharing(QObject):
    """Opens the dialogs of sharing and answering for one window."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window, self._session = window, session
        self._review: ReviewDialog | None = None

    def share(self) -> ShareDialog:
        """Asks what is shared, with whom, and writes it."""
        from gui.dialogs.share import ShareDialog  # noqa: PLC0415 - when first opened

        dialog = ShareDialog(self._session, self._window.themes, self._folder(), self._window)
        dialog.open_requested.connect(lambda path: self._window.wished.emit("file", path))
        dialog.open()
        return dialog

    def answer(self) -> ReviewDialog:
        """Opens the reply to a snapshot beside the window; what was begun is still there."""
        from gui.dialogs.review import ReviewDialog  # noqa: PLC0415 - when first opened

        if self._review is None:
            self._review = ReviewDialog(
                self._session, self._window.themes, self._folder(), self._window
            )
        self._review.show()
        self._review.raise_()
        self._review.activateWindow()
        return self._review

    def take_in(self, path: str | None = None) -> TakeInDialog:
        """Shows what a reply says, and takes it in where that is wanted."""
        from gui.dialogs.take_in import TakeInDialog  # noqa: PLC0415 - when first opened

        dialog = TakeInDialog(self._session, self._window.themes, self._window, path)
        dialog.open()
        return dialog

    def copy_picture(self) -> None:
        """Copies the open page as a picture."""
        from gui.view_pictures import image  # noqa: PLC0415 - when first needed

        page, window = self._window.page, self._window
        if page is not None:
            QGuiApplication.clipboard().setImage(image(page, self._session, window.themes))
            window.messages.say(self.tr("Copied as a picture"))

    def save_picture(self) -> None:
        """Asks where a picture of the open page goes, and in which format."""
        from gui.sharing import free_name  # noqa: PLC0415 - brings what writes files

        page, window = self._window.page, self._window
        if page is None:
            return
        name = f"{self._session.title} {title_of(page)}"
        chosen, kind = QFileDialog.getSaveFileName(
            window,
            self.tr("Save this page as a picture"),
            str(free_name(self._folder(), name, ".png")),
            "PNG (*.png);;SVG (*.svg);;PDF (*.pdf)",
        )
        if not chosen:
            return
        path = Path(chosen)
        if not path.suffix:
            path = path.with_suffix(f".{kind[:3].lower()}" if kind else ".png")
        self.write_picture(page, path)

    def write_picture(self, page: QWidget, path: Path) -> None:
        """Writes a picture of `page`, and says where or why not."""
        from gui.view_pictures import picture, suffix_of  # noqa: PLC0415 - when first needed

        window = self._window
        try:
            write_whole(path, picture(page, self._session, window.themes, suffix_of(path)))
        except RoadmapError as error:
            window.messages.refuse(self.tr("No picture was saved. {why}").format(why=error))
            return
        window.messages.say(self.tr("Saved as {name}").format(name=path.name))

    def may_close(self) -> bool:
        """Whether the window may go: a reply that is not saved is shown once more."""
        if self._review is None or self._review.isHidden() or self._review.may_close():
            return True
        self._review.raise_()
        return False

    def _folder(self) -> Path:
        """Where files go at first: beside the roadmap, or among the documents."""
        from gui.dialogs.new_roadmap import documents_folder  # noqa: PLC0415 - when first needed
        from roadmap.folders import data_folder  # noqa: PLC0415 - when first needed

        folder = Path(self._session.location).absolute().parent
        own = folder.is_relative_to(data_folder().absolute())
        return folder if folder.is_dir() and not own else documents_folder()

    # -- when it is possible ----------------------------------------------------------------------

    def why_not_share(self) -> str | None:
        """Why nothing can be shared now, or None."""
        return None if self._session.count else _EMPTY

    def why_not_answer(self) -> str | None:
        """Why there is nothing to answer here, or None."""
        is_read_only = self._session.roadmap.read_only_because is not None
        return None if is_read_only and self._session.count else _CHANGEABLE

    def why_not_take_in(self) -> str | None:
        """Why no reply can be taken in now, or None."""
        return self._session.read_only


def add_sharing_actions(actions: Actions, sharing: Sharing) -> None:
    """Adds what leads out of the window and back."""
    add = actions.add
    add("share", "Share", sharing.share, group="Roadmap", keys=("Ctrl+Shift+S",),
        why_not=sharing.why_not_share, icon="share")  # fmt: skip
    add("answer", "Answer this snapshot", sharing.answer, group="Roadmap",
        why_not=sharing.why_not_answer, icon="message-circle")  # fmt: skip
    add("take_in", "Take in a reply", sharing.take_in, group="Roadmap",
        why_not=sharing.why_not_take_in, icon="download")  # fmt: skip
    add("copy_picture", "Copy this page as a picture", sharing.copy_picture, group="Pages",
        keys=("Ctrl+Shift+C",), icon="copy")  # fmt: skip
    add("save_picture", "Save this page as a picture", sharing.save_picture, group="Pages",
        icon="save")  # fmt: skip
