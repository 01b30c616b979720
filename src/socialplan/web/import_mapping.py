"""Which mapping reads the files of a draft: a remembered one, a file, or our guess."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_GET, require_POST

from socialplan.pipeline.collect.errors import BadImport
from socialplan.plan.sources.actions.imports import set_mapping
from socialplan.plan.sources.queries import data, drafts
from socialplan.web.access import PageRequest, page
from socialplan.web.mappings import toml_file
from socialplan.web.words import reason_words

if TYPE_CHECKING:
    from socialplan.plan.sources.models import ImportDraft

MOST_BYTES = 2**18
GUESS = "guess"  # read a known export as if it were any table


@page("data.import")
@require_POST
def recognise(request: PageRequest, id: int) -> HttpResponse:
    """Take a remembered mapping, or guess again."""
    draft, chosen = _draft(request, id), request.POST.get("mapping", "")
    if chosen in ("", GUESS):
        set_mapping(draft=draft, toml=drafts.guessed(draft, known=chosen != GUESS))
        return redirect("import-check", request.workspace.slug, id)
    mapping = data.mapping(workspace=request.workspace, id=int(chosen)) if chosen.isdigit() else None
    if mapping is None:
        raise Http404
    set_mapping(draft=draft, toml=mapping.toml, name=mapping.name)
    return redirect("import-check", request.workspace.slug, id)


@page("data.import")
@require_POST
def from_file(request: PageRequest, id: int) -> HttpResponse:
    """Take a mapping file as it is."""
    draft, file = _draft(request, id), request.FILES.get("mapping")
    try:
        if file is None or file.size is None or file.size > MOST_BYTES:
            raise BadImport("mapping_missing")
        set_mapping(draft=draft, toml=drafts.checked_toml(file.read(), name=file.name or ""))
    except BadImport as error:
        messages.error(request, reason_words(error.as_json()))
    return redirect("import-check", request.workspace.slug, id)


@page("data.import")
@require_GET
def download(request: PageRequest, id: int) -> HttpResponse:
    draft = _draft(request, id)
    return toml_file(draft.mapping_name or "mapping", draft.toml)


def _draft(request: PageRequest, id: int) -> "ImportDraft":
    found = drafts.draft(workspace=request.workspace, id=id)
    if found is None:
        raise Http404
    return found


_at = "w/<slug:workspace>/import/<int:id>/"
urlpatterns = [
    path(f"{_at}recognise/", recognise, name="import-recognise"),
    path(f"{_at}mapping/", from_file, name="import-mapping"),
    path(f"{_at}mapping/download/", download, name="import-mapping-download"),
]
