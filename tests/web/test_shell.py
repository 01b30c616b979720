"""The shell around every page."""

import re

from django.test import Client, RequestFactory
from django.views.defaults import server_error

from socialplan.plan.team.models import User, Workspace


def test_the_first_page_offers_two_ways_in(client_in: Client, workspace: Workspace) -> None:
    page = client_in.get("/", follow=True)
    assert page.redirect_chain[-1][0] == f"/w/{workspace.slug}/start/"
    assert "What can my files tell me" in page.text


def test_the_language_follows_the_account(client_in: Client, workspace: Workspace) -> None:
    client_in.post("/language/", {"language": "nl"})
    assert '<html lang="nl">' in client_in.get(f"/w/{workspace.slug}/start/").text


def test_a_foreign_and_a_missing_workspace_answer_alike(client_in: Client) -> None:
    assert client_in.get("/w/nowhere/start/").status_code == 404


def test_a_page_that_fails_still_says_what_was_kept_and_what_to_quote() -> None:
    page = server_error(RequestFactory().get("/")).content.decode()
    assert "Your data and your plan are as they were" in page and "Je gegevens en je plan" in page
    assert re.search(r"at this time: \d{4}-\d\d-\d\d \d\d:\d\d:\d\d", page) and 'name="viewport"' in page


def test_a_form_that_was_open_too_long_says_what_to_do(owner: User, workspace: Workspace) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(owner, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.post(f"/w/{workspace.slug}/brief/expectation/", {"sentence": "People know us"})
    assert answer.status_code == 403
    assert "Nothing was changed" in answer.text and "Er is niets veranderd" in answer.text
