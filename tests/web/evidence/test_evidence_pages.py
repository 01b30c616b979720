"""The evidence on screen: the drawer, adopting, the claims, the review queue, what changed."""

from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from socialplan.pipeline.ledger import Store
from socialplan.plan.evidence import actions, queries
from socialplan.plan.evidence.models import Claim, Finding, ReviewMark
from socialplan.plan.team.models import Member, User, Workspace
from socialplan.web.finding_history import history
from tests.people import person, workspace_of
from tests.plan.evidence.world import Said, bring


def place(finding: Finding, kind: str) -> int:
    return next(i for i, row in enumerate(finding.rows) if row["kind"] == kind)


def turned(store: Store, workspace: Workspace, claim: Claim) -> ReviewMark:
    """A second import in which photos beat video, and a card that rests on the claim."""
    card = actions.register_node(
        workspace=workspace, room="analyse", kind="swot_card", object_id=1, title="Strong in video"
    )
    actions.rest_on(node=card, ground=claim.node)
    bring(
        store,
        workspace.pk,
        Said("bakery", "photo", range(500, 700), start=datetime(2026, 4, 1)),
        source="new.csv",
    )
    actions.recheck(workspace=workspace, trigger="import")
    return ReviewMark.objects.get()


def test_the_drawer_has_its_nine_parts_in_order(
    client_in: Client, workspace: Workspace, finding: Finding, claim: Claim
) -> None:
    address = reverse("finding", args=[workspace.slug, finding.finding_id])
    query = {"row": place(finding, "video"), "measure": "median"}

    def part(target: str) -> str:
        page = client_in.get(address, query, headers={"HX-Request": "true", "HX-Target": target})
        assert page.status_code == 200 and b"<html" not in page.content
        return page.content.decode()

    first = part("drawer-body")
    assert 'id="drawer-title"' in first and "The posts behind it" not in first  # the rest comes after it
    text = first + part("drawer-rest")
    parts = [
        "spe-number\">130<", "What was counted", "The finding", "The posts behind it", "What was not heard",
        "How sure", "How this figure moved", "Who relies on it", "For analysts",
    ]  # fmt: skip
    places = [text.index(part) for part in parts]
    assert places == sorted(places)
    assert finding.finding_id in text and "Video beats photo" in text
    assert "./run analyse engagement --by kind --account bakery" in text
    assert "All 60 posts" in text and "Post 59" in text  # of the row that was opened


def test_all_posts_of_a_row_are_there_to_read_and_to_take_out(
    client_in: Client, workspace: Workspace, store: Store, finding: Finding
) -> None:
    bring(store, workspace.pk, Said("bakery", "video", range(5), start=datetime(2026, 6, 1)))
    row = {"row": place(finding, "video")}
    pages = reverse("finding-posts", args=[workspace.slug, finding.finding_id])
    text = client_in.get(pages, {**row, "page": 2}).content.decode()
    assert "60 posts" in text and text.count("<li data-item>") == 10  # later imports are not in it
    address = reverse("finding-posts-file", args=[workspace.slug, finding.finding_id])
    lines = client_in.get(address, {**row, "for": "data"}).getvalue().decode().splitlines()
    assert len(lines) == 61 and lines[0].startswith("network,post_id,at,author")
    sql = client_in.get(reverse("finding-sql", args=[workspace.slug, finding.finding_id])).content.decode()
    assert "SELECT" in sql and ".parquet" in sql and str(store.home) not in sql


def test_the_history_draws_the_room_a_claim_leaves(
    client_in: Client, workspace: Workspace, store: Store, finding: Finding, claim: Claim
) -> None:
    bring(store, workspace.pk, Said("bakery", "photo", range(20, 40), start=datetime(2026, 4, 1)))
    actions.recheck(workspace=workspace, trigger="import")
    question = claim.question
    assert question is not None
    question.refresh_from_db()
    latest = question.latest
    assert latest is not None
    found = queries.drawer(workspace, latest.finding_id, row=place(latest, "video"), measure="median")
    assert found is not None
    assert [(one.least, one.most) for one in found.history] == [(39.5, None), (34.5, None)]
    drawn = history(found)
    assert drawn is not None and drawn.series[1].low == (39.5, 34.5)
    assert drawn.series[1].high[0] == drawn.series[1].high[1] > 150


def test_a_number_that_comes_out_otherwise_is_told_with_both_numbers(
    client_in: Client, workspace: Workspace, finding: Finding
) -> None:
    rows = [dict(row) for row in finding.rows]
    rows[1]["median"] = rows[1]["median"] + 10
    finding.rows = rows
    finding.save()
    again = reverse("finding-again", args=[workspace.slug, finding.finding_id])
    text = client_in.post(again, follow=True).content.decode()
    assert "photo, Middle value was 49.5 and is 39.5, -10 apart" in text


def test_a_finding_has_an_address_of_its_own_in_its_workspace_only(
    client_in: Client, workspace: Workspace, finding: Finding
) -> None:
    assert b"<html" in client_in.get(reverse("finding", args=[workspace.slug, finding.finding_id])).content
    other = workspace_of(person("Somebody Else"), "Elsewhere")
    assert client_in.get(reverse("finding", args=[other.slug, finding.finding_id])).status_code == 404
    assert client_in.get(reverse("finding", args=[workspace.slug, "0" * 64])).status_code == 404


def test_a_row_is_adopted_with_its_words_filled_in(
    client_in: Client, workspace: Workspace, finding: Finding, member: Member
) -> None:
    address = reverse("adopt", args=[workspace.slug, finding.finding_id])
    address += f"?row={place(finding, 'video')}&measure=median"
    dialog = client_in.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "bakery: video: usually at least 120" in dialog and 'value="120"' in dialog
    given = {
        "sentence": "Our videos do well", "op": ">=", "against": "number", "window": "still",
        "room": "goals", "owner": str(member.pk),
    }  # fmt: skip
    answer = client_in.post(address, {**given, "number": "lots"}, headers={"HX-Request": "true"})
    assert answer.status_code == 422 and Claim.objects.count() == 0
    answer = client_in.post(address, {**given, "number": "120"}, headers={"HX-Request": "true"})
    claim = Claim.objects.get()
    assert answer.headers["HX-Redirect"].endswith(f"/claims/#claim-{claim.pk}")
    assert (claim.sentence, claim.room, claim.state) == ("Our videos do well", "goals", "supported")
    assert claim.expectation == {
        "left": {"measure": "median", "row": {"kind": "video"}, "side": "now"}, "op": ">=", "right": 120.0,
        "factor": 1.0,
    }  # fmt: skip


def test_a_row_is_adopted_against_another_row_and_a_moving_window(
    client_in: Client, workspace: Workspace, finding: Finding, member: Member
) -> None:
    video, photo = place(finding, "video"), place(finding, "photo")
    address = reverse("adopt", args=[workspace.slug, finding.finding_id])
    client_in.post(
        f"{address}?row={video}&measure=median",
        {"sentence": "Video wins", "op": ">", "against": str(photo), "window": "28", "room": "analyse",
         "owner": str(member.pk)},
    )  # fmt: skip
    claim = Claim.objects.select_related("question").get()
    assert claim.state == "supported" and claim.question is not None and claim.question.window == {"days": 28}
    assert claim.expectation["right"]["row"] == {"kind": "photo"}


def test_the_claims_say_where_they_stand(client_in: Client, workspace: Workspace, claim: Claim) -> None:
    text = client_in.get(reverse("claims", args=[workspace.slug])).content.decode()
    assert "1 of 1 claim stands" in text and "sp-state-supported" in text
    assert "video (usual response per post) is more than photo (usual response per post)" in text


def test_what_the_data_offer_comes_after_the_page(
    client_in: Client, workspace: Workspace, finding: Finding
) -> None:
    text = client_in.get(reverse("suggested", args=[workspace.slug])).content.decode()
    assert "bakery: video draws more response than photo" in text
    (offered, *_more) = queries.suggestions(workspace)
    client_in.post(reverse("decline", args=[workspace.slug]), {"key": offered.key})
    assert offered.key not in {one.key for one in queries.suggestions(workspace)}


def test_a_turn_stands_on_the_overview_and_in_the_queue(
    client_in: Client, workspace: Workspace, store: Store, claim: Claim
) -> None:
    mark = turned(store, workspace, claim)
    overview = client_in.get(reverse("overview", args=[workspace.slug])).content.decode()
    assert "Video beats photo</em> no longer stands" in overview and "new.csv" in overview
    assert "Strong in video" in overview
    queue = client_in.get(reverse("review", args=[workspace.slug])).content.decode()
    assert "After the import of 200 posts (new.csv)" in queue and ">130<" in queue
    address = reverse("review-answer", args=[workspace.slug, mark.pk])
    assert client_in.post(address, {"outcome": "keep", "reason": ""}).status_code == 422
    assert client_in.post(address, {"outcome": "keep", "reason": "still fits"}).status_code == 302
    assert b"Nothing to review" in client_in.get(reverse("review", args=[workspace.slug])).content
    overview = client_in.get(reverse("overview", args=[workspace.slug])).content.decode()
    assert "No decision waits for you." in overview and ">1 claim needs a look</a>" in overview
    assert "Nothing waits for you." not in overview


def test_changes_can_be_asked_since_any_day(
    client_in: Client, workspace: Workspace, store: Store, claim: Claim
) -> None:
    turned(store, workspace, claim)
    address = reverse("changes", args=[workspace.slug])
    assert b"no longer stands" in client_in.get(address, {"since": "2026-01-01"}).content
    assert b"no longer stands" not in client_in.get(address, {"since": "2199-01-01"}).content
    assert client_in.get(address, {"since": "nonsense"}).status_code == 200


def test_a_figure_out_of_date_is_computed_again_from_its_drawer(
    client_in: Client, workspace: Workspace, store: Store, claim: Claim, finding: Finding
) -> None:
    bring(store, workspace.pk, Said("bakery", "photo", range(500, 700), start=datetime(2026, 4, 1)))
    address = reverse("finding", args=[workspace.slug, finding.finding_id])
    assert b"Newer data touch this figure" in client_in.get(address).content
    client_in.post(reverse("finding-again", args=[workspace.slug, finding.finding_id]))
    claim.refresh_from_db()
    assert claim.state == "contested"
    assert b"There is a newer answer" in client_in.get(address).content


@pytest.mark.parametrize("name", ["overview", "claims", "review", "changes", "suggested"])
def test_strangers_find_nothing(client: Client, workspace: Workspace, name: str) -> None:
    stranger: User = person("Stranger")
    client.force_login(stranger, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(reverse(name, args=[workspace.slug])).status_code == 404


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("name", ["overview", "claims", "review", "changes"])
def test_every_page_stands_without_claims(client_in: Client, workspace: Workspace, name: str) -> None:
    assert client_in.get(reverse(name, args=[workspace.slug])).status_code == 200
