"""What came in, kept as it came: one compressed file per content, so that it can be normalised again."""

import gzip
import io
import os
import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import IO, cast
from uuid import uuid4

import pyarrow as pa

from .errors import CannotStore
from .files import sync, workspace_folder
from .masking import MASK

PIECE = 2**20
NAME = re.compile(r"[0-9a-f]{64}")
OURS, PACKED = ".zst", ".gz"  # how we compress (three times as fast as gzip), and what came compressed
ENCODINGS = ("utf-8", "cp1252")
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


def keep(home: Path, workspace: int, source: Path) -> str:
    """Keep a copy of `source`, compressed and on the disk itself; returns the sha256 of its content.

    Put the name in `details["raw"]` of the batch: a kept file that no batch names is swept away.
    What is gzip already stays as it is.
    """
    folder = raw_folder(home, workspace)
    folder.mkdir(parents=True, exist_ok=True)
    coming = folder / f".{uuid4().hex}"
    digest = sha256()
    try:
        with source.open("rb") as given:
            packed = given.peek(2)[:2] == GZIP
            with _bytes_to(coming, PACKED if packed else OURS, plain=packed) as kept:
                while piece := given.read(PIECE):
                    digest.update(piece)
                    kept.write(piece)
        target = folder / f"{digest.hexdigest()}{PACKED if packed else OURS}"
        there = raw_place(home, workspace, target.stem)
        name = _settle(coming, target)
        if there != target:
            there.unlink(missing_ok=True)  # compressed as it was done before
        return name
    except OSError as error:
        coming.unlink(missing_ok=True)
        raise CannotStore(f"{source.name} could not be kept: {error.strerror or error}.") from error


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
            if number in records and (sure or wanted.search(record)):
                new.write("".join(ENDINGS.findall(record)))
            else:
                new.write(wanted.sub(MASK, record))
    _settle(coming, path)


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


def _bytes_to(path: Path, ending: str, *, plain: bool = False) -> IO[bytes]:
    """`plain`: what comes is compressed already."""
    if plain:
        return path.open("wb")
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
