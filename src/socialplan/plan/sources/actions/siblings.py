"""Streams of one server fail and come back together: one that does not answer is waited for once."""

from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from socialplan.pipeline.listening.faults import Fault

from ..models import Job, JobState, Source

SILENT = "unreachable"
A_MOMENT = timedelta(seconds=90)


def just_failed(source: Source) -> Fault | None:
    """What another stream of the server met a moment ago, and nobody since."""
    asked = _siblings(source).filter(asked_at__gt=timezone.now() - A_MOMENT).order_by("asked_at").last()
    if asked is None or not asked.error or asked.error.get("code") != SILENT:
        return None
    return Fault(SILENT, str(asked.error.get("reason", "")))


def wake(source: Source) -> None:
    """The server answers again: the others that waited for it are due."""
    if source.failures:
        waiting = _siblings(source).filter(error__code=SILENT)
        Job.objects.filter(listens__in=waiting, state=JobState.DUE).update(due_at=timezone.now())


def _siblings(source: Source) -> QuerySet[Source]:
    same = Source.objects.filter(workspace=source.workspace_id, network=source.network, server=source.server)
    return same.exclude(pk=source.pk)
