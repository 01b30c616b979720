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
STRETCH = 2**18
SCHEMA = pa.schema({"line": pa.int64(), "doc": pa.string()})


class Blocks(Protocol):
    """A file as blocks of plain bytes."""

    path: Path
    limits: Limits

    def read(self) -> bytes: ...


def pieces(stream: Blocks, codec: str) -> Iterator[pa.Table]:
    """Tables of (line, doc); blank lines are left out. Raises BadImport with the line."""
    carry, number = b"", 0
    for blocks in _blocks(stream, codec):
        whole = _together([carry, *blocks])
        ends = _line_ends(whole)
        if not len(ends):
            carry = whole.to_pybytes()
            _check_length(carry, stream, number)
            continue
        carry = whole.slice(int(ends[-1])).to_pybytes()
        yield _table(whole, ends, stream, number)
        number += len(ends)
    if carry.strip():
        last = _together([carry, b"\n"])
        yield _table(last, _line_ends(last), stream, number)


def _together(blocks: list[bytes]) -> pa.Buffer:
    """The bytes in one buffer of Arrow's own memory, which is used again and again."""
    size = sum(map(len, blocks))
    buffer = pa.allocate_buffer(size)
    view, place = memoryview(buffer).cast("B"), 0
    for block in blocks:
        view[place : place + len(block)] = block
        place += len(block)
    return buffer


def _line_ends(whole: pa.Buffer) -> np.ndarray:
    """The places behind each line; looked for in stretches that stay in the processor's own memory."""
    signs = np.frombuffer(whole, np.uint8)
    found = [np.flatnonzero(signs[start : start + STRETCH] == 10) + (start + 1)
             for start in range(0, len(signs), STRETCH)]  # fmt: skip
    return np.concatenate(found) if found else np.empty(0, np.int64)


def _blocks(stream: Blocks, codec: str) -> Iterator[list[bytes]]:
    """Blocks of UTF-8, several together, without a byte order mark."""
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
            yield held
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


def _table(whole: pa.Buffer, ends: np.ndarray, stream: Blocks, before: int) -> pa.Table:
    signs = np.frombuffer(whole, np.uint8)[: int(ends[-1])]
    starts = np.concatenate([[0], ends[:-1]])
    longest = int((ends - starts).max())
    if longest > stream.limits.line:
        line = before + 1 + int((ends - starts).argmax())
        raise BadImport("too_long", stream.path.name, line, limit=stream.limits.line)
    if not signs.min():
        line = int(np.searchsorted(ends, np.flatnonzero(signs == 0)[0], side="right"))
        raise BadImport("nul", stream.path.name, before + 1 + line)
    offsets = pa.py_buffer(np.concatenate([starts, ends[-1:]]).astype(np.int32))
    docs = pa.StringArray.from_buffers(len(ends), offsets, whole)
    try:
        docs.validate(full=True)
    except pa.ArrowInvalid as error:
        raise _not_utf8(signs.tobytes(), stream, before) from error
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
