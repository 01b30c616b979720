"""The face for the clock: the catalogue of jobs, loaded when they run."""

from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:  # the worker's way in loads this package before Django is set up
    from .context import Work

# kind of job -> where its function stands: function(job, context) -> what it leaves behind, as plain values
JOBS: dict[str, str] = {
    "import": "socialplan.jobs.imports:import_files",
    "example": "socialplan.jobs.examples:make_example",
    "answers": "socialplan.jobs.first_answers:answer",
    "listen": "socialplan.jobs.listening:listen",
    "labels": "socialplan.jobs.labels:label",
    "folder": "socialplan.jobs.folders:try_folder",
    "learn": "socialplan.jobs.learning:learn",
    "look": "socialplan.jobs.looking:look",
    "preview": "socialplan.jobs.previews:preview",
    "recheck": "socialplan.jobs.rechecks:recheck",
    "history": "socialplan.jobs.histories:measure_kpi",
    "tidy": "socialplan.jobs.upkeep:tidy",
}


def work_of(kind: str) -> "Work":
    module, _, name = JOBS[kind].partition(":")
    return cast("Work", getattr(import_module(module), name))


__all__ = ["JOBS", "work_of"]
