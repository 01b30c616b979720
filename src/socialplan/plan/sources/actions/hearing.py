"""One turn of a source: ask its network, store what came with how far we are, say what went wrong."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone

from socialplan.pipeline.collect.errors import BadImport
from socialplan.pipeline.ledger import CannotStore, Store
from socialplan.pipeline.listening import catalogue, collecting
from socialplan.pipeline.listening.collecting import Heard
from socialplan.pipeline.listening.faults import FAULTS, Fault, fault_of
from socialplan.pipeline.listening.vault import Vault

from ..models import Connection, Job, Source
from ..queries.store import open_store
from ..rules import next_turn
from . import between, siblings, turns
from .running import heard_something

MOST_PAGES = 20  # in one turn, so that other sources get theirs
MEMORY = "160MB"


def hear(*, job: Job, cancelled: Callable[[], bool]) -> float:
    """Hear what is new in the job's source; returns in how many seconds to come again.

    What goes wrong is written down on the source, its cursor stands, and the next turn tries again.
    Raises LostJob, Busy, Cancelled.
    """
    source = Source.objects.select_related("connection", "workspace").get(job=job)
    known = siblings.just_failed(source)
    if known is not None:
        return _failed(source, known)
    try:
        if between.can_wait(source, _as_asked(source)):
            return between.until_look(source)
        for _ in range(MOST_PAGES):
            source.refresh_from_db()
            heard = _page(source, job)
            siblings.wake(source)
            if heard.pause:
                return _pause(source, heard.pause)
            if not heard.more or cancelled():
                break
    except (*FAULTS, BadImport, CannotStore) as error:
        return _failed(source, fault_of(error))
    return between.after_turn(source)


def _page(source: Source, job: Job) -> Heard:
    now = timezone.now()
    Source.objects.filter(pk=source.pk).update(asked_at=now)
    with catalogue.outside(settings.LISTEN_INSIDE) as outside:
        try:
            return collecting.listen(
                _as_asked(source), outside=outside, vault=Vault.of(settings.HOME), keep=Keep(source, job),
                now=now,
            )  # fmt: skip
        finally:
            if outside.clock_off is not None:
                Source.objects.filter(pk=source.pk).update(clock_off=outside.clock_off)


def _as_asked(source: Source) -> collecting.Source:
    connection = source.connection
    own = Connection.objects.filter(workspace=source.workspace_id, network=source.network)
    return collecting.Source(
        workspace=source.workspace_id, network=source.network, server=source.server, stream=source.stream,
        account=connection.account if connection else "", handle=connection.handle if connection else "",
        sealed=connection.sealed if connection else "", name=source.name, asked=source.asked,
        keeps=source.keeps, cursor=source.cursor, stretch_from=source.stretch_from,
        simulated=source.workspace.simulated,
        own=tuple(own.values_list("handle", flat=True)),
    )  # fmt: skip


class Keep:
    """Writes how far a source is: in the transaction that makes a batch visible, or by itself."""

    def __init__(self, source: Source, job: Job) -> None:
        self.source, self.job = source, job

    def store(self, heard: Heard) -> Store:
        return open_store(also=lambda number: self._with_batch(heard, number), memory_limit=MEMORY)

    def advanced(self, heard: Heard) -> None:
        turns.hold_job(job=self.job)
        self._write(heard)

    def renewed(self, sealed: str) -> None:
        turns.hold_job(job=self.job)
        mine = Connection.objects.filter(sources=self.source)
        mine.update(sealed=sealed, refused_at=None)

    def _with_batch(self, heard: Heard, number: int) -> None:
        turns.hold_job(job=self.job)
        self._write(heard)
        heard_something(workspace=self.source.workspace_id, batch=number)

    def _write(self, heard: Heard) -> None:
        now = timezone.now()
        Source.objects.filter(pk=self.source.pk).update(
            cursor=heard.source.cursor, stretch_from=heard.source.stretch_from, heard_until=heard.until,
            answered_at=now, paused_until=None, failures=0, error=None, items=self.source.items + heard.items,
        )  # fmt: skip


def _pause(source: Source, seconds: float) -> float:
    Source.objects.filter(pk=source.pk).update(paused_until=timezone.now() + timedelta(seconds=seconds))
    return seconds


def _failed(source: Source, fault: Fault) -> float:
    """Written down for people to see; a network that is down is asked less and less often."""
    if fault.code == "paused":
        return _pause(source, fault.wait)
    failures = source.failures + 1
    values: Mapping[str, Any] = {"failures": failures, "error": {"code": fault.code, "reason": fault.reason},
                                 "turn_at": None}  # fmt: skip
    Source.objects.filter(pk=source.pk).update(**values)
    if fault.code == "revoked":
        Connection.objects.filter(sources=source, refused_at=None).update(refused_at=timezone.now())
    every = catalogue.stream(source.network, source.stream).every
    return next_turn(every, failures=failures, wait=fault.wait)
