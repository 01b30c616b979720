"""The contract between networks, file formats and the pipeline, as far as it is used today."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from html.parser import HTMLParser
from typing import Any, BinaryIO, Protocol

import pyarrow as pa


@dataclass(frozen=True)
class Network:
    """An entry of the catalogue. `module` is loaded when it is asked for; `abilities` say what it can do."""

    name: str
    label: str
    module: str
    abilities: frozenset[str]


class Stream(Protocol):
    """Records of one table over a period, in batches: nothing is held longer than a day of data.

    `since` and `until` are half-open days in UTC; the batches have the columns of `records`.
    """

    def __call__(self, table: str, *, since: date, until: date) -> Iterator[pa.RecordBatch]: ...


class Source(Protocol):
    """A file as a reader sees it: plain bytes (unpacked where it was packed), within the limits.

    Each call begins at the beginning again.
    """

    name: str

    def open(self) -> BinaryIO:
        """The plain bytes."""
        ...

    def lines(self) -> Iterator[str]:
        """Lines of text with their ends; encoding found out."""
        ...


class BadContent(Exception):
    """What stands in a file cannot be read: a code of the pipeline's reasons, the place, values to show."""

    def __init__(self, code: str, line: int | None = None, **values: Any) -> None:
        super().__init__(code)
        self.code, self.line, self.values = code, line, values


Cells = Mapping[str, str | int | float | None]
Rows = Callable[[Source], Iterator[tuple[int, Cells]]]


@dataclass(frozen=True)
class FileFormat:
    """One usual export: how it is recognised, and how its columns become our rows.

    `mapping` is a mapping (docs/mapping.md) over the canonical names of `columns`; a file may call them
    otherwise (`columns` holds the other names, in any language). By `needed` the format is recognised. A file
    that is no plain table is recognised by `begins` (a pattern on its first bytes) and read by `rows`, which
    gives (line or number of the record, cell per canonical name).
    """

    name: str
    label: str
    evidence: str  # one of EVIDENCE
    known_at: str  # ISO month in which it was last held against that evidence
    mapping: str
    columns: Mapping[str, tuple[str, ...]]
    how_to: Mapping[str, tuple[str, ...]]  # language -> steps: where to find this export
    needed: tuple[str, ...] = ()
    own: bool = False  # an export of one's own account
    lifetime: bool = False  # figures over the life of a post; the network also offers them per day
    begins: str = ""
    members: str = ""  # which files of a zip archive it is, a pattern on their names
    rows: Rows | None = None


def json_items(file: BinaryIO, prefix: str) -> Iterator[tuple[int, Any]]:
    """(number, record) of a list in a JSON document that may be larger than memory; `prefix` is ijson's.

    Raises ValueError where it is no JSON.
    """
    import ijson  # needed for such exports only

    try:
        yield from enumerate(ijson.items(file, prefix, use_float=True), start=1)
    except ijson.JSONError as error:
        raise ValueError(str(error)) from error


class Text(HTMLParser):
    """The text of a post: paragraphs and breaks are line ends."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.parts.append("\n")
        elif tag == "p" and self.parts:
            self.parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def plain_text(html: str) -> str:
    parser = Text()
    parser.feed(html)
    parser.close()
    return "".join(parser.parts).strip()


EVIDENCE = ("real file", "documentation")
