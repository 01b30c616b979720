"""Over all rooms that exist: one batch changes exactly what depends on it, and without data nothing stands.

What must be due, turn and be marked is worked out here from the plain numbers, not by the code under test.
"""

from dataclasses import dataclass
from datetime import datetime
from statistics import median

import pytest

from socialplan.analysis.base import Params
from socialplan.pipeline.ledger import Store
from socialplan.plan.analyse import actions as swot
from socialplan.plan.evidence import actions, queries
from socialplan.plan.evidence.models import Change, Claim, Node, ReviewMark
from socialplan.plan.evidence.rules import Expectation, Op, Pick
from socialplan.plan.goals import actions as goals
from socialplan.plan.sources.actions import take_back_import
from socialplan.plan.team.models import Member, Workspace
from tests.plan.goals.plan import expectation, goal, kpi

from .world import Said, bring

RESPONSES = {"bakery": range(100, 140), "rival": range(1000, 1040), "fair": range(10, 50)}
LINES = (2.0, 60.0, 400.0, 5000.0)  # none within a factor of 1.6 of a median below


@dataclass(frozen=True)
class Laid:
    """A claim, and the decisions that rest on it."""

    claim: Claim
    account: str
    line: float
    above: frozenset[int]  # nodes


@pytest.fixture
def plan(store: Store, workspace: Workspace, owner: Member) -> list[Laid]:
    """Per account a claim in each room at each line; a card or a goal on some of them; and a KPI."""
    for account, responses in RESPONSES.items():
        bring(store, workspace.pk, Said(account, "photo", responses), source=account)
    expectation(owner)
    main = goal(owner)
    laid = [one for account in RESPONSES for one in _of(workspace, owner, account)]
    on_goal = [one for one in laid if one.line == 400.0 and one.claim.room == "goals"]
    goals.lay_on(goal=main, claims=[one.claim for one in on_goal], by=owner)
    node = Node.objects.get(room="goals", kind="goal", object_id=main.pk).pk
    kpi(owner, account="bakery")
    return [
        Laid(one.claim, one.account, one.line, one.above | {node}) if one in on_goal else one for one in laid
    ]


def _of(workspace: Workspace, owner: Member, account: str) -> list[Laid]:
    question = actions.put_question(
        workspace=workspace, analysis="engagement", params=Params(account=account, zone="UTC")
    )
    made = []
    for line in LINES:
        below = Expectation(Pick(), Op.LESS, line)
        card = swot.adopt_as_card(
            workspace=workspace, quadrant="strength", sentence=f"{account} below {line}", question=question,
            expectation=below, by=owner, reason="seen so",
        )  # fmt: skip
        node = Node.objects.get(room="analyse", kind="swot_card", object_id=card.pk).pk
        assert card.claim is not None
        made.append(Laid(card.claim, account, line, frozenset({node})))
        for room in ("brief", "goals"):
            claim = actions.adopt_claim(
                workspace=workspace, room=room, sentence=f"{account} below {line}", question=question,
                expectation=below, by=owner,
            )  # fmt: skip
            made.append(Laid(claim, account, line, frozenset()))
    return made


def test_one_batch_moves_exactly_what_depends_on_it(
    store: Store, workspace: Workspace, owner: Member, plan: list[Laid]
) -> None:
    def state(one: Laid, responses: list[int]) -> str:
        return "supported" if median(responses) < one.line else "contested"

    known = {account: list(responses) for account, responses in RESPONSES.items()}
    assert {one.claim.pk: one.claim.state for one in plan} == {
        one.claim.pk: state(one, known[one.account]) for one in plan
    }
    for account, level, batch in (("rival", 20, 4), ("nobody", 5, 5), ("bakery", 3000, 6)):
        before = {one.claim.pk: state(one, known.get(one.account, [])) for one in plan}
        added = list(range(level, level + 400))
        bring(store, workspace.pk, Said(account, "photo", added, start=datetime(2026, 3, 1)), source=account)
        known.setdefault(account, []).extend(added)
        due = {one.question.params["account"] for one in queries.due_questions(workspace)}
        assert due == ({account} if account in RESPONSES else set())
        actions.recheck(workspace=workspace, trigger="import")
        after = {one.claim.pk: state(one, known[one.account]) for one in plan}
        turned = {pk for pk in before if before[pk] != after[pk]}
        assert {one.pk: one.state for one in Claim.objects.all()} == after
        found = Change.objects.filter(kind="claim_turned", cause__ref=str(batch))
        assert {change.node.object_id for change in found} == turned
        assert bool(turned) == (account in RESPONSES)
        marked = {mark.node_id for mark in ReviewMark.objects.filter(cause__ref=str(batch))}
        assert marked == {node for one in plan if one.claim.pk in turned for node in one.above}
        assert queries.due_questions(workspace) == []


def test_without_data_no_claim_of_any_room_stands(
    workspace: Workspace, owner: Member, plan: list[Laid]
) -> None:
    for number in range(1, len(RESPONSES) + 1):
        take_back_import(workspace=workspace, batch=number, by=owner)
    summary = actions.recheck(workspace=workspace, trigger="erasure")
    assert summary.failed == ()
    views = queries.claims_in(workspace)
    assert {view.room for view in views} == {"brief", "analyse", "goals"} and len(views) == len(plan)
    assert {view.state for view in views} <= {"unsupported", "insufficient"}
    marked = set(ReviewMark.objects.values_list("node_id", flat=True))
    assert marked >= {node for one in plan for node in one.above}
