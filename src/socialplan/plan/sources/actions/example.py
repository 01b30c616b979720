"""The example company: made in a workspace of its own, and given its newer files when somebody asks."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from socialplan.pipeline.example import FIRST, NEWER, World, add_example, as_details, world_of

from ...team.actions import audit, create_workspace, require
from ...team.models import Member, User, Workspace
from ..models import Job
from ..queries.example import example_of, job_of_part, world_details
from ..queries.store import open_store
from .running import recheck_soon

NAMES = {"nl": "Vlierzicht (verzonnen)", "en": "Vlierzicht (fictional)"}
ENDS_BEFORE = timedelta(days=3)  # the newest data are never quite of today


class NoExample(Exception):
    """This workspace is not an example, or it has no first data yet."""


@transaction.atomic
def create_example(*, by: User, today: date, language: str = "nl") -> Workspace:
    """The example of this person, made when there is none; the worker fills it. The same `today` and
    language always give the same data."""
    held = example_of(by)
    if held is not None:
        return held
    language = language if language in NAMES else "en"
    workspace = create_workspace(name=NAMES[language], owner=by, language=language, simulated=True)
    world = World(last=today - ENDS_BEFORE, language=language)
    Job.objects.create(
        workspace=workspace, kind="example", by=str(by), params={"part": FIRST, "world": as_details(world)}
    )
    return workspace


@transaction.atomic
def add_newer_example_data(*, workspace: Workspace, by: Member) -> Job:
    """Let the newer files of the example arrive; asking twice gives the same job. Raises NoExample."""
    require(by, "data.import")
    details = world_details(workspace)
    if details is None:
        raise NoExample
    held = job_of_part(workspace, NEWER)
    if held is not None and held.state not in ("failed", "cancelled"):
        return held
    audit(workspace=workspace, by=by, action="add_newer_example_data", object=workspace.name)
    return Job.objects.create(
        workspace=workspace, kind="example", by=str(by), params={"part": NEWER, "world": details}
    )


def run_example(
    *, job: Job, progress: Callable[[str, int, int | None], None], cancelled: Callable[[], bool]
) -> Mapping[str, Any]:
    """What the worker does: write the part into the store. Raises Cancelled, Busy."""
    receipt = add_example(
        open_store(also=lambda number: recheck_soon(workspace=job.workspace_id, batch=number)),
        workspace=job.workspace_id, world=world_of(job.params["world"]),
        part=job.params["part"], by=job.by, progress=progress, cancelled=cancelled,
    )  # fmt: skip
    return asdict(receipt)
