"""One row of this workspace by its number: foreign and missing answer alike."""

from ...team.models import Workspace
from ..models import Claim, Question, ReviewMark


def claim_of(workspace: Workspace, pk: int) -> Claim | None:
    found = Claim.objects.standing().filter(workspace=workspace, pk=pk)
    return found.select_related("node", "workspace").first()


def mark_of(workspace: Workspace, pk: int) -> ReviewMark | None:
    return ReviewMark.objects.filter(node__workspace=workspace, pk=pk).select_related("node").first()


def question_by_id(workspace: Workspace, pk: int) -> Question | None:
    return Question.objects.filter(workspace=workspace, pk=pk).select_related("latest", "compared").first()
