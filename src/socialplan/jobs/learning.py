"""The job that makes a small model from the corrections of a team."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from socialplan.plan.listen.actions import run_learning

from .context import Context

if TYPE_CHECKING:
    from socialplan.plan.sources.models import Job


def learn(job: "Job", context: Context) -> Mapping[str, Any]:
    return run_learning(
        workspace=job.workspace, reads=job.params["reads"], by=job.by, progress=context.progress,
        cancelled=context.cancelled,
    )  # fmt: skip
