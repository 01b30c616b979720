"""Exports of figures per day where figures over the whole life of a post are wanted: said with what to do."""

from .errors import BadImport
from .grammar import Mapping
from .known import format_of


def worded(error: BadImport, mapping: Mapping) -> BadImport:
    """A repeated post with other figures means, in such an export, that somebody chose figures per day."""
    known = format_of(mapping.read.format)
    if error.code != "conflict" or known is None or not known.lifetime:
        return error
    return BadImport("daily", error.file, error.line, kind=known.label, **error.values)
