"""Sources that are listened to: add one, ask it now, stop it, go on, take it away."""

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from socialplan.plan.sources.actions import listening
from socialplan.plan.sources.queries import listening as heard
from socialplan.plan.sources.queries.connectors import offers
from socialplan.web.access import PageRequest, page
from socialplan.web.source_words import untold

if TYPE_CHECKING:
    from socialplan.plan.sources.models import Source

FEED = "feed"


@page("data.import")
@require_http_methods(["GET", "POST"])
def add(request: PageRequest) -> HttpResponse:
    """Choose where to listen; a feed needs its address and nothing else."""
    if request.method == "GET":
        return add_page(request)
    address, wrong = _address(request.POST.get("address", ""))
    if wrong:
        return add_page(request, status=422, wrong=wrong, address=address)
    name = request.POST.get("name", "").strip() or urlsplit(address).hostname or address
    source = listening.add_source(
        workspace=request.workspace, network=FEED, server=address, stream="entries", name=name,
        by=request.member,
    )  # fmt: skip
    messages.success(request, _("We listen to %(name)s from now on.") % {"name": source.name})
    return redirect("data", request.workspace.slug)


def add_page(request: PageRequest, *, status: int = 200, **shown: Any) -> HttpResponse:
    """The page, with what went wrong and what each network does not tell."""
    told = {f"untold_{one.network}": untold(one.not_offered) for one in offers()}
    return render(request, "data/add_source.html", {**told, **shown}, status=status)


@page("data.read")
@require_GET
def lines(request: PageRequest) -> HttpResponse:
    """The part of the page with the sources, renewed while it is looked at."""
    return _part(request)


@page("data.import")
@require_POST
def do(request: PageRequest, id: int, deed: str) -> HttpResponse:
    """Stop, go on, ask now or take away; an htmx request gets the part back."""
    source = _source(request, id)
    if deed == "stop":
        listening.stop_source(source=source, by=request.member)
    elif deed == "resume":
        listening.resume_source(source=source, by=request.member)
    elif deed == "ask":
        listening.ask_now(source=source)
    elif deed == "remove":
        listening.remove_source(source=source, by=request.member)
        messages.success(request, _("%(name)s is taken away. What was heard stays.") % {"name": source.name})
    else:
        raise Http404
    if request.htmx:
        return _part(request)
    return redirect("data", request.workspace.slug)


def _part(request: PageRequest) -> HttpResponse:
    workspace = request.workspace
    shown = {
        "live": heard.together(heard.sources(workspace=workspace)),
        "connections": heard.connections(workspace=workspace),
    }
    return render(request, "data/_live.html", shown)


def _source(request: PageRequest, id: int) -> "Source":
    found = heard.source(workspace=request.workspace, id=id)
    if found is None:
        raise Http404
    return found


def _address(given: str) -> tuple[str, str]:
    """The address as it is asked, and what is wrong with it ("" for nothing)."""
    address = given.strip()
    if address and "://" not in address:
        address = f"https://{address}"
    try:
        parts = urlsplit(address)
        known = parts.scheme in ("http", "https") and bool(parts.hostname) and not parts.username
    except ValueError:
        known = False
    if not known or len(address) > 300 or any(sign.isspace() for sign in address):
        return given, _("This is no web address. It looks like https://example.org/feed.xml.")
    return address, ""


urlpatterns = [
    path("w/<slug:workspace>/data/sources/add/", add, name="source-add"),
    path("w/<slug:workspace>/data/sources/", lines, name="source-lines"),
    path("w/<slug:workspace>/data/sources/<int:id>/<slug:deed>/", do, name="source-do"),
]
