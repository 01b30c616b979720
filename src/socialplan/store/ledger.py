"""What the store asks of a ledger: the relational database that alone makes observations visible."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, Protocol


@dataclass(frozen=True)
class Snapshot:
    """The exact data of a moment: batches up to `batch`, after `epoch` erasures, read by the models of
    adoption `models` (0: the versions that came with the product)."""

    workspace: int
    batch: int
    epoch: int
    models: int = 0

    def __str__(self) -> str:
        adopted = f":m{self.models}" if self.models else ""
        return f"w{self.workspace}:b{self.batch}:e{self.epoch}{adopted}"

    @classmethod
    def parse(cls, text: str) -> "Snapshot":
        return cls(*(int(part[1:]) for part in text.split(":")))


@dataclass(frozen=True)
class FileRow:
    """One immutable Parquet file of one table; times are naive UTC."""

    table: str
    path: str  # relative to the workspace's folder
    batch_lo: int
    batch_hi: int
    rows: int
    time_min: datetime | None = None
    time_max: datetime | None = None
    fresh: bool = False  # no key of it stood in an earlier batch, so it supersedes nothing


@dataclass(frozen=True)
class Scope:
    """What a batch touches in one table. None means: cannot be listed, so it touches all."""

    accounts: tuple[str, ...] | None
    networks: tuple[str, ...] | None
    time_min: datetime | None
    time_max: datetime | None
    undated: bool = False  # some rows of a table with times have none


@dataclass(frozen=True)
class BatchDraft:
    """What a commit makes visible, all together or not at all."""

    sha256: str  # of what came in (files and mapping); the same twice changes nothing
    kind: str  # import, collection, correction, marking, labels
    source: str  # what a person would call it: file names, an account
    counts: Mapping[str, int]
    scopes: Mapping[str, Scope]
    files: Sequence[FileRow]
    simulated: bool = False
    by: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class BatchRow:
    """A committed batch. Its draft comes without files: those of now are asked of the ledger."""

    number: int
    draft: BatchDraft
    committed_at: datetime


@dataclass(frozen=True)
class Lost:
    """Rows of one table that an erasure took away or changed: of which batch, whose, and when they were."""

    batch: int
    table: str
    network: str | None
    account: str | None  # id of the account they belong to, None where that cannot be told
    hour: datetime | None  # naive UTC, cut off to the hour; None where there is no time
    by_date: bool  # only its date was known: it is that day in every zone
    rows: int


@dataclass(frozen=True)
class Lease:
    """The right to write in one workspace; `fence` rises with every taking."""

    workspace: int
    holder: str
    fence: int
    next_batch: int


class Busy(Exception):
    """Somebody else is writing in this workspace; trying again helps."""


class LostLease(Exception):
    """The lease was taken over; nothing was stored."""


def scopes_to_json(scopes: Mapping[str, Scope]) -> dict[str, Any]:
    return {table: asdict(scope) | _instants(scope) for table, scope in scopes.items()}


def scopes_from_json(stored: Mapping[str, Any]) -> dict[str, Scope]:
    return {
        table: Scope(
            accounts=None if scope["accounts"] is None else tuple(scope["accounts"]),
            networks=None if scope["networks"] is None else tuple(scope["networks"]),
            time_min=scope["time_min"] and datetime.fromisoformat(scope["time_min"]),
            time_max=scope["time_max"] and datetime.fromisoformat(scope["time_max"]),
            undated=scope["undated"],
        )
        for table, scope in stored.items()
    }


def _instants(scope: Scope) -> dict[str, str | None]:
    return {
        "time_min": scope.time_min.isoformat() if scope.time_min else None,
        "time_max": scope.time_max.isoformat() if scope.time_max else None,
    }


class Ledger(Protocol):
    """Kept by `plan.sources` in Django's database, or by `SqliteLedger` for notebooks and spec tests."""

    def snapshot(self, workspace: int) -> Snapshot: ...

    def files(self, snapshot: Snapshot, table: str) -> list[FileRow]:
        """The files that make up `table` at `snapshot`."""
        ...

    def batches(self, snapshot: Snapshot) -> list[BatchRow]:
        """Every batch up to the snapshot, oldest first."""
        ...

    def find(self, workspace: int, sha256: str) -> BatchRow | None: ...

    def take_lease(self, workspace: int, holder: str, seconds: float) -> Lease:
        """Raises Busy while another holder's lease is alive."""
        ...

    def renew_lease(self, lease: Lease, seconds: float) -> None:
        """Raises LostLease. Called from a thread of its own: it leaves no connection open there."""
        ...

    def drop_lease(self, lease: Lease) -> None: ...

    def commit(self, lease: Lease, draft: BatchDraft) -> int:
        """Insert batch and file rows in one transaction. Raises LostLease if the fence is not ours,
        AlreadyStored if a batch with this sha256 stands."""
        ...

    def replace_files(self, lease: Lease, old: Sequence[FileRow], new: Sequence[FileRow]) -> None:
        """Compaction: the same rows in other files; changes nothing visible."""
        ...

    def erase(
        self, lease: Lease, old: Sequence[FileRow], new: Sequence[FileRow], rows: Mapping[int, int],
        hashes: Sequence[str], batches: Sequence[int] = (), lost: Sequence[Lost] = (),
    ) -> int:  # fmt: skip
        """Swap rewritten files in and raise the epoch. `rows`: erased rows per batch number; `hashes`:
        keyed hashes of the erased handles, so that they are not collected again; `batches`: erased whole,
        so that the same content may come again; `lost`: what went, for who must say how much of theirs.
        Returns the epoch."""
        ...

    def erased_rows(self, snapshot: Snapshot) -> Mapping[int, int]:
        """Rows erased since the snapshot was taken, per batch number."""
        ...

    def erased_hashes(self, workspace: int) -> set[str]: ...

    def adopted(self, snapshot: Snapshot) -> Mapping[str, str]:
        """Of each labeller the version that is adopted at the snapshot."""
        ...

    def adopt(self, workspace: int, versions: Mapping[str, str], *, by: str = "") -> int:
        """From now on these versions of these labellers are read; what was adopted before is kept. Returns
        the number of the adoption, which newer snapshots carry."""
        ...

    def adopt_shipped(self, workspace: int, versions: Mapping[str, str]) -> None:
        """The same for labellers of which none was adopted yet; no snapshot changes."""
        ...
