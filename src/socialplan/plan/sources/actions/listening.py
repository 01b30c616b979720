"""Begin to listen to something, stop, go on, and take a source away."""

from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils import timezone

from socialplan.pipeline.listening import catalogue

from ...team.actions import audit
from ...team.models import Member, Workspace
from ..models import Connection, Job, JobState, Source

KIND = "listen"


def add_source(
    *, workspace: Workspace, network: str, server: str, stream: str, name: str, by: Member | str,
    asked: str = "", connection: Connection | None = None,
) -> Source:  # fmt: skip
    """Listen to this from now on; the same twice gives the same source. Raises KeyError for a stream the
    network does not have."""
    catalogue.stream(network, stream)
    parts = (network, server, connection.account if connection else "", stream, asked)
    given: dict[str, Any] = {
        "network": network, "server": server, "connection": connection, "stream": stream, "asked": asked,
        "name": name[:200], "by": str(by)[:160],
    }  # fmt: skip
    key = sha256("\n".join(parts).encode()).hexdigest()
    with transaction.atomic():
        source, made = Source.objects.get_or_create(workspace=workspace, key=key, defaults=given)
        if made or source.stopped_at:
            audit(workspace=workspace, by=by, action="add_source", object=source.name)
            _begin(source)
    return source


def stop_source(*, source: Source, by: Member | str) -> None:
    """It is asked no more; what was heard stays, and it can go on from there."""
    with transaction.atomic():
        source.refresh_from_db()
        audit(workspace=source.workspace, by=by, action="stop_source", object=source.name)
        Job.objects.filter(listens=source, state=JobState.DUE).update(
            state=JobState.CANCELLED, cancel_asked=True, ended_at=timezone.now()
        )
        Job.objects.filter(listens=source, state=JobState.RUNNING).update(cancel_asked=True)
        Source.objects.filter(pk=source.pk).update(stopped_at=timezone.now())


def resume_source(*, source: Source, by: Member | str) -> None:
    """Go on from where it stopped; also for one that gave up."""
    with transaction.atomic():
        audit(workspace=source.workspace, by=by, action="resume_source", object=source.name)
        _begin(source)


def ask_now(*, source: Source) -> None:
    """Its next turn is now."""
    Source.objects.filter(pk=source.pk).update(turn_at=None)
    waiting = Job.objects.filter(listens=source, state=JobState.DUE)
    waiting.update(due_at=timezone.now())


def remove_source(*, source: Source, by: Member | str) -> None:
    """It is forgotten; the posts stay. A job that is under way finds its source gone and stops."""
    with transaction.atomic():
        stop_source(source=source, by=by)
        audit(workspace=source.workspace, by=by, action="remove_source", object=source.name)
        source.delete()


def _begin(source: Source) -> None:
    now = timezone.now()
    job = source.job
    if job is None or job.state in (JobState.DONE, JobState.FAILED, JobState.CANCELLED):
        job = Job.objects.create(
            workspace_id=source.workspace_id, kind=KIND, params={"source": source.pk}, due_at=now
        )
    Source.objects.filter(pk=source.pk).update(
        job=job, stopped_at=None, error=None, failures=0, paused_until=None, turn_at=None
    )
    source.refresh_from_db()
