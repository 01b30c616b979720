"""Models: which version of each labeller counts, how often it is right, and adopting another one."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from socialplan.plan.evidence.queries import claim_of, named
from socialplan.plan.listen import actions, queries
from socialplan.plan.sources.actions.imports import cancel_job
from socialplan.plan.sources.queries.jobs import job_line
from socialplan.web.access import PageRequest, page

if TYPE_CHECKING:
    from socialplan.plan.listen.queries import Preview
    from socialplan.plan.team.models import Workspace


@dataclass(frozen=True)
class ClaimRow:
    """A claim as it stands and as it would."""

    sentence: str
    before: str
    after: str
    value_before: float | str | None
    value_after: float | str | None


@page("data.read")
@require_GET
def overview(request: PageRequest) -> HttpResponse:
    """Every labeller with its versions."""
    return render(request, "models/page.html", {
        "labellers": queries.labellers(request.workspace), "broken": queries.broken_folders(),
    })  # fmt: skip


@page("data.read")
@require_GET
def version(request: PageRequest, name: str, version: str) -> HttpResponse:
    """One version: how far it has read, and what would turn."""
    return _version(request, name, version)


@page("models.adopt")
@require_POST
def preview(request: PageRequest, name: str, version: str) -> HttpResponse:
    try:
        actions.preview_soon(workspace=request.workspace, reads=name, version=version, by=request.member)
    except actions.CannotAdopt as why:
        return _version(request, name, version, str(why))
    return redirect("model-version", request.workspace.slug, name, version)


@page("models.adopt")
@require_POST
def learn(request: PageRequest, name: str) -> HttpResponse:
    try:
        actions.learn_soon(workspace=request.workspace, reads=name, by=request.member)
    except actions.CannotLearn as why:
        messages.error(request, str(why))
    return redirect("models", request.workspace.slug)


@page("models.adopt")
@require_POST
def try_folder(request: PageRequest, folder: str) -> HttpResponse:
    """A model in a folder: does it load, how fast is it, how often is it right?"""
    try:
        actions.try_soon(workspace=request.workspace, folder=folder, by=request.member)
    except actions.NoSuchFolder as gone:
        raise Http404 from gone
    return redirect("models", request.workspace.slug)


@page("models.adopt")
@require_POST
def stop(request: PageRequest, name: str, version: str) -> HttpResponse:
    job = queries.preview_job(request.workspace, name, version)
    if job is not None:
        cancel_job(job=job)
    return redirect("model-version", request.workspace.slug, name, version)


@page("models.adopt")
@require_POST
def adopt(request: PageRequest, name: str, version: str) -> HttpResponse:
    try:
        actions.adopt_version(workspace=request.workspace, reads=name, version=version, by=request.member)
    except actions.CannotAdopt as why:
        return _version(request, name, version, str(why))
    messages.success(request, _("Version %(version)s is adopted.") % {"version": version})
    return redirect("models", request.workspace.slug)


def _version(request: PageRequest, name: str, version: str, error: str = "") -> HttpResponse:
    workspace = request.workspace
    labeller = queries.labeller(workspace, name)
    found = next((one for one in labeller.versions if one.version == version), None) if labeller else None
    if found is None:
        raise Http404
    job = queries.preview_job(workspace, name, version)
    seen = queries.preview(workspace, name, version)
    template = "models/_preview.html" if request.htmx else "models/version.html"
    return render(request, template, {
        "labeller": labeller, "version": found, "preview": seen, "error": error,
        "job": job_line(job, timezone.now()) if job else None, "rows": _rows(workspace, seen),
    }, status=409 if error else 200)  # fmt: skip


def _rows(workspace: "Workspace", seen: "Preview | None") -> list[ClaimRow]:
    """Those that would turn first."""
    rows = []
    for one in sorted(seen.claims, key=lambda one: not one.turns) if seen else ():
        claim = claim_of(workspace, one.claim)
        if claim is not None:
            (sentence,) = named(workspace, [claim.sentence])
            rows.append(ClaimRow(sentence, one.before, one.after, one.value_before, one.value_after))
    return rows


urlpatterns = [
    path("w/<slug:workspace>/data/models/", overview, name="models"),
    path("w/<slug:workspace>/data/models/<slug:name>/learn/", learn, name="model-learn"),
    path("w/<slug:workspace>/data/models/folder/<str:folder>/try/", try_folder, name="model-try"),
    path("w/<slug:workspace>/data/models/<slug:name>/<str:version>/", version, name="model-version"),
    path("w/<slug:workspace>/data/models/<slug:name>/<str:version>/preview/", preview, name="model-preview"),
    path("w/<slug:workspace>/data/models/<slug:name>/<str:version>/stop/", stop, name="model-stop"),
    path("w/<slug:workspace>/data/models/<slug:name>/<str:version>/adopt/", adopt, name="model-adopt"),
]
