"""The place of one import: its folder, its engine, who watches and who may stop it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import ibis.expr.types as ir

from ...store.engines import Engine
from .errors import Cancelled
from .limits import Limits

Progress = Callable[[str, int, int | None], None]


@dataclass
class Workbench:
    """`progress(step, done, total)`: steps are reading, shaping, checking, joining, writing."""

    engine: Engine
    folder: Path
    limits: Limits = field(default_factory=Limits)
    progress: Progress | None = None
    cancelled: Callable[[], bool] | None = None
    made: int = 0
    named: list[ir.Table] = field(default_factory=list)
    few: bool = False  # few rows: keeping them in between costs less than working the same out twice

    def say(self, step: str, done: int, total: int | None = None) -> None:
        """Tell how far it is; raises Cancelled when the person asked to stop."""
        if self.cancelled and self.cancelled():
            raise Cancelled
        if self.progress:
            self.progress(step, done, total)

    def name(self, rows: ir.Table) -> ir.Table:
        """The rows under a name that is theirs until the import ends."""
        self.named.append(self.engine.name(rows))
        return self.named[-1]

    def tidy(self) -> None:
        """Give the names back."""
        for rows in self.named:
            self.engine.unname(rows)
        self.named = []

    def keep(self, rows: ir.Table, name: str) -> ir.Table:
        """The rows on disk, so that what is read again is not computed again."""
        self.made += 1
        target = self.folder / f"{self.made}-{name}.parquet"
        self.engine.copy(rows, target, compression="lz4", loose=True)
        return self.engine.read([target], rows.schema().to_pyarrow())
