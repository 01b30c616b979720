"""The editor of a tracked query: rows or text, with what it would give before it is saved."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from socialplan.analysis.base import BadParameter
from socialplan.plan.listen import actions
from socialplan.plan.listen.actions.previewing import Preview
from socialplan.plan.listen.places import Place
from socialplan.plan.listen.ready import ready, spellings_of
from socialplan.plan.team.edits import StaleEdit
from socialplan.tracked import BadQuery

from .access import PageRequest, page
from .tracked_draft import Draft, draft_of, posted, saved_draft
from .tracked_queries import row_of
from .tracked_words import cost_words, daily_words, query_words

if TYPE_CHECKING:
    from socialplan.plan.listen.models import TrackedQuery

USUAL = "search"  # the stream that is chosen before somebody chose


@page("data.import")
@require_http_methods(["GET", "POST"])
def new(request: PageRequest) -> HttpResponse:
    """Empty, or begun from a part of the brief (`?from=names`) or from a query in an address (`?query=`)."""
    if request.method == "POST":
        return _posted(request, None)
    code = request.GET.get("from", "")
    found = next((one for one in ready(request.workspace) if one.code == code), None)
    if found:
        known = {"name": found.title, "follows": found.code, "followed": found.spellings}
        return _show(request, draft_of(found.text, **known))
    asked = request.GET.get("query", "")[:4_000]
    return _show(request, draft_of(asked) if asked else Draft())


@page("data.import")
@require_http_methods(["GET", "POST"])
def change(request: PageRequest, pk: int) -> HttpResponse:
    row = row_of(request, pk)
    return _posted(request, row) if request.method == "POST" else _show(request, saved_draft(row), row=row)


def _posted(request: PageRequest, row: "TrackedQuery | None") -> HttpResponse:
    """Everything the form does comes here: `deed` says which button was pressed."""
    draft, deed = posted(request.POST), request.POST.get("deed", "save")
    if deed == "preview":
        return _preview_alone(request, draft)
    if deed == "rows":
        return _show(request, draft.as_rows(), row=row)
    if deed == "text":
        return _show(request, draft.as_text(), row=row)
    if deed == "add":
        return _show(request, replace(draft, groups=(*draft.groups, "")), row=row)
    checked = draft.checked()
    return _show(request, checked, row=row, status=422) if checked.errors else _save(request, draft, row)


def _save(request: PageRequest, draft: Draft, row: "TrackedQuery | None") -> HttpResponse:
    follows = draft.follows if spellings_of(request.workspace, draft.follows) else ""
    fields = {
        "name": draft.name, "text": draft.asked(), "follows": follows, "places": _places(request, draft),
        "followed": list(spellings_of(request.workspace, follows)),
    }  # fmt: skip
    by = request.member
    try:
        if row is None:
            saved = actions.add_query(workspace=request.workspace, fields=fields, by=by)
        else:
            saved = actions.change_query(query=row, fields=fields, version=draft.version, by=by)
    except ValidationError as error:
        wrong = " ".join(error.messages)
        return _show(request, replace(draft, errors={"name": wrong}), row=row, status=422)
    except StaleEdit as stale:
        shown = replace(draft, version=stale.version)
        theirs = query_words(row_of(request, row.pk if row else 0).text)
        return _show(request, shown, row=row, status=409, stale=stale, theirs=theirs)
    said = _("We listen for %(name)s now.") if saved.askings.exists() else _("%(name)s is saved.")
    messages.success(request, said % {"name": f"“{saved.name}”"})
    return redirect("tracked-queries", request.workspace.slug)


def _places(request: PageRequest, draft: Draft) -> list[str]:
    """Those that were chosen; before anybody could choose the usual ones."""
    if draft.asks_places:
        return list(draft.places)
    found = actions.preview(workspace=request.workspace, text=draft.asked()).costs
    return [one.place.code for one in found if one.place.asked.stream == USUAL and one.place.can]


def _show(
    request: PageRequest, draft: Draft, *, row: "TrackedQuery | None" = None, status: int = 200, **more: Any
) -> HttpResponse:
    context = {"draft": draft, "row": row, **more}
    if request.htmx:
        return render(request, "listen/queries/_form.html", context, status=status)
    context |= _previewed(request, draft)
    return render(request, "listen/queries/editor.html", context, status=status)


def _preview_alone(request: PageRequest, draft: Draft) -> HttpResponse:
    context = {"draft": draft, "row": None, **_previewed(request, draft)}
    piece = "_preview.html" if request.htmx else "editor.html"
    return render(request, f"listen/queries/{piece}", context)


def _previewed(request: PageRequest, draft: Draft) -> dict[str, Any]:
    """What the query would give; why it gives nothing where it cannot be read."""
    try:
        text = draft.asked()
        found = actions.preview(workspace=request.workspace, text=text)
    except (BadQuery, BadParameter):
        wrong = replace(draft, name="-").checked().errors
        started = any(draft.groups) if draft.mode == "rows" else draft.text.strip()
        return {"unread": next(iter(wrong.values()), "") if started else ""}
    cannot = [one.place for one in found.costs if not one.place.can]
    return {
        "preview": found, "words": query_words(text), "costs": _costs(found, draft), "cannot": cannot,
        "text": text,
    }  # fmt: skip


def _costs(found: Preview, draft: Draft) -> list[dict[str, Any]]:
    def chosen(place: Place) -> bool:
        return place.code in draft.places if draft.asks_places else place.asked.stream == USUAL

    return [
        {
            "place": one.place, "says": cost_words(one), "daily": daily_words(one),
            "chosen": chosen(one.place),
        }
        for one in found.costs if one.place.can
    ]  # fmt: skip


urlpatterns = [
    path("w/<slug:workspace>/listen/queries/new/", new, name="tracked-query-new"),
    path("w/<slug:workspace>/listen/queries/<int:pk>/", change, name="tracked-query"),
]
