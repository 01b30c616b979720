"""From rows and findings to the plain facts that the checks and the gate read."""

from ...analyse import queries as analyse
from ...analyse.rules import INSIDE, OUTSIDE
from ...team.models import Workspace
from ..models import Goal, Kpi
from ..rules import Check, GoalFacts, KpiFacts, Situation, checks, gate
from .readings import comparable, periods_ahead, reading

MOVED = ("stale", "contested", "irreproducible")


def checks_of(goal: Goal) -> tuple[Check, ...]:
    """The five SMART checks of a goal as it stands."""
    return checks(facts(goal))


def facts(goal: Goal) -> GoalFacts:
    criteria = goal.criteria.filter(removed_at=None)
    kpis = Kpi.objects.filter(criterion__in=criteria, removed_at=None)
    kpis = kpis.select_related("question__latest", "baseline", "criterion")
    return GoalFacts(
        expectation=goal.expectation is not None and goal.expectation.removed_at is None,
        date=goal.date, starts=goal.round.starts, ends=goal.round.ends,
        kpis=tuple(kpi_facts(kpi, goal) for kpi in kpis), criteria=criteria.count(),
    )  # fmt: skip


def kpi_facts(kpi: Kpi, goal: Goal) -> KpiFacts:
    question = kpi.question
    params = question.params if question else {}
    now = reading(kpi, question.latest if question else None)
    start = reading(kpi, kpi.baseline)
    return KpiFacts(
        name=kpi.name, metric=bool(question and kpi.measure),
        scope=any(params.get(name) for name in ("account", "network"))
        or bool(params.get("options", {}).get("phrase")),
        value=now.value if now and now.n else None, computed=bool(question and question.latest),
        baseline=start.value if start else None, target=kpi.target, direction=kpi.direction,
        history=comparable(kpi), ahead=periods_ahead(kpi, goal),
    )  # fmt: skip


def gate_of(workspace: Workspace) -> tuple[str, ...]:
    """Which part of the situation analysis holds an approval back."""
    return gate(situation(workspace))


def situation(workspace: Workspace) -> Situation:
    board = analyse.board(workspace)
    proven = [card for card in board.cards if card.state != analyse.UNSUPPORTED]
    return Situation(
        inside=sum(card.quadrant in INSIDE for card in proven),
        outside=sum(card.quadrant in OUTSIDE for card in proven),
        moved=sum(card.state in MOVED for card in proven),
        unproven=len(board.cards) - len(proven),
    )
