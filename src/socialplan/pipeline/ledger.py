"""What the plan needs to keep the ledger of the store, and the store itself, handed through."""

from socialplan.store import Store
from socialplan.store.erasure import Erasure
from socialplan.store.errors import (
    AlreadyStored,
    BadRows,
    CannotStore,
    FilesGone,
    StoreError,
    Unreadable,
)
from socialplan.store.holders import Term, gone, new_holder, over, until
from socialplan.store.ledger import (
    BatchDraft,
    BatchRow,
    Busy,
    FileRow,
    Lease,
    Ledger,
    Lost,
    LostLease,
    Scope,
    Snapshot,
    scopes_from_json,
    scopes_to_json,
)

__all__ = [
    "AlreadyStored",
    "BadRows",
    "BatchDraft",
    "BatchRow",
    "Busy",
    "CannotStore",
    "Erasure",
    "FileRow",
    "FilesGone",
    "Lease",
    "Ledger",
    "Lost",
    "LostLease",
    "Scope",
    "Snapshot",
    "Store",
    "StoreError",
    "Term",
    "Unreadable",
    "gone",
    "new_holder",
    "over",
    "scopes_from_json",
    "scopes_to_json",
    "until",
]
