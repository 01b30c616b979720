"""The job that lets a version of a model read everything and says which claims would turn."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from socialplan.plan.listen.actions import run_preview

from .context import Context

if TYPE_CHECKING:
    from socialplan.plan.sources.models import Job


def preview(job: "Job", context: Context) -> Mapping[str, Any]:
    return run_preview(
        workspace=job.workspace, reads=job.params["reads"], version=job.params["version"],
        progress=context.progress, cancelled=context.cancelled,
    )  # fmt: skip
