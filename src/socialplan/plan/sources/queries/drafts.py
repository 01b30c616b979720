"""Files being checked: what we read in them, by which mapping, and what does not fit."""

from collections.abc import Mapping as MappingOf
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from socialplan.pipeline.collect.errors import BadImport
from socialplan.pipeline.collect.grammar import Mapping
from socialplan.pipeline.collect.parse_mapping import parse_mapping
from socialplan.pipeline.collect.used import needed_columns
from socialplan.pipeline.columns import KEEP, TARGETS, chosen, is_simple, time_reading

from ...team.models import Workspace
from ..models import ImportDraft, MappingFile
from ..places import draft_paths
from .store import open_store

EXAMPLES = 3
SAMPLE_ROWS = 20


@dataclass(frozen=True)
class DraftLine:
    """Files that were brought and not imported yet."""

    id: int
    names: tuple[str, ...]


@dataclass(frozen=True)
class CheckedFile:
    """One file as we read it. `columns` is (their name, our fields) in the order of the file."""

    name: str
    kind: str
    rows: int
    encoding: str
    encoding_guessed: bool
    delimiter: str
    columns: tuple[tuple[str, tuple[str, ...]], ...]
    sample: tuple[tuple[str | None, ...], ...]


@dataclass(frozen=True)
class CheckedAccount:
    name: str
    rows: int
    kind: str


@dataclass(frozen=True)
class ReadingExample:
    """One value as it stands in the file and as we read it."""

    kind: str
    field: str
    column: str
    raw: str
    read: str
    repeated: bool  # the same kind of reading stood above it


@dataclass(frozen=True)
class ColumnChoice:
    """One of our fields with the column that fills it."""

    key: str
    main: bool
    column: str
    kept: bool
    examples: tuple[str, ...]


@dataclass(frozen=True)
class Checked:
    """All the check page shows of one draft."""

    id: int
    files: tuple[CheckedFile, ...] = ()
    mapping: bool = False
    mapping_name: str = ""
    recognised: bool = False
    network: str = ""
    zone: str = ""
    time_format: str = ""
    decimal: str = "."
    encoding: str = ""
    delimiter: str = ""
    rows: int = 0
    fits: int = 0
    first: date | None = None
    last: date | None = None
    accounts: tuple[CheckedAccount, ...] = ()
    warnings: tuple[MappingOf[str, Any], ...] = ()
    readings: tuple[ReadingExample, ...] = ()
    choices: tuple[ColumnChoice, ...] = ()
    columns: tuple[str, ...] = ()
    problems: tuple[MappingOf[str, Any], ...] = ()
    error: MappingOf[str, Any] | None = None
    remember_as: str = ""
    kinds: MappingOf[str, str] = field(default_factory=dict)

    @property
    def unfit(self) -> int:
        return max(self.rows - self.fits, len(self.problems) and 1)

    @property
    def ready(self) -> bool:
        """An import is all or nothing, so it can start only when every row fits."""
        return self.error is None and not self.problems and self.rows > 0 and self.mapping

    @property
    def zone_apart(self) -> bool:
        """Whether zone and time format need a place of their own: no time is read yet to show them beside."""
        return not any(reading.field == "posts.created_at" for reading in self.readings)


def draft(*, workspace: Workspace, id: int) -> ImportDraft | None:
    return ImportDraft.objects.select_related("job", "workspace").filter(workspace=workspace, pk=id).first()


def open_drafts(*, workspace: Workspace) -> list[DraftLine]:
    """What was brought and is not being imported now."""
    rows = ImportDraft.objects.filter(workspace=workspace).exclude(job__state__in=("due", "running", "done"))
    return [DraftLine(row.pk, tuple(file["name"] for file in row.files)) for row in rows]


def groups(draft: ImportDraft) -> list[list[int]]:
    """Which files belong together: those of one remembered mapping, else those with the same columns."""
    heads = [_header(path) for path in draft_paths(draft)]
    known = [parse_mapping(row.toml) for row in _remembered(draft.workspace_id)]
    for mapping in known:
        if mapping.files and _fits_all(mapping, heads):
            return [list(range(len(heads)))]
    found: dict[Any, list[int]] = {}
    for index, head in enumerate(heads):
        found.setdefault(head if head else index, []).append(index)
    return list(found.values())


def check(draft: ImportDraft) -> Checked:
    """What we read with the draft's mapping; without one, with a remembered one that fits or with a guess."""
    mapping, error = _mapping(draft)
    if error is None:
        try:
            from socialplan.pipeline.collect.preview import preview

            seen = preview(open_store(), draft_paths(draft), mapping)
            return _checked(draft, seen)
        except BadImport as refusal:
            error = refusal.as_json()
    return _refused(draft, mapping, error)


def columns_key(draft: ImportDraft) -> str:
    """The same for files with the same columns in the same order."""
    return "|".join(sorted(key for path in draft_paths(draft) if (key := _key(path))))[:64]


def guessed(draft: ImportDraft) -> str:
    """Nothing: without a mapping the check guesses one from the columns."""
    return ""


def checked_toml(content: bytes, *, name: str) -> str:
    """A mapping file that can be read. Raises BadImport with its name and place."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadImport("unreadable", name, why="it is no readable UTF-8 text") from error
    parse_mapping(text, file=name)
    return text
