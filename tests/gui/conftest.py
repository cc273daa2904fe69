"""What every test of the window relies on: patience on a busy machine, and nothing left over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QThreadPool
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

_PATIENCE = 30_000  # ms; a build server may take many times what a desk takes


class PatientBot(QtBot):
    """Waits for what must happen as long as it may take; what must not happen is its own wait."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = _PATIENCE) -> None:
        super().waitUntil(callback, timeout=max(timeout, _PATIENCE))

    def waitSignal(self, signal: Any, *, timeout: int = _PATIENCE, **more: Any) -> Any:
        return super().waitSignal(signal, timeout=_patient(timeout, more), **more)

    def waitSignals(self, signals: Any, *, timeout: int = _PATIENCE, **more: Any) -> Any:
        return super().waitSignals(signals, timeout=_patient(timeout, more), **more)

    def waitExposed(self, widget: Any, *, timeout: int = _PATIENCE) -> Any:
        return super().waitExposed(widget, timeout=max(timeout, _PATIENCE))

    def waitActive(self, widget: Any, *, timeout: int = _PATIENCE) -> Any:
        return super().waitActive(widget, timeout=max(timeout, _PATIENCE))


def _patient(timeout: int, more: dict[str, Any]) -> int:
    return timeout if more.get("raising") is False else max(timeout, _PATIENCE)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """pytest-qt's, with patience."""
    return PatientBot(request)


@pytest.fixture(autouse=True)
def nothing_left_over() -> Iterator[None]:
    """Delete what a test leaves: each later change of theme would restyle it again.

    Two thousand widgets stood around at the end, and took more time than the tests.
    """
    yield
    if QApplication.instance() is not None:
        QThreadPool.globalInstance().waitForDone()
        for widget in QApplication.topLevelWidgets():
            if type(widget).__module__.startswith("gui."):  # the list of a QCompleter is its own
                widget.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
