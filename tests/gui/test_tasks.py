"""Does work on another thread leave the deletion of widgets to the window's thread?"""

from __future__ import annotations

import gc
import threading

from PySide6.QtCore import QObject, QThreadPool
from pytestqt.qtbot import QtBot

from gui.tasks import Progress, Task
from roadmap.errors import Cancelled, Refused


def test_the_collector_rests_until_the_window_hears_of_the_end(qtbot: QtBot) -> None:
    seen: list[bool] = []

    def work(_progress: Progress) -> None:
        seen.append(gc.isenabled())

    task = Task(work)
    with qtbot.waitSignal(task.done):
        task.start()
        QThreadPool.globalInstance().waitForDone()
        assert not gc.isenabled()  # the work is over, and the window does not know it yet
    assert seen == [False]
    assert gc.isenabled()


def test_it_comes_back_however_the_work_ends(qtbot: QtBot) -> None:
    def refuse(_progress: Progress) -> None:
        raise Refused("No.")

    def stop(_progress: Progress) -> None:
        raise Cancelled("Stopped.")

    failing, stopping = Task(refuse), Task(stop)
    with qtbot.waitSignals([failing.failed, stopping.cancelled]):
        failing.start()
        stopping.start()
    assert gc.isenabled()


def test_a_window_that_goes_before_the_end_leaves_it_on(qtbot: QtBot) -> None:
    go = threading.Event()
    parent = QObject()
    task = Task(lambda _progress: go.wait(10), parent)
    task.start()
    assert not gc.isenabled()
    go.set()
    QThreadPool.globalInstance().waitForDone()
    with qtbot.waitSignal(parent.destroyed):
        parent.deleteLater()
    qtbot.waitUntil(gc.isenabled)
