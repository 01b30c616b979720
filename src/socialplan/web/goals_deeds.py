"""What people do on the goals page; each answers with the page as it became."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from socialplan.analysis.base import BadParameter
from socialplan.plan.brief import queries as brief
from socialplan.plan.evidence import queries as evidence
from socialplan.plan.goals import actions, queries
from socialplan.plan.goals.library import line_of
from socialplan.plan.goals.patterns import PATTERNS
from socialplan.plan.team.edits import CannotUndo, StaleEdit

from .access import PageRequest, page
from .goals_answer import Doing, answer
from .goals_forms import CriterionForm, GoalForm, KpiForm, RoundForm, TargetForm
from .stale import add_errors, clashes
from .typed import line, whole


@page("plan.edit")
@require_POST
def set_round(request: PageRequest) -> HttpResponse:
    form = RoundForm(request.POST)
    writing = Doing("round" if "only" in request.POST else "", form=form, which="round", status=422)
    if not form.is_valid():
        return answer(request, writing)
    actions.set_round(workspace=request.workspace, by=request.member, **form.cleaned_data)
    return answer(request, Doing(done="saved"))


@page("plan.edit")
@require_POST
def add_goal(request: PageRequest) -> HttpResponse:
    """The first goal leads; without a period the plan's first and last day come with it."""
    form = GoalForm(request.POST, workspace=request.workspace)
    writing = Doing("goal", new=True, form=form, which="goal", status=422)
    period = RoundForm(request.POST) if "starts" in request.POST else None
    if not form.is_valid():
        return answer(request, writing)
    if period and not period.is_valid():
        return answer(request, Doing("goal", new=True, form=period, which="round", status=422))

    def deed() -> Any:
        if period:
            actions.set_round(workspace=request.workspace, by=request.member, **period.cleaned_data)
        main = queries.main_goal_of_now(request.workspace) is None
        expectation = brief.expectation_of(request.workspace, form.cleaned_data["expectation"])
        return actions.add_goal(
            workspace=request.workspace, wish=form.cleaned_data["wish"], by=request.member, main=main,
            expectation=expectation, date=form.cleaned_data["date"],
        )  # fmt: skip

    return _do(request, deed, writing, kind="goal")


@page("plan.edit")
@require_POST
def change_goal(request: PageRequest, pk: int) -> HttpResponse:
    goal, form = (
        _found(queries.goal_of(request.workspace, pk)),
        GoalForm(request.POST, workspace=request.workspace),
    )
    writing = Doing("goal", pk, form=form, which="goal", version=_version(request), status=422)
    if not form.is_valid():
        return answer(request, writing)
    fields = {
        "wish": form.cleaned_data["wish"], "expectation_id": form.cleaned_data["expectation"],
        "date": form.cleaned_data["date"],
    }  # fmt: skip
    return _do(
        request,
        lambda: actions.change_goal(goal=goal, fields=fields, version=_version(request), by=request.member),
        writing,
    )


@page("plan.edit")
@require_POST
def lead(request: PageRequest, pk: int) -> HttpResponse:
    goal = _found(queries.goal_of(request.workspace, pk))
    return _do(request, lambda: actions.make_main(goal=goal, by=request.member), Doing("goal", pk))


@page("plan.edit")
@require_POST
def lay_on(request: PageRequest, pk: int) -> HttpResponse:
    goal = _found(queries.goal_of(request.workspace, pk))
    asked = [whole(one) for one in request.POST.getlist("claim")]
    claims = [claim for one in asked if one and (claim := evidence.claim_of(request.workspace, one))]
    actions.lay_on(goal=goal, claims=claims, by=request.member)
    return answer(request, Doing("goal", pk, done="saved"))


@page("plan.edit")
@require_POST
def approve(request: PageRequest, pk: int) -> HttpResponse:
    goal = _found(queries.goal_of(request.workspace, pk))
    try:
        actions.approve_goal(
            goal=goal, version=_version(request), by=request.member, now=timezone.now(),
            reason=line(request.POST.get("reason")),
        )  # fmt: skip
    except actions.NotReady:
        return answer(request, Doing("goal", pk, done="not ready", status=409))
    except actions.NeedsReason:
        return answer(request, Doing("goal", pk, asks_reason=True, status=409))
    except StaleEdit as stale:
        return answer(request, Doing("goal", pk, by=stale.by, done="stale", status=409))
    return answer(request, Doing("goal", pk, done="approved"))


@page("plan.edit")
@require_POST
def reopen(request: PageRequest, pk: int) -> HttpResponse:
    goal = _found(queries.goal_of(request.workspace, pk))
    return _do(
        request,
        lambda: actions.reopen_goal(goal=goal, version=_version(request), by=request.member),
        Doing("goal", pk),
    )


@page("plan.edit")
@require_POST
def add_criterion(request: PageRequest, pk: int) -> HttpResponse:
    goal, form = _found(queries.goal_of(request.workspace, pk)), CriterionForm(request.POST)
    writing = Doing("goal", pk, form=form, which="criterion", status=422)
    if not form.is_valid():
        return answer(request, writing)
    return _do(
        request, lambda: actions.add_criterion(goal=goal, by=request.member, **form.cleaned_data), writing,
        kind="criterion",
    )  # fmt: skip


@page("plan.edit")
@require_POST
def add_pattern(request: PageRequest, pk: int) -> HttpResponse:
    """The criteria of a ready pattern, to be changed at will."""
    goal = _found(queries.goal_of(request.workspace, pk))
    pattern = next((one for one in PATTERNS if one.code == request.POST.get("pattern")), None)
    if pattern is None:
        raise Http404
    for ready in pattern.lines:
        actions.add_criterion(
            goal=goal, sentence=str(ready.criterion), not_covered=str(ready.not_covered), by=request.member
        )
    return answer(request, Doing("goal", pk, done="saved"))


@page("plan.edit")
@require_POST
def change_criterion(request: PageRequest, pk: int) -> HttpResponse:
    row, form = _found(queries.criterion_of(request.workspace, pk)), CriterionForm(request.POST)
    writing = Doing("criterion", pk, form=form, which="criterion", version=_version(request), status=422)
    if not form.is_valid():
        return answer(request, writing)
    return _do(
        request,
        lambda: actions.change_criterion(
            criterion=row, fields=form.cleaned_data, version=_version(request), by=request.member
        ),
        writing,
    )


@page("plan.edit")
@require_POST
def add_kpi(request: PageRequest) -> HttpResponse:
    """Under a criterion, or parked."""
    form, criterion = KpiForm(request.POST), _parent(request)
    writing = Doing("criterion", criterion.pk, form=form, which="kpi", status=422) if criterion else Doing(
        "kpi", new=True, form=form, which="kpi", status=422
    )  # fmt: skip
    if not form.is_valid():
        return answer(request, writing)
    entry = _found(line_of(form.cleaned_data["code"]))
    wish = actions.KpiWish(
        entry.analysis, entry.measure, account=form.cleaned_data["account"] or None,
        phrase=form.cleaned_data["phrase"] if entry.phrase else "", days=form.cleaned_data["days"],
        direction=entry.direction,
    )  # fmt: skip
    name = form.cleaned_data["name"] or str(entry.title)
    return _do(
        request,
        lambda: actions.add_kpi(
            workspace=request.workspace, name=name, wish=wish, by=request.member, criterion=criterion
        ),
        writing, kind="kpi",
    )  # fmt: skip


@page("plan.edit")
@require_POST
def change_kpi(request: PageRequest, pk: int) -> HttpResponse:
    row = _found(queries.kpi_of(request.workspace, pk))
    form = TargetForm(request.POST, share=queries.is_share(row))
    writing = Doing("kpi", pk, form=form, which="target", version=_version(request), status=422)
    if not form.is_valid():
        return answer(request, writing)
    return _do(
        request,
        lambda: actions.change_kpi(kpi=row, fields=form.values, version=_version(request), by=request.member),
        writing,
    )


@page("plan.edit")
@require_POST
def place_kpi(request: PageRequest, pk: int) -> HttpResponse:
    row, criterion = _found(queries.kpi_of(request.workspace, pk)), _parent(request)
    return _do(
        request,
        lambda: actions.place_kpi(kpi=row, criterion=criterion, version=_version(request), by=request.member),
        Doing("kpi", pk),
    )


@page("plan.edit")
@require_POST
def take_baseline(request: PageRequest, pk: int) -> HttpResponse:
    row = _found(queries.kpi_of(request.workspace, pk))
    return _do(
        request,
        lambda: actions.take_baseline(kpi=row, version=_version(request), by=request.member),
        Doing("kpi", pk),
    )


@page("plan.edit")
@require_POST
def remove(request: PageRequest, kind: str, pk: int) -> HttpResponse:
    row = _found(queries.row_of(request.workspace, kind, pk))
    try:
        saved = actions.remove_row(row=row, version=_version(request), by=request.member, now=timezone.now())
    except StaleEdit as stale:
        return answer(request, Doing(kind, pk, by=stale.by, done="stale", status=409))
    return answer(request, Doing(done="removed", row=saved))


@page("plan.edit")
@require_POST
def undo(request: PageRequest, kind: str, pk: int) -> HttpResponse:
    row = _found(queries.row_of(request.workspace, kind, pk))
    try:
        saved = actions.undo_row(row=row, version=_version(request), by=request.member, now=timezone.now())
    except (CannotUndo, ValidationError):
        return answer(request, Doing(done="not undone", status=409))
    gone = saved.removed_at is not None
    return answer(request, Doing(done="undone") if gone else Doing(kind, pk, done="undone"))


def _do(request: PageRequest, deed: Callable[[], Any], writing: Doing, kind: str = "") -> HttpResponse:
    """The deed, then its node; or what stands in the way at the form it was typed in."""
    try:
        row = deed()
    except StaleEdit as stale:
        found = clashes(stale, writing.form) if writing.form else []
        done = "" if writing.form else "stale"
        return answer(request, Doing(writing.kind, writing.pk, form=writing.form, which=writing.which,
                                     version=stale.version, clashes=found, by=stale.by, done=done,
                                     status=409))  # fmt: skip
    except ValidationError as error:
        add_errors(writing.form or forms.Form(), error)
        return answer(request, writing)
    except BadParameter as error:
        if writing.form:
            writing.form.add_error("account" if "account" in writing.form.fields else None, _unknown(error))
        return answer(request, writing)
    return answer(request, Doing(kind or writing.kind, row.pk, done="saved", row=row))


def _unknown(error: BadParameter) -> str:
    return _("This cannot be measured: %(why)s") % {"why": error}


def _parent(request: PageRequest) -> Any:
    """The criterion a KPI is hung under, None for parked."""
    pk = whole(request.POST.get("parent"))
    return _found(queries.criterion_of(request.workspace, pk)) if pk is not None else None


def _found(row: Any) -> Any:
    if row is None:
        raise Http404
    return row


def _version(request: HttpRequest) -> int:
    return whole(request.POST.get("version")) or 0


HERE = "w/<slug:workspace>/goals/"
urlpatterns = [
    path(f"{HERE}round/", set_round, name="goals-round"),
    path(f"{HERE}goal/", add_goal, name="goal-add"),
    path(f"{HERE}goal/<int:pk>/", change_goal, name="goal-change"),
    path(f"{HERE}goal/<int:pk>/lead/", lead, name="goal-lead"),
    path(f"{HERE}goal/<int:pk>/claims/", lay_on, name="goal-claims"),
    path(f"{HERE}goal/<int:pk>/approve/", approve, name="goal-approve"),
    path(f"{HERE}goal/<int:pk>/reopen/", reopen, name="goal-reopen"),
    path(f"{HERE}goal/<int:pk>/criterion/", add_criterion, name="criterion-add"),
    path(f"{HERE}goal/<int:pk>/pattern/", add_pattern, name="goal-pattern"),
    path(f"{HERE}criterion/<int:pk>/", change_criterion, name="criterion-change"),
    path(f"{HERE}kpi/", add_kpi, name="kpi-add"),
    path(f"{HERE}kpi/<int:pk>/", change_kpi, name="kpi-change"),
    path(f"{HERE}kpi/<int:pk>/place/", place_kpi, name="kpi-place"),
    path(f"{HERE}kpi/<int:pk>/baseline/", take_baseline, name="kpi-baseline"),
    path(f"{HERE}<str:kind>/<int:pk>/remove/", remove, name="goals-remove"),
    path(f"{HERE}<str:kind>/<int:pk>/undo/", undo, name="goals-undo"),
]
