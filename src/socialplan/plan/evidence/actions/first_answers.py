"""First answers: measured by a job after an import, so that their page only reads."""

from collections.abc import Callable

from ...sources.models import Job, JobState
from ...team.actions import require
from ...team.models import Member, Workspace
from .. import measuring
from ..first_questions import QUESTIONS, UNANSWERED
from ..queries.first_answers import Reader

JOB = "answers"


def answer_first(workspace: Workspace, *, progress: Callable[[int, int], None]) -> int:
    """Measure what the ten questions need, one by one; returns how many were looked at. What was measured on
    these data already is not measured again."""
    reader = Reader(workspace, measuring.looked)
    if reader.fits(UNANSWERED):
        reader.read(UNANSWERED)
    for place, asked in enumerate(QUESTIONS):
        progress(place, len(QUESTIONS))
        reader.answer(asked)
    return len(QUESTIONS)


def answer_soon(*, workspace: Workspace, by: Member) -> Job:
    """Leave it to the worker, once."""
    require(by, "data.import")
    jobs = Job.objects.filter(workspace=workspace, kind=JOB)
    waiting = jobs.filter(state__in=(JobState.DUE, JobState.RUNNING)).first()
    return waiting or Job.objects.create(workspace=workspace, kind=JOB, by=str(by))
