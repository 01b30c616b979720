"""Settings of the workspace: the languages of its posts, and what changing them takes."""

import re
from pathlib import Path

import pytest
from django.test import Client

from socialplan.plan.sources.models import Job
from socialplan.plan.sources.queries import open_store
from socialplan.plan.team.models import Workspace
from tests.people import joined, person
from tests.plan.evidence.world import Said, bring
from tests.web.rooms import at, send, text_of


@pytest.fixture(autouse=True)
def own_home(home: Path, settings: object) -> None:
    settings.HOME = home  # type: ignore[attr-defined]


def languages(workspace: Workspace) -> list[str]:
    return Workspace.objects.get(pk=workspace.pk).languages


def ticked(page: str) -> list[str]:
    return re.findall(r'name="languages" value="(..)"[^>]*checked', page)


def test_before_it_counts_the_page_says_how_many_posts_are_read_again(
    client_in: Client, workspace: Workspace
) -> None:
    bring(open_store(), workspace.pk, Said("cafe", "photo", range(3)))
    shown = text_of(client_in.get(at(workspace, "team-settings")))  # type: ignore[arg-type]
    assert "Languages of the posts" in shown and ticked(shown) == ["nl", "en"]
    asked = send(client_in, at(workspace, "team-languages"), htmx=False, languages=["en"])
    assert asked.status_code == 200 and "With these languages 3 posts are read again." in text_of(asked)
    assert languages(workspace) == ["nl", "en"] and not Job.objects.filter(kind="labels").exists()
    given = {"languages": ["en"], "sure": "1"}
    assert send(client_in, at(workspace, "team-languages"), htmx=False, **given).status_code == 302
    assert languages(workspace) == ["en"] and Job.objects.filter(kind="labels").count() == 1
    shown = text_of(client_in.get(at(workspace, "team-settings")))  # type: ignore[arg-type]
    assert "The posts are read again in these languages." in shown and ticked(shown) == ["en"]


def test_without_posts_nothing_has_to_be_asked(client_in: Client, workspace: Workspace) -> None:
    answer = send(client_in, at(workspace, "team-languages"), htmx=False, languages=["nl"])
    assert answer.status_code == 302 and languages(workspace) == ["nl"]


def test_no_language_and_one_that_nobody_reads_are_refused(client_in: Client, workspace: Workspace) -> None:
    for given in ([], ["fr"]):
        answer = send(client_in, at(workspace, "team-languages"), htmx=False, languages=given)
        assert answer.status_code == 422 and 'id="languages-error"' in text_of(answer)
    assert languages(workspace) == ["nl", "en"]


def test_only_owners_choose(client: Client, workspace: Workspace) -> None:
    guest = person("Guest")
    joined(workspace, guest)
    client.force_login(guest, backend="django.contrib.auth.backends.ModelBackend")
    answer = send(client, at(workspace, "team-languages"), htmx=False, languages=["nl"], sure="1")
    assert answer.status_code == 403 and languages(workspace) == ["nl", "en"]
