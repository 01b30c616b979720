"""The job that asks due questions again, after an import and each night."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from socialplan.pipeline.collect.errors import Cancelled
from socialplan.plan.brief.actions import hear_again
from socialplan.plan.evidence.actions import recheck as recheck_claims
from socialplan.plan.evidence.queries import suggestions
from socialplan.plan.goals.actions import check_lines

from .context import Context

if TYPE_CHECKING:
    from socialplan.plan.sources.models import Job


def recheck(job: "Job", context: Context) -> Mapping[str, Any]:
    def progress(done: int, total: int) -> None:
        if context.cancelled():
            raise Cancelled
        context.progress("rechecking", done, total)

    heard = hear_again(workspace=job.workspace)
    trigger = job.params.get("trigger", "import")
    summary = recheck_claims(workspace=job.workspace, trigger=trigger, progress=progress)
    return {
        "due": summary.due, "recomputed": summary.recomputed, "turned": len(summary.turned),
        "marked": summary.marked, "failed": list(summary.failed),
        "heard": heard, "crossed": len(check_lines(workspace=job.workspace)),
        "offered": len(suggestions(job.workspace)),  # measured here, so that no page waits for it
    }  # fmt: skip
