"""Rounds of killing: start importing processes, kill them at a random moment, note what they had said."""

import os
import random
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from socialplan.cli.verify.made_files import file_name

if TYPE_CHECKING:
    from socialplan.pipeline.ledger import Store

PATIENCE = 120.0


class Stuck(Exception):
    """A process did nothing for too long."""


class Importer:
    """One importing process and what it said so far."""

    def __init__(self, words: list[str]) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "socialplan.cli.verify.import_writer", *words],
            stdout=subprocess.PIPE, text=True, env=dict(os.environ),
        )  # fmt: skip
        self.acknowledged: dict[int, int] = {}
        self.started: int | None = None
        self.seconds: list[float] = []
        self._begun = 0.0
        self._ended = False
        self._news = threading.Condition()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def wait_for(self, count: int, *, started: bool = False) -> None:
        """Until so many imports are acknowledged and, if asked, one more has begun."""
        with self._news:
            ready = self._news.wait_for(
                lambda: (
                    len(self.acknowledged) >= count
                    and (not started or self.started not in (None, *self.acknowledged))
                ),
                timeout=PATIENCE,
            )
        if not ready:
            raise Stuck(f"No {count} imports in {PATIENCE:.0f} s (exit {self.process.poll()}).")

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
        self._reader.join()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            word, *numbers = line.split()
            with self._news:
                if word == "start":
                    self.started, self._begun = int(numbers[0]), time.monotonic()
                else:
                    self.acknowledged[int(numbers[0])] = int(numbers[1])
                    self.seconds.append(time.monotonic() - self._begun)
                self._news.notify_all()
        with self._news:
            self._ended = True
            self._news.notify_all()


@dataclass
class Tally:
    """What happened. `mid_import`: killed after the first file was staged and before the commit."""

    kills: int = 0
    mid_import: int = 0
    after_commit: int = 0
    two_writers: int = 0
    acknowledged: dict[int, int] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)  # that imports took


@dataclass
class Ring:
    """Where the killing is done, with the dice that choose the moments."""

    store: "Store"
    workspace: int
    seed: int
    dice: random.Random
    tally: Tally = field(default_factory=Tally)
    fault: str = ""

    def start(self, first: int, *, step: int = 1) -> Importer:
        folder = self.store.home / "made" / f"w{self.workspace}"
        folder.mkdir(parents=True, exist_ok=True)
        return Importer([str(folder), *map(str, (self.seed, self.workspace, first, step)), self.fault])

    def one_round(self, *, at_first_sight: bool = False) -> None:
        """One process, killed at a random moment of an import, or when the first of it is visible."""
        importer = self.start(self._next())
        try:
            # The first of all is let through, to learn how long an import takes here.
            importer.wait_for(self.dice.choice((0, 0, 1, 2)) if self.tally.seconds else 1, started=True)
            self.tally.seconds += importer.seconds
            if at_first_sight:
                self._until_visible(importer)
            else:
                time.sleep(self.dice.uniform(0.0, self._usual()))
        finally:
            self._kill(importer)

    def _until_visible(self, importer: Importer) -> None:
        """Until anything of the import under way can be seen, or it is acknowledged."""
        number, until = importer.started or 0, time.monotonic() + PATIENCE
        while number not in importer.acknowledged and not self._is_committed(number):
            if time.monotonic() > until:
                raise Stuck(f"Nothing of import {number} was visible in {PATIENCE:.0f} s.")
            time.sleep(0.005)

    def round_of_two(self) -> None:
        """Two processes in one workspace: one is killed while it imports, the other must go on at once."""
        first = self._next()
        pair = [self.start(first + place, step=2) for place in (0, 1)]
        victim, survivor = self.dice.sample(pair, 2)
        try:
            victim.wait_for(1, started=True)
            self.tally.seconds += victim.seconds
            time.sleep(self.dice.uniform(0.0, self._usual()))
            self._kill(victim)
            survivor.wait_for(len(survivor.acknowledged) + 2, started=True)
            self.tally.two_writers += 1
        finally:
            for importer in pair:
                if importer.process.poll() is None:
                    self._kill(importer)

    def _next(self) -> int:
        """The first file not acknowledged: a killed import is asked for again."""
        number = 0
        while number in self.tally.acknowledged:
            number += 1
        return number

    def _usual(self) -> float:
        """A little longer than an import takes here, so that a kill falls anywhere in one."""
        known = self.tally.seconds[-10:]
        return 1.1 * sum(known) / len(known)

    def _kill(self, importer: Importer) -> None:
        importer.kill()
        self.tally.kills += 1
        self.tally.acknowledged.update(importer.acknowledged)
        under_way = importer.started
        if under_way is None or under_way in importer.acknowledged:
            return
        committed = self._is_committed(under_way)
        scratch = self.store.home / "tmp"
        staged = any(scratch.glob(f"*-{importer.process.pid}.*/import-*/*/*"))
        self.tally.after_commit += committed
        self.tally.mid_import += staged and not committed

    def _is_committed(self, number: int) -> bool:
        batches = self.store.ledger.batches(self.store.snapshot(self.workspace))
        return any(row.draft.source == file_name(number) for row in batches)
