"""Listening tasks: from too little data to a decision to collect until there is enough."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from socialplan.analysis import ANALYSES
from socialplan.plan.evidence import actions, queries
from socialplan.plan.evidence.queries.listening import LITTLE
from socialplan.web.access import PageRequest, page

if TYPE_CHECKING:
    from socialplan.plan.evidence.models import Claim, Finding

MORE = 2  # times what there is, where nothing says how many are needed


class WantedForm(forms.Form):
    wanted = forms.IntegerField(label=gettext_lazy("How many are enough?"), min_value=1, max_value=10**9)


@dataclass(frozen=True)
class Asked:
    """What to listen for: the row of a finding, or what a claim rests on. `n` is what there is now."""

    finding: "Finding"
    row: dict[str, Any]
    claim: "Claim | None"
    n: int
    wanted: int


@page("plan.edit")
def listen(request: PageRequest, finding_id: str) -> HttpResponse:
    """The dialog, and its answer: a listening task."""
    asked = _asked(request, finding_id)
    form = WantedForm(request.POST or None, initial={"wanted": asked.wanted})
    if request.method == "POST" and form.is_valid():
        try:
            _listen(request, asked, form.cleaned_data["wanted"])
        except actions.BadListening as bad:
            form.add_error("wanted", str(bad))
        else:
            messages.success(request, _("We listen for this now. You see it on the overview."))
            return _back(request)
    (about,) = queries.named(request.workspace, [asked.claim.sentence]) if asked.claim else ("",)
    context = {"asked": asked, "form": form, "about": about, "entry": ANALYSES[asked.finding.analysis]}
    status = 422 if form.errors else 200
    piece = "listening/dialog.html"
    if request.htmx:
        return render(request, piece, context, status=status)
    return render(request, "evidence/alone.html", {**context, "piece": piece}, status=status)


@page("plan.edit")
@require_POST
def stop(request: PageRequest, id: int) -> HttpResponse:
    task = queries.listening_of(request.workspace, id)
    if task is None:
        raise Http404
    actions.stop_listening(task=task, by=request.member)
    messages.success(request, _("We no longer listen for this."))
    return _back(request)


def _asked(request: PageRequest, finding_id: str) -> Asked:
    finding = queries.find_finding(request.workspace, finding_id)
    if finding is None or finding.analysis not in ANALYSES:
        raise Http404
    claim = _claim(request)
    place = request.GET.get("row", "")
    full = finding.rows[int(place)] if place.isdigit() and int(place) < len(finding.rows) else {}
    groups = [column["name"] for column in finding.columns if column["role"] in ("group", "person")]
    row = {name: full.get(name) for name in groups} if full else {}
    if claim is not None:
        n, needed = int(claim.judged.get("n") or 0), claim.judged.get("needed")
    else:
        n, needed = int(full.get("n", finding.n) or 0), _needed(finding, full)
    wanted = int(needed) if needed and needed > n else max(LITTLE, n * MORE)
    return Asked(finding, row, claim, n, wanted)


def _needed(finding: "Finding", row: dict[str, Any]) -> Any:
    """What the question itself says is needed, where it does (`enough`)."""
    return row.get("needed") or (finding.headline.get("value") if finding.analysis == "enough" else None)


def _claim(request: PageRequest) -> "Claim | None":
    asked = request.GET.get("claim", "")
    if not asked:
        return None
    claim = queries.claim_of(request.workspace, int(asked)) if asked.isdigit() else None
    if claim is None or claim.question is None:
        raise Http404
    return claim


def _listen(request: PageRequest, asked: Asked, wanted: int) -> None:
    claim = asked.claim
    question = claim.question if claim is not None else None
    if question is None:
        question = actions.question_of(finding=asked.finding, by=request.member)
    actions.listen(question=question, wanted=wanted, by=request.member, claim=claim, row=asked.row)


def _back(request: PageRequest) -> HttpResponse:
    if request.htmx:
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    return redirect("overview", request.workspace.slug)


urlpatterns = [
    path("w/<slug:workspace>/listening/<int:id>/stop/", stop, name="listening-stop"),
    path("w/<slug:workspace>/listening/<slug:finding_id>/", listen, name="listen"),
]
