"""How large a file from a stranger may be, checked before and while it is read."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Bytes, rows, columns and characters; the defaults suit a laptop."""

    file_bytes: int = 8 * 2**30
    unpacked_bytes: int = 32 * 2**30
    ratio: int = 200  # unpacked against packed, looked at from `ratio_from` unpacked bytes on
    ratio_from: int = 64 * 2**20
    sheet_bytes: int = 2 * 2**30
    rows: int = 100_000_000
    columns: int = 2_000
    field: int = 2**20
    line: int = 4 * 2**20
    first: int | None = None  # no more than so many rows are read, for a quick look
