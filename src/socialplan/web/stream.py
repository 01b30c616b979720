"""The stream: the posts that were heard, newest first, and beside them the conversation of one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.paginator import Page as Pages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from socialplan.plan.listen import stream as listen
from socialplan.plan.sources.queries import data

from .access import PageRequest, page
from .listen_empty import empty_of, troubled
from .listen_filters import (
    COMPETITORS,
    LABELS,
    LONGEST,
    OURS,
    Filter,
    account_filter,
    address,
    chips,
    label_filters,
    network_filter,
    role_filter,
    said_filter,
    scope_of,
)
from .period import Period, period_of
from .typed import line

OLD = timedelta(days=7)  # older posts do not tell what is said now
PANE = "thread"  # the id of the place where a conversation is shown


@dataclass(frozen=True)
class Asked:
    """What the address asks for: filters, a query and what is wrong with it, period, the post whose thread is
    open, the page."""

    filters: tuple[Filter, ...]
    query: str
    period: Period
    item: tuple[str, str] | None
    number: int

    @property
    def narrowed(self) -> bool:
        return bool(self.query or self.period.chosen or any(one.value for one in self.filters))

    def value(self, name: str) -> str:
        return next((one.value for one in self.filters if one.name == name), "")


@page("plan.read")
@require_GET
def stream(request: PageRequest) -> HttpResponse:
    """The whole page; for htmx that asks for a conversation only that."""
    if request.htmx and request.htmx.target == PANE:
        opened = _thread(request, _item(request))
        return render(request, "listen/_thread.html", opened | {"given": _given(request, _posts(opened))})
    asked = _asked(request)
    wanted, wrong = _wanted(request, asked)
    found = listen.stream_page(request.workspace, wanted, number=asked.number)
    if not found.total and not asked.narrowed:
        return render(request, "listen/stream.html", {"empty": empty_of(request.workspace)})
    opened = _thread(request, asked.item)
    return render(request, "listen/stream.html", {
        "filters": asked.filters, "asked": asked.query, "wrong": wrong, "old": _old(found, asked),
        "chips": chips(request, asked.filters, asked.query), "posts": found.posts, "total": found.total,
        "page": _pages(found.total, asked.number), "query": address(request).lstrip("?"),
        "given": _given(request, (*found.posts, *_posts(opened))), "troubled": troubled(request.workspace),
        "item": asked.item, "per_day": "" if wrong else _per_day(request, asked), **opened,
    })  # fmt: skip


def _asked(request: PageRequest) -> Asked:
    query = request.GET
    period = period_of(request, "volume")
    accounts = data.accounts(workspace=request.workspace)
    filters = (
        network_filter(listen.networks(request.workspace), query), account_filter(accounts, query),
        role_filter(query), *label_filters(query), said_filter(query),
    )  # fmt: skip
    number = query.get("page", "1")
    return Asked(
        filters, line(query.get("query"), LONGEST), period, _item(request),
        max(1, int(number)) if number.isdigit() and len(number) < 9 else 1,
    )  # fmt: skip


def _item(request: PageRequest) -> tuple[str, str] | None:
    network, slash, post = request.GET.get("item", "").partition("/")
    return (network, post) if slash and network and post else None


def _wanted(request: PageRequest, asked: Asked) -> tuple[listen.Wanted, str]:
    """Which posts, and what is wrong with the query: then they are those without it."""
    account = asked.value("account")
    kind = account.lstrip("+") if account in (OURS, COMPETITORS) else ""
    scope, wrong = scope_of(request, asked.period, {
        "account": None if kind else account, "network": asked.value("network"), "query": asked.query,
    })  # fmt: skip
    labels = {name: asked.value(name) for name in LABELS if asked.value(name)}
    return listen.Wanted(
        scope, role=asked.value("role"), whose=kind, said=asked.value("said"), labels=labels
    ), wrong


def _thread(request: PageRequest, item: tuple[str, str] | None) -> dict[str, Any]:
    """Of the post that is open; `lost` where it is not there (any more)."""
    found = listen.thread_of(request.workspace, *item) if item else None
    return {"thread": found, "lost": item is not None and found is None, "back": address(request)}


def _posts(opened: Mapping[str, Any]) -> list[listen.StreamPost]:
    thread: listen.Thread | None = opened["thread"]
    return [node.post for node in thread.nodes] if thread else []


def _given(request: PageRequest, posts: Sequence[listen.StreamPost]) -> Mapping[str, frozenset[str]]:
    """What networks give at all, looked up only where a count is missing."""
    missing = any(count is None for post in posts for count in post.counts.values())
    return listen.given_by(request.workspace) if missing else {}


def _per_day(request: PageRequest, asked: Asked) -> str:
    """Where the posts that are shown are counted day by day; "" for filters that no question takes."""
    given = {one.name: one.value for one in asked.filters if one.value}
    if given.keys() - {"account", "network"} or given.get("account") in (OURS, COMPETITORS):
        return ""
    words = {"query": asked.query} if asked.query else {}
    place = reverse("explore-analysis", args=[request.workspace.slug, "volume"])
    return f"{place}?{urlencode({'by': 'day', **given, **words, **asked.period.steering})}"


def _old(found: listen.Page, asked: Asked) -> datetime | None:
    """When the newest post of all was written, where that is long ago."""
    newest = found.posts[0].at if found.posts and asked.number == 1 and not asked.narrowed else None
    return newest if newest and newest < timezone.now().replace(tzinfo=None) - OLD else None


def _pages(total: int, number: int) -> Pages:
    return Paginator(range(total), listen.PER_PAGE).get_page(number)


urlpatterns = [path("w/<slug:workspace>/listen/", stream, name="stream")]
