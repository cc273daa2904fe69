"""What happens when something goes wrong that nobody foresaw? It is logged, and said.

Qt calls Python from many places in which an exception would only be printed; this is the outermost
hook for all of them. The person keeps working: what was decided is saved or still pending.
"""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from gui.theme import ThemeSource

if TYPE_CHECKING:
    from gui.dialogs.crash import CrashDialog

_log = logging.getLogger("roadmap.window")
_qt_log = logging.getLogger("roadmap.qt")

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class CrashHook(QObject):
    """Takes exceptions from any thread and shows one dialog for them on the window's thread."""

    happened = Signal(str)

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__()
        self._themes = themes
        self._dialog: CrashDialog | None = None
        self.happened.connect(self._on_happened)

    def take(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Logs an exception and lets the dialog appear."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        _log.critical("Not foreseen", exc_info=(kind, error, trace))
        self.happened.emit("".join(traceback.format_exception(kind, error, trace)))

    def _on_happened(self, text: str) -> None:
        if self._dialog is not None:
            return
        from gui.diagnostics import diagnostics  # noqa: PLC0415 - when first needed
        from gui.dialogs.crash import CrashDialog  # noqa: PLC0415 - when first needed

        self._dialog = CrashDialog(
            self._themes, f"{diagnostics()}\n{text}", QApplication.activeWindow()
        )
        self._dialog.finished.connect(self._on_finished)
        self._dialog.open()

    def _on_finished(self, _code: int) -> None:
        self._dialog = None


def install_hooks(themes: ThemeSource) -> CrashHook:
    """Sends unforeseen exceptions and Qt's own messages to the log; returns the hook."""
    hook = CrashHook(themes)
    sys.excepthook = hook.take

    def in_thread(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            hook.take(args.exc_type, args.exc_value, args.exc_traceback)

    threading.excepthook = in_thread
    qInstallMessageHandler(_on_qt_message)
    return hook


def _on_qt_message(kind: QtMsgType, context: QMessageLogContext, text: str | None) -> None:
    _qt_log.log(_LEVELS.get(kind, logging.WARNING), "%s: %s", context.category, text)
