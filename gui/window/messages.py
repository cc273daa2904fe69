"""What does the window say, and where: banner, toast, question for a reason, conflict?

Nothing here stops the person's work but a conflict, in which nobody but the person can choose.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget

from gui.accepted_risks import ask_reason
from gui.asked_reasons import still_asked
from gui.dialogs.conflict import ConflictDialog
from gui.pages import TakesReasons
from gui.saving import Unsaved
from gui.session import ReasonWanted, Session
from gui.theme import ThemeSource
from gui.tokens import TOAST_STAYS_MS
from gui.widgets.banner import Banner, BannerTone
from gui.widgets.reason_prompt import ReasonPrompt
from gui.widgets.toast import Toast
from roadmap.analysis.words import counted
from roadmap.errors import Conflict
from roadmap.service import Problem, Told, touched_items

_LONG_STAYS_MS = 12_000
PROMPT_WIDTH = 480


@dataclass(frozen=True, slots=True)
class Notice:
    """One sentence for the banner with its ways out, (key, words)."""

    text: str
    actions: tuple[tuple[str, str], ...] = ()
    tone: BannerTone = "warn"


class Messages(QObject):
    """Listens to the session and speaks through banner, toast and prompt.

    Signals:
        action_requested(str): "answer", "open_copy", "copy", "reopen": a way out that the window
            has to go.
    """

    action_requested = Signal(str)

    def __init__(
        self, session: Session, themes: ThemeSource, banner: Banner, stage: QWidget, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._themes, self._banner = session, themes, banner
        self._stage = stage
        self._undo: str | None = None
        self._way: Callable[[], None] | None = None
        self._asked: ReasonWanted | None = None
        self._unsaved: Notice | None = None
        self._lasting: Notice | None = None
        self.page: QWidget | None = None
        self.unsaved: Unsaved | None = None
        self.toast = Toast(themes, stage)
        self.prompt = FloatingPrompt(themes, stage)
        self._connect()
        self.show_lasting()

    def say(self, text: str, undo: str | None = None) -> None:
        """A toast, with Undo where there is something to take back."""
        self._undo, self._way = undo, None
        words = self.tr("Undo") if undo is not None else None
        self.toast.say(text, words)

    def offer(self, text: str, words: str, way: Callable[[], None]) -> None:
        """A toast with another way beside it, called ``words``."""
        self._undo, self._way = None, way
        self.toast.say(text, words, stays_ms=_stays_ms(text))

    def refuse(self, text: str) -> None:
        """A rule said no: the sentence stays longer, for it says what to do."""
        self._undo = self._way = None
        self.toast.say(text, stays_ms=_stays_ms(text))

    def show_lasting(self) -> None:
        """Shows what holds as long as the file is what it is: read-only, newer."""
        self._lasting = self._notice_of_file()
        self._show_banner()

    def warn(self, notice: Notice | None) -> None:
        """Shows a notice about the file that outlives the others, such as damage."""
        self._lasting = notice or self._notice_of_file()
        self._show_banner()

    def _connect(self) -> None:
        session = self._session
        session.said.connect(self.say)
        session.offered.connect(self.offer)
        session.refused.connect(self.refuse)
        session.conflict.connect(self._on_conflict)
        session.unsaved.connect(self._on_unsaved)
        session.others.connect(self._on_others)
        session.replaced.connect(self._on_replaced)
        session.damaged.connect(self._on_damaged)
        session.reason_wanted.connect(self._on_reason_wanted)
        session.taken_back.connect(self._on_taken_back)
        self.toast.action_requested.connect(self._on_toast_action)
        self._banner.action_requested.connect(self._on_banner_action)
        self.prompt.saved.connect(self._on_reason_saved)

    def _notice_of_file(self) -> Notice | None:
        session = self._session
        if session.newer_from is not None:
            return Notice(
                self.tr(
                    "This file was written by a newer Roadmap. It is shown as of the last decision "
                    "that this version knows, and cannot be changed here."
                )
            )
        reason = session.read_only if session.at_now else None
        if reason is None:
            return None
        ways = (("answer", self.tr("Answer")), ("open_copy", self.tr("Open a copy")))
        return Notice(reason, ways, "neutral")

    def _show_banner(self) -> None:
        notice = self._unsaved or self._lasting
        if notice is None:
            self._banner.hide()
        else:
            self._banner.say(notice.text, *notice.actions, tone=notice.tone)

    def _on_unsaved(self, unsaved: Unsaved | None) -> None:
        self._unsaved = None
        self.unsaved = unsaved
        if unsaved is not None:
            self._unsaved = self._notice_of(unsaved)
        self._show_banner()

    def _notice_of(self, unsaved: Unsaved) -> Notice:
        """What is said of changes that wait, or of a file that is no longer there."""
        actions = [("copy", self.tr("Save a copy"))]
        if unsaved.gone:
            actions.append(("reopen", self.tr("Reopen")))
        if not unsaved.count:
            return Notice(unsaved.message, tuple(actions))
        stays = self.tr("Your change stays here.")
        if unsaved.count > 1:
            stays = self.tr("Your {count} changes stay here.").format(count=unsaved.count)
        text = self.tr("Not saved: {why}").format(why=unsaved.message)
        return Notice(f"{text} {stays}", (("retry", self.tr("Retry")), *actions))

    def _on_banner_action(self, key: str) -> None:
        if key == "retry":
            self._session.retry()
        else:
            self.action_requested.emit(key)

    def _on_replaced(self, why: str) -> None:
        self.toast.say(why, stays_ms=_LONG_STAYS_MS)
        self.show_lasting()

    def _on_damaged(self, problems: tuple[Problem, ...]) -> None:
        first = problems[0]
        what = first.what
        if first.position is not None:
            said = self.tr("This file is damaged at position {position}: {what} Go back to a copy.")
            what = said.format(position=first.position, what=f"{what.rstrip('.')}.")
        if len(problems) > 1:
            what = f"{what} ({counted(len(problems) - 1, 'other place')})"
        self.warn(Notice(what))

    def _on_others(self, theirs: tuple[Told, ...]) -> None:
        text = said_of_others(theirs)
        if text:
            self.say(text)

    def _on_toast_action(self) -> None:
        if self._way is not None:
            self._way()
        elif self._undo is not None:
            self._session.undo(self._undo)

    def _on_conflict(self, conflict: Conflict) -> None:
        dialog = ConflictDialog(self._session, self._themes, conflict, self._stage.window())
        dialog.open()

    # -- reasons ----------------------------------------------------------------------------------

    def _on_reason_wanted(self, wanted: ReasonWanted) -> None:
        page: object = self.page
        if isinstance(page, TakesReasons) and page.claim_reason(wanted):
            return
        self._asked = wanted
        ask_reason(self.prompt, self._session, wanted)

    def _on_taken_back(self, decision: str) -> None:
        self._asked = still_asked(self.prompt, self._asked, decision)

    def _on_reason_saved(self, reason: str) -> None:
        if self._asked is not None:
            self._session.give_reason(self._asked.decisions, reason)
            self._asked = None


class FloatingPrompt(ReasonPrompt):
    """The question for a reason where no page has a place for it: over the toast."""

    def __init__(self, themes: ThemeSource, stage: QWidget) -> None:
        super().__init__(themes, stage)
        self._stage = stage

    def event(self, event: QEvent) -> bool:
        """Takes its place once shown, and again when the lines in view are other ones."""
        if event.type() in (QEvent.Type.Show, QEvent.Type.LayoutRequest):
            self.place()
        return super().event(event)

    def place(self) -> None:
        """Stands at the bottom middle of the stage."""
        stage = self._stage
        width = min(PROMPT_WIDTH, stage.width() - 40)
        height = self.sizeHint().height()
        self.setGeometry((stage.width() - width) // 2, stage.height() - height - 68, width, height)


def _stays_ms(text: str) -> int:
    """How long a sentence stays that says what to do: longer where it takes longer to read."""
    return _LONG_STAYS_MS if len(text) > 60 else TOAST_STAYS_MS


def said_of_others(theirs: tuple[Told, ...]) -> str:
    """Return "Maya changed 2 items" for what others wrote; the busiest of several first.

    A reason given afterwards changes no item: it is told only where nothing else happened.
    """
    reasons = [told for told in theirs if all(e.kind == "reason_given" for e in told.events)]
    changes = [told for told in theirs if told not in reasons]
    people = Counter(told.by.name for told in changes or theirs)
    if not people:
        return ""
    items = {item for told in theirs for item in touched_items(told)}
    names = [name for name, _ in people.most_common()]
    who = names[0] if len(names) == 1 else f"{names[0]} and {counted(len(names) - 1, 'other')}"
    if not changes:
        return f"{who} gave {'a reason' if len(reasons) == 1 else 'reasons'}"
    what = counted(len(items), "item") if items else "the roadmap"
    return f"{who} changed {what}"
