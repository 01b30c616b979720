"""The process that is killed: imports made files one after another and says when each is acknowledged.

`python -m socialplan.cli.verify.import_writer FOLDER SEED WORKSPACE FIRST STEP FAULT`
in the instance of SOCIALPLAN_HOME.
"""

import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from socialplan.cli.instance import open_instance
from socialplan.cli.verify.import_check import COLUMNS
from socialplan.cli.verify.made_files import MAPPING, make

if TYPE_CHECKING:
    from socialplan.pipeline.ledger import BatchDraft, Lease, Store

FAULT = "tables-apart"


def main(folder: Path, seed: int, workspace: int, first: int, step: int, *, fault: str) -> None:
    open_instance()
    from socialplan.pipeline.collect.importing import import_files
    from socialplan.pipeline.collect.parse_mapping import parse_mapping
    from socialplan.pipeline.ledger import Busy
    from socialplan.plan.sources.queries import open_store

    store = broken(open_store()) if fault == FAULT else open_store()
    mapping, number = parse_mapping(MAPPING), first
    while True:
        path = make(folder, number, seed=seed)
        say("start", number)
        try:
            receipt = import_files(store, workspace=workspace, paths=[path], mapping=mapping)
        except Busy:
            continue
        say("ack", number, receipt.batch or 0)  # 0: everything in it stood there already
        number += step


def say(*words: object) -> None:
    print(*words, flush=True)


def _looked_at_first(table: str) -> tuple[bool, str]:
    """The tables the check looks at become visible first, so that a kill in between shows."""
    return table not in COLUMNS, table


def broken(store: "Store") -> "Store":
    """The planted fault: each table of a batch becomes visible in a transaction of its own."""
    honest = store.ledger.commit

    def commit_tables_apart(lease: "Lease", draft: "BatchDraft") -> int:
        for place, table in enumerate(sorted(draft.counts, key=_looked_at_first)):
            part = replace(
                draft, sha256=f"{draft.sha256[:50]}{place}", counts={table: draft.counts[table]},
                scopes={table: draft.scopes[table]}, files=[f for f in draft.files if f.table == table],
            )  # fmt: skip
            honest(replace(lease, next_batch=lease.next_batch + place), part)
            time.sleep(1)
        return lease.next_batch

    deed: Callable[..., Any] = commit_tables_apart
    store.ledger.commit = deed  # type: ignore[method-assign]
    return store


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[2:6]]
    main(Path(sys.argv[1]), given[0], given[1], given[2], given[3], fault=sys.argv[6])
