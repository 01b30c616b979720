"""What came in, kept as it came: one compressed file per content, so that it can be normalised again."""

import gzip
import io
import json
import os
import re
import threading
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from typing import IO, Self, cast
from uuid import uuid4

import pyarrow as pa

from .errors import CannotStore
from .files import sync, workspace_folder
from .masking import MASK

PIECE = 2**20
NAME = re.compile(r"[0-9a-f]{64}")
OURS, PACKED = ".zst", ".gz"  # how we compress (three times as fast as gzip), and what came compressed
ENCODINGS = ("utf-8", "cp1252")
CODEC = pa.Codec("zstd")
GZIP = b"\x1f\x8b"
NOTHING = r"(?!)"
ENDINGS = re.compile(r"\r\n|\r|\n")


def raw_folder(home: Path, workspace: int) -> Path:
    return home / "raw" / workspace_folder(home, workspace).name


def raw_place(home: Path, workspace: int, name: str) -> Path:
    """Where a kept file stands; `name` is the sha256 of its content as it came."""
    if not NAME.fullmatch(name):
        raise ValueError(f"{name!r} is no kept file.")
    ours, packed = (raw_folder(home, workspace) / f"{name}{ending}" for ending in (OURS, PACKED))
    return packed if packed.exists() else ours


class Keeping:
    """Files that are compressed beside other work, and kept when all went well.

    Ask `settled` for their names and put them in `details["raw"]` of the batch: a kept file that no batch
    names is swept away. What is gzip already stays as it is. Left before that, nothing stays.
    """

    def __init__(self, home: Path, workspace: int, sources: Sequence[Path]) -> None:
        self._home, self._workspace, self._sources = home, workspace, tuple(dict.fromkeys(sources))
        self._stopped = threading.Event()
        self._coming: dict[Path, Path] = {}
        self._packed: dict[Path, Future[Path]] = {}

    def __enter__(self) -> Self:
        folder = raw_folder(self._home, self._workspace)
        folder.mkdir(parents=True, exist_ok=True)
        self._beside = ThreadPoolExecutor(max_workers=1)
        for source in self._sources:
            self._coming[source] = folder / f".{uuid4().hex}"
            self._packed[source] = self._beside.submit(self._pack, source)
        return self

    def __exit__(self, *_error: object) -> None:
        self._stopped.set()
        self._beside.shutdown(cancel_futures=True)
        for coming in self._coming.values():
            coming.unlink(missing_ok=True)

    def sha256(self, source: Path) -> str:
        """Of the content as it came. Raises CannotStore."""
        return self._place(source).stem

    def settled(self) -> list[str]:
        """The names of the files, now in their place and on the disk itself. Raises CannotStore."""
        return [self._settle(source) for source in self._sources]

    def _place(self, source: Path) -> Path:
        try:
            return self._packed[source].result()
        except OSError as error:
            raise CannotStore(f"{source.name} could not be kept: {error.strerror or error}.") from error

    def _pack(self, source: Path) -> Path:
        """Where the file is to stand; it is on the disk under another name."""
        if not source.is_file():
            raise OSError("it is no ordinary file")
        digest, coming = sha256(), self._coming[source]
        with source.open("rb") as given, coming.open("wb") as kept:
            packed = given.peek(2)[:2] == GZIP
            while not self._stopped.is_set() and (piece := given.read(PIECE)):
                digest.update(piece)
                kept.write(piece if packed else CODEC.compress(piece))  # pieces follow each other in a file
        sync(coming)
        ending = PACKED if packed else OURS
        return raw_folder(self._home, self._workspace) / f"{digest.hexdigest()}{ending}"

    def _settle(self, source: Path) -> str:
        target = self._place(source)
        there = raw_place(self._home, self._workspace, target.stem)
        try:
            name = _settle(self._coming[source], target)
        except OSError as error:
            raise CannotStore(f"{source.name} could not be kept: {error.strerror or error}.") from error
        if there != target:
            there.unlink(missing_ok=True)  # compressed as it was done before
        return name


def keep(home: Path, workspace: int, source: Path) -> str:
    """Keep a copy of one file; returns its name, the sha256 of its content. Raises CannotStore."""
    with Keeping(home, workspace, [source]) as kept:
        return kept.settled()[0]


def mask(path: Path, *, found: str | None, records: frozenset[int], sure: bool) -> None:
    """Take people out of a kept file: whole records that start at these lines, and every find elsewhere.

    Lines stay where they were. Unless `sure` that the lines are of this file, a record goes only when it
    holds a find. A file that is no plain text (a spreadsheet, an archive) cannot be rewritten and is removed.
    """
    encoding = _encoding(path)
    if encoding is None:
        path.unlink()
        return
    wanted = re.compile(found or NOTHING)
    coming = path.with_name(f".{uuid4().hex}")
    with (
        _text_of(path, encoding) as old,
        io.TextIOWrapper(_bytes_to(coming, path.suffix), encoding=encoding, newline="") as new,
    ):
        for number, record in _records(old, records):
            record = _unescaped(record)
            if number in records and (sure or wanted.search(record)):
                new.write("".join(ENDINGS.findall(record)))
            else:
                new.write(wanted.sub(_mask, record))
    _settle(coming, path)


def _unescaped(record: str) -> str:
    """A line of JSON with its letters as they are read, so that a name is found however it was written."""
    if "\\u" not in record or not record.lstrip("\ufeff \t").startswith("{"):
        return record
    try:
        plain = json.dumps(json.loads(record.lstrip("\ufeff")), ensure_ascii=False)
        plain.encode()
    except (ValueError, RecursionError):
        return record
    return plain + "".join(ENDINGS.findall(record))


def _mask(found: re.Match[str]) -> str:
    """A whole value in quotes stays one: else a line of JSON would be none any more."""
    return f'"{MASK}"' if found[0].startswith('"') else MASK


def _records(lines: Iterable[str], records: frozenset[int]) -> Iterator[tuple[int, str]]:
    """Each line with its number; the wanted records whole, with the lines inside their quotes."""
    start, record = 0, ""
    for number, line in enumerate(lines, start=1):
        start, record = (start, record + line) if record else (number, line)
        if start in records and not line.startswith("{") and record.count('"') % 2:
            continue
        yield start, record
        record = ""
    if record:
        yield start, record


def opened(path: Path) -> IO[bytes]:
    """The content of a kept file."""
    if path.suffix == PACKED:
        return cast(IO[bytes], gzip.open(path, "rb"))
    return cast(IO[bytes], pa.input_stream(str(path), compression="zstd"))


def _text_of(path: Path, encoding: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(opened(path), encoding=encoding, newline="")


def _bytes_to(path: Path, ending: str) -> IO[bytes]:
    if ending == PACKED:
        return cast(IO[bytes], gzip.open(path, "wb", compresslevel=1))
    return cast(IO[bytes], pa.output_stream(str(path), compression="zstd"))


def remove(home: Path, workspace: int, name: str) -> None:
    raw_place(home, workspace, name).unlink(missing_ok=True)


def _settle(coming: Path, target: Path) -> str:
    sync(coming)
    os.replace(coming, target)
    sync(target.parent)
    return target.stem


def _encoding(path: Path) -> str | None:
    """How the file can be read as text; None for what is no text."""
    with opened(path) as file:
        start = file.read(4096)
    if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    if b"\0" in start or start[:2] in (b"PK", GZIP):
        return None
    for encoding in ENCODINGS:
        try:
            with _text_of(path, encoding) as text:
                while text.read(PIECE):
                    pass
            return encoding
        except UnicodeDecodeError:
            continue
    return None
