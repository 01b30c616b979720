"""Whether the start and the own history of a KPI are there, are being measured, or have to be asked for."""

from collections.abc import Mapping
from dataclasses import dataclass

from ...sources.models import Job
from ...team.models import Workspace
from ..models import Kpi

JOB = "history"
UNDER_WAY = ("due", "running")
MEASURING = "measuring"
MISSING = "missing"
_MEASURING_ALL = ("recheck", "example")  # jobs that measure every history at their end


@dataclass(frozen=True)
class Step:
    """What a job measures of a KPI now: `baseline` or `periods`, and how many of them are done."""

    name: str = ""
    done: int = 0
    total: int | None = None


def needs_measuring(kpi: Kpi) -> bool:
    """Whether the worker has something to do: its start, or the history beside its newest answer."""
    return kpi.question is not None and (kpi.baseline_id is None or needs_history(kpi))


def needs_history(kpi: Kpi) -> bool:
    """Whether its newest answer is not yet the end of a history."""
    finding = kpi.question.latest if kpi.question else None
    return finding is not None and kpi.history_of != finding.finding_id


def kpis_being_measured(workspace: Workspace) -> Mapping[int, Step] | None:
    """The KPIs a job measures now, by id, with how far it is; None: all of them."""
    jobs = Job.objects.filter(workspace=workspace, state__in=UNDER_WAY)
    if jobs.filter(kind__in=_MEASURING_ALL).exists():
        return None
    return {int(job.params["kpi"]): Step(job.step, job.done, job.total) for job in jobs.filter(kind=JOB)}


def history_state(kpi: Kpi, measured: Mapping[int, Step] | None) -> str:
    """Empty when all is there; else `measuring`, or `missing` where no job is at it."""
    if not needs_measuring(kpi):
        return ""
    return MEASURING if measured is None or kpi.pk in measured else MISSING
