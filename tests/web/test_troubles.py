"""Above every page stands what stands still; a full disk breaks no page that only shows."""

import shutil
from collections import namedtuple
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

from socialplan.plan.sources.models import Source, Worker
from socialplan.plan.sources.queries import data
from socialplan.plan.team.models import Workspace
from tests.people import person

Room = namedtuple("Room", "total used free")


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing can be written to the sessions any more, as SQLite says it."""

    def refuse(*_: Any, **__: Any) -> None:
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(SessionStore, "save", refuse)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Room(10**12, 10**12, 0))


def silent_worker() -> None:
    Worker.objects.create(holder="elsewhere:1:2:3", seen_at=timezone.now() - timedelta(minutes=5))


def test_a_worker_that_is_missed_is_told_on_every_page(client_in: Client, workspace: Workspace) -> None:
    assert "data-trouble" not in client_in.get(f"/w/{workspace.slug}/overview/").content.decode()
    silent_worker()
    for place in ("overview", "data", "brief", "troubles"):
        page = client_in.get(f"/w/{workspace.slug}/{place}/").content.decode()
        assert 'data-trouble="no_worker"' in page and "Nothing has been working since" in page


def test_it_is_told_in_dutch(client_in: Client, workspace: Workspace, owner: Any) -> None:
    owner.language = "nl"
    owner.save()
    silent_worker()
    assert "werkt er niets" in client_in.get(f"/w/{workspace.slug}/overview/").content.decode()


def test_who_is_no_member_sees_nothing_of_it(workspace: Workspace, client: Client) -> None:
    silent_worker()
    client.force_login(person("Stranger"), backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(f"/w/{workspace.slug}/troubles/").status_code == 404


def test_a_source_that_needs_a_look_stands_in_the_menu(client_in: Client, workspace: Workspace) -> None:
    Source.objects.create(
        workspace=workspace, network="feed", server="https://a.example/feed", stream="entries", key="a",
        name="A", error={"code": "unreachable", "reason": "no answer"},
    )  # fmt: skip
    assert "1 source needs a look" in client_in.get(f"/w/{workspace.slug}/overview/").content.decode()


def test_the_overview_is_shown_although_nothing_can_be_written(
    client_in: Client, workspace: Workspace, full_disk: None
) -> None:
    answer = client_in.get(f"/w/{workspace.slug}/overview/")
    assert answer.status_code == 200 and 'data-trouble="disk_full"' in answer.content.decode()


def test_what_cannot_be_done_on_a_full_disk_says_why(
    client_in: Client, workspace: Workspace, full_disk: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    client_in.raise_request_exception = False

    def broken(**_: Any) -> None:
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(data, "accounts", broken)
    answer = client_in.get(f"/w/{workspace.slug}/data/")
    page = answer.content.decode()
    assert answer.status_code == 507
    assert "disk of this machine is full" in page and "schijf van deze machine is vol" in page


def test_another_fault_is_not_put_down_to_the_disk(
    client_in: Client, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    client_in.raise_request_exception = False
    monkeypatch.setattr(data, "accounts", lambda **_: 1 / 0)
    answer = client_in.get(f"/w/{workspace.slug}/data/")
    assert answer.status_code == 500 and "disk" not in answer.content.decode()
