"""Long work as a person sees it: what is being done, how far it is, what went wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ...team.models import Workspace
from ..models import Job
from ..rules import job_health, seconds_left

OPEN = ("due", "running")
LISTENS = "listen"  # never ends: it is shown as a source


@dataclass(frozen=True)
class JobLine:
    """One job. `error` holds code, file, line and reason; `result` what the job left behind."""

    id: int
    kind: str
    files: tuple[str, ...]
    health: str  # waiting, no worker, running, stuck, done, failed, cancelled
    step: str
    done: int
    total: int | None
    left: int | None  # seconds
    cancelling: bool
    error: Mapping[str, Any]
    result: Mapping[str, Any]
    by: str
    started_at: datetime | None
    ended_at: datetime | None
    draft: int | None = None
    details: Mapping[str, Any] = field(default_factory=dict)

    @property
    def open(self) -> bool:
        return self.health in ("waiting", "no worker", "running", "stuck")

    @property
    def share(self) -> int | None:
        """Whole percents done, None while the total is unknown."""
        return None if not self.total else min(100, self.done * 100 // self.total)


def job_line(job: Job, now: datetime) -> JobLine:
    return JobLine(
        id=job.pk, kind=job.kind, files=tuple(job.params.get("files", ())),
        health=job_health(job.state, due_at=job.due_at, lease_until=job.lease_until, now=now),
        step=job.step, done=job.done, total=job.total, left=_left(job, now),
        cancelling=job.cancel_asked and job.state in OPEN,
        error=job.error or {}, result=job.result or {}, by=job.by,
        started_at=job.started_at, ended_at=job.ended_at, draft=job.params.get("draft"),
        details=job.params,
    )  # fmt: skip


def _left(job: Job, now: datetime) -> int | None:
    if job.started_at is None or job.state != "running":
        return None
    return seconds_left(done=job.done, total=job.total, seconds=(now - job.started_at).total_seconds())


def job(*, workspace: Workspace, id: int) -> Job | None:
    return Job.objects.filter(workspace=workspace, pk=id).first()


def open_jobs(*, workspace: Workspace, now: datetime) -> list[JobLine]:
    """What is under way, the newest first."""
    rows = Job.objects.filter(workspace=workspace, state__in=OPEN).exclude(kind=LISTENS)
    return [job_line(row, now) for row in rows]


def recent_jobs(*, workspace: Workspace, now: datetime, most: int = 20) -> list[JobLine]:
    """What ran lately, with what needs a look first."""
    rows = Job.objects.filter(workspace=workspace).exclude(kind=LISTENS)[:most]
    lines = [job_line(row, now) for row in rows]
    urgent = ("stuck", "no worker", "failed")
    return sorted(lines, key=lambda line: line.health not in urgent)
