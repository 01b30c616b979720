"""One row of this workspace by its number: foreign and missing answer alike."""

from collections.abc import Collection

from ...team.models import Workspace
from ..models import Claim, Node, Question, ReviewMark
from .people import named
from .reviews import NodeView, node_view


def claim_of(workspace: Workspace, pk: int) -> Claim | None:
    found = Claim.objects.standing().filter(workspace=workspace, pk=pk)
    return found.select_related("node", "workspace").first()


def mark_of(workspace: Workspace, pk: int) -> ReviewMark | None:
    return ReviewMark.objects.filter(node__workspace=workspace, pk=pk).select_related("node").first()


def question_by_id(workspace: Workspace, pk: int) -> Question | None:
    return Question.objects.filter(workspace=workspace, pk=pk).select_related("latest", "compared").first()


def titles_of(workspace: Workspace, things: Collection[tuple[str, int]]) -> dict[tuple[str, int], str]:
    """Titles of things of the plan by kind and number, also of those taken out; "node" is the node itself."""
    held = Node.objects.filter(workspace=workspace)
    kinds, numbers = {kind for kind, _pk in things}, {pk for _kind, pk in things}
    found = {
        (node.kind, node.object_id): node.title for node in held.filter(kind__in=kinds, object_id__in=numbers)
    }
    found |= {
        ("node", node.pk): node.title
        for node in held.filter(pk__in=[pk for kind, pk in things if kind == "node"])
    }
    return dict(zip(found, named(workspace, list(found.values())), strict=True))


def things_like(workspace: Workspace, words: str, *, most: int = 20) -> list[NodeView]:
    """Standing things of the plan whose title holds every one of these words, newest first."""
    held = Node.objects.filter(workspace=workspace, retired_at=None).select_related("owner__user")
    for word in words.split():
        held = held.filter(title__icontains=word)
    return [node_view(node) for node in held.order_by("-pk")[:most]]
