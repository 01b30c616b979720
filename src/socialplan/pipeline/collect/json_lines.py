"""Pieces of a JSON lines file as columns of whole lines: exact numbers, valid UTF-8, no NUL, limits kept."""

import codecs
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import numpy as np
import pyarrow as pa

from .encodings import NAMES
from .errors import BadImport
from .limits import Limits

PIECE = 4 * 2**20
SCHEMA = pa.schema({"line": pa.int64(), "doc": pa.string()})


class Blocks(Protocol):
    """A file as blocks of plain bytes."""

    path: Path
    limits: Limits

    def read(self) -> bytes: ...


def pieces(stream: Blocks, codec: str) -> Iterator[pa.Table]:
    """Tables of (line, doc); blank lines are left out. Raises BadImport with the line."""
    carry, number = b"", 0
    for block in _blocks(stream, codec):
        end = block.rfind(b"\n") + 1
        if not end:
            carry += block
            _check_length(carry, stream, number)
            continue
        whole, carry = carry + block[:end], block[end:]
        yield _table(whole, stream, number)
        number += whole.count(b"\n")
    if carry.strip():
        yield _table(carry + b"\n", stream, number)


def _blocks(stream: Blocks, codec: str) -> Iterator[bytes]:
    """Larger blocks of UTF-8, without a byte order mark."""
    decoder = None if codec in ("utf-8", "utf-8-sig") else codecs.getincrementaldecoder(codec)()
    held: list[bytes] = []
    size, first = 0, True
    while True:
        block = stream.read()
        if decoder is not None:
            plain = _decoded(decoder, block, stream, codec)
        else:
            plain = block.removeprefix(codecs.BOM_UTF8) if first else block
        first = False
        held.append(plain)
        size += len(plain)
        if size >= PIECE or (not block and size):
            yield b"".join(held)
            held, size = [], 0
        if not block:
            return


def _decoded(decoder: codecs.IncrementalDecoder, block: bytes, stream: Blocks, codec: str) -> bytes:
    try:
        return decoder.decode(block, final=not block).encode()
    except UnicodeError as error:
        raise BadImport("encoding", stream.path.name, encoding=NAMES.get(codec, codec)) from error


def _check_length(carry: bytes, stream: Blocks, number: int) -> None:
    if len(carry) > stream.limits.line:
        raise BadImport("too_long", stream.path.name, number + 1, limit=stream.limits.line)


def _table(whole: bytes, stream: Blocks, before: int) -> pa.Table:
    signs = np.frombuffer(whole, np.uint8)
    ends = np.flatnonzero(signs == 10) + 1
    starts = np.concatenate([[0], ends[:-1]])
    longest = int((ends - starts).max())
    if longest > stream.limits.line:
        line = before + 1 + int((ends - starts).argmax())
        raise BadImport("too_long", stream.path.name, line, limit=stream.limits.line)
    if b"\0" in whole:
        raise BadImport("nul", stream.path.name, before + 1 + whole[: whole.index(0)].count(b"\n"))
    offsets = pa.py_buffer(np.concatenate([starts, ends[-1:]]).astype(np.int32))
    docs = pa.StringArray.from_buffers(len(ends), offsets, pa.py_buffer(whole))
    try:
        docs.validate(full=True)
    except pa.ArrowInvalid as error:
        raise _not_utf8(whole, stream, before) from error
    lines = pa.array(np.arange(before + 1, before + 1 + len(ends)))
    table = pa.table([lines, docs], schema=SCHEMA)
    # a line that holds its end only, or that and a carriage return, is blank
    short = ((ends - starts) <= 2) & (signs[starts] <= 32)
    return table.filter(pa.array(~short)) if short.any() else table


def _not_utf8(whole: bytes, stream: Blocks, before: int) -> BadImport:
    for place, line in enumerate(whole.split(b"\n"), start=1):
        try:
            line.decode()
        except UnicodeDecodeError:
            return BadImport("encoding", stream.path.name, before + place, encoding="UTF-8")
    return BadImport("encoding", stream.path.name, encoding="UTF-8")
