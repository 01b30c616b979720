"""The review queue: which decision must be looked at again, and why."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET

from socialplan.plan.evidence import actions, queries
from socialplan.plan.evidence.actions import BadReview
from socialplan.plan.evidence.queries import ClaimView, MarkView
from socialplan.plan.team import queries as team
from socialplan.web.access import PageRequest, page
from socialplan.web.charts import Chart, Series

if TYPE_CHECKING:
    from socialplan.plan.evidence.models import ReviewMark
    from socialplan.plan.team.models import Member


class ReviewForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why?"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("One sentence. Your team reads this later."),
    )  # fmt: skip
    ask = forms.ChoiceField(label=gettext_lazy("Ask someone"), required=False)
    until = forms.DateField(
        label=gettext_lazy("Later: not before"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    same = forms.BooleanField(
        label=gettext_lazy("The same answer for everything else with this cause"), required=False
    )


@dataclass(frozen=True)
class Side:
    """One claim at the root of a chain: what it was, what it is, and both on one scale."""

    claim: ClaimView
    then: queries.Figure | None
    before: str

    @property
    def chart(self) -> Chart | None:
        pair = [one for one in (self.then, self.claim.figure) if one is not None and _drawable(one)]
        if len(pair) < 2:
            return None
        line = self.claim.expectation.right if self.claim.expectation else None
        return Chart(
            key=f"sides-{self.claim.id}", kind="range", title=_("Before and now on one scale"),
            subtitle=_("the dashed line is where the claim stands or falls") if _is_line(line) else "",
            x=(_("Before"), _("Now")), unit=pair[0].unit, simulated=any(one.simulated for one in pair),
            series=(Series(
                name=_("This figure"), values=tuple(float(one.value or 0) for one in pair),
                low=tuple(one.low for one in pair), high=tuple(one.high for one in pair),
            ),), usual=float(line) if isinstance(line, int | float) else None,
        )  # fmt: skip


def _drawable(figure: queries.Figure) -> bool:
    return isinstance(figure.value, int | float)


def _is_line(line: object) -> bool:
    return isinstance(line, int | float)


@page("plan.read")
@require_GET
def queue(request: PageRequest) -> HttpResponse:
    """The queue with its first item open, or the one asked for."""
    today = timezone.localdate()
    marks = queries.review_queue(request.workspace, today=today)
    later = len(queries.review_queue(request.workspace)) - len(marks)
    if not marks:
        stands = [one.node_id for one in queries.claims_in(request.workspace) if one.state == "supported"]
        return render(request, "evidence/nothing.html", {
            "grounded": queries.grounded(request.workspace, stands), "later": later,
        })  # fmt: skip
    asked = request.GET.get("item", "")
    chosen = next((mark for mark in marks if str(mark.id) == asked), marks[0])
    return _page(request, marks, chosen, _form(request), later=later)


@page("plan.edit")
def answer(request: PageRequest, mark_id: int) -> HttpResponse:
    """Keep, change, ask someone or later: each with a reason. The next item opens after it."""
    mark = queries.mark_of(request.workspace, mark_id)
    if mark is None:
        raise Http404
    if request.method != "POST":
        return redirect(f"{reverse('review', args=[request.workspace.slug])}?item={mark_id}")
    form = _form(request)
    form.is_valid()
    outcome = request.POST.get("outcome", "")
    try:
        done = _review(request, mark, form, outcome)
    except BadReview as missing:
        if form.cleaned_data.get("reason"):
            form.add_error({"ask": "ask", "later": "until"}.get(outcome, "reason"), str(missing))
        marks = queries.review_queue(request.workspace, today=timezone.localdate())
        chosen = queries.mark_view(request.workspace, mark_id)
        return _page(request, marks, chosen or marks[0], form, later=0, status=422)
    messages.success(request, _recorded(outcome, mark.node.title, done))
    return redirect(f"{reverse('review', args=[request.workspace.slug])}#review-title")


@transaction.atomic
def _review(request: PageRequest, mark: "ReviewMark", form: ReviewForm, outcome: str) -> int:
    """How many were reviewed: this one, and where asked the others with the same cause."""
    marks = [mark]
    if form.cleaned_data.get("same"):
        queue = queries.review_queue(request.workspace, today=timezone.localdate())
        same = [one.id for one in queue if one.cause.id == mark.cause_id and one.id != mark.pk]
        found = (queries.mark_of(request.workspace, one) for one in same)
        marks += [one for one in found if one is not None]
    for one in marks:
        actions.review(
            mark=one, outcome=outcome, reason=form.cleaned_data.get("reason", ""), by=request.member,
            ask=_asked(request, form), until=form.cleaned_data.get("until"),
        )  # fmt: skip
    return len(marks)


def _form(request: PageRequest) -> ReviewForm:
    form = ReviewForm(request.POST or None)
    others = [(str(one.pk), str(one)) for one in team.team(request.workspace)]
    form.fields["ask"].choices = [("", _("nobody")), *others]  # type: ignore[attr-defined]
    return form


def _asked(request: PageRequest, form: ReviewForm) -> "Member | None":
    chosen = form.cleaned_data.get("ask")
    return team.member(workspace=request.workspace, pk=int(chosen)) if chosen else None


def _recorded(outcome: str, title: str, done: int) -> str:
    words = {
        "keep": _("Kept: %(title)s"), "change": _("Changed: %(title)s. What rests on it is in the queue."),
        "ask": _("Asked about: %(title)s"), "later": _("Later: %(title)s"),
    }  # fmt: skip
    also = ngettext(" And %(n)d other.", " And %(n)d others.", done - 1) % {"n": done - 1} if done > 1 else ""
    return words[outcome] % {"title": title} + also


def _page(
    request: PageRequest, marks: list[MarkView], chosen: MarkView, form: ReviewForm, *, later: int,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    return render(request, "evidence/review.html", {
        "marks": marks, "mark": chosen, "form": form, "later": later, "sides": _sides(request, chosen),
        "same": sum(one.cause.id == chosen.cause.id for one in marks) - 1,
    }, status=status)  # fmt: skip


def _sides(request: PageRequest, mark: MarkView) -> list[Side]:
    """The claims that turned, before and now."""
    roots = {chain[0].id: chain[0] for chain in mark.chains if chain and chain[0].kind == "claim"}
    found = []
    for node in roots.values():
        view = queries.claim_view(request.workspace, node.object_id)
        if view is not None:
            found.append(Side(view, queries.figure_before(request.workspace, node.change_id), node.before))
    return found


urlpatterns = [
    path("w/<slug:workspace>/review/", queue, name="review"),
    path("w/<slug:workspace>/review/<int:mark_id>/", answer, name="review-answer"),
]
