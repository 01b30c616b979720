"""A worker's signs of life, and what it does when the machine's clock is moved under it."""

import time
from datetime import timedelta

from django.utils import timezone

from socialplan.pipeline.ledger import until

from ..models import Job, JobState, Source, Worker
from ..rules import CLOCK_OFF

EVERY = 10.0  # seconds
FORGOTTEN = timedelta(days=2)


class Pulse:
    """The signs of life of one worker; `beat` as often as you like, from any of its threads."""

    def __init__(self, holder: str) -> None:
        self.holder = holder
        self._beaten: float | None = None
        self._off = _wall_against_up()

    def begin(self) -> None:
        """The first sign; workers that were silent for days are forgotten."""
        Worker.objects.filter(seen_at__lt=timezone.now() - FORGOTTEN).delete()
        self.beat()

    def beat(self) -> None:
        now = time.monotonic()
        if self._beaten is not None and now - self._beaten < EVERY:
            return
        self._beaten = now
        Worker.objects.update_or_create(holder=self.holder, defaults={"seen_at": timezone.now()})
        moved = _wall_against_up() - self._off
        if abs(moved) > CLOCK_OFF:
            self._off += moved
            self._clock_moved(moved)

    def _clock_moved(self, seconds: float) -> None:
        """Written down for people; what would now wait for hours that passed already is due at once."""
        now = timezone.now()
        Worker.objects.filter(holder=self.holder).update(clock_moved=seconds, clock_moved_at=now)
        if seconds < 0:
            late = Job.objects.filter(state=JobState.DUE, due_at__gt=now, listens__paused_until=None)
            late.update(due_at=now)
            Source.objects.update(turn_at=None)


def _wall_against_up() -> float:
    """Seconds between the clock and the time the machine is up: the same while nobody moves the clock."""
    term = until(0)
    return term.wall - term.up
