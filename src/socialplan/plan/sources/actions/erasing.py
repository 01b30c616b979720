"""Erase a person, or take back a whole import; what rested on it is looked at again."""

from collections.abc import Sequence

from django.utils import timezone

from socialplan.pipeline.ledger import Erasure
from socialplan.pipeline.traces import traces_of

from ...team.actions import audit, require
from ...team.models import Member, Workspace
from ..models import Batch, Job
from ..queries.store import open_store
from .forgetting import forget

PERMISSION = "data.erase"


class NoSuchBatch(Exception):
    """This workspace has no import with that number, or it was taken back before."""


def erase_person(*, workspace: Workspace, person_keys: Sequence[str], by: Member | str) -> Erasure:
    """Take people out of everything kept, for good; their handles are not taken in again.

    The history says that and how many, not who; and in how many rows of the plan they were masked, and in
    how many they could not be. Raises NotAllowed, Busy.
    """
    _require(by)
    keys = sorted(set(person_keys))
    traces = traces_of(open_store(), workspace.pk, keys)

    def noted(epoch: int) -> None:
        masked, left = forget(workspace, traces)
        details = {"people": len(keys)} | ({"masked": masked} if masked else {})
        details |= {"not_masked": left} if left else {}
        audit(workspace=workspace, by=by, action="erase_person", details=details)
        _look_again(workspace)

    return open_store(also=noted).erase(workspace.pk, keys)


def take_back_import(*, workspace: Workspace, batch: int, by: Member | str) -> Erasure:
    """Remove every row of one batch; the same files may be imported again. Raises NotAllowed, Busy."""
    _require(by)
    held = Batch.objects.filter(workspace=workspace, number=batch).exclude(sha256=f"erased:{batch}").first()
    if held is None:
        raise NoSuchBatch(batch)

    def noted(epoch: int) -> None:
        details = {"batch": batch}
        audit(workspace=workspace, by=by, action="take_back_import", object=held.source, details=details)
        _look_again(workspace)

    return open_store(also=noted).erase(workspace.pk, batches=[batch])


def _require(by: Member | str) -> None:
    """Commands run as the owner of the instance and give a name; a member must be allowed to."""
    if isinstance(by, Member):
        require(by, PERMISSION)


def _look_again(workspace: Workspace) -> None:
    for kind, params in (("answers", {}), ("recheck", {"trigger": "erasure"})):
        Job.objects.create(workspace=workspace, kind=kind, params=params, due_at=timezone.now())
