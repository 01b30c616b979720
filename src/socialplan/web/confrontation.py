"""The confrontation matrix: a table with a score in each cell, and at most five key issues."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_GET, require_POST

from socialplan.plan.analyse import confrontation as deeds
from socialplan.plan.analyse.matrix import Cell, Matrix, matrix
from socialplan.plan.analyse.matrix_rules import MOST_ISSUES, SCORES, kind_of
from socialplan.plan.team.edits import StaleEdit

from .access import PageRequest, page
from .analyse import ONE
from .stale import add_errors
from .typed import line, whole

SCORE_WORDS = {
    2: _lazy("++ helps very much"), 1: _lazy("+ helps"), 0: _lazy("0 makes no difference"),
    -1: _lazy("- hinders"), -2: _lazy("-- hinders very much"),
}  # fmt: skip
QUESTIONS = {
    "seize": _lazy("How do we use “%(inside)s” to take the opportunity “%(outside)s”?"),
    "defend": _lazy("How do we use “%(inside)s” to fend off “%(outside)s”?"),
    "improve": _lazy("How do we change “%(inside)s”, so that we can take “%(outside)s”?"),
    "contain": _lazy("How do we keep “%(inside)s” from making “%(outside)s” worse?"),
}  # fmt: skip


class ScoreForm(forms.Form):
    score = forms.TypedChoiceField(
        label=_lazy("Score"), coerce=int, widget=forms.RadioSelect,
        choices=[(score, SCORE_WORDS[score]) for score in SCORES],
    )  # fmt: skip
    reason = forms.CharField(label=_lazy("Because"), max_length=280)


@page("plan.read")
@require_GET
def confrontation(request: PageRequest) -> HttpResponse:
    found = matrix(request.workspace)
    offered = [(cell, question_of(cell)) for cell in found.candidates[:MOST_ISSUES]]
    return render(request, "analyse/confrontation.html", {
        "matrix": found, "titles": ONE, "offered": offered, "most": MOST_ISSUES, "says": _says(found),
        "full": len(found.issues) >= MOST_ISSUES,
    })  # fmt: skip


@page("plan.edit")
def score(request: PageRequest, inside: int, outside: int) -> HttpResponse:
    """The dialog of one cell, and its answer."""
    cell = _cell(request, inside, outside)
    form = ScoreForm(
        request.POST or None,
        initial={"score": cell.score, "reason": cell.reason} if cell.score is not None else {},
    )
    if request.method == "POST" and form.is_valid() and (done := _score(request, cell, form)):
        return done
    context = {"cell": cell, "form": form, "version": cell.version}
    template = "analyse/_score.html" if request.htmx else "analyse/score_alone.html"
    return render(request, template, context, status=422 if form.errors else 200)


def _score(request: PageRequest, cell: Cell, form: ScoreForm) -> HttpResponse | None:
    cards = deeds.pair(request.workspace, cell.inside.id, cell.outside.id)
    assert cards is not None
    try:
        deeds.score_cell(
            workspace=request.workspace, inside=cards[0], outside=cards[1], score=form.cleaned_data["score"],
            reason=form.cleaned_data["reason"], version=whole(request.POST.get("version")) or 0,
            by=request.member, today=timezone.localdate(),
        )  # fmt: skip
    except StaleEdit as stale:
        words = _("%(name)s scored this cell meanwhile: %(score)s. Save again to replace it.")
        now = f"{cell.sign} {cell.reason}"
        form.add_error(None, words % {"name": stale.by or _("Somebody"), "score": now})
        return None
    except ValidationError as error:
        add_errors(form, error)
        return None
    return _back(request, f"#cell-{cell.key}")


@page("plan.edit")
@require_POST
def choose(request: PageRequest, inside: int, outside: int) -> HttpResponse:
    """A cell becomes a key issue."""
    cards = deeds.pair(request.workspace, inside, outside)
    if cards is None:
        raise Http404
    try:
        deeds.choose_issue(
            workspace=request.workspace, inside=cards[0], outside=cards[1],
            sentence=line(request.POST.get("sentence")), by=request.member,
        )  # fmt: skip
        messages.success(request, _("The key issue is chosen. It stands in the plan from now on."))
    except deeds.TooManyIssues:
        messages.error(request, _("Five key issues stand already. Drop one first."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return _back(request, "#issues")


@page("plan.edit")
@require_POST
def change(request: PageRequest, pk: int) -> HttpResponse:
    """Other words for a key issue, or none: it is dropped."""
    issue = deeds.issue_of(request.workspace, pk)
    if issue is None:
        raise Http404
    version, given = whole(request.POST.get("version")) or 0, line(request.POST.get("sentence"))
    try:
        if "drop" in request.POST:
            deeds.drop_issue(issue=issue, version=version, by=request.member, now=timezone.now())
            messages.success(request, _("The key issue is dropped."))
        else:
            deeds.change_issue(issue=issue, sentence=given, version=version, by=request.member)
            messages.success(request, _("Saved."))
    except StaleEdit:
        messages.error(
            request, _("Somebody changed this key issue meanwhile. Nothing was changed. Look again.")
        )
    except ValidationError:
        messages.error(request, _("A key issue needs words."))
    return _back(request, "#issues")


def question_of(cell: Cell) -> str:
    """The question a cell asks, in words that can be changed."""
    words = QUESTIONS[kind_of(cell.inside.quadrant, cell.outside.quadrant)]
    named: dict[str, Any] = {"inside": _short(cell.inside.sentence), "outside": _short(cell.outside.sentence)}
    return str(words) % named


def _short(sentence: str) -> str:
    sentence = sentence.rstrip(".!? ")
    return sentence if len(sentence) <= 100 else f"{sentence[:99]}…"


def _cell(request: PageRequest, inside: int, outside: int) -> Cell:
    cell = matrix(request.workspace).cells.get(f"{inside}-{outside}")
    if cell is None:
        raise Http404
    return cell


def _back(request: PageRequest, place: str) -> HttpResponse:
    address = reverse("confrontation", args=[request.workspace.slug]) + place
    if request.htmx:  # the same address with another place does not load anew
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    return redirect(address)


def _says(found: Matrix) -> str:
    if not found.cells:
        return ""
    return _("Cells scored: %(scored)s of %(all)s. Key issues chosen: %(issues)s of at most %(most)s.") % {
        "scored": found.scored, "all": len(found.cells), "issues": len(found.issues), "most": MOST_ISSUES,
    }  # fmt: skip


urlpatterns = [
    path("w/<slug:workspace>/analyse/confrontation/", confrontation, name="confrontation"),
    path("w/<slug:workspace>/analyse/confrontation/<int:inside>/<int:outside>/", score, name="matrix-score"),
    path(
        "w/<slug:workspace>/analyse/confrontation/<int:inside>/<int:outside>/choose/", choose,
        name="matrix-choose",
    ),
    path("w/<slug:workspace>/analyse/confrontation/issues/<int:pk>/", change, name="issue-change"),
]  # fmt: skip
