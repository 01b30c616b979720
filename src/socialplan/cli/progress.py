"""How far a command is, on a terminal."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from socialplan.pipeline.collect.workbench import Progress

STEPS = {
    "reading": "Reading", "shaping": "Reading columns", "checking": "Looking for repeats",
    "joining": "Comparing with what is known", "writing": "Storing", "labelling": "Labelling",
}  # fmt: skip


@contextmanager
def progress_bar(*, quiet: bool) -> Iterator["Progress | None"]:
    """A bar on a terminal; nothing where output is read by programs."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Reading", total=None)

        def show(step: str, done: int, total: int | None = None) -> None:
            bar.update(task, description=STEPS.get(step, step), completed=done, total=total)

        yield show
