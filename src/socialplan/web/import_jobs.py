"""An import under way and after it: progress, cancel, what went wrong, the task list."""

import csv

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from socialplan.plan.sources.actions.imports import cancel_job, retry_job
from socialplan.plan.sources.queries.jobs import JobLine, job, job_line, open_jobs
from socialplan.web.access import PageRequest, page
from socialplan.web.words import reason_words


@require_GET
@page("data.import")
def progress(request: PageRequest, id: int) -> HttpResponse:
    """The page of one import; asked for by htmx, only the part that moves."""
    line = _line(request, id)
    if line.health == "done" and request.htmx:
        return HttpResponse(headers={"HX-Refresh": "true"})
    if line.health == "done":
        return redirect("import-done", request.workspace.slug, id)
    template = "import/_job.html" if request.htmx else "import/job.html"
    return render(request, template, {"job": line, "problems": problems(line)})


@require_POST
@page("data.import")
def cancel(request: PageRequest, id: int) -> HttpResponse:
    found = job(workspace=request.workspace, id=id)
    if found is None:
        raise Http404
    cancel_job(job=found)
    return redirect("import-job", request.workspace.slug, id)


@require_POST
@page("data.import")
def retry(request: PageRequest, id: int) -> HttpResponse:
    found = job(workspace=request.workspace, id=id)
    if found is None:
        raise Http404
    retry_job(job=found)
    return redirect("import-job", request.workspace.slug, id)


@require_GET
@page("data.import")
def errors(request: PageRequest, id: int) -> HttpResponse:
    """The list of what does not fit, for a spreadsheet."""
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="not-imported-{id}.csv"'
    answer.write("\ufeff")
    writer = csv.writer(answer, delimiter=";")
    writer.writerow([_("File"), _("Line"), _("Why it does not fit")])
    for problem in problems(_line(request, id)):
        writer.writerow([_harmless(problem["file"]), problem["line"], _harmless(problem["why"])])
    return answer


@require_GET
@page("data.read")
def tasks(request: PageRequest) -> HttpResponse:
    """The task list of the top bar; 286 tells htmx that there is nothing left to ask for."""
    lines = open_jobs(workspace=request.workspace, now=timezone.now())
    return render(request, "_tasklist.html", {"jobs": lines}, status=200 if lines else 286)


def problems(line: JobLine) -> list[dict[str, str]]:
    """File, line, why: one row per thing that does not fit."""
    if not line.error:
        return []
    rows = [line.error, *line.error.get("more", ())]
    return [
        {"file": str(row.get("file") or ""), "line": str(row.get("line") or ""), "why": reason_words(row)}
        for row in rows
    ]


def _line(request: PageRequest, id: int) -> JobLine:
    found = job(workspace=request.workspace, id=id)
    if found is None:
        raise Http404
    return job_line(found, timezone.now())


def _harmless(text: str) -> str:
    """A text a spreadsheet does not take for a formula (rules.md 18)."""
    return "'" + text if text[:1] in "=+-@\t\r" else text
