"""Saving rows of this room: versioned, logged, with their place in what rests on what."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from ...brief.models import Kept
from ...evidence import actions as evidence
from ...evidence.models import Node
from ...team.actions import audit, require
from ...team.edits import add_row, save_row, undo
from ...team.models import Member, Workspace
from ..models import Criterion, Goal, Kpi

ROOM = "goals"


def new_row(row: Kept, *, by: Member) -> Kept:
    """Stored, logged and placed. Raises ValidationError."""
    require(by, "plan.edit")
    with transaction.atomic():
        add_row(row, by=by)
        place(row)
        audit(workspace=row.workspace, by=by, action=f"add_{_kind(row)}", object=str(row.pk))
    return row


def saved_row(
    row: Kept, *, changes: Mapping[str, Any], version: int, by: Member, keeps: bool = False
) -> Kept:
    """Raises StaleEdit, ValidationError. A change takes an approval away, unless it `keeps` the agreed."""
    require(by, "plan.edit")
    with transaction.atomic():
        saved = save_row(row, changes=changes, version=version, by=by)
        if saved.version == row.version:
            return saved
        place(saved)
        audit(workspace=row.workspace, by=by, action=f"change_{_kind(row)}", object=str(row.pk))
        goal = goal_of(saved)
        if goal and not keeps:
            take_approval(goal, by=by)
    return saved


def remove_row(*, row: Kept, version: int, by: Member, now: datetime) -> Kept:
    """Takes a goal, criterion or KPI out of the plan. The KPIs of what is removed wait as parked."""
    with transaction.atomic():
        saved = saved_row(row, changes={"removed_at": now}, version=version, by=by)
        for kpi in _kpis_under(row):
            saved_row(kpi, changes={"criterion_id": None}, version=kpi.version, by=by)
    return saved


def undo_row(*, row: Kept, version: int, by: Member, now: datetime) -> Kept:
    """Puts back what the row was before the change that made `version`. Raises CannotUndo."""
    require(by, "plan.edit")
    with transaction.atomic():
        saved = undo(row, version=version, by=by, now=now)
        place(saved)
        audit(workspace=row.workspace, by=by, action=f"undo_{_kind(row)}", object=str(row.pk))
    return saved


def goal_of(row: Kept) -> Goal | None:
    if isinstance(row, Goal):
        return row
    if isinstance(row, Kpi):
        return row.criterion.goal if row.criterion else None
    return row.goal if isinstance(row, Criterion) else None


def take_approval(goal: Goal, *, by: Member) -> None:
    """What was approved is no longer what stands there."""
    fresh = Goal.objects.get(pk=goal.pk)
    if fresh.state == Goal.State.APPROVED:
        changes = {"state": Goal.State.WISH.value, "approved_by_id": None, "approved_at": None}
        save_row(fresh, changes={**changes, "override_reason": ""}, version=None, by=by)


def node_of(row: Kept) -> Node:
    return evidence.register_node(
        workspace=row.workspace, room=ROOM, kind=_kind(row), object_id=row.pk, title=str(row),
        owner=getattr(row, "owner", None),
    )  # fmt: skip


def place(row: Kept) -> None:
    """The row's node; a goal rests on its criteria and its expectation, a criterion on its KPIs."""
    node = node_of(row)
    if isinstance(row, Goal):
        _rest_only_on(node, _expectations(row), kind="expectation")
    elif isinstance(row, Criterion) and row.removed_at is None:
        evidence.rest_on(node=node_of(row.goal), ground=node)
    elif isinstance(row, Kpi):
        _hang(node, row)
    if row.version > 1 and _agreed(row):
        evidence.changed_decision(node=node, ref=f"{_kind(row)} {row.pk} v{row.version}")
    if row.removed_at is not None:
        evidence.retire_node(node=node, now=row.removed_at)


def _agreed(row: Kept) -> bool:
    """While a goal is a wish its criteria and KPIs are being built: nobody has to look at that again."""
    goal = goal_of(row)
    return isinstance(row, Goal) or goal is None or goal.state == Goal.State.APPROVED


def _hang(node: Node, kpi: Kpi) -> None:
    """A KPI carries the criterion it belongs to and no other."""
    above = node_of(kpi.criterion) if kpi.criterion and kpi.removed_at is None else None
    for edge in node.carries.filter(node__kind="criterion"):
        if above is None or edge.node_id != above.pk:
            evidence.no_longer_rests_on(node=edge.node, ground=node)
    if above:
        evidence.rest_on(node=above, ground=node)


def _expectations(goal: Goal) -> list[Node]:
    if goal.expectation is None:
        return []
    return list(
        Node.objects.filter(
            workspace=goal.workspace, room="brief", kind="expectation", object_id=goal.expectation.pk
        )
    )


def _rest_only_on(node: Node, grounds: list[Node], *, kind: str) -> None:
    """Of one kind of ground these and no others."""
    for edge in node.rests_on.filter(ground__kind=kind).exclude(ground__in=grounds):
        evidence.no_longer_rests_on(node=node, ground=edge.ground)
    for ground in grounds:
        evidence.rest_on(node=node, ground=ground)


def rest_on_claims(node: Node, grounds: list[Node]) -> None:
    _rest_only_on(node, grounds, kind="claim")


def _kpis_under(row: Kept) -> list[Kpi]:
    live = Kpi.objects.filter(removed_at=None)
    if isinstance(row, Goal):
        return list(live.filter(criterion__goal=row))
    return list(live.filter(criterion=row)) if isinstance(row, Criterion) else []


def _kind(row: Kept) -> str:
    return str(row._meta.model_name)


def own(workspace: Workspace, row: Kept | None) -> Kept | None:
    """Rows are tied within their workspace only."""
    if row is not None and row.workspace_id != workspace.pk:
        raise ValueError("a row is tied to rows of its own workspace")
    return row
