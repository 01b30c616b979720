"""Movements: from which day on lastingly more or less is said, beside every day with what is usual."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_GET

from socialplan.analysis import ANALYSES
from socialplan.analysis.parameters import parse
from socialplan.plan.listen import stream as listen
from socialplan.plan.sources.queries import data, listening

from .access import PageRequest, page
from .events import events_of
from .listen_empty import empty_of
from .listen_filters import (
    LONGEST,
    Filter,
    account_filter,
    address,
    chips,
    network_filter,
    said_filter,
    scope_of,
)
from .movement_around import Around, around
from .movement_chart import chart_of
from .movement_parts import MOST_MOVES, MOST_SERIES, Move, key_of, lines, moves, name_of
from .period import Period, period_of
from .situation import ALL_DATA, Told, asked
from .typed import line

PER = {
    "account": _lazy("account"), "network": _lazy("network"), "brand": _lazy("brand"),
    "hashtag": _lazy("hashtag"),
}  # fmt: skip
WHOSE = {listen.US: "own"}  # as the filter of the room and the analysis call it
OLD = timedelta(days=7)  # older data do not tell what happens now


@dataclass(frozen=True)
class Asked:
    """What the address asks for: per what, filters, words, period."""

    by: str
    filters: tuple[Filter, ...]
    query: str
    wrong: str  # what is wrong with the query, which is left out then
    period: Period

    @property
    def narrowed(self) -> bool:
        return bool(self.query or self.period.chosen or any(one.value for one in self.filters))

    @property
    def given(self) -> dict[str, Any]:
        chosen = {one.name: WHOSE.get(one.value, one.value) for one in self.filters if one.value}
        return {"by": self.by, **chosen, **({"query": self.query} if self.query else {})}


@page("plan.read")
@require_GET
def movements(request: PageRequest) -> HttpResponse:
    """What moved and when; the browser fetches the days of one series, and all series in short."""
    wanted = _asked(request)
    changes = _told(request, wanted, "changes")
    if not changes.finding.n and not wanted.narrowed:
        return render(request, "listen/movements.html", {"empty": empty_of(request.workspace)})
    chosen = request.GET.get("group", "") or next(iter(_newest(changes, wanted.by)), "")
    moved = moves(changes, wanted.by, chosen)
    part = request.GET.get("part", "")
    filled = {part: PARTS[part](request, wanted, chosen, moved)} if part in PARTS else {}
    shown = {"by": wanted.by, "changes": changes, "chosen": chosen, "filled": filled}
    if request.htmx and filled:
        return render(request, f"listen/_{part}.html", shown)
    series = _values(changes, "series_judged").get("series", 0)
    return render(request, "listen/movements.html", {
        **shown, "filters": wanted.filters, "asked": wanted.query, "wrong": wanted.wrong,
        "chips": chips(request, wanted.filters, wanted.query), "query": address(request).lstrip("?"),
        "per": _per(request), "moves": moved[:MOST_MOVES], "more": len(moved) - MOST_MOVES,
        "judged": series, "series": series + _values(changes, "few_days").get("groups", 0),
        "kept": _kept(request), "old": _old(changes), "around": _around(request, wanted, moved),
        "troubled": [one for one in listening.sources(workspace=request.workspace) if one.urgent],
    })  # fmt: skip


def _asked(request: PageRequest) -> Asked:
    query = request.GET
    by = query.get("by", "")
    filters = (
        network_filter(listen.networks(request.workspace), query),
        account_filter(data.accounts(workspace=request.workspace), query, by_owner=False),
        said_filter(query),
    )
    typed, period = line(query.get("query"), LONGEST), period_of(request, "movements")
    scope, wrong = scope_of(request, period, {"query": typed})
    return Asked(by if by in PER else "account", filters, scope.query or "", wrong, period)


def _told(request: PageRequest, wanted: Asked, view: str, **given: Any) -> Told:
    return asked(request.workspace, "movements", wanted.period, view=view, **wanted.given, **given)


def _newest(changes: Told, by: str) -> list[str]:
    """The series that moved, the last change first."""
    rows = sorted(changes.rows, key=lambda row: str(row["day"]), reverse=True)
    return [key_of(row, by) for row in rows]


def _days(request: PageRequest, wanted: Asked, chosen: str, moved: list[Move]) -> dict[str, Any]:
    """The chart of one series: the one asked for, that moved last, or the first of all."""
    if not chosen:
        chosen = next((one.key for one in lines(_told(request, wanted, "groups"), None, wanted.by)), "")
    daily = _told(request, wanted, "daily", only=chosen)
    if not daily.rows:
        return {"name": chosen}
    name = name_of(daily.rows[0], wanted.by)
    whole = sum(row["verdict"] not in ("gap", "unfinished") for row in daily.rows)
    if all(row["baseline"] is None for row in daily.rows):
        return {"name": name, "whole": whole, "daily": daily}
    params = parse(ANALYSES["movements"], wanted.given | wanted.period.given, zone=request.workspace.zone)
    own = [one for one in moved if one.key == chosen]
    chart = chart_of(daily, name, own, events_of(request.workspace, params))
    return {"name": name, "whole": whole, "daily": daily, "chart": chart}


def _lines(request: PageRequest, wanted: Asked, chosen: str, moved: list[Move]) -> dict[str, Any]:
    """Every series in short, with its posts per week: of all data, as the level is judged by all."""
    weeks = asked(request.workspace, "volume", ALL_DATA, **{**wanted.given, "by": f"{wanted.by},week"})
    found = lines(_told(request, wanted, "groups"), weeks, wanted.by)
    return {"lines": found[:MOST_SERIES], "series": len(found)}


PARTS = {"days": _days, "lines": _lines}


def _around(request: PageRequest, wanted: Asked, moved: list[Move]) -> Around | None:
    """What was said around the change that is open."""
    place = request.GET.get("around", "")
    move = next((one for one in moved if str(one.place) == place), None)
    if move is None:
        return None
    daily = _told(request, wanted, "daily", only=move.key)
    return around(request.workspace, daily, move, wanted.by, wanted.given)


def _per(request: PageRequest) -> list[tuple[str, Any, str]]:
    return [(code, words, address(request, without="group", by=code)) for code, words in PER.items()]


def _kept(request: PageRequest) -> dict[str, str]:
    """What the filters keep of the address."""
    return {"by": request.GET["by"]} if request.GET.get("by") in PER else {}


def _values(told: Told, code: str) -> dict[str, Any]:
    return next((note["values"] for note in told.finding.notes if note["code"] == code), {})


def _old(told: Told) -> Any:
    """The newest day, where it is so old that what happened since is not known."""
    newest = told.finding.as_of
    return newest if newest and timezone.localdate() - newest > OLD else None


urlpatterns = [path("w/<slug:workspace>/listen/movements/", movements, name="movements")]
