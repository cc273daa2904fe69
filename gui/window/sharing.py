"""What leads out of a window and back: sharing, answering a snapshot, taking a reply in?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from gui.actions import Actions
from gui.session import Session
from gui.window.picturing import Picturing

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
        self.pictures = Picturing(window, session, self._folder)

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
    pictures = sharing.pictures
    add("copy_picture", "Copy this page as a picture", pictures.copy, group="Pages",
        keys=("Ctrl+Shift+C",), icon="copy")  # fmt: skip
    add("save_picture", "Save this page as a picture", pictures.save, group="Pages",
        icon="save")  # fmt: skip
    add("copy_picture_team", "Copy this page as a picture for the team",
        lambda: pictures.copy("team"), group="Pages", icon="copy")  # fmt: skip
    add("save_picture_team", "Save this page as a picture for the team",
        lambda: pictures.save("team"), group="Pages", icon="save")  # fmt: skip
