"""The SWOT board: cards rest on claims, sides are questioned, five count, moves and edits are kept."""

from datetime import UTC, datetime

import pyarrow as pa
import pytest

from socialplan.analysis.base import Params
from socialplan.pipeline.ledger import Store
from socialplan.plan.analyse import actions
from socialplan.plan.analyse.models import SwotCard
from socialplan.plan.analyse.queries import CardLine, board, claims_to_place
from socialplan.plan.evidence import actions as evidence
from socialplan.plan.evidence.models import Claim, Node, ReviewMark
from socialplan.plan.evidence.rules import Expectation, Op, Pick
from socialplan.plan.team.edits import StaleEdit
from socialplan.plan.team.models import Member, Workspace
from tests.plan.evidence.world import NETWORK, Said, bring

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def mark(store: Store, workspace: Workspace, **kinds: str) -> None:
    """Says whose accounts these are."""
    rows = [
        {"network": NETWORK, "account_id": name, "handle": name, "owner_kind": kind}
        for name, kind in kinds.items()
    ]
    with store.writer(workspace.pk, wait=0) as writer:
        writer.add("accounts", pa.Table.from_pylist(rows))
        writer.commit(sha256=f"mark-{writer.number}", kind="marking", source="accounts", by="tests")


def claim_about(
    workspace: Workspace, owner: Member, account: str | None = "rival", *, more_than: float = 50
) -> Claim:
    """`account` draws more than this per post."""
    question = evidence.put_question(
        workspace=workspace, analysis="engagement", params=Params(account=account, zone="UTC"), by=owner
    )
    return evidence.adopt_claim(
        workspace=workspace, room="analyse", sentence=f"{account} draws a strong response", question=question,
        expectation=Expectation(Pick("median"), Op.MORE, more_than), by=owner,
    )  # fmt: skip


@pytest.fixture
def posts(store: Store, workspace: Workspace, owner: Member) -> Store:
    bring(store, workspace.pk, Said("rival", "photo", [100] * 30), Said("bakery", "photo", [90] * 30))
    mark(store, workspace, rival="competitor", bakery="own")
    return store


def only(workspace: Workspace) -> CardLine:
    (card,) = board(workspace).cards
    return card


def test_a_card_without_evidence_is_never_supported(
    store: Store, workspace: Workspace, owner: Member
) -> None:
    actions.add_card(workspace=workspace, quadrant="strength", sentence="We are nice", by=owner)
    assert (only(workspace).state, only(workspace).figure) == ("unsupported", None)


def test_a_card_takes_state_and_figure_of_its_claim(
    posts: Store, workspace: Workspace, owner: Member
) -> None:
    claim = claim_about(workspace, owner)
    actions.add_card(workspace=workspace, quadrant="threat", sentence=claim.sentence, claim=claim, by=owner)
    card = only(workspace)
    assert card.state == "supported"
    assert card.figure and card.figure.value == 100 and card.figure.n == 30


def test_a_card_of_a_withdrawn_claim_is_without_evidence_again(
    posts: Store, workspace: Workspace, owner: Member
) -> None:
    claim = claim_about(workspace, owner)
    actions.add_card(workspace=workspace, quadrant="threat", sentence="x", claim=claim, by=owner)
    evidence.withdraw_claim(claim=claim, by=owner)
    assert only(workspace).state == "unsupported"


def test_a_competitor_fact_inside_is_questioned_and_a_reason_settles_it(
    posts: Store, workspace: Workspace, owner: Member
) -> None:
    claim = claim_about(workspace, owner)
    with pytest.raises(actions.SideQuestioned) as question:
        actions.add_card(workspace=workspace, quadrant="strength", sentence="x", claim=claim, by=owner)
    assert question.value.doubt.choices == ("opportunity", "threat")
    assert not SwotCard.objects.exists()
    actions.add_card(
        workspace=workspace, quadrant="strength", sentence="x", claim=claim, by=owner, reason="We made it"
    )
    assert only(workspace).doubt is None


def test_an_own_fact_outside_is_questioned(posts: Store, workspace: Workspace, owner: Member) -> None:
    claim = claim_about(workspace, owner, "bakery")
    with pytest.raises(actions.SideQuestioned) as question:
        actions.add_card(workspace=workspace, quadrant="threat", sentence="x", claim=claim, by=owner)
    assert question.value.doubt.choices == ("strength", "weakness")


def test_a_comparison_with_a_competitor_fits_either_side(
    posts: Store, workspace: Workspace, owner: Member
) -> None:
    question = evidence.put_question(
        workspace=workspace, analysis="engagement", params=Params(by=("account",), zone="UTC"), by=owner
    )
    expectation = Expectation(
        Pick("median", {"account": "bakery"}), Op.LESS, Pick("median", {"account": "rival"})
    )
    card = actions.adopt_as_card(
        workspace=workspace, quadrant="weakness", sentence="We draw less", question=question,
        expectation=expectation, by=owner,
    )  # fmt: skip
    assert card.claim and card.claim.state == "supported"


def test_moving_to_the_wrong_side_and_tying_there_are_questioned(
    posts: Store, workspace: Workspace, owner: Member
) -> None:
    claim = claim_about(workspace, owner)
    card = actions.add_card(workspace=workspace, quadrant="threat", sentence="x", claim=claim, by=owner)
    with pytest.raises(actions.SideQuestioned):
        actions.move_card(card=card, quadrant="weakness", place=0, version=1, by=owner)
    bare = actions.add_card(workspace=workspace, quadrant="strength", sentence="y", by=owner)
    with pytest.raises(actions.SideQuestioned):
        actions.tie_card(card=bare, claim=claim, version=1, by=owner)


def test_a_card_is_in_doubt_when_its_account_is_marked_later(
    posts: Store, workspace: Workspace, owner: Member
) -> None:
    claim = claim_about(workspace, owner, "bakery")
    actions.add_card(workspace=workspace, quadrant="strength", sentence="x", claim=claim, by=owner)
    mark(posts, workspace, bakery="competitor")
    found = only(workspace).doubt
    assert found and found.choices == ("opportunity", "threat")


def test_five_cards_count_the_sixth_is_parked_and_moving_it_up_parks_another(
    store: Store, workspace: Workspace, owner: Member
) -> None:
    cards = [
        actions.add_card(workspace=workspace, quadrant="strength", sentence=f"Card {i}", by=owner)
        for i in range(6)
    ]
    assert [card.sentence for card in board(workspace).parked("strength")] == ["Card 5"]
    actions.move_card(card=cards[5], quadrant="strength", place=0, version=1, by=owner)
    assert [card.sentence for card in board(workspace).parked("strength")] == ["Card 4"]
    assert board(workspace).counting("strength")[0].sentence == "Card 5"


def test_a_moved_card_leaves_its_quadrant_in_order(store: Store, workspace: Workspace, owner: Member) -> None:
    cards = [
        actions.add_card(workspace=workspace, quadrant="strength", sentence=name, by=owner) for name in "abc"
    ]
    actions.move_card(card=cards[1], quadrant="weakness", place=0, version=1, by=owner)
    quadrants = board(workspace).quadrants
    assert [card.sentence for card in quadrants["strength"]] == ["a", "c"]
    assert [(card.sentence, card.place) for card in quadrants["weakness"]] == [("b", 1)]


def test_a_stale_move_is_refused(store: Store, workspace: Workspace, owner: Member) -> None:
    card = actions.add_card(workspace=workspace, quadrant="strength", sentence="a", by=owner)
    actions.move_card(card=card, quadrant="weakness", place=0, version=1, by=owner)
    with pytest.raises(StaleEdit):
        actions.move_card(card=card, quadrant="threat", place=0, version=1, by=owner)
    assert only(workspace).quadrant == "weakness"


def test_a_turned_claim_marks_its_card_for_review_once(
    posts: Store, workspace: Workspace, owner: Member
) -> None:
    claim = claim_about(workspace, owner)
    card = actions.add_card(workspace=workspace, quadrant="threat", sentence="x", claim=claim, by=owner)
    bring(posts, workspace.pk, Said("rival", "photo", [1] * 100, name="new"), source="newer.csv")
    evidence.recheck(workspace=workspace, trigger="import")
    evidence.recheck(workspace=workspace, trigger="import")
    node = Node.objects.get(kind="swot_card", object_id=card.pk)
    assert ReviewMark.objects.filter(node=node).count() == 1
    assert only(workspace).state == "contested"


def test_undoing_a_move_and_a_removal_puts_the_card_back(
    store: Store, workspace: Workspace, owner: Member
) -> None:
    card = actions.add_card(workspace=workspace, quadrant="strength", sentence="a", by=owner)
    moved = actions.move_card(card=card, quadrant="threat", place=0, version=1, by=owner)
    back = actions.undo_card(card=moved, version=2, by=owner, now=NOW)
    assert back.quadrant == "strength"
    gone = actions.remove_card(card=back, version=3, by=owner, now=NOW)
    assert not board(workspace).cards
    actions.undo_card(card=gone, version=4, by=owner, now=NOW)
    assert only(workspace).sentence == "a"


def test_claims_to_place_are_those_no_card_rests_on(
    posts: Store, workspace: Workspace, owner: Member
) -> None:
    claim = claim_about(workspace, owner)
    assert claims_to_place(workspace) == [claim]
    actions.add_card(workspace=workspace, quadrant="threat", sentence="x", claim=claim, by=owner)
    assert claims_to_place(workspace) == []


def test_cards_of_another_workspace_are_not_seen(store: Store, workspace: Workspace, owner: Member) -> None:
    from tests.people import workspace_of

    actions.add_card(workspace=workspace, quadrant="strength", sentence="a", by=owner)
    other = workspace_of(owner.user, "Other shop")
    assert not board(other).cards
