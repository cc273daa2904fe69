"""Does work on another thread leave the deletion of widgets to the window's thread?"""

from __future__ import annotations

import gc
import threading

import pytest
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


@pytest.mark.parametrize("_round", range(20))
def test_a_task_may_go_while_its_worker_speaks(qtbot: QtBot, _round: int) -> None:
    speaking, go = threading.Event(), threading.Event()
    heard: list[object] = []

    def work(progress: Progress) -> None:
        while not go.is_set():
            progress(1, 2)
            progress.tell("found")
            speaking.set()

    parent = QObject()
    task = Task(work, parent)
    task.told.connect(heard.append)
    task.start()
    qtbot.waitUntil(lambda: bool(heard))
    with qtbot.waitSignal(parent.destroyed):
        parent.deleteLater()
    heard.clear()
    speaking.clear()
    assert speaking.wait(10)  # it goes on, and nobody listens
    go.set()
    QThreadPool.globalInstance().waitForDone()
    qtbot.waitUntil(gc.isenabled)
    assert heard == []


def test_work_that_fails_is_shown_and_ends(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[BaseException] = []
    monkeypatch.setattr("sys.excepthook", lambda _kind, error, _trace: shown.append(error))
    task = Task(lambda _progress: 1 // 0)
    with qtbot.waitSignal(task.cancelled):
        task.start()
    assert [type(each) for each in shown] == [ZeroDivisionError]
    assert gc.isenabled()
