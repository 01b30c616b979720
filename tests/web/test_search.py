"""Search over the workspace, and the history by the names of things."""

from django.test import Client
from django.utils.html import strip_tags

from socialplan.plan.team.models import Workspace


def searched(client: Client, workspace: Workspace, words: str) -> str:
    answer = client.get(f"/w/{workspace.slug}/search/", {"q": words})
    assert answer.status_code == 200
    return strip_tags(answer.text.split("<main")[1].split("</main")[0])


def expect_an_expectation(client: Client, workspace: Workspace, sentence: str) -> None:
    client.post(f"/w/{workspace.slug}/brief/expectation/", {"sentence": sentence})


def test_what_the_plan_says_is_found_by_any_of_its_words(client_in: Client, workspace: Workspace) -> None:
    expect_an_expectation(client_in, workspace, "People know the harbour bakery")
    assert "People know the harbour bakery" in searched(client_in, workspace, "harbour KNOW")
    assert "People know" not in searched(client_in, workspace, "harbour mill")


def test_pages_and_questions_are_found_and_posts_can_be_counted(
    client_in: Client, workspace: Workspace
) -> None:
    found = searched(client_in, workspace, "goals")
    assert "Goals" in found and "Posts with “goals”" in found
    assert "Themes that stand out" in searched(client_in, workspace, "stand out")


def test_nothing_typed_says_what_can_be_typed(client_in: Client, workspace: Workspace) -> None:
    assert "Type a word" in searched(client_in, workspace, "  ")


def test_the_history_names_what_was_changed(client_in: Client, workspace: Workspace) -> None:
    expect_an_expectation(client_in, workspace, "People know the harbour bakery")
    told = strip_tags(client_in.get(f"/w/{workspace.slug}/team/history/").text)
    assert "People know the harbour bakery" in told
