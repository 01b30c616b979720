"""The job that tries a model in a folder."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from socialplan.plan.listen.actions import run_trying

from .context import Context

if TYPE_CHECKING:
    from socialplan.plan.sources.models import Job


def try_folder(job: "Job", context: Context) -> Mapping[str, Any]:
    return run_trying(folder=job.params["folder"], progress=context.progress, cancelled=context.cancelled)
