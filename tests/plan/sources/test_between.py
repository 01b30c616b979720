"""Between two turns of a source it is looked whether its network still answers; a fault is seen soon."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from socialplan.jobs.worker import Worker
from socialplan.pipeline.listening.vault import Vault, bound_to
from socialplan.plan.sources.actions import listening, nights
from socialplan.plan.sources.models import Batch, Connection, Job, Source
from socialplan.plan.sources.queries.listening import sources
from socialplan.plan.sources.rules import next_look
from socialplan.plan.team.models import Workspace
from tests.networks.feeds import rss
from tests.networks.mastodons import running
from tests.servers import Asked, Reply, Server, serving

pytestmark = pytest.mark.django_db(transaction=True)
NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)


@dataclass
class Site:
    """A site with a feed; `looked` is what it answers to a request without content."""

    looked: Reply | None = None
    status: int = 200

    def __call__(self, asked: Asked) -> Reply:
        if asked.method == "HEAD" and self.looked:
            return self.looked
        return Reply(self.status, {"content-type": "application/rss+xml"}, rss("a"))


@dataclass
class Feed:
    """The site, its server (`close` takes it away) and the source that was heard once."""

    site: Site
    server: Server
    close: Callable[[], None]
    source: Source

    @property
    def methods(self) -> list[str]:
        return [one.method for one in self.server.asked]


@pytest.fixture(autouse=True)
def no_nights(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nights, "plan_nights", lambda **_: 0)


@pytest.fixture
def feed(settings: Any, tmp_path: Path) -> Iterator[Feed]:
    site = Site()
    with ExitStack() as open_:
        server = open_.enter_context(serving(site))
        settings.HOME, settings.LISTEN_INSIDE = tmp_path, f"127.0.0.1:{server.port}"
        workspace = Workspace.objects.create(slug="acme", name="Acme")
        source = listening.add_source(
            workspace=workspace, network="feed", server=f"{server.url}/feed", stream="entries",
            name="Korst", by="t",
        )  # fmt: skip
        yield Feed(site, server, open_.close, come(source, after=0))


def come(source: Source, *, after: float) -> Source:
    """The job comes again, so many seconds after it last came."""
    back = timedelta(seconds=after)
    source.refresh_from_db()
    for name in ("answered_at", "knocked_at", "turn_at"):
        at = getattr(source, name)
        Source.objects.filter(pk=source.pk).update(**{name: at - back if at else None})
    Job.objects.filter(pk=source.job_id).update(due_at=timezone.now())
    Job.objects.exclude(listens__isnull=False).delete()
    assert Worker().turn()
    source.refresh_from_db()
    return source


def health(source: Source) -> str:
    return next(one.health for one in sources(workspace=source.workspace) if one.id == source.pk)


def wait(source: Source) -> float:
    return (Job.objects.get(pk=source.job_id).due_at - timezone.now()).total_seconds()


def test_the_job_comes_within_a_minute_and_people_see_the_turn(feed: Feed) -> None:
    assert 55 < wait(feed.source) <= 60
    (line,) = sources(workspace=feed.source.workspace)
    assert line.next_at and timedelta(minutes=14) < line.next_at - timezone.now() <= timedelta(minutes=15)


def test_a_look_asks_for_no_content_and_stores_nothing(feed: Feed) -> None:
    looked = come(feed.source, after=61)
    assert feed.methods == ["GET", "HEAD"]
    assert Batch.objects.count() == 1 and looked.items == 1
    assert looked.knocked_at and health(looked) == "listening"
    assert looked.answered_at and looked.answered_at < timezone.now() - timedelta(seconds=60)
    assert 55 < wait(looked) <= 60


def test_a_network_that_answered_a_moment_ago_is_not_asked(feed: Feed) -> None:
    source = come(feed.source, after=20)
    assert feed.methods == ["GET"]
    assert 35 < wait(source) <= 40


def test_its_turn_comes_when_it_is_time(feed: Feed) -> None:
    come(feed.source, after=901)
    assert feed.methods == ["GET", "GET"]


def test_a_site_that_went_is_seen_at_the_next_look(feed: Feed) -> None:
    feed.close()
    gone = come(feed.source, after=61)
    assert gone.error["code"] == "unreachable" and health(gone) == "failing"
    assert gone.turn_at is None


@pytest.mark.parametrize("status", [401, 404, 410, 500])
def test_a_look_that_ends_badly_brings_the_turn_forward(feed: Feed, status: int) -> None:
    feed.site.looked, feed.site.status = Reply(status), status
    source = come(feed.source, after=61)
    assert feed.methods == ["GET", "HEAD", "GET"]
    assert health(source) == "failing"


@pytest.mark.parametrize("status", [403, 404])
def test_what_only_refuses_to_be_looked_at_goes_on(feed: Feed, status: int) -> None:
    """And is not asked for its feed every minute because of that."""
    feed.site.looked = Reply(status)
    source = come(feed.source, after=61)
    assert health(source) == "listening" and feed.methods == ["GET", "HEAD", "GET"]
    assert 895 < wait(source) <= 900
    assert 55 < wait(come(source, after=900)) <= 60
    assert feed.methods == ["GET", "HEAD", "GET", "GET"]


@pytest.mark.parametrize("status", [405, 501])
def test_a_site_that_knows_no_such_question_is_there(feed: Feed, status: int) -> None:
    feed.site.looked = Reply(status)
    assert health(come(feed.source, after=61)) == "listening"
    assert feed.methods == ["GET", "HEAD"]


def test_a_site_that_asks_to_wait_is_left_alone(feed: Feed) -> None:
    feed.site.looked = Reply(429, {"retry-after": "300"})
    source = come(feed.source, after=61)
    assert feed.methods == ["GET", "HEAD"]
    assert health(source) == "paused" and 295 < wait(source) <= 300


def test_asking_now_is_a_turn(feed: Feed) -> None:
    listening.ask_now(source=feed.source)
    come(feed.source, after=0)
    assert feed.methods == ["GET", "GET"]


def test_a_key_that_was_taken_away_is_seen_where_only_followers_are_heard(
    settings: Any, tmp_path: Path
) -> None:
    with running() as mastodon:
        settings.HOME, settings.LISTEN_INSIDE = tmp_path, mastodon.host
        workspace, place = Workspace.objects.create(slug="acme", name="Acme"), mastodon.place()
        bound = bound_to(workspace.pk, "mastodon", place.server, place.account)
        vault = Vault.of(tmp_path)
        connection = Connection.objects.create(
            workspace=workspace, network="mastodon", server=place.server, account=place.account,
            handle=place.handle, sealed=vault.sealed(place.secret, bound=bound),
        )  # fmt: skip
        source = listening.add_source(
            workspace=workspace, network="mastodon", server=place.server, stream="followers",
            name="followers", by="t", connection=connection,
        )  # fmt: skip
        assert come(source, after=0).turn_at
        assert health(come(source, after=61)) == "listening"
        connection.sealed = vault.sealed("taken away", bound=bound)
        connection.save()
        assert health(come(source, after=61)) == "refused"


@pytest.mark.parametrize(
    ("met", "turn", "seconds"),
    [(None, 600, 0), (-10, 600, 50), (-60, 600, 0), (-75, 600, -15), (-10, 20, 20), (-10, -5, -5)],
)
def test_when_is_looked(met: float | None, turn: float, seconds: float) -> None:
    met_at = None if met is None else NOON + timedelta(seconds=met)
    found = next_look(NOON + timedelta(seconds=turn), met_at=met_at, now=NOON)
    assert found == pytest.approx(seconds)
