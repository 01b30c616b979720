"""Killing a listening process, and holding what the store shows against the truth of its network."""

import os
import random
import subprocess
import sys
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from socialplan.cli.verify.collect_listener import FAULT as FAULT

if TYPE_CHECKING:
    from socialplan.pipeline.listening.simulated import Truth
    from socialplan.plan.sources.models import Source

PATIENCE = 120.0
AIMED = 0.5  # share of the kills that wait until something is being written
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
    seconds: list[float] = field(default_factory=list)  # that a turn took

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
        """Start listening and kill it: at any moment, or while it writes."""
        listener = self._start()
        try:
            aimed = bool(self.seconds) and self.dice.random() < AIMED
            if not self.seconds:
                began = time.monotonic()
                self._line(listener)
                self.seconds.append(time.monotonic() - began)
            elif aimed:
                self._until_writing(listener)
            time.sleep(self.dice.uniform(0.0, self.seconds[0] * (0.3 if aimed else 1.5)))
        finally:
            listener.kill()
            listener.wait()
        self.kills += 1
        self.in_writing += self._writes(listener.pid)

    def finished(self) -> Seen:
        """One more turn that nobody kills."""
        listener = self._start()
        self._line(listener)
        listener.terminate()
        listener.wait(timeout=PATIENCE)
        return self.check()

    def end(self) -> None:
        """Nobody listens here any more."""
        from socialplan.plan.sources.actions.listening import stop_source

        stop_source(source=self.source, by="verification")

    def check(self) -> Seen:
        from socialplan.plan.sources.queries import open_store

        self.source.refresh_from_db()
        return Seen(*self.truth.held_against(open_store(), self.source.workspace_id, self.source.cursor))

    def _start(self) -> "subprocess.Popen[str]":
        words = ["-m", "socialplan.cli.verify.collect_listener", str(self.source.pk), self.fault]
        listener = subprocess.Popen(
            [sys.executable, *words], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
            env=dict(os.environ),
        )  # fmt: skip
        self._line(listener)
        return listener

    def _line(self, listener: "subprocess.Popen[str]") -> None:
        assert listener.stdout is not None
        if not listener.stdout.readline():
            raise RuntimeError(f"the listening process ended by itself (exit {listener.wait()})")

    def _until_writing(self, listener: "subprocess.Popen[str]") -> None:
        until = time.monotonic() + PATIENCE
        while not self._writes(listener.pid):
            if time.monotonic() > until or listener.poll() is not None:
                raise RuntimeError("the listening process wrote nothing")
            time.sleep(0.005)

    def _writes(self, pid: int) -> bool:
        """Whether that process holds the right to write; a killed one cannot give it back."""
        from socialplan.plan.sources.queries.health import writer

        return f":{pid}." in writer(self.source.workspace_id)
