"""The job that makes the example: its data, and then the plan that rests on them."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from socialplan.plan.evidence.actions import answer_soon, recheck
from socialplan.plan.goals.actions import check_lines
from socialplan.plan.listen.actions import label_new
from socialplan.plan.sources.actions.example import run_example
from socialplan.plan.team.queries import owner_of

from .context import Context
from .example_story import tell

if TYPE_CHECKING:
    from socialplan.plan.sources.models import Job


def make_example(job: "Job", context: Context) -> Mapping[str, Any]:
    """The first part tells the story of the example; after the newer one everything is looked at again."""
    receipt = run_example(job=job, progress=context.progress, cancelled=context.cancelled)
    label_new(workspace=job.workspace_id, progress=context.progress, cancelled=context.cancelled)
    context.progress("storing", 0)
    if receipt["part"] == "first":
        tell(workspace=job.workspace, by=owner_of(job.workspace), world=job.params["world"])
        answer_soon(workspace=job.workspace, by=owner_of(job.workspace))
        return receipt
    answer_soon(workspace=job.workspace, by=owner_of(job.workspace))
    summary = recheck(workspace=job.workspace, trigger="import")
    return {**receipt, "turned": len(summary.turned), "crossed": len(check_lines(workspace=job.workspace))}
