"""Jobs for the tests of the worker: quick, slow, broken, busy."""

import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from socialplan.jobs import JOBS
from socialplan.jobs.context import Context
from socialplan.pipeline.collect.errors import BadImport, Cancelled
from socialplan.pipeline.ledger import Busy, CannotStore

KINDS = ("quick", "slow", "broken", "bad_file", "busy", "full")


def register() -> None:
    JOBS.update({kind: f"tests.jobs.work:{kind}" for kind in KINDS})


def quick(job: Any, context: Context) -> Mapping[str, Any]:
    context.progress("reading", 1, 2)
    return {"seen": job.params.get("say", "")}


def slow(job: Any, context: Context) -> Mapping[str, Any]:
    """Runs until it is asked to stop, or until the file `done` appears beside `started`."""
    Path(job.params["started"]).touch()
    while not Path(job.params["done"]).exists():
        if context.cancelled():
            raise Cancelled
        context.progress("reading", 1)
        time.sleep(0.05)
    return {"finished": True}


def broken(job: Any, context: Context) -> Mapping[str, Any]:
    raise KeyError("nobody expected this")


def bad_file(job: Any, context: Context) -> Mapping[str, Any]:
    raise BadImport("empty", "a.csv", 3)


def busy(job: Any, context: Context) -> Mapping[str, Any]:
    raise Busy


def full(job: Any, context: Context) -> Mapping[str, Any]:
    raise CannotStore("no space left")
