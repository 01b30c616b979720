"""Data and connections: what we hear, what we miss, and how fresh it is."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from socialplan.plan.evidence import queries as evidence
from socialplan.plan.sources import actions
from socialplan.plan.sources.queries import coverage, data, jobs, listening
from socialplan.records import OWNER_KINDS
from socialplan.web import mappings, person
from socialplan.web.access import PageRequest, page

TAKEN_BACK = ("import", "collection", "example")


@page("data.read")
@require_GET
def overview(request: PageRequest) -> HttpResponse:
    """Everything that came in, on one page."""
    workspace = request.workspace
    accounts = data.accounts(workspace=workspace)
    lines = jobs.recent_jobs(workspace=workspace, now=timezone.now())
    return render(request, "data/page.html", {
        "strip": coverage.strip(workspace=workspace, until=_day(request)),
        "sources": data.sources(workspace=workspace, accounts=accounts),
        "accounts": accounts,
        "batches": data.batches(workspace=workspace),
        "tables": data.tables(workspace=workspace),
        "rests": evidence.rests_on_batches(workspace),
        "mappings": data.mappings(workspace=workspace),
        "jobs": [line for line in lines if line.health != "done"],
        "live": listening.together(listening.sources(workspace=workspace)),
        "connections": listening.connections(workspace=workspace),
        "owner_kinds": OWNER_KINDS,
        "taken_back": TAKEN_BACK,
    })  # fmt: skip


@page("data.import")
@require_POST
def mark(request: PageRequest) -> HttpResponse:
    """Say which accounts are ours, a competitor's or another's; only what differs is stored."""
    marked = 0
    for account in data.accounts(workspace=request.workspace):
        kind = request.POST.get(f"{account.network}/{account.account_id}", account.owner_kind)
        if kind in OWNER_KINDS and kind != account.owner_kind:
            actions.mark_account(
                workspace=request.workspace, network=account.network, account_id=account.account_id,
                owner_kind=kind, by=request.member,
            )  # fmt: skip
            marked += 1
    text = ngettext("%(n)d account is marked.", "%(n)d accounts are marked.", marked) % {"n": marked}
    messages.success(request, text if marked else _("Nothing was changed."))
    return redirect("data", request.workspace.slug)


@page("data.erase")
@require_http_methods(["GET", "POST"])
def take_back(request: PageRequest, number: int) -> HttpResponse:
    """What falls with an import; then the import goes, as a whole."""
    found = [batch for batch in data.batches(workspace=request.workspace) if batch.number == number]
    if not found or found[0].kind not in TAKEN_BACK or found[0].taken_back:
        raise Http404
    if request.method == "POST":
        actions.take_back_import(workspace=request.workspace, batch=number, by=request.member)
        messages.success(request, _("Batch %(number)s was taken back.") % {"number": number})
        return redirect("data", request.workspace.slug)
    rests = evidence.rests_on_batches(request.workspace).get(number, evidence.Rests())
    return render(request, "data/take_back.html", {"batch": found[0], "rests": rests})


def _day(request: HttpRequest) -> date | None:
    try:
        return date.fromisoformat(request.GET.get("until", ""))
    except ValueError:
        return None


urlpatterns = [
    path("w/<slug:workspace>/data/", overview, name="data"),
    path("w/<slug:workspace>/data/batch/<int:number>/", take_back, name="data-take-back"),
    path("w/<slug:workspace>/data/accounts/", mark, name="data-accounts"),
    *mappings.urlpatterns,
    *person.urlpatterns,
]
