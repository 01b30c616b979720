"""Audience: who writes to us and about us, in words with sizes; what these files cannot tell is said."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_GET

from socialplan.plan.evidence import queries as evidence_queries
from socialplan.plan.evidence.queries import Figure

from .access import PageRequest, page
from .period import Period, period_of
from .situation import Told, told_if

MOST = 10  # rows of one division
PARTS = (
    ("network", _lazy("On which networks"), _lazy("Network")),
    ("account", _lazy("To whom or about whom they write"), _lazy("Account")),
    ("hashtag", _lazy("What they write about"), _lazy("Theme (hashtag)")),
)
SEGMENTS = {
    "one day": _lazy("Wrote on one day"), "2 to 4 days": _lazy("Came back: wrote on 2 to 4 days"),
    "5 days or more": _lazy("Regulars: wrote on 5 days or more"),
}  # fmt: skip


@dataclass(frozen=True)
class Segment:
    """A rule in words with its size."""

    place: int
    title: str
    people: Figure
    share: Figure
    returning: Figure | None


@dataclass(frozen=True)
class Part:
    """One division of the same people."""

    code: str
    title: str
    head: str
    told: Told
    rows: tuple[Segment, ...]
    more: int


@page("plan.read")
@require_GET
def audience(request: PageRequest) -> HttpResponse:
    period = period_of(request, "audience")
    whole = told_if(request.workspace, "audience", period)
    parts = [_part(request, period, *one) for one in PARTS] if whole else []
    return render(request, "analyse/audience.html", {
        "whole": whole, "segments": _segments(whole, "segment") if whole else (),
        "parts": [part for part in parts if part],
    })  # fmt: skip


def _part(request: PageRequest, period: Period, code: str, title: object, head: object) -> Part | None:
    found = told_if(request.workspace, "audience", period, by=code)
    if found is None or all(row.get(code) is None for row in found.rows):
        return None
    return Part(code, str(title), str(head), found, _segments(found, code), len(found.rows) - MOST)


def _segments(found: Told, code: str) -> tuple[Segment, ...]:
    def of(place: int, measure: str) -> Figure:
        return evidence_queries.figure(found.finding, place, measure)

    return tuple(
        Segment(
            place, str(SEGMENTS.get(str(row[code])) or found.shown.lines[place].title), of(place, "people"),
            of(place, "share"), of(place, "returning") if "returning" in row else None,
        )
        for place, row in enumerate(found.rows[:MOST])
    )  # fmt: skip


urlpatterns = [path("w/<slug:workspace>/analyse/audience/", audience, name="audience")]
