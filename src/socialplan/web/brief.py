"""The brief: what the marketing strategy expects, who we are, what we offer, what was done before."""

from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from socialplan.plan.brief import actions, queries
from socialplan.plan.goals.library import library
from socialplan.plan.team.edits import CannotUndo, StaleEdit

from .access import PageRequest, page
from .brief_blocks import BLOCKS, Block
from .brief_followers import Followers
from .brief_forms import FORMS, focused
from .stale import Clash, add_errors, clashes
from .typed import whole


@dataclass(frozen=True)
class Doing:
    """What is going on in one block: a row being written, or what was just done to one."""

    kind: str = ""
    pk: int | None = None
    form: forms.Form | None = None
    version: int | None = None
    clashes: list[Clash] = field(default_factory=list)
    by: str = ""
    done: str = ""  # saved, removed, undone
    row: Any = None
    status: int = 200


@page("plan.read")
@require_GET
def brief(request: PageRequest) -> HttpResponse:
    """The page; `?new=name` and `?edit=name-3` open a row. htmx gets the one block it asked for."""
    return _show(request, _asked(request))


@page("plan.edit")
@require_POST
def add(request: PageRequest, kind: str) -> HttpResponse:
    form = _form(kind, request.POST)
    if not form.is_valid():
        return _show(request, Doing(kind, form=form, status=422))
    try:
        followers = Followers(request)
        row = actions.add(
            workspace=request.workspace, kind=kind, fields=form.cleaned_data, by=request.member,
            also=followers.follow,
        )  # fmt: skip
        followers.count()
    except ValidationError as error:
        add_errors(form, error)
        return _show(request, Doing(kind, form=form, status=422))
    return _show(request, Doing(kind, done="saved", row=row))


@page("plan.edit")
@require_POST
def change(request: PageRequest, kind: str, pk: int) -> HttpResponse:
    row, form = _row(request, kind, pk), _form(kind, request.POST)
    version = _version(request)
    if not form.is_valid():
        return _show(request, Doing(kind, pk, form, version, status=422))
    try:
        followers = Followers(request)
        saved = actions.change(
            row=row, fields=form.cleaned_data, version=version, by=request.member, also=followers.follow
        )
        followers.count()
    except StaleEdit as stale:
        found = clashes(stale, form)
        return _show(request, Doing(kind, pk, form, stale.version, found, stale.by, status=409))
    except ValidationError as error:
        add_errors(form, error)
        return _show(request, Doing(kind, pk, form, version, status=422))
    return _show(request, Doing(kind, done="saved" if saved.version > version else "", row=saved))


@page("plan.edit")
@require_POST
def remove(request: PageRequest, kind: str, pk: int) -> HttpResponse:
    try:
        followers = Followers(request)
        row = actions.remove(
            row=_row(request, kind, pk), version=_version(request), by=request.member, now=timezone.now(),
            also=followers.follow,
        )  # fmt: skip
        followers.count()
    except StaleEdit as stale:
        return _show(request, Doing(kind, by=stale.by, done="stale", status=409))
    return _show(request, Doing(kind, done="removed", row=row))


@page("plan.edit")
@require_POST
def undo(request: PageRequest, kind: str, pk: int) -> HttpResponse:
    try:
        followers = Followers(request)
        row = actions.undo_last(
            row=_row(request, kind, pk), version=_version(request), by=request.member, now=timezone.now(),
            also=followers.follow,
        )  # fmt: skip
        followers.count()
    except CannotUndo:
        return _show(request, Doing(kind, done="not undone", status=409))
    return _show(request, Doing(kind, done="undone", row=row))


def _asked(request: PageRequest) -> Doing:
    if (kind := request.GET.get("new", "")) in FORMS:
        return Doing(kind, form=_form(kind))
    kind, _dash, number = request.GET.get("edit", "").rpartition("-")
    if kind in FORMS and (pk := whole(number)) is not None:
        row = _row(request, kind, pk)
        values = {name: getattr(row, name) for name in actions.FIELDS[kind]}
        return Doing(kind, row.pk, _form(kind, initial=values), row.version)
    return Doing(request.GET.get("block", ""))


def _show(request: PageRequest, doing: Doing) -> HttpResponse:
    whole = queries.brief(request.workspace)
    blocks = [_filled(block, whole) for block in BLOCKS]
    context: dict[str, Any] = {
        "doing": doing, "brief": whole, "says": _says(whole),
        "measures": {line.code: line.title for line in library()},
    }  # fmt: skip
    if request.htmx and doing.kind in FORMS:
        context["block"] = next(block for block in blocks if block.kind == doing.kind)
        return render(request, "brief/_block.html", context, status=doing.status)
    if request.method == "POST" and doing.status == 200:
        return redirect("brief", request.workspace.slug)
    return render(request, "brief/page.html", {**context, "blocks": blocks}, status=doing.status)


def _filled(block: Block, whole: queries.Brief) -> Block:
    return block.with_lines(getattr(whole, block.lines_name), own=whole.accounts)


def _says(whole: queries.Brief) -> str:
    """What we can say now, made from data."""
    if not whole.expectations:
        return ""
    said = [
        _("Expectations: %(all)s, without a goal: %(unserved)s.")
        % {"unserved": whole.unserved, "all": len(whole.expectations)}
    ]
    if whole.silent:
        said.append(_("Spellings not heard in 30 days: %(silent)s.") % {"silent": whole.silent})
    return " ".join(said)


def _form(kind: str, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
    if kind not in FORMS:
        raise Http404
    form = FORMS[kind](data, initial=initial, auto_id=f"{kind}-%s")
    return form if data else focused(form)


def _row(request: PageRequest, kind: str, pk: int) -> Any:
    row = queries.row_of(request.workspace, kind, pk)
    if row is None:
        raise Http404
    return row


def _version(request: HttpRequest) -> int:
    return whole(request.POST.get("version")) or 0


urlpatterns = [
    path("w/<slug:workspace>/brief/", brief, name="brief"),
    path("w/<slug:workspace>/brief/<str:kind>/", add, name="brief-add"),
    path("w/<slug:workspace>/brief/<str:kind>/<int:pk>/", change, name="brief-change"),
    path("w/<slug:workspace>/brief/<str:kind>/<int:pk>/remove/", remove, name="brief-remove"),
    path("w/<slug:workspace>/brief/<str:kind>/<int:pk>/undo/", undo, name="brief-undo"),
]
