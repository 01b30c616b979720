"""Listening tasks: too little data becomes a decision to collect, which closes itself when it is enough."""

from datetime import datetime

import pytest

from socialplan.analysis.base import Params
from socialplan.pipeline.ledger import Store
from socialplan.plan.evidence import actions, queries
from socialplan.plan.evidence.models import Claim, Listening
from socialplan.plan.evidence.rules import Expectation, Op, Pick
from socialplan.plan.team.models import AuditEntry, Member, Workspace
from socialplan.plan.team.rules import NotAllowed
from tests.plan.evidence.world import Said, bring

NEW_YEAR = datetime(2026, 1, 1)
LATER = datetime(2026, 3, 1, 12)


@pytest.fixture
def claim(store: Store, workspace: Workspace, owner: Member) -> Claim:
    """Video draws at least five reactions: six posts are too few to say it."""
    bring(store, workspace.pk, Said("bakery", "video", [10, 12, 14, 16, 18, 20]))
    question = actions.put_question(
        workspace=workspace, analysis="engagement", params=Params(by=("kind",), zone="UTC"), by=owner
    )
    return actions.adopt_claim(
        workspace=workspace, room="analyse", sentence="Video draws five", question=question, by=owner,
        expectation=Expectation(Pick("median", {"kind": "video"}), Op.AT_LEAST, 5.0),
    )  # fmt: skip


def begin(claim: Claim, by: Member, wanted: int = 40) -> Listening:
    assert claim.question is not None
    return actions.listen(question=claim.question, wanted=wanted, by=by, claim=claim)


def test_a_task_shows_how_much_there_is_of_what_is_wanted(
    claim: Claim, workspace: Workspace, owner: Member
) -> None:
    begin(claim, owner)
    (task,) = queries.listening(workspace)
    assert (task.title, task.n, task.wanted, task.by) == ("Video draws five", 6, 40, str(owner))
    (view,) = queries.claims_in(workspace)
    assert view.state == "insufficient" and view.listening == task


def test_an_import_that_brings_enough_closes_the_task_and_judges_the_claim(
    store: Store, workspace: Workspace, claim: Claim, owner: Member
) -> None:
    begin(claim, owner)
    bring(store, workspace.pk, Said("bakery", "video", range(10, 30), start=LATER), source="second.csv")
    assert actions.recheck(workspace=workspace, trigger="import").reached == 0
    assert queries.listening(workspace)[0].n == 26
    last = datetime(2026, 6, 1, 12)
    bring(store, workspace.pk, Said("bakery", "video", range(10, 24), start=last), source="third.csv")
    assert actions.recheck(workspace=workspace, trigger="import").reached == 1
    assert queries.listening(workspace) == []
    changes = {change.kind: change for change in queries.changes_since(workspace, NEW_YEAR.date()).changes}
    told = changes["listened"]
    assert (told.before, told.after, told.details["wanted"]) == ("6", "40", 40)
    assert told.node.title == "Video draws five" and told.cause and told.cause.source == "third.csv"
    assert queries.claims_in(workspace)[0].state == "supported"
    assert actions.recheck(workspace=workspace, trigger="import", everything=True).reached == 0


def test_without_a_claim_the_row_that_was_asked_is_counted(
    store: Store, workspace: Workspace, claim: Claim, owner: Member
) -> None:
    assert claim.question is not None
    actions.listen(question=claim.question, wanted=10, by=owner, row={"kind": "photo"})
    (task,) = queries.listening(workspace)
    assert task.n == 0 and task.claim_id is None and "engagement" not in task.title
    bring(store, workspace.pk, Said("bakery", "photo", range(9), start=LATER), source="second.csv")
    actions.recheck(workspace=workspace, trigger="import")
    assert queries.listening(workspace)[0].n == 9


def test_asking_again_changes_the_number_and_what_is_there_already_is_refused(
    claim: Claim, workspace: Workspace, owner: Member
) -> None:
    assert begin(claim, owner).pk == begin(claim, owner, wanted=50).pk
    assert [task.wanted for task in queries.listening(workspace)] == [50]
    with pytest.raises(actions.BadListening, match="above what is there now"):
        begin(claim, owner, wanted=6)


def test_a_task_can_be_stopped_and_every_deed_stands_in_the_history(
    claim: Claim, workspace: Workspace, owner: Member
) -> None:
    actions.stop_listening(task=begin(claim, owner), by=owner)
    assert queries.listening(workspace) == []
    deeds = set(AuditEntry.objects.values_list("action", flat=True))
    assert {"listen", "stop_listening"} <= deeds


def test_who_may_not_change_the_plan_starts_no_task(claim: Claim, owner: Member) -> None:
    owner.role = "guest"
    with pytest.raises(NotAllowed):
        begin(claim, owner)
