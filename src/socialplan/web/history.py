"""The history of a workspace: who did what, when; filtered by the address, and as a spreadsheet."""

import csv
import io
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _

from socialplan.pipeline.writing import harmless
from socialplan.plan.team import queries

from .access import PageRequest, page
from .deed_objects import days_in_words, names_of_objects
from .team_words import deed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from socialplan.plan.team.models import AuditEntry

PAGE = 50


def _chosen(request: PageRequest) -> queries.HistoryFilter:
    asked = {name: request.GET.get(name, "").strip() for name in ("by", "action", "text")}
    return queries.HistoryFilter(**asked)


@page("team.read")
def history(request: PageRequest) -> HttpResponse:
    chosen = _chosen(request)
    shown = Paginator(queries.history(request.workspace, chosen), PAGE).get_page(request.GET.get("page"))
    people, actions = queries.history_choices(request.workspace)
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "entries": _told(request, list(shown)),
        "page": shown,
        "chosen": chosen, "people": people, "tab": "history", "query": query.urlencode(),
        "actions": sorted(((code, deed(code)) for code in actions), key=lambda pair: pair[1]),
    }  # fmt: skip
    return render(request, "team/history.html", context)


def _told(request: PageRequest, shown: "Sequence[AuditEntry]") -> list[tuple[Any, str, str, str]]:
    """Each entry with its deed, what it was done to by name, and what changed."""
    names = names_of_objects(request.workspace, shown)
    return [(one, deed(one.action), names[one.pk], days_in_words(_difference(one.details))) for one in shown]


def _difference(details: dict[str, Any]) -> str:
    """Before -> after where a deed has both; else what it was done with."""
    if "before" in details and "after" in details:
        return f"{_plain(details['before'])} → {_plain(details['after'])}"
    filled = {name: value for name, value in details.items() if value not in (None, "", False, [], {})}
    return ", ".join(f"{_plain(name)}: {_plain(value)}" for name, value in filled.items())


def _plain(value: Any) -> str:
    """A code or a list of them as words."""
    if isinstance(value, list):
        return ", ".join(map(_plain, value))
    text = str(value).replace("_", " ")
    return _(text) if text else text


@page("team.read")
def export(request: PageRequest) -> HttpResponse:
    """The same rows as a spreadsheet: semicolons in Dutch, commas in English."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";" if request.LANGUAGE_CODE == "nl" else ",")
    writer.writerow([_("When (UTC)"), _("Who"), _("What"), _("Object"), _("Details")])
    chosen = queries.history(request.workspace, _chosen(request))
    for entry, words, name, change in _told(request, list(chosen)):
        cells = [entry.by, words, name, change]
        writer.writerow([entry.at.strftime("%Y-%m-%d %H:%M:%S"), *map(harmless, cells)])
    response = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="history-{request.workspace.slug}.csv"'
    return response


urlpatterns = [
    path("w/<slug:workspace>/team/history/", history, name="team-history"),
    path("w/<slug:workspace>/team/history.csv", export, name="history-csv"),
]
