"""Connect an account: with an app password, an access token or at the network's own page; disconnect it."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from socialplan.plan.sources.actions import connecting
from socialplan.plan.sources.queries import listening as heard
from socialplan.plan.sources.queries.connectors import offers
from socialplan.web.access import PageRequest, page
from socialplan.web.live_sources import add_page

GIVEN = ("handle", "password", "token")


@page("network.connect")
@require_POST
def connect(request: PageRequest, network: str) -> HttpResponse:
    """With what the person brings: an app password or an access token."""
    _label(network)
    given = {name: request.POST.get(name, "") for name in GIVEN}
    server = request.POST.get("server", "").strip()
    try:
        connection = connecting.connect(network=network, server=server, given=given, by=request.member)
    except connecting.NotConnected as error:
        return _again(request, network, error)
    return _connected(request, connection.handle)


@page("network.connect")
@require_POST
def begin(request: PageRequest, network: str) -> HttpResponse:
    """The way on to the page of the network where the person says yes; a form may not lead elsewhere."""
    name = _label(network, there=True)
    back = settings.BASE_URL + reverse("connect-back", args=[request.workspace.slug])
    try:
        address = connecting.begin_sign_in(
            network=network, server=request.POST.get("server", "").strip(), host=request.get_host(),
            back=back, by=request.member, now=timezone.now(),
        )  # fmt: skip
    except connecting.NotConnected as error:
        return _again(request, network, error)
    shown = {"address": address, "server": urlsplit(address).hostname, "name": name}
    return render(request, "data/connect_on.html", shown)


@page("network.connect")
@require_GET
def back(request: PageRequest) -> HttpResponse:
    """Where the network sends the person afterwards."""
    try:
        connection = connecting.finish_sign_in(
            state=request.GET.get("state", ""), answered=request.GET.dict(), host=request.get_host(),
            by=request.member, now=timezone.now(),
        )  # fmt: skip
    except connecting.UnknownState:
        messages.error(request, _("This sign-in is over: it was used before or took too long. Begin again."))
        return redirect("source-add", request.workspace.slug)
    except connecting.NotConnected as error:
        return _again(request, "", error)
    return _connected(request, connection.handle)


@page("network.connect")
@require_POST
def disconnect(request: PageRequest, id: int) -> HttpResponse:
    """The key is removed and nothing is asked any more; what was heard stays."""
    found = [one for one in heard.connections(workspace=request.workspace) if one.pk == id]
    if not found:
        raise Http404
    connecting.disconnect(connection=found[0], by=request.member)
    messages.success(
        request, _("%(name)s is disconnected. What was heard stays.") % {"name": found[0].handle}
    )
    return redirect("data", request.workspace.slug)


def _label(network: str, *, there: bool = False) -> str:
    """What people call a network that can be connected; `there`: at its own page."""
    found = [one for one in offers() if one.network == network and one.needs_account]
    if not found or (there and not found[0].signs_in_there):
        raise Http404
    return found[0].label


def _connected(request: PageRequest, handle: str) -> HttpResponse:
    messages.success(request, _("%(name)s is connected. We listen from now on.") % {"name": handle})
    return redirect("data", request.workspace.slug)


def _again(request: PageRequest, network: str, error: connecting.NotConnected) -> HttpResponse:
    """The same page, with what went wrong beside the network; secrets are not shown again."""
    shown = {
        "refused": network or "mastodon", "fault": error.fault, "server": request.POST.get("server", ""),
        "handle": request.POST.get("handle", ""),
    }  # fmt: skip
    return add_page(request, status=422, **shown)


urlpatterns = [
    path("w/<slug:workspace>/data/accounts/connect/<slug:network>/", connect, name="connect"),
    path("w/<slug:workspace>/data/accounts/begin/<slug:network>/", begin, name="connect-begin"),
    path("w/<slug:workspace>/data/accounts/back/", back, name="connect-back"),
    path("w/<slug:workspace>/data/accounts/<int:id>/disconnect/", disconnect, name="disconnect"),
]
