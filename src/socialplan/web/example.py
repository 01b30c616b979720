"""The example company: making it, what it is, and letting its newer files arrive."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_POST

from socialplan.plan.sources.actions.example import NoExample, add_newer_example_data, create_example
from socialplan.plan.sources.actions.imports import retry_job
from socialplan.plan.sources.queries.example import example_state
from socialplan.plan.sources.queries.jobs import job
from socialplan.plan.team.rules import SIGNED_IN
from socialplan.web.access import PageRequest, page


@page(SIGNED_IN)
@require_POST
def make(request: PageRequest) -> HttpResponse:
    """To the example of this person, made when there is none."""
    language = (get_language() or "en")[:2]
    made = create_example(by=request.user, today=timezone.localdate(), language=language)
    return redirect("example-story", made.slug)


@page("data.read")
@require_GET
def story(request: PageRequest) -> HttpResponse:
    """What the example is; asked for by htmx, only the part that moves."""
    if not request.workspace.simulated:
        raise Http404
    state = example_state(request.workspace, now=timezone.now())
    if request.htmx and not state.working:
        return HttpResponse(headers={"HX-Refresh": "true"})
    template = "example/_state.html" if request.htmx else "example/page.html"
    return render(request, template, {"state": state})


@page("data.import")
@require_POST
def newer(request: PageRequest) -> HttpResponse:
    try:
        add_newer_example_data(workspace=request.workspace, by=request.member)
    except NoExample as missing:
        raise Http404 from missing
    return redirect("example-story", request.workspace.slug)


@page("data.import")
@require_POST
def again(request: PageRequest) -> HttpResponse:
    """Try the last step again after it failed."""
    state = example_state(request.workspace, now=timezone.now())
    held = job(workspace=request.workspace, id=state.job.id) if state.job else None
    if held is None or not request.workspace.simulated:
        raise Http404
    retry_job(job=held)
    return redirect("example-story", request.workspace.slug)


urlpatterns = [
    path("example/", make, name="example"),
    path("w/<slug:workspace>/example/", story, name="example-story"),
    path("w/<slug:workspace>/example/newer/", newer, name="example-newer"),
    path("w/<slug:workspace>/example/again/", again, name="example-again"),
]
