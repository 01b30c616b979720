"""The labels of a post beside its text, and correcting one of them."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from socialplan.pipeline.correct import NoSuchPost
from socialplan.pipeline.label_choices import choices
from socialplan.pipeline.ledger import Busy
from socialplan.plan.listen.actions import BadLabel, correct_label, undo_correction
from socialplan.plan.listen.queries import post_labels
from socialplan.web.access import PageRequest, page
from socialplan.web.label_words import label_words


@page("plan.read")
@require_GET
def shown(request: PageRequest) -> HttpResponse:
    """The labels of one post."""
    return _list(request)


@page("labels.correct")
@require_http_methods(["GET", "POST"])
def correct(request: PageRequest) -> HttpResponse:
    """The labels to choose from; then what was chosen counts."""
    if request.method == "GET":
        return _form(request)
    network, post_id, reads = _asked(request)
    given: dict[str, Any] = {
        "workspace": request.workspace, "network": network, "post_id": post_id, "reads": reads,
        "by": request.member,
    }  # fmt: skip
    try:
        if request.POST.get("undo"):
            undo_correction(**given)
            return _list(request, _("What the model says counts again."))
        correct_label(**given, label=request.POST.get("label", ""))
    except NoSuchPost as gone:
        raise Http404 from gone
    except BadLabel as bad:
        return _form(request, str(bad), status=422)
    except Busy:
        return _form(request, _("An import is being stored now. Try again in a minute."), status=409)
    return _list(request, _("Saved. What rests on it is looked at again."), confirmed=reads)


def _list(request: PageRequest, said: str = "", *, confirmed: str = "") -> HttpResponse:
    network, post_id, _reads = _asked(request)
    labels = post_labels(request.workspace, network, post_id)
    if any(one.confirmed for one in labels if one.reads == confirmed):
        said = _("Saved: you say that this label is right.")
    piece = "labels/_labels.html" if request.htmx else "labels/correct.html"
    return render(request, piece, {"labels": labels, "network": network, "post_id": post_id, "said": said})


def _form(request: PageRequest, error: str = "", status: int = 200) -> HttpResponse:
    network, post_id, reads = _asked(request)
    labels = post_labels(request.workspace, network, post_id)
    held = next((one for one in labels if one.reads == reads), None)
    if held is None or not choices(reads):
        raise Http404
    piece = "labels/_form.html" if request.htmx else "labels/correct.html"
    query = urlencode({"network": network, "post": post_id})
    list_address = f"{reverse('labels', args=[request.workspace.slug])}?{query}"
    return render(request, piece, {
        "held": held, "network": network, "post_id": post_id, "error": error, "labels": labels,
        "options": [(code, label_words(code, reads)) for code in choices(reads)],
        "model_words": label_words(held.model_label, reads) or "–",
        "address": request.get_full_path(), "back": list_address, "list_address": list_address,
    }, status=status)  # fmt: skip


def _asked(request: PageRequest) -> tuple[str, str, str]:
    network, post_id, reads = (request.GET.get(name, "") for name in ("network", "post", "reads"))
    if not post_id:
        raise Http404
    return network, post_id, reads


urlpatterns = [
    path("w/<slug:workspace>/labels/", shown, name="labels"),
    path("w/<slug:workspace>/labels/correct/", correct, name="label-correct"),
]
