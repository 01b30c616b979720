"""First answers: what came in, the ten questions of the method, and claims to adopt; also reachable later."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from socialplan.plan.evidence import actions
from socialplan.plan.evidence import queries as evidence
from socialplan.plan.evidence.first_questions import ANALYSE, LISTEN
from socialplan.plan.sources.queries import data
from socialplan.plan.sources.queries.jobs import JobLine, job, job_line, open_jobs
from socialplan.plan.team.queries import has_data
from socialplan.web.access import PageRequest, page

ENOUGH_DAYS = 56  # eight weeks: what a weekly pattern needs
MAKING = ("answers", "import")  # jobs after which more answers stand


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
        "short": days is not None and days < ENOUGH_DAYS, **_answered(request),
    })  # fmt: skip


@page("plan.read")
@require_GET
def answers(request: PageRequest) -> HttpResponse:
    """The same answers on the newest data, whenever somebody asks for them."""
    known = has_data(request.workspace)
    context = _answered(request) if known else {}
    return render(request, "import/answers.html", {"has_data": known, **context})


@page("plan.read")
@require_GET
def listing(request: PageRequest) -> HttpResponse:
    """The answers alone, asked again while a job measures them."""
    return render(request, "import/_answers.html", _answered(request))


@page("data.import")
@require_POST
def measure(request: PageRequest) -> HttpResponse:
    """Leave to the worker what nobody measured yet."""
    actions.answer_soon(workspace=request.workspace, by=request.member)
    if request.htmx:
        return render(request, "import/_answers.html", _answered(request))
    return redirect("answers", request.workspace.slug)


def _answered(request: PageRequest) -> dict[str, Any]:
    found = evidence.first_answers(request.workspace)
    jobs = open_jobs(workspace=request.workspace, now=timezone.now())
    return {
        "parts": [(part, [one for one in found if one.asked.part == part]) for part in (LISTEN, ANALYSE)],
        "unanswered": evidence.unanswered(request.workspace),
        "waiting": sum(one.state == evidence.WAITING for one in found), "total": len(found),
        "making": next((line for line in jobs if line.kind in MAKING), None),
    }  # fmt: skip


def _line(request: PageRequest, id: int) -> JobLine:
    found = job(workspace=request.workspace, id=id)
    if found is None or found.kind != "import":
        raise Http404
    return job_line(found, timezone.now())


urlpatterns = [
    path("w/<slug:workspace>/import/job/<int:id>/answers/", done, name="import-done"),
    path("w/<slug:workspace>/answers/", answers, name="answers"),
    path("w/<slug:workspace>/answers/list/", listing, name="answers-list"),
    path("w/<slug:workspace>/answers/measure/", measure, name="answers-measure"),
]
