"""The face for the clock: the catalogue of jobs, loaded when they run."""

from importlib import import_module
from typing import cast

from .context import Context, Work

# kind of job -> where its function stands: function(job, context) -> what it leaves behind, as plain values
JOBS: dict[str, str] = {
    "import": "socialplan.jobs.imports:import_files",
    "recheck": "socialplan.jobs.rechecks:recheck",
    "tidy": "socialplan.jobs.upkeep:tidy",
}


def work_of(kind: str) -> Work:
    module, _, name = JOBS[kind].partition(":")
    return cast(Work, getattr(import_module(module), name))


__all__ = ["JOBS", "Context", "work_of"]
