"""A file as the reader of a format sees it: plain bytes or lines of text, within the limits."""

import codecs
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from . import encodings
from .limits import Limits
from .lines import text_lines
from .opening import Stream, check_exists


class Plain(io.RawIOBase):
    """The plain bytes of a stream as a file."""

    def __init__(self, stream: Stream) -> None:
        self.stream, self.held = stream, b""

    def readable(self) -> bool:
        return True

    def readinto(self, target: "memoryview | bytearray") -> int:  # type: ignore[override]
        self.held = self.held or self.stream.read()
        piece, self.held = self.held[: len(target)], self.held[len(target) :]
        target[: len(piece)] = piece
        return len(piece)

    def close(self) -> None:
        self.stream.close()
        super().close()


class FileSource:
    """What `networks.base.Source` promises, of a file on disk. Raises BadImport where it cannot be opened."""

    def __init__(self, path: Path, limits: Limits, watch: Callable[[int], None] | None = None) -> None:
        check_exists(path, limits)
        self.name, self.path, self.limits, self.watch = path.name, path, limits, watch

    def open(self) -> BinaryIO:
        return io.BufferedReader(Plain(self._stream()), 2**16)

    def lines(self) -> Iterator[str]:
        stream = self._stream()
        try:
            yield from text_lines(stream, self._codec(), certain=True)
        finally:
            stream.close()

    def digest(self) -> tuple[str, int]:
        """sha256 and number of the plain bytes."""
        stream = Stream(self.path, self.limits)
        try:
            while stream.read():
                pass
            return stream.sha256, stream.size
        finally:
            stream.close()

    def _stream(self) -> Stream:
        return Stream(self.path, self.limits, self.watch)

    def _codec(self) -> str:
        """Looks at the whole file: what a reader got cannot be taken back."""
        stream = Stream(self.path, self.limits)
        try:
            block = stream.read()
            codec = encodings.guess(block)
            if codec != "utf-8-sig" or block.startswith(codecs.BOM_UTF8):
                return codec
            decoder = codecs.getincrementaldecoder("utf-8")()
            while block:
                decoder.decode(block)
                block = stream.read()
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return encodings.fallback(self.path, self.limits)
        finally:
            stream.close()
        return codec
