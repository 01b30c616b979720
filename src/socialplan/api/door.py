"""The door of the API: who calls, from which workspace, and whether they may. Refuses by default."""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer, SessionAuth

from socialplan.plan.team import queries
from socialplan.plan.team.rules import DECLARABLE, PUBLIC, NotAllowed, may

if TYPE_CHECKING:
    from socialplan.plan.team.models import Member


class ByToken(HttpBearer):
    """A key made by `./run token` or on the team page."""

    def authenticate(self, request: HttpRequest, token: str) -> "Member | None":
        request.member_of_token = queries.member_of_token(token, now=timezone.now())  # type: ignore[attr-defined]
        return request.member_of_token  # type: ignore[attr-defined]


class BySession(SessionAuth):
    """Whoever is signed in to the pages."""


def open_to_all(view: Callable[..., Any]) -> Callable[..., Any]:
    """The description of the API holds no data."""

    @wraps(view)
    def shown(*args: Any, **kwargs: Any) -> Any:
        return view(*args, **kwargs)

    shown.permission = PUBLIC  # type: ignore[attr-defined]
    return shown


WAYS_IN = [ByToken(), BySession()]


def operation(permission: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Declares what an operation asks, and sets `request.member` of the workspace that is meant."""
    if permission not in DECLARABLE:
        raise ValueError(f"'{permission}' is not in the policy table")

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            member = _member(request, request.GET.get("workspace"))
            if not may(member, permission):
                raise NotAllowed("Your role in this workspace does not allow this.")
            request.member = member  # type: ignore[attr-defined]
            return function(request, *args, **kwargs)

        guarded.permission = permission  # type: ignore[attr-defined]
        return guarded

    return decorate


def _member(request: HttpRequest, slug: str | None) -> "Member":
    """A key speaks for one workspace; a session for all of its person's. Foreign and missing answer alike."""
    by_token: Member | None = getattr(request, "member_of_token", None)
    if by_token is not None:
        if slug not in (None, "", by_token.workspace.slug):
            raise Http404
        return by_token
    if not slug:
        slug = _only_workspace(request)
    member = queries.membership(user=request.user, slug=slug)  # type: ignore[arg-type]
    if member is None:
        raise Http404
    return member


def _only_workspace(request: HttpRequest) -> str:
    slugs = [one.slug for one in queries.workspaces_of(request.user)]  # type: ignore[arg-type]
    if len(slugs) > 1:
        raise WorkspaceNeeded(slugs)
    return slugs[0] if slugs else ""


class WorkspaceNeeded(Exception):
    """The caller is in several workspaces and named none."""

    def __init__(self, slugs: list[str]) -> None:
        super().__init__(f"Which workspace? Give workspace=NAME. Yours: {', '.join(slugs)}.")
