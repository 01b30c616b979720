"""Takes the files out of zip archives: of a known export only the ones it is about, else every table."""

import re
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from .errors import BadImport
from .known import every_format
from .limits import Limits
from .opening import BLOCK, BROKEN_ZIP, ZIP

MOST = 20
TABLES = (
    ".csv", ".tsv", ".txt", ".xlsx", ".xls", ".json", ".jsonl", ".ndjson", ".js", ".ics", ".car", ".gz",
)  # fmt: skip


@contextmanager
def unpacked(paths: Sequence[Path], limits: Limits | None = None) -> Iterator[list[Path]]:
    """The files with archives replaced by what is in them; gone afterwards. Raises BadImport."""
    folder = Path(tempfile.mkdtemp(prefix="unpacked-"))
    try:
        yield [
            file
            for place, path in enumerate(paths)
            for file in (take_out(path, folder / str(place), limits) if is_archive(path) else [path])
        ]
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def is_archive(path: Path) -> bool:
    """Whether it is a zip archive and no spreadsheet."""
    try:
        with path.open("rb") as file:
            if not path.is_file() or file.read(4) != ZIP:
                return False
        with zipfile.ZipFile(path) as archive:
            return "xl/workbook.xml" not in archive.namelist()
    except BROKEN_ZIP:
        return False  # told when it is read


def take_out(path: Path, folder: Path, limits: Limits | None = None) -> list[Path]:
    """The files, each in a folder of its own below `folder`. Raises BadImport; then none is left."""
    limits = limits or Limits()
    try:
        with zipfile.ZipFile(path) as archive:
            members = _wanted(archive, path.name)
            _check(members, archive, path.name, limits)
            return [_extract(archive, one, folder / str(place)) for place, one in enumerate(members)]
    except BROKEN_ZIP as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise BadImport("broken_archive", path.name, why=str(error) or type(error).__name__) from error


def _wanted(archive: zipfile.ZipFile, file: str) -> list[zipfile.ZipInfo]:
    plain = [one for one in archive.infolist() if not one.is_dir() and not _is_hidden(one.filename)]
    for known in every_format():
        found = [one for one in plain if known.members and re.fullmatch(known.members, one.filename)]
        if found:
            return found
    tables = [one for one in plain if PurePosixPath(one.filename).suffix.lower() in TABLES]
    if not tables:
        raise BadImport("zip_empty", file)
    return tables


def _is_hidden(name: str) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in PurePosixPath(name).parts)


def _check(members: Sequence[zipfile.ZipInfo], archive: zipfile.ZipFile, file: str, limits: Limits) -> None:
    total, packed = sum(one.file_size for one in members), sum(one.compress_size for one in members)
    if len(members) > MOST:
        raise BadImport("zip_many", file, found=len(members), most=MOST)
    if any(one.flag_bits & 1 for one in members):
        raise BadImport("zip_locked", file)
    if total > limits.unpacked_bytes:
        raise BadImport("too_big", file, limit=f"{limits.unpacked_bytes // 2**20} MB")
    if total > limits.ratio_from and total > limits.ratio * max(packed, 1):
        raise BadImport("bomb", file, ratio=round(total / max(packed, 1)))


def _extract(archive: zipfile.ZipFile, member: zipfile.ZipInfo, folder: Path) -> Path:
    """Under its own last name; no more than the size it says it has."""
    folder.mkdir(parents=True)
    target = folder / (PurePosixPath(member.filename.replace("\\", "/")).name or "file")
    left = member.file_size
    with archive.open(member) as source, target.open("wb") as kept:
        while block := source.read(BLOCK):
            left -= len(block)
            if left < 0:
                raise zipfile.BadZipFile("a file in it is longer than it says")
            kept.write(block)
    return target
