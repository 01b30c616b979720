"""What: the themes that draw more response than usual, and what shared posts have that others have not."""

from typing import Any

from django.http import HttpResponse
from django.urls import path
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_GET

from socialplan.report import numbers

from .access import PageRequest, page
from .grid import grid_of
from .listen_filters import address
from .listen_sections import Filled, Page, Scope, part, whole
from .persons import first_words
from .situation import Told, asked

TITLES = {"themes": _lazy("What draws response"), "shared": _lazy("What shared posts have in common")}
ALL = "all"  # in the address: also themes that do not stand out
MOST = 20
FALSE_FINDS = 0.10


@page("plan.read")
@require_GET
def what(request: PageRequest) -> HttpResponse:
    return whole(request, WHAT)


@page("plan.read")
@require_GET
def what_part(request: PageRequest, code: str) -> HttpResponse:
    return part(request, WHAT, code)


def themes(request: PageRequest, scope: Scope) -> Filled:
    """Themes with their lift: those that stand out, or with `all` every one that was compared."""
    every = request.GET.get(ALL) == "1"
    given = {**scope.given, "examples": True, **({"all": True} if every else {})}
    told = asked(request.workspace, "themes", scope.period, **given)
    compared = _compared(told)
    return {
        "told": told, "every": every, "toggle": _toggle(request, every), "compared": compared,
        "sentence": _standing_out(told, compared),
        "grid": grid_of(told, "theme", ("lift", "n", "people"), ("first", "type"), most=MOST)
        if told.rows else None,
        "posts": _examples(request, told), "posts_head": _("Best post"),
        "spoken": {place: _spoken(row) for place, row in enumerate(told.rows[:MOST])},
    }  # fmt: skip


def shared(request: PageRequest, scope: Scope) -> Filled:
    """Features of shared posts against posts that were not; where all were shared, against the usual."""
    given = {**scope.given, "view": "features"}
    told = asked(request.workspace, "shared", scope.period, **given)
    usual = any(note["code"] == "all_shared" for note in told.finding.notes)
    if usual:
        told = asked(request.workspace, "shared", scope.period, **given, than="usual")
    return {
        "told": told, "usual": usual, "sentence": _apart(told),
        "grid": grid_of(told, "feature", ("with_shared", "with_unshared", "difference"), ("q",), most=MOST,
                        about="difference", labelled=True) if told.rows else None,
    }  # fmt: skip


def _toggle(request: PageRequest, every: bool) -> str:
    """The address that shows the other list."""
    return address(request, without=ALL) if every else address(request, **{ALL: "1"})


def _compared(told: Told) -> int:
    """How many themes were compared."""
    found = [note["values"]["terms"] for note in told.finding.notes if note["code"] == "themes_tested"]
    return int(found[0]) if found else 0


def _standing_out(told: Told, compared: int) -> str:
    if out := sum(bool(row["stands_out"]) for row in told.rows):
        return ngettext("%(out)s of %(compared)s themes stands out.",
                        "%(out)s of %(compared)s themes stand out.", out) % {
            "out": _number(out), "compared": _number(compared)}  # fmt: skip
    if not compared:
        return _("There is too little to compare themes.")
    words = ngettext(
        "Nothing stands out. %(n)s theme was compared; differences fit chance.",
        "Nothing stands out. %(n)s themes were compared; differences fit chance.", compared,
    )  # fmt: skip
    return words % {"n": _number(compared)}


def _apart(told: Told) -> str:
    """Which feature sets shared posts apart, or that none does; said of those that are no chance finds."""
    names = {line.index: line.title for line in told.shown.lines}
    sure = [
        (names.get(place, ""), row["difference"]) for place, row in enumerate(told.rows)
        if row["q"] <= FALSE_FINDS and (row["low"] > 0 or row["high"] < 0)
    ]  # fmt: skip
    if not sure:
        return _("Nothing sets shared posts apart; the differences fit chance.")
    name, gap = sure[0]
    words = _("Shared posts more often have this: %(name)s.") if gap > 0 else _(
        "Shared posts less often have this: %(name)s.")  # fmt: skip
    return words % {"name": name}


def _examples(request: PageRequest, told: Told) -> dict[int, str]:
    """Row -> the words of the post that drew most."""
    words = first_words(request.workspace, [row["top"] for row in told.rows[:MOST]])
    return {place: words.get(row["top"], "") for place, row in enumerate(told.rows[:MOST])}


def _spoken(row: dict[str, Any]) -> str:
    """The lift of a row as a sentence, for who hears the table."""
    shown = {name: _number(row[name], 1) for name in ("lift", "low", "high")}
    return _("draws %(lift)s times the usual response, likely %(low)s to %(high)s") % shown


def _number(value: float, decimals: int = 0) -> str:
    return numbers.number(value, (get_language() or "en")[:2], decimals)


WHAT = Page("what", "themes", {"themes": themes, "shared": shared}, TITLES, "listen/_what.html", keeps=(ALL,))
urlpatterns = [
    path("w/<slug:workspace>/listen/what/", what, name="what"),
    path("w/<slug:workspace>/listen/what/<slug:code>/", what_part, name="what-part"),
]
