"""Data and connections: what we hear, what we miss, and how fresh it is."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from socialplan.plan.sources import actions
from socialplan.plan.sources.queries import coverage, data, jobs
from socialplan.records import OWNER_KINDS
from socialplan.web import mappings, person
from socialplan.web.access import PageRequest, page


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
        "mappings": data.mappings(workspace=workspace),
        "jobs": [line for line in lines if line.health != "done"],
        "owner_kinds": OWNER_KINDS,
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


def _day(request: HttpRequest) -> date | None:
    try:
        return date.fromisoformat(request.GET.get("until", ""))
    except ValueError:
        return None


urlpatterns = [
    path("w/<slug:workspace>/data/", overview, name="data"),
    path("w/<slug:workspace>/data/accounts/", mark, name="data-accounts"),
    *mappings.urlpatterns,
    *person.urlpatterns,
]
