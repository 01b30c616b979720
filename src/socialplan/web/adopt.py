"""Adopt as claim: any number of a finding becomes a statement of the plan, with what must stay true."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from socialplan.plan.evidence import actions, drafts, queries
from socialplan.plan.evidence.rules import Expectation, Op, Pick
from socialplan.plan.team import queries as team
from socialplan.report import numbers
from socialplan.web.access import PageRequest, page
from socialplan.web.answer import Reader
from socialplan.web.claim_forms import ClaimForm, initial
from socialplan.web.persons import names_of

if TYPE_CHECKING:
    from socialplan.plan.evidence.models import Finding

MOST_ROWS = 60


@dataclass(frozen=True)
class Asked:
    """The figure a claim is made of, drafted, with names joined."""

    finding: "Finding"
    row: int | None
    draft: drafts.Draft
    sentence: str
    label: str
    groups: list[str]
    other: int | None
    names: dict[int, str]

    @property
    def share(self) -> bool:
        return numbers.is_share(self.draft.unit)


@page("plan.edit")
def adopt(request: PageRequest, finding_id: str) -> HttpResponse:
    """The dialog, and its answer: the claim stands in the plan and is judged at once."""
    finding = queries.find_finding(request.workspace, finding_id)
    if finding is None:
        raise Http404
    try:
        asked = _asked(request, finding)
    except drafts.NoFigure:
        return _render(request, "evidence/no_claim.html", {"finding": finding}, status=200)
    form = ClaimForm(
        request.POST or None, finding=finding, row=asked.row, members=team.team(request.workspace),
        names=asked.names, share=asked.share, bare=queries.without_evidence(request.workspace),
        initial=initial(
            asked.draft, sentence=asked.sentence, share=asked.share, member=request.member, other=asked.other,
        ),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        return _adopted(request, asked, form)
    context = {"asked": asked, "finding": finding, "form": form, "figure": _figure(asked)}
    return _render(request, "evidence/adopt.html", context, status=422 if form.errors else 200)


def _asked(request: PageRequest, finding: "Finding") -> Asked:
    """Raises NoFigure."""
    given = request.GET
    row, other = (_place(finding, given.get(name, "")) for name in ("row", "other"))
    draft = drafts.draft_claim(finding, row, given.get("measure") or None)
    reader = Reader(finding, names_of(request.workspace, finding))
    groups = [column["name"] for column in finding.columns if column["role"] in ("group", "person")]
    sentence = draft.sentence
    if row is not None and other is not None:
        sides = [
            Pick(draft.measure, {name: finding.rows[place].get(name) for name in groups})
            for place in (row, other)
        ]
        sentence = drafts.sentence_of(finding, Expectation(sides[0], Op.MORE, sides[1]))
    shown = list(enumerate(finding.rows[:MOST_ROWS]))
    if other is not None and other >= MOST_ROWS:
        shown.append((other, finding.rows[other]))
    names = {place: reader.label(one) for place, one in shown} if row is not None and groups else {}
    (named,) = queries.named(request.workspace, [sentence])
    label = reader.label(finding.rows[row]) if row is not None else ""
    return Asked(finding, row, draft, named, label, groups, other, names)


def _place(finding: "Finding", text: str) -> int | None:
    return int(text) if text.isdigit() and int(text) < len(finding.rows) else None


def _figure(asked: Asked) -> queries.Figure:
    if asked.row is None:
        return queries.headline_figure(asked.finding)
    return queries.figure(asked.finding, asked.row, asked.draft.measure)


def _adopted(request: PageRequest, asked: Asked, form: ClaimForm) -> HttpResponse:
    given = form.cleaned_data
    expectation = form.expectation(asked.draft.expectation.left, asked.groups)
    bare = queries.claim_of(request.workspace, int(given["of"])) if given["of"] else None
    if bare is not None:
        claim = actions.tie_row(
            claim=bare, finding=asked.finding, expectation=expectation, by=request.member,
            window=form.period(),
        )  # fmt: skip
    else:
        claim = actions.adopt_row(
            finding=asked.finding, sentence=given["sentence"], by=request.member, room=given["room"],
            expectation=expectation, window=form.period(),
            owner=team.member(workspace=request.workspace, pk=int(given["owner"])),
        )  # fmt: skip
    messages.success(request, _("The plan says this now. You hear it when the data no longer agree."))
    target = f"{reverse('claims', args=[request.workspace.slug])}#claim-{claim.pk}"
    if request.htmx:
        return HttpResponse(status=204, headers={"HX-Redirect": target})
    return redirect(target)


def _render(request: PageRequest, template: str, context: dict[str, object], *, status: int) -> HttpResponse:
    """In the dialog only the piece; for a browser that asks for the address, a page around it."""
    if request.htmx:
        return render(request, template, context, status=status)
    return render(request, "evidence/alone.html", {**context, "piece": template}, status=status)


urlpatterns = [path("w/<slug:workspace>/adopt/<slug:finding_id>/", adopt, name="adopt")]
