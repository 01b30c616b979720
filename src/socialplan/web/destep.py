"""The DESTEP register: six letters, each with dated developments or 'looked at, nothing relevant'."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_GET, require_POST

from socialplan.plan.analyse import destep as deeds
from socialplan.plan.analyse.register import LETTERS, LetterView, factor_of, register, series_known
from socialplan.plan.team.edits import StaleEdit
from socialplan.report.words import DIRECTIONS
from socialplan.report.words import LETTERS as TITLES

from .access import PageRequest, page
from .brief_forms import day_field
from .stale import Clash, add_errors, clashes
from .typed import whole

HINTS = {
    "demographic": _lazy("age, households, moving"), "economic": _lazy("prices, income, jobs"),
    "social": _lazy("values, habits, use of media"),
    "technological": _lazy("devices, networks, ways to search"),
    "ecological": _lazy("climate, energy, nature"), "political": _lazy("laws, rules, elections"),
}  # fmt: skip
LEVELS = {1: _lazy("low"), 2: _lazy("moderate"), 3: _lazy("high")}
REVIEW_AFTER = timedelta(days=182)


class FactorForm(forms.Form):
    sentence = forms.CharField(label=_lazy("What changes, in one sentence"), max_length=280)
    direction = forms.ChoiceField(
        label=_lazy("Direction"), choices=list(DIRECTIONS.items()), initial="unclear"
    )
    impact = forms.TypedChoiceField(
        label=_lazy("Impact"), coerce=int, choices=list(LEVELS.items()), initial=2
    )
    likelihood = forms.TypedChoiceField(
        label=_lazy("Likelihood"), coerce=int, choices=list(LEVELS.items()), initial=2
    )
    source = forms.CharField(
        label=_lazy("Source"), max_length=160, help_text=_lazy("Who says so: a publisher, a report, a law.")
    )
    source_day = day_field(_lazy("Date of the source"))
    review_on = day_field(_lazy("Look again on"))
    series = forms.ChoiceField(
        label=_lazy("Figure from an official series"), required=False,
        help_text=_lazy("The newest figure is taken over. When a newer one comes out, you hear it."),
    )  # fmt: skip

    def __init__(self, *args: Any, workspace: Any, letter: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sentence"].widget.attrs["autofocus"] = True
        known = series_known(workspace)
        field = self.fields["series"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            ("", _("No figure") if known else _("No series is imported yet")),
            *((one.series, f"{one.series} ({one.publisher}, {one.period})") for one in known),
        ]
        self.letter = letter


@dataclass(frozen=True)
class Doing:
    """What is being written, and where."""

    letter: str = ""
    pk: int | None = None
    form: FactorForm | None = None
    version: int = 0
    clashes: tuple[Clash, ...] = ()
    by: str = ""
    status: int = 200


@page("plan.read")
@require_GET
def destep(request: PageRequest) -> HttpResponse:
    """The register; `?new=economic` opens an empty factor, `?edit=3` one that is there."""
    if (letter := request.GET.get("new", "")) in LETTERS:
        first = {"source_day": timezone.localdate(), "review_on": timezone.localdate() + REVIEW_AFTER}
        form = FactorForm(initial=first, workspace=request.workspace, letter=letter)
        return _show(request, Doing(letter, form=form))
    if (pk := whole(request.GET.get("edit"))) is not None:
        row = _factor(request, pk)
        values = {name: getattr(row, name) for name in (*deeds.FIELDS, "series")}
        form = FactorForm(initial=values, workspace=request.workspace, letter=row.letter)
        return _show(request, Doing(row.letter, row.pk, form, row.version))
    return _show(request, Doing())


@page("plan.edit")
@require_POST
def add(request: PageRequest, letter: str) -> HttpResponse:
    form = FactorForm(request.POST, workspace=request.workspace, letter=_letter(letter))
    doing = Doing(letter, form=form, status=422)
    if not form.is_valid():
        return _show(request, doing)
    try:
        deeds.add_factor(
            workspace=request.workspace, fields={**form.cleaned_data, "letter": letter},
            series=form.cleaned_data["series"], by=request.member, now=timezone.now(),
        )  # fmt: skip
    except ValidationError as error:
        add_errors(form, error)
        return _show(request, doing)
    return _back(request, letter)


@page("plan.edit")
@require_POST
def change(request: PageRequest, pk: int) -> HttpResponse:
    row, version = _factor(request, pk), whole(request.POST.get("version")) or 0
    form = FactorForm(request.POST, workspace=request.workspace, letter=row.letter)
    if not form.is_valid():
        return _show(request, Doing(row.letter, pk, form, version, status=422))
    try:
        deeds.change_factor(
            factor=row, fields=form.cleaned_data, series=form.cleaned_data["series"], version=version,
            by=request.member, now=timezone.now(),
        )  # fmt: skip
    except StaleEdit as stale:
        found = tuple(clashes(stale, form))
        return _show(request, Doing(row.letter, pk, form, stale.version, found, stale.by, 409))
    except ValidationError as error:
        add_errors(form, error)
        return _show(request, Doing(row.letter, pk, form, version, status=422))
    return _back(request, row.letter)


@page("plan.edit")
@require_POST
def do(request: PageRequest, pk: int) -> HttpResponse:
    """Remove a factor, take its newest figure, or put it on the SWOT board."""
    row, version = _factor(request, pk), whole(request.POST.get("version")) or 0
    deed = request.POST.get("deed", "")
    try:
        if deed == "remove":
            deeds.remove_factor(factor=row, version=version, by=request.member, now=timezone.now())
            messages.success(request, _("The factor is removed."))
        elif deed == "renew":
            deeds.renew_factor(factor=row, version=version, by=request.member)
            messages.success(request, _("The newest figure stands here now."))
        elif deed == "swot":
            deeds.use_in_swot(factor=row, by=request.member)
            messages.success(request, _("It stands on the SWOT board."))
    except StaleEdit:
        messages.error(request, _("Somebody changed this factor meanwhile. Nothing was changed. Look again."))
    return _back(request, row.letter)


@page("plan.edit")
@require_POST
def look(request: PageRequest, letter: str) -> HttpResponse:
    """Looked at, nothing relevant: an answer too."""
    deeds.look_at(
        workspace=request.workspace, letter=_letter(letter), by=request.member, today=timezone.localdate()
    )
    return _back(request, letter)


def _show(request: PageRequest, doing: Doing) -> HttpResponse:
    letters = register(request.workspace, today=timezone.localdate())
    return render(request, "analyse/destep.html", {
        "letters": letters, "doing": doing, "titles": TITLES, "hints": HINTS, "directions": DIRECTIONS,
        "levels": LEVELS, "says": _says(letters),
    }, status=doing.status)  # fmt: skip


def _says(letters: tuple[LetterView, ...]) -> str:
    factors = [one for view in letters for one in view.factors]
    answered = sum(bool(view.factors or view.look) for view in letters)
    again = sum(one.state == "stale" or one.look_again for one in factors)
    return _("Letters answered: %(answered)s of 6. Factors: %(factors)s, to look at again: %(again)s.") % {
        "answered": answered, "factors": len(factors), "again": again,
    }  # fmt: skip


def _letter(letter: str) -> str:
    if letter not in LETTERS:
        raise Http404
    return letter


def _factor(request: PageRequest, pk: int) -> Any:
    row = factor_of(request.workspace, pk)
    if row is None:
        raise Http404
    return row


def _back(request: PageRequest, letter: str) -> HttpResponse:
    return redirect(f"{reverse('destep', args=[request.workspace.slug])}#{letter}")


urlpatterns = [
    path("w/<slug:workspace>/analyse/destep/", destep, name="destep"),
    path("w/<slug:workspace>/analyse/destep/<str:letter>/add/", add, name="destep-add"),
    path("w/<slug:workspace>/analyse/destep/<str:letter>/look/", look, name="destep-look"),
    path("w/<slug:workspace>/analyse/destep/factors/<int:pk>/", change, name="destep-change"),
    path("w/<slug:workspace>/analyse/destep/factors/<int:pk>/do/", do, name="destep-do"),
]
