"""A source is heard turn after turn: what came is stored once, with how far we are; faults are shown."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from socialplan.jobs.worker import Worker
from socialplan.pipeline.apart import rows_of
from socialplan.plan.sources.actions import listening, nights
from socialplan.plan.sources.models import Batch, Job, Source
from socialplan.plan.sources.queries import coverage
from socialplan.plan.sources.queries.store import open_store
from socialplan.plan.team.models import Workspace
from tests.networks.feeds import rss
from tests.servers import Asked, Reply, Server, serving

pytestmark = pytest.mark.django_db(transaction=True)


@dataclass
class Site:
    """A site with a feed that can change, move and fail."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)

    def __call__(self, asked: Asked) -> Reply:
        if self.status == 200 and asked.headers.get("if-none-match") == self.mark:
            return Reply(status=304)
        kind = {"content-type": "application/rss+xml", "etag": self.mark}
        return Reply(status=self.status, headers={**kind, **self.headers}, body=self.body)

    @property
    def mark(self) -> str:
        return f'"{hash(self.body)}"'


@pytest.fixture
def site() -> Site:
    return Site(rss("a", "b"))


@pytest.fixture
def server(site: Site) -> Iterator[Server]:
    with serving(site) as found:
        yield found


@pytest.fixture
def source(server: Server, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Source:
    settings.HOME, settings.LISTEN_INSIDE = tmp_path, f"127.0.0.1:{server.port}"
    monkeypatch.setattr(nights, "plan_nights", lambda **_: 0)
    workspace = Workspace.objects.create(slug="acme", name="Acme")
    address = f"{server.url}/feed"
    return listening.add_source(
        workspace=workspace, network="feed", server=address, stream="entries", name="Korst", by="t"
    )


def turn(source: Source) -> Source:
    """Its next turn, now."""
    listening.ask_now(source=source)
    Job.objects.exclude(pk=source.job_id).delete()  # labels and claims have tests of their own
    assert Worker().turn()
    source.refresh_from_db()
    return source


def posts(source: Source) -> list[dict[str, Any]]:
    rows = rows_of(open_store(), source.workspace_id, "posts").to_pylist()
    return sorted(rows, key=lambda row: str(row["post_id"]))


def test_entries_are_stored_with_the_cursor_and_the_job_comes_again(source: Source, server: Server) -> None:
    heard = turn(source)
    assert [(row["post_id"], row["account_id"], row["text"], row["title"]) for row in posts(heard)] == [
        ("a", "korst.example", "Vers brood vandaag", "Dag a"),
        ("b", "korst.example", "Vers brood vandaag", "Dag b"),
    ]
    assert posts(heard)[0]["created_at"].isoformat() == "2026-11-01T06:30:00"
    batch = Batch.objects.get()
    assert (batch.kind, batch.source, batch.counts["posts"]) == ("collection", "Korst", 2)
    assert "etag" in heard.cursor
    stretch = rows_of(open_store(), heard.workspace_id, "coverage").to_pylist()
    heard_of = [row for row in stretch if row["state"] == "complete"]
    assert [(row["source"], row["from_at"].isoformat()) for row in heard_of] == [
        ("Korst", "2026-11-01T06:30:00")
    ]
    assert heard.answered_at and heard.heard_until and heard.items == 2
    job = Job.objects.get(pk=heard.job_id)
    assert job.state == "due" and job.attempts == 0
    assert heard.turn_at
    assert timedelta(minutes=14) < heard.turn_at - timezone.now() <= timedelta(minutes=15)


def test_what_a_network_does_not_offer_is_stored_once_and_shown(source: Source, site: Site) -> None:
    turn(source)
    site.body = rss("a", "b", "c")
    heard = turn(source)
    rows = rows_of(open_store(), heard.workspace_id, "coverage").to_pylist()
    never = [(row["stream"], row["why"], row["to_at"]) for row in rows if row["state"] == "not offered"]
    kinds = ("deletions", "followers", "reactions", "replies")
    assert sorted(never) == [(name, "feed", None) for name in kinds]
    shown = coverage.strip(workspace=heard.workspace)
    assert shown
    (network,) = shown.networks
    assert {row.name: row.never for row in network.streams} == {
        "reactions": True, "shares": False, "comments": True, "followers": True,
    }  # fmt: skip


def test_an_unchanged_feed_costs_nothing_and_is_still_an_answer(source: Source, server: Server) -> None:
    first = turn(source).answered_at
    heard = turn(source)
    assert server.asked[1].headers["if-none-match"]
    assert heard.answered_at and first and heard.answered_at > first
    assert Batch.objects.count() == 1


def test_what_is_new_and_what_changed_comes_once(source: Source, site: Site) -> None:
    turn(source)
    site.body = rss("a", "b", "c", text="Vandaag geen brood")
    turn(source)
    turn(source)
    assert [(row["post_id"], row["text"]) for row in posts(source)] == [
        (one, "Vandaag geen brood") for one in "abc"
    ]
    assert Batch.objects.count() == 2


def test_the_raw_page_is_kept(source: Source, tmp_path: Path) -> None:
    turn(source)
    kept = Batch.objects.get().details["raw"]
    assert len(kept) == 1 and list((tmp_path / "raw").rglob(f"{kept[0]}*"))


@pytest.mark.parametrize(
    ("status", "code"), [(500, "refused"), (403, "refused"), (404, "not_offered"), (410, "not_offered")]
)
def test_a_fault_is_written_down_and_the_cursor_stands(
    source: Source, site: Site, status: int, code: str
) -> None:
    cursor = turn(source).cursor
    site.body, site.status = rss("a", "b", "c"), status
    failed = turn(source)
    assert (failed.error["code"], failed.failures, failed.cursor) == (code, 1, cursor)
    site.status = 200
    mended = turn(source)
    assert (mended.error, mended.failures, len(posts(mended))) == (None, 0, 3)


def test_a_page_in_place_of_a_feed_is_told(source: Source, site: Site) -> None:
    site.body = b"<html><body>This site has moved</body></html>"
    assert turn(source).error["code"] == "unreachable"
    assert Batch.objects.count() == 0


def test_an_address_inside_is_refused_unless_it_was_allowed(source: Source, settings: Any) -> None:
    settings.LISTEN_INSIDE = ""
    assert turn(source).error["code"] == "not_allowed"


def test_a_site_that_asks_to_wait_is_left_alone(source: Source, site: Site) -> None:
    site.status, site.headers = 429, {"retry-after": "1800"}
    waiting = turn(source)
    assert waiting.paused_until and waiting.paused_until > timezone.now() + timedelta(minutes=29)
    job = Job.objects.get(pk=waiting.job_id)
    assert job.due_at > timezone.now() + timedelta(minutes=29)
    assert (waiting.error, waiting.failures) == (None, 0)


def test_a_source_that_fails_is_asked_less_and_less(source: Source, site: Site) -> None:
    site.status = 500
    waits = []
    for _ in range(4):
        turn(source)
        waits.append((Job.objects.get(pk=source.job_id).due_at - timezone.now()).total_seconds())
    assert waits == pytest.approx([30, 60, 120, 240], abs=3)


def test_stop_and_go_on(source: Source, site: Site) -> None:
    turn(source)
    listening.stop_source(source=source, by="t")
    listening.ask_now(source=source)
    assert not Job.objects.filter(kind="listen", state="due").exists(), list(Job.objects.values())
    site.body = rss("a", "b", "c")
    source.refresh_from_db()
    listening.resume_source(source=source, by="t")
    assert len(posts(turn(source))) == 3


def test_the_same_source_twice_is_one(source: Source) -> None:
    again = listening.add_source(
        workspace=source.workspace, network="feed", server=source.server, stream="entries", name="x", by="t"
    )
    assert again.pk == source.pk and Source.objects.count() == 1


def test_a_source_that_is_taken_away_leaves_its_posts(source: Source) -> None:
    turn(source)
    listening.remove_source(source=source, by="t")
    assert not Job.objects.filter(kind="listen", state="due").exists()
    assert len(rows_of(open_store(), source.workspace_id, "posts")) == 2


def test_what_was_heard_is_looked_at_after_a_while(source: Source) -> None:
    turn(source)
    soon = Job.objects.exclude(pk=source.job_id)
    assert sorted(job.kind for job in soon) == ["labels", "recheck"]
    assert all(job.due_at > timezone.now() + timedelta(seconds=30) for job in soon), list(soon.values())
