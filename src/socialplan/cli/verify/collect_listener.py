"""The processes that are killed: each hears one source page after page, without a pause.

`python -m socialplan.cli.verify.collect_listener SOURCE FAULT` in the instance of SOCIALPLAN_HOME. For every
line it is given it makes one such process, of its own number, which it prints; when that is dead it says so.
Thus what takes longest, loading the product, is done once.
"""

import os
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from socialplan.cli.instance import open_instance

if TYPE_CHECKING:
    from socialplan.pipeline.ledger import Store
    from socialplan.pipeline.listening.collecting import Heard

FAULT = "cursor-first"
LEASE_SECONDS = 30.0
DIED, ALLOCATOR = "died", "jemalloc_bg_thd"
LOADED = (
    "socialplan.outside.client", "socialplan.networks.simulated.hearing",
    "socialplan.pipeline.listening.collecting", "socialplan.plan.sources.actions.hearing", "duckdb",
    "ibis.backends.duckdb", "pyarrow.parquet", "pyarrow.dataset",
)  # fmt: skip


def main(source: int, fault: str) -> None:
    """Raises RuntimeError where loading left threads, of which a process made so would have none."""
    open_instance()
    for name in LOADED:
        import_module(name)
    if fault == FAULT:
        _cursor_first()
    for _ in sys.stdin:
        _one(source)


def _one(source: int) -> None:
    """Make one, and wait until it is dead."""
    from django.db import connections

    connections.close_all()
    if beside := _beside():
        raise RuntimeError(f"{', '.join(beside)}: a process made beside these could hang")
    made = os.fork()
    if not made:
        try:
            _listen(source)
        finally:
            os._exit(1)
    print(made, flush=True)
    os.waitpid(made, 0)
    print(DIED, flush=True)


def _beside() -> list[str]:
    """Names of the threads that loading left; the allocator's own knows how to live on in a new process."""
    names = [(task / "comm").read_text().strip() for task in sorted(Path("/proc/self/task").iterdir())]
    return [name for name in names[1:] if name != ALLOCATOR]


def _listen(source: int) -> None:
    from socialplan.pipeline.ledger import new_holder
    from socialplan.plan.sources.actions import hearing, listening, turns
    from socialplan.plan.sources.queries import listening as heard

    hearing.MOST_PAGES = 1
    while True:
        listening.ask_now(source=heard.source_by_id(source))
        job = turns.claim_job(holder=new_holder(), kinds=(listening.KIND,), seconds=LEASE_SECONDS)
        if job is None:  # its job died three times in a row and was given up: as a person would say, go on
            listening.resume_source(source=heard.source_by_id(source), by="verification")
            continue
        hearing.hear(job=job, cancelled=lambda: False)
        turns.come_again(job=job, seconds=0)
        print("turn", flush=True)


def _cursor_first() -> None:
    """The planted fault: how far the source is becomes known before what was heard is stored."""
    from socialplan.plan.sources.actions.hearing import Keep

    honest = Keep.store

    def ahead(self: "Keep", heard: "Heard") -> "Store":
        self.advanced(heard)
        return honest(self, heard)

    Keep.store = ahead  # type: ignore[method-assign]


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "")
