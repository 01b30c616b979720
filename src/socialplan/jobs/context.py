"""What a job may ask and tell while it runs."""

import threading
import time
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from django.db import DatabaseError

from socialplan.plan.sources.actions import turns

if TYPE_CHECKING:
    from socialplan.plan.sources.models import Job

LEASE_SECONDS = 30.0
BEAT_SECONDS = 2.0  # how soon a wish to stop is seen
TELL_SECONDS = 0.5  # how often progress is written at most

Work = Callable[["Job", "Context"], Mapping[str, Any]]


class Again(Exception):
    """The turn is over and the job is not: it comes again after so many seconds."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"again in {seconds:.0f} s")
        self.seconds = seconds


class Context:
    """Holds the job while it runs: renews its lease in a thread of its own, passes on progress and wishes."""

    def __init__(
        self, job: "Job", *, stopping: Callable[[], bool] = lambda: False,
        beat: Callable[[], None] = lambda: None,
    ) -> None:  # fmt: skip
        self.job = job
        self.asked_to_stop = self.lost = False
        self._stopping, self._alive = stopping, beat
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._beat, daemon=True)
        self._told_at, self._told_step = 0.0, ""

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        self._thread.join(timeout=LEASE_SECONDS)

    def cancelled(self) -> bool:
        """Should the job stop? Somebody asked, the worker is stopping, or another worker took over."""
        return self.asked_to_stop or self.lost or self._stopping()

    def progress(self, step: str, done: int, total: int | None = None) -> None:
        """Tell how far the job is; as often as you like. Raises LostJob."""
        now = time.monotonic()
        if step == self._told_step and now - self._told_at < TELL_SECONDS:
            return
        self._told_at, self._told_step = now, step
        turns.report_job(job=self.job, step=step, done=done, total=total)

    def _beat(self) -> None:
        """A database that is busy for a moment is asked again; the lease outlives many beats."""
        kept_at = time.monotonic()
        try:
            while not self._ended.wait(BEAT_SECONDS) and not self.lost:
                try:
                    self.asked_to_stop = turns.keep_job(job=self.job, seconds=LEASE_SECONDS)
                    kept_at = time.monotonic()
                    self._alive()
                except DatabaseError:
                    self.lost = time.monotonic() - kept_at > LEASE_SECONDS
        except turns.LostJob:
            self.lost = True
        finally:
            turns.leave_thread()
