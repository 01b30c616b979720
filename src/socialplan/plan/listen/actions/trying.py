"""Trying a model in a folder: whether it loads, how fast it is here, how often it is right."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from socialplan.pipeline.folder_models import folder_models, try_folder

from ...sources.models import Job, JobState
from ...team.actions import audit, require
from ...team.models import Member, Workspace
from ..shelf import home

PERMISSION = "models.adopt"
JOB = "folder"
Progress = Callable[[str, int, int | None], None]


class NoSuchFolder(Exception):
    """There is no such folder under the home of this instance; the text says so."""


@transaction.atomic
def try_soon(*, workspace: Workspace, folder: str, by: Member) -> Job:
    """Leave a job that tries the model; asking twice gives the same. Raises NoSuchFolder, NotAllowed."""
    require(by, PERMISSION)
    if not any(one.name == folder and one.labeller for one in folder_models(home())):
        raise NoSuchFolder(_("There is no such model here."))
    asked = {"folder": folder}
    open_ones = Job.objects.filter(
        workspace=workspace, kind=JOB, params=asked, state__in=(JobState.DUE, JobState.RUNNING)
    )
    waiting = open_ones.first()
    if waiting is None:
        audit(workspace=workspace, by=by, action="try_folder", object=folder)
        waiting = Job.objects.create(
            workspace=workspace, kind=JOB, params=asked, by=str(by), due_at=timezone.now()
        )
    return waiting


def run_trying(*, folder: str, progress: Progress, cancelled: Callable[[], bool]) -> Mapping[str, Any]:
    """What the worker does. A folder that went meanwhile needs no trying. Raises Cancelled."""
    found = next((one for one in folder_models(home()) if one.name == folder and one.labeller), None)
    if found is None:
        return {}
    tried = try_folder(found, today=timezone.localdate(), progress=progress, cancelled=cancelled)
    return {"version": tried.version, "why": tried.wrong.text if tried.wrong else ""}
