"""The usual exports we know: their formats, as the rest of the pipeline and the faces ask for them."""

from ...networks import FORMATS, file_format
from ...networks.base import FileFormat

__all__ = ["FileFormat", "every_format", "format_of", "known_formats", "reader_of"]


def known_formats() -> tuple[str, ...]:
    """Their names, in the order in which they are tried."""
    return FORMATS


def every_format() -> tuple[FileFormat, ...]:
    return tuple(file_format(name) for name in FORMATS)


def format_of(name: str) -> FileFormat | None:
    """None for a name that is blank or not ours."""
    try:
        return file_format(name) if name else None
    except KeyError:
        return None


def reader_of(name: str) -> FileFormat | None:
    """The format, where files of it are no plain tables and need its own reader."""
    found = format_of(name)
    return found if found is not None and found.rows is not None else None
