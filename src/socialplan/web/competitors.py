"""Competitors: a kept panel of accounts side by side, and whose share of the conversation is whose."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_GET, require_POST

from socialplan.plan.analyse import panels
from socialplan.plan.evidence import queries as evidence_queries
from socialplan.plan.evidence.codes import network_word
from socialplan.plan.evidence.queries import Figure
from socialplan.plan.sources.queries import data
from socialplan.plan.sources.queries.data import HeldAccount

from .access import PageRequest, page
from .brief_forms import day_field
from .period import Period, period_of
from .share_bars import Bars, bars_of
from .situation import Told, told_if
from .words import column_word, group_word

if TYPE_CHECKING:
    from socialplan.plan.team.models import Workspace

MEASURES = ("n", "share", "per_week", "median")
TEXTS = ("form", "words", "first", "last")
NAMES = {
    "n": _lazy("Posts"), "share": _lazy("Share of voice"), "median": _lazy("Usual response per post"),
    "words": _lazy("Words they say more than the others"),
}  # fmt: skip
WEEKS = 26


@dataclass(frozen=True)
class Head:
    """One account of the panel, as the head of its column."""

    name: str
    network: str
    own: bool
    uneven: bool
    place: int


@dataclass(frozen=True)
class Measure:
    """One row of the table: a figure, or words, for every account."""

    code: str
    title: str
    figures: tuple[Figure | None, ...]
    texts: tuple[str, ...]


class PanelForm(forms.Form):
    accounts = forms.MultipleChoiceField(
        label=_lazy("Accounts in the panel"), widget=forms.CheckboxSelectMultiple, required=False,
        help_text=_lazy("Choose 2 to 8, your own among them."),
    )  # fmt: skip
    since = day_field(_lazy("Compare these from"), required=False)

    def __init__(self, *args: Any, workspace: "Workspace", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["since"].help_text = _(
            "Leave empty to compare the whole period with this panel. With a date, the line breaks there."
        )
        known = data.accounts(workspace=workspace)
        words = {"own": _("ours"), "competitor": _("competitor")}
        choices = {
            one.name: f"{one.name} ({', '.join(filter(None, (network, words.get(one.owner_kind))))})"
            for one, network in ((one, network_word(one.network)) for one in known)
            if one.posts or one.owner_kind in words
        }  # fmt: skip
        field = self.fields["accounts"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = list(choices.items())[:60]


@page("plan.read")
@require_GET
def competitors(request: PageRequest) -> HttpResponse:
    return _show(request, None)


@page("plan.edit")
@require_POST
def choose(request: PageRequest) -> HttpResponse:
    form = PanelForm(request.POST, workspace=request.workspace)
    if not form.is_valid():
        return _show(request, form)
    try:
        panels.choose_panel(
            workspace=request.workspace, accounts=form.cleaned_data["accounts"],
            since=form.cleaned_data["since"], by=request.member, now=timezone.now(),
        )  # fmt: skip
    except panels.BadPanel as error:
        form.add_error("accounts", str(error))
        return _show(request, form)
    messages.success(request, _("The panel is kept. Every comparison here uses it from now on."))
    return redirect("competitors", request.workspace.slug)


def _show(request: PageRequest, form: PanelForm | None) -> HttpResponse:
    workspace, chosen = request.workspace, panels.panels(request.workspace)
    known = data.accounts(workspace=workspace)
    usual = _usual(known)
    text = panels.panel_text(workspace) or ", ".join(usual)
    fits = bool(chosen) or panels.LEAST <= len(usual) <= panels.MOST
    period = period_of(request, "compare")
    side = told_if(workspace, "compare", period, panel=text) if fits else None
    if side and len(side.rows) < panels.LEAST:
        side = None
    started = form or PanelForm(
        workspace=workspace, initial={"accounts": chosen[-1].accounts if chosen else _proposed(usual, known)}
    )
    context: dict[str, Any] = {
        "side": side, "panels": chosen, "form": started, "open": form is not None or side is None,
        "too_many": len(usual) > panels.MOST and not chosen, "has_accounts": len(known) >= panels.LEAST,
    }  # fmt: skip
    if side:
        heads = _heads(side, own_names(known))
        bars = _bars(workspace, text, side, own_names(known), period)
        context |= {"heads": heads, "measures": _measures(side, heads), "bars": bars}
    return render(request, "analyse/competitors.html", context, status=422 if form else 200)


def _usual(known: list[HeldAccount]) -> list[str]:
    """Without a chosen panel: ours and the competitors; where nobody is marked, everybody."""
    marked = [one.name for one in known if one.owner_kind in ("own", "competitor")]
    return list(dict.fromkeys(marked or [one.name for one in known if one.posts]))


def _proposed(usual: list[str], known: list[HeldAccount]) -> list[str]:
    """All of them while they fit in a panel; else only ours, and somebody chooses the rest."""
    if len(usual) <= panels.MOST:
        return usual
    own = own_names(known)
    return [name for name in usual if name.casefold() in own]


def own_names(known: list[HeldAccount]) -> frozenset[str]:
    return frozenset(one.name.casefold() for one in known if one.owner_kind == "own")


def _heads(side: Told, own: frozenset[str]) -> tuple[Head, ...]:
    """Our own accounts first, then the ones that say most."""
    found = [
        Head(
            str(row["account"]), str(row.get("network", "")), str(row["account"]).casefold() in own,
            row.get("window") == "uneven", place,
        )
        for place, row in enumerate(side.rows)
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda head: not head.own))


def _measures(side: Told, heads: tuple[Head, ...]) -> tuple[Measure, ...]:
    language = (get_language() or "en")[:2]
    figures = [
        Measure(code, _title(code), tuple(_figure(side, head, code) for head in heads), ())
        for code in MEASURES
    ]
    texts = [
        Measure(code, _title(code), (), tuple(
            group_word(code, side.rows[head.place].get(code) or None, language)
            if side.rows[head.place].get(code) else "–" for head in heads
        ))
        for code in TEXTS
    ]  # fmt: skip
    return tuple(
        one for one in (*figures, *texts) if any(one.figures) or any(text != "–" for text in one.texts)
    )


def _title(code: str) -> str:
    return str(NAMES.get(code) or column_word(code))


def _figure(side: Told, head: Head, code: str) -> Figure | None:
    found = evidence_queries.figure(side.finding, head.place, code)
    return found if found.value is not None else None


def _bars(workspace: "Workspace", panel: str, side: Told, own: frozenset[str], period: Period) -> Bars | None:
    """Share of voice per week of the period, else of the last half year there is, drawn to the whole."""
    ends = [date.fromisoformat(str(row["last"])) for row in side.rows if row.get("last")]
    if not ends:
        return None
    monday = max(ends) - timedelta(days=max(ends).weekday(), weeks=WEEKS - 1)
    asked = period if period.chosen else Period(since=monday)
    weekly = told_if(workspace, "compare", asked, panel=panel, by="week", words="no")
    return bars_of(weekly, panels.panels(workspace), own) if weekly else None


urlpatterns = [
    path("w/<slug:workspace>/analyse/competitors/", competitors, name="competitors"),
    path("w/<slug:workspace>/analyse/competitors/panel/", choose, name="competitors-panel"),
]
