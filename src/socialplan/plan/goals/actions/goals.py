"""The period of the plan, its goals and their criteria."""

from collections.abc import Iterable, Mapping
from datetime import date as Day
from typing import Any

from django.db import transaction

from ...brief.models import Expectation
from ...evidence.models import Claim
from ...team.actions import audit, require
from ...team.edits import save_row
from ...team.models import Member, Workspace
from ..models import Criterion, Goal, Round
from .rows import new_row, node_of, own, place, rest_on_claims, saved_row

GOAL_FIELDS = ("wish", "expectation_id", "date", "owner_id")
CRITERION_FIELDS = ("sentence", "weight", "not_covered")


@transaction.atomic
def set_round(*, workspace: Workspace, starts: Day, ends: Day, by: Member) -> Round:
    """The period of the plan. One that begins after the present one ends is a new round; else the present
    one is changed. Raises ValidationError."""
    require(by, "plan.edit")
    now = Round.objects.filter(workspace=workspace).first()
    round_ = now if now and starts <= now.ends else Round(workspace=workspace)
    round_.starts, round_.ends = starts, ends
    round_.full_clean()
    round_.save()
    workspace.plan_starts, workspace.plan_ends = starts, ends
    workspace.save(update_fields=["plan_starts", "plan_ends"])
    audit(workspace=workspace, by=by, action="set_round", object=str(round_))
    return round_


def add_goal(
    *, workspace: Workspace, wish: str, by: Member, expectation: Expectation | None = None,
    main: bool = False, date: Day | None = None, owner: Member | None = None,
) -> Goal:  # fmt: skip
    """A wish in own words. A second main goal is refused (ValidationError), as the database would."""
    own(workspace, expectation)
    goal = Goal(
        workspace=workspace, round=Round.objects.filter(workspace=workspace).first(), wish=_tidy(wish),
        expectation=expectation, main=main, date=date, owner=owner or by,
    )  # fmt: skip
    return new_row(goal, by=by)  # type: ignore[return-value]


def change_goal(*, goal: Goal, fields: Mapping[str, Any], version: int, by: Member) -> Goal:
    """Another owner alone keeps the approval. Raises StaleEdit, ValidationError."""
    changes = {name: _tidy(fields[name]) for name in GOAL_FIELDS if name in fields}
    if changes.get("expectation_id") is not None:
        Expectation.objects.of(goal.workspace).get(pk=changes["expectation_id"])
    keeps = all(name == "owner_id" or changes[name] == getattr(goal, name) for name in changes)
    return saved_row(goal, changes=changes, version=version, by=by, keeps=keeps)  # type: ignore[return-value]


@transaction.atomic
def make_main(*, goal: Goal, by: Member) -> Goal:
    """This goal leads the plan from now on; the one that did becomes one of the others."""
    require(by, "plan.edit")
    for other in Goal.objects.filter(round=goal.round, main=True, removed_at=None).exclude(pk=goal.pk):
        place(save_row(other, changes={"main": False}, version=None, by=by))
    saved = save_row(goal, changes={"main": True}, version=None, by=by)
    place(saved)
    audit(workspace=goal.workspace, by=by, action="make_main_goal", object=str(goal.pk))
    return saved


@transaction.atomic
def lay_on(*, goal: Goal, claims: Iterable[Claim], by: Member) -> None:
    """The claims this goal rests on: when one turns, the goal is to be reviewed."""
    require(by, "plan.edit")
    chosen = [claim for claim in claims if claim.workspace_id == goal.workspace_id and claim.node]
    rest_on_claims(node_of(goal), [claim.node for claim in chosen if claim.node])
    audit(workspace=goal.workspace, by=by, action="lay_goal_on_claims", object=str(goal.pk),
          details={"claims": [claim.pk for claim in chosen]})  # fmt: skip


def add_criterion(
    *, goal: Goal, sentence: str, by: Member, weight: int = 1, not_covered: str = ""
) -> Criterion:
    """What shows that the goal is met. Raises ValidationError."""
    row = Criterion(
        workspace=goal.workspace, goal=goal, sentence=_tidy(sentence), weight=weight,
        not_covered=_tidy(not_covered),
    )  # fmt: skip
    return new_row(row, by=by)  # type: ignore[return-value]


def change_criterion(
    *, criterion: Criterion, fields: Mapping[str, Any], version: int, by: Member
) -> Criterion:
    """Raises StaleEdit, ValidationError."""
    changes = {name: _tidy(fields[name]) for name in CRITERION_FIELDS if name in fields}
    return saved_row(criterion, changes=changes, version=version, by=by)  # type: ignore[return-value]


def _tidy(value: Any) -> Any:
    return " ".join(value.split()) if isinstance(value, str) else value
