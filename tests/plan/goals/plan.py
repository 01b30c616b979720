"""A plan that tests start from: a period, an expectation, weeks of posts and a goal with one KPI."""

from datetime import UTC, date, datetime

from socialplan.pipeline.ledger import Store
from socialplan.plan.brief import actions as brief
from socialplan.plan.brief.models import Expectation
from socialplan.plan.goals import actions
from socialplan.plan.goals.models import Criterion, Goal, Kpi
from socialplan.plan.team.models import Member
from tests.plan.evidence.world import Said, bring

NOW = datetime(2026, 4, 1, 12, tzinfo=UTC)
# One post a day from 1 January; the newest day is not complete, so weeks are counted back from it.
LEVELS = (100, 104, 98, 101, 99, 103, 97, 102, 100, 101, 103, 99)
STEADY = [level for level in LEVELS for _day in range(7)]


def weeks(store: Store, owner: Member, responses: list[int] | None = None, account: str = "bakery") -> None:
    bring(store, owner.workspace_id, Said(account, "photo", responses or STEADY), source=f"{account}.csv")


def expectation(owner: Member, sentence: str = "People know us") -> Expectation:
    row = brief.add(workspace=owner.workspace, kind="expectation", fields={"sentence": sentence}, by=owner)
    assert isinstance(row, Expectation)
    return row


def goal(owner: Member, *, main: bool = True, wish: str = "People like us more") -> Goal:
    actions.set_round(workspace=owner.workspace, starts=date(2026, 1, 1), ends=date(2026, 12, 31), by=owner)
    return actions.add_goal(workspace=owner.workspace, wish=wish, main=main, by=owner)


def criterion(owner: Member, of: Goal) -> Criterion:
    return actions.add_criterion(goal=of, sentence="They respond more to what we say", by=owner)


def kpi(
    owner: Member, under: Criterion | None = None, *, days: int = 7, account: str | None = "bakery"
) -> Kpi:
    wish = actions.KpiWish("engagement", "median", account=account, days=days)
    made = actions.add_kpi(
        workspace=owner.workspace, name="Response to a usual post", wish=wish, by=owner, criterion=under
    )
    return actions.measure_kpi(made)  # as the worker does


def smart_goal(store: Store, owner: Member) -> tuple[Goal, Kpi]:
    """A goal that passes all five checks."""
    weeks(store, owner)
    made = goal(owner)
    under = criterion(owner, made)
    steered = kpi(owner, under)
    fields = {"expectation_id": expectation(owner).pk, "date": date(2026, 4, 1)}
    made = actions.change_goal(goal=made, fields=fields, version=1, by=owner)
    steered = actions.change_kpi(kpi=steered, fields={"target": 101.0}, version=1, by=owner)
    return made, steered
