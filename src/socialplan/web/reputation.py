"""Reputation: what is said about an account, and whether it differs from its usual."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_GET, require_POST

from socialplan.plan.evidence import actions as evidence
from socialplan.plan.evidence import queries as evidence_queries
from socialplan.plan.sources.actions.imports import cancel_job
from socialplan.plan.sources.queries import data

from .access import PageRequest, page
from .period import period_of
from .reputation_parts import MAP, PARTS, map_asked
from .situation import Section

EVERYBODY = "-"  # in the address: no account in particular
TITLES = {
    "heard": _lazy("How much is said"), "meant": _lazy("How it is meant"),
    "short": _lazy("In short, and who is heard"), "goodwill": _lazy("Goodwill"),
    "questions": _lazy("Questions"), "products": _lazy("Products and services"),
    "themes": _lazy("What is talked about"), "sample": _lazy("Twenty posts to judge"),
}  # fmt: skip


@page("plan.read")
@require_GET
def reputation(request: PageRequest) -> HttpResponse:
    """The page at once; its parts follow one by one."""
    return _show(request, tuple(_section(code) for code in PARTS))


@page("plan.read")
@require_GET
def part(request: PageRequest, code: str) -> HttpResponse:
    """One part: for htmx by itself, for a browser without script inside the page."""
    if code not in PARTS:
        raise Http404
    account = _chosen(request, _names(request))
    if request.htmx:
        return _part(request, code, account)
    filled = PARTS[code](request.workspace, account, period_of(request, "reputation"))
    return _show(request, (_section(code, filled),))


def _part(request: PageRequest, code: str, account: str | None) -> HttpResponse:
    section = _section(code)
    filled = PARTS[code](request.workspace, account, period_of(request, "reputation"))
    return render(request, section.template, {
        **filled, "section": section, "account": account or EVERYBODY,
    })  # fmt: skip


@page("plan.read")
@require_POST
def make_map(request: PageRequest) -> HttpResponse:
    """The map of themes takes long: a job makes it, which can be stopped."""
    account = _chosen(request, _names(request))
    given = {**map_asked(account), **period_of(request, "reputation").given}
    job = evidence_queries.look_job(request.workspace, MAP, given)
    if request.POST.get("stop"):
        if job is not None:
            cancel_job(job=job)
    else:
        evidence.look_soon(workspace=request.workspace, analysis=MAP, given=given, by=request.member)
    if request.htmx:
        return _part(request, "themes", account)
    there = reverse("reputation-part", args=[request.workspace.slug, "themes"])
    return redirect(f"{there}?{request.GET.urlencode()}")


def _section(code: str, filled: dict[str, Any] | None = None) -> Section:
    return Section(code, str(TITLES[code]), f"analyse/reputation/_{code}.html", filled)


def _show(request: PageRequest, sections: tuple[Section, ...]) -> HttpResponse:
    period_of(request, "reputation")
    held = data.accounts(workspace=request.workspace)
    names = _names(request)
    own = [one.name for one in held if one.owner_kind == "own"]
    account = _chosen(request, names)
    filled = sections[0].filled or {} if len(sections) == 1 else {}
    return render(request, "analyse/reputation.html", {
        **filled, "sections": sections, "names": names, "account": account or EVERYBODY, "chosen": account,
        "everybody": EVERYBODY, "has_own": bool(own), "own": account in own, "one": len(sections) == 1,
        "has_posts": bool(names) or bool(data.tables(workspace=request.workspace).get("posts")),
    })  # fmt: skip


def _names(request: PageRequest) -> list[str]:
    """Accounts about which there are posts: ours first, then the fullest."""
    return list(dict.fromkeys(one.name for one in data.accounts(workspace=request.workspace) if one.posts))


def _chosen(request: PageRequest, names: list[str]) -> str | None:
    asked = request.GET.get("account", "")
    if asked == EVERYBODY or not names:
        return None
    return next((name for name in names if name.casefold() == asked.casefold()), names[0])


urlpatterns = [
    path("w/<slug:workspace>/analyse/reputation/", reputation, name="reputation"),
    path("w/<slug:workspace>/analyse/reputation/themes/make/", make_map, name="reputation-map"),
    path("w/<slug:workspace>/analyse/reputation/<slug:code>/", part, name="reputation-part"),
]
