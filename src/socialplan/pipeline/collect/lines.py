"""Text lines of a stream with their numbers: decoded, without NUL, none longer than the limit."""

import codecs
from collections.abc import Iterator

from .encodings import NAMES
from .errors import BadImport
from .opening import Stream


class NotUtf8(Exception):
    """The bytes are not UTF-8 after all; the caller looks for another encoding and starts again."""


def text_blocks(stream: Stream, codec: str, *, certain: bool) -> Iterator[str]:
    """Decoded blocks. `certain`: the encoding is stated or marked, so wrong bytes are an error."""
    decoder = codecs.getincrementaldecoder(codec)()
    lines = 1
    while True:
        block = stream.read()
        try:
            text = decoder.decode(block, final=not block)
        except UnicodeDecodeError as error:
            if not certain:
                raise NotUtf8 from error
            line = lines + error.object[: error.start].decode(codec, "replace").count("\n")
            name = NAMES.get(codec, codec)
            raise BadImport("encoding", stream.path.name, line, encoding=name) from error
        if "\0" in text:
            raise BadImport("nul", stream.path.name, lines + text[: text.index("\0")].count("\n"))
        if text:
            lines += text.count("\n")
            yield text
        if not block:
            return


def text_lines(stream: Stream, codec: str, *, certain: bool) -> Iterator[str]:
    """Lines with their ends. Files that end lines with a lone CR (old spreadsheets) are read too."""
    carry, number, limit, end = "", 1, stream.limits.line, ""
    for block in text_blocks(stream, codec, certain=certain):
        if not end:
            end = "\r" if "\r" in block and "\n" not in block else "\n"
        *lines, last = (carry + block).split(end)
        for line in lines:
            if len(line) > limit:
                raise BadImport("too_long", stream.path.name, number, limit=limit)
            yield line + "\n"
            number += 1
        carry = last
        if len(carry) > limit:
            raise BadImport("too_long", stream.path.name, number, limit=limit)
    if carry:
        yield carry
