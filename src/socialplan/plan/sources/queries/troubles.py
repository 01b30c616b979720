"""What stands still on this instance: no worker, a full disk, a wrong clock."""

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Max

from socialplan.pipeline.ledger import gone

from ...team.models import Workspace
from ..models import Source, Worker
from ..rules import CLOCK_OFF, DAY, SILENT_AFTER, clock_trouble, disk_trouble

AGAIN = timedelta(seconds=15)  # within which a worker that died is started again
MOVED_FOR = DAY  # as long it is told that the clock was moved
HEARD_WITHIN = timedelta(hours=2)  # older answers say nothing about the clock of now


@dataclass(frozen=True)
class Trouble:
    """Something whoever keeps this instance must see to. `values`: seconds, bytes, server."""

    code: str  # no_worker, disk_full, disk_low, clock_off, clock_moved
    since: datetime | None = None
    values: Mapping[str, Any] = field(default_factory=dict)


def troubles(*, workspace: Workspace, now: datetime) -> tuple[Trouble, ...]:
    """What is wrong now, the worst first."""
    return (*_worker(now), *_disk(), *_clock(workspace, now))


def _worker(now: datetime) -> Iterator[Trouble]:
    """An instance where no worker ever was has just begun. One that died is mostly started again at once."""
    seen = list(Worker.objects.values_list("holder", "seen_at"))
    living = [at for holder, at in seen if not gone(holder)]
    last = max(living or [at for _, at in seen], default=now)
    if now - last > (SILENT_AFTER if living else AGAIN):
        yield Trouble("no_worker", last)


def disk_is_full() -> bool:
    return any(one.code == "disk_full" for one in _disk())


def _disk() -> Iterator[Trouble]:
    if not settings.HOME.exists():
        return  # nothing was stored yet
    room = shutil.disk_usage(settings.HOME)
    code = disk_trouble(free=room.free, total=room.total)
    if code:
        yield Trouble(code, None, {"bytes": room.free})


def _clock(workspace: Workspace, now: datetime) -> Iterator[Trouble]:
    """Off by what networks say; moved while a worker ran; or before what was already written down."""
    heard = Source.objects.filter(clock_off__isnull=False, answered_at__gt=now - HEARD_WITHIN)
    newest = dict(heard.order_by("answered_at").values_list("server", "clock_off"))
    seconds = clock_trouble(newest.values())
    if seconds:
        named = heard.filter(workspace=workspace).exclude(clock_off__range=(-CLOCK_OFF, CLOCK_OFF)).last()
        yield Trouble("clock_off", None, {"seconds": seconds, "server": named.server if named else ""})
    workers = Worker.objects.filter(clock_moved_at__gt=now - MOVED_FOR)
    moved = workers.order_by("-clock_moved_at").first()
    if moved is not None:
        yield Trouble("clock_moved", moved.clock_moved_at, {"seconds": moved.clock_moved})
        return
    last = Worker.objects.aggregate(last=Max("seen_at"))["last"]
    if last is not None and (last - now).total_seconds() > CLOCK_OFF:
        yield Trouble("clock_moved", None, {"seconds": (now - last).total_seconds()})
