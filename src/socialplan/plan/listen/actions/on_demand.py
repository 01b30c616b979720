"""What waits to be read is read now: before a command answers with the labels of posts."""

import time
from collections.abc import Callable

from django.utils import timezone

from ...sources.models import Job, JobState
from ...team.models import Workspace
from ..queries import reading_jobs
from .labelling import label_new

LOOK_SECONDS = 0.5
Progress = Callable[[str, int, int | None], None]


def read_waiting(*, workspace: Workspace, by: str = "", progress: Progress | None = None) -> None:
    """Do what the waiting jobs that label would do; while a worker is doing that, wait for it.

    Raises Busy, CannotStore; then the jobs stay as they are.
    """
    while under_way := [one for one in reading_jobs(workspace) if one.health == "running"]:
        if progress:
            progress("labelling", under_way[0].done, under_way[0].total)
        time.sleep(LOOK_SECONDS)
    waiting = [one.id for one in reading_jobs(workspace)]
    if waiting:
        found = label_new(workspace=workspace.pk, by=by, progress=progress)
        mine = Job.objects.filter(pk__in=waiting, state__in=(JobState.DUE, JobState.RUNNING))
        mine.update(state=JobState.DONE, ended_at=timezone.now(), result=dict(found))
