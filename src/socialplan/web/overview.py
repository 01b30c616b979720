"""Overview: what changed since I last looked, and what must I do today?"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_GET

from socialplan.plan.evidence import queries
from socialplan.plan.evidence.queries import Changes, ChangeView
from socialplan.plan.goals import queries as goals
from socialplan.plan.sources.queries import data
from socialplan.web.access import PageRequest, page
from socialplan.web.claims import says

MOST = 7
A_VISIT = timedelta(hours=2)  # pages looked at within this time are one visit
OLD_DAYS = 31


@dataclass(frozen=True)
class Line:
    """One change with the words it needs: before and after, cause, what it touches."""

    change: ChangeView
    expected: str


@page("plan.read")
@require_GET
def overview(request: PageRequest) -> HttpResponse:
    since = _since(request)
    found = queries.changes_since(request.workspace, since)
    every = queries.claims_in(request.workspace)
    return render(request, "evidence/overview.html", {
        "since": since, "changes": found.changes[:MOST], "more": max(0, len(found.changes) - MOST),
        "checked": found.checked, "checked_at": found.checked_at, "due": found.due,
        "reviews": queries.review_queue(request.workspace, today=timezone.localdate())[:MOST],
        "claims": every, "says": says(every), "main": goals.main_goal(request.workspace),
        "kpis": goals.goals_page(request.workspace).kpis, "batches": _newest(request),
    })  # fmt: skip


@page("plan.read")
@require_GET
def changes(request: PageRequest) -> HttpResponse:
    """Everything that changed since a day; the day stands in the address."""
    since = _asked(request) or _since(request)
    found: Changes = queries.changes_since(request.workspace, since)
    return render(request, "evidence/changes.html", {
        "since": since, "day": _day(request, since), "found": found, "changes": found.changes,
    })  # fmt: skip


def _asked(request: PageRequest) -> datetime | None:
    try:
        day = date.fromisoformat(request.GET.get("since", ""))
    except ValueError:
        return None
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(request.workspace.zone))


def _since(request: PageRequest) -> datetime:
    """The visit before this one; the first time, when the workspace began."""
    now = timezone.now()
    kept = request.session.get("visits", {}).get(request.workspace.slug, {})
    last = datetime.fromisoformat(kept["last"]) if "last" in kept else None
    start = datetime.fromisoformat(kept["since"]) if "since" in kept else request.workspace.created_at
    if last is not None and now - last > A_VISIT:
        start = last
    visits = request.session.get("visits", {})
    visits[request.workspace.slug] = {"last": now.isoformat(), "since": start.isoformat()}
    request.session["visits"] = visits
    return start


def _day(request: PageRequest, since: datetime) -> date:
    return since.astimezone(ZoneInfo(request.workspace.zone)).date()


def _newest(request: PageRequest) -> list[data.BatchLine]:
    return data.batches(workspace=request.workspace)[:3]


urlpatterns = [
    path("w/<slug:workspace>/overview/", overview, name="overview"),
    path("w/<slug:workspace>/changes/", changes, name="changes"),
]
