"""Looking: an answer that is kept as a finding without becoming a question that is asked again."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from socialplan.analysis import ANALYSES
from socialplan.analysis.base import Params
from socialplan.analysis.parameters import parse

from ...sources.models import Job, JobState
from ...team.models import Member, Workspace
from .. import measuring
from ..models import Finding
from ..queries.looks import LOOK, asked_of


def look(*, workspace: Workspace, analysis: str, params: Params) -> Finding:
    """The answer on the newest data; measured once as long as its data do not move. Raises BadParameter."""
    return measuring.looked(workspace, analysis, params)


@transaction.atomic
def look_soon(*, workspace: Workspace, analysis: str, given: Mapping[str, Any], by: Member) -> Job:
    """Leave a job that looks, for what takes long; asking twice gives the same. Raises BadParameter."""
    parse(ANALYSES[analysis], given, zone=workspace.zone)
    asked = asked_of(analysis, given)
    open_ones = Job.objects.filter(
        workspace=workspace, kind=LOOK, params=asked, state__in=(JobState.DUE, JobState.RUNNING)
    )
    return open_ones.first() or Job.objects.create(
        workspace=workspace, kind=LOOK, params=asked, by=str(by), due_at=timezone.now()
    )


def run_look(*, job: int) -> str:
    """What a process of its own does for the worker. Returns the id of the finding. Raises BadParameter."""
    held = Job.objects.select_related("workspace").get(pk=job, kind=LOOK)
    analysis, zone = held.params["analysis"], held.workspace.zone
    params = parse(ANALYSES[analysis], held.params["given"], zone=zone)
    return look(workspace=held.workspace, analysis=analysis, params=params).finding_id
