"""How a worker takes a job, holds it, tells how far it is, and gives it back: a lease and a fence per job."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from socialplan.pipeline.ledger import Term, over, until

from ..models import Job, JobState

MOST_ATTEMPTS = 3  # a job whose worker died this often is the reason they die


class LostJob(Exception):
    """Another worker has this job by now; what this one does with it counts no more."""


def claim_job(*, holder: str, kinds: Iterable[str], seconds: float) -> Job | None:
    """Take the job that has waited longest, or one whose worker died; None when there is nothing to do."""
    mine = Job.objects.filter(kind__in=list(kinds))
    if not _waiting(mine).exists() and not mine.filter(state=JobState.RUNNING).exists():
        return None  # looking costs no write lock
    with transaction.atomic():
        locked = mine.select_for_update(skip_locked=connection.features.has_select_for_update_skip_locked)
        for job in locked.filter(state=JobState.RUNNING).order_by("id"):
            if over(job.holder, _term(job)) and not _given_up(job):
                return _take(job, holder=holder, seconds=seconds)
        job = _waiting(locked).order_by("due_at", "id").first()
        return _take(job, holder=holder, seconds=seconds) if job else None


def keep_job(*, job: Job, seconds: float) -> bool:
    """Renew the lease; returns whether somebody asked to stop. Raises LostJob."""
    term = until(seconds)
    _change(job, lease_until=datetime.fromtimestamp(term.wall, UTC), lease_until_up=term.up)
    return Job.objects.filter(pk=job.pk, cancel_asked=True).exists()


def hold_job(*, job: Job) -> None:
    """Make sure, inside a transaction, that the job is still ours. Raises LostJob."""
    _change(job, holder=job.holder)


def report_job(*, job: Job, step: str, done: int, total: int | None) -> None:
    """How far the job is. Raises LostJob."""
    _change(job, step=step[:60], done=done, total=total)


def finish_job(*, job: Job, result: Mapping[str, Any]) -> None:
    """May stand in the transaction that makes the job's work visible. Raises LostJob."""
    _end(job, state=JobState.DONE, result=dict(result))


def fail_job(*, job: Job, error: Mapping[str, Any]) -> None:
    _end(job, state=JobState.FAILED, error=dict(error))


def stop_job(*, job: Job) -> None:
    """The job stopped because somebody asked; it left nothing."""
    _end(job, state=JobState.CANCELLED)


def put_back(*, job: Job, seconds: float = 0) -> None:
    """Not done, through no fault of the job: another turn after this time, and this one does not count."""
    _change(
        job, state=JobState.DUE, holder="", lease_until=None, lease_until_up=0, step="",
        attempts=F("attempts") - 1, due_at=timezone.now() + timedelta(seconds=seconds),
    )  # fmt: skip


def come_again(*, job: Job, seconds: float) -> None:
    """Its turn went well; the next one is after this time."""
    _change(
        job, state=JobState.DUE, holder="", lease_until=None, lease_until_up=0, step="", attempts=0,
        due_at=timezone.now() + timedelta(seconds=seconds),
    )  # fmt: skip


def leave_thread() -> None:
    """Close the database connection of a thread that ends."""
    connection.close()


def _waiting(jobs: Any) -> Any:
    return jobs.filter(state=JobState.DUE, due_at__lte=timezone.now())


def _take(job: Job, *, holder: str, seconds: float) -> Job:
    term = until(seconds)
    job.state, job.holder, job.fence = JobState.RUNNING, holder, job.fence + 1
    job.lease_until, job.lease_until_up = datetime.fromtimestamp(term.wall, UTC), term.up
    job.attempts += 1
    job.started_at, job.ended_at, job.error = timezone.now(), None, None
    job.step, job.done, job.total = "", 0, None
    job.save()
    return job


def _given_up(job: Job) -> bool:
    """A job that keeps killing its worker ends as failed; one that was asked to stop has stopped."""
    if job.cancel_asked:
        state, error = JobState.CANCELLED, None
    elif job.attempts >= MOST_ATTEMPTS:
        state, error = JobState.FAILED, {"code": "gave_up", "reason": f"stopped {job.attempts} times"}
    else:
        return False
    job.state, job.error, job.ended_at, job.holder = state, error, timezone.now(), ""
    job.fence += 1
    job.save()
    return True


def _end(job: Job, *, state: JobState, **values: Any) -> None:
    _change(
        job, state=state, ended_at=timezone.now(), holder="", lease_until=None, lease_until_up=0, **values
    )


def _change(job: Job, **values: Any) -> None:
    held = Job.objects.filter(pk=job.pk, fence=job.fence, state=JobState.RUNNING)
    if not held.update(**values):
        raise LostJob(f"Job {job.pk} is another worker's.")


def _term(job: Job) -> Term | None:
    return Term(job.lease_until.timestamp(), job.lease_until_up) if job.lease_until else None
