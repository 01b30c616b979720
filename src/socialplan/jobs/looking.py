"""The job that works out an answer that takes long: in a process of its own, so that it can be stopped."""

import subprocess
import sys
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from socialplan.pipeline.collect.errors import Cancelled

from .context import Context

if TYPE_CHECKING:
    from socialplan.plan.sources.models import Job

COMMAND = (sys.executable, "-m", "socialplan.jobs.look_alone")
LOOK_SECONDS, PATIENCE = 0.3, 10.0


def look(job: "Job", context: Context) -> Mapping[str, Any]:
    """Raises Cancelled; then the process was stopped and nothing was stored."""
    child = subprocess.Popen([*COMMAND, str(job.pk)], stdout=subprocess.PIPE, text=True)
    begin = time.monotonic()
    try:
        while child.poll() is None:
            if context.cancelled():
                raise Cancelled
            context.progress("looking", int(time.monotonic() - begin))
            time.sleep(LOOK_SECONDS)
    finally:
        _end(child)
    if child.returncode:
        raise RuntimeError(f"The process that looked ended with {child.returncode}.")
    return {"finding": child.stdout.read().strip() if child.stdout else ""}


def _end(child: "subprocess.Popen[str]") -> None:
    if child.poll() is None:
        child.terminate()
        try:
            child.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
