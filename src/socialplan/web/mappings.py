"""Remembered mappings: look at one, rename it, take it along, delete it."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from socialplan.plan.sources.actions.mappings import NameTaken, forget_mapping, rename_mapping
from socialplan.plan.sources.queries import data
from socialplan.web.access import PageRequest, page

if TYPE_CHECKING:
    from socialplan.plan.sources.models import MappingFile


@page("data.read")
@require_GET
def show(request: PageRequest, id: int) -> HttpResponse:
    return render(request, "data/mapping.html", {"mapping": _mapping(request, id)})


@page("data.read")
@require_GET
def download(request: PageRequest, id: int) -> HttpResponse:
    return toml_file(_mapping(request, id).name, _mapping(request, id).toml)


@page("data.import")
@require_POST
def rename(request: PageRequest, id: int) -> HttpResponse:
    mapping, name = _mapping(request, id), request.POST.get("name", "").strip()
    if not name:
        return render(
            request, "data/mapping.html", {"mapping": mapping, "wrong": _("Give it a name.")}, status=422
        )
    try:
        rename_mapping(mapping=mapping, name=name, by=request.member)
    except NameTaken:
        wrong = _("Another mapping has this name.")
        return render(request, "data/mapping.html", {"mapping": mapping, "wrong": wrong}, status=422)
    messages.success(request, _("The name is changed."))
    return redirect("data-mapping", request.workspace.slug, id)


@page("data.import")
@require_POST
def delete(request: PageRequest, id: int) -> HttpResponse:
    forget_mapping(mapping=_mapping(request, id), by=request.member)
    messages.success(request, _("The mapping is deleted. What was imported with it stays."))
    return redirect("data", request.workspace.slug)


def toml_file(name: str, content: str) -> HttpResponse:
    answer = HttpResponse(content, content_type="application/toml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{slugify(name) or "mapping"}.toml"'
    return answer


def _mapping(request: PageRequest, id: int) -> "MappingFile":
    found = data.mapping(workspace=request.workspace, id=id)
    if found is None:
        raise Http404
    return found


urlpatterns = [
    path("w/<slug:workspace>/data/mappings/<int:id>/", show, name="data-mapping"),
    path("w/<slug:workspace>/data/mappings/<int:id>/download/", download, name="data-mapping-download"),
    path("w/<slug:workspace>/data/mappings/<int:id>/rename/", rename, name="data-mapping-rename"),
    path("w/<slug:workspace>/data/mappings/<int:id>/delete/", delete, name="data-mapping-delete"),
]
