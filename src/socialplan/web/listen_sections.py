"""Pages of Listen that consist of answers: the page stands at once, its parts follow one by one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from socialplan.plan.listen import stream as listen
from socialplan.plan.sources.queries import data

from .access import PageRequest
from .listen_empty import empty_of, troubled
from .listen_filters import EVERYBODY, LONGEST, Filter, chips, network_filter, ours_first, scope_of
from .period import Period, period_of
from .situation import Section
from .typed import line

Filled = dict[str, Any]


@dataclass(frozen=True)
class Scope:
    """What a page of answers is about: an account (None: all), a network (None: all), a period."""

    account: str | None
    network: str | None
    query: str | None
    period: Period

    @property
    def given(self) -> dict[str, str | None]:
        return {"account": self.account, "network": self.network, "query": self.query}


@dataclass(frozen=True)
class Page:
    """A page by the name of its address. `parts` make what their template shows, `titles` are theirs."""

    name: str
    analysis: str  # whose newest data a period is counted back from
    parts: Mapping[str, Callable[[PageRequest, Scope], Filled]]
    titles: Mapping[str, Any]
    template: str  # of a part
    keeps: tuple[str, ...] = ()  # what else in its address stays when a filter changes


def whole(request: PageRequest, page: Page) -> HttpResponse:
    return _show(request, page, tuple(_section(page, code) for code in page.parts))


def part(request: PageRequest, page: Page, code: str) -> HttpResponse:
    """One part: for htmx by itself, for a browser without script inside the page."""
    if code not in page.parts:
        raise Http404
    scope, _filters, _wrong = _asked(request, page)
    filled = page.parts[code](request, scope)
    if not request.htmx:
        return _show(request, page, (_section(page, code, filled),))
    return render(request, page.template, {**filled, "section": _section(page, code), "page": page.name})


def _section(page: Page, code: str, filled: Filled | None = None) -> Section:
    return Section(code, str(page.titles[code]), page.template, filled)


def _asked(request: PageRequest, page: Page) -> tuple[Scope, list[Filter], str]:
    """The scope, the filters to choose from, and what is wrong with the query."""
    account = ours_first(data.accounts(workspace=request.workspace), request.GET)
    network = network_filter(listen.networks(request.workspace), request.GET)
    about = None if account.value in ("", EVERYBODY) else account.value
    period, query = period_of(request, page.analysis), line(request.GET.get("query"), LONGEST)
    known, wrong = scope_of(request, period, {"query": query})
    return Scope(about, network.value or None, known.query, period), [account, network], wrong


def _show(request: PageRequest, page: Page, sections: tuple[Section, ...]) -> HttpResponse:
    if not listen.networks(request.workspace):
        return render(request, f"listen/{page.name}.html", {"empty": empty_of(request.workspace)})
    _scope, filters, wrong = _asked(request, page)
    named = [one for one in filters if one.name in request.GET]
    filled = sections[0].filled or {} if len(sections) == 1 else {}
    asked = line(request.GET.get("query"), LONGEST)
    return render(request, f"listen/{page.name}.html", {
        **filled, "sections": sections, "one": len(sections) == 1, "filters": filters, "page": page.name,
        "chips": chips(request, named, asked), "asked": asked, "wrong": wrong,
        "kept": {name: request.GET[name] for name in page.keeps if request.GET.get(name)},
        "troubled": troubled(request.workspace), "query": request.GET.urlencode(),
    })  # fmt: skip
