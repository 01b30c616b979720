"""The job that measures the own history of a KPI: as many answers as there are periods."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from socialplan.plan.goals.actions import measure_history
from socialplan.plan.goals.queries import kpi_of

from .context import Context

if TYPE_CHECKING:
    from socialplan.plan.sources.models import Job


def measure_kpi(job: "Job", context: Context) -> Mapping[str, Any]:
    """A KPI that was removed meanwhile needs no history."""
    kpi = kpi_of(job.workspace, int(job.params["kpi"]))
    if kpi is None:
        return {"periods": 0}
    return {"periods": len(measure_history(kpi).history)}
