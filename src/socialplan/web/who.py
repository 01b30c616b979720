"""Who: the people who like, share, quote and answer, as far as the data name them."""

from functools import partial

from django.http import HttpResponse
from django.urls import path
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_GET

from socialplan.plan.listen.stream import networks
from socialplan.plan.sources.queries.connectors import offers
from socialplan.report import numbers

from .access import PageRequest, page
from .grid import grid_of
from .listen_sections import Filled, Page, Scope, part, whole
from .situation import Told, asked
from .source_words import UNTOLD
from .words import capital, listed

KINDS = {
    "like": _lazy("Who likes"), "repost": _lazy("Who shares"),
    "quote": _lazy("Who shares with words of their own"), "reply": _lazy("Who answers"),
}  # fmt: skip
MEASURES = ("responses", "distinct_posts", "days_active")
STREAMS = {"like": ("reactions", "unlikes"), "reply": ("replies",)}  # of connectors, what tells of each
MOST = 10
COUNTING = "counts_not_names"  # the note that the head sentence says already


@page("plan.read")
@require_GET
def who(request: PageRequest) -> HttpResponse:
    return whole(request, WHO)


@page("plan.read")
@require_GET
def who_part(request: PageRequest, code: str) -> HttpResponse:
    return part(request, WHO, code)


def _filled(request: PageRequest, scope: Scope, kind: str) -> Filled:
    """The people of one kind of response, or why nobody is named."""
    given = {**scope.given, "kind": kind}
    told = asked(request.workspace, "responders", scope.period, **given)
    return {
        "told": told, "sentence": _sentence(told), "named": bool(told.rows),
        "grid": grid_of(told, "person", MEASURES, ("network",), most=MOST) if told.rows else None,
        "untold": _untold(request, kind), "said": COUNTING,
    }  # fmt: skip


def _sentence(told: Told) -> str:
    """How many people how often, or the reason that there is nobody to name."""
    people = told.finding.headline.get("value")
    if told.rows:
        shown = {"people": _number(int(people or 0)), "times": _number(told.finding.n)}
        return ngettext("%(people)s person, %(times)s times in all.",
                        "%(people)s people, %(times)s times in all.", int(people or 0)) % shown  # fmt: skip
    if counting := _networks(told, COUNTING):
        words = ngettext("%(networks)s gives counts, not names.", "%(networks)s give counts, not names.",
                         len(counting))  # fmt: skip
        return words % {"networks": listed(counting)}
    return _("These data do not say who.") if people is None else _("Nobody, as far as was heard.")


def _networks(told: Told, code: str) -> list[str]:
    found = [note["values"]["networks"] for note in told.finding.notes if note["code"] == code]
    return [capital(name) for names in found for name in names]


def _untold(request: PageRequest, kind: str) -> list[tuple[str, str]]:
    """(network, what it does not tell about this kind of response), as its connector says."""
    here = networks(request.workspace)
    return [
        (one.label, str(UNTOLD[code]))
        for one in offers() if one.network in here
        for stream in STREAMS.get(kind, ())
        if (code := one.not_offered.get(stream, "")) in UNTOLD
    ]  # fmt: skip


def _number(value: int) -> str:
    return numbers.number(value, (get_language() or "en")[:2])


PARTS = {kind: partial(_filled, kind=kind) for kind in KINDS}
WHO = Page("who", "responders", PARTS, KINDS, "listen/_responders.html")
urlpatterns = [
    path("w/<slug:workspace>/listen/who/", who, name="who"),
    path("w/<slug:workspace>/listen/who/<slug:code>/", who_part, name="who-part"),
]
