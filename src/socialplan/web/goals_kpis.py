"""What people do with KPIs on the goals page: measure, aim, place, begin again."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET, require_POST

from socialplan.plan.goals import actions, queries
from socialplan.plan.goals.library import line_of

from .access import PageRequest, page
from .goals_answer import Doing, answer, checks_of, history_of
from .goals_doing import do, found, parent, version
from .goals_forms import KpiForm, MeasureForm, TargetForm


@page("plan.edit")
@require_POST
def add_kpi(request: PageRequest) -> HttpResponse:
    """Under a criterion, or parked."""
    form, criterion = KpiForm(request.POST), parent(request)
    writing = Doing("criterion", criterion.pk, form=form, which="kpi", status=422) if criterion else Doing(
        "kpi", new=True, form=form, which="kpi", status=422
    )  # fmt: skip
    if not form.is_valid():
        return answer(request, writing)
    wish, title = _wish(form)
    name = form.cleaned_data["name"] or title
    return do(
        request,
        lambda: actions.add_kpi(
            workspace=request.workspace, name=name, wish=wish, by=request.member, criterion=criterion
        ),
        writing, kind="kpi",
    )  # fmt: skip


def _wish(form: KpiForm, network: str | None = None) -> tuple[actions.KpiWish, str]:
    """What was chosen, and what the library calls it."""
    entry = found(line_of(form.cleaned_data["code"]))
    return actions.KpiWish(
        entry.analysis, entry.measure, account=form.cleaned_data["account"] or None, network=network,
        phrase=form.cleaned_data["phrase"] if entry.phrase else "", days=form.cleaned_data["days"],
        direction=entry.direction,
    ), str(entry.title)  # fmt: skip


@page("plan.edit")
@require_POST
def remeasure_kpi(request: PageRequest, pk: int) -> HttpResponse:
    """Another question for the same KPI."""
    row, form = found(queries.kpi_of(request.workspace, pk)), MeasureForm(request.POST)
    writing = Doing("kpi", pk, form=form, which="measure", version=version(request), status=422)
    if not form.is_valid():
        return answer(request, writing)
    asked = row.question.params if row.question else {}
    same = form.cleaned_data["account"] == (asked.get("account") or "")
    wish, _title = _wish(form, asked.get("network") if same else None)
    return do(
        request,
        lambda: actions.remeasure_kpi(kpi=row, wish=wish, version=version(request), by=request.member),
        writing,
    )


@page("plan.edit")
@require_POST
def change_kpi(request: PageRequest, pk: int) -> HttpResponse:
    row = found(queries.kpi_of(request.workspace, pk))
    form = TargetForm(request.POST, workspace=request.workspace, share=queries.is_share(row))
    writing = Doing("kpi", pk, form=form, which="target", version=version(request), status=422)
    if not form.is_valid():
        return answer(request, writing)
    return do(
        request,
        lambda: actions.change_kpi(kpi=row, fields=form.values, version=version(request), by=request.member),
        writing,
    )


@page("plan.edit")
@require_POST
def place_kpi(request: PageRequest, pk: int) -> HttpResponse:
    row, criterion = found(queries.kpi_of(request.workspace, pk)), parent(request)
    return do(
        request,
        lambda: actions.place_kpi(kpi=row, criterion=criterion, version=version(request), by=request.member),
        Doing("kpi", pk),
    )


@page("plan.edit")
@require_POST
def take_baseline(request: PageRequest, pk: int) -> HttpResponse:
    row = found(queries.kpi_of(request.workspace, pk))
    return do(
        request,
        lambda: actions.take_baseline(kpi=row, version=version(request), by=request.member),
        Doing("kpi", pk),
    )


@page("plan.edit")
@require_POST
def keep_target(request: PageRequest, pk: int) -> HttpResponse:
    """The start moved; the value to reach stays."""
    row = found(queries.kpi_of(request.workspace, pk))
    return do(
        request,
        lambda: actions.keep_target(kpi=row, version=version(request), by=request.member),
        Doing("kpi", pk),
    )


@page("plan.edit")
@require_POST
def measure_again(request: PageRequest, pk: int) -> HttpResponse:
    """Leaves the history of a KPI to the worker once more."""
    actions.leave_history(found(queries.kpi_of(request.workspace, pk)), by=request.member)
    return answer(request, Doing("kpi", pk))


@page("plan.read")
@require_GET
def history(request: PageRequest, pk: int) -> HttpResponse:
    """A page with a KPI that is being measured asks here; nothing new is an empty answer. The builder of the
    KPI itself is shown anew when the starting point came, because the value to reach can be chosen then."""
    context = found(history_of(request, pk))
    kpi = context["kpi"]
    seen = request.GET.get("seen", kpi.seen)
    if kpi.history == queries.MEASURING and seen == kpi.seen:
        return HttpResponse(status=204)
    place = request.GET.get("place", "")
    place = place if place in PLACES else "main"
    if place in BUILDER and kpi.now and not seen.startswith("periods") and request.htmx:
        whole = answer(request, Doing("kpi", pk))
        whole["HX-Retarget"], whole["HX-Reswap"] = "#goals", "outerHTML"
        return whole
    return render(request, "goals/_history.html", {**context, "place": place})


@page("plan.read")
@require_GET
def checks(request: PageRequest, pk: int) -> HttpResponse:
    """The checks of a goal, once the histories of its KPIs are there."""
    context = found(checks_of(request, pk))
    if context["goal"].measuring:
        return HttpResponse(status=204)
    return render(request, "goals/_checks.html", context)


BUILDER = ("builder", "lead")  # in the builder of the KPI itself, with its chart or under that of the goal
PLACES = ("main", "step", *BUILDER)  # where on the page a KPI is shown
HERE = "w/<slug:workspace>/goals/kpi/"
urlpatterns = [
    path(HERE, add_kpi, name="kpi-add"),
    path(f"{HERE}<int:pk>/", change_kpi, name="kpi-change"),
    path(f"{HERE}<int:pk>/place/", place_kpi, name="kpi-place"),
    path(f"{HERE}<int:pk>/baseline/", take_baseline, name="kpi-baseline"),
    path(f"{HERE}<int:pk>/keep/", keep_target, name="kpi-keep"),
    path(f"{HERE}<int:pk>/question/", remeasure_kpi, name="kpi-remeasure"),
    path(f"{HERE}<int:pk>/measure/", measure_again, name="kpi-measure"),
    path(f"{HERE}<int:pk>/history/", history, name="kpi-history"),
    path("w/<slug:workspace>/goals/goal/<int:pk>/checks/", checks, name="goal-checks"),
]
