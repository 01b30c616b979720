"""An import under way and after it: progress, cancel, what went wrong, the task list."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from socialplan.plan.sources.actions.imports import cancel_job, retry_job
from socialplan.plan.sources.queries.jobs import JobLine, job, job_line, open_jobs
from socialplan.web.access import PageRequest, page
from socialplan.web.problems import problem_rows, problems_csv


@page("data.import")
@require_GET
def progress(request: PageRequest, id: int) -> HttpResponse:
    """The page of one import; asked for by htmx, only the part that moves."""
    line = _line(request, id)
    if line.health == "done" and request.htmx:
        return HttpResponse(headers={"HX-Refresh": "true"})
    if line.health == "done":
        return redirect("import-done", request.workspace.slug, id)
    template = "import/_job.html" if request.htmx else "import/job.html"
    return render(request, template, {"job": line, "problems": problems(line)})


@page("data.import")
@require_POST
def cancel(request: PageRequest, id: int) -> HttpResponse:
    found = job(workspace=request.workspace, id=id)
    if found is None:
        raise Http404
    cancel_job(job=found)
    if found.kind != "import":
        return redirect("overview", request.workspace.slug)
    return redirect("import-job", request.workspace.slug, id)


@page("data.import")
@require_POST
def retry(request: PageRequest, id: int) -> HttpResponse:
    found = job(workspace=request.workspace, id=id)
    if found is None:
        raise Http404
    retry_job(job=found)
    return redirect("import-job", request.workspace.slug, id)


@page("data.import")
@require_GET
def errors(request: PageRequest, id: int) -> HttpResponse:
    """The list of what does not fit, for a spreadsheet."""
    return problems_csv(problems(_line(request, id)), name=f"not-imported-{id}")


@page("data.read")
@require_GET
def tasks(request: PageRequest) -> HttpResponse:
    """The task list of the top bar; with nothing left it takes itself away and asks no more."""
    lines = open_jobs(workspace=request.workspace, now=timezone.now())
    if not lines:
        return HttpResponse(headers={"HX-Reswap": "outerHTML"})
    return render(request, "_tasklist.html", {"jobs": lines})


def problems(line: JobLine) -> list[dict[str, str]]:
    return problem_rows([line.error, *line.error.get("more", ())] if line.error else [])


def _line(request: PageRequest, id: int) -> JobLine:
    found = job(workspace=request.workspace, id=id)
    if found is None:
        raise Http404
    return job_line(found, timezone.now())
