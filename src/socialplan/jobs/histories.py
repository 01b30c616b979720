"""The job that measures the start and the own history of a KPI: as many answers as there are periods."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from socialplan.analysis.base import BadParameter
from socialplan.pipeline.collect.errors import Cancelled
from socialplan.plan.goals.actions import measure_kpi as measure
from socialplan.plan.goals.queries import kpi_of

from .context import Context

if TYPE_CHECKING:
    from socialplan.plan.sources.models import Job


def measure_kpi(job: "Job", context: Context) -> Mapping[str, Any]:
    """A KPI that was removed meanwhile needs no history; one about an account that was erased has none."""
    kpi = kpi_of(job.workspace, int(job.params["kpi"]))

    def progress(step: str, done: int, total: int | None) -> None:
        if context.cancelled():
            raise Cancelled
        context.progress(step, done, total)

    try:
        return {"periods": len(measure(kpi, progress=progress).history) if kpi else 0}
    except BadParameter as gone:
        return {"periods": 0, "gone": gone.code}
