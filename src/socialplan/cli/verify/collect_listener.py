"""The process that is killed: hears one source page after page, without a pause.

`python -m socialplan.cli.verify.collect_listener SOURCE FAULT` in the instance of SOCIALPLAN_HOME.
"""

import sys
from typing import TYPE_CHECKING

from socialplan.cli.instance import open_instance

if TYPE_CHECKING:
    from socialplan.pipeline.ledger import Store
    from socialplan.pipeline.listening.collecting import Heard

FAULT = "cursor-first"
LEASE_SECONDS = 30.0


def main(source: int, fault: str) -> None:
    open_instance()
    from socialplan.pipeline.ledger import new_holder
    from socialplan.plan.sources.actions import hearing, listening, turns
    from socialplan.plan.sources.queries import listening as heard

    hearing.MOST_PAGES = 1
    if fault == FAULT:
        _cursor_first()
    print("ready", flush=True)
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
