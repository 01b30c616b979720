"""Where the table of a file begins that is no usual export: under a title, in a later sheet."""

from dataclasses import replace
from pathlib import Path

from .guess import known_names
from .limits import Limits
from .reading import ReadSettings
from .recognise import headers

ENOUGH = 2  # names we know, in a row that is taken for the header though it is not the first


def table_settings(path: Path, read: ReadSettings | None = None) -> ReadSettings:
    """How to read the file from its row of names on: `read` where that is its first row. Raises BadImport."""
    read = read or ReadSettings()
    if read.header is not None or read.skip:
        return read
    best, most = None, 0
    for place, header in enumerate(headers(path, Limits())):
        known = known_names(header.cells)
        if known > most and (place == 0 or known >= ENOUGH):
            best, most = (header if place else None), known
    if best is None:
        return read
    return replace(
        read, skip=best.skip, sheet=read.sheet or best.sheet, delimiter=read.delimiter or best.delimiter
    )
