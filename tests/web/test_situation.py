"""The pages of the situation: every page says what it has, or which file would tell."""

from datetime import UTC, datetime
from decimal import Decimal

import pyarrow as pa
import pytest
from django.test import Client

from socialplan.pipeline.ledger import Store
from socialplan.plan.analyse import actions, destep
from socialplan.plan.analyse.models import SwotCard
from socialplan.plan.analyse.situation import DestepFactor, KeyIssue, MatrixScore, Panel
from socialplan.plan.evidence import actions as evidence
from socialplan.plan.team.models import User, Workspace
from socialplan.records import VISITS
from tests.people import member_of, person, workspace_of
from tests.plan.analyse.test_board import mark
from tests.plan.analyse.test_situation import publish
from tests.plan.evidence.conftest import store
from tests.plan.evidence.world import Said, bring
from tests.web.rooms import at, send, text_of

__all__ = ["store"]
pytestmark = pytest.mark.usefixtures("store")


def read(client: Client, workspace: Workspace, name: str, **given: str) -> str:
    return text_of(client.get(at(workspace, name), given))


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("audience", "We do not know: nothing in these files says who is a customer."),
        ("traffic", "Bring an export of your web statistics"),
        ("competitors", "Bring an export with posts of other accounts"),
        ("confrontation", "Put at least one card inside and one outside on the SWOT board."),
    ],
)
def test_an_empty_page_says_what_to_bring(
    client_in: Client, workspace: Workspace, name: str, says: str
) -> None:
    page = read(client_in, workspace, name)
    assert says in page and "<table" not in page


def test_the_pages_of_the_step_stand_under_it_while_one_is_open(
    client_in: Client, workspace: Workspace
) -> None:
    page = read(client_in, workspace, "destep")
    under = page.split('class="sp-under"')[1].split("</ul>")[0]
    assert under.count("<li>") == 7 and under.count('aria-current="page"') == 1
    assert 'class="sp-under"' not in read(client_in, workspace, "brief")


def test_visits_of_unknown_origin_have_a_row_of_their_own(
    client_in: Client, workspace: Workspace, store: Store
) -> None:
    channels = ["Search", "Search", "Social", None]
    rows = [
        {"network": "web", "visit_id": f"v{place}", "started_at": datetime(2026, 1, 1 + place, 12),
         "precision": "second", "channel": channel, "goals": place % 2, "revenue": Decimal(place * 10),
         "currency": "EUR"}
        for place, channel in enumerate(channels)
    ]  # fmt: skip
    schema = pa.schema([field for field in VISITS.schema if field.name in rows[0]])
    with store.writer(workspace.pk, wait=0) as writer:
        writer.add("visits", pa.Table.from_pylist(rows, schema))
        writer.commit(sha256="visits", kind="import", source="visits.csv", by="tests")
    page = read(client_in, workspace, "traffic")
    body = page.split("<tbody>")[1].split("</tbody>")[0]
    titles = [part.split("</th>")[0] for part in body.split('<th scope="row">')[1:]]
    assert titles == ["Search", "Social", "Origin unknown"]
    assert "(EUR)" in page and "?row=0&amp;measure=conversion_rate" in page


def test_accounts_stand_side_by_side_and_the_panel_is_kept(
    client_in: Client, workspace: Workspace, store: Store
) -> None:
    late = datetime(2026, 2, 20, 12)
    bring(
        store, workspace.pk, Said("bakery", "photo", [10] * 70), Said("rival", "video", [30] * 70),
        Said("third", "photo", [5] * 5, start=late),
    )  # fmt: skip
    mark(store, workspace, bakery="own", rival="competitor", third="competitor")
    page = read(client_in, workspace, "competitors")
    assert "other period" in page and page.index("bakery") < page.index("rival")
    one = send(client_in, at(workspace, "competitors-panel"), htmx=False, accounts=["bakery"])
    assert one.status_code == 422 and "Choose 2 to 8 accounts." in text_of(one)
    address = at(workspace, "competitors-panel")
    send(client_in, address, htmx=False, accounts=["bakery", "rival"])
    send(client_in, address, htmx=False, accounts=["bakery", "rival", "third"], since="2026-02-16")
    assert Panel.objects.of(workspace).count() == 2
    assert "Dashed line: the panel changed on 16/02/2026." in read(client_in, workspace, "competitors")


def test_a_cell_is_scored_with_a_reason_and_becomes_a_key_issue(
    client_in: Client, workspace: Workspace, owner: User
) -> None:
    member = member_of(workspace, owner)
    one, other = (
        actions.add_card(workspace=workspace, quadrant=name, sentence=f"Our {name}", by=member)
        for name in ("strength", "threat")
    )
    cell = at(workspace, "matrix-score", one.pk, other.pk)
    assert text_of(client_in.get(cell)).count('type="radio"') == 5
    bare = send(client_in, cell, score="2", reason="", version="0")
    assert bare.status_code == 422 and not MatrixScore.objects.exists()
    assert send(client_in, cell, score="2", reason="People say so", version="0").status_code == 204
    page = read(client_in, workspace, "confrontation")
    assert "People say so" in page and "sps-hatched" in page and "How do we use “Our strength”" in page
    send(client_in, at(workspace, "matrix-choose", one.pk, other.pk), htmx=False, sentence="How do we win?")
    issue = KeyIssue.objects.get()
    assert "How do we win?" in read(client_in, workspace, "confrontation")
    send(client_in, at(workspace, "issue-change", issue.pk), htmx=False, version="1", sentence="x", drop="1")
    issue.refresh_from_db()
    assert issue.removed_at is not None


def test_a_factor_shows_its_figure_and_that_a_newer_one_came_out(
    client_in: Client, workspace: Workspace, store: Store
) -> None:
    publish(store, workspace, "2025", 15900)
    fields = {
        "sentence": "The town grows", "direction": "for", "impact": "3", "likelihood": "3",
        "source": "Office", "source_day": "2026-01-15", "review_on": "2099-01-01", "series": "population",
    }  # fmt: skip
    send(client_in, at(workspace, "destep-look", "demographic"), htmx=False)
    assert "nothing relevant." in read(client_in, workspace, "destep")
    send(client_in, at(workspace, "destep-add", "demographic"), htmx=False, **fields)
    page = read(client_in, workspace, "destep")
    assert "15,900" in page and "sp-state-supported" in page and "(9)" in page
    publish(store, workspace, "2026", 16100)
    evidence.recheck(workspace=workspace, trigger="import")
    page = read(client_in, workspace, "destep")
    assert "A newer figure came out (2026):" in page and "sp-state-stale" in page and "15,900" in page
    factor = DestepFactor.objects.get()
    send(client_in, at(workspace, "destep-do", factor.pk), htmx=False, version="1", deed="renew")
    send(client_in, at(workspace, "destep-do", factor.pk), htmx=False, version="2", deed="swot")
    assert SwotCard.objects.get().quadrant == "opportunity"
    assert "on the board" in read(client_in, workspace, "destep")


def test_a_late_save_of_a_factor_shows_both_texts(client_in: Client, workspace: Workspace) -> None:
    fields = {"direction": "for", "impact": "1", "likelihood": "1", "source": "Office",
              "source_day": "2026-01-15", "review_on": "2099-01-01", "series": ""}  # fmt: skip
    send(client_in, at(workspace, "destep-add", "social"), htmx=False, sentence="First", **fields)
    address = at(workspace, "destep-change", DestepFactor.objects.get().pk)
    send(client_in, address, htmx=False, version="1", sentence="Second", **fields)
    late = send(client_in, address, htmx=False, version="1", sentence="Third", **fields)
    page = text_of(late)
    assert late.status_code == 409 and "Second" in page and 'value="Third"' in page


def test_people_who_write_stand_in_groups_by_how_often(
    client_in: Client, workspace: Workspace, store: Store
) -> None:
    start = datetime(2026, 1, 5, 12)
    bring(
        store, workspace.pk, Said(None, "text", [1] * 6, start=start, name="a", person="~" + "a" * 20),  # type: ignore[arg-type]
        Said(None, "text", [1], start=start, name="b", person="~" + "b" * 20),  # type: ignore[arg-type]
    )  # fmt: skip
    page = read(client_in, workspace, "audience")
    assert "Regulars: wrote on 5 days or more" in page and "Wrote on one day" in page and "50%" in page


def test_another_workspace_has_no_part_in_it(client_in: Client, workspace: Workspace, owner: User) -> None:
    member, other = member_of(workspace, owner), workspace_of(person("Somebody Else"), "Other shop")
    ours = actions.add_card(workspace=workspace, quadrant="strength", sentence="Ours", by=member)
    theirs = SwotCard.objects.create(workspace=other, quadrant="threat", sentence="Theirs")
    day = datetime(2026, 1, 1, tzinfo=UTC).date()
    factor = DestepFactor.objects.create(
        workspace=other, letter="social", sentence="Theirs", source="x", source_day=day, review_on=day
    )
    issue = KeyIssue.objects.create(workspace=other, inside=theirs, outside=theirs, sentence="Theirs")
    for name, numbers in (
        ("matrix-score", (ours.pk, theirs.pk)), ("matrix-choose", (ours.pk, theirs.pk)),
        ("issue-change", (issue.pk,)), ("destep-change", (factor.pk,)), ("destep-do", (factor.pk,)),
    ):  # fmt: skip
        assert send(client_in, at(workspace, name, *numbers), score="1", reason="x").status_code == 404


def test_key_issues_and_factors_stand_in_the_plan(
    client_in: Client, workspace: Workspace, owner: User, store: Store
) -> None:
    member, day = member_of(workspace, owner), datetime(2026, 1, 15, tzinfo=UTC).date()
    publish(store, workspace, "2025", 15900)
    fields = {"letter": "demographic", "sentence": "The town grows", "direction": "for", "impact": 3,
              "likelihood": 3, "source": "Office", "source_day": day, "review_on": day}  # fmt: skip
    destep.add_factor(
        workspace=workspace, fields=fields, series="population", by=member, now=datetime.now(UTC)
    )
    destep.look_at(workspace=workspace, letter="ecological", by=member, today=day)
    page = read(client_in, workspace, "plan")
    assert "Demographic: The town grows" in page and "15,900" in page
    assert "No key issue is chosen yet." in page
    assert "Ecological. Looked at on Thu 15 Jan 2026: nothing relevant." in page
