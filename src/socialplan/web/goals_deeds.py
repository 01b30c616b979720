"""What people do on the goals page; each answers with the page as it became."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST

from socialplan.plan.brief import queries as brief
from socialplan.plan.evidence import queries as evidence
from socialplan.plan.goals import actions, queries
from socialplan.plan.goals.patterns import PATTERNS
from socialplan.plan.team.edits import CannotUndo, StaleEdit

from .access import PageRequest, page
from .goals_answer import Doing, answer
from .goals_doing import do, found, version
from .goals_forms import CriterionForm, GoalForm, RoundForm
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
            expectation=expectation, date=form.cleaned_data["date"], owner=form.member,
        )  # fmt: skip

    return do(request, deed, writing, kind="goal")


@page("plan.edit")
@require_POST
def change_goal(request: PageRequest, pk: int) -> HttpResponse:
    goal, form = (
        found(queries.goal_of(request.workspace, pk)),
        GoalForm(request.POST, workspace=request.workspace),
    )
    writing = Doing("goal", pk, form=form, which="goal", version=version(request), status=422)
    if not form.is_valid():
        return answer(request, writing)
    fields = {
        "wish": form.cleaned_data["wish"], "expectation_id": form.cleaned_data["expectation"],
        "date": form.cleaned_data["date"], "owner_id": form.cleaned_data["owner"],
    }  # fmt: skip
    return do(
        request,
        lambda: actions.change_goal(goal=goal, fields=fields, version=version(request), by=request.member),
        writing,
    )


@page("plan.edit")
@require_POST
def lead(request: PageRequest, pk: int) -> HttpResponse:
    goal = found(queries.goal_of(request.workspace, pk))
    return do(request, lambda: actions.make_main(goal=goal, by=request.member), Doing("goal", pk))


@page("plan.edit")
@require_POST
def lay_on(request: PageRequest, pk: int) -> HttpResponse:
    goal = found(queries.goal_of(request.workspace, pk))
    asked = [whole(one) for one in request.POST.getlist("claim")]
    claims = [claim for one in asked if one and (claim := evidence.claim_of(request.workspace, one))]
    actions.lay_on(goal=goal, claims=claims, by=request.member)
    return answer(request, Doing("goal", pk, done="saved"))


@page("plan.edit")
@require_POST
def approve(request: PageRequest, pk: int) -> HttpResponse:
    goal = found(queries.goal_of(request.workspace, pk))
    try:
        actions.approve_goal(
            goal=goal, version=version(request), by=request.member, now=timezone.now(),
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
    goal = found(queries.goal_of(request.workspace, pk))
    return do(
        request,
        lambda: actions.reopen_goal(goal=goal, version=version(request), by=request.member),
        Doing("goal", pk),
    )


@page("plan.edit")
@require_POST
def add_criterion(request: PageRequest, pk: int) -> HttpResponse:
    goal, form = found(queries.goal_of(request.workspace, pk)), CriterionForm(request.POST)
    writing = Doing("goal", pk, form=form, which="criterion", status=422)
    if not form.is_valid():
        return answer(request, writing)
    return do(
        request, lambda: actions.add_criterion(goal=goal, by=request.member, **form.cleaned_data), writing,
        kind="criterion",
    )  # fmt: skip


@page("plan.edit")
@require_POST
def add_pattern(request: PageRequest, pk: int) -> HttpResponse:
    """The criteria of a ready pattern, to be changed at will."""
    goal = found(queries.goal_of(request.workspace, pk))
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
    row, form = found(queries.criterion_of(request.workspace, pk)), CriterionForm(request.POST)
    writing = Doing("criterion", pk, form=form, which="criterion", version=version(request), status=422)
    if not form.is_valid():
        return answer(request, writing)
    return do(
        request,
        lambda: actions.change_criterion(
            criterion=row, fields=form.cleaned_data, version=version(request), by=request.member
        ),
        writing,
    )


@page("plan.edit")
@require_POST
def remove(request: PageRequest, kind: str, pk: int) -> HttpResponse:
    row = found(queries.row_of(request.workspace, kind, pk))
    try:
        saved = actions.remove_row(row=row, version=version(request), by=request.member, now=timezone.now())
    except StaleEdit as stale:
        return answer(request, Doing(kind, pk, by=stale.by, done="stale", status=409))
    return answer(request, Doing(done="removed", row=saved))


@page("plan.edit")
@require_POST
def undo(request: PageRequest, kind: str, pk: int) -> HttpResponse:
    row = found(queries.row_of(request.workspace, kind, pk))
    try:
        saved = actions.undo_row(row=row, version=version(request), by=request.member, now=timezone.now())
    except (CannotUndo, ValidationError):
        return answer(request, Doing(done="not undone", status=409))
    gone = saved.removed_at is not None
    return answer(request, Doing(done="undone") if gone else Doing(kind, pk, done="undone"))


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
    path(f"{HERE}<str:kind>/<int:pk>/remove/", remove, name="goals-remove"),
    path(f"{HERE}<str:kind>/<int:pk>/undo/", undo, name="goals-undo"),
]
