"""What stands still on an instance is told: no worker, a disk without room, a clock that is off or moved."""

import shutil
from collections import namedtuple
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from socialplan.pipeline.ledger import new_holder
from socialplan.plan.sources.actions import living
from socialplan.plan.sources.actions.living import Pulse
from socialplan.plan.sources.models import Job, Source, Worker
from socialplan.plan.sources.queries.troubles import Trouble, troubles
from socialplan.plan.sources.rules import clock_trouble, disk_trouble
from socialplan.plan.team.models import Workspace
from socialplan.store.holders import Term
from tests.store.ledger_contract import dead_holder

pytestmark = pytest.mark.django_db
MB = 2**20
Room = namedtuple("Room", "total used free")


@pytest.fixture
def workspace(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    settings.HOME = tmp_path
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Room(10**12, 0, 10**12))
    return Workspace.objects.create(slug="acme", name="Acme")


def found(workspace: Workspace, *, later: float = 0) -> dict[str, Trouble]:
    now = timezone.now() + timedelta(seconds=later)
    return {one.code: one for one in troubles(workspace=workspace, now=now)}


def test_an_instance_that_just_began_has_no_trouble(workspace: Workspace) -> None:
    assert found(workspace) == {}


def test_a_living_worker_is_missed_after_a_minute_of_silence(workspace: Workspace) -> None:
    Pulse(new_holder()).begin()
    assert found(workspace, later=55) == {}
    told = found(workspace, later=65)["no_worker"]
    assert told.since == Worker.objects.get().seen_at


def test_a_dead_one_is_missed_at_once_unless_another_lives(workspace: Workspace) -> None:
    Pulse(dead_holder()).begin()
    assert found(workspace, later=10) == {}, "whoever watches it starts it again"
    assert set(found(workspace, later=20)) == {"no_worker"}
    Pulse(new_holder()).begin()
    assert found(workspace, later=20) == {}


def test_signs_of_life_come_now_and_then(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    passed = 0.0
    monkeypatch.setattr(living.time, "monotonic", lambda: passed)
    pulse = Pulse(new_holder())
    pulse.begin()
    long_ago = datetime(2026, 1, 1, tzinfo=UTC)
    Worker.objects.update(seen_at=long_ago)
    passed = 9.0
    pulse.beat()
    assert Worker.objects.get().seen_at == long_ago
    passed = 11.0
    pulse.beat()
    assert Worker.objects.get().seen_at > long_ago


@pytest.mark.parametrize(("seconds", "word"), [(-3_600.0, "back"), (86_400.0, "forward")])
def test_a_clock_that_is_moved_is_told(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, seconds: float, word: str
) -> None:
    off = 0.0
    monkeypatch.setattr(living, "until", lambda _: Term(1_000_000.0 + off, 5_000.0))
    pulse = Pulse(new_holder())
    pulse.begin()
    off, pulse._beaten = seconds, None
    pulse.beat()
    assert found(workspace)["clock_moved"].values == {"seconds": seconds}
    assert found(workspace, later=90_000).get("clock_moved") is None, f"moved {word} a day ago"


def test_what_waited_for_an_hour_that_comes_again_is_due_now(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Unless its network asked for the pause."""
    soon = timezone.now() + timedelta(hours=1)
    due, paused = (Job.objects.create(workspace=workspace, kind="listen", due_at=soon) for _ in range(2))
    for job, until in ((due, None), (paused, soon)):
        Source.objects.create(
            workspace=workspace, network="feed", server="x", stream="entries", key=str(job.pk), name="x",
            job=job, paused_until=until,
        )  # fmt: skip
    off = 0.0
    monkeypatch.setattr(living, "until", lambda _: Term(1_000_000.0 + off, 5_000.0))
    pulse = Pulse(new_holder())
    pulse.begin()
    off, pulse._beaten = -3_600.0, None
    pulse.beat()
    due.refresh_from_db()
    paused.refresh_from_db()
    assert due.due_at <= timezone.now() and paused.due_at == soon


def test_a_clock_before_what_was_written_is_told(workspace: Workspace) -> None:
    Pulse(new_holder()).begin()
    assert found(workspace, later=-7_200)["clock_moved"].values["seconds"] == pytest.approx(-7_200, abs=5)


def heard(workspace: Workspace, server: str, off: float, *, at: datetime | None = None) -> None:
    Source.objects.create(
        workspace=workspace, network="mastodon", server=server, stream="own", key=server, name="a",
        clock_off=off, answered_at=at or timezone.now(),
    )  # fmt: skip


def test_a_late_clock_is_told_with_a_server_of_this_workspace(workspace: Workspace) -> None:
    other = Workspace.objects.create(slug="other", name="Other")
    heard(other, "https://secret.example", -600.0)
    told = found(workspace)["clock_off"].values
    assert told == {"seconds": -600.0, "server": ""}, "what another workspace listens to is its own business"
    heard(workspace, "https://social.example", -601.0)
    assert found(workspace)["clock_off"].values["server"] == "https://social.example"


def test_an_answer_of_hours_ago_says_nothing_of_the_clock(workspace: Workspace) -> None:
    heard(workspace, "https://social.example", 600.0, at=timezone.now() - timedelta(hours=3))
    assert found(workspace) == {}


@pytest.mark.parametrize(
    ("off", "said"),
    [([], 0), ([None], 0), ([59.0], 0), ([61.0], 61.0), ([-61.0], -61.0), ([0.5, 900.0, 1.0], 0),
     ([600.0, 601.0, 0.0], 600.0)],
)  # fmt: skip
def test_one_server_of_many_may_be_wrong_itself(off: list[float | None], said: float) -> None:
    assert clock_trouble(off) == said


@pytest.mark.parametrize(
    ("free", "total", "code"),
    [(0, 10**12, "disk_full"), (32 * MB - 1, 10**12, "disk_full"), (32 * MB, 10**12, "disk_low"),
     (1024 * MB, 10**12, ""), (200 * MB, 10**10, "disk_low"), (200 * MB, 10**9, "")],
)  # fmt: skip
def test_a_disk_is_full_before_nothing_is_left(free: int, total: int, code: str) -> None:
    assert disk_trouble(free=free, total=total) == code


def test_of_a_server_the_newest_answer_counts(workspace: Workspace) -> None:
    long = timezone.now() - timedelta(minutes=5)
    for stream in ("own", "followers", "replies"):
        heard(workspace, "https://social.example", 0.0, at=long)
        Source.objects.filter(key="https://social.example").update(key=stream)
    heard(workspace, "https://social.example", -600.0)
    assert found(workspace)["clock_off"].values == {"seconds": -600.0, "server": "https://social.example"}
