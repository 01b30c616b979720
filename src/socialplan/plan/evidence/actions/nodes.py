"""What rests on what: nodes of every room, edges between them, and marks when ground moves."""

from collections import deque
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from ...team.models import Member, Workspace
from ..models import Cause, Change, Edge, Finding, Node, ReviewMark


class Circle(ValueError):
    """An edge that would make something rest on itself."""


def register_node(
    *, workspace: Workspace, room: str, kind: str, object_id: int, title: str, owner: Member | None = None
) -> Node:
    """The node of a thing of the plan; calling it again brings title and owner up to date."""
    node, _made = Node.objects.update_or_create(
        workspace=workspace, room=room, kind=kind, object_id=object_id,
        defaults={"title": title[:300], "owner": owner, "retired_at": None},
    )  # fmt: skip
    return node


def retire_node(*, node: Node, now: datetime | None = None) -> None:
    """The thing is no longer part of the plan: nothing is asked about it; its history stays."""
    node.retired_at = now or timezone.now()
    node.save(update_fields=["retired_at"])


@transaction.atomic
def rest_on(*, node: Node, ground: Node) -> Edge:
    """`node` rests on `ground`. Raises Circle when `ground` already rests on `node`, even through others."""
    if node.workspace_id != ground.workspace_id:
        raise ValueError("a node rests on nodes of its own workspace")
    Workspace.objects.select_for_update().get(
        pk=node.workspace_id
    )  # one edge at a time: two could close a circle
    if node.pk == ground.pk or node.pk in _below(ground):
        raise Circle(f"'{ground}' already rests on '{node}'")
    edge, _made = Edge.objects.get_or_create(node=node, ground=ground)
    return edge


@transaction.atomic
def no_longer_rests_on(*, node: Node, ground: Node) -> None:
    Edge.objects.filter(node=node, ground=ground).delete()


def _below(node: Node) -> set[int]:
    """Everything `node` rests on, itself included."""
    grounds: dict[int, list[int]] = {}
    for edge in Edge.objects.filter(node__workspace=node.workspace_id):
        grounds.setdefault(edge.node_id, []).append(edge.ground_id)
    seen, todo = {node.pk}, [node.pk]
    while todo:
        new = [ground for ground in grounds.get(todo.pop(), []) if ground not in seen]
        seen.update(new)
        todo.extend(new)
    return seen


@transaction.atomic
def mark_above(*, node: Node, cause: Cause, now: datetime) -> list[ReviewMark]:
    """Mark every node that rests on `node`, directly or through others, review due: one mark per cause,
    with the shortest chain from what moved to what must be looked at."""
    made = []
    for dependent, chain in _chains(node):
        mark, new = ReviewMark.objects.get_or_create(
            node=dependent, cause=cause, defaults={"chains": [chain], "since": now}
        )
        if not new and chain not in mark.chains:
            mark.chains = [*mark.chains, chain]
            mark.save(update_fields=["chains"])
        made += [mark] if new else []
    return made


def _chains(node: Node) -> list[tuple[Node, list[int]]]:
    """Every standing node above, breadth first, with the path of node ids that leads there."""
    carried: dict[int, list[Node]] = {}
    for edge in Edge.objects.filter(ground__workspace=node.workspace_id).select_related("node"):
        carried.setdefault(edge.ground_id, []).append(edge.node)
    found: list[tuple[Node, list[int]]] = []
    seen, todo = {node.pk}, deque([[node.pk]])
    while todo:
        path = todo.popleft()
        for above in sorted(carried.get(path[-1], []), key=lambda other: other.pk):
            if above.pk in seen or above.retired_at is not None:
                continue
            seen.add(above.pk)
            found.append((above, [*path, above.pk]))
            todo.append([*path, above.pk])
    return found


def record_change(
    *,
    node: Node,
    kind: str,
    before: str,
    after: str,
    cause: Cause | None = None,
    finding: Finding | None = None,
    details: Mapping[str, Any] | None = None,
    now: datetime | None = None,
) -> Change | None:
    """Write that a node turned or crossed, and mark what rests on it. Once per cause: None the second time.
    Without a cause the newest batch behind the finding is the cause."""
    cause = cause or _cause_of(node, finding)
    written = Change(
        node=node, kind=kind, cause=cause, before=before, after=after, finding=finding,
        details=dict(details or {}), at=now or timezone.now(),
    )  # fmt: skip
    return written if write_change(written) is not None else None


@transaction.atomic
def write_change(change: Change) -> list[ReviewMark] | None:
    """Store a change and mark what rests on its node: the marks made, None when it was written before."""
    same = Change.objects.filter(node=change.node, kind=change.kind, cause=change.cause)
    if change.cause is not None and same.exists():
        return None
    change.save()
    if change.cause is None:
        return []
    return mark_above(node=change.node, cause=change.cause, now=change.at)


@transaction.atomic
def changed_decision(*, node: Node, ref: str, now: datetime | None = None) -> list[ReviewMark]:
    """A decision was changed: what rests on it must be looked at. `ref` names the change, once."""
    now = now or timezone.now()
    cause, _made = Cause.objects.get_or_create(
        workspace=node.workspace, kind="review", ref=ref[:40], defaults={"at": now}
    )
    return mark_above(node=node, cause=cause, now=now)


def _cause_of(node: Node, finding: Finding | None) -> Cause | None:
    numbers: Iterable[int] = finding.batches if finding else ()
    newest = max(numbers, default=None)
    return None if newest is None else batch_cause(node.workspace, newest)


def batch_cause(workspace: Workspace, number: int) -> Cause:
    from ...sources.models import Batch

    batch = Batch.objects.filter(workspace=workspace, number=number).first()
    cause, _made = Cause.objects.get_or_create(
        workspace=workspace, kind="batch", ref=str(number), defaults={"batch": batch}
    )
    return cause
