"""What the example page reads: whether there is an example, and how far it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from socialplan.pipeline.example import FIRST, NEWER

from ...team.models import User, Workspace
from ..models import Batch, Job
from .jobs import JobLine, job_line


@dataclass(frozen=True)
class ExampleState:
    """Which parts stand; `job` is the newest job of the example."""

    first: bool
    newer: bool
    job: JobLine | None

    @property
    def brings_newer(self) -> bool:
        """The newest job is the one of the newer files."""
        return self.job is not None and self.job.details.get("part") == NEWER

    @property
    def working(self) -> bool:
        return self.job is not None and self.job.open


def example_of(user: User) -> Workspace | None:
    """The example workspace this person is in."""
    return Workspace.objects.filter(simulated=True, members__user=user).order_by("id").first()


def example_state(workspace: Workspace, *, now: datetime) -> ExampleState:
    parts = set(_batches(workspace).values_list("details__part", flat=True))
    job = Job.objects.filter(workspace=workspace, kind="example").first()
    return ExampleState(FIRST in parts, NEWER in parts, job_line(job, now) if job else None)


def world_details(workspace: Workspace) -> Mapping[str, Any] | None:
    """The world of the first part as it was written, None when nothing was."""
    first = _batches(workspace).filter(details__part=FIRST).first()
    return first.details["world"] if first else None


def job_of_part(workspace: Workspace, part: str) -> Job | None:
    return Job.objects.filter(workspace=workspace, kind="example", params__part=part).first()


def _batches(workspace: Workspace) -> Any:
    return Batch.objects.filter(workspace=workspace, kind="example", simulated=True)
