"""One row by its id, through its workspace only; foreign and missing answer alike."""

from ...brief.models import Kept
from ...team.models import Workspace
from ..models import Criterion, Goal, Kpi, Round

KINDS = ("goal", "criterion", "kpi")
MODELS: dict[str, type[Kept]] = {"goal": Goal, "criterion": Criterion, "kpi": Kpi}


def row_of(workspace: Workspace, kind: str, pk: int) -> Kept | None:
    """A goal, criterion or KPI, removed or not."""
    if kind not in MODELS:
        return None
    return MODELS[kind]._default_manager.filter(workspace=workspace, pk=pk).first()


def goal_of(workspace: Workspace, pk: int) -> Goal | None:
    return Goal.objects.of(workspace).filter(pk=pk).select_related("round", "expectation").first()


def criterion_of(workspace: Workspace, pk: int) -> Criterion | None:
    return Criterion.objects.of(workspace).filter(pk=pk, goal__removed_at=None).select_related("goal").first()


def kpi_of(workspace: Workspace, pk: int) -> Kpi | None:
    return (
        Kpi.objects.of(workspace).filter(pk=pk).select_related("question__latest", "criterion__goal").first()
    )


def main_goal_of_now(workspace: Workspace) -> Goal | None:
    """The main goal of the present round."""
    now = Round.objects.filter(workspace=workspace).first()
    return Goal.objects.of(workspace).filter(round=now, main=True).first() if now else None
