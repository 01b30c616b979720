"""The door of every page: it names its permission, finds its workspace, and refuses by default."""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from socialplan.plan.team import queries
from socialplan.plan.team.rules import DECLARABLE, PUBLIC, SIGNED_IN, NotAllowed, may

if TYPE_CHECKING:
    from socialplan.plan.team.models import Member, User, Workspace
    from socialplan.web.period import Period


class PageRequest(HttpRequest):
    """A request that came through the door: on a workspace page both are set."""

    member: "Member"
    workspace: "Workspace"
    user: "User"
    htmx: Any
    period: "Period | None" = None  # of a page that looks at one (web/period.py)


View = Callable[..., HttpResponseBase]


def page(permission: str) -> Callable[[View], View]:
    """Declares what a page asks. Its address holds `<slug:workspace>` unless it is public or signed-in."""
    if permission not in DECLARABLE:
        raise ValueError(f"'{permission}' is not in the policy table")

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: PageRequest, *args: Any, workspace: str = "", **kwargs: Any) -> HttpResponseBase:
            if permission == PUBLIC:
                return view(request, *args, **kwargs)
            if not request.user.is_authenticated:
                return _to_sign_in(request)
            if permission != SIGNED_IN:
                _enter(request, workspace)
                if not may(request.member, permission):
                    return refused(request)
            try:
                return view(request, *args, **kwargs)
            except NotAllowed as refusal:
                return refused(request, refusal.why)

        guarded.permission = permission  # type: ignore[attr-defined]
        return guarded

    return decorate


def _enter(request: PageRequest, slug: str) -> None:
    """Foreign and missing answer alike."""
    member = queries.membership(user=request.user, slug=slug)
    if member is None:
        raise Http404
    request.member, request.workspace = member, member.workspace


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    if getattr(request, "htmx", False):
        return HttpResponse(status=401, headers={"HX-Redirect": reverse("sign-in")})
    return redirect_to_login(request.get_full_path(), reverse("sign-in"))


def refused(request: HttpRequest, why: str = "") -> HttpResponse:
    """The answer to somebody who may not: what would help, and nothing done."""
    template = "_refused.html" if getattr(request, "htmx", False) else "refused.html"
    return render(request, template, {"why": why}, status=403)
