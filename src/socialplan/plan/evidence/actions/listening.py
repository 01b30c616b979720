"""Listening tasks: people begin and stop them, and a recheck that finds enough closes them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ...team.actions import audit, require
from ...team.models import Member, Workspace
from ..models import Cause, Change, Claim, Listening, Question
from ..queries.listening import heard, open_listening, title_of
from .nodes import batch_cause, register_node, retire_node, write_change

ROOM = "analyse"


class BadListening(ValueError):
    """There is nothing to listen for; the text says why."""


@transaction.atomic
def listen(
    *, question: Question, wanted: int, by: Member, claim: Claim | None = None,
    row: Mapping[str, Any] | None = None,
) -> Listening:  # fmt: skip
    """Collect until there are `wanted`; asking again for the same changes the number. Raises BadListening,
    NotAllowed."""
    require(by, "plan.edit")
    workspace = question.workspace
    task = _same(workspace, question, claim, dict(row or {})) or Listening(
        workspace=workspace, question=question, claim=claim, row=dict(row or {}), wanted=wanted, by=str(by)
    )
    there = heard(task)
    if wanted <= there:
        raise BadListening(_("Take a number above what is there now (%(n)s).") % {"n": there})
    task.wanted, task.began_with = wanted, task.began_with if task.pk else there
    task.save()
    if task.node is None:
        task.node = register_node(
            workspace=workspace, room=ROOM, kind="listening", object_id=task.pk, title=title_of(task),
            owner=by,
        )  # fmt: skip
        task.save(update_fields=["node"])
    audit(
        workspace=workspace, by=by, action="listen", object=f"listening {task.pk}",
        details={"wanted": wanted, "there": there},
    )  # fmt: skip
    return task


def _same(
    workspace: Workspace, question: Question, claim: Claim | None, row: Mapping[str, Any]
) -> Listening | None:
    open_ = open_listening(workspace).filter(question=question, claim=claim)
    return next((task for task in open_ if task.row == row), None)


@transaction.atomic
def stop_listening(*, task: Listening, by: Member) -> None:
    require(by, "plan.edit")
    task.stopped_at = timezone.now()
    task.save(update_fields=["stopped_at"])
    if task.node:
        retire_node(node=task.node, now=task.stopped_at)
    audit(workspace=task.workspace, by=by, action="stop_listening", object=f"listening {task.pk}")


def close_reached(workspace: Workspace, *, now: datetime) -> int:
    """Close the tasks for which there is enough now, and write it under what changed; returns how many.
    Call it after the questions were answered again. What is heard of a withdrawn claim no longer counts."""
    closed = 0
    for task in open_listening(workspace):
        there = heard(task)
        if there >= task.wanted and (task.claim is None or task.claim.withdrawn_at is None):
            _close(task, there, now=now)
            closed += 1
    return closed


@transaction.atomic
def _close(task: Listening, there: int, *, now: datetime) -> None:
    closed = Listening.objects.filter(pk=task.pk, reached_at=None).update(reached_at=now)
    if not closed or task.node is None:  # somebody else closed it meanwhile
        return
    write_change(Change(
        node=task.node, kind="listened", before=str(task.began_with), after=str(there), at=now,
        cause=_cause(task), details={"wanted": task.wanted},
    ))  # fmt: skip
    retire_node(node=task.node, now=now)


def _cause(task: Listening) -> Cause | None:
    """The newest import under the answer."""
    numbers = task.question.latest.batches if task.question.latest else []
    return batch_cause(task.workspace, max(numbers)) if numbers else None
