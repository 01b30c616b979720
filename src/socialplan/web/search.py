"""Search: the pages, the questions, the plan, the accounts, and how to look for words in the posts."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from socialplan.analysis import ANALYSES
from socialplan.plan.evidence import queries as evidence
from socialplan.plan.sources.queries import data
from socialplan.web.access import PageRequest, page
from socialplan.web.context import shell
from socialplan.web.typed import line

MOST = 20


@dataclass(frozen=True)
class Hit:
    """Somewhere to go, and what it is."""

    title: str
    address: str
    about: str = ""


@page("plan.read")
@require_GET
def search(request: PageRequest) -> HttpResponse:
    """Everything whose words hold what was typed; posts are counted by the question about them."""
    words = line(request.GET.get("q"))
    context: dict[str, Any] = {"words": words}
    if words:
        context |= {
            "pages": _pages(request, words), "questions": _questions(request, words),
            "things": evidence.things_like(request.workspace, words, most=MOST),
            "accounts": _accounts(request, words),
            "posts": f"{_explore(request, 'volume')}?{urlencode({'phrase': words, 'by': 'week'})}",
        }  # fmt: skip
        found = sum(len(context[part]) for part in ("pages", "questions", "things", "accounts"))
        context["found"] = found
    return render(request, "search.html", context)


def _holds(words: str, *texts: str) -> bool:
    text = " ".join(texts).casefold()
    return all(word in text for word in words.casefold().split())


def _pages(request: PageRequest, words: str) -> list[Hit]:
    entries = [entry for _title, group in shell(request)["menu"] for entry in group]
    return [Hit(str(one.title), one.address) for one in entries if _holds(words, str(one.title))]


def _questions(request: PageRequest, words: str) -> list[Hit]:
    found = [(name, _(entry.title), _(entry.question)) for name, entry in ANALYSES.items()]
    return [
        Hit(title, _explore(request, name), question)
        for name, title, question in found if _holds(words, title, question)
    ]  # fmt: skip


def _accounts(request: PageRequest, words: str) -> list[Hit]:
    held = data.accounts(workspace=request.workspace)
    return [
        Hit(one.name, f"{_explore(request, 'volume')}?{urlencode({'account': one.name})}", one.network)
        for one in held if _holds(words, one.name, one.account_id)
    ][:MOST]  # fmt: skip


def _explore(request: PageRequest, name: str) -> str:
    return reverse("explore-analysis", args=[request.workspace.slug, name])


urlpatterns = [path("w/<slug:workspace>/search/", search, name="search")]
