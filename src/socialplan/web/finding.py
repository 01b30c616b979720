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
from socialplan.plan.evidence import actions, queries
from socialplan.plan.evidence.queries import Drawer
from socialplan.web.access import PageRequest, page
from socialplan.web.answer import Reader, show
from socialplan.web.answer_file import answer_file, asked_format
from socialplan.web.finding_history import history
from socialplan.web.finding_items import posts_behind
from socialplan.web.persons import names_of
from socialplan.web.words import column_word

if TYPE_CHECKING:
    from socialplan.plan.evidence.models import Finding


@page("plan.read")
@require_GET
def finding(request: PageRequest, finding_id: str) -> HttpResponse:
    """The drawer; for a browser that asks for the address itself, a page. A drawer opens with the figure and
    what was counted; the rest is fetched after it."""
    found = _drawer(request, finding_id)
    entry = ANALYSES.get(found.finding.analysis)
    names = names_of(request.workspace, found.finding)
    context = {
        "drawer": found, "finding": found.finding, "entry": entry, "what": _what(found, names),
        "expectations": _expectations(request, found), "row_query": found.figure.query,
    }  # fmt: skip
    if request.htmx and request.htmx.target == "drawer-body":
        return render(request, "evidence/_drawer.html", context)
    context |= {
        "shown": show(found.finding, names), "chart": history(found), "items": _items(request, found),
        "command": command(found.finding), "api_address": address(found.finding),
        "row_only": f"?{_row(found)}" if _row(found) else "", "row_query_plain": _row(found),
    }  # fmt: skip
    rest = request.htmx and request.htmx.target == "drawer-rest"
    return render(request, "evidence/_rest.html" if rest else "evidence/finding.html", context)


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
        messages.error(request, _differs(request, found.finding, result))
    return _to(request, found.finding.finding_id)


def _differs(request: PageRequest, finding: "Finding", result: queries.Recomputed) -> str:
    """Both numbers and how far they are apart."""
    if result.erased_rows or not result.differences:
        return _("This number cannot be computed again: rows under it were erased.")
    place, name, then, now = result.differences[0]
    about = Reader(finding, names_of(request.workspace, finding)).label(finding.rows[place]) if place else ""
    apart = now - then if isinstance(then, int | float) and isinstance(now, int | float) else None
    return _(
        "Computed again, and it differs: %(name)s was %(then)s and is %(now)s, %(apart)s apart. Report this "
        "with finding %(finding)s."
    ) % {
        "name": ", ".join(part for part in (about, column_word(name)) if part),
        "then": _plain(then, request), "now": _plain(now, request), "apart": _plain(apart, request),
        "finding": finding.finding_id[:12],
    }  # fmt: skip


def _plain(value: Any, request: PageRequest) -> str:
    """Every digit: two numbers that differ must not look the same."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        text = f"{value:.12g}"
        return text.replace(".", ",") if request.LANGUAGE_CODE.startswith("nl") else text
    return "–" if value is None else str(value)


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


def _items(request: PageRequest, found: Drawer) -> Any:
    if found.finding.analysis not in ANALYSES:
        return None
    return posts_behind(request.workspace, found.finding, row=found.figure.place)


def _row(found: Drawer) -> str:
    return "" if found.figure.place is None else f"row={found.figure.place}"


def _expectations(request: PageRequest, found: Drawer) -> list[tuple[Any, str]]:
    """What must stay true of the figure that was opened; other rows' claims stand under who relies on it."""
    about = [view for view in found.claims if _about(view, found.figure)]
    return [(view, queries.expectation_in_words(view, request.workspace)) for view in about]


def _about(view: queries.ClaimView, figure: queries.Figure) -> bool:
    sides = [one.label for one in (view.figure, view.other) if one is not None]
    return not sides or figure.label in sides


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
