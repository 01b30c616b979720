"""Opens a file from a stranger as a stream of plain bytes, unpacking gzip and keeping to the limits."""

import hashlib
import re
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from .errors import BadImport
from .limits import Limits

BLOCK = 2**20
ARCHIVES = {
    b"BZh": "bzip2", b"\xfd7zXZ": "xz", b"7z\xbc\xaf": "7-zip", b"Rar!": "RAR",
    b"\x28\xb5\x2f\xfd": "zstandard", b"PK\x05\x06": "zip", b"PK\x07\x08": "zip",
}  # fmt: skip
OTHERS = {
    b"%PDF": "a PDF", b"\x89PNG": "a picture", b"\xff\xd8\xff": "a picture", b"GIF8": "a picture",
    b"PAR1": "a Parquet file",
    b"SQLite format 3": "a database",
}  # fmt: skip
ZIP = b"PK\x03\x04"
# What a damaged zip archive makes its reader raise.
BROKEN_ZIP = (
    zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, RuntimeError, ValueError,
)  # fmt: skip
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
GZIP = b"\x1f\x8b"


def check_exists(path: Path, limits: Limits) -> None:
    """Refuse what is not a readable, sensible file before anything is read."""
    name = path.name
    try:
        path.stat()
    except FileNotFoundError as error:
        raise BadImport("missing", name) from error
    except (OSError, ValueError) as error:
        raise BadImport("unreadable", name, why=getattr(error, "strerror", "") or str(error)) from error
    if path.is_dir():
        raise BadImport("folder", name)
    if not path.is_file():
        raise BadImport("unreadable", name, why="it is no ordinary file")
    size = path.stat().st_size
    if size == 0:
        raise BadImport("empty", name)
    if size > limits.file_bytes:
        raise BadImport("too_big", name, limit=f"{limits.file_bytes // 2**20} MB")


def check_kind(head: bytes, name: str) -> None:
    """Refuse archives we do not open and files that are no tables at all."""
    for magic, kind in ARCHIVES.items():
        if head.startswith(magic):
            raise BadImport("wrong_archive", name, kind=kind)
    for magic, kind in OTHERS.items():
        if head.startswith(magic):
            raise BadImport("wrong_kind", name, kind=kind)
    if re.match(rb"(?is)(\xef\xbb\xbf)?\s*(<!doctype html|<html|<table)", head):
        raise BadImport("wrong_kind", name, kind="a web page (HTML)")
    if head[257:262] == b"ustar":
        raise BadImport("wrong_archive", name, kind="tar")
    if head.startswith(GZIP):
        raise BadImport("wrong_archive", name, kind="doubly packed gzip")


class Stream:
    """Blocks of plain bytes of one file; `sha256` and `size` are of the plain bytes read so far.

    Raises BadImport for an unreadable, cut-off or damaged archive and for one that unpacks beyond reason.
    """

    def __init__(
        self, path: Path, limits: Limits, watch: Callable[[int], None] | None = None, *, hashed: bool = True
    ) -> None:
        self.path, self.limits, self.watch, self._hashed = path, limits, watch, hashed
        self.hash = hashlib.sha256()
        self.size = self.packed = 0
        try:
            self.file: BinaryIO = path.open("rb")
        except OSError as error:
            raise BadImport("unreadable", path.name, why=error.strerror or "no permission") from error
        self.gzip = self.file.read(2) == GZIP
        self.file.seek(0)
        self.unpacker = zlib.decompressobj(31)
        self.pending = b""

    def close(self) -> None:
        self.file.close()

    def read(self) -> bytes:
        """The next block; empty at the end."""
        block = self._unpacked() if self.gzip else self._raw()
        if self._hashed:
            self.hash.update(block)
        self.size += len(block)
        self._check_size()
        if self.watch:
            self.watch(self.packed)
        return block

    @property
    def sha256(self) -> str:
        return self.hash.hexdigest()

    def _raw(self) -> bytes:
        block = self.file.read(BLOCK)
        self.packed += len(block)
        return block

    def _unpacked(self) -> bytes:
        """A gzip file may hold several members one after the other; zeros behind the last are padding."""
        while True:
            data = self.pending or self._raw()
            if not data:
                if not self.unpacker.eof:
                    raise BadImport("cut_off", self.path.name)
                return b""
            if self.unpacker.eof:
                data = data.lstrip(b"\0")
                if not data:
                    self.pending = b""
                    continue
                self.unpacker = zlib.decompressobj(31)
            try:
                block = self.unpacker.decompress(data, BLOCK)
            except zlib.error as error:
                raise BadImport("broken_archive", self.path.name, why=str(error)) from error
            self.pending = self.unpacker.unused_data if self.unpacker.eof else self.unpacker.unconsumed_tail
            if block:
                return block

    def _check_size(self) -> None:
        limits, ratio = self.limits, self.size / max(self.packed, 1)
        if self.size > limits.unpacked_bytes:
            raise BadImport("too_big", self.path.name, limit=f"{limits.unpacked_bytes // 2**20} MB")
        if self.gzip and self.size > limits.ratio_from and ratio > limits.ratio:
            raise BadImport("bomb", self.path.name, ratio=round(ratio))
