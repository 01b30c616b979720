"""The SWOT page: four lists, evidence, the question which side a fact is on, moving without dragging."""

from xml.etree import ElementTree

import pytest
from django.test import Client

from socialplan.analysis.base import Params
from socialplan.pipeline.ledger import Store
from socialplan.plan.analyse.models import SwotCard
from socialplan.plan.evidence import actions as evidence
from socialplan.plan.evidence.models import Claim
from socialplan.plan.evidence.rules import Expectation, Op, Pick
from socialplan.plan.team.models import User, Workspace
from tests.people import member_of, person, workspace_of
from tests.plan.analyse.test_board import mark
from tests.plan.evidence.conftest import store
from tests.plan.evidence.world import Said, bring
from tests.web.rooms import at, send, text_of

__all__ = ["store"]
pytestmark = pytest.mark.usefixtures("store")


@pytest.fixture
def claim(store: Store, workspace: Workspace, owner: User) -> Claim:
    """What a competitor does."""
    bring(store, workspace.pk, Said("rival", "photo", [100] * 30), Said("bakery", "photo", [90] * 30))
    mark(store, workspace, rival="competitor", bakery="own")
    member = member_of(workspace, owner)
    question = evidence.put_question(
        workspace=workspace, analysis="engagement", params=Params(account="rival", zone="UTC"), by=member
    )
    return evidence.adopt_claim(
        workspace=workspace, room="analyse", sentence="The rival draws more than 50", question=question,
        expectation=Expectation(Pick("median"), Op.MORE, 50), by=member,
    )  # fmt: skip


def write(client: Client, workspace: Workspace, quadrant: str, sentence: str, **more: object) -> str:
    return text_of(send(client, at(workspace, "swot-add"), quadrant=quadrant, sentence=sentence, **more))


def test_an_empty_board_says_that_cards_need_evidence(client_in: Client, workspace: Workspace) -> None:
    page = text_of(client_in.get(at(workspace, "swot")))
    assert "No card without evidence. Adopt a finding, or write a card and tie it to one." in page


def test_a_card_without_evidence_shows_so(client_in: Client, workspace: Workspace) -> None:
    page = write(client_in, workspace, "strength", "We are nice")
    assert "We are nice" in page and "sp-state-unsupported" in page and "sp-state-supported" not in page


def test_a_card_with_a_claim_opens_its_evidence(
    client_in: Client, workspace: Workspace, claim: Claim
) -> None:
    page = write(client_in, workspace, "threat", "The rival is strong", claim=claim.pk)
    assert "sp-state-supported" in page
    assert claim.finding and at(workspace, "finding", claim.finding.finding_id) in page


def test_a_competitor_fact_inside_is_asked_about_and_can_go_where_it_belongs(
    client_in: Client, workspace: Workspace, claim: Claim
) -> None:
    fields = {"quadrant": "strength", "sentence": "The rival is strong", "claim": claim.pk}
    asked = send(client_in, at(workspace, "swot-add"), **fields)
    page = text_of(asked)
    assert asked.status_code == 409 and not SwotCard.objects.exists()
    assert "This is about a competitor. Is it an opportunity or a threat?" in page
    assert 'name="sentence" value="The rival is strong"' in page  # what was written is not lost
    send(client_in, at(workspace, "swot-add"), **(fields | {"quadrant": "threat"}))
    assert SwotCard.objects.get().quadrant == "threat"


def test_a_reason_keeps_it_where_it_was_put_and_is_shown(
    client_in: Client, workspace: Workspace, claim: Claim
) -> None:
    page = write(client_in, workspace, "strength", "x", claim=claim.pk, reason="We own the rival")
    assert "Stays here because: We own the rival" in page


def test_cards_move_between_and_within_lists(client_in: Client, workspace: Workspace) -> None:
    for name in ("First", "Second"):
        write(client_in, workspace, "strength", name)
    second = SwotCard.objects.get(sentence="Second")
    send(client_in, at(workspace, "swot-move", second.pk), quadrant="strength", place="0", version="1")
    assert [card.sentence for card in SwotCard.objects.order_by("position")] == ["Second", "First"]
    send(client_in, at(workspace, "swot-move", second.pk), quadrant="threat", place="0", version="1")
    second.refresh_from_db()
    assert second.quadrant == "threat"


def test_a_card_moved_meanwhile_is_not_moved_again(client_in: Client, workspace: Workspace) -> None:
    write(client_in, workspace, "strength", "First")
    card = SwotCard.objects.get()
    move = at(workspace, "swot-move", card.pk)
    send(client_in, move, quadrant="weakness", place="0", version="1")
    late = send(client_in, move, quadrant="threat", place="0", version="1")
    assert late.status_code == 409 and "Somebody changed this card meanwhile" in text_of(late)


def test_the_sixth_card_is_parked(client_in: Client, workspace: Workspace) -> None:
    for number in range(6):
        page = write(client_in, workspace, "weakness", f"Card {number}")
    assert "Parked: these do not count" in page


def test_a_suggestion_is_adopted_as_claim_and_card_or_declined(
    client_in: Client, workspace: Workspace, store: Store
) -> None:
    bring(
        store, workspace.pk, Said("bakery", "photo", [100 + i % 9 for i in range(60)]),
        Said("bakery", "link", [10 + i % 9 for i in range(60)]),
    )  # fmt: skip
    mark(store, workspace, bakery="own")
    page = text_of(client_in.get(at(workspace, "swot")))
    assert "<h3>Strengths</h3>" in page
    key = page.split('name="key" value="')[1].split('"')[0]
    after = text_of(send(client_in, at(workspace, "swot-adopt"), key=key, quadrant="strength"))
    card = SwotCard.objects.get()
    assert card.claim and card.claim.state == "supported" and card.claim.author_kind == "rule"
    assert f'value="{key}"' not in after
    again = send(client_in, at(workspace, "swot-adopt"), key=key, quadrant="strength")
    assert again.status_code == 409 and SwotCard.objects.count() == 1


def test_a_removed_card_is_put_back(client_in: Client, workspace: Workspace) -> None:
    write(client_in, workspace, "strength", "First")
    card = SwotCard.objects.get()
    page = text_of(send(client_in, at(workspace, "swot-remove", card.pk), version="1"))
    assert "Removed: First" in page
    assert "First" in text_of(send(client_in, at(workspace, "swot-undo", card.pk), version="2"))


def test_a_late_save_shows_both_sentences(client_in: Client, workspace: Workspace) -> None:
    write(client_in, workspace, "strength", "First")
    address = at(workspace, "swot-change", SwotCard.objects.get().pk)
    send(client_in, address, version="1", sentence="Second", claim="")
    late = send(client_in, address, version="1", sentence="Third", claim="")
    page = text_of(late)
    assert late.status_code == 409 and "Second" in page and 'value="Third"' in page


def test_another_workspace_has_no_part_in_it(client_in: Client, workspace: Workspace, claim: Claim) -> None:
    other = workspace_of(person("Somebody Else"), "Other shop")
    theirs = SwotCard.objects.create(workspace=other, quadrant="strength", sentence="Theirs")
    for name in ("swot-change", "swot-move", "swot-remove", "swot-undo"):
        answer = send(client_in, at(workspace, name, theirs.pk), version="1", quadrant="threat", sentence="x")
        assert answer.status_code == 404
    foreign = Claim.objects.create(workspace=other, room="analyse", sentence="Theirs")
    answer = send(client_in, at(workspace, "swot-add"), quadrant="threat", sentence="x", claim=foreign.pk)
    assert answer.status_code == 422


def test_the_board_is_saved_as_a_picture_with_what_people_wrote(
    client_in: Client, workspace: Workspace
) -> None:
    send(client_in, at(workspace, "swot-add"), quadrant="threat", sentence="Prices < costs & <b>rising</b>")
    Workspace.objects.update(simulated=True)
    answer = client_in.get(at(workspace, "swot-picture"))
    drawn = ElementTree.fromstring(answer.content)
    said = [text.text for text in drawn.iter("{http://www.w3.org/2000/svg}text")]
    assert "1. Prices < costs & <b>rising</b>" in said and "no evidence" in said
    assert any("This company does not exist." in (line or "") for line in said)
    assert answer["Content-Disposition"].endswith('-swot-simulated.svg"')
