"""Answers that take long: whether one is known, and the job that works it out."""

from collections.abc import Mapping
from typing import Any

from socialplan.analysis.base import Params

from ...sources.models import Job
from ...team.models import Workspace
from .. import measuring
from ..models import Finding

LOOK = "look"  # the kind of job


def known_answer(workspace: Workspace, analysis: str, params: Params) -> Finding | None:
    """The finding on the newest data, None where nobody measured it yet; measures nothing."""
    return measuring.known(workspace, analysis, params)


def asked_of(analysis: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """A question as its job keeps it: plain text, without what was left open."""
    kept = {name: str(value) for name, value in given.items() if value not in (None, "")}
    return {"analysis": analysis, "given": kept}


def look_job(workspace: Workspace, analysis: str, given: Mapping[str, Any]) -> Job | None:
    """The newest job that looks for this, whatever became of it."""
    return Job.objects.filter(workspace=workspace, kind=LOOK, params=asked_of(analysis, given)).first()
