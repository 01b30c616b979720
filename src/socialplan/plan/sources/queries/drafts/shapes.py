"""What the check page shows of files that were brought and not imported yet."""

from collections.abc import Mapping as MappingOf
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class DraftLine:
    """Files that were brought and not imported yet."""

    id: int
    names: tuple[str, ...]


@dataclass(frozen=True)
class CheckedFile:
    """One file as we read it. `columns` is (their name, our fields) in the order of the file."""

    name: str
    kind: str
    rows: int
    encoding: str
    encoding_guessed: bool
    delimiter: str
    columns: tuple[tuple[str, tuple[str, ...]], ...]
    sample: tuple[tuple[str | None, ...], ...]


@dataclass(frozen=True)
class CheckedAccount:
    name: str
    rows: int
    kind: str


@dataclass(frozen=True)
class ReadingExample:
    """One value as it stands in the file and as we read it."""

    kind: str
    field: str
    column: str
    raw: str
    read: str
    repeated: bool  # the same kind of reading stood above it


@dataclass(frozen=True)
class ColumnChoice:
    """One of our fields with the column that fills it."""

    key: str
    main: bool
    column: str
    kept: bool
    examples: tuple[str, ...]


@dataclass(frozen=True)
class KnownExport:
    """The usual export a file is. `real`: read on a real file; otherwise written from documentation.

    `table`: its columns stand in the file as they are, so another reading of them can be chosen.
    """

    label: str
    real: bool
    table: bool


@dataclass(frozen=True)
class Checked:
    """All the check page shows of one draft."""

    id: int
    files: tuple[CheckedFile, ...] = ()
    mapping: bool = False
    mapping_name: str = ""
    recognised: bool = False
    export: KnownExport | None = None
    network: str = ""
    zone: str = ""
    time_format: str = ""
    decimal: str = "."
    encoding: str = ""
    delimiter: str = ""
    rows: int = 0
    fits: int = 0
    first: date | None = None
    last: date | None = None
    accounts: tuple[CheckedAccount, ...] = ()
    warnings: tuple[MappingOf[str, Any], ...] = ()
    readings: tuple[ReadingExample, ...] = ()
    choices: tuple[ColumnChoice, ...] = ()
    columns: tuple[str, ...] = ()
    problems: tuple[MappingOf[str, Any], ...] = ()
    error: MappingOf[str, Any] | None = None
    remember_as: str = ""
    partial: bool = False  # only the first rows were looked at
    large: bool = False  # too large to look at every row before the import does

    @property
    def unfit(self) -> int:
        return max(self.rows - self.fits, len(self.problems) and 1)

    @property
    def ready(self) -> bool:
        """An import is all or nothing, so it can start only when every row fits."""
        return self.error is None and not self.problems and self.rows > 0 and self.mapping

    @property
    def zone_apart(self) -> bool:
        """Whether zone and time format need a place of their own: no time is read yet to show them beside."""
        return not any(reading.field == "posts.created_at" for reading in self.readings)
