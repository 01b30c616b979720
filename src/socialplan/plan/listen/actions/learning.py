"""A small model of the team's own, made from its corrections; offered as a version, never used by itself."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from socialplan.pipeline import label
from socialplan.pipeline.collect.errors import Cancelled
from socialplan.pipeline.label_versions import ENOUGH_TO_LEARN, TEACHABLE, shipped_versions

from ...sources.models import Batch, Job, JobState
from ...sources.queries import open_store
from ...team.actions import audit, require
from ...team.models import Member, Workspace
from ..models import OwnModel

PERMISSION = "models.adopt"
JOB = "learn"
Progress = Callable[[str, int, int | None], None]


class CannotLearn(Exception):
    """This labeller cannot learn; the text says why."""


@transaction.atomic
def learn_soon(*, workspace: Workspace, reads: str, by: Member | str) -> Job:
    """Leave a job that learns from the corrections; asking twice gives the same. Raises CannotLearn."""
    if isinstance(by, Member):
        require(by, PERMISSION)
    if reads not in TEACHABLE:
        raise CannotLearn(_("This model cannot learn from corrections."))
    states = (JobState.DUE, JobState.RUNNING)
    waiting = Job.objects.filter(workspace=workspace, kind=JOB, params={"reads": reads}, state__in=states)
    return waiting.first() or Job.objects.create(
        workspace=workspace, kind=JOB, params={"reads": reads}, by=str(by), due_at=timezone.now()
    )


def learn_when_enough(*, workspace: Workspace, reads: str) -> None:
    """After so many new corrections the model is made again; people decide whether it counts."""
    if reads not in TEACHABLE:
        return
    given = Batch.objects.filter(workspace=workspace, kind="correction", source__startswith=f"{reads}: ")
    last = OwnModel.objects.filter(workspace=workspace, labeller=reads).last()
    if given.count() - (last.judged if last else 0) >= ENOUGH_TO_LEARN:
        learn_soon(workspace=workspace, reads=reads, by="")


def run_learning(
    *, workspace: Workspace, reads: str, by: str, progress: Progress, cancelled: Callable[[], bool]
) -> Mapping[str, Any]:
    """What the worker does. Returns the version, or why nothing could be learned. Raises Cancelled."""
    from socialplan.pipeline.learning import TooLittle, judged_by_people, learn_from

    store = open_store()
    judged = judged_by_people(store, store.snapshot(workspace.pk), reads)
    version = next((one.version for one in shipped_versions() if one.name == reads), "")
    base = label.shipped(reads, version, label.LANGUAGES)
    if base is None:
        return {"judged": len(judged), "why": "not at hand"}

    def told(done: int, total: int) -> None:
        if cancelled():
            raise Cancelled
        progress("learning", done, total)

    try:
        found = learn_from(base, judged, progress=told)
    except TooLittle as why:
        return {"judged": len(judged), "why": str(why)}
    _kept(workspace, reads, version, asdict(found), by)
    return {"judged": found.judged, "version": found.version}


@transaction.atomic
def _kept(workspace: Workspace, reads: str, base: str, found: Mapping[str, Any], by: str) -> None:
    values = {
        "base": base, "learned": found["learned"], "judged": found["judged"], "curve": list(found["curve"]),
        "by": by[:160],
    }  # fmt: skip
    _model, made = OwnModel.objects.get_or_create(
        workspace=workspace, labeller=reads, version=found["version"], defaults=values
    )
    if made:
        details = {"version": found["version"], "judged": found["judged"]}
        audit(workspace=workspace, by=by or "jobs", action="learn_model", object=reads, details=details)
