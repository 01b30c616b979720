"""The shell around every page."""

from django.test import Client

from socialplan.plan.team.models import Workspace


def test_the_first_page_offers_two_ways_in(client_in: Client, workspace: Workspace) -> None:
    page = client_in.get("/", follow=True)
    assert page.redirect_chain[-1][0] == f"/w/{workspace.slug}/start/"
    assert "What can my files tell me" in page.text


def test_the_language_follows_the_account(client_in: Client, workspace: Workspace) -> None:
    client_in.post("/language/", {"language": "nl"})
    assert '<html lang="nl">' in client_in.get(f"/w/{workspace.slug}/start/").text


def test_a_foreign_and_a_missing_workspace_answer_alike(client_in: Client) -> None:
    assert client_in.get("/w/nowhere/start/").status_code == 404
