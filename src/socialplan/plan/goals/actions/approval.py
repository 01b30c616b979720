"""Approving a goal: the five checks, the situation analysis, and a reason where one is needed."""

from datetime import datetime

from django.db import transaction

from ...team.actions import audit, require
from ...team.edits import save_row
from ...team.models import Member
from ..models import Goal
from ..queries.checking import checks_of, gate_of
from ..rules import Check, failing, unsure
from .rows import place


class NotReady(Exception):
    """The goal fails checks; it stays a wish."""

    def __init__(self, found: tuple[Check, ...]) -> None:
        super().__init__(", ".join(f"{check.letter}: {check.code}" for check in found))
        self.checks = found


class NeedsReason(Exception):
    """The goal can be approved, but somebody must say why in spite of this."""

    def __init__(self, *, checks: tuple[Check, ...], gate: tuple[str, ...]) -> None:
        super().__init__(", ".join([*(check.code for check in checks), *gate]))
        self.checks, self.gate = checks, gate


def approve_goal(*, goal: Goal, version: int, by: Member, now: datetime, reason: str = "") -> Goal:
    """A wish becomes a goal. Raises NotReady, NeedsReason, StaleEdit. What was overridden is logged."""
    require(by, "plan.edit")
    found, gate, reason = checks_of(goal), gate_of(goal.workspace), " ".join(reason.split())
    if failed := failing(found):
        raise NotReady(failed)
    doubtful = unsure(found)
    if (doubtful or gate) and not reason:
        raise NeedsReason(checks=doubtful, gate=gate)
    changes = {
        "state": Goal.State.APPROVED.value, "approved_by_id": by.pk, "approved_at": now,
        "override_reason": reason if doubtful or gate else "",
    }  # fmt: skip
    overridden = [*(check.code for check in doubtful), *gate]
    with transaction.atomic():
        saved = save_row(goal, changes=changes, version=version, by=by)
        place(saved)
        audit(workspace=goal.workspace, by=by, action="approve_goal", object=str(goal.pk),
              details={"overridden": overridden})  # fmt: skip
    return saved


def reopen_goal(*, goal: Goal, version: int, by: Member) -> Goal:
    """Back to a wish, so that it can be changed and agreed again."""
    require(by, "plan.edit")
    changes = {
        "state": Goal.State.WISH.value, "approved_by_id": None, "approved_at": None, "override_reason": "",
    }  # fmt: skip
    with transaction.atomic():
        saved = save_row(goal, changes=changes, version=version, by=by)
        place(saved)
        audit(workspace=goal.workspace, by=by, action="reopen_goal", object=str(goal.pk))
    return saved
