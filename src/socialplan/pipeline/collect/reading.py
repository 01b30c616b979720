"""How files are to be read (`[read]` of a mapping), and what was found out about one file."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ReadSettings:
    """What the mapping states about its files; what is None is found out by looking."""

    encoding: str | None = None
    delimiter: str | None = None
    quote: str | None = '"'
    sheet: str | None = None
    skip: int = 0  # records above the header
    header: tuple[str, ...] | None = None  # names for a file without a header line
    kind: str | None = None  # csv, xlsx or jsonl
    format: str = ""  # the usual export it is (networks.FORMATS); some are no table and bring their reader
    decimal: str = "."
    thousands: str = ""
    blank: tuple[str, ...] = ()  # words that mean: nothing was filled in


@dataclass(frozen=True)
class Look:
    """What a file turned out to be; `guessed` names what was not stated and not marked."""

    kind: str
    gzip: bool
    encoding: str
    delimiter: str | None = None
    quote: str | None = '"'
    guessed: tuple[str, ...] = ()


@dataclass(frozen=True)
class StagedFile:
    """The rows of one file as text in Parquet files: columns c0, c1 ... named by `columns`, and `line`.

    With `rest` there is a column of that name: a JSON object of what is in no column. `seen` are the names
    there are, where columns were chosen from more.
    """

    file: str
    paths: tuple[str, ...]
    columns: tuple[str, ...]
    rows: int
    sha256: str  # of the plain bytes
    bytes: int
    look: Look
    rest: bool = False
    hashed: bool = False  # a column `hash` holds sha256 of the row with all its columns
    seen: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()  # sheets with something in them that were not asked for
