"""The check before an import: what we read in the files, and everything one can change about it."""

from collections.abc import Mapping
from typing import Any
from zoneinfo import available_timezones

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_GET, require_POST

from socialplan.pipeline.columns import KEEP, Choices
from socialplan.plan.sources.actions.imports import set_choices, set_owner_kinds, start_import
from socialplan.plan.sources.actions.mappings import remember_mapping
from socialplan.plan.sources.queries import data, drafts
from socialplan.records import OWNER_KINDS
from socialplan.web.access import PageRequest, page
from socialplan.web.problems import problem_rows, problems_csv

TIME_FORMATS = (
    ("", _lazy("found by itself")),
    ("%d-%m-%Y", "31-12-2026"), ("%d-%m-%Y %H:%M", "31-12-2026 23:59"),
    ("%d-%m-%Y %H:%M:%S", "31-12-2026 23:59:59"),
    ("%d/%m/%Y", "31/12/2026"), ("%d/%m/%Y %H:%M", "31/12/2026 23:59"), ("%m/%d/%Y", "12/31/2026"),
    ("%m/%d/%Y %H:%M", "12/31/2026 23:59"), ("%m/%d/%Y %H:%M:%S", "12/31/2026 23:59:59"),
    ("%Y-%m-%d", "2026-12-31"), ("%Y-%m-%d %H:%M", "2026-12-31 23:59"),
    ("%Y-%m-%d %H:%M:%S", "2026-12-31 23:59:59"),
    ("iso", "2026-12-31T23:59:59+01:00"), ("epoch", _lazy("seconds since 1970")),
)  # fmt: skip
ENCODINGS = ("utf-8", "utf-16", "windows-1252")
DELIMITERS = (",", ";", "\t", "|")
NETWORKS = (
    "facebook", "instagram", "linkedin", "mastodon", "bluesky", "threads", "tiktok", "twitter", "youtube",
)  # fmt: skip


@page("data.import")
@require_GET
def check(request: PageRequest, id: int) -> HttpResponse:
    """What we read; nothing is stored. Of a file that takes long the first rows come first."""
    draft = _draft(request, id)
    if draft.job is not None and draft.job.state in ("due", "running"):
        return redirect("import-job", request.workspace.slug, draft.job_id)
    return render(request, "import/check.html", _context(request, draft, quick=not drafts.is_small(draft)))


@page("data.import")
@require_GET
def whole(request: PageRequest, id: int) -> HttpResponse:
    """The same with every row read; the page asks for it by itself."""
    return render(request, "import/_check.html", _context(request, _draft(request, id)))


@page("data.import")
@require_POST
def choices(request: PageRequest, id: int) -> HttpResponse:
    """Read again with what was chosen."""
    draft = _draft(request, id)
    set_choices(draft=draft, choices=_chosen(request.POST))
    if request.htmx:
        return render(request, "import/_check.html", _context(request, draft, quick=True))
    return redirect("import-check", request.workspace.slug, id)


@page("data.import")
@require_POST
def start(request: PageRequest, id: int) -> HttpResponse:
    """Leave the work to the worker and show how far it is."""
    draft = _draft(request, id)
    kinds = {name.removeprefix("account."): kind for name, kind in request.POST.items()
             if name.startswith("account.") and kind in OWNER_KINDS}  # fmt: skip
    set_owner_kinds(draft=draft, kinds=kinds)
    if name := request.POST.get("remember", "").strip():
        remember_mapping(
            workspace=request.workspace, name=name, toml=draft.toml, columns_key=drafts.columns_key(draft),
            by=request.member,
        )  # fmt: skip
    job = start_import(draft=draft, by=str(request.member))
    return redirect("import-job", request.workspace.slug, job.pk)


@page("data.import")
@require_GET
def misfits(request: PageRequest, id: int) -> HttpResponse:
    """The rows that do not fit, as a list for a spreadsheet."""
    checked = drafts.check(_draft(request, id))
    return problems_csv(problem_rows(checked.problems), name=f"does-not-fit-{id}")


def _context(request: PageRequest, draft: Any, *, quick: bool = False) -> dict[str, Any]:
    checked = drafts.check(draft, quick=quick)
    return {
        "checked": checked, "keep": KEEP, "time_formats": TIME_FORMATS, "encodings": ENCODINGS,
        "delimiters": DELIMITERS, "networks": NETWORKS, "zones": sorted(available_timezones()),
        "owner_kinds": OWNER_KINDS, "mappings": data.mappings(workspace=request.workspace),
        "problems": problem_rows([checked.error] if checked.error else checked.problems),
        "others": [d for d in drafts.open_drafts(workspace=request.workspace) if d.id != draft.pk],
    }  # fmt: skip


def _chosen(given: Mapping[str, str]) -> Choices:
    """What stands in the form; a control that is not shown leaves its part as it was."""
    columns = {
        name.removeprefix("column."): value for name, value in given.items() if name.startswith("column.")
    }
    return Choices(
        columns=columns, network=given.get("network"), zone=given.get("zone"),
        time_format=given.get("time_format"), decimal=given.get("decimal"),
        thousands={".": ",", ",": "."}.get(given.get("decimal", "")), encoding=given.get("encoding"),
        delimiter=given.get("delimiter"),
    )  # fmt: skip


def _draft(request: PageRequest, id: int) -> Any:
    found = drafts.draft(workspace=request.workspace, id=id)
    if found is None:
        raise Http404
    return found


_at = "w/<slug:workspace>/import/<int:id>/"
urlpatterns = [
    path(_at, check, name="import-check"),
    path(f"{_at}choices/", choices, name="import-choices"),
    path(f"{_at}whole/", whole, name="import-whole"),
    path(f"{_at}start/", start, name="import-start"),
    path(f"{_at}misfits/", misfits, name="import-misfits"),
]
