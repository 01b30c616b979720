"""Reputation: what is said about an account, and whether it differs from its usual."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_GET

from socialplan.plan.sources.queries import data

from .access import PageRequest, page
from .period import period_of
from .reputation_parts import PARTS

EVERYBODY = "-"  # in the address: no account in particular
TITLES = {
    "heard": _lazy("How much is said"), "meant": _lazy("How it is meant"),
    "short": _lazy("In short, and who is heard"), "goodwill": _lazy("Goodwill"),
    "questions": _lazy("Questions"), "products": _lazy("Products and services"),
    "themes": _lazy("What is talked about"), "sample": _lazy("Twenty posts to judge"),
}  # fmt: skip
ON_REQUEST = ("themes",)  # takes long, so it is made when somebody asks


@dataclass(frozen=True)
class Section:
    """One part of the page; `filled` has what it shows, None where the browser fetches it."""

    code: str
    title: str
    on_request: bool
    template: str
    filled: dict[str, Any] | None = None


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
    filled = PARTS[code](request.workspace, account, period_of(request, "reputation"))
    if request.htmx:
        section = _section(code)
        context = {**filled, "section": section, "account": account or EVERYBODY}
        return render(request, section.template, context)
    return _show(request, (_section(code, filled),))


def _section(code: str, filled: dict[str, Any] | None = None) -> Section:
    return Section(
        code, str(TITLES[code]), code in ON_REQUEST, f"analyse/reputation/_{code}.html", filled
    )


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
    path("w/<slug:workspace>/analyse/reputation/<slug:code>/", part, name="reputation-part"),
]
