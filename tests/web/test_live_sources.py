"""The page Data: what is listened to, adding a feed, stopping and going on; of one's own workspace only."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from socialplan.plan.sources.models import Job, Source
from socialplan.plan.team.models import Workspace
from tests.people import person, workspace_of

FEED = "https://korst.example/feed.xml"


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, settings: Any) -> None:
    settings.HOME = tmp_path


def add(client: Client, workspace: Workspace, address: str = FEED, **more: str) -> Any:
    return client.post(f"/w/{workspace.slug}/data/sources/add/", {"address": address, **more})


def shown(client: Client, workspace: Workspace) -> str:
    return client.get(f"/w/{workspace.slug}/data/sources/").content.decode()


def test_a_feed_is_added_with_its_address_alone(client_in: Client, workspace: Workspace) -> None:
    assert add(client_in, workspace, "korst.example/feed.xml").status_code == 302
    source = Source.objects.get()
    assert (source.server, source.name, source.network) == (FEED, "korst.example", "feed")
    assert source.job and source.job.state == "due"
    page = client_in.get(f"/w/{workspace.slug}/data/").content.decode()
    assert "korst.example" in page and "First answer is awaited" in page


@pytest.mark.parametrize(
    "address", ["", "no address", "ftp://korst.example/", "http://", "http://a:b@c.example/"]
)
def test_what_is_no_address_is_told(client_in: Client, workspace: Workspace, address: str) -> None:
    answer = add(client_in, workspace, address)
    assert answer.status_code == 422 and "This is no web address" in answer.content.decode()
    assert not Source.objects.exists()


def test_stop_go_on_ask_and_take_away(client_in: Client, workspace: Workspace) -> None:
    add(client_in, workspace)
    source = Source.objects.get()

    def do(deed: str) -> str:
        address = f"/w/{workspace.slug}/data/sources/{source.pk}/{deed}/"
        return client_in.post(address, headers={"hx-request": "true"}).content.decode()

    assert "Go on listening" in do("stop") and not Job.objects.filter(state="due").exists()
    assert "Ask now" in do("resume") and Job.objects.filter(state="due").exists()
    Job.objects.filter(state="due").update(due_at=timezone.now() + timedelta(hours=1))
    do("ask")
    assert Job.objects.filter(state="due", due_at__lte=timezone.now()).exists()
    assert "Nothing yet" in do("remove") and not Source.objects.exists()
    assert client_in.post(f"/w/{workspace.slug}/data/sources/1/explode/").status_code == 404


@pytest.mark.parametrize(
    ("error", "words"),
    [("revoked", "Connect again"), ("unreachable", "We keep trying"), ("cannot_store", "no room left")],
)
def test_a_fault_says_what_would_help(
    client_in: Client, workspace: Workspace, error: str, words: str
) -> None:
    add(client_in, workspace)
    Source.objects.update(error={"code": error, "reason": "<b>502 & more</b>"}, failures=1)
    page = shown(client_in, workspace)
    assert words in page and "&lt;b&gt;502 &amp; more&lt;/b&gt;" in page


def test_a_source_nobody_asks_is_late(client_in: Client, workspace: Workspace) -> None:
    add(client_in, workspace)
    Job.objects.update(due_at=timezone.now() - timedelta(seconds=61))
    assert "Late: nothing is asking" in shown(client_in, workspace)


def test_a_foreign_source_is_a_missing_one(client: Client, client_in: Client, workspace: Workspace) -> None:
    add(client_in, workspace)
    source, other = Source.objects.get(), person("Somebody")
    elsewhere = workspace_of(other, name="Elsewhere")
    client.force_login(other, backend="django.contrib.auth.backends.ModelBackend")
    for slug in (workspace.slug, elsewhere.slug):
        assert client.post(f"/w/{slug}/data/sources/{source.pk}/remove/").status_code == 404
    assert Source.objects.exists() and FEED not in shown(client, elsewhere)


def test_sources_of_one_kind_stand_together_and_open_where_one_needs_a_look(
    client_in: Client, workspace: Workspace
) -> None:
    add(client_in, workspace)
    assert "<details" not in shown(client_in, workspace)
    add(client_in, workspace, "meel.example/feed.xml")
    page = shown(client_in, workspace)
    assert "2 sources" in page and page.count("data-source=") == 2
    assert page.count("<details") == 1 and " open>" not in page
    Source.objects.filter(name="meel.example").update(error={"code": "unreachable", "reason": "it is gone"})
    page = shown(client_in, workspace)
    assert 'data-state="failing" open>' in page
    assert page.index("meel.example") < page.index('data-source="korst.example"')


def test_no_name_of_a_part_stands_twice_on_the_page(client_in: Client, workspace: Workspace) -> None:
    add(client_in, workspace)
    page = client_in.get(f"/w/{workspace.slug}/data/").content.decode()
    names = re.findall(r'\sid="([^"]+)"', page)
    assert len(names) > 10 and [name for name in set(names) if names.count(name) > 1] == []
