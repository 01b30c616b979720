"""A finding: the drawer behind every figure, and the same at an address of its own."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from socialplan.analysis import ANALYSES
from socialplan.analysis.parameters import parse
from socialplan.plan.evidence import actions, queries
from socialplan.plan.evidence.queries import Drawer
from socialplan.report import numbers
from socialplan.web.access import PageRequest, page
from socialplan.web.answer import Reader, show
from socialplan.web.answer_file import answer_file, asked_format
from socialplan.web.charts import Chart, Series
from socialplan.web.items import items_of
from socialplan.web.persons import names_of

if TYPE_CHECKING:
    from socialplan.plan.evidence.models import Finding


@page("plan.read")
@require_GET
def finding(request: PageRequest, finding_id: str) -> HttpResponse:
    """The drawer; for a browser that asks for the address itself, a page."""
    found = _drawer(request, finding_id)
    entry = ANALYSES.get(found.finding.analysis)
    names = names_of(request.workspace, found.finding)
    context = {
        "drawer": found, "finding": found.finding, "entry": entry, "shown": show(found.finding, names),
        "what": _what(found, names), "chart": _history(found, request.LANGUAGE_CODE),
        "items": _items(request, found.finding), "expectations": _expectations(request, found),
        "command": command(found.finding), "address": address(found.finding),
        "row_query": found.figure.query,
    }  # fmt: skip
    drawer = request.htmx and request.htmx.target == "drawer-body"
    return render(request, "evidence/_drawer.html" if drawer else "evidence/finding.html", context)


@page("plan.read")
@require_GET
def download(request: PageRequest, finding_id: str) -> HttpResponseBase:
    found = queries.find_finding(request.workspace, finding_id)
    if found is None:
        raise Http404
    return answer_file(found, names_of(request.workspace, found), asked_format(request))


@page("plan.edit")
@require_POST
def again(request: PageRequest, finding_id: str) -> HttpResponse:
    """Out of date: the question is asked again. Up to date: the old number is computed again and compared."""
    found = _drawer(request, finding_id)
    if found.due and found.question is not None:
        turned = actions.recheck_question(question=found.question)
        messages.success(
            request, _("Computed again.") if not turned else _("Computed again; a claim turned.")
        )
        question = queries.question_by_id(request.workspace, found.question.pk)
        latest = question.latest if question else None
        return _to(request, latest.finding_id if latest else found.finding.finding_id)
    result = queries.recompute(found.finding)
    if result.same:
        messages.success(request, _("Computed again: the same number."))
    else:
        messages.error(request, _differs(result))
    return _to(request, found.finding.finding_id)


def _differs(result: queries.Recomputed) -> str:
    if result.erased_rows or not result.differences:
        return _("This number cannot be computed again: rows under it were erased.")
    _row, name, then, now = result.differences[0]
    return _("Computed again, and it differs: %(name)s was %(then)s and is %(now)s. Report this.") % {
        "name": name, "then": then, "now": now,
    }  # fmt: skip


def _to(request: PageRequest, finding_id: str) -> HttpResponse:
    target = reverse("finding", args=[request.workspace.slug, finding_id])
    if request.htmx:
        return HttpResponse(status=204, headers={"HX-Redirect": target})
    return redirect(target)


def _drawer(request: PageRequest, finding_id: str) -> Drawer:
    row = request.GET.get("row", "")
    found = queries.drawer(
        request.workspace, finding_id, row=int(row) if row.isdigit() else None,
        measure=request.GET.get("measure") or None,
    )  # fmt: skip
    if found is None:
        raise Http404
    return found


def _what(found: Drawer, names: dict[str, str]) -> str:
    place = found.figure.place
    return Reader(found.finding, names).label(found.finding.rows[place]) if place is not None else ""


def _items(request: PageRequest, finding: "Finding") -> Any:
    params = parse(ANALYSES[finding.analysis], finding.params, zone=request.workspace.zone)
    return items_of(request.workspace, finding, params)


def _expectations(request: PageRequest, found: Drawer) -> list[tuple[Any, str]]:
    return [(view, queries.expectation_in_words(view, request.workspace)) for view in found.claims]


def _history(found: Drawer, language: str) -> Chart | None:
    """How this figure moved over the answers, with the line the claim expects."""
    moments = [one for one in found.history if one.figure.value is not None]
    if len(moments) < 2:
        return None
    series = Series(
        name=_("This figure"), values=tuple(_number(one.figure.value) for one in moments),
        low=tuple(one.figure.low for one in moments), high=tuple(one.figure.high for one in moments),
    )  # fmt: skip
    labels = [numbers.short_day(one.as_of or one.at.date(), language[:2]) for one in moments]
    return Chart(
        key="history", kind="range", title=_("How this figure moved"),
        subtitle=_("every answer, by the newest day it knew"), x=tuple(_apart(labels)), series=(series,),
        x_label=_("Newest day"), unit=found.figure.unit, target=found.line,
        target_label=_("stands as long as") if found.line is not None else "",
        simulated=found.finding.simulated,
    )  # fmt: skip


def _number(value: float | str | None) -> float | None:
    return value if isinstance(value, int | float) else None


def _apart(labels: list[str]) -> list[str]:
    return [f"{label} ({labels[:place].count(label) + 1})" if label in labels[:place] else label
            for place, label in enumerate(labels)]  # fmt: skip


def _asked(finding: "Finding") -> list[tuple[str, str]]:
    return [(name, ",".join(map(str, value)) if isinstance(value, list) else str(value))
            for name, value in finding.params.items()]  # fmt: skip


def command(finding: "Finding") -> str:
    words = [f"--{name.replace('_', '-')} {_quoted(value)}" for name, value in _asked(finding)]
    return " ".join(["./run analyse", finding.analysis, *words, "--format json"])


def _quoted(value: str) -> str:
    return value if value.replace(",", "").replace("-", "").replace("_", "").isalnum() else f"'{value}'"


def address(finding: "Finding") -> str:
    query = urlencode(_asked(finding))
    return f"/api/analyses/{finding.analysis}" + (f"?{query}" if query else "")


urlpatterns = [
    path("w/<slug:workspace>/finding/<slug:finding_id>/", finding, name="finding"),
    path("w/<slug:workspace>/finding/<slug:finding_id>/csv/", download, name="finding-csv"),
    path("w/<slug:workspace>/finding/<slug:finding_id>/again/", again, name="finding-again"),
]
