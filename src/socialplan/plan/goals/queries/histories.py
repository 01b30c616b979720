"""Whether the own history of a KPI is there, is being measured, or has to be asked for."""

from ...sources.models import Job
from ...team.models import Workspace
from ..models import Kpi

JOB = "history"
UNDER_WAY = ("due", "running")
MEASURING = "measuring"
MISSING = "missing"
_MEASURING_ALL = ("recheck", "example")  # jobs that measure every history at their end


def needs_history(kpi: Kpi) -> bool:
    """Whether its newest answer is not yet the end of a history."""
    finding = kpi.question.latest if kpi.question else None
    return finding is not None and kpi.history_of != finding.finding_id


def kpis_being_measured(workspace: Workspace) -> frozenset[int] | None:
    """Ids of the KPIs whose history a job measures now; None: all of them."""
    jobs = Job.objects.filter(workspace=workspace, state__in=UNDER_WAY)
    if jobs.filter(kind__in=_MEASURING_ALL).exists():
        return None
    return frozenset(int(job.params["kpi"]) for job in jobs.filter(kind=JOB))


def history_state(kpi: Kpi, measured: frozenset[int] | None) -> str:
    """Empty when the history is there; else `measuring`, or `missing` where no job is at it."""
    if not needs_history(kpi):
        return ""
    return MEASURING if measured is None or kpi.pk in measured else MISSING
