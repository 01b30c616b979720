"""Finds out what a file is from its first bytes: kind, packing, encoding, separator."""

from pathlib import Path

from . import encodings
from .errors import BadImport
from .limits import Limits
from .opening import OLD_EXCEL, ZIP, Stream, check_exists, check_kind
from .reading import Look, ReadSettings
from .rows_csv import guess_delimiter


def look(path: Path, settings: ReadSettings, limits: Limits) -> Look:
    """Raises BadImport for what is missing, empty, no table, or an archive we do not open."""
    check_exists(path, limits)
    stream = Stream(path, limits)
    try:
        head = stream.read()
    finally:
        stream.close()
    if not head:
        raise BadImport("empty", path.name)
    check_kind(head, path.name)
    if head.startswith(ZIP):
        return Look("xlsx", stream.gzip, "")
    if head.startswith(OLD_EXCEL):
        return Look("xls", stream.gzip, "")
    if settings.kind == "xlsx" or _suffixes(path)[-1:] == [".xlsx"]:
        raise BadImport("xlsx", path.name, why="its name says .xlsx, but there is no spreadsheet in it")
    guessed: list[str] = []
    if settings.encoding:
        codec = encodings.stated(settings.encoding, where=path.name)
    else:
        codec = _codec(path, head, limits, guessed)
    sample = head.decode(codec, "replace").lstrip("\ufeff")
    if not sample.strip():
        raise BadImport("empty", path.name)
    if sample.lstrip().startswith("[") and settings.kind in (None, "jsonl") and _says_json(path):
        return Look("json", stream.gzip, codec, guessed=tuple(guessed))
    if _is_jsonl(path, sample, settings):
        return Look("jsonl", stream.gzip, codec, guessed=tuple(guessed))
    delimiter = settings.delimiter
    if delimiter is None:
        delimiter = guess_delimiter(sample)
        guessed.append("delimiter")
    return Look("csv", stream.gzip, codec, delimiter, settings.quote, tuple(guessed))


def _codec(path: Path, head: bytes, limits: Limits, guessed: list[str]) -> str:
    codec = encodings.guess(head)
    if codec == "utf-8-sig" and not head.startswith(encodings.codecs.BOM_UTF8):
        guessed.append("encoding")
        try:
            head[:-4].decode()
        except UnicodeDecodeError as error:
            if error.end < len(head) - 8:  # not merely a character cut in two by the block
                return encodings.fallback(path, limits)
    return codec


def _is_jsonl(path: Path, sample: str, settings: ReadSettings) -> bool:
    if settings.kind:
        return settings.kind == "jsonl"
    return _says_json(path) or sample.lstrip().startswith("{")


def _says_json(path: Path) -> bool:
    return bool({*_suffixes(path)} & {".jsonl", ".ndjson", ".json"})


def _suffixes(path: Path) -> list[str]:
    """The endings of its name, without what says that it is packed."""
    return [suffix.lower() for suffix in path.suffixes if suffix.lower() != ".gz"]
