"""Erase a person: find them by handle, see what falls, confirm."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from socialplan.plan.sources import actions
from socialplan.plan.sources.queries import data
from socialplan.web.access import PageRequest, page


@page("data.erase")
@require_GET
def search(request: PageRequest) -> HttpResponse:
    """Who has this handle, and how much there is of them."""
    handle = request.GET.get("handle", "").strip()
    people = data.people(workspace=request.workspace, handle=handle) if handle else []
    return render(request, "data/person.html", {"handle": handle, "people": people})


@page("data.erase")
@require_POST
def erase(request: PageRequest) -> HttpResponse:
    keys = request.POST.getlist("person")
    if not keys:
        messages.error(request, _("Nobody was chosen. Nothing is erased."))
        return redirect("data-person", request.workspace.slug)
    actions.erase_person(workspace=request.workspace, person_keys=keys, by=request.member)
    done = ngettext("%(n)d person is erased everywhere.", "%(n)d people are erased everywhere.", len(keys))
    messages.success(request, done % {"n": len(keys)})
    return redirect("data", request.workspace.slug)


urlpatterns = [
    path("w/<slug:workspace>/data/person/", search, name="data-person"),
    path("w/<slug:workspace>/data/person/erase/", erase, name="data-person-erase"),
]
