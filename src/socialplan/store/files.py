"""Files on disk: names that cannot lead elsewhere, what their footers say, and making them last."""

import os
import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from uuid import uuid4

import pyarrow as pa
import pyarrow.parquet as pq

from ..records import TABLES
from .errors import CannotStore, Unreadable
from .ledger import FileRow

NAME = re.compile(r"(?P<table>[a-z]+)/[0-9a-f]{32}\.parquet")


def workspace_folder(home: Path, workspace: int) -> Path:
    """The folder of one workspace; raises ValueError for what is no workspace number."""
    if isinstance(workspace, bool) or not isinstance(workspace, int) or workspace < 1:
        raise ValueError(f"{workspace!r} is no workspace.")
    return home / "store" / f"w{workspace}"


def known_table(name: str) -> str:
    if name not in TABLES:
        raise ValueError(f"There is no table {name!r}; tables are {', '.join(TABLES)}.")
    return name


def new_name(table: str) -> str:
    return f"{known_table(table)}/{uuid4().hex}.parquet"


def place(folder: Path, name: str) -> Path:
    """Where a listed file stands; a name that could lead out of the folder is refused."""
    match = NAME.fullmatch(name)
    if not match or match["table"] not in TABLES:
        raise Unreadable(f"{name!r} is no file of the store.")
    return folder / name


def describe(folder: Path, name: str, *, batch_lo: int, batch_hi: int, fresh: bool) -> FileRow:
    """Rows and period of a written file, from its own footer."""
    table = TABLES[name.partition("/")[0]]
    footer = pq.read_metadata(place(folder, name))
    low = high = None
    if table.time:
        low, high = _span(footer, table.time)
    return FileRow(
        table=table.name, path=name, batch_lo=batch_lo, batch_hi=batch_hi, rows=footer.num_rows,
        time_min=low, time_max=high, fresh=fresh,
    )  # fmt: skip


def _span(footer: pq.FileMetaData, time: str) -> tuple[datetime | None, datetime | None]:
    column = footer.schema.to_arrow_schema().get_field_index(time)
    parts = [
        _leaf(footer.row_group(index), time, column).statistics for index in range(footer.num_row_groups)
    ]
    known = [part for part in parts if part and part.has_min_max]
    if not known:
        return None, None
    return min(part.min for part in known), max(part.max for part in known)


def _leaf(group: pq.RowGroupMetaData, name: str, hint: int) -> pq.ColumnChunkMetaData:
    """The column by name: nested columns before it shift its place among the leaves."""
    for index in range(hint, group.num_columns):
        if group.column(index).path_in_schema == name:
            return group.column(index)
    raise Unreadable(f"No column {name}.")


def let_go(writer: pq.ParquetWriter) -> None:
    """Close a file that will not be finished; on a full disk even closing fails."""
    with suppress(OSError, pa.ArrowException):
        writer.close()


def make_last(paths: Iterable[Path]) -> None:
    """Flush files and their folders to the disk itself; only then may a ledger list them."""
    folders = set()
    for path in paths:
        sync(path)
        folders.add(path.parent)
    for folder in folders:
        sync(folder)
        sync(folder.parent)


def sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        raise CannotStore(f"{path.name} could not be written: {error.strerror}.") from error
    finally:
        os.close(descriptor)


def made_once(path: Path, make: Callable[[], str]) -> str:
    """What stands in a file only its owner may read; made the first time, by one process of several."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f".{path.name}-{uuid4().hex}")
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(make())
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(fresh, path)
        fresh.unlink()
        sync(path.parent)
    return path.read_text()
