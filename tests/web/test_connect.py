"""Connecting an account in the browser: at its server with a way back, with a token, refused, undone."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from django.test import Client

from socialplan.plan.sources.models import Connection, Source
from socialplan.plan.team.models import Workspace
from tests.networks.mastodons import Mastodon, running
from tests.people import joined, person

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def mastodon(settings: Any, tmp_path: Path) -> Iterator[Mastodon]:
    with running() as found:
        settings.HOME, settings.LISTEN_INSIDE = tmp_path, found.host
        settings.BASE_URL = "http://testserver"
        yield found


def said_yes(mastodon: Mastodon, page: str) -> str:
    """The person follows the link and agrees; where the server sends them back to."""
    link = unescape(re.search(r'href="([^"]+/oauth/authorize[^"]+)"', page)[1])  # type: ignore[index]
    asked = {name: values[0] for name, values in parse_qs(urlsplit(link).query).items()}
    said = httpx2.post(f"{mastodon.url}/oauth/authorize", data={**asked, "username": "korst"})
    return str(said.headers["location"])


def test_an_account_is_connected_at_its_server(
    client_in: Client, workspace: Workspace, mastodon: Mastodon
) -> None:
    begun = client_in.post(
        f"/w/{workspace.slug}/data/accounts/begin/mastodon/", {"server": mastodon.url}
    ).content.decode()
    back = said_yes(mastodon, begun)
    assert client_in.get(back).headers["location"] == f"/w/{workspace.slug}/data/"
    connection = Connection.objects.get()
    assert connection.handle.startswith("korst@") and connection.sealed
    assert Source.objects.filter(connection=connection, stream="mentions").exists()
    page = client_in.get(f"/w/{workspace.slug}/data/").content.decode()
    assert connection.handle in page and "Connected accounts" in page
    again = client_in.get(back, follow=True).content.decode()
    assert "This sign-in is over" in again and Connection.objects.count() == 1


def test_a_wrong_token_is_told_and_is_not_shown_again(
    client_in: Client, workspace: Workspace, mastodon: Mastodon
) -> None:
    answer = client_in.post(
        f"/w/{workspace.slug}/data/accounts/connect/mastodon/",
        {"server": mastodon.url, "token": "a-wrong-token"},
    )
    page = answer.content.decode()
    assert answer.status_code == 422 and "did not let us in" in page
    assert "a-wrong-token" not in page and mastodon.url in page
    assert not Connection.objects.exists()


def test_an_address_inside_is_refused(
    client_in: Client, workspace: Workspace, mastodon: Mastodon, settings: Any
) -> None:
    settings.LISTEN_INSIDE = ""
    for network in ("mastodon", "bluesky"):
        answer = client_in.post(
            f"/w/{workspace.slug}/data/accounts/connect/{network}/",
            {"server": mastodon.url.replace("http:", "https:"), "token": "t", "handle": "a", "password": "b"},
        )
        assert answer.status_code == 422 and "inside your own network" in answer.content.decode()


def test_disconnecting_removes_the_key_and_keeps_what_was_heard(
    client_in: Client, workspace: Workspace, mastodon: Mastodon
) -> None:
    begun = client_in.post(
        f"/w/{workspace.slug}/data/accounts/begin/mastodon/", {"server": mastodon.url}
    ).content.decode()
    client_in.get(said_yes(mastodon, begun))
    connection = Connection.objects.get()
    client_in.post(f"/w/{workspace.slug}/data/accounts/{connection.pk}/disconnect/")
    connection.refresh_from_db()
    assert connection.sealed == ""
    assert not Source.objects.filter(connection=connection, stopped_at=None).exists()


def test_the_page_says_what_a_network_does_not_tell(client_in: Client, workspace: Workspace) -> None:
    page = client_in.get(f"/w/{workspace.slug}/data/sources/add/").content.decode()
    assert page.count("who stopped following") == 2 and "who took a like back" in page


def test_networks_that_cannot_be_connected_are_not_found(client_in: Client, workspace: Workspace) -> None:
    for address in ("connect/feed/", "connect/nowhere/", "begin/bluesky/"):
        assert client_in.post(f"/w/{workspace.slug}/data/accounts/{address}").status_code == 404


def test_only_owners_connect(client: Client, workspace: Workspace) -> None:
    member = person("Colleague")
    joined(workspace, member)
    client.force_login(member, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(f"/w/{workspace.slug}/data/sources/add/").content.decode()
    assert "App password" not in page and "Address of the feed" in page
    for address in ("connect/mastodon/", "begin/mastodon/", "1/disconnect/"):
        assert client.post(f"/w/{workspace.slug}/data/accounts/{address}").status_code == 403
    assert client.get(f"/w/{workspace.slug}/data/accounts/back/").status_code == 403
