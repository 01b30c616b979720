"""The review queue: what must be looked at again, why, and what hangs on it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from ...loop import NODE_PAGES
from ...sources.models import Batch
from ...team.models import Workspace
from ..models import Cause, Change, Claim, Edge, Node, Review, ReviewMark
from .people import named


@dataclass(frozen=True)
class CauseView:
    """What moved: kind batch (with its source and rows), erasure, review, age or version."""

    id: int
    kind: str
    ref: str
    source: str = ""
    rows: int = 0
    at: datetime | None = None
    simulated: bool = False
    brought: str = ""  # kind of the batch: import, labels, correction ...


@dataclass(frozen=True)
class NodeView:
    """One link of a chain of reasons. `page` names its page, None where it has none; before and after are
    the states of a claim that turned."""

    id: int
    room: str
    kind: str
    object_id: int
    title: str
    owner: str
    page: str | None
    before: str = ""
    after: str = ""
    change_id: int | None = None


@dataclass(frozen=True)
class MarkView:
    """One item of the queue."""

    id: int
    node: NodeView
    cause: CauseView
    since: datetime
    chains: tuple[tuple[NodeView, ...], ...]  # from what moved to this one
    later_until: date | None
    asked: str
    carries: tuple[NodeView, ...]  # what hangs on it
    earlier: tuple[Review, ...]


def review_queue(workspace: Workspace, *, today: date | None = None) -> list[MarkView]:
    """Open marks, oldest first; those put off to a later day are left out when `today` is given."""
    marks = (
        ReviewMark.objects.filter(node__workspace=workspace, node__retired_at=None, cleared_at=None)
        .select_related("node__owner__user", "cause__batch", "asked__user")
        .order_by("since", "id")
    )
    open_ = [mark for mark in marks if not (today and mark.later_until and mark.later_until > today)]
    return _views(workspace, open_)


def mark_view(workspace: Workspace, mark_id: int) -> MarkView | None:
    found = ReviewMark.objects.filter(node__workspace=workspace, pk=mark_id).select_related(
        "node__owner__user", "cause__batch", "asked__user"
    )
    return next(iter(_views(workspace, list(found))), None)


def reviews_due(workspace: Workspace, room: str | None = None) -> int:
    """How many nodes of a room must be looked at: the small mark at a step."""
    marks = ReviewMark.objects.filter(node__workspace=workspace, node__retired_at=None, cleared_at=None)
    if room is not None:
        marks = marks.filter(node__room=room)
    return marks.values("node").distinct().count()


def resting(workspace: Workspace) -> int:
    """How many standing nodes rest on others: "41 decisions rest on claims that stand"."""
    return (
        Edge.objects.filter(node__workspace=workspace, node__retired_at=None)
        .values("node")
        .distinct()
        .count()
    )


@dataclass(frozen=True)
class Grounded:
    """How many decisions rest on claims that all stand, and how many on one that does not."""

    stand: int
    doubtful: int


def grounded(workspace: Workspace, stands: Iterable[int | None]) -> Grounded:
    """`stands`: the nodes of the claims that stand now. What rests on no claim at all is not counted."""
    carried: dict[int, list[int]] = {}
    for edge in Edge.objects.filter(node__workspace=workspace):
        carried.setdefault(edge.ground_id, []).append(edge.node_id)
    nodes = Node.objects.filter(workspace=workspace, retired_at=None)
    claims = set(nodes.filter(kind="claim").values_list("pk", flat=True))
    decisions = set(nodes.exclude(kind="claim").values_list("pk", flat=True))
    on_any = _above(claims, carried) & decisions
    on_doubt = _above(claims - set(stands), carried) & decisions
    return Grounded(len(on_any - on_doubt), len(on_doubt))


def _above(grounds: Iterable[int], carried: dict[int, list[int]]) -> set[int]:
    seen: set[int] = set()
    todo = list(grounds)
    while todo:
        new = [node for node in carried.get(todo.pop(), ()) if node not in seen]
        seen.update(new)
        todo += new
    return seen


def cause_view(cause: Cause) -> CauseView:
    batch: Batch | None = cause.batch
    return CauseView(
        cause.pk, cause.kind, cause.ref, batch.source if batch else "", rows_of(batch) if batch else 0,
        batch.committed_at if batch else cause.at, batch.simulated if batch else False,
        batch.kind if batch else "",
    )  # fmt: skip


def rows_of(batch: Batch) -> int:
    """What a person would say came in: the posts, or all rows where there are none."""
    counts = batch.counts
    return int(counts.get("posts") or sum(counts.values()))


def node_view(node: Node, change: Change | None = None) -> NodeView:
    (title,) = named(node.workspace, [node.title])
    return NodeView(
        node.pk, node.room, node.kind, node.object_id, title, str(node.owner) if node.owner else "",
        NODE_PAGES.get((node.room, node.kind)), change.before if change else "",
        change.after if change else "", change.pk if change else None,
    )  # fmt: skip


def _views(workspace: Workspace, marks: Sequence[ReviewMark]) -> list[MarkView]:
    wanted = {node for mark in marks for chain in mark.chains for node in chain}
    nodes = {
        node.pk: node
        for node in Node.objects.filter(workspace=workspace, pk__in=wanted).select_related("owner__user")
    }
    changes = {
        (change.node_id, change.cause_id): change
        for change in Change.objects.filter(node__in=wanted, cause__in={mark.cause_id for mark in marks})
    }
    return [_view(mark, nodes, changes) for mark in marks]


def _view(
    mark: ReviewMark, nodes: dict[int, Node], changes: dict[tuple[int, int | None], Change]
) -> MarkView:
    chains = tuple(
        tuple(node_view(nodes[one], changes.get((one, mark.cause_id))) for one in chain if one in nodes)
        for chain in mark.chains
    )
    above = Node.objects.filter(rests_on__ground=mark.node, retired_at=None).select_related("owner__user")
    earlier = Review.objects.filter(mark__node=mark.node).order_by("-at")[:20]
    return MarkView(
        mark.pk, node_view(mark.node), cause_view(mark.cause), mark.since, chains, mark.later_until,
        str(mark.asked) if mark.asked else "", tuple(node_view(node) for node in above), tuple(earlier),
    )  # fmt: skip


def claims_of(nodes: Iterable[NodeView]) -> list[Claim]:
    """The claims among these nodes."""
    ids = [node.object_id for node in nodes if node.kind == "claim"]
    return list(Claim.objects.filter(pk__in=ids))
