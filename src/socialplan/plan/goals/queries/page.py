"""What the goals page reads: the tree, the checks of a goal, its chart, and the KPIs that wait."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from ...evidence.models import Claim, Edge
from ...evidence.queries import Figure, due_ids
from ...team.models import Workspace
from ..forecast import Outlook, outlook
from ..models import Criterion, Goal, Kpi, Round
from ..rules import Check, crossed, failing, unsure
from .checking import checks_of, gate_of
from .histories import MEASURING, Step, history_state, kpis_being_measured
from .readings import baseline_moved, comparable, figure_of, periods_ahead, reading


@dataclass(frozen=True)
class KpiLine:
    """One KPI with its figures; `outlook` is None with too little history or without a value to reach."""

    row: Kpi
    now: Figure | None
    baseline: Figure | None
    moved: bool  # the baseline is surely not what it is now
    crossed: str  # lower, upper or nothing
    outlook: Outlook | None
    periods: int  # comparable ones
    history: str = ""  # measuring, missing, or empty when it is there
    step: Step = field(default_factory=Step)  # what is being measured now
    over: bool = False  # the date of the goal lies behind the newest data

    @property
    def seen(self) -> str:
        """What a page shows of the measuring, short: it asks for what differs."""
        return f"{self.step.name}{self.step.done}"

    @property
    def tenths(self) -> int | None:
        """The chance in tenths, never none and never all: history does not promise."""
        return min(9, max(1, round(self.outlook.chance * 10))) if self.outlook else None


@dataclass(frozen=True)
class CriterionLine:
    row: Criterion
    share: float  # of the weights of its goal
    kpis: tuple[KpiLine, ...]


@dataclass(frozen=True)
class GoalLine:
    row: Goal
    criteria: tuple[CriterionLine, ...]
    checks: tuple[Check, ...]
    claims: tuple[Claim, ...]  # it rests on

    @property
    def kpis(self) -> tuple[KpiLine, ...]:
        return tuple(kpi for criterion in self.criteria for kpi in criterion.kpis)

    @property
    def measuring(self) -> bool:
        """Whether a history it is judged by is still being measured."""
        return any(kpi.history == MEASURING for kpi in self.kpis)

    @property
    def asks_reason(self) -> bool:
        """Whether it can be approved only with a reason, its situation analysis apart."""
        return bool(unsure(self.checks)) and not failing(self.checks)

    @property
    def lead(self) -> KpiLine | None:
        """The KPI that shows the goal: the first with a value to reach, else the first."""
        return next((kpi for kpi in self.kpis if kpi.row.target is not None), next(iter(self.kpis), None))


@dataclass(frozen=True)
class GoalsPage:
    round: Round | None
    main: GoalLine | None
    others: tuple[GoalLine, ...]
    parked: tuple[KpiLine, ...]
    gate: tuple[str, ...]  # what of the situation analysis holds an approval back

    @property
    def goals(self) -> tuple[GoalLine, ...]:
        return ((self.main,) if self.main else ()) + self.others

    @property
    def kpis(self) -> tuple[KpiLine, ...]:
        return tuple(kpi for goal in self.goals for kpi in goal.kpis)


def goals_page(workspace: Workspace) -> GoalsPage:
    """The goals of the present round."""
    round_ = Round.objects.filter(workspace=workspace).first()
    seen = _seen(workspace)
    goals = (
        Goal.objects.of(workspace).filter(round=round_).select_related("expectation", "owner__user", "round")
    )
    lines = [_goal(goal, seen) for goal in goals]
    main = next((line for line in lines if line.row.main), None)
    parked = _kpis(workspace).filter(criterion=None)
    return GoalsPage(
        round_, main, tuple(line for line in lines if line is not main),
        tuple(kpi_line(kpi, None, seen) for kpi in parked), gate_of(workspace),
    )  # fmt: skip


def main_goal(workspace: Workspace) -> GoalLine | None:
    """The one goal the plan leads with."""
    goal = Goal.objects.of(workspace).filter(main=True).order_by("-round__starts").first()
    return _goal(goal, _seen(workspace)) if goal else None


def rounds(workspace: Workspace) -> list[Round]:
    return list(Round.objects.filter(workspace=workspace))


@dataclass(frozen=True)
class Seen:
    """What holds for all KPIs at once: questions due again, histories being measured (None: all)."""

    due: set[int]
    measured: Mapping[int, Step] | None


def _seen(workspace: Workspace) -> Seen:
    return Seen(due_ids(workspace), kpis_being_measured(workspace))


def kpi_line(kpi: Kpi, goal: Goal | None, all_: Seen) -> KpiLine:
    latest = kpi.question.latest if kpi.question else None
    history = comparable(kpi)
    ahead = periods_ahead(kpi, goal) if goal else 1
    over = _over(kpi, goal)
    seen = None
    if kpi.target and not over:
        seen = outlook(history, target=kpi.target, ahead=ahead, direction=kpi.direction)
    now = reading(kpi, latest)
    return KpiLine(
        kpi, figure_of(kpi, latest, due=all_.due), figure_of(kpi, kpi.baseline), baseline_moved(kpi),
        crossed(now.value if now else None, lower=kpi.lower, upper=kpi.upper), seen, len(history),
        history_state(kpi, all_.measured), (all_.measured or {}).get(kpi.pk, Step()), over,
    )  # fmt: skip


def _over(kpi: Kpi, goal: Goal | None) -> bool:
    latest = kpi.question.latest if kpi.question else None
    return bool(goal and goal.date and latest and latest.as_of and latest.as_of > goal.date)


def _goal(goal: Goal, seen: Seen) -> GoalLine:
    criteria = list(goal.criteria.filter(removed_at=None))
    kpis = list(_kpis(goal.workspace).filter(criterion__in=criteria))
    total = sum(criterion.weight for criterion in criteria) or 1
    return GoalLine(
        goal,
        tuple(
            CriterionLine(
                criterion, criterion.weight / total,
                tuple(kpi_line(kpi, goal, seen) for kpi in kpis if kpi.criterion_id == criterion.pk),
            )
            for criterion in criteria
        ),
        checks_of(goal), _claims(goal),
    )  # fmt: skip


def _kpis(workspace: Workspace) -> "QuerySet[Any, Any]":
    return Kpi.objects.of(workspace).select_related(
        "question__latest", "baseline", "kept", "criterion", "owner__user"
    )


def _claims(goal: Goal) -> tuple[Claim, ...]:
    edges = Edge.objects.filter(
        node__workspace=goal.workspace, node__room="goals", node__kind="goal", node__object_id=goal.pk,
        ground__kind="claim",
    )  # fmt: skip
    ids: Sequence[int] = list(edges.values_list("ground__object_id", flat=True))
    return tuple(Claim.objects.standing().filter(pk__in=ids).order_by("id"))
