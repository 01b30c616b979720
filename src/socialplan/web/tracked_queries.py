"""Tracked queries: the list of what we listen for, what is heard of it, and what one can do with each."""

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from socialplan.plan.listen import actions
from socialplan.plan.listen.ready import ready
from socialplan.plan.listen.tracked import query_lines, query_row
from socialplan.plan.team.edits import CannotUndo, StaleEdit

from .access import PageRequest, page
from .typed import whole

if TYPE_CHECKING:
    from socialplan.plan.listen.models import TrackedQuery


@page("plan.read")
@require_GET
def queries(request: PageRequest) -> HttpResponse:
    """The list; an empty one offers what the brief has ready."""
    return _list(request)


@page("data.import")
@require_POST
def do(request: PageRequest, pk: int, deed: str) -> HttpResponse:
    """Pause, go on, take away, put back: on the version one saw."""
    row, by, now = row_of(request, pk), request.member, timezone.now()
    version = whole(request.POST.get("version")) or 0
    try:
        if deed == "pause":
            saved = actions.pause_query(query=row, version=version, by=by, now=now)
        elif deed == "resume":
            saved = actions.resume_query(query=row, version=version, by=by)
        elif deed == "remove":
            saved = actions.remove_query(query=row, version=version, by=by, now=now)
        elif deed == "undo":
            saved = actions.undo_query(query=row, version=version, by=by, now=now)
        else:
            raise Http404
    except StaleEdit:
        return _list(request, done="stale", row=row, status=409)
    except CannotUndo:
        return _list(request, done="not undone", row=row, status=409)
    if not request.htmx:
        return redirect("tracked-queries", request.workspace.slug)
    return _list(request, done=deed, row=saved)


def row_of(request: PageRequest, pk: int) -> "TrackedQuery":
    found = query_row(request.workspace, pk)
    if found is None:
        raise Http404
    return found


def _list(request: PageRequest, *, status: int = 200, **shown: Any) -> HttpResponse:
    context = {"lines": query_lines(request.workspace), "ready": ready(request.workspace), **shown}
    piece = "listen/queries/_list.html" if request.htmx else "listen/queries/page.html"
    return render(request, piece, context, status=status)


urlpatterns = [
    path("w/<slug:workspace>/listen/queries/", queries, name="tracked-queries"),
    path("w/<slug:workspace>/listen/queries/<int:pk>/<slug:deed>/", do, name="tracked-query-do"),
]
