"""Data that go: no claim stands on what is no longer there, and old findings say so."""

from datetime import datetime

import pytest

from socialplan.analysis.base import Params
from socialplan.pipeline.ledger import Store
from socialplan.plan.evidence import actions, queries
from socialplan.plan.evidence.models import Change, Claim, Finding
from socialplan.plan.evidence.rules import Expectation, Op, Pick, Window
from socialplan.plan.team.models import Member, Workspace

from .world import Said, bring

PERSON = "~" + "a" * 20


@pytest.fixture
def claims(store: Store, workspace: Workspace, owner: Member) -> list[Claim]:
    """Claims of every shape, all standing."""
    bring(
        store, workspace.pk, Said("bakery", "video", range(100, 160)), Said("bakery", "photo", range(10, 70)),
        Said("rival", "photo", range(10, 70)),
    )  # fmt: skip

    def adopted(analysis: str, by: tuple[str, ...], claim: Expectation, **asked: object) -> Claim:
        params = Params(by=by, account=str(asked.get("account", "bakery")), zone="UTC")
        question = actions.put_question(
            workspace=workspace, analysis=analysis, params=params, window=asked.get("window")
        )
        return actions.adopt_claim(
            workspace=workspace, room="analyse", sentence="It is so", question=question, expectation=claim,
            by=owner,
        )  # fmt: skip

    video, photo = Pick("median", {"kind": "video"}), Pick("median", {"kind": "photo"})
    made = [
        adopted("engagement", ("kind",), Expectation(video, Op.MORE, photo)),
        adopted("engagement", ("kind",), Expectation(photo, Op.LESS, 90.0), window=Window(days=56)),
        adopted("engagement", (), Expectation(Pick(), Op.MORE, 5.0)),
        adopted("volume", ("kind",), Expectation(Pick("n", {"kind": "video"}), Op.EXACTLY, 60.0)),
        adopted("volume", (), Expectation(Pick(), Op.AT_LEAST, 45.0), account="rival"),
    ]
    assert [claim.state for claim in made] == ["supported"] * 5
    return made


def test_when_all_data_are_erased_no_claim_stands(
    store: Store, workspace: Workspace, claims: list[Claim]
) -> None:
    store.erase(workspace.pk, batches=[1])
    assert {view.state for view in queries.claims_in(workspace)} == {"stale"}
    summary = actions.recheck(workspace=workspace, trigger="erasure")
    assert summary.failed == () and len(summary.turned) == 5
    assert {view.state for view in queries.claims_in(workspace)} <= {"unsupported", "insufficient"}
    assert {change.cause.kind for change in Change.objects.all() if change.cause} == {"erasure"}
    assert queries.due_questions(workspace) == []


def test_an_old_finding_cannot_be_computed_again_and_says_how_many_rows_went(
    store: Store, workspace: Workspace, claims: list[Claim]
) -> None:
    finding = claims[0].finding
    assert finding is not None
    store.erase(workspace.pk, batches=[1])
    actions.recheck(workspace=workspace, trigger="erasure")
    old = Finding.objects.get(pk=finding.pk)
    assert old.erased_rows == 360  # 180 posts and 180 figures
    assert queries.figure(old).state == "irreproducible"
    result = queries.recompute(old)
    assert not result.same and result.erased_rows == 360


def test_a_batch_of_others_that_goes_touches_nobody_else(
    store: Store, workspace: Workspace, claims: list[Claim]
) -> None:
    number = bring(store, workspace.pk, Said("elsewhere", "photo", range(30), start=datetime(2026, 3, 1)))
    assert queries.due_ids(workspace) == set()
    store.erase(workspace.pk, batches=[number])
    assert queries.due_ids(workspace) == set()


def test_data_that_come_back_bring_the_claims_back(
    store: Store, workspace: Workspace, claims: list[Claim]
) -> None:
    store.erase(workspace.pk, batches=[1])
    actions.recheck(workspace=workspace, trigger="erasure")
    bring(
        store, workspace.pk, Said("bakery", "video", range(100, 160)), Said("bakery", "photo", range(10, 70))
    )
    actions.recheck(workspace=workspace, trigger="import")
    states = [Claim.objects.get(pk=claim.pk).state for claim in claims]
    assert states[:4] == ["supported"] * 4 and states[4] in ("unsupported", "insufficient")
