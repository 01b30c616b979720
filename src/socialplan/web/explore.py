"""Explore: what else do the data say? One page per analysis; what is asked stands in the address."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from socialplan.analysis import ANALYSES, Analysis
from socialplan.analysis.base import BadParameter, Params
from socialplan.analysis.parameters import parse
from socialplan.analysis.versus import other_side
from socialplan.plan.evidence import actions as evidence
from socialplan.plan.evidence import queries as evidence_queries
from socialplan.plan.evidence.rules import Window
from socialplan.plan.listen.tracked import query_names, text_named
from socialplan.plan.sources.queries import data
from socialplan.web.access import PageRequest, page
from socialplan.web.answer import show
from socialplan.web.answer_file import answer_file, asked_format
from socialplan.web.compared import Compared, compared
from socialplan.web.events import events_of, gaps_of
from socialplan.web.explore_form import ExploreForm, form_for
from socialplan.web.fitting import fitting_questions
from socialplan.web.items import items_of
from socialplan.web.period import Period, period_of
from socialplan.web.persons import names_of
from socialplan.web.typed import line
from socialplan.web.words import parameter_words

if TYPE_CHECKING:
    from socialplan.plan.evidence.models import Finding, Question


@dataclass(frozen=True)
class Asked:
    """An analysis, what was typed, and the parameters it became."""

    entry: Analysis
    form: ExploreForm
    params: Params | None
    period: Period
    other: Params | None = None  # what it is compared with
    wrong: str = ""


@page("plan.read")
@require_GET
def start(request: PageRequest) -> HttpResponse:
    """The questions one can ask, and three that fit what is there."""
    period_of(request, "volume")
    return render(request, "explore/start.html", {
        "analyses": ANALYSES.values(),
        "fitting": fitting_questions(data.batches(workspace=request.workspace)),
        "saved": evidence_queries.saved_questions(request.workspace),
    })  # fmt: skip


@page("plan.read")
@require_GET
def analysis(request: PageRequest, name: str) -> HttpResponse:
    """One analysis with its parameters and its answer."""
    asked = _asked(request, name)
    context: dict[str, Any] = {
        "analyses": ANALYSES.values(), "entry": asked.entry, "form": asked.form, "wrong": asked.wrong,
        "chips": asked.form.chips(), "query": _query(request), "tracked": query_names(request.workspace),
    }  # fmt: skip
    if asked.params is not None:
        context |= _answer(request, asked, context)
    return render(request, "explore/page.html", context, status=422 if context["wrong"] else 200)


@page("plan.read")
@require_GET
def download(request: PageRequest, name: str) -> HttpResponseBase:
    """The rows as a file: for a spreadsheet in the reader's way of writing numbers, or for programs."""
    asked = _asked(request, name)
    if asked.params is None:
        raise Http404
    finding = evidence.look(workspace=request.workspace, analysis=name, params=asked.params)
    return answer_file(finding, names_of(request.workspace, finding), asked_format(request))


@page("plan.edit")
@require_POST
def keep(request: PageRequest, name: str) -> HttpResponse:
    """Save as finding: from now on this question is asked again when the data move."""
    asked = _asked(request, name)
    if asked.params is None:
        raise Http404
    question = evidence.put_question(
        workspace=request.workspace, analysis=name, params=asked.params, by=request.member,
        versus=asked.other, window=_moving(asked),
    )  # fmt: skip
    question = evidence.save_question(question=question, by=request.member)
    messages.success(request, _("Saved. When new data come in, this question is asked again."))
    if question.latest is not None and asked.other is None:
        return redirect("finding", request.workspace.slug, question.latest.finding_id)
    here = reverse("explore-analysis", args=[request.workspace.slug, name])
    return redirect(f"{here}?{asked.form.query(asked.period.code)}")


@page("plan.edit")
@require_POST
def rename(request: PageRequest, pk: int) -> HttpResponse:
    """A saved finding gets a name of one's own."""
    question = _saved(request, pk)
    evidence.name_saved(question=question, name=line(request.POST.get("name")), by=request.member)
    return redirect(f"{reverse('explore', args=[request.workspace.slug])}#saved")


@page("plan.edit")
@require_POST
def drop(request: PageRequest, pk: int) -> HttpResponse:
    """Out of the list; what rests on it stays."""
    evidence.drop_saved(question=_saved(request, pk), by=request.member)
    messages.success(request, _("Taken out of the saved findings. What rests on it stays."))
    return redirect(f"{reverse('explore', args=[request.workspace.slug])}#saved")


def _moving(asked: Asked) -> Window | None:
    """A period counted back from the newest data moves along; beside fixed days it stands still too."""
    assert asked.params is not None
    days = (asked.params.since, asked.params.until)
    still = asked.other is not None and (asked.other.since, asked.other.until) != days
    return asked.period.window if asked.period.window.relative and not still else None


def _saved(request: PageRequest, pk: int) -> "Question":
    found = evidence_queries.question_by_id(request.workspace, pk)
    if found is None or found.saved_at is None:
        raise Http404
    return found


def _answer(request: PageRequest, asked: Asked, context: dict[str, Any]) -> dict[str, Any]:
    assert asked.params is not None
    try:
        finding = evidence.look(workspace=request.workspace, analysis=asked.entry.name, params=asked.params)
        other = asked.other and evidence.look(
            workspace=request.workspace, analysis=asked.entry.name, params=asked.other
        )
    except BadParameter as error:
        return {"wrong": parameter_words(error)}
    events = events_of(request.workspace, asked.params)
    return {
        "finding": finding,
        "shown": show(finding, names_of(request.workspace, finding), events, own=_own(request)),
        "items": items_of(request.workspace, finding, asked.params),
        "compared": other and _compared(request, finding, other),
    }


def _compared(request: PageRequest, finding: "Finding", other: "Finding") -> Compared:
    names = names_of(request.workspace, finding) | names_of(request.workspace, other)
    events = (*gaps_of(finding), *gaps_of(other))
    return compared(finding, other, names=names, events=events, own=_own(request))


def _own(request: PageRequest) -> frozenset[str]:
    """Accounts marked as ours."""
    found = data.accounts(workspace=request.workspace)
    return frozenset(account.account_id for account in found if account.owner_kind == "own")


def _asked(request: PageRequest, name: str) -> Asked:
    entry = ANALYSES.get(name)
    if entry is None:
        raise Http404
    given = request.GET if request.method == "GET" else request.POST
    accounts = data.accounts(workspace=request.workspace)
    form = form_for(entry, given, accounts=accounts, zone=request.workspace.zone)
    period = period_of(request, name)
    if not form.is_valid():
        return Asked(entry, form, None, period, wrong=_("Look at the fields that are marked."))
    try:
        typed = {**form.given(), **period.given}
        if typed.get("query"):
            typed["query"] = text_named(request.workspace, str(typed["query"]))
        params = parse(entry, typed, zone=request.workspace.zone)
        return Asked(entry, form, params, period, other_side(entry, params, form.versus()))
    except BadParameter as error:
        return Asked(entry, form, None, period, wrong=parameter_words(error))


def _query(request: HttpRequest) -> str:
    """What is asked, as it stands in the address, without what only steers the page."""
    return urlencode([(key, value) for key, values in request.GET.lists() for value in values
                      if value and key not in ("for", "csrfmiddlewaretoken")])  # fmt: skip


urlpatterns = [
    path("w/<slug:workspace>/explore/", start, name="explore"),
    path("w/<slug:workspace>/explore/saved/<int:pk>/name/", rename, name="explore-rename"),
    path("w/<slug:workspace>/explore/saved/<int:pk>/drop/", drop, name="explore-drop"),
    path("w/<slug:workspace>/explore/<slug:name>/", analysis, name="explore-analysis"),
    path("w/<slug:workspace>/explore/<slug:name>/csv/", download, name="explore-csv"),
    path("w/<slug:workspace>/explore/<slug:name>/keep/", keep, name="explore-keep"),
]
