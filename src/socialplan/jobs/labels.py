"""The job that labels what came in, after an import and each night."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from socialplan.plan.listen.actions import label_new

from .context import Context

if TYPE_CHECKING:
    from socialplan.plan.sources.models import Job


def label(job: "Job", context: Context) -> Mapping[str, Any]:
    return label_new(workspace=job.workspace_id, progress=context.progress, cancelled=context.cancelled)
