"""The claims of the plan: what it says, and whether the data still agree."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_POST

from socialplan.plan.evidence import actions, queries
from socialplan.plan.evidence.queries import ClaimView
from socialplan.plan.team.edits import StaleEdit
from socialplan.report.standing import stand
from socialplan.web.access import PageRequest, page
from socialplan.web.stale import clashes

if TYPE_CHECKING:
    from socialplan.plan.evidence.models import Claim
    from socialplan.plan.team.models import Workspace

ROOMS = {"brief": gettext_lazy("Brief"), "analyse": gettext_lazy("Analyse"), "goals": gettext_lazy("Goals")}
ORDER = ("contested", "stale", "insufficient", "unsupported", "supported")
LOOK = ("contested", "stale")  # what needs a look
SUGGESTED = 3


class SentenceForm(forms.Form):
    sentence = forms.CharField(
        label=gettext_lazy("The claim"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)


@page("plan.read")
@require_GET
def claims(request: PageRequest) -> HttpResponse:
    """Every standing claim, those that need a look first; `state` and `room` filter."""
    every = queries.claims_in(request.workspace)
    state, room = request.GET.get("state", ""), request.GET.get("room", "")
    wanted = LOOK if state == "look" else (state,)
    shown = [one for one in every if (not state or one.state in wanted) and room in ("", one.room)]
    shown.sort(key=lambda one: (ORDER.index(one.state), one.id))
    lines = [
        (one, queries.expectation_in_words(one, request.workspace), ROOMS.get(one.room, one.room))
        for one in shown
    ]
    return render(request, "evidence/claims.html", {
        "lines": lines, "every": every, "says": says(every, request.workspace),
        "states": _filters(every), "state": state,
    })  # fmt: skip


def _parts(every: Sequence[ClaimView]) -> list[tuple[str, str]]:
    """Each part with the state it counts, as the address of the claims names it."""
    if not every:
        return []
    counts, total = queries.states(every), len(every)
    parts = [("supported", stand(counts["supported"], total))]
    if look := sum(counts[state] for state in LOOK):
        parts.append(("look", ngettext("%(n)s needs a look", "%(n)s need a look", look) % {"n": look}))
    if little := counts["insufficient"]:
        words = ngettext("%(n)s has too little data", "%(n)s have too little data", little)
        parts.append(("insufficient", words % {"n": little}))
    if without := counts["unsupported"]:
        words = ngettext("%(n)s has no evidence", "%(n)s have no evidence", without)
        parts.append(("unsupported", words % {"n": without}))
    return parts


def says(every: Sequence[ClaimView], workspace: "Workspace") -> SafeString:
    """What can be said now: 6 of 9 claims stand, 2 need a look; each part a link to the claims it counts."""
    address = reverse("claims", args=[workspace.slug])
    return format_html_join(
        ", ", '<a href="{}?state={}">{}</a>', ((address, state, text) for state, text in _parts(every))
    )


def _filters(every: Sequence[ClaimView]) -> list[tuple[str, int]]:
    counts = queries.states(every)
    return [(state, counts[state]) for state in ORDER if counts[state]]


@page("plan.edit")
def reword(request: PageRequest, claim_id: int) -> HttpResponse:
    claim = _claim(request, claim_id)
    (sentence,) = queries.named(request.workspace, [claim.sentence])
    wording = actions.wording(claim.sentence)
    form = SentenceForm(request.POST or None, initial={"sentence": sentence, "seen": wording})
    doing: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.reword_claim(
                claim=claim, sentence=given["sentence"], by=request.member, seen=given["seen"] or None
            )
            return _back(request)
        except StaleEdit as stale:
            doing = {"clashes": clashes(stale, form), "by": stale.by}
            form.data = {**given, "seen": wording}  # saved once more, it goes over what was read
    template = "evidence/reword.html" if request.htmx else "evidence/alone.html"
    context = {"claim": claim, "form": form, "doing": doing, "piece": "evidence/reword.html"}
    return render(request, template, context, status=409 if doing else 422 if form.errors else 200)


@page("plan.edit")
@require_POST
def withdraw(request: PageRequest, claim_id: int) -> HttpResponse:
    actions.withdraw_claim(claim=_claim(request, claim_id), by=request.member)
    messages.success(request, _("The plan no longer says this. What rested on it is in the review queue."))
    return _back(request)


@page("plan.read")
@require_GET
def suggested(request: PageRequest) -> HttpResponse:
    """Claims the data offer; asked for by a page after it stands, because measuring may take a while."""
    found = queries.suggestions(request.workspace, limit=SUGGESTED)
    return render(request, "evidence/_suggestions.html", {"suggestions": found})


@page("plan.edit")
@require_POST
def decline(request: PageRequest) -> HttpResponse:
    actions.decline_suggestion(
        workspace=request.workspace, key=request.POST.get("key", ""), by=request.member
    )
    if request.htmx:
        return suggested_again(request)
    return _back(request)


def suggested_again(request: PageRequest) -> HttpResponse:
    found = queries.suggestions(request.workspace, limit=SUGGESTED)
    return render(request, "evidence/_suggestions.html", {"suggestions": found, "declined": True})


def _claim(request: PageRequest, claim_id: int) -> "Claim":
    claim = queries.claim_of(request.workspace, claim_id)
    if claim is None:
        raise Http404
    return claim


def _back(request: PageRequest) -> HttpResponse:
    target = reverse("claims", args=[request.workspace.slug])
    if request.htmx:
        return HttpResponse(status=204, headers={"HX-Redirect": target})
    return redirect(target)


urlpatterns = [
    path("w/<slug:workspace>/claims/", claims, name="claims"),
    path("w/<slug:workspace>/claims/suggested/", suggested, name="suggested"),
    path("w/<slug:workspace>/claims/declined/", decline, name="decline"),
    path("w/<slug:workspace>/claims/<int:claim_id>/reword/", reword, name="claim-reword"),
    path("w/<slug:workspace>/claims/<int:claim_id>/withdraw/", withdraw, name="claim-withdraw"),
]
