"""Import: bring files, and see what is under way."""

from collections.abc import Iterator

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from socialplan.pipeline.collect.errors import BadImport
from socialplan.pipeline.holidays import YEARS, calendar_of
from socialplan.plan.sources.actions.imports import (
    BadFiles,
    Incoming,
    bring_files,
    discard_draft,
    set_mapping,
    settle_mapping,
    split_draft,
)
from socialplan.plan.sources.queries import data, drafts, jobs
from socialplan.web import import_check, import_jobs, import_mapping
from socialplan.web.access import PageRequest, page
from socialplan.web.import_mapping import MOST_BYTES
from socialplan.web.words import reason_words, refusal_words


@page("data.import")
@require_http_methods(["GET", "POST"])
def start(request: PageRequest) -> HttpResponse:
    """Choose files; what was not finished stands under it."""
    if request.method == "POST":
        return _bring(request)
    workspace = request.workspace
    under_way = jobs.open_jobs(workspace=workspace, now=timezone.now())
    return render(request, "import/start.html", {
        "first": not data.batches(workspace=workspace),
        "drafts": drafts.open_drafts(workspace=workspace),
        "year": timezone.now().year, "years": YEARS,
        "jobs": [line for line in under_way if line.kind == "import"],
    })  # fmt: skip


def _bring(request: PageRequest) -> HttpResponse:
    """Keep the files and put those that belong together in one draft."""
    files, toml = list(_incoming(request)), _mapping(request)
    dropped = getattr(request, "too_large", ())
    for name in dropped:
        messages.error(request, refusal_words("too_large", {"name": name}))
    if dropped and not files:
        return redirect("import", request.workspace.slug)
    try:
        draft = bring_files(workspace=request.workspace, files=files, by=str(request.member))
    except BadFiles as refusal:
        messages.error(request, refusal_words(refusal.code, refusal.values))
        return redirect("import", request.workspace.slug)
    together = bool(toml) and drafts.fits(draft, toml)
    for one in [draft] if together else split_draft(draft=draft, groups=drafts.groups(draft)):
        if toml and drafts.fits(one, toml):
            set_mapping(draft=one, toml=toml)
        else:
            settle_mapping(draft=one)
    return redirect("import-check", request.workspace.slug, draft.pk)


def _mapping(request: PageRequest) -> str:
    """A mapping file brought along with the files it reads; one that cannot be read is said and left."""
    for file in request.FILES.getlist("files"):
        if _is_mapping(file):
            try:
                return drafts.checked_toml(file.read(MOST_BYTES), name=file.name or "")
            except BadImport as error:
                messages.error(request, reason_words(error.as_json()))
    return ""


def _is_mapping(file: UploadedFile) -> bool:
    return (file.name or "").lower().endswith(".toml")


def _incoming(request: PageRequest) -> Iterator[Incoming]:
    for file in request.FILES.getlist("files"):
        assert isinstance(file, UploadedFile)
        if not _is_mapping(file):
            yield Incoming(file.name or "", file.chunks())


@page("data.import")
@require_POST
def holidays(request: PageRequest) -> HttpResponse:
    """Dutch holidays of some years, to be checked like any calendar that is brought."""
    try:
        first, last = int(request.POST.get("first", "")), int(request.POST.get("last", ""))
        content = calendar_of(first, last)
    except ValueError:
        messages.error(request, _("Choose two years, the first one first."))
        return redirect("import", request.workspace.slug)
    file = Incoming(f"feestdagen-{first}-{last}.ics", [content])
    draft = bring_files(workspace=request.workspace, files=[file], by=str(request.member))
    settle_mapping(draft=draft)
    return redirect("import-check", request.workspace.slug, draft.pk)


@page("data.import")
@require_POST
def discard(request: PageRequest, id: int) -> HttpResponse:
    draft = drafts.draft(workspace=request.workspace, id=id)
    if draft is None:
        raise Http404
    discard_draft(draft=draft)
    messages.success(request, _("The files are thrown away. Nothing of them was stored."))
    return redirect("import", request.workspace.slug)


_draft = "w/<slug:workspace>/import/<int:id>/"
_job = "w/<slug:workspace>/import/job/<int:id>/"
urlpatterns = [
    path("w/<slug:workspace>/import/", start, name="import"),
    path("w/<slug:workspace>/import/holidays/", holidays, name="import-holidays"),
    path(f"{_draft}discard/", discard, name="import-discard"),
    *import_check.urlpatterns,
    *import_mapping.urlpatterns,
    path(_job, import_jobs.progress, name="import-job"),
    path(f"{_job}cancel/", import_jobs.cancel, name="import-cancel"),
    path(f"{_job}retry/", import_jobs.retry, name="import-retry"),
    path(f"{_job}errors/", import_jobs.errors, name="import-errors"),
    path("w/<slug:workspace>/tasks/", import_jobs.tasks, name="tasks"),
]
