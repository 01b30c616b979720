"""Which file of a mapping each given file is: by its name, else by its columns."""

from collections.abc import Mapping, Sequence
from fnmatch import fnmatch
from pathlib import Path

from .errors import BadImport, listed
from .grammar import MAIN
from .grammar import Mapping as MappingFile
from .reading import StagedFile
from .used import needed_columns


def by_name(path: Path, mapping: MappingFile) -> str | None:
    """The name in the mapping, or None when the file's own name tells nothing."""
    if not mapping.files:
        return MAIN
    if len(mapping.files) == 1:
        return mapping.files[0].name
    fits = [rule.name for rule in mapping.files if fnmatch(path.name.lower(), rule.match.lower())]
    return fits[0] if len(fits) == 1 else None


def by_columns(file: StagedFile, mapping: MappingFile) -> str:
    """The one file of the mapping whose columns all stand in this file."""
    fits = [
        rule.name for rule in mapping.files if set(needed_columns(mapping, rule.name)) <= set(file.columns)
    ]
    if len(fits) != 1:
        raise BadImport("fits_nothing", file.file, names=", ".join(rule.name for rule in mapping.files))
    return fits[0]


def check_complete(staged: Mapping[str, Sequence[StagedFile]], mapping: MappingFile) -> None:
    """Every file the mapping needs is there, and has the columns the mapping uses."""
    for rule in mapping.files:
        if not rule.optional and rule.name not in staged:
            raise BadImport("no_file_for", "", name=rule.name)
    for name, files in staged.items():
        for file in files:
            known = set(file.seen or file.columns)
            for column in needed_columns(mapping, name):
                if column not in known:
                    present = listed(file.seen or file.columns)
                    raise BadImport("unknown_column", file.file, column=column, present=present)
