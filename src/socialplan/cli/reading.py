"""Posts that wait for the models are read before a command answers with their labels."""

import sys
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import TYPE_CHECKING

from .progress import progress_bar

if TYPE_CHECKING:
    from socialplan.plan.models import Workspace


def read_first(workspace: "Workspace", *, quiet: bool) -> None:
    """Read what waits, in a process of its own: so the memory of reading and answering never adds up.

    Where that cannot be done now a line says so, and the answer says it rests on the others."""
    from socialplan.plan.listen.queries import reading_jobs

    if not reading_jobs(workspace):
        return
    apart = ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn"))
    try:
        why = apart.submit(read_apart, workspace.slug, quiet=quiet).result()
    except BrokenProcessPool:
        why = "Reading stopped."
    finally:
        apart.shutdown(wait=False, cancel_futures=True)
    if why:
        print(f"Posts that came in last could not be read now. {why}", file=sys.stderr)


def read_apart(slug: str, *, quiet: bool) -> str:
    """Why it could not be done; nothing when it was."""
    from . import instance
    from .lean import without_pandas

    without_pandas()
    instance.open_instance()
    from socialplan.pipeline.ledger import Busy, StoreError
    from socialplan.plan.listen.actions import read_waiting

    try:
        with progress_bar(quiet=quiet) as progress:
            meant = instance.workspace(slug)
            read_waiting(workspace=meant, by="command line", progress=progress)
    except Busy:
        return "Somebody is importing; ask again when that is done."
    except StoreError as error:
        return str(error)
    return ""
