"""The job that imports the files of a draft."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from socialplan.plan.sources.actions.running import run_import

from .context import Context

if TYPE_CHECKING:
    from socialplan.plan.sources.models import Job


def import_files(job: "Job", context: Context) -> Mapping[str, Any]:
    return run_import(job=job, progress=context.progress, cancelled=context.cancelled)
