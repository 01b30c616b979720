"""Two people at the same claim, and claims that get their evidence later."""

from django.test import Client
from django.urls import reverse

from socialplan.plan.evidence import actions
from socialplan.plan.evidence.models import Claim, Finding, ReviewMark
from socialplan.plan.evidence.rules import Expectation, Op, Pick
from socialplan.plan.team.models import Member, Workspace

from .test_evidence_pages import place


def test_rewording_what_somebody_else_reworded_shows_both_and_stores_nothing(
    client_in: Client, workspace: Workspace, claim: Claim, member: Member
) -> None:
    address = reverse("claim-reword", args=[workspace.slug, claim.pk])
    seen = actions.wording(claim.sentence)
    actions.reword_claim(claim=claim, sentence="Video wins", by=member)
    late = client_in.post(address, {"sentence": "Film beats photo", "seen": seen})
    assert late.status_code == 409
    assert "Video wins" in late.content.decode() and "Film beats photo" in late.content.decode()
    assert Claim.objects.get().sentence == "Video wins"
    assert actions.wording("Video wins") in late.content.decode()
    again = client_in.post(address, {"sentence": "Film beats photo", "seen": actions.wording("Video wins")})
    assert again.status_code == 302 and Claim.objects.get().sentence == "Film beats photo"


def test_a_claim_without_evidence_gets_it_from_a_figure(
    client_in: Client, workspace: Workspace, finding: Finding, member: Member
) -> None:
    bare = actions.adopt_claim(workspace=workspace, room="analyse", sentence="Video works for us", by=member)
    card = actions.register_node(
        workspace=workspace, room="analyse", kind="swot_card", object_id=1, title="Strong in video"
    )
    actions.rest_on(node=card, ground=bare.node)
    address = reverse("adopt", args=[workspace.slug, finding.finding_id])
    address += f"?row={place(finding, 'video')}&measure=median"
    assert "Video works for us" in client_in.get(address).content.decode()
    given = {"of": bare.pk, "sentence": "x", "op": ">=", "against": "number", "number": "100000",
             "window": "still", "room": "analyse", "owner": member.pk}  # fmt: skip
    assert client_in.post(address, given).status_code == 302
    tied = Claim.objects.get()
    assert (tied.sentence, tied.state) == ("Video works for us", "contested")
    assert ReviewMark.objects.get().node == card
    assert "Video works for us" not in client_in.get(address).content.decode()


def test_a_figure_names_the_claims_about_itself_and_not_those_about_another_row(
    client_in: Client, workspace: Workspace, finding: Finding, member: Member
) -> None:
    actions.adopt_row(
        finding=finding, sentence="Video stays above sixty", by=member,
        expectation=Expectation(Pick("median", {"kind": "video"}), Op.MORE, 60.0),
    )  # fmt: skip
    address = reverse("finding", args=[workspace.slug, finding.finding_id])

    def drawer(kind: str) -> str:
        query = {"row": place(finding, kind), "measure": "median"}
        headers = {"HX-Request": "true", "HX-Target": "drawer-body"}
        return client_in.get(address, query, headers=headers).content.decode()

    assert "Video stays above sixty" in drawer("video")
    assert "Video stays above sixty" not in drawer("photo")
