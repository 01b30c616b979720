"""The worker: takes due jobs one after another until it is asked to stop."""

import logging
import signal
import threading
from collections.abc import Collection
from types import FrameType
from typing import TYPE_CHECKING

from django.db import InterfaceError, OperationalError, close_old_connections
from django.utils import timezone

from socialplan.pipeline.collect.errors import BadImport, Cancelled
from socialplan.pipeline.ledger import Busy, CannotStore, LostLease, new_holder
from socialplan.plan.sources.actions import nights, turns
from socialplan.plan.sources.actions.living import Pulse

from . import JOBS, work_of
from .context import LEASE_SECONDS, Again, Context

if TYPE_CHECKING:
    from socialplan.plan.sources.models import Job

IDLE_SECONDS = 0.5
NIGHTS_EVERY = 60.0
AGAIN_SECONDS = 5.0
log = logging.getLogger(__name__)


class Worker:
    """One process takes one job at a time; more workers are more processes."""

    def __init__(self, kinds: Collection[str] = ()) -> None:
        """`kinds`: the jobs it takes; all there are when blank."""
        self.kinds = kinds or JOBS
        self.holder = new_holder()
        self.pulse = Pulse(self.holder)
        self._stop = threading.Event()
        self._nights_at = 0.0

    def stop(self, *_: int | FrameType | None) -> None:
        """Finish or put back what is under way, and take nothing new."""
        self._stop.set()

    def run(self) -> None:
        signal.signal(signal.SIGTERM, self.stop)
        signal.signal(signal.SIGINT, self.stop)
        nights.clear_scratch()
        self.pulse.begin()
        while not self._stop.is_set():
            try:
                if not self.turn():
                    self._stop.wait(IDLE_SECONDS)
            except (InterfaceError, OperationalError):
                log.exception("The database does not answer; trying again.")
                close_old_connections()
                self._stop.wait(AGAIN_SECONDS)

    def turn(self) -> bool:
        """Do one job if one is due; returns whether there was one."""
        self.pulse.beat()
        self._plan_nights()
        job = turns.claim_job(holder=self.holder, kinds=self.kinds, seconds=LEASE_SECONDS)
        if job is None:
            return False
        with Context(job, stopping=self._stop.is_set, beat=self.pulse.beat) as context:
            try:
                self._work(job, context)
            except turns.LostJob:
                log.warning("Job %s was taken over by another worker.", job.pk)
        return True

    def _work(self, job: "Job", context: Context) -> None:
        try:
            result = work_of(job.kind)(job, context)
        except Cancelled:
            self._stopped(job, context)
        except Again as again:
            turns.come_again(job=job, seconds=again.seconds)
        except (Busy, LostLease):
            turns.put_back(job=job, seconds=AGAIN_SECONDS)
        except BadImport as bad:
            turns.fail_job(job=job, error=bad.as_json())
        except CannotStore as full:
            log.error("Job %s could not store: %s", job.pk, full)
            turns.fail_job(job=job, error={"code": "cannot_store", "reason": str(full)})
        except (turns.LostJob, InterfaceError, OperationalError):
            raise
        except Exception:  # the next job must run, whatever this one met; it is logged in full
            log.exception("Job %s (%s) failed.", job.pk, job.kind)
            turns.fail_job(job=job, error={"code": "failed", "reason": "Something went wrong on our side."})
        else:
            turns.finish_job(job=job, result=result)

    def _stopped(self, job: "Job", context: Context) -> None:
        """Whoever asked to stop gets what they asked; when the worker stops, the job comes again."""
        if context.asked_to_stop or not self._stop.is_set():
            turns.stop_job(job=job)
        else:
            turns.put_back(job=job)

    def _plan_nights(self) -> None:
        now = timezone.now()
        if now.timestamp() - self._nights_at >= NIGHTS_EVERY:
            nights.plan_nights(now=now)
            self._nights_at = now.timestamp()
