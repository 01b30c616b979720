"""The brief's page: empty words, rows in place, a late save with its difference, undo, who may."""

import pytest
from django.test import Client

from socialplan.pipeline.ledger import Store
from socialplan.plan.brief.models import Campaign, Expectation, Name
from socialplan.plan.goals import actions as goals
from socialplan.plan.team.models import User, Workspace
from tests.people import member_of, person, workspace_of
from tests.plan.evidence.conftest import store
from tests.plan.evidence.world import Said, bring
from tests.web.rooms import HTMX, at, send, text_of

__all__ = ["store"]
pytestmark = pytest.mark.usefixtures("store")


def add(client: Client, workspace: Workspace, sentence: str = "Bring people to the shop") -> Expectation:
    send(client, at(workspace, "brief-add", "expectation"), sentence=sentence, document="Strategy", page="4")
    return Expectation.objects.latest("id")


def test_an_empty_brief_says_what_to_start_with(client_in: Client, workspace: Workspace) -> None:
    page = text_of(client_in.get(at(workspace, "brief")))
    assert "Start with one sentence: what should social media do for the organisation?" in page


def test_it_speaks_dutch(client_in: Client, workspace: Workspace, owner: User) -> None:
    owner.language = "nl"
    owner.save()
    page = text_of(client_in.get(at(workspace, "brief")))
    assert "Begin met één zin: wat moeten sociale media voor de organisatie doen?" in page


def test_a_row_is_added_and_shows_that_no_goal_serves_it(client_in: Client, workspace: Workspace) -> None:
    answer = send(client_in, at(workspace, "brief-add", "expectation"), sentence="Bring people in", page="4")
    page = text_of(answer)
    assert answer.status_code == 200
    assert "Bring people in" in page and "none" in page and "Undo" in page
    assert "<html" not in page  # htmx gets the block alone


def test_the_goal_that_serves_it_is_named(client_in: Client, workspace: Workspace, owner: User) -> None:
    row, member = add(client_in, workspace), member_of(workspace, owner)
    from datetime import date

    goals.set_round(workspace=workspace, starts=date(2026, 1, 1), ends=date(2026, 12, 31), by=member)
    goals.add_goal(workspace=workspace, wish="A fuller shop", by=member, expectation=row, main=True)
    page = text_of(client_in.get(at(workspace, "brief")))
    assert "A fuller shop" in page and "Each has a goal" in page


def test_without_a_script_a_saved_form_leads_back(client_in: Client, workspace: Workspace) -> None:
    answer = send(client_in, at(workspace, "brief-add", "name"), htmx=False, text="Harbour Bakery")
    assert answer.status_code == 302 and answer["Location"] == at(workspace, "brief")


def test_too_long_a_sentence_is_refused_at_its_field(client_in: Client, workspace: Workspace) -> None:
    answer = send(client_in, at(workspace, "brief-add", "expectation"), sentence="x" * 281)
    assert answer.status_code == 422
    assert 'id="expectation-sentence_error"' in text_of(answer)
    assert not Expectation.objects.exists()


def test_a_spelling_twice_is_refused_with_words(client_in: Client, workspace: Workspace) -> None:
    for _time in range(2):
        answer = send(client_in, at(workspace, "brief-add", "name"), text="HB")
    assert answer.status_code == 422 and "already in the list" in text_of(answer)
    assert Name.objects.count() == 1


def test_a_campaign_that_ends_before_it_starts_is_refused(client_in: Client, workspace: Workspace) -> None:
    fields = {"name": "Open day", "kind": "offline", "starts": "2026-02-02", "ends": "2026-02-01"}
    answer = send(client_in, at(workspace, "brief-add", "campaign"), **fields)
    assert answer.status_code == 422 and "before the first day" in text_of(answer)


def test_money_is_typed_and_shown_the_way_of_the_language(
    client_in: Client, workspace: Workspace, owner: User
) -> None:
    owner.language = "nl"
    owner.save()
    fields = {
        "name": "Open dag", "kind": "offline", "starts": "2026-02-02", "ends": "2026-02-02", "cost": "1250,50"
    }  # fmt: skip
    page = text_of(send(client_in, at(workspace, "brief-add", "campaign"), **fields))
    assert str(Campaign.objects.get().cost) == "1250.50"
    assert "€ 1.250,50" in page


def test_a_late_save_gets_409_with_both_versions_and_keeps_the_first(
    client_in: Client, workspace: Workspace
) -> None:
    row = add(client_in, workspace)
    address = at(workspace, "brief-change", "expectation", row.pk)
    send(client_in, address, version="1", sentence="First", document="Strategy", page="4")
    late = send(client_in, address, version="1", sentence="Second", document="Strategy", page="4")
    page = text_of(late)
    assert late.status_code == 409
    assert "Owner saved this while you were writing" in page
    assert "First" in page and 'value="Second"' in page
    assert Expectation.objects.get().sentence == "First"
    send(client_in, address, version="2", sentence="Second", document="Strategy", page="4")
    assert Expectation.objects.get().sentence == "Second"


def test_a_change_and_a_removal_are_undone(client_in: Client, workspace: Workspace) -> None:
    row = add(client_in, workspace)
    send(client_in, at(workspace, "brief-change", "expectation", row.pk), version="1", sentence="Other")
    send(client_in, at(workspace, "brief-undo", "expectation", row.pk), version="2")
    row.refresh_from_db()
    assert (row.sentence, row.page) == ("Bring people to the shop", "4")
    page = text_of(send(client_in, at(workspace, "brief-remove", "expectation", row.pk), version="3"))
    assert "Removed: Bring people to the shop" in page
    send(client_in, at(workspace, "brief-undo", "expectation", row.pk), version="4")
    assert Expectation.objects.of(workspace).count() == 1


def test_a_name_shows_how_often_it_was_heard_as_a_figure(
    client_in: Client, workspace: Workspace, store: Store
) -> None:
    bring(store, workspace.pk, Said("bakery", "photo", [5] * 40))
    heard = text_of(send(client_in, at(workspace, "brief-add", "name"), text="post"))
    assert 'class="sp-figure"' in heard and ">30</span>" in heard
    silent = text_of(send(client_in, at(workspace, "brief-add", "name"), text="zzyzx"))
    assert "Not heard in 30 days" in silent


def test_words_of_people_are_text_and_nothing_else(client_in: Client, workspace: Workspace) -> None:
    page = text_of(send(client_in, at(workspace, "brief-add", "name"), text="<script>alert(1)</script>"))
    assert "<script>alert" not in page and "&lt;script&gt;" in page


@pytest.mark.parametrize("kind", ["expectation", "nothing"])
def test_a_row_of_another_workspace_is_not_there(client_in: Client, workspace: Workspace, kind: str) -> None:
    other = workspace_of(person("Somebody Else"), "Other shop")
    row = Expectation.objects.create(workspace=other, sentence="Theirs")
    for name in ("brief-change", "brief-remove", "brief-undo"):
        answer = send(client_in, at(workspace, name, kind, row.pk), version="1", sentence="Mine")
        assert answer.status_code == 404
    assert client_in.get(at(other, "brief")).status_code == 404
    assert Expectation.objects.get().sentence == "Theirs"


def test_opening_a_row_gives_its_form_alone(client_in: Client, workspace: Workspace) -> None:
    row = add(client_in, workspace)
    answer = client_in.get(at(workspace, "brief") + f"?edit=expectation-{row.pk}", **HTMX)  # type: ignore[arg-type]
    page = text_of(answer)  # type: ignore[arg-type]
    assert "autofocus" in page and 'value="Bring people to the shop"' in page and "<html" not in page
