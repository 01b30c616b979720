"""The nightly job that merges small files and removes what nobody lists."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from socialplan.plan.sources.actions import nights

from .context import Context

if TYPE_CHECKING:
    from socialplan.plan.sources.models import Job


def tidy(job: "Job", context: Context) -> Mapping[str, Any]:
    return nights.tidy(workspace=job.workspace_id)
