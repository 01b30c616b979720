"""Traffic and conversion: what visits to the site came of it, per channel, and broken campaign tags."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_GET

from socialplan.plan.evidence import queries as evidence_queries
from socialplan.plan.evidence.queries import Figure

from .access import PageRequest, page
from .answer import Line
from .period import period_of
from .situation import Told, told, told_if
from .words import column_word, unit_word

BY = {
    "channel": _lazy("channel"), "source": _lazy("source"), "medium": _lazy("medium"),
    "campaign": _lazy("campaign"), "landing": _lazy("landing page"),
}  # fmt: skip
MEASURES = ("visits", "conversions", "conversion_rate", "revenue")
MOST_LINKS, MOST_ROWS = 8, 50


@dataclass(frozen=True)
class Stage:
    """A row of the funnel: where visits came from and what they led to; `unknown` where nobody knows."""

    place: int
    title: str
    unknown: bool
    figures: tuple[tuple[str, Figure], ...]


@dataclass(frozen=True)
class BrokenLink:
    """A link whose campaign tags are misread, and the link as it should be."""

    place: int
    link: str
    problems: str
    corrected: str
    posts: int


@page("plan.read")
@require_GET
def traffic(request: PageRequest) -> HttpResponse:
    by = request.GET.get("by", "channel")
    by = by if by in BY else "channel"
    period = period_of(request, "traffic")
    visits = told(request.workspace, "traffic", period, by=by)
    tags = told_if(request.workspace, "utm", period, broken="yes")
    broken = tags.shown.lines[:MOST_LINKS] if tags else ()
    return render(request, "analyse/traffic.html", {
        "visits": visits, "stages": _stages(visits, by) if visits else (),
        "columns": _columns(visits) if visits else (), "group": BY[by],
        "by": by, "choices": BY, "tags": tags or told_if(request.workspace, "utm", period),
        "broken": [_link(line, tags.rows[line.index]) for line in broken] if tags else [],
        "more": len(tags.rows) - MOST_LINKS if tags else 0,
    })  # fmt: skip


def _columns(visits: Told) -> list[str]:
    """Heads of the table; money names its currency."""
    units = {column["name"]: column.get("unit", "") for column in visits.finding.columns}
    coin = unit_word(units["revenue"])
    return [
        *map(column_word, MEASURES[:3]),
        f"{column_word('revenue')} ({coin})" if coin else column_word("revenue"),
    ]


def _stages(visits: Told, by: str) -> list[Stage]:
    """The fullest rows; what is of unknown origin stands under the others, never left out."""
    heads = _columns(visits)
    rows = list(enumerate(visits.rows))
    kept = rows[:MOST_ROWS] + [pair for pair in rows[MOST_ROWS:] if pair[1].get(by) is None]
    stages = [
        Stage(
            place, visits.shown.lines[place].title if place < len(visits.shown.lines) else "",
            row.get(by) is None,
            tuple((head, evidence_queries.figure(visits.finding, place, name))
                  for head, name in zip(heads, MEASURES, strict=True)),
        )
        for place, row in kept
    ]  # fmt: skip
    return sorted(stages, key=lambda stage: stage.unknown)


def _link(line: Line, row: dict[str, object]) -> BrokenLink:
    return BrokenLink(
        place=line.index, link=str(row["link"]), problems=line.cells[1].text,
        corrected=str(row["corrected"] or ""), posts=int(str(row["n"])),
    )  # fmt: skip


urlpatterns = [path("w/<slug:workspace>/analyse/traffic/", traffic, name="traffic")]
