"""Adopting a version of a model: it reads first, and what would turn is shown, before anybody reads it."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from socialplan.pipeline.collect.errors import Cancelled

from ...evidence.queries import would_turn
from ...sources.actions.running import look_again_soon
from ...sources.models import Job, JobState
from ...sources.queries import open_store
from ...team.actions import audit, require
from ...team.models import Member, Workspace
from ..queries import known_versions, preview
from ..shelf import at_hand
from .labelling import label_new

PERMISSION = "models.adopt"
JOB = "preview"
Progress = Callable[[str, int, int | None], None]


class CannotAdopt(Exception):
    """This version cannot be adopted now; the text says what to do."""


@transaction.atomic
def preview_soon(*, workspace: Workspace, reads: str, version: str, by: Member) -> Job:
    """Leave a job that lets a version read everything and says what would turn; asking twice gives the same.

    Raises CannotAdopt, NotAllowed.
    """
    require(by, PERMISSION)
    _check(workspace, reads, version)
    asked = {"reads": reads, "version": version}
    open_ones = Job.objects.filter(
        workspace=workspace, kind=JOB, params=asked, state__in=(JobState.DUE, JobState.RUNNING)
    )
    waiting = open_ones.first()
    return waiting or Job.objects.create(
        workspace=workspace, kind=JOB, params=asked, by=str(by), due_at=timezone.now()
    )


def run_preview(
    *, workspace: Workspace, reads: str, version: str, progress: Progress, cancelled: Callable[[], bool]
) -> Mapping[str, Any]:
    """What the worker does: the version reads what it did not read yet, and every claim on it is judged as if
    it were adopted. Nothing of it is visible. Raises Cancelled, Busy."""
    labelled = label_new(
        workspace=workspace.pk, versions={reads: version}, progress=progress, cancelled=cancelled
    )

    def told(done: int, total: int) -> None:
        if cancelled():
            raise Cancelled
        progress("supposing", done, total)

    found = would_turn(workspace, {reads: version}, progress=told)
    snapshot = open_store().snapshot(workspace.pk)
    return {
        "snapshot": str(snapshot), "posts": labelled["posts"], "claims": [asdict(one) for one in found],
    }  # fmt: skip


@transaction.atomic
def adopt_version(*, workspace: Workspace, reads: str, version: str, by: Member) -> int:
    """From now on this version is read; what rests on it is looked at again. Adopting the old version again
    undoes it. Returns the number of the adoption. Raises CannotAdopt, NotAllowed."""
    require(by, PERMISSION)
    _check(workspace, reads, version)
    seen = preview(workspace, reads, version)
    if seen is None or not seen.fresh:
        raise CannotAdopt(_("Look first at what would turn with this version, on the newest data."))
    number = open_store().ledger.adopt(workspace.pk, {reads: version}, by=str(by))
    details = {"version": version, "adoption": number}
    audit(workspace=workspace, by=by, action="adopt_version", object=reads, details=details)
    look_again_soon(workspace=workspace.pk, batch=0)
    return number


def _check(workspace: Workspace, reads: str, version: str) -> None:
    found = {one.version: one for one in known_versions(workspace, reads)}
    if version not in found:
        raise CannotAdopt(_("This version does not exist here."))
    if found[version].adopted:
        raise CannotAdopt(_("This version is adopted already."))
    if found[version].origin == "folder" and not at_hand(workspace.pk, reads, version):
        raise CannotAdopt(_("Try this model first."))
