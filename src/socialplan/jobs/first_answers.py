"""The job that measures the first answers after an import."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from socialplan.pipeline.collect.errors import Cancelled
from socialplan.plan.evidence.actions import answer_first

from .context import Context

if TYPE_CHECKING:
    from socialplan.plan.sources.models import Job


def answer(job: "Job", context: Context) -> Mapping[str, Any]:
    def progress(done: int, total: int) -> None:
        if context.cancelled():
            raise Cancelled
        context.progress("answering", done, total)

    return {"answered": answer_first(job.workspace, progress=progress)}
