"""Saved views: a filtered page kept by name, for oneself or the team, also as where a role comes in."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_GET, require_POST

from socialplan.analysis import ANALYSES
from socialplan.plan.team import views
from socialplan.plan.team.rules import ROLES

from .access import PageRequest, page
from .typed import line, whole

if TYPE_CHECKING:
    from socialplan.plan.team.models import SavedView

# The pages with filters, by the name of their address.
PAGES: dict[str, str | Promise] = {
    "claims": _lazy("Claims"), "changes": _lazy("What changed"), "team-history": _lazy("History"),
    "stream": _lazy("Stream"), "who": _lazy("Who"), "what": _lazy("What"),
    "movements": _lazy("Movements"),
    "audience": _lazy("Audience"), "reputation": _lazy("Reputation"),
    "traffic": _lazy("Traffic & conversion"), "competitors": _lazy("Competitors"),
    "explore-analysis": _lazy("Explore"),
}  # fmt: skip
PER_ANALYSIS = "explore-analysis"
PASSING = ("page", "item", "new", "edit", "for", "csrfmiddlewaretoken")  # steers a page, filters nothing


@dataclass(frozen=True)
class Line:
    """One view in a list: where it leads, and who comes in there."""

    view: "SavedView"
    address: str
    page: str
    starts: tuple[str, ...]
    changeable: bool


def address_of(view: "SavedView") -> str:
    """Where a view leads; empty when its page is no more."""
    if view.page not in PAGES or (view.page == PER_ANALYSIS and view.about not in ANALYSES):
        return ""
    about = [view.about] if view.page == PER_ANALYSIS else []
    address = reverse(view.page, args=[view.workspace.slug, *about])
    return f"{address}?{view.query}" if view.query else address


def lines(request: PageRequest) -> list[Line]:
    found = views.views_of(request.member)
    return [
        Line(view, address, _title(view), tuple(start.role for start in view.starts.all()),
             views.may_change(view, request.member))
        for view in found if (address := address_of(view))
    ]  # fmt: skip


def filters_of(request: HttpRequest) -> str:
    """The filters of this page as its address has them."""
    return _clean(request.GET).urlencode()


def _clean(query: QueryDict) -> QueryDict:
    kept = QueryDict(mutable=True)
    for name, values in query.lists():
        if name not in PASSING and any(values):
            kept.setlist(name, [str(value) for value in values if value])
    return kept


def _title(view: "SavedView") -> str:
    if view.page == PER_ANALYSIS:
        return f"{PAGES[view.page]}: {_(ANALYSES[view.about].title)}"
    return str(PAGES[view.page])


@page("plan.read")
@require_GET
def listing(request: PageRequest) -> HttpResponse:
    return _show(request)


@page("views.keep")
@require_POST
def keep(request: PageRequest) -> HttpResponse:
    """Back to the page, which is the view now."""
    name, about = request.POST.get("view", ""), request.POST.get("about", "")
    if name not in PAGES or (name == PER_ANALYSIS and about not in ANALYSES):
        raise Http404
    query = _clean(QueryDict(request.POST.get("query", "")[:2000])).urlencode()
    try:
        view = views.keep_view(
            workspace=request.workspace, name=line(request.POST.get("name")), page=name, by=request.member,
            about=about if name == PER_ANALYSIS else "", query=query, shared="shared" in request.POST,
        )  # fmt: skip
    except ValidationError:
        messages.error(request, _("Nothing was saved: give the view a name of at most 80 signs."))
        about_args = [about] if name == PER_ANALYSIS else []
        return redirect(f"{reverse(name, args=[request.workspace.slug, *about_args])}?{query}")
    messages.success(request, _("Saved as view: %(name)s.") % {"name": view.name})
    return redirect(address_of(view))


@page("views.keep")
@require_POST
def rename(request: PageRequest, pk: int) -> HttpResponse:
    try:
        views.rename_view(view=_view(request, pk), name=line(request.POST.get("name")), by=request.member)
    except ValidationError:
        messages.error(request, _("Nothing was saved: give the view a name of at most 80 signs."))
    return redirect("views", request.workspace.slug)


@page("views.keep")
@require_POST
def share(request: PageRequest, pk: int) -> HttpResponse:
    shared = request.POST.get("shared") == "1"
    views.share_view(view=_view(request, pk), shared=shared, by=request.member)
    return redirect("views", request.workspace.slug)


@page("views.keep")
@require_POST
def remove(request: PageRequest, pk: int) -> HttpResponse:
    """The list, with the way back."""
    view = views.remove_view(view=_view(request, pk), by=request.member, now=timezone.now())
    return _show(request, removed=view)


@page("views.keep")
@require_POST
def undo(request: PageRequest, pk: int) -> HttpResponse:
    view, version = views.view_of(request.member, pk), whole(request.POST.get("version")) or 0
    if view is None:
        raise Http404
    try:
        views.undo_view(view=view, version=version, by=request.member, now=timezone.now())
        messages.success(request, _("Put back."))
    except views.CannotUndo:
        messages.error(request, _("This changed again since. It cannot be undone."))
    return redirect("views", request.workspace.slug)


@page("team.manage")
@require_POST
def start(request: PageRequest, pk: int) -> HttpResponse:
    roles = [role for role in request.POST.getlist("role") if role in ROLES]
    views.start_with(view=_view(request, pk), roles=roles, by=request.member)
    messages.success(request, _("Saved."))
    return redirect("views", request.workspace.slug)


def _show(request: PageRequest, removed: "SavedView | None" = None) -> HttpResponse:
    context = {"lines": lines(request), "removed": removed, "roles": ROLES, "tab": "views"}
    return render(request, "views/page.html", context)


def _view(request: PageRequest, pk: int) -> "SavedView":
    view = views.view_of(request.member, pk)
    if view is None or view.removed_at is not None:
        raise Http404
    return view


urlpatterns = [
    path("w/<slug:workspace>/views/", listing, name="views"),
    path("w/<slug:workspace>/views/keep/", keep, name="view-keep"),
    path("w/<slug:workspace>/views/<int:pk>/name/", rename, name="view-rename"),
    path("w/<slug:workspace>/views/<int:pk>/share/", share, name="view-share"),
    path("w/<slug:workspace>/views/<int:pk>/remove/", remove, name="view-remove"),
    path("w/<slug:workspace>/views/<int:pk>/undo/", undo, name="view-undo"),
    path("w/<slug:workspace>/views/<int:pk>/start/", start, name="view-start"),
]
