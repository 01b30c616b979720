"""First answers: what came in, three questions that fit it, and claims to adopt."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from socialplan.analysis import ANALYSES
from socialplan.analysis.base import BadParameter
from socialplan.analysis.parameters import parse
from socialplan.plan.evidence import actions as evidence
from socialplan.plan.evidence import queries as evidence_queries
from socialplan.plan.sources.queries import data
from socialplan.plan.sources.queries.data import BatchLine
from socialplan.plan.sources.queries.jobs import JobLine, job, job_line
from socialplan.web.access import PageRequest, page
from socialplan.web.answer import Reader
from socialplan.web.fitting import Fitting, fitting_questions
from socialplan.web.persons import names_of

if TYPE_CHECKING:
    from socialplan.plan.evidence.queries import Figure
    from socialplan.plan.team.models import Workspace

ENOUGH_DAYS = 56  # eight weeks: what a weekly pattern needs


@dataclass(frozen=True)
class Answer:
    """A question with its figure and what stands out."""

    asked: Fitting
    figure: "Figure"
    sentence: str


@page("data.import")
@require_GET
def done(request: PageRequest, id: int) -> HttpResponse:
    """What one import brought."""
    line = _line(request, id)
    if line.health != "done":
        return redirect("import-job", request.workspace.slug, id)
    batches = data.batches(workspace=request.workspace)
    batch = next((one for one in batches if one.number == line.result.get("batch")), None)
    sources = data.sources(workspace=request.workspace, accounts=())
    source = next((one for one in sources if batch and batch.number in one.batches), None)
    days = (source.last - source.first).days + 1 if source and source.first and source.last else None
    return render(request, "import/done.html", {
        "job": line, "batch": batch, "source": source, "days": days,
        "short": days is not None and days < ENOUGH_DAYS,
        "answers": answers(request.workspace, batches),
    })  # fmt: skip


MOST_ANSWERS = 3


def answers(workspace: "Workspace", batches: list[BatchLine]) -> list[Answer]:
    """Up to three questions that fit what is there, each answered."""
    found: list[Answer] = []
    for asked in fitting_questions(batches, most=len(ANALYSES)):
        if len(found) == MOST_ANSWERS:
            break
        entry = ANALYSES[asked.name]
        given = QueryDict(asked.query).dict()
        try:
            params = parse(entry, given, zone=workspace.zone)
            finding = evidence.look(workspace=workspace, analysis=asked.name, params=params)
        except BadParameter:
            continue  # a question that does not fit after all is simply not among the three
        if finding.headline.get("value") is None:
            continue
        reader = Reader(finding, names_of(workspace, finding))
        found.append(Answer(asked, evidence_queries.headline_figure(finding), reader.sentence()))
    return found


def _line(request: PageRequest, id: int) -> JobLine:
    found = job(workspace=request.workspace, id=id)
    if found is None or found.kind != "import":
        raise Http404
    return job_line(found, timezone.now())
