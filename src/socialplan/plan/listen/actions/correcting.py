"""Correct or confirm a label: what a person says counts from now on, whatever the model said."""

from collections.abc import Callable

from django.utils import timezone
from django.utils.translation import gettext as _

from socialplan.pipeline.correct import correct
from socialplan.pipeline.label_choices import choices

from ...sources.actions.running import look_again_soon
from ...sources.models import Batch, Job
from ...sources.queries import open_store
from ...team.actions import audit, require
from ...team.models import Member, Workspace
from .learning import learn_when_enough

PERMISSION = "labels.correct"
Noted = Callable[[int], None]


def nothing(_batch: int) -> None:
    """What is done with a batch where nothing else is asked."""


class BadLabel(Exception):
    """This labeller gives no such label."""


def correct_label(
    *, workspace: Workspace, network: str, post_id: str, reads: str, label: str, by: Member,
    also: Noted = nothing,
) -> int | None:  # fmt: skip
    """The label of a post by a person; what rests on it is looked at again. Returns the batch, None when it
    was so already. `also` runs in the transaction of the batch, with its number. Raises BadLabel, NoSuchPost,
    NotAllowed, Busy."""
    if label not in choices(reads):
        raise BadLabel(_("Choose one of the labels."))
    return _write(workspace, network, post_id, reads, label, by, also)


def undo_correction(
    *, workspace: Workspace, network: str, post_id: str, reads: str, by: Member, also: Noted = nothing
) -> int | None:
    """Back to what the model says. Raises as `correct_label` does."""
    if not choices(reads):
        raise BadLabel(_("Choose one of the labels."))
    return _write(workspace, network, post_id, reads, None, by, also)


def _write(
    workspace: Workspace, network: str, post_id: str, reads: str, label: str | None, by: Member, also: Noted
) -> int | None:
    require(by, PERMISSION)

    def noted(batch: int) -> None:
        action = _deed(workspace, batch) if label else "undo_correction"
        details = {"batch": batch, **({"label": label} if label else {})}
        audit(workspace=workspace, by=by, action=action, object=reads, details=details)
        if reads == "language":  # the others are told the language
            Job.objects.create(workspace=workspace, kind="labels", due_at=timezone.now())
        learn_when_enough(workspace=workspace, reads=reads)
        look_again_soon(workspace=workspace.pk, batch=batch)
        also(batch)

    return correct(
        open_store(also=noted), workspace.pk, network=network, post_id=post_id, reads=reads, label=label,
        by=str(by),
    )  # fmt: skip


def _deed(workspace: Workspace, batch: int) -> str:
    """Saying that a label is right is no correction."""
    details = Batch.objects.get(workspace=workspace, number=batch).details
    return "confirm_label" if details["confirms"] else "correct_label"
