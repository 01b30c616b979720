"""Records of a comma, semicolon or tab separated file, each with the line it starts on."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from .errors import BadImport
from .limits import Limits

DELIMITERS = (",", ";", "\t", "|")
LOOKED_AT = 200
MOST_CHARACTERS = Limits().field


@dataclass(frozen=True)
class Dialect:
    """How the file separates and quotes its fields."""

    delimiter: str
    quote: str | None = '"'


def guess_delimiter(sample: str) -> str:
    """The separator that splits the first lines into the most columns, the same number on each."""
    lines = sample.splitlines()[:-1] or sample.splitlines()
    if lines and lines[0].lower().startswith("sep=") and len(lines[0].strip()) == 5:
        return lines[0].strip()[4]
    best, most = ",", 0.0
    for delimiter in DELIMITERS:
        widths = _widths(lines[:LOOKED_AT], delimiter)
        if not widths or widths[0] < 2:
            continue
        score = widths[0] * widths.count(widths[0]) / len(widths)
        if score > most:
            best, most = delimiter, score
    return best


def _widths(lines: list[str], delimiter: str) -> list[int]:
    """Fields per record, as far as the lines can be split: what breaks off is told when they are read."""
    csv.field_size_limit(MOST_CHARACTERS)
    found: list[int] = []
    try:
        found.extend(len(row) for row in csv.reader(lines, delimiter=delimiter) if row)
    except csv.Error:
        return found
    return found


def records(
    lines: Iterator[str], dialect: Dialect, *, file: str, limits: Limits
) -> Iterator[tuple[int, list[str]]]:
    """(line, fields) of every record that is not blank; errors name the line the record starts on."""
    quoting: Literal[0, 3] = csv.QUOTE_MINIMAL if dialect.quote else csv.QUOTE_NONE
    csv.field_size_limit(limits.field)
    reader = csv.reader(
        lines, delimiter=dialect.delimiter, quotechar=dialect.quote or '"', quoting=quoting, strict=True
    )
    start = 1
    try:
        for row in reader:
            if row:
                yield start, row
            start = reader.line_num + 1
    except csv.Error as error:
        raise _worded(str(error), file=file, line=start, limit=limits.field) from error


def _worded(text: str, *, file: str, line: int, limit: int) -> BadImport:
    if "unexpected end of data" in text:
        return BadImport("open_quote", file, line)
    if "field larger" in text:
        return BadImport("too_long", file, line, limit=limit)
    if "expected after" in text:
        return BadImport("broken_line", file, line, why="there is text behind a closing quote")
    if "new-line character" in text:
        return BadImport("broken_line", file, line, why="a carriage return stands inside it, without quotes")
    return BadImport("broken_line", file, line, why=text)
