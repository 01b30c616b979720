"""Overview: what changed since I last looked, and what must I do today?"""

import logging
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import DatabaseError
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_GET

from socialplan.plan.evidence import queries
from socialplan.plan.evidence.queries import Changes
from socialplan.plan.goals import queries as goals
from socialplan.plan.sources.queries import data
from socialplan.plan.sources.queries.data import SourceLine
from socialplan.plan.sources.queries.jobs import recent_jobs
from socialplan.plan.team.queries import has_data
from socialplan.report.chapters.goals import bullet
from socialplan.web.access import PageRequest, page
from socialplan.web.claims import LOOK, says
from socialplan.web.kpi_rows import kpi_rows

MOST = 7
MOST_SOURCES = 4
A_VISIT = timedelta(hours=2)  # pages looked at within this time are one visit
OLD_DAYS = 31
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Health:
    """How fresh the data are: the source that has been silent longest first."""

    sources: tuple[SourceLine, ...]
    newest: SourceLine | None
    old: bool  # nothing came in for so long that nobody knows what happened since
    failed: int  # questions that could not be asked again at the last check


@page("plan.read")
@require_GET
def overview(request: PageRequest) -> HttpResponse:
    since = _since(request)
    found = queries.changes_since(request.workspace, since)
    every, main = queries.claims_in(request.workspace), goals.main_goal(request.workspace)
    return render(request, "evidence/overview.html", {
        "since": since, "changes": found.changes[:MOST], "more": max(0, len(found.changes) - MOST),
        "checked": found.checked, "checked_at": found.checked_at, "due": found.due,
        "reviews": queries.review_queue(request.workspace, today=timezone.localdate())[:MOST],
        "looks": sum(one.state in LOOK for one in every),
        "claims": every, "says": says(every, request.workspace), "main": main,
        "bar": bullet(main, request.workspace) if main else None,
        "kpis": kpi_rows(goals.goals_page(request.workspace).kpis), "health": _health(request),
        "listening": queries.listening(request.workspace),
        "has_data": has_data(request.workspace),
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
    _keep_visit(request)
    return start


def _keep_visit(request: PageRequest) -> None:
    """Where nothing can be written (a full disk) the page is shown all the same; the visit is forgotten."""
    try:
        request.session.save()
    except DatabaseError:
        log.warning("The visit of this page could not be kept.", exc_info=True)
        request.session.modified = False


def _day(request: PageRequest, since: datetime) -> date:
    return since.astimezone(ZoneInfo(request.workspace.zone)).date()


def _health(request: PageRequest) -> Health:
    lines = data.sources(workspace=request.workspace, accounts=())
    dated = sorted((line for line in lines if line.last), key=lambda line: line.last or timezone.now())
    worst = tuple(dated) + tuple(line for line in lines if not line.last)
    newest = dated[-1] if dated else None
    passed = timezone.now().replace(tzinfo=None) - newest.last if newest and newest.last else timedelta()
    return Health(worst[:MOST_SOURCES], newest, passed.days > OLD_DAYS, _failed(request))


def _failed(request: PageRequest) -> int:
    """Of the newest check."""
    jobs = recent_jobs(workspace=request.workspace, now=timezone.now())
    checks = sorted((job for job in jobs if job.kind == "recheck"), key=lambda job: -job.id)
    return len(checks[0].result.get("failed", ())) if checks else 0


urlpatterns = [
    path("w/<slug:workspace>/overview/", overview, name="overview"),
    path("w/<slug:workspace>/changes/", changes, name="changes"),
]
