"""What a mapping can say, as frozen values: how columns of files become rows of tables."""

from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field

from .reading import ReadSettings

MAIN = "main"  # the name of the file where a mapping names none


@dataclass(frozen=True)
class Where:
    """A condition on a row. Exactly one of all, any, negated or a test of `column`."""

    column: str | None = None
    equals: str | None = None
    within: tuple[str, ...] | None = None  # `in` in the mapping
    not_in: tuple[str, ...] | None = None
    not_empty: bool | None = None
    pattern: str | None = None
    ignore_case: bool = False
    all: tuple["Where", ...] = ()
    any: tuple["Where", ...] = ()
    negated: "Where | None" = None  # `not` in the mapping


@dataclass(frozen=True)
class Reading:
    """How one value is read from a row: one source, then the steps in the order they stand here."""

    # sources, exactly one
    column: str | None = None
    const: str | None = None
    parts: tuple["Reading", ...] = ()
    sum: tuple["Reading", ...] = ()
    first: tuple["Reading", ...] = ()
    hash: bool = False
    # a column of another file, found by the columns that must be equal (ours -> theirs)
    of: str | None = None
    match: MappingOf[str, str] = field(default_factory=dict)
    # the value counts only in these rows
    where: Where | None = None
    # steps
    extract: str | None = None
    extract_all: str | None = None
    split: str | None = None
    hashtags: bool = False
    mentions: bool = False
    links: bool = False
    pattern: str | None = None
    then: "Reading | None" = None
    otherwise: "Reading | None" = None  # `else` in the mapping
    map: MappingOf[str, str] = field(default_factory=dict)
    default: str | None = None
    ignore_case: bool = False
    separator: str = "-"
    prefix: str = ""
    whole: bool = False  # "3.0" is 3
    lower: bool = False
    # times
    format: tuple[str, ...] = ()
    zone: str | None = None
    precision: str | None = None
    # numbers
    decimal: str | None = None
    thousands: str | None = None
    blank: str | None = None  # zero or unknown


@dataclass(frozen=True)
class Conflict:
    """Which row wins when a key stands more than once with different values."""

    rule: str = "refuse"  # refuse, first, last, most
    column: str | None = None


@dataclass(frozen=True)
class Block:
    """One `[[table.NAME]]`: the rows a file row gives in one table."""

    table: str
    file: str = MAIN
    where: Where | None = None
    fields: MappingOf[str, Reading] = field(default_factory=dict)
    values: MappingOf[str, Reading] = field(default_factory=dict)  # metrics: name -> number
    dims: MappingOf[str, Reading] = field(default_factory=dict)  # efforts: name -> text
    off: frozenset[str] = frozenset()  # readings done by themselves that are not wanted
    on_conflict: Conflict | None = None


@dataclass(frozen=True)
class FileRule:
    """One named file of a mapping: which files on disk it is, and whether it may be absent."""

    name: str
    match: str
    optional: bool = False


@dataclass(frozen=True)
class Mapping:
    """A whole mapping file."""

    network: Reading
    blocks: tuple[Block, ...]
    files: tuple[FileRule, ...] = ()
    read: ReadSettings = field(default_factory=ReadSettings)
    reads: MappingOf[str, ReadSettings] = field(default_factory=dict)  # per named file
    where: Where | None = None
    zone: str | None = None
    owners: MappingOf[str, str] = field(default_factory=dict)  # account -> own, competitor, other
    name: str = ""

    def settings(self, file: str) -> ReadSettings:
        return self.reads.get(file, self.read)

    def to_toml(self) -> str:
        from .write_mapping import to_toml

        return to_toml(self)
