"""How does a page come by a forecast without waiting: a first picture soon, then a finer one?

One desk for the window computes on workers; each page has a source and gets what its newest
question asked for. What several ask for is computed once, and what was found is kept for a few
states. numpy is loaded on the worker, when first needed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject, QTimer, Signal

from gui.session import Session
from gui.tasks import Progress, Task
from roadmap.analysis.planning.forecast import MANY, SEED, PlanForecast, trials_for
from roadmap.analysis.planning.plan import PlanKey
from roadmap.records.assumptions import Assumptions
from roadmap.state import State

_KEPT = 8
_REST_MS, _REST_OF_MANY_MS = 60, 400  # of states that pass by faster only the last one counts


@dataclass(frozen=True, slots=True)
class Question:
    """What is forecast: the plan of a state, with what a scenario assumes besides."""

    state: State
    key: PlanKey
    assumed: Assumptions

    def is_same(self, other: Question | None) -> bool:
        """Whether the other one asks the same; states are compared by identity."""
        return (
            other is not None
            and other.state is self.state
            and other.key == self.key
            and other.assumed == self.assumed
        )


@dataclass(frozen=True, slots=True)
class Forecast:
    """An answer; ``found.whole`` says whether more trials are on their way."""

    question: Question
    found: PlanForecast


class _Job(QObject):
    """One question under way.

    Signals:
        pictured(object): What is there so far.
        finished(object): All of it, None where it came to nothing.
    """

    pictured = Signal(object)
    finished = Signal(object)

    def __init__(self, question: Question, parent: QObject) -> None:
        super().__init__(parent)
        self.question = question
        self.waiting = 0  # sources
        self.latest: Forecast | None = None
        self.task: Task | None = None
        self.pictured.connect(self._on_pictured)

    def _on_pictured(self, found: Forecast) -> None:
        self.latest = found

    def work(self, progress: Progress) -> Forecast:
        """Simulates; runs on a worker."""
        # Here, because numpy takes a tenth of a second that no window waits for.
        from roadmap.analysis.simulation.forecasting import forecast_plan  # noqa: PLC0415
        from roadmap.analysis.simulation.run import Run  # noqa: PLC0415

        asked = self.question
        trials = trials_for(len(asked.state.items))

        def picture(found: PlanForecast) -> bool:
            if not found.whole:
                progress.tell(Forecast(asked, found))
            return True

        def go_on(done: int) -> bool:
            return progress(done, trials)

        run, assumed = Run(trials, SEED), asked.assumed
        found = forecast_plan(asked.state, asked.key, run, picture, assumed, go_on)
        return Forecast(asked, found)


class ForecastDesk(QObject):
    """Computes for all sources of one session."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._jobs: list[_Job] = []
        self._kept: list[Forecast] = []
        session.closing.connect(self._stop)

    @classmethod
    def of(cls, session: Session) -> ForecastDesk:
        """Returns the desk of a session, made when first asked for."""
        found = next((each for each in session.children() if isinstance(each, cls)), None)
        return found or cls(session)

    def known(self, question: Question) -> Forecast | None:
        """Returns a whole forecast that is there already."""
        return next((each for each in self._kept if each.question.is_same(question)), None)

    def join(self, question: Question, source: ForecastSource) -> None:
        """Tells the source of pictures and of the end; begins unless somebody asked before."""
        job = next((each for each in self._jobs if each.question.is_same(question)), None)
        if job is None:
            job = self._begin(question)
        job.waiting += 1
        job.pictured.connect(source.picture)
        job.finished.connect(source.finish)
        if job.latest is not None:
            source.picture(job.latest)

    def leave(self, question: Question, source: ForecastSource) -> None:
        """The source does not want it any more; what nobody wants is stopped."""
        job = next((each for each in self._jobs if each.question.is_same(question)), None)
        if job is None:
            return
        job.waiting -= 1
        job.pictured.disconnect(source.picture)
        job.finished.disconnect(source.finish)
        if job.waiting <= 0 and job.task is not None:
            self._jobs.remove(job)
            job.task.cancel()

    def _stop(self) -> None:
        """The window goes, and does not wait for futures that nobody will see."""
        for job in self._jobs:
            if job.task is not None:
                job.task.cancel()

    def _begin(self, question: Question) -> _Job:
        job = _Job(question, self)
        self._jobs.append(job)
        task = self._session.task(
            job.work,
            lambda found: self._on_done(job, found),
            lambda _error: self._end(job, None),
        )
        task.told.connect(job.pictured)
        task.cancelled.connect(lambda: self._end(job, None))
        job.task = task
        return job

    def _on_done(self, job: _Job, found: Forecast) -> None:
        # A whole forecast is worth keeping, whether anybody still waits for it or not.
        self._kept = [*self._kept, found][-_KEPT:]
        self._end(job, found)

    def _end(self, job: _Job, found: Forecast | None) -> None:
        if job in self._jobs:
            self._jobs.remove(job)
        job.finished.emit(found)
        if job.task is not None:
            job.task.deleteLater()
        job.deleteLater()


class ForecastSource(QObject):
    """Forecasts one question after the other; only the newest one counts.

    Signals:
        pictured(object): A Forecast of the first trials, then of more from time to time.
        ready(object): The whole Forecast, perhaps before ``want`` returns.
    """

    pictured = Signal(object)
    ready = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = ForecastDesk.of(session)
        self._wanted: Question | None = None
        self._latest: Forecast | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._on_rested)

    @property
    def is_busy(self) -> bool:
        """Whether something is on its way."""
        return self._wanted is not None

    @property
    def latest(self) -> PlanForecast | None:
        """What was found last, of whatever state."""
        return None if self._latest is None else self._latest.found

    def latest_of(self, state: State, as_of: date) -> PlanForecast | None:
        """What was found last of a state, or of another one of the same day just before it."""
        last = self._latest
        if last is None or (last.question.state is not state and last.question.key.as_of != as_of):
            return None
        return last.found

    def want(self, state: State, key: PlanKey, assumed: Assumptions | None = None) -> None:
        """Asks for the forecast of a plan; nothing is said again where it was said last."""
        question = Question(state, key, assumed or Assumptions())
        if question.is_same(self._wanted):
            return
        said = self._latest
        if said is not None and said.found.whole and question.is_same(said.question):
            self.let_go()
            return
        self.let_go()
        found = self._desk.known(question)
        if found is not None:
            self._say(found)
            return
        self._wanted = question
        many = len(state.items) > MANY
        self._rest.start(_REST_OF_MANY_MS if many else _REST_MS)

    def let_go(self) -> None:
        """Wants nothing any more; what was found last stays."""
        waiting, self._wanted = self._wanted, None
        if waiting is not None and not self._rest.isActive():
            self._desk.leave(waiting, self)
        self._rest.stop()

    def forget(self) -> None:
        """What was found last does not count any more: another moment is shown."""
        self._latest = None

    def picture(self, found: Forecast) -> None:
        """The desk has a picture."""
        if found.question.is_same(self._wanted):
            self._latest = found
            self.pictured.emit(found)

    def finish(self, found: Forecast | None) -> None:
        """The desk has the whole of it, or stopped."""
        if found is None:
            self._wanted = None
        elif found.question.is_same(self._wanted):
            self._say(found)

    def _say(self, found: Forecast) -> None:
        self._rest.stop()
        self._wanted = None
        self._latest = found
        self.ready.emit(found)

    def _on_rested(self) -> None:
        if self._wanted is None:
            return
        found = self._desk.known(self._wanted)
        if found is not None:
            self._say(found)
        else:
            self._desk.join(self._wanted, self)
