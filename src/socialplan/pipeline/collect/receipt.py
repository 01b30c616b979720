"""What an import did, for people and programs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Receipt:
    """Rows are those stored; `dropped` were the same row twice in the files, `unchanged` known already."""

    files: tuple[str, ...]
    batch: int | None  # None for a trial run, and when nothing was new
    already: bool = False  # these files were imported before with this mapping: nothing changed
    dry_run: bool = False
    read: Mapping[str, int] = field(default_factory=dict)  # rows per file
    rows: Mapping[str, int] = field(default_factory=dict)  # per table
    dropped: Mapping[str, int] = field(default_factory=dict)
    unchanged: Mapping[str, int] = field(default_factory=dict)
    accounts: tuple[tuple[str, str], ...] = ()  # name, owner kind
    since: datetime | None = None
    until: datetime | None = None
    undated: int = 0
    warnings: tuple[Mapping[str, Any], ...] = ()  # code and values
    sha256: str = ""

    def as_json(self) -> dict[str, Any]:
        return {
            "batch": self.batch, "already": self.already, "dry_run": self.dry_run, "files": list(self.files),
            "read": dict(self.read), "rows": dict(self.rows), "dropped": dict(self.dropped),
            "unchanged": dict(self.unchanged),
            "accounts": [{"account": name, "owner_kind": kind} for name, kind in self.accounts],
            "period": {"since": _iso(self.since), "until": _iso(self.until), "undated": self.undated},
            "warnings": [dict(warning) for warning in self.warnings], "sha256": self.sha256,
        }  # fmt: skip


def _iso(moment: datetime | None) -> str | None:
    return f"{moment.isoformat()}Z" if moment else None
