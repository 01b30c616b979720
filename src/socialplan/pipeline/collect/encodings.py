"""Which characters the bytes of a file stand for: stated, marked by a BOM, or found by looking."""

import codecs
from pathlib import Path

from .errors import BadImport
from .limits import Limits
from .opening import Stream

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
FALLBACK = "cp1252"
NO_FILES = frozenset({"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape", "mbcs", "oem"})
NAMES = {"utf-8-sig": "UTF-8", "utf-8": "UTF-8", "cp1252": "Windows-1252", "utf-16": "UTF-16"}


def stated(name: str, *, where: str) -> str:
    """The codec for a name in a mapping."""
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError) as error:
        raise BadImport("unknown_encoding", where, encoding=name) from error
    codec = found.name
    if codec in NO_FILES or not getattr(found, "_is_text_encoding", True):
        raise BadImport("unknown_encoding", where, encoding=name)
    return {"utf-8": "utf-8-sig", "utf-16-le": "utf-16-le", "utf-16-be": "utf-16-be"}.get(codec, codec)


def guess(head: bytes) -> str:
    """From the first bytes; UTF-8 until a byte says otherwise."""
    for mark, codec in MARKS:
        if head.startswith(mark):
            return codec
    sample = head[: len(head) // 2 * 2]
    odd, even = sample[1::2].count(0), sample[::2].count(0)
    if odd > len(sample) // 8 and even < odd // 4:
        return "utf-16-le"
    if even > len(sample) // 8 and odd < even // 4:
        return "utf-16-be"
    return "utf-8-sig"


def is_wide(codec: str) -> bool:
    return codec.startswith("utf-16") or codec.startswith("utf-32")


def fallback(path: Path, limits: Limits) -> str:
    """Windows-1252 for a file that is not UTF-8 anywhere; a file that is partly UTF-8 is refused.

    Looks at the whole file, so it is called only when reading it as UTF-8 failed.
    """
    line, first_bad, multibyte = 1, 0, False
    stream = Stream(path, limits)
    carry = b""
    try:
        while block := stream.read():
            *lines, carry = (carry + block).split(b"\n")
            for text in lines:
                state = _utf8(text)
                multibyte = multibyte or state is True
                first_bad = first_bad or (line if state is False else 0)
                line += 1
    finally:
        stream.close()
    state = _utf8(carry)
    multibyte = multibyte or state is True
    first_bad = first_bad or (line if state is False else 0)
    if multibyte:
        raise BadImport("encoding", path.name, first_bad, encoding="UTF-8")
    return FALLBACK


def _utf8(text: bytes) -> bool | None:
    """None for plain ASCII, else whether it is valid UTF-8."""
    if text.isascii():
        return None
    try:
        text.decode()
    except UnicodeDecodeError:
        return False
    return True
