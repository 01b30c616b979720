"""Killing a listening process, and holding what the store shows against the truth of its network."""

import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from socialplan.cli.verify.collect_listener import DIED
from socialplan.cli.verify.collect_listener import FAULT as FAULT

if TYPE_CHECKING:
    from socialplan.pipeline.listening.simulated import Truth
    from socialplan.plan.sources.models import Source

PATIENCE = 120.0
AIMED = 0.5  # share of the kills that wait until something is being written
WHOLE = 10  # every so many kills one comes after a whole turn, which says how long a turn takes now
PAGE = 40  # items, so that a network gives many pages


@dataclass(frozen=True)
class Seen:
    """What the store shows after a kill."""

    acknowledged: int
    rows: int
    batches: int
    wrong: tuple[str, ...] = ()


@dataclass
class Ring:
    """One source on a network of its own, with the dice that choose the moments."""

    source: "Source"
    truth: "Truth"
    dice: random.Random
    fault: str = ""
    kills: int = 0
    in_writing: int = 0
    seconds: float = 0.0  # that a turn took
    maker: "subprocess.Popen[str] | None" = None  # makes the processes that listen

    @classmethod
    def made(cls, name: str, seed: int, dice: random.Random, *, fault: str = "") -> Self:
        from socialplan.pipeline.listening.simulated import Truth
        from socialplan.plan.sources.actions.listening import add_source
        from socialplan.plan.team import actions

        truth = Truth.of(seed, page=PAGE)
        workspace = actions.create_workspace(name=name, owner=actions.first_owner())
        source = add_source(
            workspace=workspace, network="simulated", server=truth.server, stream="firehose", name=name,
            by="verification",
        )  # fmt: skip
        return cls(source, truth, dice, fault)

    def kill_once(self) -> None:
        """Let one listen and kill it: at any moment, or while it writes."""
        listener = self._start()
        try:
            aimed = self.kills % WHOLE and self.dice.random() < AIMED
            if not self.kills % WHOLE:
                self._whole_turn()
            elif aimed:
                self._until_writing(listener)
            time.sleep(self.dice.uniform(0.0, self.seconds * (0.3 if aimed else 1.5)))
        finally:
            self._kill(listener)
        self.kills += 1
        self.in_writing += self._writes(listener)

    def _whole_turn(self) -> None:
        began = time.monotonic()
        self._line()
        self.seconds = time.monotonic() - began

    def finished(self) -> Seen:
        """One more turn that nobody kills before it is done."""
        listener = self._start()
        self._line()
        self._kill(listener)
        self.end()
        return self.check()

    def end(self) -> None:
        """Nobody listens here any more."""
        self._maker.communicate()
        from socialplan.plan.sources.actions.listening import stop_source

        stop_source(source=self.source, by="verification")

    def check(self) -> Seen:
        from socialplan.plan.sources.queries import open_store

        self.source.refresh_from_db()
        return Seen(*self.truth.held_against(open_store(), self.source.workspace_id, self.source.cursor))

    @property
    def _maker(self) -> "subprocess.Popen[str]":
        if self.maker is None:
            words = ["-m", "socialplan.cli.verify.collect_listener", str(self.source.pk), self.fault]
            self.maker = subprocess.Popen(
                [sys.executable, *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                stderr=subprocess.DEVNULL, env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
            )  # fmt: skip
        return self.maker

    def _start(self) -> int:
        """The number of a new process that listens."""
        assert self._maker.stdin is not None
        print("one", file=self._maker.stdin, flush=True)
        return int(self._line())

    def _kill(self, listener: int) -> None:
        os.kill(listener, signal.SIGKILL)
        while self._line() != DIED:
            pass

    def _line(self) -> str:
        assert self._maker.stdout is not None
        line = self._maker.stdout.readline().strip()
        if not line:
            raise RuntimeError(f"the listening process ended by itself (exit {self._maker.wait()})")
        return line

    def _until_writing(self, listener: int) -> None:
        until = time.monotonic() + PATIENCE
        while not self._writes(listener):
            if time.monotonic() > until:
                raise RuntimeError("the listening process wrote nothing")
            time.sleep(0.005)

    def _writes(self, pid: int) -> bool:
        """Whether that process holds the right to write; a killed one cannot give it back."""
        from socialplan.plan.sources.queries.health import writer

        return f":{pid}." in writer(self.source.workspace_id)
